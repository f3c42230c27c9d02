"""Shapes and words of figures as SVG: one palette, one line width, one arrow, one box, one size of text.

Every function returns SVG as text; a figure is a `Drawing` of such parts. Coordinates are pixels on a canvas `WIDTH`
wide, x to the right and y downwards; words, boxes and circles are placed by their middle. An example:

    def neuron() -> Drawing:
        return Drawing(
            120,  # height
            (
                box(70, 60, 100, 40, "input *x*", BLUE),
                arrow((120, 60), (200, 60)),
                circle(224, 60, 24, "*z*"),
                arrow((248, 60), (330, 60), color=ORANGE),
                text(340, 60, "*h*_1^{(2)} = φ(*z*)", anchor="start"),
            ),
        )

Words may hold `_i` or `_{in}` (index), `^2` or `^{-3}` (power), `*x*` (a variable, in italics) and line ends; a
backslash before `_`, `^` or `*` keeps the sign. Curves and axes are in `plot.py`; the list of all figures, where a new
one is registered, is `catalogue.py`.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

Point = tuple[float, float]

WIDTH = 560  # of every figure; a page shows it up to 640 pixels wide, a phone about 390
SIZE = 14  # of the text
LINE = 2  # width of lines
THIN = 1  # width of frames, grids and axes
RADIUS = 6  # of a box's corners
LEADING = 18  # from one line of text to the next
FAINT = 0.35  # opacity of what stands behind

# Hue by its name: on white, on the dark background. Each has a contrast of 4.5 there, and the five differ for
# colour-blind readers (hues after Okabe and Ito, 2008, darker and lighter).
HUES = {
    "blue": ("#0b6bb0", "#6cb6f0"),
    "orange": ("#c44e00", "#ff9a57"),
    "green": ("#007a5a", "#4fcf9f"),
    "purple": ("#a0467a", "#e59ac4"),
    "yellow": ("#846800", "#e6c84a"),
}
PAPER, INK_ON = ("#ffffff", "#1e2129"), ("#1f2328", "#e2e4e9")  # of a figure that stands alone, light and dark
INK = "currentColor"
BLUE, ORANGE, GREEN, PURPLE, YELLOW = (f"var(--fig-{name}, {light})" for name, (light, _) in HUES.items())

_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif"
_MARK = re.compile(r"\\(?P<kept>[_^*])|(?P<sign>[_^])(?:\{(?P<group>[^{}]*)\}|\\?(?P<one>[^\s{}]))|(?P<star>\*)")


@dataclass(frozen=True, slots=True)
class Drawing:
    """One figure without its name: its height, and its parts from back to front."""

    height: float  # pixels, at a width of `WIDTH`
    parts: Sequence[str]  # SVG


def line(*points: Point, color: str = INK, dashed: bool = False, thin: bool = False, faint: bool = False) -> str:
    """Return a line through two or more points."""
    return _stroked(f'<polyline points="{_points(points)}"', color, dashed, thin, faint)


def shape(
    *points: Point,
    color: str = INK,
    fill: float = 0.15,
    outline: bool = True,
    dashed: bool = False,
    thin: bool = False,
    faint: bool = False,
) -> str:
    """Return a polygon, filled with its colour at the opacity `fill` (0 is empty, 1 is full)."""
    start = f'<polygon points="{_points(points)}"{_fill(color, fill)}'
    return _stroked(start, color, dashed, thin, faint) if outline else f"{start}/>"


def rectangle(
    x: float,
    y: float,
    width: float,
    height: float,
    color: str = INK,
    fill: float = 0.15,
    outline: bool = True,
    dashed: bool = False,
    thin: bool = False,
) -> str:
    """Return a rectangle with sharp corners, placed by its upper left corner."""
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return shape(*corners, color=color, fill=fill, outline=outline, dashed=dashed, thin=thin)


def box(
    x: float,
    y: float,
    width: float,
    height: float,
    label: str = "",
    color: str = INK,
    fill: float = 0.12,
    dashed: bool = False,
) -> str:
    """Return a box with round corners and a label in it, which may have several lines; placed by its middle."""
    start = (
        f'<rect x="{n(x - width / 2)}" y="{n(y - height / 2)}" width="{n(width)}" height="{n(height)}" '
        f'rx="{RADIUS}"{_fill(color, fill)}'
    )
    return _stroked(start, color, dashed) + (text(x, y, label) if label else "")


def circle(
    x: float,
    y: float,
    radius: float,
    label: str = "",
    color: str = INK,
    fill: float = 0.12,
    dashed: bool = False,
    faint: bool = False,
) -> str:
    """Return a circle with a label in it."""
    start = f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(radius)}"{_fill(color, fill)}'
    return _stroked(start, color, dashed, faint=faint) + (text(x, y, label) if label else "")


def dot(x: float, y: float, color: str = INK, radius: float = 3.5, hollow: bool = False) -> str:
    """Return a point of data."""
    if hollow:
        return _stroked(f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(radius)}"', color)
    return f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(radius)}" fill="{color}"/>'


def dots(points: Sequence[Point], color: str = INK, radius: float = 3.5) -> str:
    """Return many points of data as one shape: lines of no length with round ends."""
    way = "".join(f"M{n(x)},{n(y)}h0" for x, y in points)
    return f'<path d="{way}" stroke="{color}" stroke-width="{n(2 * radius)}"/>' if way else ""


def arrow(*points: Point, color: str = INK, bend: float = 0, dashed: bool = False, faint: bool = False) -> str:
    """Return an arrow through the points, its head at the last one.

    With two points, `bend` (pixels) curves it: its middle lies that far to the right of the way, seen along it
    (negative: to the left).
    """
    (x1, y1), (x2, y2) = points[-2:]
    if bend:
        length = math.hypot(x2 - x1, y2 - y1)
        # A quadratic Bézier curve passes halfway between its control point and the middle of its chord.
        x1, y1 = (x1 + x2) / 2 - (y2 - y1) / length * 2 * bend, (y1 + y2) / 2 + (x2 - x1) / length * 2 * bend
    angle = math.atan2(y2 - y1, x2 - x1)
    base = (x2 - 8 * math.cos(angle), y2 - 8 * math.sin(angle))
    across = (-4.5 * math.sin(angle), 4.5 * math.cos(angle))
    head = ((x2, y2), (base[0] + across[0], base[1] + across[1]), (base[0] - across[0], base[1] - across[1]))
    tip = f'<polygon points="{_points(head)}" fill="{color}"{_opacity("fill", FAINT if faint else 1)}/>'
    if not bend:
        return line(*points[:-1], base, color=color, dashed=dashed, faint=faint) + tip
    way = f"M{n(points[0][0])},{n(points[0][1])}Q{n(x1)},{n(y1)} {n(base[0])},{n(base[1])}"
    return _stroked(f'<path d="{way}"', color, dashed, faint=faint) + tip


def bracket(x1: float, x2: float, y: float, label: str, below: bool = True, color: str = INK) -> str:
    """Return a flat bracket from `x1` to `x2` at the height `y`, with its label on the far side."""
    side = 1 if below else -1
    middle, lines = (x1 + x2) / 2, label.count("\n")
    bar = line((x1, y - 6 * side), (x1, y), (x2, y), (x2, y - 6 * side), color=color, thin=True)
    return bar + text(middle, y + side * (14 + lines * LEADING / 2), label, color=color)


def cells(
    x: float,
    y: float,
    rows: Sequence[Sequence[str]],
    size: float = 32,
    colors: Sequence[Sequence[str]] = (),
    fills: Sequence[Sequence[float]] = (),
    width: float = 0,
) -> str:
    """Return a table of square cells (or `width` wide) with a label each, placed by its upper left corner.

    `colors` and `fills` (opacities) have the form of `rows`; without them all cells are empty.
    """
    parts = []
    wide = width or size
    for i, row in enumerate(rows):
        for j, label in enumerate(row):
            color = colors[i][j] if colors else INK
            fill = fills[i][j] if fills else (0.2 if color != INK else 0)
            left, top = x + j * wide, y + i * size
            parts.append(rectangle(left, top, wide, size, color, fill, outline=False) if fill else "")
            parts.append(rectangle(left, top, wide, size, fill=0, thin=True))
            parts.append(text(left + wide / 2, top + size / 2, label) if label else "")
    return "".join(parts)


def text(
    x: float, y: float, words: str, color: str = INK, anchor: str = "middle", bold: bool = False, turn: float = 0
) -> str:
    """Return words with their middle at the height `y`; several lines are centred about it.

    `anchor` says what stands at `x`: the "start", the "middle" or the "end". `turn` is in degrees, clockwise.
    """
    lines = words.split("\n")
    top = y - (len(lines) - 1) * LEADING / 2 + 0.35 * SIZE
    turned = f' transform="rotate({n(turn)} {n(x)} {n(y)})"' if turn else ""
    style = (f' text-anchor="{anchor}"' if anchor != "start" else "") + (' font-weight="600"' if bold else "") + turned
    return "".join(
        f'<text x="{n(x)}" y="{n(top + i * LEADING)}" fill="{color}"{style}>{_marked(one)}</text>'
        for i, one in enumerate(lines)
    )


def n(value: float) -> str:
    """Return a coordinate with at most two decimals, so that the same figure has the same bytes everywhere."""
    short = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def render(name: str, title: str, description: str, drawing: Drawing) -> str:
    """Return a figure as the SVG file `name`.svg, readable on light and dark by what the reader's system prefers."""
    dark = "".join(f"--fig-{hue}:{on_dark};" for hue, (_, on_dark) in HUES.items())
    scheme = f"svg{{color:{INK_ON[1]};background:{PAPER[1]};{dark}}}"
    height = n(drawing.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-labelledby="{name}-title {name}-desc" font-family="{_FONT}" font-size="{SIZE}" fill="none" '
        f'stroke-linecap="round" stroke-linejoin="round">\n'
        f'<title id="{name}-title">{escape(title)}</title>\n<desc id="{name}-desc">{escape(description)}</desc>\n'
        f"<style>svg{{color:{INK_ON[0]};background:{PAPER[0]}}}@media(prefers-color-scheme:dark){{{scheme}}}</style>\n"
        + "".join(f"{part}\n" for part in drawing.parts if part)
        + "</svg>\n"
    )


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{n(x)},{n(y)}" for x, y in points)


def _fill(color: str, opacity: float) -> str:
    return f' fill="{color}"{_opacity("fill", opacity)}' if opacity else ""


def _opacity(of: str, value: float) -> str:
    return f' {of}-opacity="{n(value)}"' if value < 1 else ""


def _stroked(start: str, color: str, dashed: bool = False, thin: bool = False, faint: bool = False) -> str:
    dashes = ' stroke-dasharray="5 5"' if dashed else ""
    width = f' stroke-width="{THIN if thin else LINE}"'
    return f'{start} stroke="{color}"{width}{_opacity("stroke", FAINT if faint else 1)}{dashes}/>'


def _marked(words: str) -> str:
    """Return one line of words with its indices, powers and italics as `tspan`s."""
    parts, done, shift, italic = [], 0, 0.0, False

    def add(piece: str, level: int = 0) -> None:
        nonlocal shift
        if piece:
            target = {0: 0.0, 1: -0.36 * SIZE, -1: 0.22 * SIZE}[level]
            move = f' dy="{n(target - shift)}"' if target != shift else ""
            look = (' font-size="75%"' if level else "") + (' font-style="italic"' if italic and not level else "")
            parts.append(f"<tspan{move}{look}>{escape(piece)}</tspan>" if move or look else escape(piece))
            shift = target

    for mark in _MARK.finditer(words):
        add(words[done : mark.start()])
        if mark["kept"]:
            add(mark["kept"])
        elif mark["star"]:
            italic = not italic
        else:
            add(mark["group"] or mark["one"], 1 if mark["sign"] == "^" else -1)
        done = mark.end()
    add(words[done:])
    return "".join(parts)
