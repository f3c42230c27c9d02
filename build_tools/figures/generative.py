"""Figures of autoencoders, PCA, generative adversarial networks and restricted Boltzmann machines."""

import numpy as np

from build_tools.figures.draw import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    Drawing,
    arrow,
    box,
    circle,
    line,
    text,
)
from build_tools.figures.layout import column, link, links, row
from build_tools.figures.plot import Axes


def autoencoder() -> Drawing:
    """An autoencoder 6-4-2-4-6 with the names of its parts and the loss that compares its two ends."""
    places, sizes = (60, 170, 280, 390, 500), (6, 4, 2, 4, 6)
    layers = [column(x, 152, count, 36) for x, count in zip(places, sizes, strict=True)]
    parts = [links(layers[i], layers[i + 1], 12, faint=True) for i in range(4)]
    for layer, color in zip(layers, (INK, BLUE, ORANGE, GREEN, INK), strict=True):
        parts += [circle(*place, 12, color=color) for place in layer]
    parts += [text(60, 24, "input *x*", bold=True), text(280, 24, "code *h*", ORANGE, bold=True)]
    parts += [text(490, 24, "output *g*(*h*)", bold=True), text(140, 282, "encoder *f*", BLUE)]
    parts += [text(420, 282, "decoder *g*", GREEN), text(280, 190 + 24, "bottleneck")]
    parts += [
        line((60, 262), (60, 312), (204, 312), dashed=True),
        line((500, 262), (500, 312), (356, 312), dashed=True),
    ]
    parts.append(box(280, 312, 152, 32, "loss: *x* and *g*(*h*)", PURPLE))
    return Drawing(340, parts)


def pca_and_manifold() -> Drawing:
    """Points about a half circle, projected on the best line and on the curve that a non-linear decoder can lay."""
    rng = np.random.default_rng(1)
    t = np.linspace(0, np.pi, 24)
    points = np.stack((np.cos(t), np.sin(t)), 1) * (1 + 0.06 * rng.standard_normal((24, 1)))
    centre = points.mean(0)
    (xx, xy), (_, yy) = (points - centre).T @ (points - centre) / 24
    angle = np.arctan2(2 * xy, xx - yy) / 2  # of the first principal component
    axis = np.array((np.cos(angle), np.sin(angle)))
    on_line = centre + ((points - centre) @ axis)[:, None] * axis
    on_curve = points / np.linalg.norm(points, axis=1, keepdims=True)
    ends = np.array([centre - 1.25 * axis, centre + 1.25 * axis])
    arc = np.linspace(0, np.pi, 61)
    total = ((points - centre) ** 2).sum(1).mean()
    parts = []
    for left, title, target, curve in (
        (20, "PCA: the best line", on_line, ends.T),
        (300, "a curved decoder", on_curve, (np.cos(arc), np.sin(arc))),
    ):
        axes = Axes(left, 48, 240, 150, (-1.3, 1.3), (-0.3, 1.325))
        error = ((points - target) ** 2).sum(1).mean()
        parts.append(text(left + 120, 24, title, bold=True))
        parts += [
            line(axes.point(*p), axes.point(*q), color=ORANGE, thin=True) for p, q in zip(points, target, strict=True)
        ]
        parts += [axes.curve(*curve, BLUE), axes.dots(*points.T)]
        parts.append(text(left + 120, 220, f"lost: {error / total:.1%} of the variance", ORANGE))
    parts.append(text(140, 244, "output: mean + *h* · direction", BLUE))
    parts.append(text(420, 244, "output: (cos *h*, sin *h*)", BLUE))
    return Drawing(264, parts)


def gan_loop() -> Drawing:
    """The two networks of a GAN, what flows forwards, and whose weights each loss changes."""
    parts = [text(40, 114, "noise *z*"), arrow((80, 114), (112, 114)), box(160, 114, 92, 44, "generator\n*G*", BLUE)]
    parts += [arrow((206, 114), (232, 114)), box(286, 114, 102, 36, "fake *G*(*z*)")]
    parts += [text(160, 214, "data"), arrow((184, 214), (232, 214)), box(286, 214, 102, 36, "real *x*")]
    parts += [
        arrow((338, 114), (352, 114), (352, 150), (366, 150)),
        arrow((338, 214), (352, 214), (352, 178), (366, 178)),
    ]
    parts += [
        box(424, 164, 110, 52, "discriminator\n*D*", GREEN),
        arrow((480, 164), (503, 164)),
        text(533, 164, "*p*(real)"),
    ]
    parts += [arrow((534, 146), (534, 62), (160, 62), (160, 89), color=BLUE, dashed=True)]
    parts.append(text(347, 22, "step of *G*: the gradient comes through the fixed *D*;", BLUE))
    parts.append(text(347, 42, "raise *D*(*G*(*z*))", BLUE))
    parts += [arrow((534, 182), (534, 254), (424, 254), (424, 193), color=GREEN, dashed=True)]
    parts.append(text(546, 276, "step of *D*: raise *D*(*x*), lower *D*(*G*(*z*))", GREEN, "end"))
    return Drawing(296, parts)


def restricted_boltzmann_machine() -> Drawing:
    """The two layers of an RBM, and one step of contrastive divergence."""
    hidden, visible = row(150, 76, 3, 76), row(150, 190, 4, 76)
    parts = [
        "".join(link(v, h, 18, thin=False, faint=(v, h) != (visible[0], hidden[0])) for v in visible for h in hidden)
    ]
    parts += [circle(*place, 18, f"*h*_{j + 1}", ORANGE) for j, place in enumerate(hidden)]
    parts += [circle(*place, 18, f"*v*_{i + 1}", BLUE) for i, place in enumerate(visible)]
    parts += [text(150, 36, "hidden, biases *b*", ORANGE), text(150, 230, "visible, biases *a*", BLUE)]
    parts += [text(40, 128, "*W*_{11}", anchor="end"), text(430, 24, "one step of CD-1", bold=True)]
    chain = (("*v*: data", BLUE), ("*h*: drawn", ORANGE), ("*v*′: drawn", BLUE), ("*p*(*h*′ = 1)", ORANGE))
    for i, (label, color) in enumerate(chain):
        y = 62 + 48 * i
        parts.append(box(430, y, 116, 30, label, color))
        parts += [arrow((430, y + 15), (430, y + 31))] * (i < 3)
    parts.append(text(430, 244, "Δ*W* = *η* (*v* *p*(*h*)^T − *v*′ *p*(*h*′)^T)"))
    parts.append(text(150, 256, "no links within a layer"))
    return Drawing(276, parts)
