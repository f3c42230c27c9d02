"""Link the first mention of each term in an answer to the question that explains it."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from build_tools.markup import links, prose
from build_tools.model import Entry
from build_tools.pages.links import is_relative
from build_tools.text import words

LONGEST_TERM = 5  # words

_TOKEN = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[ \t]+|[ \t]*\n[ \t]*|-")  # what may stand between the words of one term
# A word that such a sign joins to another is a part of something else.
_JOINED_BEFORE = re.compile(r"[\w\\/@.`-]")
_JOINED_BEHIND = re.compile(r"[\w/@`(-]|\.\w")
# No prose: links and pictures as a whole, headings, titles of admonitions, definitions of links.
_LINKED = re.compile(r"!?\[[^\[\]]*\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]]*\])?|<[^<>\s]+>|https?://\S+")
_NO_PROSE = re.compile(r"^ {0,3}(?:#|!!!|\?\?\?|\[[^\]\n]+\]:).*$|^.+\n {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE)


# {a term's first word: [(all its words, id of the entry that defines it)]}, terms of more words first.
Terms = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]


def term_index(entries: Sequence[Entry]) -> Terms:
    """Return the terms of all entries, with plurals; the first of two definitions counts.

    Words are compared as they stand and not by their stems, because "generated" is no mention of a generator.
    """
    defined: dict[tuple[str, ...], str] = {}
    for entry in entries:
        for term in entry.terms:
            for form in (term, *plurals(term)):
                defined.setdefault(tuple(words(form)), entry.id)
    index: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for form, entry in sorted(defined.items(), key=lambda pair: -len(pair[0])):
        if 0 < len(form) <= LONGEST_TERM:
            index[form[0]].append((form, entry))
    return dict(index)


def plurals(term: str) -> tuple[str, ...]:
    """Return the plurals that a term may have."""
    if re.search(r"(?:[sxz]|ch|sh)$", term):
        return (f"{term}es",)
    return (f"{term}s", f"{term[:-1]}ies") if re.search(r"[^aeiou]y$", term) else (f"{term}s",)


def link_mentions(markdown: str, index: Terms, own: str, address: Callable[[str], str]) -> str:
    """Return an answer with the first mention of other entries' terms linked, each entry at most once.

    `index` is `term_index`'s, `own` the id of the entry itself, `address` says where an entry is from its page.
    Code, formulas, links, headings stay as they are, and so does what a link written by hand leads to already.
    """
    tokens = list(_TOKEN.finditer(_prose(markdown)))
    said = [token[0].casefold() for token in tokens]
    by_hand = {link.target.partition("#")[0] for link in links(markdown) if is_relative(link.target)}
    done = {own}
    parts, end, at = [], 0, 0
    while at < len(tokens):
        if said[at] not in index:
            at += 1
            continue
        size, entry = _longest(markdown, tokens, said, at, index[said[at]])
        if entry and entry not in done and address(entry) not in by_hand:
            first, last = tokens[at].start(), tokens[at + size - 1].end()
            parts += [markdown[end:first], f"[{markdown[first:last]}]({address(entry)})"]
            done.add(entry)
            end = last
        at += size
    return "".join([*parts, markdown[end:]])


def _longest(
    markdown: str,
    tokens: Sequence[re.Match[str]],
    said: Sequence[str],
    at: int,
    terms: Sequence[tuple[tuple[str, ...], str]],
) -> tuple[int, str]:
    """Return how many words the longest of `terms` that stands at `at` has, and its entry; 1 and "" where none does."""
    start = tokens[at].start()
    if start and _JOINED_BEFORE.match(markdown, start - 1):
        return 1, ""
    for term, entry in terms:
        found = tokens[at : at + len(term)]
        if (
            tuple(said[at : at + len(term)]) == term
            and all(_GAP.fullmatch(markdown, one.end(), other.start()) for one, other in pairwise(found))
            and not _JOINED_BEHIND.match(markdown, found[-1].end())
        ):
            return len(term), entry
    return 1, ""


def _prose(markdown: str) -> str:
    """Return `markdown` with the same length, and blanks where a link must not stand."""
    shown = prose(markdown)
    for pattern in (_NO_PROSE, _LINKED):
        shown = pattern.sub(lambda match: " " * len(match[0]), shown)
    return shown
