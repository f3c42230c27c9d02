"""Find headings and horizontal rules, and lower headings so that an answer's highest stands on the third level."""

import re
from collections.abc import Iterator
from dataclasses import replace

from build_tools.cleaning.blocks import BLANK, HEADING, LINE, Block
from build_tools.cleaning.inline import in_words

_ATX = re.compile(r"(#{1,6})(?:\s+|(?<=##)(?=[^\s#]))(.*?)(?:\s+#+)?\s*$")
_EMPTY = re.compile(r"#+|(?:[-*_=~⎯─—]\s*){3,}|[–—|_]+")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_BETWEEN_LETTERS = re.compile(r"(?<=\w)\*\*(?=\w)")
_HIGHEST, _LOWEST = 3, 6
_LONGEST_TITLE = 80  # characters of a line that an underline makes a heading


def headings(blocks: list[Block]) -> Iterator[Block]:
    """Make headings of lines with "#" and of underlined lines; drop rules, which say nothing."""
    for n, block in enumerate(blocks):
        if block.kind != LINE:
            yield block
        elif _EMPTY.fullmatch(block.text):
            yield replace(block, kind=BLANK, text="")
        elif match := _ATX.match(block.text):
            yield replace(block, kind=HEADING, text=_plain(match[2]), mark=match[1])
        elif n + 1 < len(blocks) and _is_underlined(block, blocks[n + 1]):
            yield replace(
                block, kind=HEADING, text=_plain(block.text), mark="#" if blocks[n + 1].text[0] == "=" else "##"
            )
        else:
            yield block


def levels(blocks: list[Block]) -> list[Block]:
    """Shift all headings by the same number of levels, so that the highest becomes "###"."""
    highest = min((len(block.mark) for block in blocks if block.kind == HEADING), default=_HIGHEST)
    shift = _HIGHEST - highest
    return [
        replace(block, mark="#" * min(_LOWEST, len(block.mark) + shift)) if block.kind == HEADING else block
        for block in blocks
    ]


def _is_underlined(block: Block, following: Block) -> bool:
    title = (
        len(block.text) <= _LONGEST_TITLE
        and not block.text[0].isdigit()
        and not block.text.endswith((".", ":", ";", ",", "!"))
    )
    return title and following.kind == LINE and bool(_UNDERLINE.fullmatch(following.text)) and following.indent < 4


def _plain(text: str) -> str:
    """A heading is bold already: marks around or in it say nothing."""
    return in_words(lambda words: _BETWEEN_LETTERS.sub(" ", words).replace("**", ""))(text).strip()
