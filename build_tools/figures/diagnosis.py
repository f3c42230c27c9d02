"""Figures for reading a training run and a classifier's figures: losses that do not fall, confusion with imbalance."""

import numpy as np

from build_tools.figures.draw import BLUE, GREEN, INK, ORANGE, PURPLE, Drawing, line, rectangle, text
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
        # At a rate of 100 the last bits of a sum decide where the run goes; rounded, it is the same on every machine.
        w1, b1, w2, b2 = (np.round(one, 5) for one in (w1, b1, w2, b2))
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
        axes = Axes(62 + i * 170, 36, 140, 190, (0, 300), (0.05, 600), log_y=True)
        found = np.array(losses(rate, scale))
        every = 1 if rate == 100 else 6
        ticks = powers(-1, 0, 1, 2) if i == 0 else ()
        parts += [
            axes.frame("step", "loss" if i == 0 else "", (0, 150, 300), ticks, name),
            axes.curve(steps[::6], healthy[::6], GREEN),
            axes.note(300, 0.075, "*η* = 1", GREEN, "end", dx=-74, dy=0),
            axes.curve(steps[::every], found[::every], color),
            axes.note(16, 3.2, words, color),
        ]
    return Drawing(272, parts)


def confusion_imbalance() -> Drawing:
    """A detector of fraud on 10,000 transactions: its table, its measures, and what stands behind an alarm."""
    parts = [text(128, 14, "alarm", bold=True), text(220, 14, "no alarm", bold=True)]
    counts = (("fraud", (("90", GREEN), ("10", ORANGE))), ("honest", (("495", ORANGE), ("9,405", GREEN))))
    for i, (name, row) in enumerate(counts):
        parts.append(text(74, 50 + i * 48, name, anchor="end", bold=True))
        for j, (count, color) in enumerate(row):
            parts += [rectangle(84 + j * 92, 28 + i * 48, 88, 44, color), text(128 + j * 92, 50 + i * 48, count)]
    measures = (
        ("recall", 0.9, GREEN),
        ("false-alarm rate", 0.05, ORANGE),
        ("accuracy", 0.9495, INK),
        ("accuracy without alarms", 0.99, INK),
    )
    for i, (name, share, color) in enumerate(measures):
        top = 14 + i * 34
        parts += [
            text(300, top, name, color, "start"),
            text(540, top, f"{100 * share:.4g} %", color, "end"),
            rectangle(300, top + 9, 240, 8, fill=0, thin=True),
            rectangle(300, top + 9, 240 * share, 8, color, 0.6, outline=False),
        ]
    return Drawing(312, [*parts, *_alarms(26, 172)])


def _alarms(left: float, top: float) -> list[str]:
    """Return the 585 alarms as 39 columns of 15 squares, true ones first."""
    size, tall = 13, 7
    middle, right, bottom = left + 6 * size, left + 39 * size, top + 15 * tall
    return [
        text(left, top - 16, "585 alarms, a cell each", anchor="start", bold=True),
        rectangle(left, top, middle - left, bottom - top, GREEN, 0.5, outline=False),
        rectangle(middle, top, right - middle, bottom - top, ORANGE, 0.25, outline=False),
        *(line((left + k * size, top), (left + k * size, bottom), thin=True, faint=True) for k in range(40)),
        *(line((left, top + k * tall), (right, top + k * tall), thin=True, faint=True) for k in range(16)),
        text(left, bottom + 18, "90 fraud: precision 90/585 = 15 %", GREEN, "start"),
        text(right, bottom + 18, "495 honest", ORANGE, "end"),
    ]
