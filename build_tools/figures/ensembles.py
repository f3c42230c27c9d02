"""Figures of ensembles: bagged deep trees and boosted stumps on the same points."""

from collections.abc import Callable

import numpy as np

from build_tools.figures.draw import BLUE, ORANGE, Drawing, text
from build_tools.figures.plot import Axes

Model = Callable[[np.ndarray], np.ndarray]
GRID = np.linspace(0, 1, 241)


def truth(x: np.ndarray) -> np.ndarray:
    """Return sin 2πx, from which the points come."""
    return np.sin(2 * np.pi * x)


def tree(x: np.ndarray, y: np.ndarray, depth: int) -> Model:
    """Return a regression tree: splits at the place with the least squared error, to `depth` levels or one value."""
    places = np.unique(x)
    if depth == 0 or len(places) < 2:
        mean = y.mean()
        return lambda new: np.full(new.shape, mean)
    cuts = (places[1:] + places[:-1]) / 2
    errors = [y[x < cut].var() * np.sum(x < cut) + y[x >= cut].var() * np.sum(x >= cut) for cut in cuts]
    cut = cuts[int(np.argmin(errors))]
    below, above = tree(x[x < cut], y[x < cut], depth - 1), tree(x[x >= cut], y[x >= cut], depth - 1)
    return lambda new: np.where(new < cut, below(new), above(new))


def bagged(x: np.ndarray, y: np.ndarray, count: int) -> np.ndarray:
    """Return on the grid the mean of `count` deep trees, each on its bootstrap sample."""
    rng = np.random.default_rng(1)
    samples = [rng.integers(0, len(x), len(x)) for _ in range(count)]
    return np.mean([tree(x[chosen], y[chosen], 20)(GRID) for chosen in samples], axis=0)


def boosted(x: np.ndarray, y: np.ndarray, count: int, shrinkage: float = 0.3) -> np.ndarray:
    """Return on the grid the sum of `count` stumps, each on the residuals of those before it."""
    fitted, shown = np.zeros(len(x)), np.zeros(len(GRID))
    for _ in range(count):
        stump = tree(x, y - fitted, 1)
        fitted, shown = fitted + shrinkage * stump(x), shown + shrinkage * stump(GRID)
    return shown


def bagging_boosting() -> Drawing:
    """The sum of an ensemble after one, a few and many members."""
    rng = np.random.default_rng(0)
    x = np.sort(rng.uniform(0, 1, 80))
    y = truth(x) + 0.4 * rng.standard_normal(80)
    rows = (
        ("Bagging: the mean of deep trees", bagged, (1, 5, 50), ("1 tree", "5 trees", "50 trees"), BLUE),
        ("Boosting: the sum of stumps", boosted, (1, 8, 60), ("1 stump", "8 stumps", "60 stumps"), ORANGE),
    )
    parts = []
    for i, (name, fit, counts, words, color) in enumerate(rows):
        top = 54 + i * 216
        parts.append(text(12, top - 40, name, color, "start", bold=True))
        for j, (count, label) in enumerate(zip(counts, words, strict=True)):
            axes = Axes(12 + j * 184, top, 168, 124, (0, 1), (-2.3, 1.9))
            shown = fit(x, y, count)
            error = np.sqrt(np.mean((shown - truth(GRID)) ** 2))
            parts += [
                text(axes.left + 84, top - 14, label),
                axes.frame(),
                axes.curve(GRID[::4], truth(GRID)[::4], dashed=True, faint=True),
                axes.dots(x, y, radius=1.8),
                axes.curve(*_steps(shown), color),
                text(axes.left + 84, top + 142, f"error {error:.2f}", color),
            ]
    return Drawing(434, parts)


def _steps(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the corners of a curve of steps over the grid, and nothing between them."""
    jumps = np.flatnonzero(np.diff(values))
    edges = np.concatenate([[0], np.repeat((GRID[jumps] + GRID[jumps + 1]) / 2, 2), [1]])
    heights = np.repeat(values[np.concatenate([jumps, [len(values) - 1]])], 2)
    return edges, heights
