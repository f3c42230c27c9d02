"""The list of all figures: what each shows, in words, and what draws it."""

from collections.abc import Callable
from dataclasses import dataclass

from build_tools.figures import activations, diagnosis, ensembles, fitting, optimizers, penalties, signals
from build_tools.figures.draw import Drawing, render


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the site."""

    name: str  # of its file without the ending; ids in the file begin with it
    title: str  # what it shows, in a few words
    description: str  # for those who cannot see it: what a reader takes from it, with its numbers
    draw: Callable[[], Drawing]

    def svg(self) -> str:
        """Return the text of the figure's file."""
        return render(self.name, self.title, self.description, self.draw())


FIGURES = (
    Figure(
        "activation-functions",
        "Activation functions and their derivatives",
        "Sigmoid, tanh, ReLU and GELU for inputs from −4 to 4 on one scale, each with its derivative. The sigmoid's slope "
        "is at most 0.25 and tanh's at most 1, and both fall to zero on either side. ReLU's slope is 0 below zero and 1 "
        "above it; GELU's passes smoothly from about 0 to about 1 and lies a little outside of that in between.",
        activations.activation_functions,
    ),
    Figure(
        "softmax-temperature",
        "Softmax of the same logits at four temperatures",
        "Bars for the logits 2, 1 and 0.1. At temperature 0.5 the shares are 0.86, 0.12 and 0.02; at 1 they are 0.66, "
        "0.24 and 0.10; at 2 they are 0.50, 0.30 and 0.19; at 10 they are nearly equal: 0.37, 0.33 and 0.30.",
        activations.softmax_temperature,
    ),
    Figure(
        "optimizer-paths",
        "Four optimisers on the same ravine",
        "Thirty steps each from the same start on an oblique ravine whose curvatures have the ratio 20. Gradient descent "
        "zigzags across it and ends at a loss of 0.1. Momentum swings in wide curves past the minimum and ends at "
        "0.0039. RMSprop and Adam bend into the valley at once; RMSprop creeps along it, Adam overshoots a little, and "
        "they end at 0.0042 and 0.0045.",
        optimizers.optimizer_paths,
    ),
    Figure(
        "learning-rate",
        "Three learning rates on a parabola",
        "The parabola has the curvature 10. With the learning rate 0.01 the steps creep down one side; with 0.15 they "
        "alternate and are at the bottom after a few; with 0.21 each step lands higher on the other side. On a "
        "logarithmic scale the three losses are straight lines: falling slowly, falling fast, rising.",
        optimizers.learning_rate,
    ),
    Figure(
        "learning-rate-schedules",
        "Six learning-rate schedules over 100 steps",
        "All have the highest rate 0.1. Step decay falls to a tenth every 30 steps; exponential and inverse-time decay "
        "fall fast at first and ever more slowly; linear decay falls evenly to zero; cosine decay begins and ends "
        "gently; the last one rises over 10 steps and then falls like the cosine.",
        optimizers.learning_rate_schedules,
    ),
    Figure(
        "vanishing-exploding",
        "Gradient sizes over 50 layers for five scales of the weights",
        "A fresh ReLU network. On a logarithmic scale the sizes are nearly straight lines from layer 50 back to layer 1. "
        "With He's initialisation (gain 1) the gradient keeps its size. At layer 1 it is about a hundred-thousandth "
        "with gain 0.8, one part in 10 to the 15 with 0.5, 10 thousand times as large with 1.2 and some hundred million "
        "times with 1.5.",
        signals.vanishing_exploding,
    ),
    Figure(
        "weight-initialisation",
        "Activations of a tanh network after three initialisations",
        "Histograms of the activations from −1 to 1 in layers 1, 2, 5 and 10 of a network with 256 units a layer. With a "
        "standard deviation of 0.02 they shrink to a spike at zero by layer 5; with one over the root of the width, "
        "0.0625, they stay spread out; with 0.25 nearly all of them sit at −1 or 1.",
        signals.weight_initialisation,
    ),
    Figure(
        "l1-l2-contours",
        "The lowest loss that an L1 and an L2 limit allow",
        "Elliptic contours of a loss around its minimum at the weights 0.55 and 1.75. The diamond of the L1 norm is first "
        "touched at its corner, where the first weight is exactly 0 and the second 1; the circle of the L2 norm at "
        "0.43 and 0.90, where neither is zero.",
        penalties.l1_l2_contours,
    ),
    Figure(
        "overfitting",
        "Polynomials of degree 1, 4 and 15 through the same 20 points",
        "The points are a sine with noise. The line misses the curve: training error 0.66, test error 0.54. Degree 4 "
        "follows it: 0.22 and 0.35. Degree 15 follows the noise and shoots off at the edges: 0.11 and 0.69.",
        fitting.overfitting,
    ),
    Figure(
        "bias-variance",
        "Twenty fits of degree 1, 3 and 9 to fresh noise",
        "Fits of degree 1 lie close together and far from the sine: squared bias 0.181, variance 0.008. Degree 3 is "
        "near it and fairly steady: 0.005 and 0.014. Degree 9 is right on average and scatters most: 0.000 and 0.039.",
        fitting.bias_variance,
    ),
    Figure(
        "early-stopping",
        "Training and validation error of a small network",
        "Over 5,000 steps on a logarithmic scale the training error falls to 0.03. The validation error has its minimum "
        "of 0.22 at step 72, stays near it for long and rises to 0.59 at the end.",
        fitting.early_stopping,
    ),
    Figure(
        "loss-diagnoses",
        "Three losses that do not fall, beside a healthy one",
        "The healthy run has the learning rate 1 and falls from 0.78 to 0.07 in 300 steps. With a rate of 0.001 the loss "
        "creeps to 0.72; with 100 it jumps to 45 at once and then about between 30 and 300; with all weights zero it "
        "stays at 0.69, the logarithm of 2.",
        diagnosis.loss_diagnoses,
    ),
    Figure(
        "confusion-imbalance",
        "A detector of rare fraud, in counts and in shares",
        "Of 100 frauds 90 raise an alarm and 10 do not; of 9,900 honest transactions 495 do. Recall is 90 %, the "
        "false-alarm rate 5 %, accuracy 94.95 %, and 99 % for a model that never raises an alarm. Of the 585 alarms, "
        "drawn as cells, 90 are fraud: a precision of 15 %.",
        diagnosis.confusion_imbalance,
    ),
    Figure(
        "bagging-boosting",
        "Bagged deep trees and boosted stumps on the same 80 points",
        "Bagging: one deep tree follows every point, error 0.40; the mean of 5 and of 50 trees is calmer, 0.34 and 0.28. "
        "Boosting: one stump is a single step, error 0.55; the sums of 8 and of 60 stumps come closer to the curve, "
        "0.27 and 0.18.",
        ensembles.bagging_boosting,
    ),
    # Figures of the second part follow here.
)
