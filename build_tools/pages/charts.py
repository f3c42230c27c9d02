"""Draw counts as bars, in the look of the answers' figures: SVG that follows the light and the dark scheme."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.figures.draw import BLUE, GREEN, INK, PURPLE, WIDTH, Drawing, line, rectangle, render, text

FOLDER = "assets/figures"  # where the build puts figures, and puts them into the pages from
_RIGHT, _ROW, _BAR, _LEGEND = 44, 26, 16, 34  # pixels: room for totals, a row, its bar, the legend
_LETTERS, _LETTER = 36, 7.2  # of the longest label, and the width of one in pixels
_COLORS = ((GREEN, 0.45), (BLUE, 0.45), (PURPLE, 0.45), (INK, 0.12))  # of the parts of a bar, in order
_DIGIT = 8  # pixels
_SIGN = re.compile(r"[_^*]")


@dataclass(frozen=True, slots=True)
class Row:
    """One bar."""

    label: str  # plain text
    parts: tuple[int, ...]  # the lengths of its parts, from left to right
    most: int = 0  # what the whole width stands for; 0: the longest bar of the chart

    @property
    def total(self) -> int:
        """The length of the whole bar."""
        return sum(self.parts)


def bars(name: str, title: str, rows: Sequence[Row], legend: Sequence[str] = ()) -> str:
    """Return a chart of lying bars, one below the other, as the SVG file `name`.svg.

    Each part of a bar shows its number where that fits, and the whole bar its sum behind it, so that nobody needs to
    tell colours apart. `legend` names the parts.
    """
    left = 16 + _LETTER * max((min(len(row.label), _LETTERS) for row in rows), default=0)
    longest = max((row.most or row.total for row in rows), default=0) or 1
    scale = (WIDTH - left - _RIGHT) / longest
    top = _LEGEND if legend else 8
    parts = _legend(legend)
    for number, row in enumerate(rows):
        parts += _bar(row, left, top + number * _ROW, scale)
    bottom = top + len(rows) * _ROW
    parts.append(line((left, top), (left, bottom), thin=True))
    return render(name, title, _told(rows, legend), Drawing(bottom + 8, parts))


def _bar(row: Row, left: float, top: float, scale: float) -> list[str]:
    middle = top + _ROW / 2
    found = [text(left - 8, middle, _label(row.label), anchor="end")]
    for count, (color, fill) in zip(row.parts, _COLORS, strict=False):
        width = count * scale
        if count:
            found.append(rectangle(left, middle - _BAR / 2, width, _BAR, color, fill, outline=False))
        if len(row.parts) > 1 and width > _DIGIT * len(str(count)) + 4:
            found.append(text(left + width / 2, middle, str(count)))
        left += width
    return [*found, text(left + 6, middle, str(row.total), anchor="start", bold=True)]


def _legend(names: Sequence[str]) -> list[str]:
    found: list[str] = []
    left = 16.0
    for name, (color, fill) in zip(names, _COLORS, strict=False):
        found.append(rectangle(left, 6, 12, 12, color, fill, outline=False))
        found.append(text(left + 17, 12, name, anchor="start"))
        left += 17 + 7.5 * len(name) + 14
    return found


def _label(words: str) -> str:
    """Return the plain text `words` as `draw.text` writes it, cut to the room there is."""
    short = words if len(words) <= _LETTERS else words[: _LETTERS - 1].rstrip() + "…"
    return _SIGN.sub(r"\\\g<0>", short)


def _told(rows: Sequence[Row], legend: Sequence[str]) -> str:
    """Return a chart's numbers in words, for those who cannot see it."""
    told = []
    for row in rows:
        named = [f"{count} {name}" for count, name in zip(row.parts, legend, strict=False) if count]
        told.append(f"{row.label}: {row.total}" + (f" ({', '.join(named)})" if named else ""))
    return "; ".join(told) + "."
