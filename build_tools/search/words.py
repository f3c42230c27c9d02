"""Cut text into the words that a search compares: one spelling of signs, Greek letters by name, "1×1" and "C++" whole.

`search-words.js` cuts what a reader types by the same rules; a test holds the two together.
"""

import re
import unicodedata
from functools import cache
from importlib import resources
from tomllib import loads

from build_tools.matching.lexicon import stem
from build_tools.matching.normalise import american

# What a sign is called: Greek letters, and the operators that people copy out of formulas.
SIGNS = {
    char: unicodedata.name(char).split()[-1].lower() for char in map(chr, range(0x3B1, 0x3CA)) if char not in "ς\u03bb"
} | {"ς": "sigma", "λ": "lambda", "∇": "nabla", "∂": "partial", "∑": "sum", "√": "root", "∞": "infinity", "‖": "norm"}


class _Plain(dict[int, str | int | None]):
    """What each character becomes, found out when it is met first: no accents, signs by their names."""

    def __missing__(self, code: int) -> str | int | None:
        char = chr(code)
        name = f" {SIGNS[char]} " if char in SIGNS else None
        self[code] = name or (None if unicodedata.category(char) == "Mn" else code)
        return self[code]


_PLAIN = _Plain()
_SHORTENED = re.compile(r"['’ʼ](?:s|re|ve|ll|d|m)?(?![a-z])|(?<=n)['’ʼ](?=t(?![a-z]))")  # "what's", "don't"
_TIMES = re.compile(r"([0-9]) ?[x×*] ?(?=[0-9])")
_PLUS = re.compile(r"\+\+(?<=[a-z]\+\+)")
_SHARP = re.compile(r"#(?<=[a-z]#)")
_TOKEN = re.compile(r"[^\W_]+(?:\.[0-9]+)?(?:[-‐‒–−][^\W_]+(?:\.[0-9]+)?)*")
_HYPHEN = re.compile(r"[-‐‒–−]")
_PLURAL = re.compile(r"^([^\W\daeiouy]{2,})s$")  # "rnns": a stemmer looks for a vowel
_WORD = re.compile(r"[^\W_]+(?:\.[0-9]+)?")
_NAMED = "|".join(sorted({*SIGNS.values()} - {"sum", "root", "infinity", "norm"}))
_TARGET = re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")
_FENCE = re.compile(r"```\w+")
_NORM = re.compile(r"\\(?:[lr]?Vert(?![A-Za-z])|\|)")
_OPERATORS = "max|min|arg|exp|log|ln|sin|cos|tanh|sum"  # of TeX's operators
_TEX = re.compile(rf"\\(?:(?:var)?(?P<sign>{_NAMED}|{_OPERATORS})(?![A-Za-z])|(?:begin|end)\{{\w+\*?\}}|[A-Za-z]+)")


def fold(text: str) -> str:
    """Return `text` in lower case, without accents, with signs by their names."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).lower()).translate(_PLAIN)
    text = _TIMES.sub(r"\1x", text.lower())
    text = _SHORTENED.sub("", text) if "'" in text or "’" in text or "ʼ" in text else text
    return _SHARP.sub("sharp", _PLUS.sub("plusplus", text))


def compounds(text: str) -> list[list[str]]:
    """Return the words of `text` in order; the parts of a hyphenated word stand together."""
    return [_HYPHEN.split(match) for match in _TOKEN.findall(fold(text))]


def words(text: str) -> list[str]:
    """Return the words of `text` in order, the parts of a hyphenated word one by one."""
    return _WORD.findall(fold(text))


@cache
def word_list(name: str) -> tuple[str, ...]:
    """Return the words of one list of `words.toml`, in order; `same` gives all words of its groups."""
    found = _lists()[name]
    return tuple(sorted({*(found if isinstance(found, str) else " ".join(found)).split()}))


def groups(name: str) -> list[list[str]]:
    """Return the groups of words of one list of `words.toml`."""
    return [group.split() for group in _lists()[name]]


@cache
def term(word: str) -> str:
    """Return what a word is compared by: its stem in American spelling, or the stem that stands for all that say it."""
    found = stem(_PLURAL.sub(r"\1", american(word)))
    return _same().get(found, found)


@cache
def _lists() -> dict:
    return loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))


@cache
def _same() -> dict[str, str]:
    stems = [[stem(american(word)) for word in group] for group in groups("same")]
    return {other: group[0] for group in stems for other in group}


def prose(markdown: str) -> str:
    """Return Markdown without addresses, and with its formulas as letters and the names of their signs."""
    text = _FENCE.sub(" ", _TARGET.sub(" ", markdown))
    if "\\" not in text:
        return text
    text = _NORM.sub(" norm ", text).replace("\\sqrt", " root ")  # not the signs: text in ASCII is folded fast
    return _TEX.sub(lambda match: f" {match['sign'] or ''} ", text)
