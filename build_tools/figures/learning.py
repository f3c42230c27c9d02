"""Figures of reinforcement learning, transfer learning and data: augmentation and rare classes."""

import math
from collections.abc import Sequence

import numpy as np

from build_tools.figures.draw import BLUE, GREEN, INK, ORANGE, Drawing, Point, arrow, box, cells, line, text
from build_tools.figures.plot import Axes


def reinforcement_loop() -> Drawing:
    """The loop of agent and environment, and the values of a corridor whose last cell is rewarded."""
    parts = [box(280, 44, 150, 44, "agent: policy π", BLUE), box(280, 152, 150, 44, "environment", GREEN)]
    parts += [arrow((355, 44), (450, 44), (450, 152), (360, 152)), text(462, 98, "action *a*_t", anchor="start")]
    parts += [arrow((205, 142), (140, 142), (140, 54), (200, 54), color=GREEN)]
    parts += [arrow((205, 162), (118, 162), (118, 34), (200, 34), color=ORANGE)]
    parts += [text(152, 98, "state *s*_{t+1}", GREEN, "start"), text(108, 98, "reward *r*_{t+1}", ORANGE, "end")]
    values = [0.9 ** (3 - i) for i in range(4)]
    parts.append(text(280, 212, "the value of going right, *γ* = 0.9", bold=True))
    labels = [[f"{value:.3f}" for value in values] + ["goal"]]
    fills = [[0.45 * value for value in values] + [0]]
    parts.append(cells(105, 232, labels, 40, [[BLUE] * 4 + [INK]], fills, 70))
    for i in range(4):
        parts.append(arrow((150 + 70 * i, 284), (200 + 70 * i, 284), color=ORANGE if i == 3 else INK))
    parts += [text(385, 304, "+1", ORANGE), text(175, 304, "0"), text(245, 304, "0"), text(315, 304, "0")]
    return Drawing(322, parts)


def transfer_learning() -> Drawing:
    """The same network pre-trained, with frozen body and new head, and fine-tuned; parameters as in ResNet-50."""
    body, features = 23_508_032, 2048
    heads = [features * classes + classes for classes in (1000, 10, 10)]
    titles = ("pre-training", "feature extraction", "fine-tuning")
    tasks = ("many source data", "few target data", "more target data")
    parts = []
    for i, (title, task, head) in enumerate(zip(titles, tasks, heads, strict=True)):
        x, frozen = 94 + i * 186, i == 1
        trained = head + (0 if frozen else body)
        color = INK if frozen else BLUE
        parts += [text(x, 22, title, bold=True), text(x, 256, task), arrow((x, 244), (x, 222))]
        for k, name in enumerate(("early layers", "middle layers", "late layers")):
            parts += [box(x, 204 - 44 * k, 118, 32, name, color, 0 if frozen else 0.12, dashed=frozen)]
            parts.append(arrow((x, 188 - 44 * k), (x, 177 - 44 * k)))
        parts.append(box(x, 72, 118, 32, f"{('1,000', '10', '10')[i]} classes", (BLUE, ORANGE, ORANGE)[i]))
        parts.append(text(x, 282, f"trained: {trained:,}"))
    parts += [arrow((157, 160), (217, 160)), arrow((343, 160), (403, 160))]
    parts += [text(187, 144, "copy"), text(373, 144, "unfreeze"), text(20, 310, "solid: trained", BLUE, "start")]
    parts += [text(187 + 93, 310, "dashed: frozen"), text(540, 310, "new head", ORANGE, "end")]
    return Drawing(328, parts)


def data_augmentation() -> Drawing:
    """A drawn 6 under changes that keep its label, and turned upside down, which makes it a 9."""
    turn = math.radians
    changes: tuple[tuple[str, tuple[float, float, float, float], Point], ...] = (
        ("as drawn", (1, 0, 0, 1), (0, 0)),
        ("shifted", (1, 0, 0, 1), (0.22, -0.16)),
        ("turned 12°", (math.cos(turn(12)), -math.sin(turn(12)), math.sin(turn(12)), math.cos(turn(12))), (0, 0)),
        ("sheared", (1, -0.3, 0, 1), (0, 0)),
        ("turned 180°", (-1, 0, 0, -1), (0, 0)),
    )
    parts = [text(224, 22, "still a 6", BLUE, bold=True), text(504, 22, "now a 9", ORANGE, bold=True)]
    for i, (name, (a, b, c, d), (dx, dy)) in enumerate(changes):
        x, y, color = 56 + 112 * i, 96, ORANGE if i == 4 else BLUE
        parts.append(box(x, y, 92, 108, "", fill=0))
        parts.append(
            line(*((x + 50 * (a * u + b * v + dx), y + 50 * (c * u + d * v + dy)) for u, v in _six()), color=color)
        )
        parts.append(text(x, 168, name))
    return Drawing(188, parts)


def precision_and_prevalence() -> Drawing:
    """Precision of one detector (recall 0.9, false alarms 0.05) over the share of the rare class, computed."""
    share = np.geomspace(0.001, 0.5, 81)
    axes = Axes(78, 24, 430, 190, (0.001, 0.5), (0, 1), log_x=True)
    ticks = ((0.001, "0.1%"), (0.01, "1%"), (0.1, "10%"), (0.5, "50%"))
    parts = [axes.frame("share of the rare class", "precision", ticks, (0, 0.5, 1))]
    parts.append(axes.curve(share, _precision(share), BLUE))
    for place, anchor, dx, dy in ((0.01, "start", 10, 10), (0.5, "end", -12, -12)):
        value = float(_precision(np.array(place)))
        parts += [axes.dots([place], [value], ORANGE, 5)]
        parts.append(axes.note(place, value, f"{value:.0%}", ORANGE, anchor, dx, dy))
    parts.append(axes.note(0.0013, 0.86, "recall 90%, false alarms 5%"))
    return Drawing(264, parts)


def _precision(share: np.ndarray) -> np.ndarray:
    """Return the share of true alarms where `share` of the examples are positive."""
    return 0.9 * share / (0.9 * share + 0.05 * (1 - share))


def _six() -> Sequence[Point]:
    """Return the strokes of a 6 within ±0.8: a stem that runs into a loop."""
    stem = [(0.42 - 0.75 * math.sin(t), 0.3 - 1.1 * math.cos(t)) for t in np.linspace(0, math.pi / 2, 16)]
    loop = [(0.03 - 0.36 * math.cos(t), 0.36 + 0.36 * math.sin(t)) for t in np.linspace(0, 2 * math.pi, 33)]
    return [*stem, *loop]
