"""Figures of attention: its weights as a heat map, and a decoder that reads the states of an encoder."""

import numpy as np

from build_tools.figures.draw import BLUE, GREEN, ORANGE, Drawing, arrow, box, cells, text


def attention_weights() -> Drawing:
    """Self-attention of the three vectors of the text, without and with a causal mask."""
    x = np.array([[2.0, 0, 0, 0], [0, 2.0, 0, 0], [2.0, 1.0, 0, 0]])
    scores = x @ x.T / np.sqrt(x.shape[1])
    masked = np.where(np.tri(3, dtype=bool), scores, -np.inf)
    parts = []
    for left, title, table in ((76, "no mask", scores), (352, "causal mask", masked)):
        weights = _softmax(table)
        parts.append(text(left + 90, 22, title, bold=True))
        labels = [[f"{value:.3f}" if value else "0" for value in row] for row in weights]
        parts.append(cells(left, 76, labels, 60, [[BLUE] * 3] * 3, (0.45 * weights).tolist()))
        for i in range(3):
            parts += [
                text(left + 30 + 60 * i, 60, f"key {i + 1}"),
                text(left - 10, 106 + 60 * i, f"query {i + 1}", anchor="end"),
            ]
    parts.append(text(280, 282, "each row is a softmax and sums to one; more colour, more weight"))
    return Drawing(302, parts)


def seq2seq_attention() -> Drawing:
    """The second step of a decoder: its state is the query, the encoder's states are keys and values."""
    states, query = np.array([[1.0, 0.0], [0.0, 2.0], [1.0, 1.0]]), np.array([0.0, 1.0])
    weights, scores = _softmax((states @ query)[None])[0], ", ".join(f"{score:g}" for score in states @ query)
    context = weights @ states
    encoder, decoder, y = (56, 146, 236), (352, 432, 512), 236
    parts = [text(146, 326, "encoder", bold=True), text(432, 326, "decoder", bold=True)]
    for i, word in enumerate(("the", "cat", "sleeps")):
        label = f"({states[i][0]:g}, {states[i][1]:g})"
        parts += [box(encoder[i], y, 62, 36, label, BLUE), arrow((encoder[i], 284), (encoder[i], y + 20))]
        parts.append(text(encoder[i], 298, word))
        end = (146 + (i - 1) * 24, 110)
        parts += [arrow((encoder[i], y - 18), end, color=GREEN)]
        parts.append(text((52, 172, 246)[i], 172, f"{weights[i]:.2f}", GREEN))
        parts += [arrow((encoder[i] + 31, y), (encoder[i] + 57, y))] * (i < 2)
    parts += [arrow((267, y), (319, y)), box(146, 90, 150, 36, f"context ({context[0]:.2f}, {context[1]:.2f})", GREEN)]
    for i, word in enumerate(("⟨start⟩", "le", "chat")):
        parts += [box(decoder[i], y, 58, 36, f"({query[0]:g}, {query[1]:g})" if i == 1 else "", BLUE)]
        parts += [arrow((decoder[i], 284), (decoder[i], y + 20)), text(decoder[i], 298, word)]
        parts += [arrow((decoder[i] + 29, y), (decoder[i] + 49, y))] * (i < 2)
    parts += [arrow((432, y - 18), (432, 110)), box(432, 90, 96, 36, "softmax", ORANGE)]
    parts += [arrow((221, 90), (382, 90), color=GREEN), arrow((432, 72), (432, 44)), text(432, 28, "chat", ORANGE)]
    parts += [
        arrow((432, 194), (276, 194), color=ORANGE),
        text(352, 168, f"query ({query[0]:g}, {query[1]:g}):\nscores {scores}", ORANGE),
        text(146, 58, "weighted average"),
    ]
    return Drawing(346, parts)


def _softmax(scores: np.ndarray) -> np.ndarray:
    """Return the softmax of each row."""
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)
