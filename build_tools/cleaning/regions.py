"""Read the lines of an answer as blocks: fenced and preformatted code, formulas on lines of their own, other lines."""

import re
from collections.abc import Iterator, Sequence
from textwrap import dedent

from build_tools.cleaning.blocks import BLANK, CODE, LEFT_OUT, LINE, MATH, Block
from build_tools.model import Line

_FENCE = re.compile(r"(?P<indent>\s*)(?P<fence>`{3,}|~{3,})\s*(?P<info>[^`]*)$")
_LANGUAGE = re.compile(r"[\w+#-]+")
_BEGIN = re.compile(r"\s*\\begin\{((?:equation|align|gather|multline|eqnarray|aligned|cases|array|[bpv]?matrix)\*?)\}")
_FORMULA_LINES = 80  # a formula that runs on for longer has lost its end
_COMMENT_LINES = 200
_TAB = 4
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff]")  # control characters, glyphs of icon fonts

_Taken = tuple[int, list[Block]]  # how many lines, and the blocks they make


def read_blocks(lines: Sequence[Line]) -> Iterator[Block]:
    """Yield the blocks of an answer: code and formulas whole, every other line by itself."""
    at = 0
    while at < len(lines):
        for region in (_unseen, _fenced, _preformatted, _comment, _environment, _display, _single):
            if taken := region(lines, at):
                count, blocks = taken
                yield from blocks
                at += count
                break


def width(text: str) -> int:
    """Return the columns of white space before `text`."""
    expanded = text.expandtabs(_TAB)
    return len(expanded) - len(expanded.lstrip())


def _place(lines: Sequence[Line], first: int, last: int) -> tuple[int, int]:
    return lines[first].number, max(lines[first].number, lines[last].end)


def _one(number: tuple[int, int], text: str) -> Block:
    """Return a line as a block, without what nobody sees."""
    shown = _NO_TEXT.sub(lambda match: " " if match[0] in "\x0b\x0c" else "", text)
    shown = shown.replace("\xa0", " ").replace("\x85", " ")
    if not shown.strip("\ufeff\u200b \t\u2028\u2029"):
        return Block(BLANK, "", number)
    hard = shown.endswith("  ") or shown.endswith("\\")
    return Block(LINE, shown.strip(), number, indent=width(shown), hard=hard)


def _unseen(lines: Sequence[Line], at: int) -> _Taken | None:
    line = lines[at]
    if line.role not in ("chrome", "markup"):
        return None
    return 1, [Block(LEFT_OUT, line.text, _place(lines, at, at), mark=line.role)]


def _fenced(lines: Sequence[Line], at: int) -> _Taken | None:
    """Code between fences; a fence that is never closed runs to the end, as in CommonMark 0.31, section 4.5."""
    opening = _FENCE.match(lines[at].text)
    if not opening:
        return None
    fence = opening["fence"]
    closing = re.compile(rf"\s*{fence[0]}{{{len(fence)},}}\s*$")
    end = next((n for n in range(at + 1, len(lines)) if closing.match(lines[n].text)), len(lines))
    language = _LANGUAGE.search(opening["info"].split("=")[0])
    indent = width(opening["indent"])
    return end + 1 - at, _code(
        lines, at, min(end, len(lines) - 1), range(at + 1, end), indent, language[0].lower() if language else ""
    )


def _preformatted(lines: Sequence[Line], at: int) -> _Taken | None:
    """Code that the page's markup says is code."""
    if lines[at].role != "code":
        return None
    end = at
    while end < len(lines) and lines[end].role == "code" and not _FENCE.match(lines[end].text):
        end += 1
    return end - at, _code(lines, at, end - 1, range(at, end), 0, "")


def _code(lines: Sequence[Line], first: int, last: int, body: range, indent: int, language: str) -> list[Block]:
    text = dedent("\n".join(_NO_TEXT.sub("", lines[n].text.expandtabs(_TAB)).rstrip() for n in body)).strip("\n")
    return [Block(CODE, text, _place(lines, first, last), indent=indent, mark=language)] if text.strip() else []


def _comment(lines: Sequence[Line], at: int) -> _Taken | None:
    """An HTML comment that begins a line."""
    if not lines[at].text.lstrip().startswith("<!--"):
        return None
    for end in range(at, min(len(lines), at + _COMMENT_LINES)):
        before, closed, after = lines[end].text.partition("-->")
        if closed:
            text = "\n".join([*(lines[n].text for n in range(at, end)), before + closed])
            place = _place(lines, at, end)
            rest = [_one((lines[end].number, lines[end].end), after)] if after.strip() else []
            return end + 1 - at, [Block(LEFT_OUT, text, place, mark="markup"), *rest]
    return None


def _environment(lines: Sequence[Line], at: int) -> _Taken | None:
    r"""A formula from \begin{…} to \end{…} without dollars."""
    opening = _BEGIN.match(lines[at].text)
    if not opening:
        return None
    closing = f"\\end{{{opening[1]}}}"
    for end in range(at, min(len(lines), at + _FORMULA_LINES)):
        before, closed, after = lines[end].text.partition(closing)
        if closed and not after.strip():
            text = "\n".join(lines[n].text.strip() for n in range(at, end + 1) if lines[n].text.strip())
            return end + 1 - at, [Block(MATH, text, _place(lines, at, end), indent=width(lines[at].text))]
    return None


def _display(lines: Sequence[Line], at: int) -> _Taken | None:
    r"""A formula between $$ and $$ or \[ and \] that has lines of its own, with the text before and after it."""
    text = lines[at].text
    for opening, closing in (("$$", "$$"), ("\\[", "\\]")):
        before, opened, rest = text.partition(opening)
        if not opened or (
            text.count("$$") % 2 == 0 and opening == "$$" and (before.strip() or rest.partition("$$")[2].strip())
        ):
            continue
        if opening == "\\[" and before.strip():
            continue
        pieces = [rest]
        for end in range(at, min(len(lines), at + _FORMULA_LINES)):
            if end > at:
                pieces.append(lines[end].text)
            inside, closed, after = pieces[-1].partition(closing)
            if closed:
                pieces[-1] = inside
                return _formula(lines, at, end, before, pieces, after)
            if lines[end].role == "code" or _FENCE.match(lines[end].text):
                break
    return None


def _formula(lines: Sequence[Line], at: int, end: int, before: str, pieces: list[str], after: str) -> _Taken:
    if after.strip() in (".", ",", ";"):  # the sentence's sign after a formula stands inside it
        pieces[-1], after = pieces[-1].rstrip() + after.strip(), ""
    formula = "\n".join(piece.strip() for piece in pieces if piece.strip())
    blocks = [_one((lines[at].number, lines[at].end), before)] if before.strip() else []
    if formula:
        blocks.append(Block(MATH, formula, _place(lines, at, end), indent=width(lines[at].text)))
    if after.strip():
        blocks.append(_one((lines[end].number, lines[end].end), after))
    return end + 1 - at, blocks


def _single(lines: Sequence[Line], at: int) -> _Taken:
    return 1, [_one(_place(lines, at, at), lines[at].text)]
