"""How much a text is worded like a question, and where in it the question ends and an answer begins."""

import re

from build_tools.extracting.language import holds, opens_with
from build_tools.text import plain

MARKS = "?？؟"
_END = re.compile(r"(?<=[?？؟])[\"'”’)\]*_]*(?:\s+|(?=[A-Z]))|(?<=[.!])[\"'”’)\]]*\s+(?=[A-Z\"“(])|(?<=[。！])")
_ABBREVIATED = re.compile(r"(?:\b(?:e\.g|i\.e|vs|etc|cf|fig|eq|no|dr|mr|ms|al|approx)|\b[A-Z])\.$", re.I)
_LONGEST_ABBREVIATION = 16
_LONG = 60  # words; hardly any question is longer, most paragraphs are


def ends_asking(text: str) -> bool:
    """Say whether the last sign of `text`, past quotes, brackets, emphasis and symbols, is a question mark."""
    return text.rstrip(" \"'”’)]*_`»>.!…~").endswith(tuple(MARKS)) or bool(re.search(r"[?？؟]\W{0,4}$", text))


def asks(text: str) -> float:
    """Return how much `text` is worded like a question: 1.0 with its mark, 0.0 for a plain statement.

    Between them: openers that ask without a mark ("Explain dropout"), comparisons ("L1 vs L2"), and verbs that
    order an answer but open steps as often ("List", "Create").
    """
    shown = plain(text).strip(" \"'“”‘’*_`([")
    if not shown:
        return 0.0
    long = len(shown.split()) > _LONG
    if ends_asking(shown):
        return 0.6 if long else 1.0
    question, rest = split_answer(shown)
    if rest and ends_asking(question):
        return 0.9 if len(question.split()) <= _LONG else 0.3
    if not rest and ends_asking(sentences(shown)[0]):
        return 0.9  # it asks, and then orders: "What is a kernel? Explain with an example."
    if long:
        return 0.0
    stated = shown.endswith((".", "。", "।", ":", ";", ","))
    if opens_with("imperatives", shown):
        orders = all(_asking_sentence(part, first=n == 0) for n, part in enumerate(sentences(shown)))
        return 0.8 if orders else 0.3  # "Define churn first. We took 60 days." tells
    if opens_with("interrogatives", shown) and opens_with("addressed", shown.partition(" ")[2]):
        return 0.2
    if opens_with("relatives", shown) and not opens_with("auxiliaries", shown.partition(" ")[2]):
        return 0.3  # "What analysts say", "When training a network …"
    if opens_with("interrogatives", shown):
        return 0.2 if stated else 0.5 if shown.lower().startswith(("how to", "when ", "where ")) else 0.8
    few = len(shown.split()) <= 12
    if few and holds("comparison", shown):
        return 0.6
    if opens_with("weak_imperatives", shown):
        return 0.5
    return 0.3 if few and holds("short_asks", shown) else 0.0


def sentences(text: str) -> list[str]:
    """Cut `text` into sentences, never after an abbreviation; joined again they are `text` but for spaces."""
    result, start = [], 0
    for match in _END.finditer(text):
        ending = text[max(start, match.end() - _LONGEST_ABBREVIATION) : match.end()].strip()
        if ending and not _ABBREVIATED.search(ending):
            result.append(text[start : match.end()].strip())
            start = match.end()
    if text[start:].strip():
        result.append(text[start:].strip())
    return result


def split_answer(text: str, told_before_asked: bool = False) -> tuple[str, str]:
    """Return the question that `text` begins with, and what follows it ("" where nothing does).

    A question may take several sentences: some that ask ("Is it? If so, why?"), and short orders after the first
    ("Explain each briefly."). A text that begins with a statement is a scenario where it ends with a question
    mark; `told_before_asked` says that it is one in any case (a label says so), up to its last question mark.
    """
    parts = sentences(text)
    if len(parts) < 2:
        return text, ""
    if not _asking_sentence(parts[0], first=True):
        if not told_before_asked or ends_asking(text):
            return text, ""
        last = max((n for n, part in enumerate(parts) if ends_asking(part)), default=len(parts) - 1)
        return _cut(text, parts, last + 1)
    taken = 1
    while taken < len(parts) and _asking_sentence(parts[taken], first=False):
        taken += 1
    return _cut(text, parts, taken)


def _asking_sentence(sentence: str, first: bool) -> bool:
    shown = sentence.strip(" \"'“”‘’*_`([")
    if ends_asking(shown):
        return True
    if first or len(shown.split()) > 14:
        return opens_with("imperatives", shown)
    return any(opens_with(name, shown) for name in ("imperatives", "weak_imperatives")) or bool(
        re.match(r"\((?:[^()]|\([^()]*\))*\)\W*$", sentence)
    )


def _cut(text: str, parts: list[str], count: int) -> tuple[str, str]:
    position = 0
    for part in parts[:count]:
        position = text.index(part, position) + len(part)
    return text[:position].strip(), text[position:].strip()
