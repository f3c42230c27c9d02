"""Link the first mention of each term in an answer to the question that explains it."""

import re
from collections.abc import Callable, Mapping, Sequence

from build_tools.markup import links, without_code, without_formulas
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


def term_index(entries: Sequence[Entry]) -> dict[tuple[str, ...], str]:
    """Return {a term's words: id of the entry that defines it}, with plurals; the first of two definitions counts.

    Words are compared as they stand and not by their stems, because "generated" is no mention of a generator.
    """
    index: dict[tuple[str, ...], str] = {}
    for entry in entries:
        for term in entry.terms:
            for form in (term, *_plurals(term)):
                index.setdefault(tuple(words(form)), entry.id)
    return {form: entry for form, entry in index.items() if 0 < len(form) <= LONGEST_TERM}


def _plurals(term: str) -> tuple[str, ...]:
    if re.search(r"(?:[sxz]|ch|sh)$", term):
        return (f"{term}es",)
    return (f"{term}s", f"{term[:-1]}ies") if re.search(r"[^aeiou]y$", term) else (f"{term}s",)


def link_mentions(markdown: str, index: Mapping[tuple[str, ...], str], own: str, address: Callable[[str], str]) -> str:
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
        size, entry = _longest(markdown, tokens, said, at, index)
        if entry and entry not in done and address(entry) not in by_hand:
            first, last = tokens[at].start(), tokens[at + size - 1].end()
            parts += [markdown[end:first], f"[{markdown[first:last]}]({address(entry)})"]
            done.add(entry)
            end = last
        at += size
    return "".join([*parts, markdown[end:]])


def _longest(
    markdown: str, tokens: Sequence[re.Match[str]], said: Sequence[str], at: int, index: Mapping[tuple[str, ...], str]
) -> tuple[int, str]:
    """Return how many words the longest term that begins at `at` has, and its entry; 1 and "" where none begins."""
    start = tokens[at].start()
    if start and _JOINED_BEFORE.match(markdown, start - 1):
        return 1, ""
    found, last = (1, ""), at
    for size in range(1, min(LONGEST_TERM, len(tokens) - at) + 1):
        if size > 1 and not _GAP.fullmatch(markdown, tokens[last].end(), tokens[last + 1].start()):
            break
        last = at + size - 1
        entry = index.get(tuple(said[at : at + size]))
        if entry and not _JOINED_BEHIND.match(markdown, tokens[last].end()):
            found = (size, entry)
    return found


def _prose(markdown: str) -> str:
    """Return `markdown` with the same length, and blanks where a link must not stand."""
    shown = without_formulas(without_code(markdown))
    for pattern in (_NO_PROSE, _LINKED):
        shown = pattern.sub(lambda match: " " * len(match[0]), shown)
    return shown
