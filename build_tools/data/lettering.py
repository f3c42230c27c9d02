"""Words drawn as small images, each once, in DejaVu Sans, which ziafont carries: it has Greek and signs."""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import as_file, files

from PIL import Image, ImageDraw, ImageFont

_BOLD = 40  # letters from this size on are drawn thrice, side by side: they must be read in a small picture


def placed(line: str, size: int) -> Iterator[tuple[int, Image.Image]]:
    """Yield the words of a line, white on black in mode "L", each with how far right it begins."""
    x = 0
    for word in line.split():
        yield x, _tile(word, size)
        x += width(word, size) + space(size)


def height(size: int) -> int:
    """Return the height of a line, with the room to the next."""
    return size * 13 // 10


@lru_cache(maxsize=8192)
def width(word: str, size: int) -> int:
    """Return the width of one word, which takes a small part of the time of drawing it."""
    return round(_font(size).getlength(word)) + 2


@lru_cache(maxsize=1024)
def _tile(word: str, size: int) -> Image.Image:
    letters = Image.new("L", (width(word, size), height(size)))
    ImageDraw.Draw(letters).text((0, 0), word, font=_font(size), fill=255)
    if size < _BOLD:
        return letters
    thicker = letters.copy()
    for right in (1, 2):
        thicker.paste(255, (right, 0), letters)
    return thicker


@lru_cache(maxsize=8)
def space(size: int) -> int:
    """Return the width of a blank."""
    return round(_font(size).getlength(" "))


@lru_cache(maxsize=8)
def _font(size: int) -> ImageFont.FreeTypeFont:
    with as_file(files("ziafont") / "fonts/DejaVuSans.ttf") as path:
        return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)  # the same with every Pillow
