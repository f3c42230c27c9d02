"""Recognise what stands before an answer and is no part of it: "Answer:", "A1.", "Candidate:"."""

import re
from collections import Counter
from collections.abc import Sequence

from build_tools.extracting.labels import narrowed
from build_tools.extracting.language import phrases

_LONG = "|".join(re.escape(p) for p in phrases("answer_labels") if len(p) > 1)
_SHORT = "|".join(re.escape(p) for p in phrases("answer_labels") if len(p) == 1)
_LABEL = re.compile(
    r"[\W_]{0,8}(?:"
    rf"(?:{_LONG})(?![^\W\d_])\s*(?:\d{{1,3}}|[A-Z](?=\W*:))?\s*(?:[*_]*\s*[:.)\-–—]+[\s*_]*|[*_]*\s*$)"
    rf"|(?:{_SHORT})\s*\d{{0,3}}\s*[*_]*:[\s*_]*"
    r"|A\s*\d{1,3}[*_]*[.:)]+\s*"
    r"|A[*_]*[.\-–][*_]*\s+(?=\S))",
    re.I,
)
_SPEAKER = re.compile(r"[\W_]{0,6}([^\W\d_][\w .'’-]{0,24}?)[*_]{0,2}\s*[:：][*_]{0,2}\s*")


def answer_label(text: str, following: str = "", speakers: frozenset[str] = frozenset()) -> str:
    """Return the label that `text`, an answer's first line, begins with, "" where it has none.

    `following` is the next line: "A. … / B. …" are options, not labels. `speakers` are names that open this page's
    answers, lower case.
    """
    match = _LABEL.match(narrowed(text))
    if match and not (re.match(r"\W*a[.:)\-–]", text, re.I) and re.match(r"\W*b\W", following, re.I)):
        return text[: match.end()]
    match = _SPEAKER.match(text)
    return match[0] if match and match[1].casefold() in speakers else ""


def is_answer_label(text: str) -> bool:
    """Say whether `text` is hardly more than a label, as the headings "Answer 2" and "Answer: C"."""
    label = answer_label(text)
    return bool(_LABEL.fullmatch(narrowed(text) + ":")) or bool(label) and len(text[len(label) :].split()) <= 2


def answering_speakers(first_lines: Sequence[str]) -> frozenset[str]:
    """Return the names before a colon that open most of a page's answers ("Candidate:"), lower case."""
    names = Counter(match[1].casefold() for text in first_lines if (match := _SPEAKER.match(text)))
    return frozenset(name for name, count in names.items() if count >= 3 and count >= 0.6 * len(first_lines))
