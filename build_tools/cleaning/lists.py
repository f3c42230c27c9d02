"""Find list items by their marks, and their nesting by their indentation."""

import re
from collections.abc import Iterator
from dataclasses import replace

from build_tools.cleaning.blocks import BLANK, CODE, HEADING, ITEM, LINE, MATH, QUOTE, TABLE, Block

_BULLET = re.compile(r"(?:[-*+](?=\s|$)|[•◦▪▫●○■□‣∙⁃](?=\s*\S|$)|·(?=\s))\s*")
# Signs that open an item in one text and a remark in another: they are bullets where several lines begin with one.
_RARE_BULLET = re.compile(r"[–—→➔➢➤►▶▸❖✦»](?=\s)\s*")
_NUMBER = re.compile(r"(\d{1,3})[.)](?=\s|$|[A-Z\"*(])\s*")
_INLINE_BULLET = re.compile(r"(?<!\s)\s++[•◦▪●‣](?=\s)\s*+")
_TABS = 2  # columns by which an item must stand further in to be nested
_DEEPEST = 6  # items within items; what stands deeper is shown so deep
_QUOTE = re.compile(r">\s?")


def items(blocks: list[Block]) -> Iterator[Block]:
    """Make items of the lines that begin with a bullet or a number, and say how deep every block stands in lists."""
    split = [part for block in blocks for part in _split_bullets(block)]
    rare, counted = _habits(split)
    marked = _with_text([_marked(block, rare, n in counted) for n, block in enumerate(split)])
    open_items: list[int] = []  # the columns of the items that the next block may stand in
    for block in marked:
        if block.kind == BLANK:
            yield block
        elif block.kind == ITEM:
            while open_items and block.indent < open_items[-1] + _TABS:
                open_items.pop()
            yield replace(block, depth=len(open_items))
            open_items = [*open_items, block.indent][:_DEEPEST]
        else:
            _leave(open_items, block)
            yield replace(block, depth=len(open_items))


def _leave(open_items: list[int], block: Block) -> None:
    """Close the items that a block which is no item does not stand in."""
    if block.kind == HEADING:
        open_items.clear()
    nested = block.kind in (CODE, MATH, TABLE, QUOTE, LINE)
    while open_items and not (nested and block.indent >= open_items[-1] + _TABS):
        open_items.pop()


def nesting(blocks: list[Block]) -> Iterator[Block]:
    """Drop blocks of which nothing is left, and let each other block stand only in items that are still there."""
    open_items: list[int] = []  # the depths that the items around the next block had
    for block in blocks:
        if not block.text.strip():
            continue
        while open_items and open_items[-1] >= block.depth:
            open_items.pop()
        yield replace(block, depth=len(open_items))
        if block.kind == ITEM:
            open_items.append(block.depth)


def quotes(blocks: list[Block]) -> Iterator[Block]:
    """Make a quotation of lines that begin with ">"."""
    waiting: Block | None = None
    for block in blocks:
        quoted = block.kind == LINE and _QUOTE.match(block.text)
        if quoted and waiting:
            lines = (waiting.lines[0], block.lines[1])
            waiting = replace(waiting, text=f"{waiting.text}\n{block.text[quoted.end() :]}", lines=lines)
        elif quoted:
            waiting = replace(block, kind=QUOTE, text=block.text[quoted.end() :], hard=False)
        else:
            yield from [waiting] if waiting else []
            waiting = None
            yield block
    yield from [waiting] if waiting else []


def _split_bullets(block: Block) -> list[Block]:
    """Split a line with several bullets in it; one alone may be a sign of multiplication."""
    if block.kind != LINE or len(_INLINE_BULLET.findall(f" {block.text}")) < 2:
        return [block]
    first, *others = _INLINE_BULLET.split(f" {block.text}")
    parts = [replace(block, text=first.strip())] if first.strip() else []
    return parts + [replace(block, text=f"• {text.strip()}") for text in others if text.strip()]


def _habits(blocks: list[Block]) -> tuple[bool, set[int]]:
    """Return whether rare bullets are used as bullets, and the places of the lines whose number opens an item.

    A number opens an item where the count begins with it or goes on from it: "1." does, a year at a line's beginning
    does not.
    """
    rare = sum(block.kind == LINE and bool(_RARE_BULLET.match(block.text)) for block in blocks) > 1
    found = [
        (n, int(match[1]))
        for n, block in enumerate(blocks)
        if block.kind == LINE and (match := _NUMBER.match(block.text))
    ]
    all_numbers = {number for _, number in found}
    seen: set[int] = set()
    accepted: set[int] = set()
    for n, number in found:
        if number <= 1 or seen & {number - 1, number - 2} or number + 1 in all_numbers:
            accepted.add(n)
            seen.add(number)
    return rare, accepted


def _marked(block: Block, rare: bool, counted: bool) -> Block:
    """Return a line as an item where it is one, with the mark "-" or its number."""
    if block.kind != LINE:
        return block
    if counted and (match := _NUMBER.match(block.text)):
        return replace(block, kind=ITEM, text=block.text[match.end() :], mark=f"{int(match[1])}.")
    match = _BULLET.match(block.text) or (_RARE_BULLET.match(block.text) if rare else None)
    if not match:
        return block
    rest = block.text[match.end() :]
    return replace(block, kind=ITEM, text=rest, mark="-")


def _with_text(blocks: list[Block]) -> list[Block]:
    """Give a bullet or number that stands alone on its line the text of the next line; without one it is no item."""
    result: list[Block] = []
    empty: Block | None = None
    for block in blocks:
        if empty and block.kind == BLANK:
            continue
        if empty and block.kind == LINE:
            block = replace(empty, text=block.text, lines=(empty.lines[0], block.lines[1]), hard=block.hard)
        elif empty and empty.mark != "-":
            result.append(replace(empty, kind=LINE, text=empty.mark, mark=""))
        empty = block if block.kind == ITEM and not block.text.strip() else None
        if not empty:
            result.append(block)
    return result + ([replace(empty, kind=LINE, text=empty.mark, mark="")] if empty and empty.mark != "-" else [])
