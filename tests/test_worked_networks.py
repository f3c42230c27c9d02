"""Numbers of worked examples: foundations, frameworks, optimisation, reinforcement and machine learning, data."""

import contextlib
import io
import math
from functools import cache
from itertools import combinations, count, pairwise, product

import numpy as np
import pytest

from build_tools.content.text import blocks
from tests.worked import TOPICS, Claim

XOR = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
LOGITS = np.array([2, 1, 0.1])
BIAS_X, BIAS_Y = np.array([1, 2, 4, 5]), np.array([0, 0, 1, 1])
PIXELS = 224 * 224 * 3
FRAUD = {"found": 90, "missed": 10, "alarms": 0.05 * 9900, "quiet": 0.95 * 9900}  # of 10,000 transactions


@cache
def program(entry):
    """Return the names that an entry's program leaves behind; what it prints is tested elsewhere."""
    names = {}
    (block,) = [one for one in blocks((TOPICS / f"{entry}.md").read_text("utf-8")) if one.language == "python"]
    with contextlib.redirect_stdout(io.StringIO()):
        exec(block.code, names)
    return names


def relu(z):
    return np.maximum(z, 0)


def sigmoid(z):
    return 1 / (1 + np.exp(-np.asarray(z, float)))


def sigmoid_slope(z):
    return sigmoid(z) * sigmoid(-np.asarray(z))


def tanh_slope(z):
    return 1 / np.cosh(z) ** 2


def normal(z):
    """Return the distribution function and the density of the standard normal distribution."""
    return np.vectorize(math.erfc)(-z / np.sqrt(2)) / 2, np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)


def gelu(z):
    return z * normal(z)[0]


def gelu_slope(z):
    return normal(z)[0] + z * normal(z)[1]


def softmax(z):
    return np.exp(z) / np.exp(z).sum()


def cross_entropy(p, y):
    """Return the mean cross-entropy of probabilities of class 1 against labels of 0 and 1."""
    return -np.mean(y * np.log(p) + (1 - y) * np.log1p(-p))


def logit(p):
    return math.log(p / (1 - p))


def parameters(*widths):
    """Return how many weights and biases each fully connected layer between these widths has."""
    return [out * (into + 1) for into, out in pairwise(widths)]


def best_weight_without_bias():
    """Return the weight with the least loss: where the derivative of a convex loss changes its sign."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        falls = np.mean((sigmoid(middle * BIAS_X) - BIAS_Y) * BIAS_X) < 0
        low, high = (middle, high) if falls else (low, middle)
    return low


def receptive_fields(pooling):
    """Return the widths behind each of five blocks of a 3x3 convolution, with or without 2x2 pooling."""
    widths, width, stride = [], 1, 1
    for _ in range(5):
        width += 2 * stride
        if pooling:
            width, stride = width + stride, 2 * stride
        widths.append(width)
    return widths


def gradient_of_divided_sigmoids():
    """Return the slope of the loss of the first class, with sigmoids divided by their sum, in the first logit."""

    def loss(first):
        p = sigmoid([first, 8, -8])
        return -np.log(p[0] / p.sum())

    return (loss(8 + 1e-4) - loss(8 - 1e-4)) / 2e-4


def squared_margin_of_and():
    """Return the square of the widest margin between the classes of AND, the bias being one more weight."""
    rows = np.c_[XOR, np.ones(4)] * np.array([[-1], [-1], [-1], [1]])
    found = []
    for size in (1, 2, 3, 4):  # the shortest weights reach 1 exactly on some of the rows, and at least 1 on all
        for active in combinations(rows, size):
            weights = np.linalg.pinv(active) @ np.ones(size)
            if np.all(rows @ weights > 1 - 1e-9):
                found.append(weights @ weights)
    return 1 / min(found)


def separable(inputs):
    """Return how many Boolean functions of up to four inputs a single unit has; small whole weights reach them all."""
    corners = np.array(list(product((0, 1), repeat=inputs)))
    weights = np.array(list(product(range(-3, 4), repeat=inputs)))
    thresholds = np.arange(-12.5, 13)
    answers = (weights @ corners.T)[:, None, :] > thresholds[:, None]
    return len(np.unique(answers @ (1 << np.arange(2**inputs))))


def of_all_functions(inputs):
    """Return how many Boolean functions there are, how many a single unit has, and the percentage."""
    functions, found = 2**2**inputs, separable(inputs)
    return functions, found, 100 * found / functions


def least_squares_on_xor():
    inputs, targets = np.c_[XOR, np.ones(4)], XOR.sum(axis=1) % 2
    predictions = inputs @ np.linalg.lstsq(inputs, targets, rcond=None)[0]
    return predictions, np.mean((predictions - targets) ** 2)


def solution_of_xor():
    """Return both hidden units and the output on the four points."""
    h = np.c_[relu(XOR.sum(axis=1)), relu(XOR.sum(axis=1) - 1)]
    return np.c_[h, h[:, 0] - 2 * h[:, 1]]


def first_slope_of_zero():
    """Return where a sigmoid's slope first is zero in single precision."""
    z = np.arange(0, 20, 0.01, dtype=np.float32)
    s = 1 / (1 + np.exp(-z))
    return z[np.flatnonzero(s * (1 - s) == 0)[0]]


def ratio_of_sigmoids():
    """Return the ratio of gradients with sigmoids and weights of sixteen times the variance."""
    return program("foundations/sigmoid-tanh-hidden-layers")["first_over_last"](sigmoid, sigmoid_slope, 16)


def small_network():
    """Return the values of the network with two hidden units in turn."""
    z = np.array([[1, -1], [0.5, 1]]) @ [1, 2] + [0, -1]
    output = np.array([2, 1]) @ relu(z) - 0.5
    return [*z, *relu(z), output, sigmoid(output)]


def too_long(step):
    """Return by how much Adam's step for a constant gradient is too large without correction of the bias."""
    return (1 - 0.9**step) / math.sqrt(1 - 0.999**step)


def distance(update, every):
    """Return the length of a path of 1000 steps with a gradient of 1 at every so many of them, and its last step."""
    steps, total = [], 0.0
    for t in range(1, 1001):
        gradient = float(t % every == 0)
        total = update(total, gradient)
        steps.append(gradient / math.sqrt(total) if gradient else 0.0)
    return sum(steps), steps[-1]


def paths(update):
    (always, _), (rare, last) = distance(update, 1), distance(update, 100)
    return always, rare, always / rare, last


def one_step():
    """Return weight, bias, pre-activation, prediction and loss before and after a step of a sigmoid unit."""
    w, b, x, table = -0.5, 0.0, 2, []
    for _ in range(2):
        p = sigmoid(w * x + b)
        table.append((w, b, w * x + b, p, -math.log(p)))
        w, b = w - 0.5 * (p - 1) * x, b - 0.5 * (p - 1)
    return np.array(table)


def floor(rate):
    """Return the expected loss at which noise of variance 1 holds gradient descent on a bowl of curvature 1."""
    variance = 0.0
    for _ in range(5000):
        variance = (1 - rate) ** 2 * variance + rate**2
    return variance / 2


SCHEDULES = {
    "step": lambda t: 0.1 * 0.1 ** (t // 30),
    "exponential": lambda t: 0.1 * 0.95**t,
    "inverse time": lambda t: 0.1 / (1 + 0.1 * t),
    "linear": lambda t: 0.1 * (1 - t / 100),
    "cosine": lambda t: 0.05 * (1 + math.cos(math.pi * t / 100)),
}


def rates(name):
    return [SCHEDULES[name](t) for t in (25, 50, 75, 100)]


def twenty_steps(rate):
    """Return the factor of a step, and what twenty of them leave of 1."""
    return 1 - 10 * rate, (1 - 10 * rate) ** 20


def memory(beta):
    return 1 / (1 - beta)


def half_life(beta):
    return math.log(0.5) / math.log(math.sqrt(beta))


def swing(beta, curvature=0.1):
    """Return how many steps a full swing of heavy-ball momentum lasts."""
    roots = np.roots([1, -(1 + beta - curvature), beta])
    return 2 * math.pi / abs(np.angle(roots[0]))


def best_momentum(ratio):
    return ((math.sqrt(ratio) - 1) / (math.sqrt(ratio) + 1)) ** 2


def kept_variance(beta, rate=0.1):
    """Return the stationary variance of momentum with noise, from the linear equations of its second moments."""
    step = np.array([[1 - rate, -rate * beta], [1, beta]])  # of the parameter and the velocity
    noise = np.outer([-rate, 1], [-rate, 1])
    moments = np.linalg.solve(np.eye(4) - np.kron(step, step), noise.ravel())
    return moments[0]


def after_boosting():
    """Return the weights of one misclassified and one other example after a round of AdaBoost, and of each group."""
    alpha = math.log(0.7 / 0.3) / 2
    weights = np.repeat([math.exp(alpha), math.exp(-alpha)], [3, 7])
    weights /= weights.sum()
    return weights[0], weights[-1], weights[:3].sum()


def back_from_weights(q, w=99):
    return 100 * q / (q + w * (1 - q))


def imputed():
    """Return by how much the mean is wrong after filling in the observed mean."""
    names = program("data/missing-data")
    return names["income"].mean() - names["filled"]["observed mean"].mean()


def settling():
    """Return the steps that each momentum on the page takes to settle."""
    settled = program("optimization/momentum-close-to-one")["steps_until_settled"]
    return {beta: settled(beta) for beta in (0.0, 0.5, 0.9)}


CLAIMS = {
    "foundations/activation-function": {
        r"(1-\sigma(z))\le «0.25»": lambda: sigmoid_slope(0),
        r"1-\tanh^2 z\le «1»": lambda: tanh_slope(0),
        "from $«-0.17»$ upwards": lambda: gelu(np.linspace(-5, 5, 9999)).min(),
        "from $«-0.13»$ to $«1.13»$": lambda: [end(gelu_slope(np.linspace(-5, 5, 9999))) for end in (np.min, np.max)],
        "the sigmoid has the value «0.881» and the slope «0.105», tanh «0.964» and «0.071»": lambda: [
            sigmoid(2),
            sigmoid_slope(2),
            np.tanh(2),
            tanh_slope(2),
        ],
        "leaky ReLU $«-0.02»$ with slope 0.01, GELU $«-0.046»$ with slope $«-0.085»$": lambda: [
            0.01 * -2,
            gelu(-2.0),
            gelu_slope(-2.0),
        ],
        "$0.01^{10}=«10^{-20}»$": lambda: 0.01**10,
    },
    "foundations/ai-machine-learning-deep-learning": {
        r"$0.4\cdot 0.3/(0.4\cdot 0.3+0.6\cdot 0.02)=«0.91»$": lambda: 0.4 * 0.3 / (0.4 * 0.3 + 0.6 * 0.02),
        "If only 10% of the mail were spam, the same word would give «0.625»": lambda: (
            0.1 * 0.3 / (0.1 * 0.3 + 0.9 * 0.02)
        ),
    },
    "foundations/bias-term": {
        r"gives $\sigma(0)=«0.5»$": lambda: sigmoid(0),
        "the best weight is $w=«0.296»$, with a mean cross-entropy of «0.589»": lambda: [
            (w := best_weight_without_bias()),
            cross_entropy(sigmoid(w * BIAS_X), BIAS_Y),
        ],
        "the predictions «0.57», «0.64», «0.77» and «0.81»": lambda: sigmoid(best_weight_without_bias() * BIAS_X),
        "the curve is centred at «3»": lambda: 6 / 2,
        "the predictions «0.02», «0.12», «0.88» and «0.98»": lambda: sigmoid(2 * BIAS_X - 6),
        "the loss is «0.073»": lambda: cross_entropy(sigmoid(2 * BIAS_X - 6), BIAS_Y),
        r"$b=\log(0.01/0.99)=«-4.60»$": lambda: logit(0.01),
        "a mean cross-entropy of «0.056» instead of «0.693»": lambda: [
            cross_entropy(rate, 0.01) for rate in (0.01, 0.5)
        ],
    },
    "foundations/deep-learning-advantages": {
        "of 15.3%; the second-best entry, built on designed features, had 26.2%. That is «42»% fewer errors": lambda: (
            100 * (1 - 15.3 / 26.2)
        ),
    },
    "foundations/deep-learning-limitations": {
        r"$224\times 224\times 3=«150528»$": lambda: PIXELS,
        r"rises by $150528\cdot 0.01/255=«5.90»$, and the probability to «0.997»": lambda: [
            (rise := PIXELS * 0.01 / 255),
            sigmoid(rise),
        ],
        r"$\sqrt{150528}\cdot 0.01/255=«0.015»$": lambda: math.sqrt(PIXELS) * 0.01 / 255,
        r"\sqrt{150528}\approx «388»$": lambda: math.sqrt(PIXELS),
    },
    "foundations/deep-learning-steps": {
        "The variance of the noise, «0.01»": lambda: 0.1**2,
        r"$\log 10=«2.303»$ for ten": lambda: math.log(10),
    },
    "foundations/deep-learning": {
        "| width in pixels | «4» | «10» | «22» | «46» | «94» |": lambda: receptive_fields(pooling=True),
        "Five convolutions without pooling would reach «11» pixels": lambda: receptive_fields(pooling=False)[-1],
    },
    "foundations/deep-vs-shallow-networks": {
        "At $m=10$ the deep network has «61» weights and biases, the shallow one «3070»": lambda: [
            sum(parameters(1, *[2] * 10, 1)),
            sum(parameters(1, 2**10 - 1, 1)),
        ],
    },
    "foundations/multilayer-perceptron-code": {
        r"starts at 1.09, close to $\log 3 \approx «1.10»$": lambda: math.log(3),
        "with logits $(8, 8, -8)$ and the first class correct, the model says «50»%": lambda: (
            100 * sigmoid(8) / sigmoid([8, 8, -8]).sum()
        ),
        "gives the first logit a gradient of $«-0.5»$, the divided sigmoids one of $«-0.00017»$": lambda: [
            softmax([8, 8, -8])[0] - 1,
            gradient_of_divided_sigmoids(),
        ],
        "With ten classes the loss then cannot fall below «1.46»": lambda: -math.log(softmax(np.eye(10)[0])[0]),
    },
    "foundations/multilayer-perceptron-parts": {
        r"| hidden 1 | $256 \times 784 = «200{,}704»$ | 256 | «200,960» |": lambda: [
            256 * 784,
            parameters(784, 256)[0],
        ],
        r"| hidden 2 | $128 \times 256 = «32{,}768»$ | 128 | «32,896» |": lambda: [128 * 256, parameters(256, 128)[0]],
        r"| output | $10 \times 128 = «1{,}280»$ | 10 | «1,290» |": lambda: [10 * 128, parameters(128, 10)[0]],
        "| | | | «235,146» |": lambda: sum(parameters(784, 256, 128, 10)),
    },
    "foundations/multilayer-perceptron": {
        r"128 \cdot 785 + 10 \cdot 129 = «100{,}480» + «1{,}290» = «101{,}770»": lambda: [
            *parameters(784, 128, 10),
            sum(parameters(784, 128, 10)),
        ],
        "colour picture needs «150,528,000» weights": lambda: 1000 * PIXELS,
    },
    "foundations/neural-network": {
        (
            r"$\mathbf{z}^{(1)}=(«-1»,\,«1.5»)^\top$ and $\mathbf{h}^{(1)}=(«0»,\,«1.5»)^\top$; the output is"
            r" $z^{(2)}=2\cdot 0+1\cdot 1.5-0.5=«1»$ and $\hat{y}=\sigma(1)=«0.731»$"
        ): small_network,
        "$«200960»+«32896»+«1290»=«235146»$": lambda: [
            *parameters(784, 256, 128, 10),
            sum(parameters(784, 256, 128, 10)),
        ],
        "on the same pixels has «7850»": lambda: parameters(784, 10),
    },
    "foundations/non-linearity": {
        "it predicts «0.5» everywhere, with a mean squared error of «0.25»": lambda: [
            np.unique(least_squares_on_xor()[0].round(9)).item(),
            least_squares_on_xor()[1],
        ],
    },
    "foundations/perceptron-learning": {
        "AND took «18» corrections": lambda: sum(
            program("foundations/perceptron-learning")["train"](XOR, [-1, -1, -1, 1])[2]
        ),
        r"$R^2/\gamma^2 = «3» \cdot «17» = «51»$": lambda: [
            (r := np.max((XOR**2).sum(axis=1) + 1)),
            1 / squared_margin_of_and(),
            r / squared_margin_of_and(),
        ],
    },
    "foundations/perceptron": {
        (
            "| 0 | 0 | «0» | «0» | «0» | | 0 | 1 | «1» | «0» | «1» |"
            " | 1 | 0 | «1» | «0» | «1» | | 1 | 1 | «2» | «1» | «1» |"
        ): lambda: [number for x in XOR for number in (x.sum(), int(x.sum() > 1.5), int(x.sum() > 0.5))],
    },
    "foundations/sigmoid-tanh-hidden-layers": {
        r"| $\sigma'(z)$ | «0.25» | «0.105» | «0.0066» | «0.000045» |": lambda: sigmoid_slope([0, 2, 5, 10]),
        r"| $\tanh'(z)$ | «1» | «0.071» | «0.00018» | «0.0000000082» |": lambda: tanh_slope([0, 2, 5, 10]),
        "gives a ratio of only «0.011»": ratio_of_sigmoids,
        "exactly zero only from about $z = «17»$": first_slope_of_zero,
    },
    "foundations/single-layer-perceptron-limitations": {
        "| 2 | «16» | «14» | «87.5»% |": lambda: of_all_functions(2),
        "| 3 | «256» | «104» | «40.6»% |": lambda: of_all_functions(3),
        "| 4 | «65,536» | «1,882» | «2.9»% |": lambda: of_all_functions(4),
    },
    "foundations/single-layer-vs-multilayer-perceptron": {
        (
            "| 0 | 0 | «0» | «0» | «0» | | 0 | 1 | «1» | «0» | «1» |"
            " | 1 | 0 | «1» | «0» | «1» | | 1 | 1 | «2» | «1» | «0» |"
        ): lambda: solution_of_xor().ravel(),
    },
    "foundations/softmax": {
        "| 0.5 | «0.864» | «0.117» | «0.019» |": lambda: softmax(LOGITS / 0.5),
        "| 1 | «0.659» | «0.242» | «0.099» |": lambda: softmax(LOGITS / 1),
        "| 2 | «0.502» | «0.304» | «0.194» |": lambda: softmax(LOGITS / 2),
        "| 10 | «0.366» | «0.331» | «0.303» |": lambda: softmax(LOGITS / 10),
        "would give «0.881», «0.731» and «0.525»": lambda: sigmoid(LOGITS),
        "flattens $(«0.659», «0.242», «0.099»)$ to $(«0.448», «0.296», «0.256»)$": lambda: [
            *softmax(LOGITS),
            *softmax(softmax(LOGITS)),
        ],
    },
    "foundations/weights-and-bias": {
        r"so $\lVert\mathbf{w}\rVert_2 = «1»$, and $b = -1$. The boundary lies at distance «1»": lambda: [
            math.hypot(0.6, 0.8),
            1 / math.hypot(0.6, 0.8),
        ],
        r"$z = «1.2» + «0.8» - 1 = «1»$, and a sigmoid answers $\sigma(1) = «0.731»$": lambda: [
            0.6 * 2,
            0.8 * 1,
            0.6 * 2 + 0.8 - 1,
            sigmoid(1),
        ],
        r"$\sigma(3) = «0.953»$": lambda: sigmoid(3 * (0.6 * 2 + 0.8 - 1)),
        r"$\sigma(2) = «0.881»$": lambda: sigmoid(0.6 * 2 + 0.8),
    },
    "frameworks/computational-graph": {
        (
            r"with $z = wx + b = «0»$ and $h = «0.5»$: "
            r"$\partial\mathcal{L}/\partial w = 2h \cdot h(1-h) \cdot x + 1 = «1.5»$"
        ): lambda: [(z := 0.5 * 2 - 1), (h := sigmoid(z)), 2 * h * h * (1 - h) * 2 + 1],
    },
    "frameworks/tensor": {
        "A perfect prediction gets an error of «1.333»": lambda: np.mean(np.subtract.outer([1, 2, 3], [1, 2, 3]) ** 2),
        r"a $5 \times 5$ matrix of ones has two axes and matrix rank «1»": lambda: np.linalg.matrix_rank(
            np.ones((5, 5))
        ),
    },
    "optimization/adam": {
        "(averages about «10» gradients)": lambda: 1 / (1 - 0.9),
        "(about «1000» squared gradients;": lambda: 1 / (1 - 0.999),
        "in 32 bits, «8» GB beside the «4» GB of weights": lambda: [2 * 4, 4],
        r"$0.1/\sqrt{0.001}=«3.16»$ at step 1": lambda: too_long(1),
        "at most «6.57» at step «12»": lambda: [max(map(too_long, range(1, 1000))), max(range(1, 1000), key=too_long)],
    },
    "optimization/adaptive-learning-rate": {
        "| SGD | «1000» | «10» | «100» | «1» |": lambda: paths(lambda r, g: 1),
        "| AdaGrad | «61.8» | «5.02» | «12.3» | «0.316» |": lambda: paths(lambda r, g: r + g * g),
        r"| RMSprop, $\rho=0.9$ | «1009» | «31.6» | «31.9» | «3.16» |": lambda: paths(
            lambda r, g: 0.9 * r + 0.1 * g * g
        ),
        r"$1/\sqrt{1-\rho}=«3.16»$": lambda: 1 / math.sqrt(1 - 0.9),
    },
    "optimization/gradient-descent-code": {
        (
            r"The batch run made «20» steps and is not there yet; 32 per batch made $20\cdot 32=«640»$"
            " and all but reached the least-squares solution; one per batch made «20,000»"
        ): lambda: [20 * math.ceil(1000 / batch) for batch in (1000, 32, 1)],
    },
    "optimization/gradient-descent-steps": {
        "| $w$, $b$ | $-0.5$, $0$ | $«0.2311»$, $«0.3655»$ |": lambda: one_step()[1, :2],
        "| $z=wx+b$ | $«-1»$ | $«0.8276»$ |": lambda: one_step()[:, 2],
        r"| $\hat{y}$ | $«0.2689»$ | $«0.6959»$ |": lambda: one_step()[:, 3],
        r"| loss $-\log\hat{y}$ | $«1.3133»$ | $«0.3626»$ |": lambda: one_step()[:, 4],
        (
            r"$\partial\mathcal{L}/\partial w=«-0.7311»\cdot 2=«-1.4621»$, so $w$ rises by $0.5\cdot 1.4621=«0.7311»$; "
            r"$b$ rises by $0.5\cdot 0.7311=«0.3655»$"
        ): lambda: [(d := sigmoid(-1) - 1), 2 * d, -d, -d / 2],
    },
    "optimization/gradient-descent-variants": {
        r"| minibatch, $B=128$ | $128$ | $«469»$ | $1/\sqrt{128}=«0.09»$ |": lambda: [
            math.ceil(60000 / 128),
            1 / math.sqrt(128),
        ],
    },
    "optimization/gradient-descent": {
        r"by $1-25\eta=«-0.75»$ (it zigzags) and $\theta_1$ by $«0.93»$ (it crawls): «64» steps": lambda: [
            1 - 25 * 0.07,
            1 - 0.07,
            next(step for step in count() if 10 * 0.93**step < 0.1),
        ],
        r"Above $\eta=2/25=«0.08»$": lambda: 2 / 25,
        "or $«10^4»$ with $B=100$": lambda: f"10^{math.log10(10**6 / 100):.0f}",
    },
    "optimization/learning-rate-decay": {
        r"is «0.0263» at $\eta=0.1$ and «0.0025» at $\eta=0.01$": lambda: [floor(0.1), floor(0.01)],
        "about «ten» times later": lambda: {10: "ten"}[round(math.log(1 - 0.1) / math.log(1 - 0.01))],
        "| a tenth after every 30 steps | «0.1» | «0.01» | «0.001» | «0.0001» |": lambda: rates("step"),
        r"$\eta_0\cdot 0.95^t$ | «0.0277» | «0.0077» | «0.0021» | «0.0006» |": lambda: rates("exponential"),
        r"$\eta_0/(1+0.1t)$ | «0.0286» | «0.0167» | «0.0118» | «0.0091» |": lambda: rates("inverse time"),
        r"$\eta_0(1-t/T)$ | «0.075» | «0.05» | «0.025» | «0» |": lambda: rates("linear"),
        r"(\pi t/T)\bigr)$ | «0.0854» | «0.05» | «0.0146» | «0» |": lambda: rates("cosine"),
        "sum to $0.1/(1-0.9)=«1»$": lambda: sum(0.1 * 0.9**t for t in range(1000)),
        r"a start at $\theta_0=10$ ends at «3.58» on average": lambda: (
            10 * math.prod(1 - 0.1 * 0.9**t for t in range(1000))
        ),
    },
    "optimization/learning-rate": {
        r"the limit is $2/\kappa=«0.2»$": lambda: 2 / 10,
        "| 0.01 | «0.9» | «0.122» |": lambda: twenty_steps(0.01),
        "| 0.1 | «0» | «0» |": lambda: twenty_steps(0.1),
        "| 0.15 | $«-0.5»$ | «0.00000095» |": lambda: twenty_steps(0.15),
        "| 0.19 | $«-0.9»$ | «0.122» |": lambda: twenty_steps(0.19),
        "| 0.20 | $«-1»$ | «1» |": lambda: twenty_steps(0.2),
        "| 0.21 | $«-1.1»$ | «6.73» |": lambda: twenty_steps(0.21),
    },
    "optimization/loss-function": {
        "they are $«-0.9975»$ and $«-0.0025»$": lambda: [(p := sigmoid(-6)) - 1, (p - 1) * p * (1 - p)],
        "with a mean cross-entropy of «0.598»; B only twice, with «0.273»": lambda: [
            -np.mean(np.log(model)) for model in ([0.55, 0.55, 0.55], [0.99, 0.99, 0.45])
        ],
        r"at $\log K$ («2.303» for ten)": lambda: math.log(10),
    },
    "optimization/mini-batch-gradient-descent-benefits": {
        "From $B=32$ to $B=3200$ a step needs «100» times the arithmetic": lambda: 3200 / 32,
    },
    "optimization/momentum-close-to-one": {
        "| 0.9 | «10» | «13» |": lambda: [memory(0.9), half_life(0.9)],
        "| 0.99 | «100» | «138» |": lambda: [memory(0.99), half_life(0.99)],
        "| 0.999 | «1,000» | «1,386» |": lambda: [memory(0.999), half_life(0.999)],
        "| 0.9999 | «10,000» | «13,862» |": lambda: [memory(0.9999), half_life(0.9999)],
        r"$«10»\eta$ for $\beta=0.9$ but $«10{,}000»\eta$ for $0.9999$": lambda: [memory(0.9), memory(0.9999)],
        "With momentum 0.9999 the velocity remembers about «10,000» gradients": lambda: memory(0.9999),
        "one swing lasts about «20» steps": lambda: swing(0.9999),
        "well over a «thousand» times before the amplitude has halved": lambda: (
            "thousand" if 1200 < 2 * half_life(0.9999) / swing(0.9999) < 2000 else "other"
        ),
        "«0.67» for $c=100$, «0.96» for $c=10^4$": lambda: [best_momentum(100), best_momentum(1e4)],
        r"$c$ would have to be about $«1.6\cdot10^9»$": lambda: (
            f"{((1 + math.sqrt(0.9999)) / (1 - math.sqrt(0.9999))) ** 2 / 1e9:.1f}" r"\cdot10^9"
        ),
        r"that is «0.51» for $\beta=0.9$ but «513» for 0.9999": lambda: [kept_variance(0.9), kept_variance(0.9999)],
        "«0.5» is the best of the six and «0.9» slower than none": lambda: [
            min((steps := settling()), key=steps.get),
            min(beta for beta, count in steps.items() if count > steps[0.0]),
        ],
    },
    "reinforcement-learning/reinforcement-learning": {
        "$0.9^3=«0.729»$ in cell 0": lambda: 0.9**3,
    },
    "machine-learning/bagging-vs-boosting": {
        r"\approx e^{-1}=«0.37»$": lambda: (1 - 1 / 1e6) ** 1e6,
        r"the variance falls to $«0.307»\,s^2$; more models cannot go below $«0.3»\,s^2$": lambda: [
            0.3 + (1 - 0.3) / models for models in (100, 1e9)
        ],
        r"$\alpha_1=\tfrac12\log(0.7/0.3)=«0.424»$": lambda: math.log(0.7 / 0.3) / 2,
        "the three weigh $«0.167»$ each and the seven $«0.071»$: both groups weigh «0.5»": after_boosting,
    },
    "data/data-augmentation": {
        r"give $«9»\cdot «9»\cdot 2=«162»$ views": lambda: [(places := 32 + 2 * 4 - 32 + 1), places, 2 * places**2],
    },
    "data/imbalanced-data": {
        "| honest | «495» | «9405» |": lambda: [FRAUD["alarms"], FRAUD["quiet"]],
        r"$90/585\approx «15»\%$": lambda: 100 * FRAUD["found"] / (FRAUD["found"] + FRAUD["alarms"]),
        "accuracy of «94.95»% is below the «99»% of a model that never": lambda: [
            (FRAUD["found"] + FRAUD["quiet"]) / 100,
            9900 / 100,
        ],
        r"$1/«21»\approx «0.048»$": lambda: [1 + 20, 1 / (1 + 20)],
        "instead of «15»%": lambda: 100 * FRAUD["found"] / (FRAUD["found"] + FRAUD["alarms"]),
        "A recall of «90»%": lambda: 100 * FRAUD["found"] / (FRAUD["found"] + FRAUD["missed"]),
        "here «50» for fraud and «0.505» for honest": lambda: [10_000 / (2 * members) for members in (100, 9900)],
        "at $p_t=0.99$ is scaled by «0.0001», a hard one at 0.1 by «0.81»": lambda: [(1 - p) ** 2 for p in (0.99, 0.1)],
        "With the weights above $w=«99»$: an output of 0.9 means «8»%, and only 0.99 means «50»%": lambda: [
            9900 / 100,
            back_from_weights(0.9),
            back_from_weights(0.99),
        ],
        r"$0.9/(0.9+0.05)\approx «95»\%$": lambda: 100 * 0.9 / (0.9 + 0.05),
    },
    "data/missing-data": {
        r"$0.95^{20}\approx «36»\%$": lambda: 100 * 0.95**20,
        "# mean 0, variance «2», correlation «0.71»": lambda: [1 + 1, 1 / math.sqrt(1 + 1)],
        "The observed mean is wrong by «0.6»": imputed,
    },
}


EACH = [Claim(entry, text, compute) for entry, claims in CLAIMS.items() for text, compute in claims.items()]


@pytest.mark.parametrize("claim", EACH, ids=str)
def test_a_number_of_a_worked_example_is_the_one_computed(claim):
    assert claim.stands
    assert claim.told
    assert claim.computed == claim.told
