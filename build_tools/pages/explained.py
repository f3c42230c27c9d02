"""Explain terms of the glossary on hover: where an answer links one, and at the first mention of the others.

A single word that another entry defines is explained at its link alone: only there is it sure that this thing is meant,
as "precision" and "weight" have other senses too.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import PurePosixPath

from build_tools.pages.abbreviations import END, in_prose
from build_tools.pages.mentions import plurals

_SHORTEST = 4  # letters of a name that is looked for
_LINK = re.compile(r'<a href="(?P<to>[^"]*)">(?P<words>[^<>]*)</a>')
_BEFORE = re.compile(r"(?<![\w&#/.@-])")  # else it is a part of an entity, an address or a compound
_SEVERAL = re.compile(r"[\s–-]")  # between the words of a name


@dataclass(frozen=True, slots=True)
class Term:
    """One term and its explanation."""

    names: tuple[str, ...]
    sentence: str  # what it is, as plain text
    target: str  # path under `docs/` of the entry that defines it, "" where none does

    @property
    def title(self) -> str:
        """What is shown on hover."""
        return f"{self.names[0][0].upper()}{self.names[0][1:]}: {self.sentence}"


@dataclass(frozen=True)
class Terms:
    """All terms of a glossary, and how they are found."""

    known: tuple[Term, ...] = ()

    @cached_property
    def by_form(self) -> dict[str, Term]:
        """Each name of each term, and its plurals, in lower case; the first of two terms counts."""
        found: dict[str, Term] = {}
        for term in self.known:
            for name in term.names:
                for form in (name, *plurals(name)):
                    found.setdefault(form.lower(), term)
        return found

    @cached_property
    def clear(self) -> re.Pattern[str] | None:
        """What finds the forms of names that say by themselves what is meant, the longest first; None for none."""
        forms = (form for form, term in self.by_form.items() if _SEVERAL.search(form) or not term.target)
        long_enough = sorted((form for form in forms if len(form) >= _SHORTEST), key=lambda form: (form[0], -len(form)))
        # A choice by the first letter, then among the names with it: many times faster than one among all.
        choices = [
            f"{re.escape(first)}(?:{'|'.join(re.escape(form[1:]) for form in some)})"
            for first, some in groupby(long_enough, key=lambda form: form[0])
        ]
        return re.compile(rf"\b(?:{'|'.join(choices)})(?![\w-])") if choices else None


def explain_terms(page: str, terms: Terms, own: str) -> str:
    """Return the HTML of a question's page with an explanation of each of `terms` in its answer, once.

    `own` is the path of the entry, which needs no explanation of what it defines. Links to another entry, whose words
    are a name of a term that the entry defines, get a `title`; other terms a `<span>` that has one.
    """
    answer = END.search(page)
    end = answer.start() if answer else len(page)
    done = {term.names for term in terms.known if own and term.target == own}
    edits = []
    for link in _LINK.finditer(page, 0, end):
        term = terms.by_form.get(link["words"].lower())
        if term and PurePosixPath(term.target).stem == PurePosixPath(link["to"]).name and term.names not in done:
            done.add(term.names)
            edits.append((link.start("words") - 1, f' class="term" title="{html.escape(term.title)}"'))
    for mention in in_prose(page, _mentions(page, terms.clear, end)):
        term = terms.by_form[mention[0]]
        if term.names not in done:
            done.add(term.names)
            edits.append((mention.start(), f'<span class="term" title="{html.escape(term.title)}">'))
            edits.append((mention.end(), "</span>"))
    parts, last = [], 0
    for place, text in sorted(edits):
        parts += [page[last:place], text]
        last = place
    return "".join([*parts, page[last:]])


def _mentions(page: str, names: re.Pattern[str] | None, end: int) -> Iterator[re.Match[str]]:
    """Yield where one of `names`, which are in lower case, stands in the answer of `page`, or in a tag of it."""
    lower = page.lower()
    if names and len(lower) == len(page):  # a few letters of some languages become two: such a page has no help
        for mention in names.finditer(lower, 0, end):
            if _BEFORE.match(lower, mention.start()):
                yield mention
