"""Write tables so that Markdown takes them: one header, one separator, rows of one length, a pipe at both ends."""

import re
from collections.abc import Iterator
from dataclasses import replace

from build_tools.cleaning.blocks import BLANK, LINE, TABLE, Block
from build_tools.cleaning.inline import cells, in_words

_SEPARATOR = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_LISTED = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s")
_FRAMED = re.compile(r"\|.*\|")
_CONDITIONAL = re.compile(r"(?<=\()([^()|\s\\]+)\|(?=[^()|\s]+\))")  # P(y|x) is one cell
_WIDEST = 60  # columns; more are no table


def tables(blocks: list[Block]) -> Iterator[Block]:
    """Make table blocks of rows with a separator, of rows in pipes without one, and of rows parted by tabs."""
    at = 0
    while at < len(blocks):
        end, rows = _piped(blocks, at)
        if not rows:
            end, rows = _tabbed(blocks, at)
        if rows:
            yield Block(TABLE, written(rows), (blocks[at].lines[0], blocks[end - 1].lines[1]), indent=blocks[at].indent)
            at = end
        else:
            yield replace(blocks[at], kind=BLANK, text="") if _separates(blocks[at]) else blocks[at]
            at += 1


def written(rows: list[list[str]]) -> str:
    """Return rows as a Markdown table; the first is the header, the second may be a separator with alignments."""
    separators = [row for row in rows[1:2] if _is_separator(row)]
    body = [row for row in rows if not (row and _is_separator(row))]
    while len(body) > 1 and not any(body[0]):  # an empty header, where the page's table had none
        body = body[1:]
    count = max((len(row) for row in body), default=0)
    marks = [_alignment(cell) for cell in separators[0]] if separators else []
    marks = (marks + ["---"] * count)[:count]
    full = [row + [""] * (count - len(row)) for row in body]
    return "\n".join("| " + " | ".join(row) + " |" for row in [*full[:1], marks, *full[1:]])


def _alignment(cell: str) -> str:
    return (":" if cell.startswith(":") else "") + "---" + (":" if cell.endswith(":") and len(cell) > 1 else "")


def _is_separator(row: list[str]) -> bool:
    return bool(row) and all(re.fullmatch(r":?-+:?", cell) for cell in row)


_with_conditions = in_words(lambda words: _CONDITIONAL.sub(r"\1\\|", words))


def _row(block: Block) -> list[str]:
    return (
        cells(_with_conditions(block.text))
        if block.kind == LINE and "|" in block.text and not _LISTED.match(block.text)
        else []
    )


def _piped(blocks: list[Block], at: int) -> tuple[int, list[list[str]]]:
    """Return the end and the rows of a table that begins at `at`; no rows where none does."""
    if not _row(blocks[at]):
        return at, []
    separated = any(
        _separates(blocks[n])
        for n in range(at, min(at + 3, len(blocks)))
        if n == at or all(b.kind == BLANK or _separates(b) for b in blocks[at + 1 : n])
    )
    framed = bool(_FRAMED.fullmatch(blocks[at].text))
    if not separated and not framed:
        return at, []
    rows, end, n = [], at, at
    while n < len(blocks):
        row = _row(blocks[n])
        gap = n > end  # a scraper doubles line ends; such rows have both their pipes
        if row and rows and _is_separator(row) and _is_separator(rows[-1]):
            break
        if row and (not gap or _FRAMED.fullmatch(blocks[n].text) or _separates(blocks[n])) and len(row) <= _WIDEST:
            rows.append(row)
            end = n + 1
        elif blocks[n].kind != BLANK or gap:
            break
        n += 1
    real = [row for row in rows if not _is_separator(row)]
    if not real or not separated and (len(real) < 2 or min(map(len, real)) < 2):
        return at, []
    return end, rows


def _separates(block: Block) -> bool:
    return block.kind == LINE and "|" in block.text and bool(_SEPARATOR.fullmatch(block.text))


def _tabbed(blocks: list[Block], at: int) -> tuple[int, list[list[str]]]:
    """Three or more lines with the same number of tabs inside are a table that lost its lines."""
    rows: list[list[str]] = []
    end = at
    while (
        end < len(blocks)
        and blocks[end].kind == LINE
        and "\t" in blocks[end].text
        and not _LISTED.match(blocks[end].text)
    ):
        row = [cell.strip().replace("|", "\\|") for cell in blocks[end].text.split("\t")]
        if rows and len(row) != len(rows[0]):
            break
        rows.append(row)
        end += 1
    return (end, rows) if len(rows) > 2 and len(rows[0]) <= _WIDEST else (at, [])
