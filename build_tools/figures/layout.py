"""Places of units and the links between them: what the figures of networks have in common."""

import math
from collections.abc import Sequence

from build_tools.figures.draw import INK, Point, arrow, line


def column(x: float, middle: float, count: int, gap: float) -> list[Point]:
    """Return the middles of `count` units above one another, `gap` pixels apart, from top to bottom."""
    return [(x, middle + (i - (count - 1) / 2) * gap) for i in range(count)]


def row(middle: float, y: float, count: int, gap: float) -> list[Point]:
    """Return the middles of `count` units beside one another, `gap` pixels apart, from left to right."""
    return [(middle + (i - (count - 1) / 2) * gap, y) for i in range(count)]


def shorten(start: Point, end: Point, before: float, after: float) -> tuple[Point, Point]:
    """Return the way from `start` to `end` without its first `before` and its last `after` pixels."""
    (x1, y1), (x2, y2) = start, end
    length = math.hypot(x2 - x1, y2 - y1)
    dx, dy = (x2 - x1) / length, (y2 - y1) / length
    return (x1 + before * dx, y1 + before * dy), (x2 - after * dx, y2 - after * dy)


def link(start: Point, end: Point, radius: float, color: str = INK, faint: bool = False, thin: bool = True) -> str:
    """Return a line between two circles of one radius, from rim to rim."""
    return line(*shorten(start, end, radius, radius), color=color, faint=faint, thin=thin)


def links(left: Sequence[Point], right: Sequence[Point], radius: float, color: str = INK, faint: bool = False) -> str:
    """Return the lines between all units of one layer and all of the next."""
    return "".join(link(start, end, radius, color, faint) for start in left for end in right)


def join(start: Point, end: Point, radius: float, color: str = INK, gap: float = 3, dashed: bool = False) -> str:
    """Return an arrow between two circles of one radius, from rim to rim, with a little air before its head."""
    return arrow(*shorten(start, end, radius, radius + gap), color=color, dashed=dashed)
