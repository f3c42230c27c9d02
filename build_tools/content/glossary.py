"""The glossary: one term a line in one sentence, each once and in order, and every term that an entry defines."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from build_tools.content.text import Finding, Text
from build_tools.errors import UserError
from build_tools.pages.abbreviations import Abbreviation, abbreviations
from build_tools.pages.explained import Term, Terms
from build_tools.pages.inline import unescape
from build_tools.text import words

FORM = "- **[term](topics/topic/entry.md)** (also: other name, ABC): One sentence."
_ITEM = re.compile(
    r"- \*\*(?:\[(?P<linked>[^\[\]*]+)\]\((?P<target>[^()\s]+)\)|(?P<term>[^\[\]*]+))\*\*"
    r"(?: \(also: (?P<also>[^()]+)\))?: (?P<sentence>[A-Z].*[.?!])"
)
_SENTENCES = re.compile(r"(?<!e\.g)(?<!i\.e)(?<!vs)[.?!] +[A-Z]")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a glossary."""

    line: int  # 1-based line of the file
    names: tuple[str, ...]  # the term, then its other names; none where the line has another form
    target: str  # what its link leads to, "" where it has none
    sentence: str


def items(body: str, first_line: int = 1) -> list[Item]:
    """Return the items of a glossary: the lines of its `body` that begin like an item, with their numbers."""
    found = []
    for line, written in enumerate(body.split("\n"), first_line):
        if written.startswith(("-", "*", "+")):
            found.append(_item(line, _ITEM.fullmatch(written)))
    return found


def _item(line: int, match: re.Match[str] | None) -> Item:
    if not match:
        return Item(line, (), "", "")
    others = match["also"].split(", ") if match["also"] else ()
    return Item(line, (match["linked"] or match["term"], *others), match["target"] or "", match["sentence"])


def explanations(body: str) -> list[Abbreviation]:
    """Return the abbreviations among the names of a glossary's items, each with what explains it."""
    return [
        found
        for item in items(body)
        for found in abbreviations(item.names, item.sentence, item.target.partition("#")[0])
    ]


def explained_terms(body: str) -> Terms:
    """Return the items of a glossary as terms that are explained where an answer mentions them."""
    found = (item for item in items(body) if item.names)
    return Terms(tuple(Term(one.names, unescape(one.sentence), one.target.partition("#")[0]) for one in found))


def check_glossary(glossary: Text) -> Iterator[Finding]:
    """Yield the lines that are no items, and items out of order, said twice or in several sentences."""
    found, names = items(glossary.body, glossary.body_line), {}
    for item in found:
        if not item.names:
            yield item.line, "the item has another form", f"write `{FORM}`"
            continue
        if _SENTENCES.search(item.sentence):
            yield item.line, f"“{item.names[0]}” has more than one sentence", "keep one"
        for name in item.names:
            if (other := names.setdefault(_key(name), item)) is not item:
                yield item.line, f"“{name}” stands under “{other.names[0]}” too", "keep it in one item"
    for before, item in pairwise(item for item in found if item.names):
        if _key(item.names[0]) < _key(before.names[0]):
            cause = f"“{item.names[0]}” stands behind “{before.names[0]}”"
            yield item.line, cause, "put the items in the order of the alphabet"


def check_terms(glossary: Text, entries: Iterable[Text]) -> Iterator[UserError]:
    """Yield the terms of entries that the glossary does not explain, or explains by another entry."""
    known = {_key(name): item for item in items(glossary.body, glossary.body_line) for name in item.names}
    for entry in entries:
        here = entry.path.relative_to(glossary.path.parent).as_posix()
        for term, line in entry.lines.get("terms", ()):
            item = known.get(_key(term))
            if item is None:
                remedy = f"add it to {glossary.path} in one sentence"
                yield UserError(entry.path, f"the glossary has no term “{term}”", remedy, line)
            elif item.target and item.target.partition("#")[0] != here:
                remedy = f"link it to {here}, or take the term out of that entry"
                yield UserError(glossary.path, f"“{term}” leads to {item.target}", remedy, item.line)


def _key(term: str) -> str:
    return " ".join(words(term))
