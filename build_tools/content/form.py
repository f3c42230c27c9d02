"""The form of an answer: a short answer first, neither too short nor too long, few headings, pictures described."""

import re
from collections.abc import Iterator

from build_tools.content.text import Finding, Text, count_words
from build_tools.markup import formulas, without_code
from build_tools.pages.excerpt import first_paragraph

SHORT_ANSWER = 50  # words at most
LEAST, MOST = 100, 700  # words of a whole answer
LEVEL = 2  # the page's title is the heading of level 1
HEADINGS = (
    "How it works",
    "Why it works",
    "When it fails",
    "Example",
    "In code",
    "Compared",
    "In practice",
    "Often said, but",
    "What comes next",
)
_HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})[ \t]+(?P<text>.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_UNDERLINED = re.compile(r"^(?P<text>(?![ \t]*[|>#-])(?=[^\n]*\S)[^\n]+)\n {0,3}(?:=+|-{2,})[ \t]*$", re.MULTILINE)
_PICTURE = re.compile(r"!\[\s*\]")
_BLOCK_END = re.compile(r"\n[ \t]*\n|\Z")


def check_form(text: Text) -> Iterator[Finding]:
    """Yield what is wrong with the form of an answer that stands; a body without words is one nobody has written."""
    if text.body:
        yield from _short_answer(text)
        yield from _length(text)
        yield from _headings(text)
        yield from _pictures(text)


def _short_answer(text: Text) -> Iterator[Finding]:
    first = first_paragraph(text.body)
    block = text.body[: _BLOCK_END.search(text.body).start()]
    if not first or " ".join(block.split()) != first:
        yield text.body_line, "no short answer", "begin the answer with a paragraph of one or two sentences"
    elif (words := count_words(first)) > SHORT_ANSWER:
        cause = f"the short answer has {words} words"
        yield text.body_line, cause, f"say it in at most {SHORT_ANSWER}, and the rest in a new paragraph"
    elif any(formula.display for formula in formulas(block)):
        yield text.body_line, "a formula on lines of its own in the short answer", "move it into the depth"


def _length(text: Text) -> Iterator[Finding]:
    words = count_words(text.body)
    if words < LEAST:
        yield text.body_line, f"the answer has {words} words", f"write at least {LEAST}, or leave it empty"
    if words > MOST:
        yield text.body_line, f"the answer has {words} words", f"keep it under {MOST}, or make two questions of it"


def _headings(text: Text) -> Iterator[Finding]:
    shown = without_code(text.body)
    for match in _HEADING.finditer(shown):
        heading, line = text.body[match.start("text") : match.end("text")], text.line(match.start("text"))
        if len(match["marks"]) != LEVEL:
            yield line, f"the heading “{heading}” has level {len(match['marks'])}", f"write `{'#' * LEVEL} {heading}`"
        if heading not in HEADINGS:
            yield line, f"the heading “{heading}” is none of ours", f"take one of: {'; '.join(HEADINGS)}"
    for match in _UNDERLINED.finditer(shown):
        yield text.line(match.start("text")), "a heading by underlining", f"write `{'#' * LEVEL} …`, or a blank line"


def _pictures(text: Text) -> Iterator[Finding]:
    for match in _PICTURE.finditer(without_code(text.body)):
        yield text.line(match.start()), "a picture without a description", "say in the brackets what it shows"
