"""Figures for reading a training run and a classifier's figures: losses that do not fall, confusion with imbalance."""

import numpy as np

from build_tools.figures.draw import BLUE, GREEN, INK, ORANGE, PURPLE, Drawing, bracket, line, rectangle, text
from build_tools.figures.plot import Axes, powers


def losses(rate: float, scale: float, steps: int = 300) -> list[float]:
    """Return the loss before each step and after the last: a network of 32 tanh units on a task like XOR.

    `rate` is the learning rate of full-batch gradient descent, `scale` the size of the random weights at the start.
    """
    rng = np.random.default_rng(0)
    x = rng.uniform(-1, 1, (200, 2))
    y = (x[:, :1] * x[:, 1:] > 0).astype(float)
    w1, b1 = scale * rng.standard_normal((32, 2)), np.zeros(32)
    w2, b2 = scale * rng.standard_normal((1, 32)) / 32**0.5, np.zeros(1)
    found = []
    for _ in range(steps + 1):
        h = np.tanh(x @ w1.T + b1)
        z = h @ w2.T + b2
        found.append(float(np.mean(np.logaddexp(0, z) - y * z)))
        d2 = (0.5 * (1 + np.tanh(z / 2)) - y) / len(x)
        d1 = (d2 @ w2) * (1 - h**2)
        w2, b2 = w2 - rate * d2.T @ h, b2 - rate * d2.sum(0)
        w1, b1 = w1 - rate * d1.T @ x, b1 - rate * d1.sum(0)
    return found


def loss_diagnoses() -> Drawing:
    """Three runs whose loss does not fall, each beside the healthy one."""
    steps, healthy = np.arange(301), np.array(losses(1, 1))
    runs = (
        ("rate too low", 0.001, 1, BLUE, "*η* = 0.001:\ncreeps"),
        ("rate too high", 100, 1, ORANGE, "*η* = 100:\njumps about"),
        ("weights all zero", 1, 0, PURPLE, "*η* = 1: stays\nat log 2"),
    )
    parts = []
    for i, (name, rate, scale, color, words) in enumerate(runs):
        axes = Axes(58 + i * 172, 36, 144, 190, (0, 300), (0.05, 100), log_y=True)
        found = np.array(losses(rate, scale))
        every = 1 if rate == 100 else 6
        ticks = powers(-1, 0, 1, 2) if i == 0 else ()
        parts += [
            axes.frame("step", "loss" if i == 0 else "", (0, 150, 300), ticks, name),
            axes.curve(steps[::6], healthy[::6], GREEN),
            axes.note(300, 0.075, "*η* = 1", GREEN, "end", dx=-74, dy=0),
            axes.curve(steps[::every], found[::every], color),
            axes.note(12, 60 if rate == 100 else 4, words, color),
        ]
    return Drawing(272, parts)


def confusion_imbalance() -> Drawing:
    """A detector of fraud on 10,000 transactions: its table, its measures, and what stands behind an alarm."""
    parts = [text(170, 14, "alarm", bold=True), text(262, 14, "no alarm", bold=True)]
    counts = (("fraud", (("90", GREEN), ("10", ORANGE))), ("honest", (("495", ORANGE), ("9405", GREEN))))
    for i, (name, row) in enumerate(counts):
        parts.append(text(114, 50 + i * 48, name, anchor="end", bold=True))
        for j, (count, color) in enumerate(row):
            parts += [rectangle(124 + j * 92, 28 + i * 48, 88, 44, color), text(168 + j * 92, 50 + i * 48, count)]
    measures = (("recall 90/100", 0.9, GREEN), ("false alarms 495/9900", 0.05, ORANGE), ("accuracy 9495/10000", 0.9495, INK))
    for i, (name, share, color) in enumerate(measures):
        top = 20 + i * 36
        parts += [
            text(330, top, name, color, "start"),
            text(540, top, f"{100 * share:.4g} %", color, "end"),
            rectangle(330, top + 9, 210, 9, fill=0, thin=True),
            rectangle(330, top + 9, 210 * share, 9, color, 0.6, outline=False),
        ]
    # 585 alarms are 39 columns of 15.
    left, top, size = 26, 168, 13
    parts.append(text(left, top - 16, "behind the 585 alarms, a square each:", anchor="start", bold=True))
    parts.append(rectangle(left, top, 6 * size, 15 * 8, GREEN, 0.5, outline=False))
    parts.append(rectangle(left + 6 * size, top, 33 * size, 15 * 8, ORANGE, 0.25, outline=False))
    parts += [line((left + k * size, top), (left + k * size, top + 120), thin=True, faint=True) for k in range(40)]
    parts += [line((left, top + k * 8), (left + 39 * size, top + k * 8), thin=True, faint=True) for k in range(16)]
    parts.append(bracket(left, left + 6 * size, top + 130, "90 fraud: precision 15 %", color=GREEN))
    parts.append(bracket(left + 6 * size + 2, left + 39 * size, top + 130, "495 honest", color=ORANGE))
    return Drawing(332, parts)
