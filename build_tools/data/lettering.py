"""Letters drawn as small images, each once, in DejaVu Sans, which ziafont carries: it has Greek and signs."""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import as_file, files
from itertools import pairwise

from PIL import Image, ImageDraw, ImageFont

_BOLD = 40  # letters from this size on are drawn thrice, side by side: they must be read in a small picture
_MARGIN = 4  # pixels at the sides of a letter that it may reach into


def placed(line: str, size: int) -> Iterator[tuple[int, Image.Image]]:
    """Yield the letters of a line, white on black in mode "L", each with how far right its image begins."""
    x = -_MARGIN
    for letter, following in pairwise(f"{line} "):
        if letter != " ":
            yield round(x), _image(letter, size)
        x += _advance(letter, following, size)


def height(size: int) -> int:
    """Return the height of a line, with the room to the next."""
    return size * 13 // 10


@lru_cache(8192)
def width(word: str, size: int) -> int:
    """Return the width of one word."""
    return round(_font(size).getlength(word)) + 2


def space(size: int) -> int:
    """Return the width of a blank."""
    return round(_advance(" ", " ", size))


@lru_cache(8192)
def _advance(letter: str, following: str, size: int) -> float:
    """Return how far right of a letter the following one begins, which differs where the two fit into each other."""
    return _font(size).getlength(letter + following) - _font(size).getlength(following)


@lru_cache(1024)
def _image(letter: str, size: int) -> Image.Image:
    drawn = Image.new("L", (round(_font(size).getlength(letter)) + 2 * _MARGIN, height(size)))
    ImageDraw.Draw(drawn).text((_MARGIN, 0), letter, font=_font(size), fill=255)
    if size < _BOLD:
        return drawn
    thicker = drawn.copy()
    for right in (1, 2):
        thicker.paste(255, (right, 0), drawn)
    return thicker


@lru_cache(8)
def _font(size: int) -> ImageFont.FreeTypeFont:
    with as_file(files("ziafont") / "fonts/DejaVuSans.ttf") as path:
        return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)  # the same with every Pillow
