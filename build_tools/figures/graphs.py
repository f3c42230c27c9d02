"""Figure of a computational graph: values forwards, gradients backwards, worked out in numbers."""

import math

from build_tools.figures.draw import BLUE, ORANGE, Drawing, Point, arrow, circle, text
from build_tools.figures.layout import shorten

RADIUS = 19


def computational_graph() -> Drawing:
    """The graph of σ(wx + b)² + w at x = 2, w = 0.5, b = −1, with value and gradient at every edge."""
    x, w, b = 2.0, 0.5, -1.0
    product, total = w * x, w * x + b
    h = 1 / (1 + math.exp(-total))
    square, loss = h * h, h * h + w
    d_h = 2 * h  # the gradient of the loss with respect to each value, from the output backwards
    d_total = d_h * h * (1 - h)
    nodes = {"×": (132, 110), "+": (220, 110), "σ": (308, 110), "( )^2": (396, 110), "+ ": (484, 110)}
    leaves = {"*x*": (32, 56), "*w*": (32, 164), "*b*": (132, 196)}
    parts = [circle(*place, RADIUS, name.strip()) for name, place in nodes.items()]
    parts += [circle(*place, RADIUS, name, fill=0) for name, place in leaves.items()]
    chain = ((product, d_total), (total, d_total), (h, d_h), (square, 1))
    places = list(nodes.values())
    for (value, slope), start, end in zip(chain, places, places[1:], strict=False):
        parts += [_edge(start, end), *_pair((start[0] + end[0]) / 2, 110, value, slope)]
    parts += [arrow((503, 110), (540, 110)), text(550, 110, "*L*"), *_pair(526, 110, loss, 1)]
    parts += [_edge(leaves["*x*"], places[0]), *_pair(100, 64, x, d_total * w, 9)]
    parts += [_edge(leaves["*w*"], places[0]), *_pair(66, 124, w, d_total * x, 9)]
    parts += [_edge(leaves["*b*"], places[1]), *_pair(196, 160, b, d_total, 9)]
    parts += [arrow((32, 183), (32, 246), (484, 246), (484, 132)), *_pair(308, 246, w, 1)]
    parts += [
        text(14, 286, "value, forwards", BLUE, "start"),
        text(150, 286, "gradient of *L*, backwards", ORANGE, "start"),
    ]
    parts.append(text(546, 286, f"at *w*: {d_total * x:g} + 1 = {d_total * x + 1:g}", ORANGE, "end"))
    return Drawing(306, parts)


def _edge(start: Point, end: Point) -> str:
    return arrow(*shorten(start, end, RADIUS, RADIUS + 3))


def _pair(x: float, y: float, value: float, slope: float, apart: float = 13) -> tuple[str, str]:
    """Return a value above and a gradient below the middle of an edge."""
    label = f"{value:g}".replace("-", "−")
    return text(x, y - apart, label, BLUE), text(x, y + apart, f"{slope:g}", ORANGE)
