"""Know which phrases say the same: abbreviations and their long forms, signs and what they stand for, other names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_tools.matching.abbreviations import harvest, initials_fit
from build_tools.matching.lexicon import terms
from build_tools.model import Entry
from build_tools.search.words import term, word_list, words

Stems = tuple[str, ...]
# Where a text may explain an abbreviation: "(CNN)" behind its long form, or "CNN (" before it.
_BRACKET = re.compile(
    r"\((?:\s*(?:or\s+)?(?=[\w-]*[A-Z])[A-Za-z][\w-]{1,9}\s*\)|(?<=[A-Z]\()[A-Za-z]|(?<=[A-Zs] \()[A-Za-z])"
)
_AROUND = 100  # characters on either side that are looked at
_PARTS = 4  # words of the longest name that people shorten to its initials unasked


def stems(text: str) -> Stems:
    """Return what the words of a name are compared by, in order."""
    return tuple(map(term, words(text)))


class Equivalents:
    """Phrases that say the same: abbreviations with their long forms, and the other names of things."""

    def __init__(self, groups: Sequence[Sequence[str]], texts: Iterable[str], pairs: Iterable[tuple[str, str]]) -> None:
        """Learn from `groups` of names of one thing, from `texts` that explain abbreviations and from `pairs`.

        What the collection itself says of an abbreviation counts before what is known of the field at large.
        """
        self._others: dict[Stems, list[Stems]] = defaultdict(list)
        self.words: set[str] = set()  # all of all phrases
        told: dict[Stems, tuple[str, str]] = {}
        explained = ((" ".join(short), " ".join(long)) for short, long in harvest(_around_brackets(texts)).items())
        written = (pair for group in groups for pair in _abbreviated(group))
        for short, long in (*written, *explained, *terms()["abbreviations"].items(), *_unwritten(groups)):
            told.setdefault(stems(short), (short, long))
        for one, other in (*told.values(), *terms()["synonyms"].items(), *pairs):
            self.words.update(words(one), words(other))
            self._pair(stems(one), stems(other))
        self._by_first: dict[str, list[Stems]] = defaultdict(list)
        for phrase in sorted(self._others, key=lambda phrase: (-len(phrase), phrase)):
            self._by_first[phrase[0]].append(phrase)

    def _pair(self, one: Stems, other: Stems) -> None:
        if one and other and one != other:
            self._others[one].append(other)
            self._others[other].append(one)

    def __call__(self, name: Stems, own: Mapping[Stems, Stems]) -> Iterator[tuple[Stems, Stems]]:
        """Yield (a phrase of `name` in other words, `name` with these) for each phrase that can be said in another way.

        `own` has the abbreviations that hold in this place whatever they mean elsewhere.
        """
        for start, first in enumerate(name):
            if (first,) in own:
                yield _replaced(name, start, 1, own[(first,)])
            for phrase in self._by_first.get(first, ()):
                if phrase not in own and name[start : start + len(phrase)] == phrase:
                    for other in self._others[phrase]:
                        yield _replaced(name, start, len(phrase), other)


def _replaced(name: Stems, start: int, length: int, other: Stems) -> tuple[Stems, Stems]:
    return other, (*name[:start], *other, *name[start + length :])


def _around_brackets(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for match in _BRACKET.finditer(text):
            yield text[max(0, match.start() - _AROUND) : match.end() + _AROUND]


def own_abbreviations(entry: Entry) -> Mapping[Stems, Stems]:
    """Return the abbreviations among an entry's own names, which hold for it whatever they mean elsewhere."""
    return {stems(short): stems(long) for short, long in _abbreviated((*entry.terms, *entry.aliases))}


def _unwritten(groups: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Yield (initials, name) for the names of several words whose initials are no other's: "CE" for cross-entropy."""
    cut = {name: words(name) for group in groups for name in group}
    small = {*word_list("stop"), "vs"}
    quiet = small.union(word_list("light"))
    known = quiet.union(*cut.values())
    by_initials: dict[str, dict[Stems, str]] = defaultdict(dict)
    for name, parts in cut.items():
        if 2 <= len(parts) <= _PARTS and parts[0] not in quiet and small.isdisjoint(parts):
            by_initials["".join(part[0] for part in parts)].setdefault(tuple(map(term, parts)), name)
    for initials, names in by_initials.items():
        if len(names) == 1 and initials not in known and initials.isalpha():
            yield initials, *names.values()


def _abbreviated(group: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield (abbreviation, long form) for the names in `group` that are the initials of others in it."""
    for short in group:
        if short.isalnum() and sum(map(str.isupper, short)) > 1 and len(short) <= 8:
            for long in group:
                parts = words(long)
                if len(long) > len(short) + 2 and initials_fit(short, parts) and term(short.lower()) not in parts:
                    yield short, long
                    break
