"""Fold a wording to plain words in one spelling, sentence by sentence."""

import re
import unicodedata
from functools import cache

from build_tools.text import plain

# The page's own number or label in front of a question; it says nothing about what is asked.
_NUMBER = re.compile(
    r"^\s*(?:(?:q|que|question|ques)\s*[.:#-]?\s*\d*|\(?\d+(?:\.\d+)*)(?:[.)]+\s*|\s*[:-]\s+)(?=\D)", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\betc)[.?!;]+(?=\s|$)|\s[-–—]{1,2}\s|—|(?<=\w):(?=\s)")
_EXAMPLE = re.compile(r"\(\s*(?:e\.?\s?g\.?|i\.?\s?e\.?|for example|such as)[^()]*\)", re.IGNORECASE)
_LETTERS = re.compile(r"\b([A-Za-z])/([A-Za-z])\b")  # "A/B test"
_PLUS = re.compile(r"(?<=\w)\+\+")  # "C++" is not C
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-"})
_WORD = re.compile(r"[^\W_]+(?:\.\d+)?")

_CONTRACTIONS = (
    (re.compile(r"\bcan't\b|\bcannot\b", re.IGNORECASE), "can not"),
    (re.compile(r"n't\b", re.IGNORECASE), " not"),
    (re.compile(r"\bit's\b", re.IGNORECASE), "its"),  # in questions nearly always the possessive, misspelt
    (re.compile(r"\b(what|how|who|where|that|there|when)'?s\b(?<!hows)(?<!whos)", re.IGNORECASE), r"\1 is"),
    (re.compile(r"'(?:re)\b", re.IGNORECASE), " are"),
    (re.compile(r"'(?:s|d|ll|ve|m)?(?!\w)", re.IGNORECASE), ""),
)
# British endings to American ones. A word that only looks British ("exercise") is folded too: the same on both sides.
SPELLINGS = (
    (re.compile(r"(?<![vwo])is(e|es|ed|ing|er|ers|ation|ations|able)$"), r"iz\1"),
    (re.compile(r"ys(e|es|ed|ing)$"), r"yz\1"),
    (re.compile(r"(?<=\w{3})our(s|ed|ing|al|able|hood|hoods)?$"), r"or\1"),
    (re.compile(r"([tb])re(s|d)?$"), r"\1er\2"),
    (re.compile(r"(?<=\w{2})ll(ed|ing|er|ers)$"), r"l\1"),
    (re.compile(r"ogue(s)?$"), r"og\1"),
    (re.compile(r"^grey"), "gray"),
)
SAME_IN_BOTH = frozenset("arise arises raise raises raised rise rises precise called smaller".split())


@cache
def american(word: str) -> str:
    """Return `word` (lower case) with British endings made American; other words stay or change alike everywhere."""
    if len(word) < 5 or word in SAME_IN_BOTH:
        return word
    for ending, other in SPELLINGS:
        word = ending.sub(other, word, count=1)
    return word


def tidy(wording: str) -> str:
    """Return one line without Markdown, number, contractions and typographic quotes; letters keep their case."""
    split = unicodedata.normalize("NFKD", plain(wording)).translate(_QUOTES)
    text = "".join(c for c in split if unicodedata.category(c) != "Mn")  # "naïve" is "naive"
    text = _EXAMPLE.sub(" ", _NUMBER.sub("", text)).replace("&", " and ")
    text = _PLUS.sub("plusplus", text)
    text = _LETTERS.sub(r"\1\2", text)
    for short, full in _CONTRACTIONS:
        text = short.sub(full, text)
    return re.sub(r"\b(?:vs\.?|v/s|versus)(?=\W)", "vs", text, flags=re.IGNORECASE)


def sentences(tidied: str) -> list[str]:
    """Return the sentences of a tidied wording: parts between full stops, question marks, colons and dashes."""
    return [part.strip() for part in _SENTENCE.split(tidied) if part.strip()]


def tokens(sentence: str) -> list[str]:
    """Return the words of a sentence in order; "F1" and "0.5" are one word each, hyphens and slashes part words."""
    return _WORD.findall(sentence)
