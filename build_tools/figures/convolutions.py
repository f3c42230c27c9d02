"""Figures of convolution, pooling and the receptive field, with their numbers worked out."""

import numpy as np

from build_tools.figures.draw import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    Drawing,
    arrow,
    cells,
    circle,
    rectangle,
    text,
)
from build_tools.figures.layout import link, row

HUES = (BLUE, ORANGE, GREEN, PURPLE)
IMAGE = np.array([[2, 0, 1, 3, 1], [0, 1, 2, 1, 0], [1, 3, 0, 2, 2], [4, 1, 1, 0, 1], [0, 2, 1, 1, 3]])
KERNEL = np.array([[-1, 0, 1]] * 3)
MAP = np.array([[1, 3, 2, 0], [4, 2, 1, 1], [0, 1, 5, 2], [2, 1, 3, 6]])


def convolution() -> Drawing:
    """A 5×5 input with padding 1, a 3×3 kernel and stride 2: two of the nine results worked out."""
    padded, size, stride, (x, y) = np.pad(IMAGE, 1), 27, 2, (16, 44)
    windows = np.lib.stride_tricks.sliding_window_view(padded, KERNEL.shape)[::stride, ::stride]
    result = (windows * KERNEL).sum(axis=(2, 3))
    picked = {(1, 1): BLUE, (1, 2): ORANGE}
    parts = [text(x + 3.5 * size, 22, "input 5×5, padding 1", bold=True), text(300, 22, "kernel 3×3", bold=True)]
    parts += [text(460, 22, "output 3×3", bold=True), _board(x, y, padded, size)]
    parts.append(rectangle(x + size, y + size, 5 * size, 5 * size, fill=0))
    for (i, j), color in picked.items():
        corner = (x + j * stride * size, y + i * stride * size)
        parts.append(rectangle(*corner, 3 * size, 3 * size, color))
    colors = [[picked.get((i, j), INK) for j in range(3)] for i in range(3)]
    parts += [text(234, 138, "∗"), _board(256, 94, KERNEL, 29), text(372, 138, "="), text(460, 188 + 24, "stride 2")]
    parts.append(cells(400, 78, _signs(result), 40, colors))
    for k, ((i, j), color) in enumerate(picked.items()):
        sides = [" + ".join(map(str, windows[i, j][:, side])) for side in (2, 0)]
        parts.append(text(16, 262 + 24 * k, f"({sides[0]}) − ({sides[1]}) = {_sign(result[i, j])}", color, "start"))
    side = (IMAGE.shape[0] + 2 - 3) // stride + 1
    parts.append(text(544, 262, "output size", anchor="end"))
    parts.append(text(544, 286, f"⌊(5 + 2·1 − 3) / 2⌋ + 1 = {side}", anchor="end"))
    return Drawing(306, parts)


def pooling() -> Drawing:
    """Max and average pooling of 2×2 windows, and what a shift of the input by one does to the result."""
    blocks = MAP.reshape(2, 2, 2, 2).swapaxes(1, 2).reshape(2, 2, 4)
    hues = [[HUES[2 * (i // 2) + j // 2] for j in range(4)] for i in range(4)]
    small = [HUES[:2], HUES[2:]]
    parts = [text(84, 22, "feature map 4×4", bold=True), cells(20, 44, _signs(MAP), 32, hues)]
    parts += [arrow((172, 108), (222, 108)), text(197, 74, "windows\n2×2"), text(197, 126, "stride 2")]
    parts += [text(290, 22, "maximum", bold=True), cells(250, 68, _signs(blocks.max(2)), 40, small)]
    means = [[f"{value:g}" for value in line_] for line_ in blocks.mean(2)]
    parts += [text(440, 22, "mean", bold=True), cells(400, 68, means, 40, small)]
    parts.append(text(20, 208, "A peak that moves by one: maximum of each pair", anchor="start", bold=True))
    for k, place in enumerate((2, 3, 4)):
        signal, y = np.eye(8, dtype=int)[place], 230 + 34 * k
        pooled = signal.reshape(4, 2).max(1)
        parts += [_bits(20, y, signal), arrow((252, y + 12), (292, y + 12)), _bits(312, y, pooled)]
        parts.append(text(436, y + 12, ("", "unchanged", "changed")[k], anchor="start"))
    return Drawing(340, parts)


def receptive_field() -> Drawing:
    """What a unit of layer 3 sees through kernels of 3: 7 inputs with stride 1, 15 with stride 2."""
    return Drawing(358, [_cone(22, 1, 15, "stride 1 in every layer"), _cone(202, 2, 15, "stride 2 in every layer")])


def _cone(top: float, stride: int, width: int, title: str) -> str:
    """Return three layers over an input of `width` units, with all that the middle unit of the last depends on."""
    counts = [width]
    for _ in range(3):
        counts.append((counts[-1] - 3) // stride + 1)
    layers, gap = [row(284, top + 136, width, 26)], 26.0
    for count in counts[1:]:
        gap *= stride
        layers.append(row(284, layers[-1][0][1] - 36, count, gap))
    seen, sees = [{counts[3] // 2}], [1]
    for depth in range(3):
        seen.insert(0, {stride * i + u for i in seen[0] for u in range(3)})
        sees.append(sees[-1] + 2 * stride**depth)
    parts = [text(14, top, title, anchor="start", bold=True)]
    for depth, layer in enumerate(layers):
        y, label = layer[0][1], f"layer {depth}" if depth else "input"
        parts.append(text(14, y, label, anchor="start"))
        parts.append(text(492, y, f"sees {sees[depth]}" if depth else "", ORANGE, "start"))
        for i, place in enumerate(layer):
            inside = i in seen[depth]
            parts.append(
                circle(*place, 8, color=ORANGE if inside else INK, fill=0.3 if inside else 0, faint=not inside)
            )
            if depth and inside:
                parts += [link(place, layers[depth - 1][stride * i + u], 8, ORANGE) for u in range(3)]
    return "".join(parts)


def _board(x: float, y: float, values: np.ndarray, size: float) -> str:
    return cells(x, y, _signs(values), size)


def _bits(x: float, y: float, values: np.ndarray) -> str:
    colors = [[ORANGE if value else INK for value in values]]
    return cells(x, y, [[str(value) for value in values]], 26, colors)


def _signs(values: np.ndarray) -> list[list[str]]:
    return [[_sign(value) for value in line_] for line_ in values]


def _sign(value: int) -> str:
    return str(value).replace("-", "−")
