"""The value that the cleaning rules pass on: an answer as a list of blocks, each with its place in the source."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from build_tools.cleaning.inline import in_cells
from build_tools.model import LeftOut

# What a block can be. "line" and "blank" are what the source has; the rules turn them into the others.
LINE, BLANK, PARAGRAPH, ITEM, HEADING, QUOTE = "line", "blank", "paragraph", "item", "heading", "quote"
CODE, MATH, TABLE, LEFT_OUT = "code", "math", "table", "left out"
PROSE = frozenset({LINE, PARAGRAPH, ITEM, HEADING, QUOTE})


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the source at first, then a paragraph, list item, heading, code block, formula or table."""

    kind: str
    text: str  # inline Markdown; of code, formulas and tables the bare lines
    lines: tuple[int, int]  # first and last line of the source
    indent: int = 0  # columns before the text in the source
    depth: int = 0  # how many list items the block stands in
    mark: str = ""  # an item's "-" or "1.", a heading's "###", code's language, the reason of what is left out
    hard: bool = False  # a forced line break follows

    def left_out(self, reason: str, text: str | None = None) -> "Block":
        """Return the block, or `text` of it, as a fragment that the driver takes out for `reason`."""
        return Block(LEFT_OUT, self.text if text is None else text, self.lines, mark=reason)


Step = Callable[[list[Block]], Iterable[Block]]
Fragment = tuple[str, str]  # reason, text


def run(step: Step, blocks: list[Block]) -> tuple[list[Block], list[LeftOut]]:
    """Apply one rule; return the blocks that stay, and what the rule removed."""
    kept: list[Block] = []
    removed: list[LeftOut] = []
    for block in step(blocks):
        if block.kind != LEFT_OUT:
            kept.append(block)
        elif block.text.strip():
            removed.append(LeftOut(block.lines, block.text.strip(), block.mark))
    return kept, removed


def change(blocks: Iterable[Block], rule: Callable[[str], str]) -> Iterator[Block]:
    """Apply a rule on inline Markdown to all prose: to every line of a quotation, to every cell of a table."""
    for block in blocks:
        text = _applied(block, rule) if block.kind in PROSE or block.kind == TABLE else block.text
        yield block if text == block.text else replace(block, text=text)  # most stay, and a copy takes time


def cut(blocks: Iterable[Block], rule: Callable[[str], tuple[str, list[Fragment]]]) -> Iterator[Block]:
    """Apply a rule that also removes fragments to all prose; a block of which nothing is left goes."""
    for block in blocks:
        fragments: list[Fragment] = []

        def keep(text: str, into: list[Fragment] = fragments) -> str:
            kept, removed = rule(text)
            into += removed
            return kept

        changed = next(iter(change([block], keep)))
        yield from (block.left_out(reason, removed) for reason, removed in fragments)
        if changed.text.strip() or not fragments:
            yield changed
        elif block.kind == LINE:
            yield replace(block, kind=BLANK, text="")


def _applied(block: Block, rule: Callable[[str], str]) -> str:
    lines = block.text.split("\n")
    if block.kind == TABLE:
        return "\n".join(line if n == 1 else in_cells(line, rule) for n, line in enumerate(lines))
    return "\n".join(rule(line) for line in lines)


def joined(first: Block, second: Block, by: str = " ") -> Block:
    """Return one block of two that follow each other."""
    lines = (first.lines[0], max(first.lines[1], second.lines[1]))
    return replace(first, text=f"{first.text}{by}{second.text}", lines=lines, hard=second.hard)
