"""Figures of signals on their way through deep networks: gradients over depth, activations after initialisation."""

import numpy as np

from build_tools.figures.draw import BLUE, GREEN, ORANGE, Drawing, text
from build_tools.figures.plot import Axes, powers


def gradient_norms(gain: float, depth: int = 50, width: int = 128) -> np.ndarray:
    """Return the size of the gradient at each layer's activations, relative to the last layer's.

    The network is fresh, with ReLU and weights of the standard deviation gain · √(2 / width): He's initialisation times
    `gain`. The sizes are root mean squares over 64 random inputs.
    """
    rng = np.random.default_rng(0)
    weights = [gain * np.sqrt(2 / width) * rng.standard_normal((width, width)) for _ in range(depth)]
    h, active = rng.standard_normal((64, width)), []
    for matrix in weights:
        z = h @ matrix.T
        active.append(z > 0)
        h = np.maximum(z, 0)
    delta, sizes = rng.standard_normal((64, width)), []
    for matrix, on in zip(reversed(weights), reversed(active), strict=True):
        sizes.append(np.sqrt(np.mean(delta**2)))
        delta = (delta * on) @ matrix
    return np.array(sizes[::-1]) / sizes[0]


def vanishing_exploding() -> Drawing:
    """Gradient sizes over 50 layers for five scales of the weights."""
    axes = Axes(70, 20, 470, 270, (1, 50), (1e-16, 1e12), log_y=True)
    ticks = powers(-15, -10, -5, 0, 5, 10)
    parts = [
        axes.frame("layer (1 is next to the input)", "gradient’s size, layer 50 = 1", (1, 10, 20, 30, 40, 50), ticks)
    ]
    lines = (
        (1.5, ": explodes", ORANGE),
        (1.2, "", ORANGE),
        (1.0, ": He", GREEN),
        (0.8, "", BLUE),
        (0.5, ": vanishes", BLUE),
    )
    for gain, words, color in lines:
        sizes = gradient_norms(gain)
        parts.append(axes.curve(np.arange(1, 51), sizes, color))
        at = 14 if gain == 0.5 else 0  # the lowest line has room below it further on
        parts.append(axes.note(1 + at, sizes[at], f"gain {gain:g}{words}", color, dx=10, dy=-12 if gain > 1 else 18))
    return Drawing(334, parts)


def weight_initialisation() -> Drawing:
    """Histograms of tanh activations in four layers for three scales of the weights."""
    width, parts = 256, []
    edges = np.linspace(-1, 1, 22)
    rows = ((0.02, "too small", BLUE), (1 / 16, "1/√*n*", GREEN), (0.25, "too large", ORANGE))
    for i, (deviation, name, color) in enumerate(rows):
        rng = np.random.default_rng(0)
        h, top = rng.standard_normal((100, width)), 44 + i * 106
        parts.append(text(8, top + 28, f"{name}\ns.d. {deviation:.3g}", color, "start"))
        for layer in range(1, 11):
            h = np.tanh(h @ (deviation * rng.standard_normal((width, width))).T)
            if layer not in (1, 2, 5, 10):
                continue
            place = (1, 2, 5, 10).index(layer)
            axes = Axes(122 + place * 110, top, 84, 66, (-1, 1), (0, 1))
            share = np.histogram(h, edges)[0] / h.size
            share = share / max(share.max(), 0.05)
            parts.append(axes.frame(title=f"layer {layer}" if i == 0 else "", x_ticks=(-1, 0, 1)))
            parts.append(_outline(axes, edges, share, color))
    return Drawing(364, parts)


def _outline(axes: Axes, edges: np.ndarray, share: np.ndarray, color: str) -> str:
    x, y = np.repeat(edges, 2), np.concatenate([[0], np.repeat(share, 2), [0]])
    return axes.band(x, np.zeros(x.size), y, color) + axes.curve(x, y, color)
