"""Number ordered lists on where a scraper began them anew, and nest what stands between their items."""

from collections.abc import Sequence
from dataclasses import replace

from build_tools.cleaning.blocks import HEADING, ITEM, Block

_SKIPPED = 2  # a count may leave out one number


def numbering(blocks: list[Block]) -> list[Block]:
    """Return the blocks with ordered lists that go on over what stands between their items."""
    for depth in range(1 + max((block.depth for block in blocks), default=0)):
        blocks = _at_depth(blocks, depth)
    return blocks


def _at_depth(blocks: list[Block], depth: int) -> list[Block]:
    result = list(blocks)
    for numbered in _sequences(blocks, depth):
        number, nested_bullets = _number(blocks[numbered[0]]), False
        for previous, at in zip(numbered, numbered[1:], strict=False):
            between = blocks[previous + 1 : at]
            if _goes_on(blocks[previous], blocks[at], between, depth):
                number += 1
                if any(block.depth == depth for block in between):
                    result[previous + 1 : at] = [_nested(block) for block in between]
                nested_bullets = nested_bullets or any(b.kind == ITEM and b.depth == depth for b in between)
            else:
                number, nested_bullets = _number(blocks[at]), False
            result[at] = replace(result[at], mark=f"{number}.")
        if nested_bullets:
            _nest_tail(result, numbered[-1] + 1, depth)
    return result


def _sequences(blocks: Sequence[Block], depth: int) -> list[list[int]]:
    """Return the places of the numbered items of a depth, parted by headings and by what stands less deep."""
    found: list[list[int]] = [[]]
    for n, block in enumerate(blocks):
        if block.kind == HEADING or block.depth < depth:
            found.append([])
        elif block.kind == ITEM and block.depth == depth and block.mark != "-":
            found[-1].append(n)
    return [numbered for numbered in found if numbered]


def _goes_on(first: Block, second: Block, between: Sequence[Block], depth: int) -> bool:
    """Whether a numbered item goes on with the list of the one before it."""
    number, following = _number(first), _number(second)
    counted = 1 <= following - number <= _SKIPPED
    here = [block for block in between if block.depth == depth]
    if all(block.kind == ITEM for block in here):
        return counted or following == 1 and (number == 1 or bool(between))
    return counted or following == number == 1


def _nested(block: Block) -> Block:
    return replace(block, depth=block.depth + 1)


def _nest_tail(result: list[Block], start: int, depth: int) -> None:
    """Nest the bullets behind the last item as those behind the others were."""
    for n in range(start, len(result)):
        block = result[n]
        if block.depth < depth or block.depth == depth and (block.kind != ITEM or block.mark != "-"):
            return
        result[n] = _nested(block)


def _number(block: Block) -> int:
    return int(block.mark.rstrip("."))
