"""Figures of fitting a sine from noisy points: degrees of a polynomial, bias and variance, early stopping."""

import numpy as np

from build_tools.figures.draw import BLUE, GREEN, ORANGE, Drawing, dot, line, text
from build_tools.figures.plot import Axes, powers

NOISE = 0.3  # standard deviation
GRID = np.linspace(0, 1, 101)


def truth(x: np.ndarray) -> np.ndarray:
    """Return sin 2πx, which all of these fits are after."""
    return np.sin(2 * np.pi * x)


def powers_of(x: np.ndarray, degree: int) -> np.ndarray:
    """Return the values of the Chebyshev polynomials to `degree` at x from 0 to 1: powers in a form that stays exact."""
    return np.polynomial.chebyshev.chebvander(2 * x - 1, degree)


def overfitting() -> Drawing:
    """Polynomials of three degrees through the same twenty points, with their errors on these and on new points."""
    rng = np.random.default_rng(3)
    x = np.sort(rng.uniform(0, 1, 20))
    y = truth(x) + NOISE * rng.standard_normal(20)
    x_new = rng.uniform(0, 1, 10_000)
    y_new = truth(x_new) + NOISE * rng.standard_normal(10_000)
    parts = []
    for i, (degree, name, color) in enumerate(((1, "underfits", BLUE), (4, "fits", GREEN), (15, "overfits", ORANGE))):
        weights = np.linalg.lstsq(powers_of(x, degree), y, rcond=None)[0]
        errors = [np.sqrt(np.mean((powers_of(a, degree) @ weights - b) ** 2)) for a, b in ((x, y), (x_new, y_new))]
        axes = Axes(12 + i * 184, 36, 168, 160, (0, 1), (-2, 2))
        fine = np.linspace(x[0], x[-1], 161)
        parts += [
            text(axes.left + 84, 14, f"degree {degree} {name}", bold=True),
            axes.frame(),
            axes.curve(GRID, truth(GRID), dashed=True, faint=True),
            axes.curve(fine, powers_of(fine, degree) @ weights, color),
            axes.dots(x, y, radius=3),
            text(axes.left + 84, 222, f"training error {errors[0]:.2f}\ntest error {errors[1]:.2f}", color),
        ]
    return Drawing(248, parts)


def bias_variance() -> Drawing:
    """Thirty fits of three degrees to fresh noise, their mean and the truth; bias and variance computed exactly."""
    x, x_new = np.linspace(0, 1, 20), np.linspace(0.05, 0.95, 50)
    draws = truth(x) + NOISE * np.random.default_rng(0).standard_normal((30, 20))
    parts = []
    for i, (degree, color) in enumerate(((1, BLUE), (3, GREEN), (9, ORANGE))):
        axes = Axes(12 + i * 184, 36, 168, 160, (0, 1), (-1.8, 1.8))
        to_fit = powers_of(GRID, degree) @ np.linalg.pinv(powers_of(x, degree))
        to_new = powers_of(x_new, degree) @ np.linalg.pinv(powers_of(x, degree))
        bias = np.mean((to_new @ truth(x) - truth(x_new)) ** 2)
        variance = NOISE**2 * np.mean(np.sum(to_new**2, axis=1))
        parts += [text(axes.left + 84, 14, f"degree {degree}", bold=True), axes.frame()]
        parts += [axes.curve(GRID[::4], (to_fit @ y)[::4], color, thin=True, faint=True) for y in draws]
        parts += [
            axes.curve(GRID, truth(GRID), dashed=True),
            axes.curve(GRID, to_fit @ truth(x), color),
            text(axes.left + 84, 222, f"bias² {bias:.3f}\nvariance {variance:.3f}", color),
        ]
    return Drawing(248, parts)


def small_fit(steps: int = 20_000) -> tuple[np.ndarray, np.ndarray]:
    """Return the mean squared errors on 24 training and 200 validation points before each step and after the last.

    A network of 64 tanh units learns the sine by gradient descent with learning rate 0.02 and momentum 0.9.
    """
    rng = np.random.default_rng(0)
    x, x_val = rng.uniform(-1, 1, (24, 1)), rng.uniform(-1, 1, (200, 1))
    y, y_val = (truth((a + 1) / 2) + NOISE * rng.standard_normal(a.shape) for a in (x, x_val))
    theta = [8 * rng.standard_normal((1, 64)), 4 * rng.uniform(-1, 1, 64), np.zeros((64, 1)), np.zeros(1)]
    velocity, errors = [np.zeros_like(one) for one in theta], []
    for _ in range(steps + 1):
        w1, b1, w2, b2 = theta
        h = np.tanh(x @ w1 + b1)
        residual = h @ w2 + b2 - y
        errors.append((np.mean(residual**2), np.mean((np.tanh(x_val @ w1 + b1) @ w2 + b2 - y_val) ** 2)))
        d2 = residual / len(x)
        d1 = d2 @ w2.T * (1 - h**2)
        gradients = (x.T @ d1, d1.sum(0), h.T @ d2, d2.sum(0))
        velocity = [0.9 * v + g for v, g in zip(velocity, gradients, strict=True)]
        theta = [one - 0.02 * v for one, v in zip(theta, velocity, strict=True)]
    training, validation = np.array(errors).T
    return training, validation


def early_stopping() -> Drawing:
    """Training and validation error of a small network, with the step whose parameters are kept."""
    training, validation = small_fit()
    steps = np.unique(np.round(10 ** np.linspace(0, np.log10(20_000), 140)).astype(int))
    best = int(validation.argmin())
    axes = Axes(58, 40, 390, 220, (1, 20_000), (0, 0.6), log_x=True)
    mark = axes.point(best, validation[best])
    parts = [
        axes.frame("step", "mean squared error", powers(0, 1, 2, 3, 4), (0, 0.2, 0.4, 0.6)),
        line((mark[0], axes.top), (mark[0], axes.top + axes.height), color=GREEN, dashed=True),
        text(mark[0], axes.top - 14, f"kept: step {best}", GREEN),
        axes.curve(steps, training[steps], BLUE),
        axes.curve(steps, validation[steps], ORANGE),
        dot(*mark, GREEN, 5),
    ]
    for name, errors, color in (("validation", validation, ORANGE), ("training", training, BLUE)):
        parts.append(axes.note(20_000, errors[-1], f"{name}\n{errors[-1]:.2f}", color, dx=10, dy=-12 if name == "training" else 0))
    parts.append(axes.note(best, validation[best], f"{validation[best]:.2f}", GREEN, "middle", dy=-20, dx=26))
    return Drawing(302, parts)
