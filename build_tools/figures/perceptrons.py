"""Figures of the perceptron, of XOR and of networks of fully connected layers."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from build_tools.figures.draw import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    Drawing,
    Point,
    arrow,
    box,
    circle,
    dot,
    line,
    shape,
    text,
)
from build_tools.figures.layout import column, join, link, links
from build_tools.figures.plot import Axes

CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))  # the four inputs of a function of two bits
UNIT = 14  # radius of a unit


def perceptron() -> Drawing:
    """A unit with two inputs, and the line by which it cuts the plane: AND."""
    inputs, middle = column(36, 130, 3, 76), (158, 130)
    parts = [circle(*place, 18, label) for place, label in zip(inputs, ("*x*_1", "*x*_2", "1"), strict=True)]
    parts += [join(place, (middle[0] - 4, middle[1]), 20) for place in inputs]
    labels = ((96, 80, "*w*_1"), (84, 116, "*w*_2"), (96, 184, "*b*"))
    parts += [text(x, y, label, BLUE) for x, y, label in labels]
    parts += [circle(*middle, 22, "Σ"), arrow((180, 130), (219, 130)), text(198, 116, "*z*")]
    parts += [box(248, 130, 56, 56), line((230, 146), (248, 146), (248, 114), (266, 114), color=ORANGE)]
    parts += [arrow((276, 130), (310, 130)), text(322, 130, "*ŷ*")]
    parts += [text(36, 22, "inputs"), text(146, 22, "weighted sum"), text(248, 22, "threshold")]
    parts += [text(18, 252, "*z* = *w*_1*x*_1 + *w*_2*x*_2 + *b*", anchor="start")]
    parts += [text(196, 252, "*ŷ* = 1 if *z* > 0, else 0", anchor="start")]
    axes = _plane(376, 44, 170)
    parts += [text(461, 22, "*w* = (1, 1), *b* = −1.5"), _half_plane(axes, ((1, 1, -1.5),), BLUE)]
    parts += [axes.frame("*x*_1", "*x*_2", (0, 1), (0, 1)), axes.curve((-0.4, 1.6), (1.9, -0.1), BLUE)]
    parts += [
        axes.note(1.54, 1.42, "*ŷ* = 1", BLUE, "end"),
        axes.note(-0.34, 0.4, "*ŷ* = 0"),
        axes.note(1, 1, "AND", BLUE, dx=10),
    ]
    parts += [_mark(axes, corner, min(corner) == 1) for corner in CORNERS]
    return Drawing(272, parts)


def xor() -> Drawing:
    """XOR: one line gets three of four right; two hidden ReLU units move the points so that a line separates them."""
    left, middle, right = _plane(34, 48, 132), _plane(224, 48, 132), Axes(418, 48, 132, 132, (-0.5, 2.5), (-0.8, 1.6))
    parts = [text(100, 22, "one line: 3 of 4 right", bold=True), text(290, 22, "two hidden units", bold=True)]
    parts += [text(484, 22, "the hidden plane", bold=True)]
    parts += [_half_plane(left, ((1, 1, -0.5),), BLUE), left.curve((-0.4, 0.9), (0.9, -0.4), BLUE)]
    sums = np.linspace(-0.8, 3.2, 4001)  # the network's output depends on x₁ + x₂ alone
    edges = sums[1:][np.diff(_xor_network(sums) > 0.5)]
    parts += [_half_plane(middle, ((1, 1, -edges[0]), (-1, -1, edges[1])), BLUE)]
    parts += [middle.curve((-0.4, edge + 0.4), (edge + 0.4, -0.4), BLUE) for edge in edges]
    parts += [_half_plane(right, ((1, -2, -0.5),), BLUE), right.curve((-0.5, 2.5), (-0.5, 1), BLUE)]
    parts += [axes.frame("*x*_1", "*x*_2", (0, 1), (0, 1)) for axes in (left, middle)]
    parts += [right.frame("*h*_1", "*h*_2", (0, 1, 2), (0, 1))]
    for corner in CORNERS:
        for axes in (left, middle):
            parts.append(_mark(axes, corner, sum(corner) == 1))
    parts.append(circle(*left.point(1, 1), 11, color=ORANGE, fill=0))
    hidden = {(max(0, sum(c)), max(0, sum(c) - 1)): sum(c) == 1 for c in CORNERS}
    parts += [_mark(right, place, wanted) for place, wanted in hidden.items()]
    parts += [
        right.note(1, 0, "2 points", anchor="middle", dx=14, dy=18),
        left.note(1, 1, "wrong", ORANGE, "middle", dy=-20),
    ]
    parts += [text(100, 238, "*x*_1 + *x*_2 − 0.5 > 0"), text(290, 238, "*h*_1 = max(0, *x*_1 + *x*_2)")]
    parts += [text(290, 260, "*h*_2 = max(0, *x*_1 + *x*_2 − 1)"), text(484, 238, "*ŷ* = *h*_1 − 2*h*_2")]
    parts += [dot(60, 260), text(70, 260, "XOR is 1", anchor="start"), text(484, 260, "shaded: *ŷ* > ½")]
    parts += [dot(60, 282, hollow=True), text(70, 282, "XOR is 0", anchor="start")]
    return Drawing(300, parts)


def multilayer_perceptron() -> Drawing:
    """A network 3-4-4-2 with the names of its layers and what lies between them."""
    sizes, places = (3, 4, 4, 2), (60, 207, 353, 500)
    layers = [column(x, 142, count, 46) for x, count in zip(places, sizes, strict=True)]
    names = ("input layer", "hidden layer 1", "hidden layer 2", "output layer")
    values = ("*x* = *h*^{(0)}", "*h*^{(1)}", "*h*^{(2)}", "*ŷ* = *h*^{(3)}")
    colors = (INK, BLUE, BLUE, ORANGE)
    parts = [links(layers[i], layers[i + 1], UNIT, faint=True) for i in range(3)]
    parts += [link(start, layers[1][1], UNIT, GREEN, thin=False) for start in layers[0]]
    for i, layer in enumerate(layers):
        parts += [text(places[i], 24, names[i], bold=True), text(places[i], 252, values[i])]
        parts += [circle(*place, UNIT, color=colors[i]) for place in layer]
    for i in range(3):
        x = (places[i] + places[i + 1]) / 2
        count = sizes[i + 1] * (sizes[i] + 1)
        parts += [text(x, 278, f"*W*^{{({i + 1})}}, *b*^{{({i + 1})}}"), text(x, 300, f"{count} numbers")]
    parts.append(circle(*layers[1][1], UNIT, color=GREEN))
    return Drawing(318, parts)


def dropout() -> Drawing:
    """A full network and two of its thinned networks, their masks drawn with p = 0.5."""
    rng = np.random.default_rng(4)
    full = [np.ones(n, bool) for n in (3, 4, 4, 1)]
    masks = [full] + [[full[0], rng.random(4) >= 0.5, rng.random(4) >= 0.5, full[3]] for _ in range(2)]
    titles = ("prediction", "training, step 1", "training, step 2")
    notes = ("all units, no scaling", "kept values × 2", "kept values × 2")
    parts = []
    for i, mask in enumerate(masks):
        left = 20 + i * 190
        parts += [text(left + 70, 22, titles[i], bold=True), _thinned(left, mask)]
        parts += [text(left + 70, 236, notes[i])]
    return Drawing(256, parts)


def _thinned(left: float, masks: Sequence[np.ndarray]) -> str:
    """Return a network of which only the units with a true mask, and the links between them, are there."""
    layers = [column(left + i * 47, 126, len(mask), 46) for i, mask in enumerate(masks)]
    kept = [_kept(layer, mask) for layer, mask in zip(layers, masks, strict=True)]
    parts = [links(before, after, 11) for before, after in pairwise(kept)]
    for layer, mask in zip(layers, masks, strict=True):
        parts += [_unit(place, kept) for place, kept in zip(layer, mask, strict=True)]
    return "".join(parts)


def _unit(place: Point, kept: bool) -> str:
    if kept:
        return circle(*place, 11, color=BLUE)
    x, y = place
    cross = [line((x - 5, y - side * 5), (x + 5, y + side * 5), color=ORANGE) for side in (1, -1)]
    return circle(x, y, 11, fill=0, dashed=True, faint=True) + "".join(cross)


def _kept(layer: Sequence[Point], mask: np.ndarray) -> list[Point]:
    return [place for place, kept in zip(layer, mask, strict=True) if kept]


def _xor_network(total: np.ndarray) -> np.ndarray:
    """Return h₁ − 2 h₂ for inputs with the sum `total`."""
    return np.maximum(0, total) - 2 * np.maximum(0, total - 1)


def _plane(left: float, top: float, size: float) -> Axes:
    return Axes(left, top, size, size, (-0.4, 1.6), (-0.4, 1.6))


def _mark(axes: Axes, values: Sequence[float], filled: bool) -> str:
    return dot(*axes.point(*values), radius=5, hollow=not filled)


def _half_plane(axes: Axes, conditions: Sequence[tuple[float, float, float]], color: str) -> str:
    """Return the part of a plot where u·x + v·y + w > 0 for every (u, v, w) (Sutherland and Hodgman, 1974)."""
    (x1, x2), (y1, y2) = axes.x_range, axes.y_range
    area = [(x1, y1), (x2, y1), (x2, y2), (x1, y2)]
    for u, v, w in conditions:
        side = [u * x + v * y + w for x, y in area]
        cut = []
        for i, (x, y) in enumerate(area):
            (px, py), before, here = area[i - 1], side[i - 1], side[i]
            if (before > 0) != (here > 0):
                t = before / (before - here)
                cut.append((px + t * (x - px), py + t * (y - py)))
            if here > 0:
                cut.append((x, y))
        area = cut
    return shape(*(axes.point(x, y) for x, y in area), color=color, outline=False)
