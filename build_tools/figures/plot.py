"""Axes, curves and points of a plot: values in, shapes on the canvas out, nothing outside the frame.

axes = Axes(60, 20, 220, 160, (0, 10), (0, 1))
parts = (axes.frame("step", "loss", x_ticks=(0, 5, 10)), axes.curve(steps, losses, BLUE))
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from build_tools.figures.draw import INK, Point, dots, line, n, shape, text

_MARKS = re.compile(r"[_^{}*]")  # what `draw.text` does not show


@dataclass(frozen=True, slots=True)
class Axes:
    """A plot's place on the canvas and the values at its edges."""

    left: float  # pixels
    top: float
    width: float
    height: float
    x_range: tuple[float, float]  # values at the left and the right edge
    y_range: tuple[float, float]  # values at the lower and the upper edge
    log_y: bool = False  # the vertical axis is logarithmic; values then are positive
    log_x: bool = False

    def point(self, x: float, y: float) -> Point:
        """Return where the values `x` and `y` lie on the canvas."""
        across = _share(x, self.x_range, self.log_x)
        up = _share(y, self.y_range, self.log_y)
        return self.left + across * self.width, self.top + (1 - up) * self.height

    def frame(
        self,
        x_label: str = "",
        y_label: str = "",
        x_ticks: Sequence[float | tuple[float, str]] = (),
        y_ticks: Sequence[float | tuple[float, str]] = (),
        title: str = "",
        grid: bool = False,
    ) -> str:
        """Return the two axes with their ticks, labels and title; a tick is a value, or a value and its label."""
        right, bottom = self.left + self.width, self.top + self.height
        parts = [line((self.left, self.top), (self.left, bottom), (right, bottom), thin=True)]
        for value, label in map(_tick, x_ticks):
            x = self.point(value, self.y_range[0])[0]
            parts += [line((x, bottom), (x, bottom + 4), thin=True), text(x, bottom + 14, label)]
            parts += [line((x, bottom), (x, self.top), thin=True, faint=True)] * grid
        for value, label in map(_tick, y_ticks):
            y = self.point(self.x_range[0], value)[1]
            parts += [line((self.left - 4, y), (self.left, y), thin=True), text(self.left - 8, y, label, anchor="end")]
            parts += [line((self.left, y), (right, y), thin=True, faint=True)] * grid
        if x_label:
            parts.append(text((self.left + right) / 2, bottom + (32 if x_ticks else 14), x_label))
        if y_label:
            room = max((len(_MARKS.sub("", label)) for _, label in map(_tick, y_ticks)), default=0) * 8 + 8
            parts.append(text(self.left - room - 10, (self.top + bottom) / 2, y_label, turn=-90))
        if title:
            parts.append(text((self.left + right) / 2, self.top - 14, title, bold=True))
        return "".join(parts)

    def curve(
        self,
        xs: Iterable[float],
        ys: Iterable[float],
        color: str = INK,
        dashed: bool = False,
        thin: bool = False,
        faint: bool = False,
    ) -> str:
        """Return the curve through the values, cut where it leaves the frame; NaN breaks it."""
        runs, run = [], []
        points = [self.point(x, y) for x, y in zip(map(float, xs), map(float, ys), strict=True)]
        for start, end in zip(points, points[1:], strict=False):
            cut = self._clip(start, end)
            if cut is None or (run and run[-1] != cut[0]):
                runs, run = [*runs, run], []
            if cut is not None:
                run = [*(run or [cut[0]]), cut[1]]
        return "".join(line(*one, color=color, dashed=dashed, thin=thin, faint=faint) for one in (*runs, run) if one)

    def dots(self, xs: Iterable[float], ys: Iterable[float], color: str = INK, radius: float = 3.5) -> str:
        """Return a point for each pair of values that lies in the frame."""
        points = [self.point(x, y) for x, y in zip(map(float, xs), map(float, ys), strict=True)]
        return dots([point for point in points if self._holds(point)], color, radius)

    def band(self, xs: Iterable[float], low: Iterable[float], high: Iterable[float], color: str = INK) -> str:
        """Return the area between two curves that both stay in the frame."""
        places = list(map(float, xs))
        lower = [self.point(x, float(y)) for x, y in zip(places, low, strict=True)]
        upper = [self.point(x, float(y)) for x, y in zip(places, high, strict=True)]
        return shape(*upper, *reversed(lower), color=color, outline=False)

    def bars(self, xs: Iterable[float], heights: Iterable[float], width: float, color: str = INK) -> str:
        """Return a bar from the lower edge for each value; `width` is in values of x."""
        parts = []
        for x, height in zip(map(float, xs), map(float, heights), strict=True):
            (x1, y1), (x2, y2) = self.point(x - width / 2, height), self.point(x + width / 2, self.y_range[0])
            parts.append(shape((x1, y1), (x2, y1), (x2, y2), (x1, y2), color=color, fill=0.3))
        return "".join(parts)

    def note(
        self, x: float, y: float, words: str, color: str = INK, anchor: str = "start", dx: float = 0, dy: float = 0
    ) -> str:
        """Return words at the values `x` and `y`, moved by `dx` and `dy` pixels."""
        left, middle = self.point(x, y)
        return text(left + dx, middle + dy, words, color, anchor)

    def _holds(self, point: Point) -> bool:
        return 0 <= point[0] - self.left <= self.width and 0 <= point[1] - self.top <= self.height

    def _clip(self, start: Point, end: Point) -> tuple[Point, Point] | None:
        """Return the part of a segment in the frame, None where there is none (Liang and Barsky, 1984)."""
        (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
        if not all(map(math.isfinite, (x, y, dx, dy))):
            return None
        first, last = 0.0, 1.0
        sides = ((-dx, x - self.left), (dx, self.left + self.width - x))
        for slope, room in (*sides, (-dy, y - self.top), (dy, self.top + self.height - y)):
            if slope == 0 and room < 0:
                return None
            if slope < 0:
                first = max(first, room / slope)
            elif slope > 0:
                last = min(last, room / slope)
        if first > last:
            return None
        begin = start if first == 0 else (x + first * dx, y + first * dy)
        return begin, (end if last == 1 else (x + last * dx, y + last * dy))


def powers(*exponents: int) -> list[tuple[float, str]]:
    """Return ticks at powers of ten."""
    return [(10.0**k, "1" if k == 0 else f"10^{{{k}}}".replace("-", "−")) for k in exponents]


def _share(value: float, edges: tuple[float, float], log: bool) -> float:
    low, high = edges
    if not log:
        return (value - low) / (high - low)
    return math.log(value / low) / math.log(high / low) if value > 0 else -math.inf


def _tick(tick: float | tuple[float, str]) -> tuple[float, str]:
    return tick if isinstance(tick, tuple) else (tick, n(tick).replace("-", "−"))
