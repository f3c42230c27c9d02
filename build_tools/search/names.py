"""Gather the names by which an entry may be asked for, each with how much it says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_tools.content.glossary import Item
from build_tools.markup import formulas
from build_tools.model import Entry
from build_tools.search.words import SIGNS, prose, word_list, words

TITLE, TERM, ALIAS, GLOSSARY, WORDING, TAG = 1.0, 1.0, 0.95, 0.85, 0.8, 0.4


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
        yield from _signs(left) if equals else ()


def _signs(tex: str) -> list[str]:
    return [word for word in dict.fromkeys(words(prose(tex))) if word in SIGNS.values()]


_ROW = re.compile(r"^\|(?P<sign>[^|\n]+)\|(?P<meaning>[^|\n]+)\|", re.MULTILINE)


def notation(table: str) -> Iterator[tuple[str, str]]:
    """Yield (name of a sign, what it stands for) for the rows of a table of notation that name one sign alone."""
    stop = {*word_list("stop")}
    for row in _ROW.finditer(table):
        signs = _signs(row["sign"])
        meaning = [word for word in words(re.split(r"[,;$\d]", row["meaning"])[0]) if word not in stop]
        if len(signs) == 1 and 0 < len(meaning) <= 2:
            yield signs[0], " ".join(meaning)
