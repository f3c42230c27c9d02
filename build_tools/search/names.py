"""Gather the names by which an entry may be asked for, what each says, and other words for parts of them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.matching.abbreviations import harvest, initials_fit
from build_tools.matching.lexicon import terms
from build_tools.content.glossary import Item
from build_tools.markup import formulas
from build_tools.model import Entry
from build_tools.search.words import SIGNS, prose, term, word_list, words

TITLE, TERM, ALIAS, GLOSSARY, WORDING, TAG = 1.0, 1.0, 0.95, 0.85, 0.8, 0.4
Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """One wording of what an entry is about."""

    text: str
    weight: float  # of its words in a search, 0 to 1


def names(entry: Entry, glossary: Sequence[Item]) -> Iterator[Name]:
    """Yield the names of an entry; `glossary` has the items that lead to it."""
    yield Name(entry.title, TITLE)
    explained = [name for item in glossary for name in item.names]
    for texts, weight in ((entry.terms, TERM), (entry.aliases, ALIAS), (explained, GLOSSARY)):
        yield from (Name(text, weight) for text in texts)
    yield from (Name(sign, TAG) for item in glossary for sign in _defined(item.sentence))
    yield from (Name(text, WORDING) for text in dict.fromkeys(one.wording for one in entry.asked))
    yield from (Name(text.replace("-", " "), TAG) for text in entry.tags)


def _defined(sentence: str) -> Iterator[str]:
    """Yield the names of the signs that the formulas of a sentence define: sigma in `$\\sigma(z)=1/(1+e^{-z})$`."""
    for formula in formulas(sentence):
        left, equals, _ = formula.tex.partition("=")
        yield from words(prose(f"${left.strip()}$")) if equals else ()


_ROW = re.compile(r"^\|(?P<sign>[^|\n]+)\|(?P<meaning>[^|\n]+)\|", re.MULTILINE)


def notation(table: str) -> Iterator[tuple[str, str]]:
    """Yield (name of a sign, what it stands for) for the rows of a table of notation that name one sign alone."""
    stop = {*word_list("stop")}
    for row in _ROW.finditer(table):
        signs = words(prose(row["sign"]))
        meaning = [word for word in words(re.split(r"[,;$\d]", row["meaning"])[0]) if word not in stop]
        if len({*signs}) == 1 and signs[0] in SIGNS.values() and 0 < len(meaning) <= 2:
            yield signs[0], " ".join(meaning)


def stems(text: str) -> Stems:
    """Return what the words of a name are compared by, in order."""
    return tuple(map(term, words(text)))


class Equivalents:
    """Phrases that say the same: abbreviations with their long forms, and the other names of things."""

    def __init__(self, groups: Iterable[Sequence[str]], texts: Iterable[str], pairs: Iterable[tuple[str, str]]) -> None:
        """Learn from `groups` of names of one thing, from `texts` that explain abbreviations and from `pairs`.

        What the collection itself says of an abbreviation counts before what is known of the field at large.
        """
        self._others: dict[Stems, list[Stems]] = defaultdict(list)
        told: dict[Stems, Stems] = {}
        for short, long in (pair for group in groups for pair in _abbreviated(group)):
            told.setdefault(short, long)
        for short, long in harvest(texts).items():
            told.setdefault(stems(" ".join(short)), stems(" ".join(long)))
        for short, long in terms()["abbreviations"].items():
            told.setdefault(stems(short), stems(long))
        for short, long in told.items():
            self._pair(short, long)
        for old, new in (*terms()["synonyms"].items(), *pairs):
            self._pair(stems(old), stems(new))
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


def own_abbreviations(entry: Entry) -> Mapping[Stems, Stems]:
    """Return the abbreviations among an entry's own names, which hold for it whatever they mean elsewhere."""
    return dict(_abbreviated((*entry.terms, *entry.aliases)))


def _abbreviated(group: Sequence[str]) -> Iterator[tuple[Stems, Stems]]:
    """Yield (abbreviation, long form) for the names in `group` that are the initials of others in it."""
    for short in group:
        if short.isalnum() and sum(map(str.isupper, short)) > 1 and len(short) <= 8:
            for long in group:
                parts = words(long)
                if len(long) > len(short) + 2 and initials_fit(short, parts) and term(short.lower()) not in parts:
                    yield stems(short), stems(long)
                    break
