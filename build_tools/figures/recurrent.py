"""Figures of recurrence: the unrolled network and the cell of an LSTM."""

import math

from build_tools.figures.draw import BLUE, GREEN, INK, ORANGE, PURPLE, Drawing, arrow, box, circle, dot, line, text


def rnn_unrolled() -> Drawing:
    """A recurrent network folded, and unrolled over four steps with the same three matrices."""
    parts = [text(70, 22, "folded", bold=True), text(394, 22, "unrolled over time", bold=True)]
    parts += [_step(70, "*x*_t", "*h*_t", "*ŷ*_t")]
    parts += [arrow((92, 118), (122, 118), (122, 142), (96, 142), color=BLUE)]
    parts += [text(128, 130, "*W*_{hh}", BLUE, "start"), text(186, 130, "=", bold=True)]
    parts += [text(216, 130, "*h*_0"), arrow((230, 130), (248, 130), color=BLUE)]
    for i in range(4):
        x = 274 + i * 80
        parts.append(_step(x, f"*x*_{i + 1}", f"*h*_{i + 1}", f"*ŷ*_{i + 1}"))
        if i < 3:
            parts += [arrow((x + 22, 130), (x + 54, 130), color=BLUE), text(x + 39, 114, "*W*_{hh}", BLUE)]
    parts += [line((10, 250), (28, 250), color=BLUE), text(36, 250, "from state to state", anchor="start")]
    parts += [line((190, 250), (208, 250), color=GREEN), text(216, 250, "from the input", anchor="start")]
    parts += [line((346, 250), (364, 250), color=ORANGE), text(372, 250, "to the output", anchor="start")]
    parts.append(text(10, 276, "the same weights at every step", anchor="start"))
    return Drawing(296, parts)


def _step(x: float, given: str, state: str, result: str) -> str:
    """Return one step of a recurrent network: input below, state in the middle, output above."""
    parts = [box(x, 130, 44, 40, state), text(x, 216, given), text(x, 48, result)]
    parts += [arrow((x, 202), (x, 152), color=GREEN), text(x + 8, 180, "*W*_{xh}", GREEN, "start")]
    parts += [arrow((x, 110), (x, 62), color=ORANGE), text(x + 8, 94, "*W*_{hy}", ORANGE, "start")]
    return "".join(parts)


def lstm_cell() -> Drawing:
    """The cell with its three gates, the candidate and the additive update of the cell state."""
    names, states = ("*f*_t", "*i*_t", "*c*_t", "*o*_t"), ("*c*_{t−1}", "*c*_t", "*h*_t")
    cell = _lstm(names, states, "previous output and input: [*h*_{t−1}; *x*_t]")
    # A combining tilde would take the letter from another font in some browsers.
    return Drawing(cell.height, (*cell.parts, text(331, 167, "˜", GREEN)))


def lstm_step() -> Drawing:
    """The same cell with the numbers of the worked example."""
    kept, written, shown = (1 / (1 + math.exp(-z)) for z in (3, -2, 1))
    candidate, old = math.tanh(0.8), 2
    new = kept * old + written * candidate
    gates = tuple(f"{value:.3f}" for value in (kept, written, candidate, shown))
    given = "previous output and input give the pre-activations 3, −2, 0.8 and 1"
    return _lstm(gates, (f"{old}", f"{new:.3f}", f"{shown * math.tanh(new):.3f}"), given)


def _lstm(gates: tuple[str, str, str, str], states: tuple[str, str, str], given: str) -> Drawing:
    """Return the cell, its gates and states labelled as given."""
    columns, top, bus = (118, 214, 318, 414), 54, 282
    names = ("forget\nσ", "input\nσ", "candidate\ntanh", "output\nσ")
    colors = (ORANGE, ORANGE, GREEN, ORANGE)
    old, new, output = states
    parts = [text(14, top - 22, old, BLUE, "start"), text(520, top - 22, new, BLUE)]
    parts += [arrow((14, top), (104, top), color=BLUE), arrow((132, top), (252, top), color=BLUE)]
    parts += [arrow((280, top), (548, top), color=BLUE), circle(118, top, 13, "×"), circle(266, top, 13, "+", BLUE)]
    parts += [circle(266, 142, 13, "×"), arrow((266, 129), (266, 69), color=GREEN)]
    for x, name, color in zip(columns, names, colors, strict=True):
        parts += [box(x, 226, 88, 46, name, color), arrow((x, bus), (x, 251))]
    parts += [arrow((118, 203), (118, 69), color=ORANGE), text(110, 168, gates[0], ORANGE, "end")]
    parts += [arrow((214, 203), (214, 142), (251, 142), color=ORANGE), text(206, 168, gates[1], ORANGE, "end")]
    parts += [arrow((318, 203), (318, 142), (281, 142), color=GREEN), text(326, 168, gates[2], GREEN, "start")]
    parts += [
        dot(476, top, BLUE),
        arrow((476, top), (476, 81)),
        box(476, 98, 56, 30, "tanh"),
        circle(476, 160, 13, "×"),
    ]
    parts += [arrow((476, 113), (476, 145)), arrow((414, 203), (414, 160), (461, 160), color=ORANGE)]
    parts += [text(422, 180, gates[3], ORANGE, "start"), arrow((489, 160), (548, 160)), text(520, 180, output, PURPLE)]
    parts += [line((60, bus), (414, bus)), *(dot(x, bus, INK) for x in columns[:-1])]
    parts += [text(14, bus + 28, given, anchor="start")]
    parts += [line((60, bus), (60, bus + 14))]
    parts += [text(190, top - 16, "keep"), text(250, 104, "write", anchor="end"), text(540, 140, "show", anchor="end")]
    return Drawing(bus + 48, parts)
