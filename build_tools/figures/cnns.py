"""Figures of convolutional networks as a whole: shapes, shared weights, separable and residual blocks."""

import math
from collections.abc import Sequence

from build_tools.figures.draw import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    Drawing,
    arrow,
    box,
    bracket,
    circle,
    line,
    rectangle,
    text,
)
from build_tools.figures.layout import link, row

CHANNELS = (BLUE, ORANGE, GREEN)


def cnn_shapes() -> Drawing:
    """The digit classifier of the text as a row of blocks, with shapes and the number of parameters of each step."""
    maps = ((50, 28, 1), (150, 28, 6), (240, 14, 6), (318, 10, 16), (392, 5, 16))
    units = ((442, 5 * 5 * 16), (474, 120), (506, 84), (538, 10))
    steps = (("conv 5×5", (25 * 1 + 1) * 6), ("max 2×2", 0), ("conv 5×5", (25 * 6 + 1) * 16), ("max 2×2", 0))
    parts = [
        text(50, 24, "input", bold=True),
        text(271, 24, "feature maps", bold=True),
        text(490, 24, "units", bold=True),
    ]
    for x, size, channels in maps:
        parts += [_stack(x, 104, 2.8 * size, (BLUE,) * min(channels, 8), 4)]
        parts.append(text(x, 180, f"{size}×{size}\n×{channels}"))
    for i, (name, count) in enumerate(steps):
        x = (maps[i][0] + maps[i + 1][0]) / 2
        parts += [arrow((x - 20, 214), (x + 20, 214)), text(x, 234, name), text(x, 256, f"{count:,}", ORANGE)]
    for x, count in units:
        height = 5 * math.sqrt(count)
        parts += [rectangle(x - 5, 104 - height / 2, 10, height, GREEN, 0.3), text(x, 171, str(count))]
    dense = sum((units[i][1] + 1) * units[i + 1][1] for i in range(3))
    parts += [arrow((452, 214), (528, 214)), text(490, 234, "fully conn."), text(490, 256, f"{dense:,}", ORANGE)]
    parts.append(text(280, 284, "number of parameters in each step", ORANGE))
    return Drawing(302, parts)


def separable_convolution() -> Drawing:
    """The two kinds of convolution on a 12×12×3 input with 5×5 kernels and 256 maps: shapes and multiplications."""
    places, outputs, size, channels = 8 * 8, 256, 5 * 5, 3
    standard, depthwise = outputs * size * channels * places, size * channels * places
    pointwise = outputs * channels * places
    parts = [text(14, 22, f"standard: {standard:,} multiplications", anchor="start", bold=True)]
    parts += [_stack(54, 96, 54, CHANNELS), text(54, 156, "12×12×3")]
    parts += [arrow((108, 96), (196, 96)), _stack(240, 96, 22, CHANNELS), text(240, 156, "256 kernels\n5×5×3")]
    parts += [arrow((288, 96), (440, 96)), _stack(496, 96, 36, (INK,) * 5), text(496, 156, "8×8×256")]
    total = depthwise + pointwise
    parts.append(text(14, 212, f"depthwise separable: {total:,} multiplications", anchor="start", bold=True))
    parts += [_stack(54, 286, 54, CHANNELS), text(54, 346, "12×12×3"), arrow((98, 286), (126, 286))]
    for i, color in enumerate(CHANNELS):
        parts.append(rectangle(138, 244 + 32 * i, 22, 22, color, 0.3))
    parts += [text(150, 364, "3 kernels\n5×5×1"), arrow((172, 286), (216, 286)), _stack(254, 286, 36, CHANNELS)]
    parts += [text(254, 346, "8×8×3"), arrow((298, 286), (338, 286)), _stack(368, 286, 9, CHANNELS)]
    parts += [text(368, 355, "256 kernels\n1×1×3"), arrow((402, 286), (446, 286)), _stack(496, 286, 36, (INK,) * 5)]
    parts += [text(496, 346, "8×8×256"), bracket(104, 222, 398, f"in space: {depthwise:,}")]
    parts += [bracket(304, 450, 398, f"across channels: {pointwise:,}")]
    return Drawing(430, parts)


def weight_sharing() -> Drawing:
    """Six inputs and four units, joined fully, locally, and locally with one kernel for all places."""
    titles = ("fully connected", "locally connected", "convolution")
    parts, kernel = [], (BLUE, ORANGE, GREEN)
    for i, title in enumerate(titles):
        middle, used = 93 + i * 187, set()
        inputs, units = row(middle, 170, 6, 27), row(middle, 76, 4, 27)
        for j, unit in enumerate(units):
            for k, place in enumerate(inputs):
                if title == "fully connected" or 0 <= k - j < 3:
                    color = kernel[k - j] if title == "convolution" else INK
                    used.add(k - j if title == "convolution" else (j, k))
                    parts.append(link(place, unit, 9, color, thin=title != "convolution"))
        parts += [circle(*place, 9) for place in (*inputs, *units)]
        parts += [text(middle, 24, title, bold=True), text(middle, 48, "4 units"), text(middle, 198, "6 inputs")]
        parts.append(text(middle, 224, f"{len(used)} weights"))
    parts.append(text(467, 246, "one colour, one weight"))
    return Drawing(266, parts)


def residual_block() -> Drawing:
    """The original residual block and the pre-activation block."""
    original = ("convolution", "normalise", "ReLU", "convolution", "normalise")
    before = ("normalise", "ReLU", "convolution", "normalise", "ReLU", "convolution")
    parts = [text(150, 22, "original", bold=True), _block(150, original, "ReLU")]
    parts += [text(410, 22, "pre-activation", bold=True), _block(410, before, "")]
    return Drawing(446, parts)


def _block(x: float, branch: Sequence[str], last: str) -> str:
    """Return a block from top to bottom: a branch, the shortcut beside it, the sum, and what follows the sum."""
    colors = {"convolution": BLUE, "normalise": GREEN, "ReLU": ORANGE}
    first, gap, side = 96, 46, x + 70
    plus = first + gap * len(branch)
    parts, start = [text(x, 46, "*h*^{(l)}")], (x, 58)
    for i, name in enumerate(branch):
        y = first + i * gap
        parts += [arrow(start, (x, y - 15)), box(x, y, 112, 30, name, colors[name])]
        start = (x, y + 15)
    parts += [arrow(start, (x, plus - 14)), circle(x, plus, 14, "+", PURPLE)]
    parts += [arrow((x, 66), (x - 82, 66), (x - 82, plus), (x - 14, plus), color=PURPLE)]
    parts.append(text(x - 94, (66 + plus) / 2, "identity", PURPLE, turn=-90))
    parts += [line((side, first - 15), (side + 6, first - 15), (side + 6, start[1]), (side, start[1]), thin=True)]
    parts.append(text(side + 12, (first - 15 + start[1]) / 2, "*F*", anchor="start"))
    end = plus + 14
    if last:
        parts += [arrow((x, end), (x, plus + 31)), box(x, plus + 46, 112, 30, last, colors[last])]
        end = plus + 61
    return "".join((*parts, arrow((x, end), (x, 416)), text(x, 430, "*h*^{(l+1)}")))


def _stack(x: float, y: float, side: float, colors: Sequence[str], shift: float = 6) -> str:
    """Return square maps behind one another, the first in front, their common middle at `x`, `y`."""
    last = len(colors) - 1
    parts = []
    for i in range(last, -1, -1):
        left, top = x - side / 2 + (i - last / 2) * shift, y - side / 2 - (i - last / 2) * shift
        parts.append(rectangle(left, top, side, side, colors[i], 0.2))
    return "".join(parts)
