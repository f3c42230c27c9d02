"""Figures of gradient descent and its relatives: paths on a ravine, learning rates, schedules, momentum."""

from collections.abc import Callable

import numpy as np

from build_tools.figures.draw import BLUE, GREEN, INK, ORANGE, PURPLE, Drawing, dot, line, text
from build_tools.figures.plot import Axes, powers

CURVATURES = np.array([1.0, 20.0])  # of the ravine, along it and across it
TILT = np.deg2rad(12)  # of the ravine against the axes of the parameters
START = np.array([-8.0, 1.0])
STEPS = 30
_TURN = np.array([[np.cos(TILT), -np.sin(TILT)], [np.sin(TILT), np.cos(TILT)]])
HESSIAN = _TURN @ np.diag(CURVATURES) @ _TURN.T

Update = Callable[[np.ndarray, dict[str, np.ndarray], int], np.ndarray]


def gradient(g: np.ndarray, state: dict[str, np.ndarray], t: int) -> np.ndarray:
    """Gradient descent: the direction is the gradient."""
    return g


def momentum(g: np.ndarray, state: dict[str, np.ndarray], t: int) -> np.ndarray:
    """Heavy-ball momentum with the coefficient 0.8 (Polyak, 1964)."""
    state["v"] = 0.8 * state["v"] + g
    return state["v"]


def rmsprop(g: np.ndarray, state: dict[str, np.ndarray], t: int) -> np.ndarray:
    """RMSprop with the decay 0.9 (Tieleman and Hinton, 2012)."""
    state["r"] = 0.9 * state["r"] + 0.1 * g**2
    return g / (np.sqrt(state["r"]) + 1e-8)


def adam(g: np.ndarray, state: dict[str, np.ndarray], t: int) -> np.ndarray:
    """Adam with its usual decays 0.9 and 0.999 (Kingma and Ba, 2015)."""
    state["v"] = 0.9 * state["v"] + 0.1 * g
    state["r"] = 0.999 * state["r"] + 0.001 * g**2
    return state["v"] / (1 - 0.9**t) / (np.sqrt(state["r"] / (1 - 0.999**t)) + 1e-8)


def path(update: Update, rate: float, steps: int = STEPS) -> np.ndarray:
    """Return the places (steps + 1, 2) that a method visits on the ravine."""
    theta, state = START, {"v": np.zeros(2), "r": np.zeros(2)}
    places = [theta]
    for t in range(1, steps + 1):
        theta = theta - rate * update(HESSIAN @ theta, state, t)
        places.append(theta)
    return np.array(places)


def height(places: np.ndarray) -> np.ndarray:
    """Return the loss ½ θᵀ H θ at each place."""
    return 0.5 * np.einsum("ni,ij,nj->n", places, HESSIAN, places)


def contour(level: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the ellipse on which the ravine has the height `level`."""
    angle = np.linspace(0, 2 * np.pi, 73)
    circle = np.array([np.cos(angle), np.sin(angle)]) * np.sqrt(2 * level / CURVATURES)[:, None]
    x, y = _TURN @ circle
    return x, y


def optimizer_paths() -> Drawing:
    """Four methods on the same ravine from the same start."""
    runs = (
        ("gradient descent", gradient, 0.09, BLUE),
        ("momentum 0.8", momentum, 0.04, ORANGE),
        ("RMSprop", rmsprop, 0.5, GREEN),
        ("Adam", adam, 0.5, PURPLE),
    )
    parts = []
    for i, (name, update, rate, color) in enumerate(runs):
        axes = Axes(12 + i % 2 * 274, 34 + i // 2 * 220, 262, 144, (-9.2, 3.2), (-4, 3))
        places = path(update, rate)
        parts += [axes.curve(*contour(level), thin=True, faint=True) for level in (1, 5, 14, 30, 55)]
        parts += [
            text(axes.left + axes.width / 2, axes.top - 16, f"{name}, *η* = {rate}", bold=True),
            axes.curve(places[:, 0], places[:, 1], color),
            axes.dots(places[:, 0], places[:, 1], color, 2.5),
            dot(*axes.point(*START), INK, 4),
            line(*(axes.point(a, 0) for a in (-0.25, 0.25))),
            line(*(axes.point(0, a) for a in (-0.25, 0.25))),
            text(
                axes.left + axes.width / 2, axes.top + 160, f"loss after {STEPS} steps: {height(places)[-1]:.2g}", color
            ),
        ]
    return Drawing(430, parts)


def learning_rate() -> Drawing:
    """Steps on a parabola with three learning rates, and the loss at each step."""
    curvature, start = 10, 1.0
    rates = ((0.01, "too low", BLUE, 12), (0.15, "right", GREEN, 12), (0.21, "too high", ORANGE, 8))
    parts, x = [], np.linspace(-2.3, 2.3, 61)
    for i, (rate, name, color, steps) in enumerate(rates):
        axes = Axes(14 + i * 184, 36, 164, 130, (-2.3, 2.3), (-1, 27))
        theta = start * (1 - rate * curvature) ** np.arange(steps + 1)
        parts += [
            text(axes.left + 82, 16, f"{name}: *η* = {rate}", bold=True, color=color),
            axes.curve(x, curvature * x**2 / 2, faint=True),
            axes.curve(theta, curvature * theta**2 / 2, color),
            axes.dots(theta, curvature * theta**2 / 2, color, 3),
            text(axes.left + 82, 182, f"*θ*, {steps} steps"),
        ]
    below = Axes(66, 222, 380, 150, (0, 20), (1e-8, 1e4), log_y=True)
    parts.append(below.frame("step", "loss", (0, 5, 10, 15, 20), powers(-8, -4, 0, 4)))
    t = np.arange(21)
    for rate, name, color, _ in rates:
        loss = curvature * start**2 / 2 * (1 - rate * curvature) ** (2 * t)
        parts.append(below.curve(t, loss, color))
        parts.append(
            below.note(
                10 if name == "right" else 20,
                loss[10 if name == "right" else 20],
                name,
                color,
                dx=10,
                dy=-8 if name == "right" else 0,
            )
        )
    return Drawing(414, parts)


def learning_rate_schedules() -> Drawing:
    """Six schedules with the same highest rate over the same 100 steps."""
    t = np.arange(0, 101)
    cut, last = np.array([0, 30, 30, 60, 60, 90, 90, 100]), np.array([1, 1, 0.1, 0.1, 0.01, 0.01, 0.001, 0.001])
    warm = np.where(t < 10, t / 10, 0.5 * (1 + np.cos(np.pi * (t - 10) / 90)))
    schedules = (
        ("step", cut, 0.1 * last, BLUE),
        ("exponential", t, 0.1 * 0.95**t, BLUE),
        ("inverse time", t, 0.1 / (1 + 0.1 * t), BLUE),
        ("linear", t, 0.1 * (1 - t / 100), GREEN),
        ("cosine", t, 0.05 * (1 + np.cos(np.pi * t / 100)), GREEN),
        ("warm-up, cosine", t, 0.1 * warm, PURPLE),
    )
    parts = []
    for i, (name, steps, rates, color) in enumerate(schedules):
        axes = Axes(60 + i % 3 * 170, 34 + i // 3 * 168, 142, 98, (0, 100), (0, 0.108))
        rates_shown = (0, 0.05, 0.1) if i % 3 == 0 else ((0, ""), (0.05, ""), (0.1, ""))
        label = "*η*_t" if i % 3 == 0 else ""
        parts.append(axes.frame("step *t*" if i > 2 else "", label, (0, 50, 100), rates_shown, name))
        parts.append(axes.curve(steps, rates, color))
    return Drawing(342, parts)
