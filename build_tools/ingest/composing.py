"""Make one answer of several sources': the best first, then from each other only what it adds, under its name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import snowballstemmer

from build_tools.extracting.asking import sentences
from build_tools.model import Source
from build_tools.text import plain, words

_STEMMER = snowballstemmer.stemmer("english")
_ENOUGH = 350  # words: a longer answer is not a better one
_SAID_IN_ONE = 0.6  # share of a sentence's content words that stand in one sentence already: it says the same
_SAID_IN_ALL = 0.85  # … that stand somewhere in the answer already
_FEWEST = 3  # content words of a sentence that can say something
_EMPTY = frozenset(
    "a an the and or but if of in on at to for from by with as is are was were be been being it its this that "
    "these those which who whom whose there here then than so such not no do does did can could will would "
    "should may might must have has had we you they i he she our your their them us also very more most some "
    "any each every all both into over when where while how what why because about up down out only just".split()
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one source answers."""

    source: Source
    markdown: str


def compose(answers: Sequence[Answer]) -> str:
    """Return the body of a new entry: "" where no source answers.

    The answer that is most complete and best formed comes first and whole; each other source adds the sentences and
    list items that say something new.
    """
    ranked = sorted((a for a in answers if a.markdown.strip()), key=lambda a: (-quality(a.markdown), a.source.id))
    if not ranked:
        return ""
    body = f"{ranked[0].markdown.strip()}\n\n*Answer of {_link(ranked[0].source)}.*"
    for answer in ranked[1:]:
        if addition := added(body, answer):
            body = f"{body}\n\n{addition}"
    return body + "\n"


def added(body: str, answer: Answer) -> str:
    """Return the block with which `answer` adds to `body`, under its source's name, "" where it says nothing new."""
    new = novel(body, answer.markdown)
    if not new:
        return ""
    return f"*{_link(answer.source)} adds:*\n\n" + "\n".join(f"- {text}" for text in new)


def _link(source: Source) -> str:
    return f"[{source.title.replace('[', '(').replace(']', ')')}](../../sources/{source.id}.md)"


def quality(markdown: str) -> float:
    """Return how complete and well formed an answer is, about 0 to 2: length up to what is enough, form, an ending."""
    length = min(len(words(markdown)), _ENOUGH) / _ENOUGH
    form = 0.15 * bool(re.search(r"^\s*(?:[-*]|\d+\.)\s", markdown, re.M)) + 0.15 * (
        "$" in markdown or "```" in markdown
    )
    paragraphs = 0.1 * (markdown.strip().count("\n\n") > 0)
    ended = 0.2 * markdown.rstrip(" *_|)").endswith((".", "!", "?", "`", "$", ":"))
    return length + form + paragraphs + ended


def novel(body: str, markdown: str) -> list[str]:
    """Return what `markdown` says that `body` does not: sentences and list items, neighbours of one block joined."""
    said = [_content(text) for block in _statements(body) for text in block]
    everything = set().union(*said) if said else set()
    result = []
    for block in _statements(markdown):
        new = []
        for text in block:
            content = _content(text)
            if len(content) < _FEWEST or len(content & everything) >= _SAID_IN_ALL * len(content):
                continue
            if any(len(content & other) >= _SAID_IN_ONE * len(content) for other in said):
                continue
            new.append(text)
            said.append(content)
            everything |= content
        if new:
            result.append(" ".join(new))
    return result


def _statements(markdown: str) -> list[list[str]]:
    """Cut Markdown into its paragraphs and list items, and each into its sentences, on one line each.

    Code, tables, headings and formulas of their own are no sentences; nor is what only announces a list.
    """
    prose = re.sub(r"(?ms)^\s*(```|~~~).*?^\s*\1\s*$|^\s*\$\$.*?\$\$\s*$", "\n\n", markdown)
    items: list[str] = []
    for block in re.split(r"\n\s*\n", prose):
        fresh = True
        for line in (line.strip() for line in block.split("\n")):
            if not line or line.startswith(("|", "#", ">")):
                continue
            marker = re.match(r"(?:[-*+]|\d+[.)])\s+", line)
            if marker or fresh:
                items.append(line[marker.end() :] if marker else line)
            else:
                items[-1] = f"{items[-1]} {line}"
            fresh = False
    return [[text for text in sentences(item) if not plain(text).endswith(":")] for item in items]


def _content(text: str) -> set[str]:
    return set(_STEMMER.stemWords([w for w in words(plain(text)) if w not in _EMPTY]))
