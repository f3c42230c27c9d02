"""The figure of batch and layer normalisation: which numbers share a mean and a variance."""

from collections.abc import Sequence

import numpy as np

from build_tools.figures.draw import BLUE, GREEN, ORANGE, PURPLE, Drawing, cells, text

VALUES = np.array([[1, 4, 0, 3], [2, 0, 2, 4], [3, 2, 1, 2], [6, 2, 1, 3]])  # an example a row, a feature a column
HUES = (BLUE, ORANGE, GREEN, PURPLE)
SIDE = 40


def batch_and_layer_normalisation() -> Drawing:
    """The same minibatch twice: statistics by column (batch normalisation) and by row (layer normalisation)."""
    parts = [text(160, 22, "batch normalisation", bold=True), text(400, 22, "layer normalisation", bold=True)]
    for left in (80, 320):
        parts.append(text(left + 2 * SIDE, 50, "features"))
        parts.append(text(left - 20, 70 + 2 * SIDE, "examples", turn=-90))
    labels = [[str(value) for value in row] for row in VALUES]
    parts.append(cells(80, 70, labels, SIDE, [HUES] * 4))
    parts.append(cells(320, 70, labels, SIDE, [[hue] * 4 for hue in HUES]))
    bottom = 70 + 4 * SIDE
    parts += [text(64, bottom + 20, "μ", anchor="end"), text(64, bottom + 42, "*s*^2", anchor="end")]
    parts += [text(502, 54, "μ"), text(536, 54, "*s*^2")]
    for i, hue in enumerate(HUES):
        (column_mean, column_variance), (row_mean, row_variance) = _statistics(VALUES[:, i]), _statistics(VALUES[i])
        x, y = 80 + (i + 0.5) * SIDE, 70 + (i + 0.5) * SIDE
        parts += [text(x, bottom + 20, column_mean, hue), text(x, bottom + 42, column_variance, hue)]
        parts += [text(502, y, row_mean, hue), text(536, y, row_variance, hue)]
    parts += [text(160, bottom + 74, "a feature's mean and variance\nover the examples")]
    parts += [text(400, bottom + 74, "an example's mean and variance\nover its features")]
    return Drawing(bottom + 104, parts)


def _statistics(values: Sequence[int] | np.ndarray) -> tuple[str, str]:
    """Return the mean and the variance (divided by the number of values) as text."""
    return f"{np.mean(values):g}", f"{np.var(values):g}"
