"""Explain abbreviations on hover: in the HTML of an answer, the first mention of each gets what it stands for.

It is done to HTML because in Markdown only raw HTML could say it, which this site shows as text.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from build_tools.pages.inline import unescape
from build_tools.pages.questions import SECTIONS

# One tag: Python-Markdown writes every other "<" and ">" of a text or an attribute as an entity.
_TAG = re.compile(r"<[^<>]*>")
# Elements in which nothing is explained, of which none stands in one of its own name; and the tags of all others.
_NO_PROSE = re.compile(
    r"""<(?:(?P<name>a|abbr|code|figure|h[1-6]|math|pre)\b[^<>]*>.*?(?:</(?P=name)>|\Z)"""
    r"""|(?P<formula>span|div) class="arithmatex">.*?(?:</(?P=formula)>|\Z)|[^<>]*>)""",
    re.DOTALL,
)
END = re.compile(rf"<h2\b[^<>]*>(?:{'|'.join(SECTIONS)})<")  # of the answer: what follows is made of lists
_SHORT = re.compile(r"(?:[a-z]*[A-Z]){2}[A-Za-z]*")  # one word with two capitals or more
# Else it is a part of an entity, an address or a name.
_BEFORE, _BEHIND = re.compile(r"(?<![\w&#/.@])"), r"(?![\w@/]|\.\w)"
_SPACE = re.compile(r"[\s-]+")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """One abbreviation and its explanation."""

    short: str
    long: str  # what it stands for
    sentence: str  # what that is, as plain text
    target: str  # path under `docs/` of the entry that defines it, "" where none does


def abbreviations(names: Sequence[str], sentence: str, target: str) -> Iterator[Abbreviation]:
    """Yield those `names` of one thing that abbreviate another: the first that is longer and does not use it.

    `sentence` is the glossary's, in Markdown.
    """
    for short in names:
        if _SHORT.fullmatch(short):
            longer = (name for name in names if len(name) > len(short) and short not in re.split(r"[\W_]", name))
            if long := next(longer, ""):
                yield Abbreviation(short, long, unescape(sentence), target)


def explain(page: str, known: Sequence[Abbreviation], own: str) -> str:
    """Return the HTML of a question's page with `<abbr>` around the first mention of each abbreviation in its answer.

    `own` is the path of the entry: what it defines needs no explanation, nor does what its text spells out in brackets.
    Headings, links, code and formulas stay as they are, and so does what follows the answer.
    """
    open_ = {one.short: one for one in known if not own or one.target != own}
    parts, done = [], 0
    for mention in in_prose(page, _mentions(page, tuple(one.short for one in known))):
        abbreviation = open_.pop(mention["short"], None)
        if abbreviation and not _spelt_out(abbreviation, page, mention.end()):
            title = html.escape(f"{abbreviation.long[0].upper()}{abbreviation.long[1:]}: {abbreviation.sentence}")
            parts += [page[done : mention.start()], f'<abbr title="{title}">{mention[0]}</abbr>']
            done = mention.end()
    return "".join([*parts, page[done:]])


def _mentions(page: str, shorts: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """Yield where one of `shorts` stands as a word in the answer of `page`, or in a tag of it."""
    if not shorts:
        return
    answer = END.search(page)
    for mention in _any_of(shorts).finditer(page, 0, answer.start() if answer else len(page)):
        # Looked at afterwards, because `re` finds what begins with a letter many times faster.
        if _BEFORE.match(page, mention.start()):
            yield mention


@lru_cache
def _any_of(shorts: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = "|".join(sorted(map(re.escape, shorts), key=lambda short: (-len(short), short)))
    return re.compile(rf"(?P<short>{longest_first})s?{_BEHIND}")


def in_prose(page: str, mentions: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Yield those `mentions`, which come in order, that stand in no tag and no element without prose."""
    hidden = _NO_PROSE.finditer(page)
    start = end = 0  # of what hides the next mention, if it begins before it
    for mention in mentions:
        while end <= mention.start() and (other := next(hidden, None)):
            start, end = other.span()
        if mention.start() < start or mention.start() >= end:
            yield mention


def _spelt_out(abbreviation: Abbreviation, page: str, end: int) -> bool:
    """Say whether the text of `page` has "long form (LF)" or "LF (long form)" up to the mention that ends at `end`."""
    text = _TAG.sub(_blank, page[: end + 2 * len(abbreviation.long)])
    return bool(_both(abbreviation.short, abbreviation.long).search(text))


@lru_cache(1024)
def _both(short: str, long: str) -> re.Pattern[str]:
    """Return what finds the two forms together, one of them in brackets."""
    long, short = r"[\s-]+".join(map(re.escape, _SPACE.split(long))), re.escape(short)
    return re.compile(rf"\b{long}s?\s*\(\s*{short}|\b{short}s?\s*\(\s*{long}", re.IGNORECASE)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
