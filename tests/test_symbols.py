"""Which symbols a formula uses, and which of them somebody names."""

from pathlib import Path

import pytest

from build_tools.content.symbols import check_symbols, notation, symbols
from build_tools.content.text import Text

SYMBOLS = {
    r"m = \rho V": [r"m", r"\rho", "V"],
    r"\hat{\mathbf{y}} = \mathbf{W}\mathbf{x}_t + \boldsymbol{\theta}": [r"\hat{\mathbf{y}}", "W", "x", r"\theta"],
    r"\tilde x_i + \bar{h}": [r"\tilde x", r"\bar{h}"],
    r"\mathcal{L} + \mathbb{E}[z]": [r"\mathcal{L}", r"\mathbb{E}", "z"],
    r"C_{\text{in}} H_{\mathrm{max}} w_{ij} a^{(l)}": ["C", "H", "w", "a"],
    r"\sum_{i=1}^{N} i\, x_i": ["N", "x"],  # an index, also where it is a factor
    r"\operatorname{softmax}(z) + \log 2 + \text{if } \max_k u": ["z", "u"],
    r"e^{-z} + \pi": ["z"],
    r"\frac{dL}{dz} \cdot \frac{d \theta}{d\mathbf{x}}": ["L", "z", r"\theta", "x"],
    r"d_l \nabla f + \Delta w": ["d", "f", "w"],
    r"\begin{aligned} a &= b \\ c &\to d \end{aligned}": ["a", "b", "c", "d"],
    r"\left( x \right) \Bigl\lVert y \Bigr\rVert": ["x", "y"],
    r"3 + 4": [],
}


@pytest.mark.parametrize("tex", SYMBOLS)
def test_letters_with_their_accents_are_symbols_and_indices_words_and_operators_are_none(tex):
    assert list(symbols(tex)) == [key for one in SYMBOLS[tex] for key in symbols(one)]
    assert len(symbols(tex)) == len(SYMBOLS[tex])


def said(body: str, table: str = "") -> list[tuple[int, str]]:
    text = Text(Path("entry.md"), "title", 1, body, 10, {})
    return [(line, cause) for line, cause, _ in check_symbols(text, notation(table))]


NAMED = {
    "in a sentence": ("Let $q$ be.\n\n$$\nq = 1\n$$", ""),
    "behind the formula": ("$$\nq = 1\n$$\n\nwith $0 < q_i$", ""),
    "in a table of the entry": ("| $q$ | what |\n\n$$\nq = 1\n$$", ""),
    "in the table of notation": ("$$\nq = 1\n$$", "| $q$ | what |"),
    "as an index in the table of notation": ("$$\nq = 1\n$$", "| $x_q$ | what |"),
    "in bold": ("$$\n\\mathbf{q} = 1\n$$", "| $q$ | what |"),
    "in no display formula": ("```text\n$$ q $$\n```", ""),
}


@pytest.mark.parametrize("way", NAMED)
def test_a_symbol_is_named(way):
    assert said(*NAMED[way]) == []


NOT_NAMED = {
    "nowhere": ("$$\nq = 1\n$$", ""),
    "without its accent": ("Let $q$ be.\n\n$$\n\\hat q = 1\n$$", ""),
    "by another display formula": ("$$\nq = 1\n$$\n\n$$\nq = 2\n$$", ""),
    "in code": ("`$q$`\n\n$$\nq = 1\n$$", ""),
    "outside the table of notation": ("$$\nq = 1\n$$", "We write $q$."),
}


@pytest.mark.parametrize("way", NOT_NAMED)
def test_a_symbol_is_not_named_and_told_once(way):
    assert len(said(*NOT_NAMED[way])) == 1


def test_the_place_is_that_of_the_formula():
    assert said("One\n\n$$\nq\n$$") == [(12, "the symbol `q` is named nowhere")]
