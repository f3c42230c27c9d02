"""Explain abbreviations on hover: in the HTML of an answer, the first mention of each gets what it stands for.

It is done to HTML because in Markdown only raw HTML could say it, which this site shows as text.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from build_tools.pages.inline import unescape
from build_tools.pages.questions import SECTIONS

# One tag: Python-Markdown writes every other "<" and ">" of a text or an attribute as an entity.
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-z][a-z0-9]*)(?P<rest>[^<>]*)>")
_NO_PROSE = frozenset("a abbr code figure h1 h2 h3 h4 h5 h6 pre".split())
_FORMULA = re.compile(r'\bclass="arithmatex"')
_END = re.compile(rf"<h2\b[^<>]*>(?:{'|'.join(SECTIONS)})<")  # of the answer: what follows is made of lists
_SHORT = re.compile(r"(?:[a-z]*[A-Z]){2}[A-Za-z]*")  # one word with two capitals or more
_BEFORE, _BEHIND = r"(?<![\w&#/.@])", r"(?![\w@/]|\.\w)"  # else it is a part of an entity, an address or a name
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


def explain(page: str, known: Iterable[Abbreviation], own: str) -> str:
    """Return the HTML of a question's page with `<abbr>` around the first mention of each abbreviation in its answer.

    `own` is the path of the entry: what it defines needs no explanation, nor does what its text spells out in brackets.
    Headings, links, code and formulas stay as they are, and so does what follows the answer.
    """
    open_ = {one.short: one for one in known if one.short in page and (not own or one.target != own)}
    if not open_:
        return page
    text, prose = _shown(page)
    parts, done = [], 0
    for mention in _mentions(prose, open_):
        abbreviation = open_.pop(mention["short"], None)
        if abbreviation and not _spelt_out(abbreviation, text, mention.end()):
            title = html.escape(f"{abbreviation.long[0].upper()}{abbreviation.long[1:]}: {abbreviation.sentence}")
            parts += [page[done : mention.start()], f'<abbr title="{title}">{mention[0]}</abbr>']
            done = mention.end()
    return "".join([*parts, page[done:]])


def _mentions(prose: str, shorts: Iterable[str]) -> Iterator[re.Match[str]]:
    longest_first = "|".join(sorted(map(re.escape, shorts), key=lambda short: (-len(short), short)))
    return re.finditer(rf"{_BEFORE}(?P<short>{longest_first})s?{_BEHIND}", prose) if longest_first else iter(())


def _spelt_out(abbreviation: Abbreviation, text: str, end: int) -> bool:
    """Say whether `text` has "long form (LF)" or "LF (long form)" up to the mention that ends at `end`."""
    long = r"[\s-]+".join(map(re.escape, _SPACE.split(abbreviation.long)))
    short = re.escape(abbreviation.short)
    both = re.compile(rf"\b{long}s?\s*\(\s*{short}|\b{short}s?\s*\(\s*{long}", re.IGNORECASE)
    return bool(both.search(text, 0, end + 2 * len(abbreviation.long)))


def _shown(page: str) -> tuple[str, str]:
    """Return the text of `page` and the prose of its answer, with blanks for all else, so that places stay."""
    answer = _END.search(page)
    end = answer.start() if answer else len(page)
    text, prose, last, inside, depth = [], [], 0, "", 0
    for tag in _TAG.finditer(page):
        words = page[last : tag.start()]
        text += [words, " " * len(tag[0])]
        prose += [words if not depth and tag.start() <= end else " " * len(words), " " * len(tag[0])]
        last = tag.end()
        if not depth and not tag["close"] and (tag["name"] in _NO_PROSE or _FORMULA.search(tag["rest"])):
            inside, depth = tag["name"], 1
        elif depth and tag["name"] == inside:
            depth += -1 if tag["close"] else 1
    words = page[last:]
    return "".join([*text, words]), "".join([*prose, words if not depth and not answer else " " * len(words)])
