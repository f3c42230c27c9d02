"""The value that the checks of content look at, and the words that a reader sees in it."""

import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.markup import without_code, without_formulas

_BLOCK = re.compile(
    r"^[ \t]*(?P<fence>`{3,}|~{3,})[ \t]*(?P<language>[\w+-]*)[^\n]*\n(?P<code>.*?)(?:^[ \t]*(?P=fence)[ \t]*$|\Z)",
    re.DOTALL | re.MULTILINE,
)
_TARGET = re.compile(
    r"(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|^ {0,3}\[[^\]\n]+\]:.*$", re.MULTILINE
)
_IMAGE = re.compile(r"!\[[^\[\]]*\]")
_RULE = re.compile(r"^[ \t]*\|?[ \t:|-]+\|?[ \t]*$", re.MULTILINE)  # under a table's head
_WORD = re.compile(r"\w")

Finding = tuple[int, str, str]  # 1-based line of the file, cause, remedy


@dataclass(frozen=True, slots=True)
class Text:
    """One Markdown file as the checks see it."""

    path: Path
    title: str
    title_line: int  # 1-based line of the file
    body: str
    body_line: int  # 1-based line of the file on which the body begins
    lines: dict[str, list[tuple[str, int]]]  # of each list in the front matter, its items with their lines

    def line(self, offset: int) -> int:
        """Return the line of the file on which the character `offset` of the body stands."""
        return self.body_line + self.body.count("\n", 0, offset)


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block of code."""

    language: str  # lower case, "" where none is named
    code: str  # without the indentation of the block itself
    start: int  # offset of its first line of code in the text
    end: int  # offset behind its closing fence


Check = Callable[[Text], Iterator[Finding]]


def blocks(body: str) -> list[Block]:
    """Return the fenced blocks of code of `body` in order."""
    return [
        Block(one["language"].lower(), textwrap.dedent(one["code"]), one.start("code"), one.end())
        for one in _BLOCK.finditer(body)
    ]


def prose(body: str) -> str:
    """Return `body` with the same length and lines, and blanks where it shows no prose: code, formulas, addresses."""
    shown = without_formulas(without_code(body))
    return _TARGET.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), shown)


def count_words(markdown: str) -> int:
    """Return how many words a reader sees: a formula is one, a link its text; blocks of code and pictures are none."""
    text = re.sub(r"\0+(?:\n\0+)*", "x", without_formulas(_BLOCK.sub("", markdown), "\0"))
    for pattern in (_TARGET, _IMAGE, _RULE):
        text = pattern.sub("", text)
    return sum(bool(_WORD.search(token)) for token in text.replace("|", " ").split())
