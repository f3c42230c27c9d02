"""Figures of losses and of the descent on them: noise of minibatches, ringing of momentum."""

import numpy as np

from build_tools.figures.activations import sigmoid
from build_tools.figures.draw import BLUE, GREEN, INK, ORANGE, Drawing, dot, line, text
from build_tools.figures.plot import Axes

EXAMPLES = 256
START = np.array([-1.6, 1.7])


def straight_line(seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return the inputs (with a column of ones) and targets of a noisy straight line."""
    rng = np.random.default_rng(seed)
    x = np.stack([rng.standard_normal(EXAMPLES), np.ones(EXAMPLES)], axis=1)
    return x, x @ np.array([0.8, 0.1]) + rng.standard_normal(EXAMPLES)


def descend(batch: int, rate: float, steps: int) -> np.ndarray:
    """Return the parameters (steps + 1, 2) on the way down the squared error, from `batch` random examples a step."""
    (x, y), rng = straight_line(), np.random.default_rng(1)
    theta = START
    places = [theta]
    for _ in range(steps):
        chosen = rng.choice(EXAMPLES, batch, replace=False)
        theta = theta - rate * x[chosen].T @ (x[chosen] @ theta - y[chosen]) / batch
        places.append(theta)
    return np.array(places)


def minibatch_paths() -> Drawing:
    """The same descent with all examples, sixteen and one behind each step."""
    x, y = straight_line()
    hessian = x.T @ x / EXAMPLES
    best = np.linalg.solve(hessian, x.T @ y / EXAMPLES)
    angle = np.linspace(0, 2 * np.pi, 61)
    circle = np.linalg.solve(np.linalg.cholesky(hessian).T, np.array([np.cos(angle), np.sin(angle)]))
    runs = (("all 256 examples", EXAMPLES, BLUE), ("16 examples", 16, GREEN), ("one example", 1, ORANGE))
    parts = []
    for i, (name, batch, color) in enumerate(runs):
        axes = Axes(8 + i * 184, 34, 176, 176, (-2.1, 2.3), (-2.0, 2.4))
        places = descend(batch, 0.15, 60)
        rings = [best[:, None] + circle * radius for radius in (0.4, 1, 1.7, 2.5, 3.4)]
        parts += [
            text(axes.left + 88, 14, name, bold=True, color=color),
            *(axes.curve(*ring, thin=True, faint=True) for ring in rings),
            axes.curve(*places.T, color),
            axes.dots(*places.T, color, 2.5),
            dot(*axes.point(*START), INK, 4),
            line(*(axes.point(best[0] + a, best[1]) for a in (-0.12, 0.12))),
            line(*(axes.point(best[0], best[1] + a) for a in (-0.12, 0.12))),
        ]
    parts.append(text(280, 232, "60 steps each, *η* = 0.15"))
    return Drawing(250, parts)


def momentum_ringing() -> Drawing:
    """A parameter on a bowl over 300 steps, with four momentum coefficients."""
    rows = ((0, BLUE), (0.9, GREEN), (0.99, ORANGE), (0.9999, ORANGE))
    parts = []
    for i, (beta, color) in enumerate(rows):
        theta, velocity, places = 1.0, 0.0, [1.0]
        for _ in range(300):
            velocity = beta * velocity + theta
            theta -= 0.1 * velocity
            places.append(theta)
        axes = Axes(56, 12 + i * 88, 390, 74, (0, 300), (-1.1, 1.1))
        last = i == len(rows) - 1
        zero = axes.point(0, 0)
        parts += [
            axes.frame("step" if last else "", "*θ*", (0, 100, 200, 300) if last else (), (-1, 0, 1)),
            line(zero, (axes.left + axes.width, zero[1]), thin=True, faint=True),
            axes.curve(range(301), places, color),
            text(458, zero[1], f"*β* = {beta:g}", color, "start"),
        ]
    return Drawing(398, parts)


def loss_functions() -> Drawing:
    """Losses of a residual, and two losses of a sigmoid's logit when the answer is yes."""
    r, z = np.linspace(-3, 3, 61), np.linspace(-6, 4, 61)
    left, right = Axes(40, 36, 172, 190, (-3, 3), (0, 4.2)), Axes(316, 36, 228, 190, (-6, 4), (0, 6.4))
    huber = np.where(np.abs(r) <= 1, r**2 / 2, np.abs(r) - 0.5)
    yes = sigmoid(z)
    parts = [
        left.frame("residual *y* − *ŷ*", "", (-2, 0, 2), (0, 2, 4), "regression"),
        left.curve(r, r**2 / 2, ORANGE),
        left.curve(r, np.abs(r), BLUE),
        left.curve(r, huber, GREEN, dashed=True),
        text(left.left + 86, 52, "½(*y* − *ŷ*)^2", ORANGE),
        left.note(3, 3, "|*y* − *ŷ*|", BLUE, dx=8, dy=-4),
        left.note(3, 2.5, "Huber", GREEN, dx=8, dy=4),
        right.frame("logit *z*, target 1", "", (-6, -4, -2, 0, 2, 4), (0, 2, 4, 6), "yes or no"),
        right.curve(z, -np.log(yes), BLUE),
        right.curve(z, (1 - yes) ** 2 / 2, ORANGE),
        right.note(-3.4, 4.2, "−log σ(*z*)", BLUE),
        right.note(-6, 1.05, "½(1 − σ(*z*))^2", ORANGE, dx=6),
    ]
    return Drawing(272, parts)
