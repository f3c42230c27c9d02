"""How large and how tangled a text may be: each limit is a number with a name, found in linear time before parsing.

Python-Markdown takes time that grows with the square of what some of these count (4,000 opening brackets in one
paragraph: 4 seconds), and nesting without an end exhausts its stack.
"""

import re
from collections.abc import Iterator

from build_tools.policy.mistake import Mistake

MAX_FILE = 256 * 1024  # bytes of a Markdown file; most of a large one are its `asked` lines
MAX_PICTURE = 2 * 1024 * 1024  # bytes
MAX_BIBLIOGRAPHY = 4 * 1024 * 1024  # bytes
MAX_BODY = 48 * 1024  # characters; the longest answer people read is a fifth of it
MAX_LINE = 10_000  # characters
MAX_LINES = 15_000  # that a scraped page shows
MAX_TAGS = 80_000  # of a scraped page of HTML, opening and closing ones
MAX_PAGE_LINE = 20_000  # characters of one of them
MAX_ANSWER_LINES = 3_000  # of one scraped answer
MAX_QUESTIONS = 2_000  # of a scraped page
MAX_WORDING = 1_000  # characters of a title or a question
MAX_DEPTH = 12  # lists and quotes in one another, and braces of a formula
MAX_HEADINGS = 100  # headings and rules in a file
MAX_BLOCKS = 2_000  # paragraphs, items and lines that begin one
MAX_SIGNS = 400  # brackets, and each other sign that may open something, in one paragraph
MAX_ALL_SIGNS = 3_000  # of each in a file
MAX_NOTES = 200  # footnotes
MAX_CELLS = 4_000  # of a table: columns of its widest row times rows
MAX_CODE = 20_000  # characters of one block of code
MAX_CODE_LINE = 1_000  # characters
MAX_FORMULA = 4_000  # characters of one formula; tens of thousands that nest end the process that draws them
MAX_FENCES = 200  # blocks of code
MAX_SECONDS = 10  # of the processor's time, for a page; what is within the limits above takes less

_FENCE = re.compile(r"[ \t>]*(?P<fence>`{3,}|~{3,})")
_HEADING = re.compile(r"\s*(?:#|(?:=+|-+|\*[* ]*|_[_ ]*)\s*$)")
_NOTE = re.compile(r" {0,3}\[\^[^\]]*\]:")
_MARKS = re.compile(r"(?:[ \t]*(?:>|[-*+][ \t]+(?=\S)|\d{1,9}[.)][ \t]+(?=\S)))*[ \t]*")
_MARK = re.compile(r">|[-*+](?=[ \t])|\d[.)]")
_BEGIN = (" ", "\t", ">", *"-*+0123456789")
_SIGNS = "[]<`*_$\\"
_SHORTEN = "shorten it, or part it in two entries"


def over_limits(text: str) -> Iterator[Mistake]:
    """Yield what is too large or too tangled in the Markdown `text`, each with its line; nothing is parsed for it."""
    if len(text) > MAX_BODY:
        yield Mistake(1, f"the text has {len(text):,} characters, more than {MAX_BODY:,}", _SHORTEN)
        return
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            yield Mistake(number, f"the line has {len(line):,} characters, more than {MAX_LINE:,}", "part it")
            return
    prose = list(_without_code(lines))
    code = _Code()
    for number, line in enumerate(lines, 1):
        yield from code.line(number, line)
    yield from code.end()
    yield from _many(prose)
    yield from _tangled(prose)
    yield from _deep(prose)


class _Code:
    """The blocks of code between fences, line by line."""

    def __init__(self) -> None:
        self.fence, self.start, self.size, self.blocks = "", 0, 0, 0

    def line(self, number: int, line: str) -> Iterator[Mistake]:
        """Look at one line."""
        match = _FENCE.match(line)
        if not self.fence:
            if match:
                self.fence, self.start, self.size = match["fence"], number, 0
                self.blocks += 1
                if self.blocks == MAX_FENCES + 1:
                    yield Mistake(number, f"there are more than {MAX_FENCES} blocks of code", _SHORTEN)
            return
        if match and match["fence"].startswith(self.fence) and not line[match.end() :].strip():
            yield from self.end()
            return
        self.size += len(line) + 1
        if len(line) > MAX_CODE_LINE:
            cause = f"a line of code has {len(line):,} characters, more than {MAX_CODE_LINE:,}"
            yield Mistake(number, cause, "break it")

    def end(self) -> Iterator[Mistake]:
        """Close the block that is open."""
        if self.size > MAX_CODE:
            cause = f"the block of code has {self.size:,} characters, more than {MAX_CODE:,}"
            yield Mistake(self.start, cause, "show the part that matters")
        self.fence, self.size = "", 0


def _without_code(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the number and the text of each line that stands between no fences."""
    fence = ""
    for number, line in enumerate(lines, 1):
        match = _FENCE.match(line)
        if fence:
            if match and match["fence"].startswith(fence) and not line[match.end() :].strip():
                fence = ""
        elif match:
            fence = match["fence"]
        else:
            yield number, line


def _many(prose: list[tuple[int, str]]) -> Iterator[Mistake]:
    """Yield what there is too much of: headings, blocks, footnotes, cells of a table."""
    headings = [number for number, line in prose if _HEADING.match(line)]
    notes = [number for number, line in prose if _NOTE.match(line)]
    blocks = [number for number, line in prose if _MARKS.match(line)[0].strip()]
    for found, most, name in (
        (headings, MAX_HEADINGS, "headings and rules"),
        (notes, MAX_NOTES, "footnotes"),
        (blocks, MAX_BLOCKS, "items of lists and quotes"),
    ):
        if len(found) > most:
            yield Mistake(found[most], f"there are {len(found):,} {name}, more than {most:,}", _SHORTEN)
    for start, part in _paragraphs([(number, line) for number, line in prose if "|" in line or not line.strip()]):
        width = max(line.count("|") for line in part)
        if width * len(part) > MAX_CELLS:
            cause = f"the table has {width * len(part):,} cells, more than {MAX_CELLS:,}"
            yield Mistake(start, cause, "show the rows that matter")


def _tangled(prose: list[tuple[int, str]]) -> Iterator[Mistake]:
    """Yield the paragraphs, and the text, in which too many signs may open something."""
    text = "\n".join(line for _, line in prose)
    for sign in _SIGNS:
        count = text.count(sign)
        if count > MAX_ALL_SIGNS:
            yield Mistake(1, f"the text holds `{sign}` {count:,} times, more than {MAX_ALL_SIGNS:,}", _SHORTEN)
        for start, part in _paragraphs(prose) if count > MAX_SIGNS else ():
            if (count := sum(line.count(sign) for line in part)) > MAX_SIGNS:
                cause = f"the paragraph holds `{sign}` {count:,} times, more than {MAX_SIGNS:,}"
                yield Mistake(start, cause, "part the paragraph, or show it as code")


def _deep(prose: list[tuple[int, str]]) -> Iterator[Mistake]:
    """Yield the first line that lists, quotes and braces nest too deep on, one for each."""
    for number, line in prose:
        if not line.startswith(_BEGIN):
            continue
        before = _MARKS.match(line)[0].expandtabs(4)
        depth = len(_MARK.findall(before)) + (len(before) - len(before.lstrip(" "))) // 4
        if depth > MAX_DEPTH:
            cause = f"lists and quotes stand {depth} deep in one another, more than {MAX_DEPTH}"
            yield Mistake(number, cause, "lift the inner ones out")
            break
    for number, line in prose:
        if line.count("{") > MAX_DEPTH and (depth := _braces(line)) > MAX_DEPTH:
            yield Mistake(
                number, f"braces stand {depth} deep in one another, more than {MAX_DEPTH}", "part the formula"
            )
            break


def _braces(line: str) -> int:
    depth = deepest = 0
    for sign in re.findall(r"[{}]", line):
        depth = depth + 1 if sign == "{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def _paragraphs(prose: list[tuple[int, str]]) -> Iterator[tuple[int, list[str]]]:
    """Yield the runs of lines without a blank one, each with the number of its first line."""
    part, start = [], 0
    for number, line in [*prose, (0, "")]:
        if line.strip():
            start = start if part else number
            part.append(line)
        elif part:
            yield start, part
            part = []
