"""Words drawn as small images, each once, in DejaVu Sans, which ziafont carries: it has Greek and signs."""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import as_file, files

from PIL import Image, ImageDraw, ImageFont

SHADES = 6  # from 0, the background, to 5, the letters


def placed(line: str, size: int) -> Iterator[tuple[int, Image.Image]]:
    """Yield the words of a line, each with how far right it begins."""
    x = 0
    for word in line.split():
        yield x, tile(word, size)
        x += tile(word, size).width + space(size)


def height(size: int) -> int:
    """Return the height of a line, with the room to the next."""
    return size * 13 // 10


@lru_cache(maxsize=8192)
def tile(word: str, size: int) -> Image.Image:
    """Return one word as an image in mode "P" whose colours are shades."""
    font = _font(size)
    image = Image.new("L", (round(font.getlength(word)) + 2, height(size)))
    # A stroke makes the letters of this one weight bold enough to be read in a small picture.
    ImageDraw.Draw(image).text((1, 0), word, font=font, fill=255, stroke_width=size > 40)
    image = image.point([value * SHADES // 256 for value in range(256)])
    image.putpalette(bytes(3))  # the values are numbers of colours from now on
    return image


@lru_cache(maxsize=8)
def space(size: int) -> int:
    """Return the width of a blank."""
    return round(_font(size).getlength(" "))


@lru_cache(maxsize=8)
def _font(size: int) -> ImageFont.FreeTypeFont:
    with as_file(files("ziafont") / "fonts/DejaVuSans.ttf") as path:
        return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)  # the same with every Pillow
