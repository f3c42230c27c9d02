"""Find the symbols of display formulas that neither the table of notation nor the entry itself names.

A symbol is a letter with its accent. Bold makes no other symbol of it, since $x_i$ is an element of $\\mathbf{x}$.
"""

import re
from collections.abc import Collection, Iterator

from build_tools.content.text import Finding, Text
from build_tools.markup import formulas

_GREEK = (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi rho varrho sigma tau "
    "upsilon phi varphi chi psi omega Gamma Theta Lambda Xi Sigma Upsilon Phi Psi Omega ell"
).split()  # no \pi, a number, and no \Delta, which stands before a symbol and says that it changes
_ACCENTS = "hat widehat tilde widetilde bar overline vec dot ddot check breve acute grave".split()
_STYLES = "mathbf boldsymbol bm mathit".split()  # the same symbol in another weight
_SCRIPTS = "mathcal mathbb mathfrak mathscr mathsf".split()  # a symbol of its own
_WORDS = re.compile(r"\\(?:text\w*|operatorname\*?|math(?:rm|tt)|mbox|begin|end|tag)\s*\{[^{}]*\}")
_GROUP = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"  # as deep as an index goes
_INDEX = re.compile(rf"_\s*(?:{_GROUP}|\\[A-Za-z]+\s*(?:\{{[^{{}}]*\}})?|[^\s\\])|\^\s*\{{\s*\([^()]*\)\s*\}}")
# Euler's number, the d of a differential.
_CONSTANT = re.compile(r"(?<![A-Za-z\\])e\s*(?=\^)|\bd(?=\s*(?:[A-Za-z]|\\[A-Za-z]+)\b)")
_SYMBOL = re.compile(
    rf"(?P<marks>(?:\\(?:{'|'.join(_ACCENTS + _STYLES + _SCRIPTS)})(?![A-Za-z])\s*\{{?\s*){{0,4}})"
    rf"(?P<letter>\\(?:{'|'.join(_GREEK)})(?![A-Za-z])|[A-Za-z])|\\(?:[A-Za-z]+|.)",
    re.DOTALL,
)
_MARK = re.compile(rf"\\({'|'.join(_ACCENTS + _SCRIPTS)})(?![A-Za-z])")
_ROW = re.compile(r"^\|[^\n]*$", re.MULTILINE)


def symbols(tex: str) -> dict[str, str]:
    """Return {symbol: how the formula first writes it} for what `tex` puts on its main line, indices left out.

    Names of functions, operators, words, numbers and the letters that serve as an index in `tex` are no symbols.
    """
    shown = _WORDS.sub(" ", tex)
    line = _INDEX.sub(" ", _CONSTANT.sub(" ", shown))
    indices = {key for match in _INDEX.finditer(shown) for key in _letters(match[0])}
    return {key: written for key, written in _letters(line).items() if key not in indices}


def _letters(tex: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _SYMBOL.finditer(tex):
        if letter := match["letter"]:
            written = match[0] + "}" * match[0].count("{")
            found.setdefault("".join([*_MARK.findall(match["marks"]), letter]), written)
    return found


def notation(body: str) -> frozenset[str]:
    """Return the symbols that stand in the tables of a page, their indices included."""
    rows = "\n".join(_ROW.findall(body))
    return frozenset(key for formula in formulas(rows) for key in _letters(_WORDS.sub(" ", formula.tex)))


def check_symbols(text: Text, known: Collection[str]) -> Iterator[Finding]:
    """Yield the symbols of display formulas that are not `known` and stand in no formula inside a line of `text`."""
    shown = formulas(text.body)
    named = {key for one in shown if not one.display for key in _letters(_WORDS.sub(" ", one.tex))}
    for formula in shown:
        for key, written in symbols(formula.tex).items() if formula.display else ():
            if key not in named and key not in known:
                named.add(key)
                remedy = f"say what `${written}$` stands for, or add it to the table of notation"
                yield text.line(formula.start), f"the symbol `{written}` is named nowhere", remedy
