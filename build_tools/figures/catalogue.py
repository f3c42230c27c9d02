"""The list of all figures: what each shows, in words, and what draws it."""

from collections.abc import Callable
from dataclasses import dataclass

from build_tools.figures import (
    activations,
    attending,
    cnns,
    convolutions,
    descent,
    diagnosis,
    editing,
    ensembles,
    fitting,
    generative,
    graphs,
    learning,
    normalisation,
    optimizers,
    penalties,
    perceptrons,
    recurrent,
    signals,
)
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
        "Sigmoid, tanh, ReLU and GELU for inputs from −4 to 4 on one scale, each with its derivative. The sigmoid's "
        "slope is at most 0.25 and tanh's at most 1, and both fall to zero on either side. ReLU's slope is 0 below "
        "zero and 1 above it; GELU's passes smoothly from about 0 to about 1 and lies a little outside of that in "
        "between.",
        activations.activation_functions,
    ),
    Figure(
        "softmax-temperature",
        "Softmax of the same logits at four temperatures",
        "Bars for the logits 2, 1 and 0.1. At temperature 0.5 the shares are 0.86, 0.12 and 0.02; at 1 they are "
        "0.66, 0.24 and 0.10; at 2 they are 0.50, 0.30 and 0.19; at 10 they are nearly equal: 0.37, 0.33 and 0.30.",
        activations.softmax_temperature,
    ),
    Figure(
        "optimizer-paths",
        "Four optimisers on the same ravine",
        "Thirty steps each from the same start on an oblique ravine whose curvatures have the ratio 20. Gradient "
        "descent zigzags across it and ends at a loss of 0.1. Momentum swings in wide curves past the minimum and "
        "ends at 0.0039. RMSprop and Adam bend into the valley at once; RMSprop creeps along it, Adam overshoots a "
        "little, and they end at 0.0042 and 0.0045.",
        optimizers.optimizer_paths,
    ),
    Figure(
        "learning-rate",
        "Three learning rates on a parabola",
        "The parabola has the curvature 10. With the learning rate 0.01 the steps creep down one side; with 0.15 "
        "they alternate and are at the bottom after a few; with 0.21 each step lands higher on the other side. On a "
        "logarithmic scale the three losses are straight lines: falling slowly, falling fast, rising.",
        optimizers.learning_rate,
    ),
    Figure(
        "learning-rate-schedules",
        "Six learning-rate schedules over 100 steps",
        "All have the highest rate 0.1. Step decay falls to a tenth every 30 steps; exponential and inverse-time "
        "decay fall fast at first and ever more slowly; linear decay falls evenly to zero; cosine decay begins and "
        "ends gently; the last one rises over 10 steps and then falls like the cosine.",
        optimizers.learning_rate_schedules,
    ),
    Figure(
        "minibatch-paths",
        "Gradient descent with 256 examples, 16 and one behind each step",
        "Sixty steps each from the same start on the squared error of a straight line. With all examples the path is "
        "smooth and ends at the minimum; with 16 it is a little jagged and wavers about the minimum; with one it takes "
        "steps of all sizes and directions and stays scattered about the minimum.",
        descent.minibatch_paths,
    ),
    Figure(
        "momentum-ringing",
        "A parameter on a bowl with four momentum coefficients",
        "The parameter starts at 1 and has its minimum at 0. Without momentum it falls smoothly within 40 steps. With "
        "0.9 it swings to and fro a few times. With 0.99 it still swings after 300 steps, about a fifth as widely; "
        "with 0.9999 it swings as widely as at the start.",
        descent.momentum_ringing,
    ),
    Figure(
        "loss-functions",
        "Losses of a residual and of a logit",
        "Left: half the squared residual grows ever more steeply, the absolute one with slope 1 from a kink at 0, and "
        "Huber's follows the square up to 1 and is straight beyond. Right, for the target 1: minus the logarithm of "
        "the sigmoid rises in nearly a straight line for logits far below 0, up to 6.0 at −6, where half the squared "
        "error is flat at 0.5.",
        descent.loss_functions,
    ),
    Figure(
        "vanishing-exploding",
        "Gradient sizes over 50 layers for five scales of the weights",
        "A fresh ReLU network. On a logarithmic scale the sizes are nearly straight lines from layer 50 back to "
        "layer 1. With He's initialisation (gain 1) the gradient keeps its size. At layer 1 it is about a "
        "hundred-thousandth with gain 0.8, one part in 10 to the 15 with 0.5, 10 thousand times as large with 1.2 "
        "and some hundred million times with 1.5.",
        signals.vanishing_exploding,
    ),
    Figure(
        "weight-initialisation",
        "Activations of a tanh network after three initialisations",
        "Histograms of the activations from −1 to 1 in layers 1, 2, 5 and 10 of a network with 256 units a layer. "
        "With a standard deviation of 0.02 they shrink to a spike at zero by layer 5; with one over the root of the "
        "width, 0.0625, they stay spread out; with 0.25 nearly all of them sit at −1 or 1.",
        signals.weight_initialisation,
    ),
    Figure(
        "l1-l2-contours",
        "The lowest loss that an L1 and an L2 limit allow",
        "Elliptic contours of a loss around its minimum at the weights 0.55 and 1.75. The diamond of the L1 norm is "
        "first touched at its corner, where the first weight is exactly 0 and the second 1; the circle of the L2 "
        "norm at 0.43 and 0.90, where neither is zero.",
        penalties.l1_l2_contours,
    ),
    Figure(
        "overfitting",
        "Polynomials of degree 1, 4 and 15 through the same 20 points",
        "The points are a sine with noise. The line misses the curve: training error 0.66, test error 0.54. Degree "
        "4 follows it: 0.22 and 0.35. Degree 15 follows the noise and shoots off at the edges: 0.11 and 0.69.",
        fitting.overfitting,
    ),
    Figure(
        "bias-variance",
        "Twenty fits of degree 1, 3 and 9 to fresh noise",
        "Fits of degree 1 lie close together and far from the sine: squared bias 0.181, variance 0.008. Degree 3 is "
        "near it and fairly steady: 0.005 and 0.014. Degree 9 is right on average and scatters most: 0.000 and "
        "0.039.",
        fitting.bias_variance,
    ),
    Figure(
        "early-stopping",
        "Training and validation error of a small network",
        "Over 5,000 steps on a logarithmic scale the training error falls to 0.03. The validation error has its "
        "minimum of 0.22 at step 72, stays near it for long and rises to 0.59 at the end.",
        fitting.early_stopping,
    ),
    Figure(
        "loss-diagnoses",
        "Three losses that do not fall, beside a healthy one",
        "The healthy run has the learning rate 1 and falls from 0.78 to 0.07 in 300 steps. With a rate of 0.001 the "
        "loss creeps to 0.72; with 100 it jumps to 45 at once and then about, up to 500; with all weights "
        "zero it stays at 0.69, the logarithm of 2.",
        diagnosis.loss_diagnoses,
    ),
    Figure(
        "confusion-imbalance",
        "A detector of rare fraud, in counts and in shares",
        "Of 100 frauds 90 raise an alarm and 10 do not; of 9,900 honest transactions 495 do. Recall is 90%, the "
        "false-alarm rate 5%, accuracy 94.95%, and 99% for a model that never raises an alarm. Of the 585 "
        "alarms, drawn as cells, 90 are fraud: a precision of 15%.",
        diagnosis.confusion_imbalance,
    ),
    Figure(
        "bagging-boosting",
        "Bagged deep trees and boosted stumps on the same 80 points",
        "Bagging: one deep tree follows every point, error 0.40; the mean of 5 and of 50 trees is calmer, 0.34 and "
        "0.28. Boosting: one stump is a single step, error 0.55; the sums of 8 and of 60 stumps come closer to the "
        "curve, 0.27 and 0.18.",
        ensembles.bagging_boosting,
    ),
    Figure(
        "perceptron",
        "A perceptron and the line it draws",
        "Two inputs and a constant 1 are weighted by w1, w2 and b and summed to z; a step gives 1 if z is positive "
        "and 0 if not. Beside it the plane of the inputs for w = (1, 1) and b = −1.5: the line x1 + x2 = 1.5 has only "
        "the point (1, 1) on the side of 1, which is the logical AND.",
        perceptrons.perceptron,
    ),
    Figure(
        "xor",
        "XOR: not separable by one line, separable after a hidden layer",
        "Three planes. In the first a line leaves (0,1) and (1,0) on one side, but (1,1) as well: three of four are "
        "right. In the second the network with two hidden ReLU units answers 1 in the band where x1 + x2 is between "
        "0.5 and 1.5, which is right for all four. The third shows the hidden units' values: the two points of class "
        "1 lie on (1,0), the others on (0,0) and (2,1), and one line separates them.",
        perceptrons.xor,
    ),
    Figure(
        "multilayer-perceptron",
        "The layers of a multilayer perceptron",
        "Three input units, two hidden layers of four units and an output layer of two, each unit joined to all units "
        "of the layer before; the three links into one hidden unit stand out. Between the layers lie weights and "
        "biases: 16, 20 and 10 numbers.",
        perceptrons.multilayer_perceptron,
    ),
    Figure(
        "computational-graph",
        "A computational graph with values and gradients",
        "The graph of L = sigmoid(w x + b) squared plus w, for x = 2, w = 0.5 and b = −1. Values forwards: the "
        "product is 1, the sum 0, the sigmoid 0.5, its square 0.25, L 0.75. Gradients backwards: 1 at L, at the "
        "square and at the sigmoid, 0.25 at the sum, the product and b, 0.125 at x. The two paths to w bring 0.5 and "
        "1, together 1.5.",
        graphs.computational_graph,
    ),
    Figure(
        "dropout",
        "A network at prediction and two thinned networks in training",
        "At prediction all eight hidden units are there and nothing is scaled. In each of two training steps with a "
        "dropout rate of one half another random set of hidden units is missing, with all its links, and the "
        "activations of the others are multiplied by 2.",
        perceptrons.dropout,
    ),
    Figure(
        "batch-and-layer-normalisation",
        "Which numbers share a mean and a variance",
        "A minibatch of four examples (rows) with four features (columns), twice. Batch normalisation computes mean "
        "and variance of each column: 3 and 3.5, 2 and 2, 1 and 0.5, 3 and 0.5. Layer normalisation computes them of "
        "each row: 2 and 2.5, 2 and 2, 2 and 0.5, 3 and 3.5.",
        normalisation.batch_and_layer_normalisation,
    ),
    Figure(
        "convolution",
        "A convolution with padding 1 and stride 2, worked out",
        "An input of 5×5 numbers with a border of zeros, a 3×3 kernel whose rows are −1, 0, 1, and the output of 3×3. "
        "Two windows, two columns apart, are marked: the sums of their right columns minus those of their left ones "
        "are (1 + 2 + 0) − (1 + 3 + 1) = −2 and (0 + 0 + 0) − (1 + 2 + 0) = −3. The size is ⌊(5 + 2·1 − 3) / 2⌋ + 1 = "
        "3.",
        convolutions.convolution,
    ),
    Figure(
        "pooling",
        "Maximum and mean pooling, and a shift",
        "A 4×4 map is cut into four 2×2 windows; their maxima are 4, 2, 2 and 6, their means 2.5, 1, 1 and 4. Below, "
        "a single peak in eight positions moves from the third to the fourth and to the fifth: the maxima of the "
        "pairs stay as they are at the first move and change at the second.",
        convolutions.pooling,
    ),
    Figure(
        "receptive-field",
        "How the receptive field grows over layers",
        "Three layers with kernels of size 3 over a row of inputs. With stride 1 a unit of layer 1, 2 and 3 sees 3, 5 "
        "and 7 inputs; with stride 2 in each layer 3, 7 and 15.",
        convolutions.receptive_field,
    ),
    Figure(
        "depthwise-separable-convolution",
        "Standard and depthwise separable convolution",
        "From 12×12×3 to 8×8×256. The standard convolution uses 256 kernels of 5×5×3 and 1,228,800 multiplications. "
        "The separable one first filters each of the three channels with a 5×5 kernel of its own, 4,800 "
        "multiplications, then mixes the channels with 256 kernels of 1×1×3, 49,152 multiplications: 53,952 together.",
        cnns.separable_convolution,
    ),
    Figure(
        "cnn-shapes",
        "The shapes in a small CNN",
        "A 28×28×1 input becomes 28×28×6 by a 5×5 convolution with 156 parameters, 14×14×6 by max pooling, 10×10×16 "
        "by a 5×5 convolution with 2,416 parameters, 5×5×16 by max pooling. Flattened to 400 units it passes fully "
        "connected layers of 120, 84 and 10 units with 59,134 parameters. The pooling has none.",
        cnns.cnn_shapes,
    ),
    Figure(
        "weight-sharing",
        "Fully connected, locally connected, convolution",
        "Six inputs and four units, three times. Fully connected they have 24 weights; connected to three "
        "neighbouring inputs each, 12; a convolution has the same 12 links but uses only three weights, the same ones "
        "at each unit.",
        cnns.weight_sharing,
    ),
    Figure(
        "residual-block",
        "The original and the pre-activation residual block",
        "Two blocks, each with a branch F and an identity beside it that are added. The original branch is "
        "convolution, normalisation, ReLU, convolution, normalisation, and a ReLU follows the sum. The pre-activation "
        "branch is twice normalisation, ReLU, convolution, and nothing follows the sum.",
        cnns.residual_block,
    ),
    Figure(
        "rnn-unrolled",
        "A recurrent network, folded and unrolled",
        "Left one unit whose state goes back into itself. Right the same over four steps: each state comes from the "
        "state before, through Whh, and from the input, through Wxh, and gives an output through Why. The three "
        "matrices are the same at every step.",
        recurrent.rnn_unrolled,
    ),
    Figure(
        "lstm-cell",
        "The LSTM cell",
        "The cell state runs straight through the cell: multiplied by the forget gate, then added to the product of "
        "input gate and candidate. The new cell state goes on, and through tanh and times the output gate it gives "
        "the new output. The gates are sigmoids, the candidate a tanh, of the previous output and the input.",
        recurrent.lstm_cell,
    ),
    Figure(
        "lstm-step",
        "One step of an LSTM cell in numbers",
        "The pre-activations 3, −2, 0.8 and 1 give the forget gate 0.953, the input gate 0.119, the candidate 0.664 "
        "and the output gate 0.731. The cell state goes from 2 to 1.984; the output is 0.704.",
        recurrent.lstm_step,
    ),
    Figure(
        "attention-weights",
        "Attention weights of three vectors, without and with a causal mask",
        "Two tables of queries by keys. Without a mask the rows are 0.468, 0.063, 0.468; 0.090, 0.665, 0.245; 0.331, "
        "0.122, 0.547. With the causal mask the first query gives all weight to the first key, the second 0.119 and "
        "0.881 to the first two, and the third row is unchanged.",
        attending.attention_weights,
    ),
    Figure(
        "seq2seq-attention",
        "A decoder step with attention",
        "An encoder reads the, cat, sleeps and has the states (1, 0), (0, 2), (1, 1). The decoder has read le; its "
        "state (0, 1) is the query. The dot products 0, 2 and 1 become the weights 0.09, 0.67 and 0.24, and the "
        "weighted average (0.33, 1.58) of the encoder's states goes, with the query, to the softmax that predicts "
        "chat.",
        attending.seq2seq_attention,
    ),
    Figure(
        "autoencoder",
        "An autoencoder with its bottleneck",
        "An encoder takes six inputs through four units to a code of two; a decoder takes the code through four units "
        "to six outputs. The loss compares the outputs with the inputs.",
        generative.autoencoder,
    ),
    Figure(
        "pca-and-manifold",
        "The best line and a curve through the same points",
        "Twenty-four points scatter about a half circle. Projected on the line of PCA they lose 16.9% of their "
        "variance; projected on the half circle, which a non-linear decoder can lay with one number as well, they "
        "lose 0.2%.",
        generative.pca_and_manifold,
    ),
    Figure(
        "gan-loop",
        "The two steps of a GAN",
        "The generator turns noise into a fake; the discriminator gets fakes and real data and returns the "
        "probability that its input is real. In its own step the discriminator is changed so that this rises for data "
        "and falls for fakes; in the generator's step the gradient passes through the fixed discriminator, to make it "
        "rise for fakes.",
        generative.gan_loop,
    ),
    Figure(
        "restricted-boltzmann-machine",
        "A restricted Boltzmann machine and one step of contrastive divergence",
        "Three hidden and four visible units, each joined to all of the other layer and to none of its own. Beside it "
        "CD-1: from the data v draw h, from h draw v′, from v′ compute the probabilities of h′; the weights change by "
        "η times the difference of v p(h) and v′ p(h′).",
        generative.restricted_boltzmann_machine,
    ),
    Figure(
        "reinforcement-loop",
        "Agent and environment, and values that spread backwards",
        "The agent sends an action to the environment and gets the next state and a reward. Below, a corridor of five "
        "cells whose last one pays 1: with a discount of 0.9 the value of going right is 0.729, 0.81, 0.9 and 1.",
        learning.reinforcement_loop,
    ),
    Figure(
        "transfer-learning",
        "Pre-training, feature extraction and fine-tuning",
        "The same stack of layers three times, counted as in ResNet-50. Pre-training on many source data trains all "
        "25,557,032 parameters with a head for 1,000 classes. Feature extraction keeps the body frozen and trains a "
        "new head for 10 classes, 20,490 parameters. Fine-tuning then trains all 23,528,522.",
        learning.transfer_learning,
    ),
    Figure(
        "data-augmentation",
        "Changes that keep a label, and one that does not",
        "A drawn 6 is shifted, turned by 12 degrees and sheared, and is still a 6. Turned by 180 degrees it is a 9.",
        learning.data_augmentation,
    ),
    Figure(
        "precision-and-prevalence",
        "Precision depends on how rare the class is",
        "Precision of a detector with a recall of 90% and false alarms on 5% of the negatives, over the share of "
        "the rare class on a logarithmic scale. It is 95% when half of the examples are positive, 15% at a share of "
        "1% and 2% at 0.1%.",
        learning.precision_and_prevalence,
    ),
    Figure(
        "edit-page",
        "The link that opens a page's file",
        "The page of a question: its title, the short answer, the text. Below it stand two links, Edit this page and "
        "Something is wrong; an arrow points to the first.",
        editing.edit_page,
    ),
    Figure(
        "edit-fork",
        "The code host asks whether to make a copy",
        "The code host says that changing the file needs a copy of the collection, and offers one button, Fork this "
        "repository; an arrow points to it. Below: this happens once.",
        editing.edit_fork,
    ),
    Figure(
        "edit-sentence",
        "The file in the editor",
        "The editor of the code host with its tabs Edit and Preview. The first lines of the file, between two rows of "
        "three hyphens, are marked as to be left alone; below them is the answer, with one sentence marked: here you "
        "write.",
        editing.edit_sentence,
    ),
    Figure(
        "edit-propose",
        "What was wrong, in one sentence",
        "A small window with a line for the message, in which stands: Dropout is off when the network is used, and an "
        "empty box below it for where that can be looked up. An arrow points to the button Propose changes.",
        editing.edit_propose,
    ),
    Figure(
        "edit-send",
        "The change, and the button that sends it",
        "Two lines: the former one with a minus before it, Dropout is always on, and the new one with a plus, Dropout "
        "is on in training only. An arrow points to the button Create pull request. Below: a machine checks it, a "
        "maintainer reads it, the site is built anew.",
        editing.edit_send,
    ),
)
