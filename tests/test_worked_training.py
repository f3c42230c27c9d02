"""The numbers of worked examples are computed again: training, regularisation, images, sequences, generative models."""

import math
import re

import numpy as np
import pytest
from numpy.polynomial.chebyshev import chebvander

from build_tools.content.text import blocks
from tests.worked import TOPICS, Claim

NUMBERS = "zero one two three four five six seven eight nine ten".split()
SHARES = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth"}
NOISE = 0.3  # standard deviation, in the polynomial fits
GRID = np.linspace(0, 1, 1001)
# Convolutions of VGG-16, all 3×3: height of the map, channels in and out.
VGG = [(224, 3, 64), (224, 64, 64), (112, 64, 128), (112, 128, 128), (56, 128, 256), *[(56, 256, 256)] * 2]
VGG += [(28, 256, 512), *[(28, 512, 512)] * 2, *[(14, 512, 512)] * 3]


def in_words(number):
    return NUMBERS[round(number)]


def power_below(number):
    """Return the largest power of ten that is not above a number, in TeX."""
    return f"10^{{{math.floor(math.log10(number))}}}"


def printed(entry):
    """Return the numbers of a page's first block of output; that its program prints them is tested elsewhere."""
    found = blocks((TOPICS / f"{entry}.md").read_text("utf-8"))
    output = next(block.code for block in found if block.language == "text")
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?", output)]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def root_mean_square(x):
    return np.sqrt(np.mean(np.square(x)))


def dense(*widths):
    """Return the number of weights and biases of fully connected layers."""
    return sum((n + 1) * m for n, m in zip(widths, widths[1:], strict=False))


def kernels(k, channels_in, channels_out):
    """Return the number of weights of k×k kernels."""
    return k * k * channels_in * channels_out


def recurrent(inputs, units):
    return dense(inputs + units, units)


def relu_signal(std, normalised, width=256, depth=20):
    """Return the root mean square activation at the last layer of a random ReLU network."""
    rng = np.random.default_rng(0)
    h = rng.standard_normal((128, width))
    for _ in range(depth):
        z = h @ (std * rng.standard_normal((width, width)))
        h = np.maximum((z - z.mean(0)) / z.std(0) if normalised else z, 0)
    return root_mean_square(h)


def tanh_gradient_growth(std, width=256, depth=30):
    """Return the size of the gradient at the first layer of a random tanh network, relative to the last."""
    rng = np.random.default_rng(0)
    h, cache = rng.standard_normal((64, width)), []
    for _ in range(depth):
        weights = std * rng.standard_normal((width, width))
        h = np.tanh(h @ weights)
        cache.append((weights, 1 - h**2))
    delta, sizes = rng.standard_normal(h.shape), []
    for weights, slopes in reversed(cache):
        sizes.append(root_mean_square(delta * slopes))
        delta = (delta * slopes) @ weights.T
    return sizes[-1] / sizes[0]


def fall_at_gain_one():
    """Return how many times smaller the printed gradient is at layer 1 than at layer 30, in the row of gain 1."""
    row = printed("training/exploding-gradient-signs")[9:14]
    return in_words(row[4] / row[1])


def chain(w1, b1, w2, b2):
    """Return the forward values of one sigmoid unit and a linear output for x = 2, y = 1: h, prediction, loss."""
    h = sigmoid(2 * w1 + b1)
    return h, w2 * h + b2, 0.5 * (w2 * h + b2 - 1) ** 2


def chain_gradients():
    """Return δ2, the gradient of w2, δ1 and the gradient of w1."""
    h, prediction, _ = chain(0.5, 0, 2, 0)
    d2 = prediction - 1
    d1 = d2 * 2 * h * (1 - h)
    return d2, d2 * h, d1, d1 * 2


def chain_after_one_step(rate=0.1):
    d2, g2, d1, g1 = chain_gradients()
    return chain(0.5 - rate * g1, -rate * d1, 2 - rate * g2, -rate * d2)[2]


def standardised(z):
    return (np.array(z) - np.mean(z)) / np.std(z)


def updates_to_forget(share, rate):
    """Return after how many updates of a running average the initial value has lost a share of its weight."""
    return math.ceil(math.log(1 - share) / math.log(1 - rate))


def clipped(gradient, norm):
    return np.multiply(gradient, min(1, norm / np.linalg.norm(gradient)))


def twice_softmax_floor(classes):
    """Return the least cross-entropy when a softmax is taken of a softmax."""
    return -np.log(np.e / (np.e + classes - 1))


def relu_scale(std, width=256, depth=50):
    return (width / 2 * std**2) ** (depth / 2)


def squashed(length):
    return length**2 / (1 + length**2)


def receptive_field(dilations, k=3):
    return 1 + sum((k - 1) * d for d in dilations)


def lenet():
    """Return the parameters of the five layers that have some."""
    return [kernels(5, 1, 6) + 6, kernels(5, 6, 16) + 16, dense(400, 120), dense(120, 84), dense(84, 10)]


def vgg_parameters():
    """Return the parameters of the convolutions and of the fully connected layers of VGG-16."""
    return sum(kernels(3, i, o) + o for _, i, o in VGG), dense(7 * 7 * 512, 4096, 4096, 1000)


def vgg_multiplications():
    """Return the multiplications of the convolutions and of the fully connected layers of VGG-16."""
    heads = (7 * 7 * 512 * 4096, 4096 * 4096, 4096 * 1000)
    return sum(kernels(3, i, o) * side**2 for side, i, o in VGG), sum(heads)


def share(part, rest):
    return 100 * part / (part + rest)


def separable_ratio(k, channels_out):
    return 1 / channels_out + 1 / k**2


def resnet50(classes):
    """Return the parameters of ResNet-50; each convolution is followed by two numbers a channel of normalisation."""
    total, channels = kernels(7, 3, 64) + 2 * 64, 64
    for width, blocks_of_stage in ((64, 3), (128, 4), (256, 6), (512, 3)):
        out = 4 * width
        total += kernels(1, channels, out) + 2 * out  # the shortcut that fits the shapes
        for _ in range(blocks_of_stage):
            total += kernels(1, channels, width) + kernels(3, width, width) + kernels(1, width, out)
            total += 2 * (width + width + out)
            channels = out
    return total + dense(channels, classes)


def stopped(curvature, rate=0.1, steps=100):
    return 1 - (1 - rate * curvature) ** steps


def penalised(curvature, strength=0.1):
    return curvature / (curvature + strength)


def sine_sample(rng, *shape):
    x = rng.uniform(0, 1, shape)
    return x, np.sin(2 * np.pi * x) + rng.normal(0, NOISE, shape)


def fit_errors(points):
    """Return training and test error of polynomials of degree 1, 3 and 9 fitted to a noisy sine."""
    rng = np.random.default_rng(1)
    samples = sine_sample(rng, points), sine_sample(rng, 10_000)
    fits = [np.polyfit(*samples[0], degree) for degree in (1, 3, 9)]
    return [root_mean_square(np.polyval(fit, x) - y) for fit in fits for x, y in samples]


def penalised_fit_errors(points, strength, sets=2000):
    """Return the median training and test error of degree 9; the penalty spares the constant."""
    x, y = sine_sample(np.random.default_rng(0), sets, points)
    design = chebvander(2 * x - 1, 9)
    normal = design.mT @ design / points + strength * np.diag([0] + [1] * 9)
    weights = np.linalg.solve(normal, design.mT @ y[..., None] / points)
    train = np.mean((design @ weights - y[..., None]) ** 2, axis=(1, 2))
    misfit = (chebvander(2 * GRID - 1, 9) @ weights)[..., 0] - np.sin(2 * np.pi * GRID)
    test = np.mean(misfit**2, axis=1) + NOISE**2
    return np.median(np.sqrt(train)), np.median(np.sqrt(test))


def largest_weight(scale, trials=10_000, keys=10, d=64):
    """Return the mean largest attention weight of normal queries and keys whose scores are divided by `scale`."""
    rng = np.random.default_rng(0)
    query, key = rng.standard_normal((trials, 1, d)), rng.standard_normal((trials, keys, d))
    scores = (query * key).sum(axis=2) / scale
    return np.mean(1 / np.exp(scores - scores.max(axis=1, keepdims=True)).sum(axis=1))


def lstm_step():
    """Return forget, input and output gate, candidate, new cell and output of the one-cell example."""
    f, i, o, candidate = sigmoid(3), sigmoid(-2), sigmoid(1), np.tanh(0.8)
    cell = f * 2 + i * candidate
    return f, i, o, candidate, cell, o * np.tanh(cell)


def recent_share(w, last, steps=200):
    """Return the share of the last steps in the gradient of w, for h_t = w h_(t-1) + 1."""
    states = np.zeros(steps)
    for t in range(1, steps):
        states[t] = w * states[t - 1] + 1  # the state before step t + 1
    terms = states * w ** np.arange(steps - 1, -1, -1)
    return terms[-last:].sum() / terms.sum()


def variance_lost_and_kept(d):
    variances = np.array([4, 2, 1, 0.5, 0.25])
    return variances[d:].sum(), 100 * variances[:d].sum() / variances.sum()


def half_circle():
    """Return the variance across a half circle of evenly spread points, and its share of the total in per cent."""
    t = (np.arange(100_000) + 0.5) / 100_000 * np.pi
    variances = np.sort(np.linalg.eigvalsh(np.cov([np.cos(t), np.sin(t)])))
    return variances[0], share(variances[0], variances[1])


def kullback_leibler(p, q):
    return np.sum(p * np.log(p / q))


def game(p_data, p_model):
    """Return the best discriminator's two answers, the value of the game and the Jensen-Shannon divergence."""
    p, q = np.array(p_data), np.array(p_model)
    best = p / (p + q)
    value = np.sum(p * np.log(best) + q * np.log(1 - best))
    middle = (p + q) / 2
    return *best, value, (kullback_leibler(p, middle) + kullback_leibler(q, middle)) / 2


def slope(function, x, step=1e-6):
    return (function(x + step) - function(x - step)) / (2 * step)


LOGIT = math.log(0.01 / 0.99)  # of a fake that the discriminator believes with probability 0.01

CLAIMS = {
    "training/backpropagation": {
        r"$z=1$, $h=\sigma(1)=«0.7311»$, $\hat y=«1.4621»$, loss $«0.1068»$. Backward: $\delta_2=«0.4621»$": lambda: (
            *chain(0.5, 0, 2, 0),
            chain_gradients()[0],
        ),
        r"\delta_2 h=«0.3378»$": lambda: chain_gradients()[1],
        r"\delta_2 w_2\,h(1-h)=«0.1817»$": lambda: chain_gradients()[2],
        r"\delta_1 x=«0.3634»$": lambda: chain_gradients()[3],
        "lowers the loss to $«0.0631»$": chain_after_one_step,
    },
    "training/batch-normalization-benefits": {
        (
            r"of about $«10^{-19}»$ at the last layer, and with standard deviation 1 about $«10^{21}»$; "
            "with batch normalisation it is about «0.7» in both cases"
        ): lambda: (relu_signal(0.01, False), relu_signal(1, False), relu_signal(0.01, True)),
        "it is about «0.7» in both": lambda: relu_signal(1, True),
        r"$«0.5»\,s$ for $m=4$, $«0.18»\,s$ for $m=32$, $«0.06»\,s$ for $m=256$": lambda: [
            m**-0.5 for m in (4, 32, 256)
        ],
    },
    "training/batch-normalization-hyperparameters": {
        "over 64 channels thus has «128» learned and «128» tracked": lambda: (2 * 64, 2 * 64),
        "after «44» updates when the new value counts 0.1, and after «459» when it counts 0.01": lambda: (
            updates_to_forget(0.99, 0.1),
            updates_to_forget(0.99, 0.01),
        ),
        r"standard deviation «0.95» under $\epsilon=10^{-5}$, and «0.30» under $10^{-3}$": lambda: [
            np.sqrt(1e-4 / (1e-4 + epsilon)) for epsilon in (1e-5, 1e-3)
        ],
    },
    "training/batch-normalization": {
        r"$1, 2, 3, 6$ have $\mu=«3»$ and $s^2=«3.5»$, and become $«-1.069»,\,«-0.535»,\,«0»,\,«1.604»$": lambda: (
            np.mean([1, 2, 3, 6]),
            np.var([1, 2, 3, 6]),
            *standardised([1, 2, 3, 6]),
        ),
        "mean 5 and standard deviation 2, so 7 becomes «1»": lambda: (7 - 5) / 2,
    },
    "training/exploding-gradient-signs": {
        "gain 1 falls only «five»fold": fall_at_gain_one,
        "whose largest finite number is «65504»": lambda: float(np.finfo(np.float16).max),
    },
    "training/exploding-gradient": {
        "$r=1.2$ and 50 layers it is «9100» times": lambda: round(1.2**50, -2),
        "With $c=5$, the gradient $(30,40)$ becomes $(«3»,«4»)$": lambda: clipped([30, 40], 5),
        "to $[-5,5]$ gives $(«5»,«5»)$": lambda: np.clip([30, 40], -5, 5),
        "the gradient at the first layer is more than $«10^{13}»$ times": lambda: power_below(tanh_gradient_growth(1)),
    },
    "training/hyperparameters-explained": {
        r"$\lceil 50000/128\rceil=«391»$ updates, and 30 epochs have «11,730»": lambda: (
            math.ceil(50_000 / 128),
            30 * math.ceil(50_000 / 128),
        ),
        r"from $\beta=0.9$ to $0.99$ makes them «ten» times longer": lambda: in_words((1 - 0.9) / (1 - 0.99)),
    },
    "training/hyperparameters": {
        "$1-0.95^{60}=«0.95»$": lambda: 1 - 0.95**60,
        "«90%» of learning rates lie above $10^{-2}$": lambda: f"{(0.1 - 0.01) / (0.1 - 1e-5):.0%}",
    },
    "training/loss-not-decreasing": {
        r"near $\log K$: «0.69» for 2 classes, «2.30» for 10, «6.91» for 1000": lambda: np.log([2, 10, 1000]),
        "«1.46» for 10 classes, has softmax": lambda: twice_softmax_floor(10),
    },
    "training/number-of-layers-and-neurons": {
        "784-256-128-10 network has $«200960»+«32896»+«1290»=«235146»$": lambda: (
            dense(784, 256),
            dense(256, 128),
            dense(128, 10),
            dense(784, 256, 128, 10),
        ),
        "gives «535,818», which is «2.3» times as many": lambda: (
            dense(784, 512, 256, 10),
            dense(784, 512, 256, 10) / dense(784, 256, 128, 10),
        ),
        "the same budget would have «296» units": lambda: min(
            range(1, 1000), key=lambda n: abs(dense(784, n, 10) - dense(784, 256, 128, 10))
        ),
        "so it needs «1023» units": lambda: 2**10 - 1,
    },
    "training/rnn-vanishing-gradient": {
        "(«1» for tanh, «4» for the sigmoid)": lambda: (1 / slope(np.tanh, 0), 1 / slope(sigmoid, 0)),
        r"keeps $0.99^{100}=«0.37»$ of the gradient over 100 steps; one of 0.5 keeps $«8\cdot10^{-31}»$": lambda: (
            0.99**100,
            0.5**100,
        ),
    },
    "training/vanishing-gradient": {
        "the sigmoid's is at most «0.25» and tanh's at most «1»": lambda: (slope(sigmoid, 0), slope(np.tanh, 0)),
        r"$0.25^{10}\approx «10^{-6}»$": lambda: slope(sigmoid, 0) ** 10,
    },
    "training/weight-initialization-methods": {
        r"standard deviation is $\sqrt{2/«576»}=«0.059»$": lambda: (9 * 64, np.sqrt(2 / (9 * 64))),
        r"which is variance $1/(3n_{\text{in}})$, a «sixth» of He's": lambda: SHARES[round(2 / (2**2 / 12))],
        "standard deviation 0.01 | $«10^{-4}»$": lambda: 0.01**2,
    },
    "training/weight-initialization": {
        r"| 0.01 | $«5\cdot10^{-48}»$ | | $\sqrt{2/256}=«0.088»$ (He) | «1» | | 0.2 | $«5\cdot10^{17}»$ |": lambda: (
            relu_scale(0.01),
            np.sqrt(2 / 256),
            relu_scale(np.sqrt(2 / 256)),
            relu_scale(0.2),
        ),
        "the activations are «0.5», so": lambda: sigmoid(0),
        "smallest positive number is about $«10^{-45}»$": lambda: float(np.finfo(np.float32).smallest_subnormal),
    },
    "vision/capsule": {
        "length 0.1 becomes «0.0099», of length 1 becomes «0.5», of length 2 becomes «0.8»": lambda: [
            squashed(length) for length in (0.1, 1, 2)
        ],
        "already hold «1,474,560» weights": lambda: 1152 * 8 * 10 * 16,
        "the first grows to «0.84»": lambda: printed("vision/capsule")[-2],
    },
    "vision/cnn-1d-signal": {
        "64 kernels of 15 samples have «11,584»": lambda: 64 * (15 * 12 + 1),
        r"see «21» samples. With dilations $1, 2, 4, \dots, «512»$ they see «2,047»": lambda: (
            receptive_field([1] * 10),
            2**9,
            receptive_field([2**i for i in range(10)]),
        ),
        "at 250 Hz, «8.2» seconds instead of «84» milliseconds": lambda: (2047 / 250, 1000 * 21 / 250),
    },
    "vision/cnn-layers": {
        (
            r"6$ | «156» | | max pooling $2 \times 2$, $s = 2$ | $14 \times 14 \times 6$ | 0 | "
            r"| convolution $5 \times 5$, 16 maps, ReLU | $10 \times 10 \times 16$ | «2,416» |"
        ): lambda: lenet()[:2],
        "flatten | «400» |": lambda: 5 * 5 * 16,
        "| 120 | «48,120» |": lambda: lenet()[2],
        "| 84 | «10,164» |": lambda: lenet()[3],
        "| 10 | «850» |": lambda: lenet()[4],
        "In total «61,706», of which «95.8»%": lambda: (sum(lenet()), share(sum(lenet()[2:]), sum(lenet()[:2]))),
        r"a $«5» \times «5»$ patch with $«18»C^2$ weights instead of $«25»C^2$": lambda: (
            receptive_field([1, 1]),
            receptive_field([1, 1]),
            2 * kernels(3, 1, 1),
            kernels(5, 1, 1),
        ),
    },
    "vision/cnn-vs-fully-connected": {
        "any «15» numbers": lambda: 3 * 5,
        "all «3,072» inputs": lambda: 32 * 32 * 3,
        "| parameters | «1,216» | «50,348,032» | | multiplications | «1,228,800» | «50,331,648» |": lambda: (
            kernels(5, 3, 16) + 16,
            dense(32 * 32 * 3, 32 * 32 * 16),
            kernels(5, 3, 16) * 32 * 32,
            32 * 32 * 3 * 32 * 32 * 16,
        ),
        "would leave «1,245,184» parameters; sharing divides them by «1,024»": lambda: (
            32 * 32 * 16 * (kernels(5, 3, 1) + 1),
            32 * 32,
        ),
        "hold «89»% of the «138,357,544» parameters": lambda: (
            share(*reversed(vgg_parameters())),
            sum(vgg_parameters()),
        ),
        "the convolutions do «99»% of the «15.5» billion multiplications": lambda: (
            share(*vgg_multiplications()),
            sum(vgg_multiplications()) / 1e9,
        ),
        "has more than «150» million weights": lambda: 224 * 224 * 3 * 1000 // 10**6,
    },
    "vision/cnn": {
        r"responds with $3 \cdot 9 = «27»$": lambda: 3 * 9,
    },
    "vision/depthwise-separable-convolution": {
        "it needs «eight» to «nine» times": lambda: [
            in_words(1 / separable_ratio(3, channels)) for channels in (64, 1024)
        ],
        r"maps of $«8» \times «8»$": lambda: (12 - 5 + 1, 12 - 5 + 1),
        r"$256 \cdot «75» \cdot «64» = «1{,}228{,}800»$ | «19,200» |": lambda: (
            kernels(5, 3, 1),
            8 * 8,
            kernels(5, 3, 256) * 64,
            kernels(5, 3, 256),
        ),
        (
            r"$75 \cdot 64 = «4{,}800»$ | «75» | | pointwise | $256 \cdot 3 \cdot 64 = «49{,}152»$ | «768» | "
            "| both steps | «53,952» | «843» |"
        ): lambda: (75 * 64, 3 * 5 * 5, 256 * 3 * 64, 3 * 256, (75 + 768) * 64, 75 + 768),
        "The ratio is $1/256 + 1/25 = «0.0439»$, a factor of «22.8»": lambda: (
            separable_ratio(5, 256),
            1 / separable_ratio(5, 256),
        ),
        "it is «0.115», a factor of «8.7», and the pointwise step then does «97»% of the work": lambda: (
            separable_ratio(3, 256),
            1 / separable_ratio(3, 256),
            share(256, 3 * 3),
        ),
        "it is «1,228,800», and the saving is a factor of «23», not of «2.4»": lambda: (
            kernels(5, 3, 256) * 64,
            1_228_800 / 53_952,
            128_800 / 53_952,
        ),
    },
    "vision/parameter-sharing": {
        "width 768 saves «38,597,376» weights": lambda: 50_257 * 768,
        (
            "has «36,928» parameters. A locally connected layer, which sees the same patches but has its own weights "
            "at each position, has «28,951,552». Each shared weight is fitted to «784» positions"
        ): lambda: (kernels(3, 64, 64) + 64, 28 * 28 * (kernels(3, 64, 64) + 64), 28 * 28),
        "the same «28,901,376» multiplications": lambda: 28 * 28 * kernels(3, 64, 64),
    },
    "vision/pooling-layer": {
        r"becomes $«14» \times «14»$: «three» quarters of the activations are gone": lambda: (
            (28 - 2) // 2 + 1,
            (28 - 2) // 2 + 1,
            in_words(4 * (1 - 14**2 / 28**2)),
        ),
        r"its $3 \times 3$ kernel covers $«6» \times «6»$": lambda: (2 + (3 - 1) * 2, 2 + (3 - 1) * 2),
        "4,096 units: «102,760,448» weights. On 512 averages the same layer would have «2,097,152»": lambda: (
            7 * 7 * 512 * 4096,
            512 * 4096,
        ),
    },
    "vision/resnet": {
        r"$2^{-25} = «3 \cdot 10^{-8}»$": lambda: math.sqrt(2) ** -50,
        r"256, «69,632» weights where two $3 \times 3$ convolutions on 256 channels have «1,179,648»": lambda: (
            kernels(1, 256, 64) + kernels(3, 64, 64) + kernels(1, 64, 256),
            2 * kernels(3, 256, 256),
        ),
    },
    "regularization/bias-variance": {
        r"the noise, $\tau^2=«0.09»$": lambda: 0.3**2,
    },
    "regularization/dropout-speed": {
        "that is «2,048» operations": lambda: 2 * 1024,
        r"$1/\sqrt{1024}\approx «3.1»\%$ of the mean; with 8 contributions it is «35»%": lambda: [
            100 * np.sqrt(0.5 / (1 - 0.5) * n) / n for n in (1024, 8)
        ],
    },
    "regularization/dropout": {
        "to 0.2 of its value instead of «0.8», «four» times too little": lambda: (
            1 - 0.2,
            in_words((1 - 0.2) / 0.2),
        ),
    },
    "regularization/early-stopping": {
        "| 1 | «1.000» | «0.909» | | 0.1 | «0.634» | «0.500» | | 0.01 | «0.095» | «0.091» |": lambda: [
            f(curvature) for curvature in (1, 0.1, 0.01) for f in (stopped, penalised)
        ],
    },
    "regularization/l1-l2-regularization-effect": {
        r"this is «0.99» for $\alpha_i=10$, and «0.09» for $\alpha_i=0.01$": lambda: (penalised(10), penalised(0.01)),
    },
    "regularization/overfitting-and-underfitting": {
        "| 15 | 1 | «0.618» | «0.535» | | 15 | 3 | «0.189» | «0.387» | | 15 | 9 | «0.129» | «2.937» |": lambda: (
            fit_errors(15)
        ),
        (
            "| 1,500 | 1 | «0.523» | «0.535» | | 1,500 | 3 | «0.301» | «0.306» | | 1,500 | 9 | «0.292» | «0.299» |"
        ): lambda: fit_errors(1500),
        "«0.129» against 0.3, says that noise was learned": lambda: fit_errors(15)[4],
    },
    "regularization/overfitting-prevention": {
        "| 15 | 0 | «0.16» | «4» |": lambda: penalised_fit_errors(15, 0),
        "| 15 | 0.01 | «0.19» | «0.43» |": lambda: penalised_fit_errors(15, 0.01),
        "| 150 | 0 | «0.29» | «0.31» |": lambda: penalised_fit_errors(150, 0),
    },
    "regularization/parameter-norm-penalty": {
        "| 3 | «1.5» | «2» | | 1 | «0.5» | «0» | | 0.5 | «0.25» | «0» |": lambda: [
            w for a in (3, 1, 0.5) for w in (a / (1 + 1), max(a - 1, 0))
        ],
        "keeps «36.8»% of its value after 100,000 steps": lambda: 100 * (1 - 0.1 * 1e-4) ** 100_000,
    },
    "transfer-learning/classification-to-regression": {
        "that is «2,049» parameters in place of «2,049,000» for 1,000 classes": lambda: (
            dense(2048, 1),
            dense(2048, 1000),
        ),
        r"$300{,}000^2+100{,}000^2=«10^{11}»$": lambda: 300_000**2 + 100_000**2,
        "Standardised, the same start has error «1»": lambda: np.mean(standardised([200_000, 400_000]) ** 2),
    },
    "transfer-learning/transfer-learning": {
        "ResNet-50 with its 1,000-class layer has «25,557,032» parameters": lambda: resnet50(1000),
        r"$2048\cdot 10+10=«20{,}490»$ parameters to train on frozen features, «0.09»% of the new network": lambda: (
            dense(2048, 10),
            100 * dense(2048, 10) / resnet50(10),
        ),
        r"$2\cdot 4096\cdot 8=«65{,}536»$ instead of «16,777,216», that is «0.39»%": lambda: (
            2 * 4096 * 8,
            4096**2,
            100 * 2 * 8 / 4096,
        ),
    },
    "language/attention": {
        (
            "the scores have standard deviation «8»; with normal components and 10 keys the largest then gets about "
            "«0.9» of the weight on average, against «0.3» after the division"
        ): lambda: (np.sqrt(64), largest_weight(1), largest_weight(8)),
        r"«a million» per head for $T=1{,}000$, «ten thousand million» for $T=100{,}000$": lambda: [
            {10**6: "a million", 10**10: "ten thousand million"}[T**2] for T in (1_000, 100_000)
        ],
    },
    "sequences/lstm-gates": {
        (
            r"$$ f=\sigma(3)=«0.953»,\quad i=\sigma(-2)=«0.119»,\quad o=\sigma(1)=«0.731»,\quad "
            r"\tilde c=\tanh(0.8)=«0.664» $$ $$ c_t=0.953\cdot 2+0.119\cdot 0.664=«1.984»,\qquad "
            r"h_t=0.731\cdot\tanh(1.984)=«0.704» $$"
        ): lstm_step,
        "«0.119» of the candidate was written": lambda: lstm_step()[1],
    },
    "sequences/lstm": {
        "«117,248» parameters against «29,312» for 100 inputs and 128 units": lambda: (
            4 * recurrent(100, 128),
            recurrent(100, 128),
        ),
        "a gate of 0.9 leaves «0.00003» of a gradient, 0.99 leaves «0.37», 0.999 leaves «0.90»": lambda: [
            gate**100 for gate in (0.9, 0.99, 0.999)
        ],
        "At 0 the gate begins near «0.5»": lambda: sigmoid(0),
    },
    "sequences/rnn-training-issues": {
        "Factors of 0.9 leave «0.005» after 50 steps, factors of 1.1 make «117»": lambda: (0.9**50, 1.1**50),
        "| 0.9 | «0.651» | «0.878» | «0.995» | | 0.99 | «0.138» | «0.260» | «0.550» |": lambda: [
            recent_share(w, last) for w in (0.9, 0.99) for last in (10, 20, 50)
        ],
    },
    "sequences/rnn": {
        r"$128\cdot100+128\cdot128+128=«29{,}312»$": lambda: recurrent(100, 128),
    },
    "sequences/seq2seq": {
        "«8,000» numbers for a sentence": lambda: 4 * 1000 * 2,
        "| a | 0.6 | x | 0.4 | «0.24» | | b | 0.4 | y | 0.9 | «0.36» |": lambda: (0.6 * 0.4, 0.4 * 0.9),
        "ends at «0.24»; a beam of $B=2$ finds *b y* with «0.36»": lambda: (0.6 * 0.4, 0.4 * 0.9),
        (
            "five tokens of probability 0.75 score $«-1.44»$, ten of 0.8 score $«-2.23»$. Divided by their lengths, "
            "$«-0.288»$ and $«-0.223»$"
        ): lambda: (5 * np.log(0.75), 10 * np.log(0.8), np.log(0.75), np.log(0.8)),
    },
    "generative-models/autoencoder-applications": {
        r"$512 \times 512 \times 3$ to $64 \times 64 \times 4$, «48» times fewer": lambda: (
            512 * 512 * 3 / (64 * 64 * 4)
        ),
        "«three» quarters of the faults are found": lambda: in_words(
            4 * printed("generative-models/autoencoder-applications")[1]
        ),
    },
    "generative-models/autoencoder-bottleneck": {
        (
            "| 1 | «3.75» | «51.6»% | | 2 | «1.75» | «77.4»% | | 3 | «0.75» | «90.3»% | | 4 | «0.25» | «96.8»% | "
            "| 5 | «0» | «100»%"
        ): lambda: [value for d in range(1, 6) for value in variance_lost_and_kept(d)],
        (
            r"784 pixels compresses «24.5» times.* In numbers, yes. In bits, 32 floats of 32 bits are «1,024» bits "
            r"against $784 \cdot 8 = «6{,}272»$: a factor of «6.1»"
        ): lambda: (784 / 32, 32 * 32, 784 * 8, 784 * 8 / (32 * 32)),
    },
    "generative-models/autoencoder-layers": {
        (
            "| encoder 1 | 256 | «200,960» | | encoder 2 | 64 | «16,448» | | code | 16 | «1,040» | | decoder 1 | 64 | "
            "«1,088» | | decoder 2 | 256 | «16,640» | | output | 784 | «201,488» |"
        ): lambda: [dense(*pair) for pair in ((784, 256), (256, 64), (64, 16), (16, 64), (64, 256), (256, 784))],
        "In total «437,664».": lambda: dense(784, 256, 64, 16, 64, 256, 784),
        "with its own biases: «219,552»": lambda: dense(784, 256, 64, 16) + 64 + 256 + 784,
        r"turn $64 \times 64 \times 3$ into $«8» \times «8» \times 32$, «2,048» numbers instead of «12,288»": lambda: (
            64 // 2**3,
            64 // 2**3,
            8 * 8 * 32,
            64 * 64 * 3,
        ),
    },
    "generative-models/autoencoder-variants": {
        r"For one entry with $\mu = 1$ and $s^2 = 0.25$ this is «0.82» nats": lambda: (
            0.5 * (1 + 0.25 - 1 - np.log(0.25))
        ),
    },
    "generative-models/autoencoder-vs-pca": {
        r"$\tfrac{1}{2} - 4/\pi^2 = «0.095»$, which is «15.9»% of the total": half_circle,
    },
    "generative-models/autoencoder": {
        "The eight codes have «eight» different sign patterns": lambda: in_words(
            len(np.unique(np.reshape(printed("generative-models/autoencoder")[9:], (8, 3)), axis=0))
        ),
    },
    "generative-models/deep-autoencoder": {
        "«1,416,500» weights in each half and, with biases, «2,837,314» parameters": lambda: (
            784 * 1000 + 1000 * 500 + 500 * 250 + 250 * 30,
            dense(784, 1000, 500, 250, 30, 250, 500, 1000, 784),
        ),
        "The derivative of a sigmoid is at most «0.25»": lambda: slope(sigmoid, 0),
        "passes «six» hidden layers of sigmoids": lambda: in_words(len([1000, 500, 250, 250, 500, 1000])),
        r"$0.25^6 = «2.4 \cdot 10^{-4}»$": lambda: slope(sigmoid, 0) ** 6,
    },
    "generative-models/gan": {
        "everywhere and $V = «-1.386»$": lambda: game((0.5, 0.5), (0.5, 0.5))[2],
        (
            "says «0.357» for the first outcome and «0.833» for the second, with $V = «-1.183»$ and a divergence of "
            "«0.102» nats"
        ): lambda: game((0.5, 0.5), (0.9, 0.1)),
        r"is $-\sigma(a) = «-0.01»$": lambda: slope(lambda a: np.log(1 - sigmoid(a)), LOGIT),
        "gives $-(1 - 0.01) = «-0.99»$, «99» times more": lambda: (
            slope(lambda a: -np.log(sigmoid(a)), LOGIT),
            0.99 / 0.01,
        ),
    },
    "generative-models/restricted-boltzmann-machine": {
        "With «16» visible states": lambda: 2**4,
        "The two patterns hold «98»% of the probability, though each should have «0.50»": lambda: (
            100 * sum(printed("generative-models/restricted-boltzmann-machine")[4:10:5]),
            1 / 2,
        ),
    },
}


EACH = [Claim(entry, text, compute) for entry, claims in CLAIMS.items() for text, compute in claims.items()]


@pytest.mark.parametrize("claim", EACH, ids=str)
def test_a_number_that_an_entry_tells_is_what_its_computation_gives(claim):
    assert claim.stands
    assert claim.told
    assert claim.computed == claim.told
