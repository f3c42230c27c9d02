"""Figures of activation functions and of softmax."""

import math

import numpy as np

from build_tools.figures.draw import BLUE, GREEN, INK, ORANGE, Drawing, line, text
from build_tools.figures.plot import Axes


def sigmoid(z: np.ndarray) -> np.ndarray:
    """Return 1 / (1 + exp(−z)) of each element."""
    return 1 / (1 + np.exp(-z))


def gelu(z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return z Φ(z) and its derivative Φ(z) + z n(z), with the standard normal's distribution function and density."""
    below = np.array([(1 + math.erf(value / math.sqrt(2))) / 2 for value in z])
    return z * below, below + z * np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)


def activation_functions() -> Drawing:
    """Four functions on one scale, each with its derivative."""
    z = np.linspace(-4, 4, 81)
    s, t = sigmoid(z), np.tanh(z)
    kink, step = np.array([-4, 0, 0, 4.0]), np.array([0, 0, 1.0, 1.0])
    panels = (
        ("sigmoid", (z, s), (z, s * (1 - s)), "≤ 0.25"),
        ("tanh", (z, t), (z, 1 - t**2), "≤ 1"),
        ("ReLU", (kink, np.maximum(kink, 0)), (kink, step), "= 0 or 1"),
        ("GELU", (z, gelu(z)[0]), (z, gelu(z)[1]), ""),
    )
    parts = []
    for i, (name, value, slope, words) in enumerate(panels):
        axes = Axes(40 + i % 2 * 282, 36 + i // 2 * 228, 226, 156, (-4, 4), (-1.2, 2.2))
        zero = axes.point(0, 0)
        parts += [
            axes.frame("*z*" if i > 1 else "", "", (-4, -2, 0, 2, 4), (-1, 0, 1, 2), title=name),
            line((axes.left, zero[1]), (axes.left + axes.width, zero[1]), thin=True, faint=True),
            line((zero[0], axes.top), (zero[0], axes.top + axes.height), thin=True, faint=True),
            axes.curve(*slope, ORANGE, dashed=True),
            axes.curve(*value, BLUE),
            axes.note(-3.8, 1.9, "φ(*z*)", BLUE),
            axes.note(-3.8, 1.45, f"φ′(*z*) {words}", ORANGE),
        ]
    return Drawing(464, parts)


def softmax_temperature() -> Drawing:
    """The distribution over three classes at four temperatures."""
    logits, parts = np.array([2, 1, 0.1]), []
    for i, tau in enumerate((0.5, 1, 2, 10)):
        odds = np.exp(logits / tau)
        shares = odds / odds.sum()
        axes = Axes(46 + i * 131, 40, 114, 170, (0, 3), (0, 1))
        ticks = ((0, "0"), (0.5, "0.5"), (1, "1"))
        parts.append(axes.frame("", "", (), ticks if i == 0 else (), title=f"*τ* = {tau:g}"))
        for k, (share, color) in enumerate(zip(shares, (BLUE, ORANGE, GREEN), strict=True)):
            parts.append(axes.bars([k + 0.5], [share], 0.7, color))
            parts.append(axes.note(k + 0.5, share, f"{share:.2f}", INK, "middle", dy=-10))
            parts.append(axes.note(k + 0.5, 0, f"{logits[k]:g}", color, "middle", dy=14))
    parts.append(text(300, 246, "the same logits 2, 1 and 0.1, divided by the temperature *τ*"))
    return Drawing(264, parts)
