"""Numbers of worked examples: foundations, frameworks, optimisation, reinforcement and machine learning, data."""

import contextlib
import io
import itertools
from functools import cache

import numpy as np
import pytest

from build_tools.collection import parse_entry
from build_tools.content.text import blocks
from tests.worked import TOPICS, Claim, computed, on_page, stated

XOR = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
LOGITS = np.array([2, 1, 0.1])
CORRIDOR = 4  # cells before the goal


@cache
def program(page):
    """Return the names that the program on a page leaves behind; what it prints is tested elsewhere."""
    names = {}
    code = "\n".join(block.code for block in blocks((TOPICS / f"{page}.md").read_text("utf-8")) if block.language == "python")
    with contextlib.redirect_stdout(io.StringIO()):
        exec(code, names)
    return names


def sigmoid(z):
    return 1 / (1 + np.exp(-np.asarray(z, float)))


def sigmoid_slope(z):
    return sigmoid(z) * sigmoid(-np.asarray(z))


def relu(z):
    return np.maximum(z, 0)


def softmax(z):
    return np.exp(z) / np.exp(z).sum()


def cross_entropy(p, y):
    """Return the mean cross-entropy of probabilities of class 1 against labels 0 and 1."""
    return -np.mean(np.where(y, np.log(p), np.log(1 - np.asarray(p))))


def gelu(z):
    return z * normal_cdf(z)


def gelu_slope(z):
    return normal_cdf(z) + z * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)


def normal_cdf(z):
    return 0.5 * (1 + np.vectorize(math.erf)(z / np.sqrt(2)))
