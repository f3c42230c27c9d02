"""Join the lines of hard-wrapped text and the halves of a sentence that a page break cut, and only those."""

import re
from collections.abc import Iterator
from dataclasses import replace

from build_tools.cleaning.blocks import BLANK, ITEM, LINE, PARAGRAPH, Block, joined

_NARROWEST, _WIDEST = 40, 140  # columns between which text is wrapped by hand or by a converter
_SENTENCE_END = re.compile(r"[.!?:;…。！？：；]['\")\]*_`]*$")
_OPENS_ITEM = re.compile(r"(?:\(?(?:[a-zA-Z]|[ivxIVX]{1,4}|\d{1,3})[.)]{1,2}|[-–—→➔•✓✔✅❌☑])(?:\s|$)")
_EQUATION = re.compile(r"[^\W\d_]\w{0,2}\s*(?::?=|\([^()]{1,12}\)\s*=)")
_CONTINUES = re.compile(r"[a-zà-öø-ÿа-яα-ω]|[,;)]\s")
_UNFINISHED = re.compile(
    r"(?:^|\s)(?:a|an|and|as|at|by|for|from|in|into|of|on|or|our|that|the|their|to|with|your|,)$|\w,$", re.I
)
_CUT = re.compile(r"[\w,]$")
_BROKEN_WORD = re.compile(r"([A-Za-z]{2,})-$")
_ALONE = re.compile(r"<?https?://\S+|`[^`]+`[.,;]?")  # an address, a line of code
_FORMULA = re.compile(r"\$[^$\s](?:[^$]*[^$\s])?\$[.,;]?$")
_WIDE_SCRIPT = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]")
_LONG_ENOUGH = 30  # characters: shorter lines are items of a list that lost its bullets
_PAGE_LINE = 40  # characters of a line that can have been cut by the end of a page


def paragraphs(blocks: list[Block]) -> Iterator[Block]:
    """Make paragraphs of lines: of each line one, or of several where the text is hard-wrapped."""
    page_width = max((_width(run) for run in _runs(blocks)), default=0)
    for run in _runs(blocks):
        if run[0].kind not in (LINE, ITEM):
            yield from run
            continue
        width = _width(run)
        current = run[0]
        for block in run[1:]:
            if _goes_on(current, block, width or page_width, bool(width)):
                current = _together(current, block)
            else:
                yield _paragraph(current)
                current = block
        yield _paragraph(current)


def page_breaks(blocks: list[Block]) -> Iterator[Block]:
    """Join two paragraphs that a page's end cut in the middle of a sentence; drop the blank lines."""
    waiting: Block | None = None
    for block in (b for b in blocks if b.kind != BLANK):
        if waiting and _is_cut(waiting, block):
            waiting = _together(waiting, block)
            continue
        yield from [waiting] if waiting else []
        waiting = block
    yield from [waiting] if waiting else []


def _paragraph(block: Block) -> Block:
    return replace(
        block, kind=PARAGRAPH if block.kind == LINE else block.kind, text=" ".join(block.text.split()), hard=False
    )


def _runs(blocks: list[Block]) -> Iterator[list[Block]]:
    """Yield the blocks in runs: lines that follow each other without a gap, an item with its lines, any other alone."""
    run: list[Block] = []
    for block in blocks:
        if run and not (block.kind == LINE and run[-1].kind in (LINE, ITEM)):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _width(run: list[Block]) -> int:
    """Return the width to which a run of lines is wrapped, 0 where it is not.

    A wrapped line ends where the next word would not have fitted: true of every line but a paragraph's last, and by
    chance hardly ever of three independent lines.
    """
    texts = [block.text for block in run if block.kind in (LINE, ITEM)]
    widths = [block.indent + len(block.text) + (2 if block.kind == ITEM else 0) for block in run]
    widest = max(widths, default=0)
    if len(texts) < 3 or not _NARROWEST <= widest <= _WIDEST:
        return 0
    full = [w + 1 + _first_word(text) > widest for w, text in zip(widths, texts[1:], strict=False)]
    return widest if all(full) else 0


def _first_word(text: str) -> int:
    word = text.split(" ", 1)[0]
    return 2 if _WIDE_SCRIPT.match(word) else len(word)


def _goes_on(current: Block, block: Block, width: int, whole_run: bool) -> bool:
    """Whether `block` goes on with the paragraph that `current` has so far."""
    first, second = current.text, block.text
    if _OPENS_ITEM.match(second) or _EQUATION.match(second) or _ALONE.fullmatch(second) or _ALONE.fullmatch(first):
        return False
    if whole_run:
        return True
    if current.hard or _SENTENCE_END.search(first):
        return False
    last_line = first.rsplit("\n", 1)[-1]
    if current.kind == ITEM and block.depth > current.depth:
        return True
    if (
        _UNFINISHED.search(first)
        or _CONTINUES.match(second)
        or _FORMULA.match(second)
        or _FORMULA.match(last_line)
        and len(first) > len(last_line)
    ):
        return len(first) >= _LONG_ENOUGH
    return bool(width) and width - 12 <= len(last_line) <= width


def _is_cut(first: Block, second: Block) -> bool:
    if first.kind not in (PARAGRAPH, ITEM) or second.kind != PARAGRAPH or second.depth > first.depth + 1:
        return False
    long_enough = len(first.text) >= _PAGE_LINE and (
        len(second.text) >= _PAGE_LINE or bool(_SENTENCE_END.search(second.text))
    )
    if _OPENS_ITEM.match(second.text) or not long_enough:
        return False
    if _UNFINISHED.search(first.text) and not first.text.endswith(","):
        return True
    return bool((_CUT.search(first.text) or _BROKEN_WORD.search(first.text)) and _CONTINUES.match(second.text))


def _together(first: Block, second: Block) -> Block:
    """Join two parts; a word broken at a hyphen keeps it, for nobody can tell "self-" from "regu-" for certain."""
    if _WIDE_SCRIPT.match(first.text[-1:]) and _WIDE_SCRIPT.match(second.text):
        return joined(first, second, "")
    if _BROKEN_WORD.search(first.text) and second.text[:1].islower():
        return joined(first, second, "")
    return joined(first, second)
