"""Draw the picture that stands for a page where its address is shared: one for each entry, one for all other pages."""

import re
from collections.abc import Sequence
from functools import lru_cache

from build_tools.data.lettering import height, placed, space, width
from build_tools.data.places import preview
from build_tools.data.png import ORIGIN, Band, canvas, pack, png
from build_tools.publication import Made, Publication

WIDTH, HEIGHT = 1200, 630  # what https://ogp.me's readers ask for
_LEFT, _COLUMN = 80, 1040
_HEAD, _FOOT = 120, 130  # heights of the bands above and below the title
_SIZES = ((66, 3), (58, 4), (48, 5))  # of the title's letters, and how many lines of them are good to read
_LONGEST = 300  # characters of a title, of which no more can be shown
_FAST, _SMALL = 2, 9  # how bands are packed that are in one picture, and those that are in many
_SHADES = 6  # from 0, the background, to 5, the letters
_PAPER, _INK, _BAR = (253, 252, 249), (31, 33, 38), (26, 79, 139)  # of the light scheme in site.css


def previews(publication: Publication) -> Made:
    """Yield a PNG for each entry and one for the site; none where the site has no address to share."""
    if not publication.address:
        return
    site = publication.site.pages[0].title
    topics = {topic.id: topic.title for topic in publication.collection.topics}
    yield preview(), picture(site, "", "")
    for entry in publication.collection.entries:
        about = " · ".join(filter(None, (topics[entry.topic], entry.level)))
        yield preview(entry.id), picture(entry.title, about, site)


def picture(title: str, about: str, site: str) -> bytes:
    """Return a PNG of a title, with what it is about below it and the site's name above.

    It is stacked from bands: those that are the same in many pictures are packed once, so that a picture costs the
    packing of its title alone.
    """
    size, lines = _fitted(title)
    rows = height(size) * len(lines)
    room = HEIGHT - _HEAD - _FOOT - rows
    written = _written(lines, size, range(_SHADES), 0, rows, _FAST)
    bands = (_bar(site), _blank(room // 2), written, _blank(room - room // 2), _foot(about))
    return png(bands, WIDTH, HEIGHT, _palette())


def _fitted(title: str) -> tuple[int, tuple[str, ...]]:
    """Return the largest size in which a title is few enough lines, and the lines; a longer title ends in "…"."""
    words = re.findall(r"\S{1,24}", title[:_LONGEST]) or [""]
    for size, most in _SIZES:
        lines = _wrapped(words, size)
        if len(lines) <= most and all(width(word, size) <= _COLUMN for word in words):
            return size, lines
    return size, (*lines[: most - 1], f"{lines[most - 1]} …") if len(lines) > most else lines


def _wrapped(words: Sequence[str], size: int) -> tuple[str, ...]:
    lines: list[list[str]] = [[]]
    x = 0
    for word in words:
        if lines[-1] and x + width(word, size) > _COLUMN:
            lines.append([])
            x = 0
        lines[-1].append(word)
        x += width(word, size) + space(size)
    return tuple(" ".join(line) for line in lines)


@lru_cache(maxsize=1)
def _bar(site: str) -> Band:
    """Return the band of the site's name, light on the colour of the site's header."""
    return _written((site[:_LONGEST],), 38, range(_SHADES, 2 * _SHADES), (_HEAD - height(38)) // 2, _HEAD, _SMALL)


@lru_cache(maxsize=4096)
def _foot(about: str) -> Band:
    """Return the band below the title; a collection has few of them."""
    return _written((about[:_LONGEST],), 36, range(_SHADES), 0, _FOOT, _SMALL)


@lru_cache(maxsize=512)
def _blank(rows: int) -> Band:
    return pack(canvas(WIDTH, rows), range(_SHADES), _SMALL)


def _written(lines: Sequence[str], size: int, colours: range, top: int, rows: int, level: int) -> Band:
    """Return a band of text, in the first of `colours` as background and the last for the letters."""
    image = canvas(WIDTH, rows)
    for number, line in enumerate(lines):
        for x, letter in placed(line, size):
            image.paste(255, (ORIGIN + _LEFT + x, top + number * height(size)), letter)
    return pack(image, colours, level)


@lru_cache(maxsize=1)
def _palette() -> list[tuple[int, int, int]]:
    """Return the colours from paper to ink, then from the header's colour to paper."""
    pairs = [(_PAPER, _INK)] * _SHADES + [(_BAR, _PAPER)] * _SHADES
    parts = [number % _SHADES / (_SHADES - 1) for number in range(2 * _SHADES)]
    return [
        tuple(round(a + (b - a) * part) for a, b in zip(*pair, strict=True))
        for pair, part in zip(pairs, parts, strict=True)
    ]
