"""Find the abbreviations that texts explain: "Convolutional Neural Network (CNN)", "CNN (convolutional ...)"."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from build_tools.matching.lexicon import stem
from build_tools.matching.normalise import american, tokens

_SHORT = r"((?=[\w-]*[A-Z])[A-Za-z][\w-]{1,9})"
_LONG_SHORT = re.compile(rf"((?:[\w-]+\s+){{1,8}})\(\s*(?:or\s+)?{_SHORT}\s*\)")
_BACKWARDS = re.compile(r"(?:\s+[\w-]+){1,8}")  # the words before a bracket, in a text that is read from its end
_REACH = 400  # characters: eight words, be they long
_SHORT_LONG = re.compile(rf"\b{_SHORT}\s*\(\s*((?:[A-Za-z-]+\s*){{2,8}})\)")
_WORD = re.compile(r"[^\W_]+")

Name = tuple[str, ...]  # the folded words of a name


def initials_fit(short: str, long: Sequence[str]) -> bool:
    """Return whether every letter of `short` is found in order in `long`, the first one starting its first word.

    The rule of Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions" (2003), with one
    thing added: every word must give a letter, or be one of the small words that abbreviations pass over.
    """
    letters = [c for c in short.casefold() if c.isalnum()]
    starts = "".join(word[0] for word in long)
    if not long or not letters or letters[0] != starts[0]:
        return False
    rest = iter("".join(long))
    in_order = all(letter in rest for letter in letters)
    given = iter(letters)
    words_used = sum(1 for word in long if word in {"of", "the", "and", "for", "to", "in"} or word[0] in given)
    return in_order and words_used >= min(len(long), len(letters)) - 1 and len(long) <= len(letters) + 2


def explained(text: str) -> Iterator[tuple[Name, Name, re.Match[str]]]:
    """Yield (abbreviation, its long form, place in the text) for each abbreviation that a tidied text explains."""
    for match in _long_short(text):
        short, before = match[2].removesuffix("s"), _WORD.findall(match[1])
        if long := _long_form(short, before):
            yield _folded([short]), _singular(match[2], _folded(long)), match
    for match in _SHORT_LONG.finditer(text):
        short, inside = match[1].removesuffix("s"), [word.casefold() for word in _WORD.findall(match[2])]
        if initials_fit(short, inside):
            yield _folded([short]), _singular(match[1], _folded(_counted(short, inside))), match


def _long_short(text: str) -> Iterator[re.Match[str]]:
    """Yield what `_LONG_SHORT` matches, sought from the brackets: from every word it would take ten times as long."""
    bracket, end = text.find("("), 0
    while bracket >= 0:
        before = _BACKWARDS.match(text[max(end, bracket - _REACH) : bracket][::-1])
        if before and (match := _LONG_SHORT.match(text, bracket - before.end())):
            yield match
            end = match.end()
        bracket = text.find("(", bracket + 1)


def _folded(words: Iterable[str]) -> Name:
    return tuple(american(token.casefold()) for word in words for token in tokens(word))


def _long_form(short: str, before: list[str]) -> list[str]:
    """Return the words in front of an abbreviation that it stands for; capitals that spell it out decide."""
    fitting = [
        before[-length:]
        for length in range(2, min(len(before), len(short) + 3) + 1)
        if initials_fit(short, [word.casefold() for word in before[-length:]])
    ]
    spelt = [long for long in fitting if "".join(c for word in long for c in word if c.isupper()) == short.upper()]
    return spelt[0] if spelt else _counted(short, fitting[0]) if fitting else []


def _counted(short: str, long: list[str]) -> list[str]:
    """Return a long form without a last word that the abbreviation does not count ("LSTM networks")."""
    fewer = [word.casefold() for word in long[:-1]]
    uncounted = len(long) > 2 and long[-1][0].casefold() != short[-1].casefold() and initials_fit(short, fewer)
    return long[:-1] if uncounted else long


def _singular(short: str, long: Name) -> Name:
    """Return the long form in the singular where the abbreviation is in the plural ("language models (LMs)")."""
    plural = short.endswith("s") and not long[-1].endswith("ss")
    return (*long[:-1], long[-1].removesuffix("s")) if plural else long


def harvest(texts: Iterable[str]) -> dict[Name, Name]:
    """Return the abbreviations that the texts explain in one way only (by stems), with their commonest long form."""
    found: dict[Name, Counter[Name]] = defaultdict(Counter)
    for text in texts:
        if "(" in text:
            for short, long, _ in explained(text):
                found[short][long] += 1
    agreed = {}
    for short, longs in found.items():
        if len({tuple(map(stem, long)) for long in longs}) == 1:
            agreed[short] = min(longs, key=lambda long: (-longs[long], long))
    return agreed
