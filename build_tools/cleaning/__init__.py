"""Clean an answer: mend what a scraper broke, keep what is content, and hand back what is left out."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.cleaning.bare_formulas import bare_formulas
from build_tools.cleaning.blocks import LEFT_OUT, LINE, Block, run
from build_tools.cleaning.characters import characters, plain_characters
from build_tools.cleaning.code import bare_code, code_layout
from build_tools.cleaning.emphasis import emphasis, glued_terms, without_emphasis
from build_tools.cleaning.formulas import formulas
from build_tools.cleaning.headings import headings, levels
from build_tools.cleaning.inline import in_tokens, in_words
from build_tools.cleaning.leftovers import labels, other_posts, page_lines
from build_tools.cleaning.links import links, pictures
from build_tools.cleaning.lists import items, nesting, quotes
from build_tools.cleaning.numbering import numbering
from build_tools.cleaning.paragraphs import page_breaks, paragraphs
from build_tools.cleaning.regions import read_blocks
from build_tools.cleaning.rendering import render
from build_tools.cleaning.tables import tables
from build_tools.cleaning.tags import tags, visible
from build_tools.model import LeftOut, Line

__all__ = ["Cleaned", "clean_answer", "clean_wording", "visible"]

# The order of the rules. Lines first, then what blocks they make, then the words in them.
STEPS = (
    characters,  # letters, quotes, spaces, entities: the rules behind read plain text
    tags,
    labels,
    pictures,
    page_lines,
    other_posts,
    bare_code,  # before lists: a comment in code begins like a heading
    tables,
    headings,
    quotes,
    items,
    paragraphs,
    page_breaks,
    links,
    formulas,
    glued_terms,
    bare_formulas,  # before emphasis: a product's star is no mark
    emphasis,
    nesting,  # the words are final: empty items go
    numbering,
    levels,
    code_layout,
)


_ROUNDS = 6  # one rule may uncover work for a rule before it; answers met in the wild need one round, and one to see it
_LINK = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)|<(?=https?:)([^<>\s]+)>"
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An answer as Markdown, and what was taken out of it."""

    markdown: str  # clean Markdown without a line end at its end, "" where nothing is left
    left_out: tuple[LeftOut, ...]  # in the order of their places


def clean_answer(lines: Sequence[Line]) -> Cleaned:
    """Clean the lines of one answer.

    `lines` are the answer's lines as the source has them; `Line.number` is the place, the role "code" says that a line
    stands in `<pre>` or in a fence. Every word of them is in the result or, with its place and its reason, left out.
    Cleaning a clean answer changes nothing.
    """
    left_out: list[LeftOut] = []
    for _ in range(_ROUNDS):
        blocks, removed = run(lambda found: found, list(read_blocks(lines)))
        left_out += removed
        for step in STEPS:
            blocks, removed = run(step, blocks)
            left_out += removed
        before, lines = lines, render(blocks)
        if [line.text for line in lines] == [line.text for line in before]:
            break
    markdown = "\n".join(line.text for line in lines)
    return Cleaned(markdown, tuple(sorted(left_out, key=lambda part: part.lines)))


def clean_wording(text: str) -> str:
    """Return a question's wording as plain text on one line.

    Marks of emphasis, tags, entities, links and letters of mathematical alphabets become plain; `$…$` and code stay.
    """
    block = Block(LINE, plain_characters(" ".join(text.split())), (1, 1))
    for step in (tags, pictures):
        shown = [part for part in step([block]) if part.kind != LEFT_OUT]
        block = Block(LINE, " ".join(part.text for part in shown if part.text), (1, 1))
    words = without_emphasis(_LINK.sub(r"\1\2", block.text))
    words = in_words(html.unescape, ("code", "display", "math", "bracket"))(words)
    return " ".join(
        in_tokens(lambda kind, token: token[1:] if kind == "escape" and token[1] != "$" else token, words).split()
    )
