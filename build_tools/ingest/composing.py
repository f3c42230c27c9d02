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
    "a an the and or but if of in on at to for from by with as is are was were be been being it its this that these those "
    "which who whom whose there here then than so such not no do does did can could will would should may might must have has "
    "had we you they i he she our your their them us also very more most some any each every all both into over when where "
    "while how what why because about up down out only just".split()
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
    form = 0.15 * bool(re.search(r"^\s*(?:[-*]|\d+\.)\s", markdown, re.M)) + 0.15 * ("$" in markdown or "```" in markdown)
    paragraphs = 0.1 * (markdown.strip().count("\n\n") > 0)
    ended = 0.2 * markdown.rstrip(" *_|)").endswith((".", "!", "?", "`", "$", ":"))
    return length + form + paragraphs + ended


def novel(body: str, markdown: str) -> list[str]:
    """Return the sentences and list items of `markdown` that say something which `body` does not, in their order."""
    said = [_content(text) for text in _statements(body)]
    everything = set().union(*said) if said else set()
    result = []
    for text in _statements(markdown):
        content = _content(text)
        if len(content) < _FEWEST or len(content & everything) >= _SAID_IN_ALL * len(content):
            continue
        if any(len(content & other) >= _SAID_IN_ONE * len(content) for other in said):
            continue
        result.append(text)
        said.append(content)
        everything |= content
    return result


def _statements(markdown: str) -> list[str]:
    """Cut Markdown into sentences and list items on one line each; code, tables and formulas of their own are no sentences."""
    result: list[str] = []
    for block in re.split(r"\n\s*\n", re.sub(r"(?ms)^\s*(```|~~~).*?^\s*\1\s*$|^\s*\$\$.*?\$\$\s*$", "\n\n", markdown)):
        lines = [line.strip() for line in block.strip().split("\n") if line.strip() and not line.lstrip().startswith(("|", "#", ">"))]
        items: list[str] = []
        for line in lines:
            marker = re.match(r"(?:[-*+]|\d+[.)])\s+", line)
            if marker or not items:
                items.append(line[marker.end() :] if marker else line)
            else:
                items[-1] = f"{items[-1]} {line}"
        for item in items:
            result += [item] if len(items) > 1 else sentences(item)
    return [text for text in result if not plain(text).endswith(":")]


def _content(text: str) -> set[str]:
    return set(_STEMMER.stemWords([w for w in words(plain(text)) if w not in _EMPTY]))
