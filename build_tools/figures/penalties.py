"""Figures of penalties on the weights: contours of a loss, and the optimum that a penalty leaves."""

import numpy as np

from build_tools.figures.draw import BLUE, GREEN, INK, ORANGE, Drawing, dot, line, shape, text
from build_tools.figures.plot import Axes

BEST = np.array([0.55, 1.75])  # the weights without a penalty
HESSIAN = np.array([[1.0, 0.35], [0.35, 1.0]])


def loss(w: np.ndarray) -> np.ndarray:
    """Return the quadratic loss at the weights in the two rows of `w`."""
    away = w - BEST[:, None]
    return 0.5 * np.einsum("in,ij,jn->n", away, HESSIAN, away)


def contour(level: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the ellipse on which the loss is `level`."""
    angle = np.linspace(0, 2 * np.pi, 97)
    circle = np.array([np.cos(angle), np.sin(angle)]) * np.sqrt(2 * level)
    x, y = BEST[:, None] + np.linalg.solve(np.linalg.cholesky(HESSIAN).T, circle)
    return x, y


def l1_l2_contours() -> Drawing:
    """The region that each penalty allows, and the point of it with the lowest loss."""
    angle = np.linspace(0, 2 * np.pi, 20_001)
    circle = np.array([np.cos(angle), np.sin(angle)])
    regions = (
        ("L1: |*w*_1| + |*w*_2| ≤ 1", circle / np.abs(circle).sum(0), ORANGE),
        ("L2: *w*_1^2 + *w*_2^2 ≤ 1", circle, BLUE),
    )
    parts = []
    for i, (name, edge, color) in enumerate(regions):
        axes = Axes(20 + i * 280, 36, 240, 240, (-1.4, 2.9), (-1.4, 2.9))
        chosen = edge[:, loss(edge).argmin()]
        least = float(loss(chosen[:, None])[0])
        corners = edge[:, ::5000] if color == ORANGE else edge[:, ::200]
        zero = axes.point(0, 0)
        place = axes.point(*chosen)
        parts += [
            text(axes.left + 120, 14, name, bold=True, color=color),
            line((axes.left, zero[1]), (axes.left + 240, zero[1]), thin=True),
            line((zero[0], axes.top), (zero[0], axes.top + 240), thin=True),
            text(axes.left + 236, zero[1] + 14, "*w*_1"),
            text(zero[0] - 36, axes.top + 6, "*w*_2"),
            shape(*(axes.point(*map(float, corner)) for corner in corners.T), color=color, fill=0.2),
            *(axes.curve(*contour(level), thin=True) for level in (least / 4, least)),
            dot(*axes.point(*BEST), INK, 4),
            text(axes.point(*BEST)[0] + 12, axes.point(*BEST)[1] - 8, "w^\\*", bold=True),
            dot(*place, GREEN, 5.5),
            text(axes.left + 120, 298, f"optimum ({chosen[0]:.2f}, {chosen[1]:.2f})".replace("-0.00", "0.00"), GREEN),
        ]
    return Drawing(314, parts)
