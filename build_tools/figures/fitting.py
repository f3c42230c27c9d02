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
    """Return Chebyshev's polynomials up to `degree` at x from 0 to 1: powers without their rounding errors."""
    return np.polynomial.chebyshev.chebvander(2 * x - 1, degree)


def overfitting() -> Drawing:
    """Polynomials of three degrees through the same twenty points, with their errors on these and on new points."""
    rng = np.random.default_rng(0)
    x = np.linspace(0, 1, 20)
    y = truth(x) + NOISE * rng.standard_normal(20)
    x_new = rng.uniform(0, 1, 10_000)
    y_new = truth(x_new) + NOISE * rng.standard_normal(10_000)
    parts = []
    for i, (degree, name, color) in enumerate(((1, "underfits", BLUE), (4, "fits", GREEN), (15, "overfits", ORANGE))):
        weights = np.linalg.lstsq(powers_of(x, degree), y, rcond=None)[0]
        errors = [np.sqrt(np.mean((powers_of(a, degree) @ weights - b) ** 2)) for a, b in ((x, y), (x_new, y_new))]
        axes = Axes(12 + i * 184, 36, 168, 160, (0, 1), (-2, 2))
        fine = np.linspace(0, 1, 161)
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
    """Fits of three degrees to fresh noise, their mean and the truth, with bias and variance over 2,000 of them."""
    rng = np.random.default_rng(0)
    x, x_new = np.linspace(0, 1, 20), np.linspace(0.05, 0.95, 50)
    parts = []
    for i, (degree, color) in enumerate(((1, BLUE), (3, GREEN), (9, ORANGE))):
        samples = truth(x) + rng.normal(0, NOISE, (2000, 20))
        solve = np.linalg.pinv(powers_of(x, degree))
        fits = samples @ (powers_of(x_new, degree) @ solve).T
        bias = np.mean((fits.mean(axis=0) - truth(x_new)) ** 2)
        shown = samples @ (powers_of(GRID, degree) @ solve).T
        axes = Axes(12 + i * 184, 36, 168, 160, (0, 1), (-1.8, 1.8))
        parts += [text(axes.left + 84, 14, f"degree {degree}", bold=True), axes.frame()]
        parts += [axes.curve(GRID[::4], fit[::4], color, thin=True, faint=True) for fit in shown[:20]]
        parts += [
            axes.curve(GRID[::2], shown.mean(axis=0)[::2], color),
            axes.curve(GRID[::2], truth(GRID[::2]), dashed=True),
            text(axes.left + 84, 222, f"bias² {bias:.3f}\nvariance {fits.var(axis=0).mean():.3f}", color),
        ]
    return Drawing(248, parts)


def small_fit(steps: int = 5000) -> tuple[np.ndarray, np.ndarray]:
    """Return the mean squared errors on 24 training and 200 validation points before each step and after the last.

    A network of 64 tanh units learns the sine from all points at once by Adam with the learning rate 0.003.
    """
    rng = np.random.default_rng(0)
    x, x_val = rng.uniform(-1, 1, (24, 1)), rng.uniform(-1, 1, (200, 1))
    y, y_val = (truth((a + 1) / 2) + NOISE * rng.standard_normal(a.shape) for a in (x, x_val))
    theta = [8 * rng.standard_normal((1, 64)), 4 * rng.uniform(-1, 1, 64), np.zeros((64, 1)), np.zeros(1)]
    mean, square, errors = [0.0] * 4, [0.0] * 4, []
    for t in range(1, steps + 2):
        w1, b1, w2, b2 = theta
        h = np.tanh(x @ w1 + b1)
        residual = h @ w2 + b2 - y
        errors.append((np.mean(residual**2), np.mean((np.tanh(x_val @ w1 + b1) @ w2 + b2 - y_val) ** 2)))
        d2 = residual / len(x)
        d1 = d2 @ w2.T * (1 - h**2)
        for i, g in enumerate((x.T @ d1, d1.sum(0), h.T @ d2, d2.sum(0))):
            mean[i], square[i] = 0.9 * mean[i] + 0.1 * g, 0.999 * square[i] + 0.001 * g**2
            scale = np.sqrt(square[i] / (1 - 0.999**t)) + 1e-8
            # Rounded, so that 5,000 steps do not make the last bits of a sum, which differ between machines, visible.
            theta[i] = np.round(theta[i] - 0.003 * mean[i] / (1 - 0.9**t) / scale, 6)
    training, validation = np.array(errors).T
    return training, validation


def early_stopping() -> Drawing:
    """Training and validation error of a small network, with the step whose parameters are kept."""
    training, validation = small_fit()
    last = len(training) - 1
    steps = np.unique(np.round(10 ** np.linspace(0, np.log10(last), 140)).astype(int))
    best = int(validation.argmin())
    axes = Axes(58, 40, 390, 220, (1, last), (0, 0.8), log_x=True)
    mark = axes.point(best, validation[best])
    parts = [
        axes.frame("step", "mean squared error", powers(0, 1, 2, 3), (0, 0.2, 0.4, 0.6, 0.8)),
        line((mark[0], axes.top), (mark[0], axes.top + axes.height), color=GREEN, dashed=True),
        text(mark[0], axes.top - 14, f"kept: step {best}, error {validation[best]:.2f}", GREEN),
        axes.curve(steps, training[steps], BLUE),
        axes.curve(steps, validation[steps], ORANGE),
        dot(*mark, GREEN, 5),
    ]
    for name, errors, color in (("validation", validation, ORANGE), ("training", training, BLUE)):
        words, dy = f"{name}\n{errors[-1]:.2f}", -12 if name == "training" else 0
        parts.append(axes.note(last, errors[-1], words, color, dx=10, dy=dy))
    return Drawing(302, parts)
