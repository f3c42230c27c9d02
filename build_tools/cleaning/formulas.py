r"""Keep the formulas that can be drawn, written as $…$ and $$…$$, and show what cannot be drawn as code."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from math_core import LatexError, LatexToMathML

from build_tools.cleaning.blocks import CODE, ITEM, MATH, PARAGRAPH, PROSE, TABLE, Block, change
from build_tools.cleaning.inline import HOLDER, hide, in_tokens, show

_CONVERTER = LatexToMathML(fancy_error=False)
_LONGEST, _DEEPEST = 4000, 40  # characters and braces within braces; more is no formula, and parsers recurse
_TEXT = re.compile(
    r"\\(?:text|mathrm|operatorname|mbox|textbf|textit|mathbf|mathit|label|tag|begin|end)\*?\s*\{[^{}]*\}|\\[A-Za-z]+"
)
_PROSE_WORDS = re.compile(r"[A-Za-z]{3,}\s+[A-Za-z]{2,}")
_PRICE = re.compile(r"\d[\d.,]*[kKmMbB]?\b(?!\s*[-+*/=<>^_\\]).*\s[A-Za-z]{2,}")
_OPEN_END = re.compile(r"[-+*/=<>,(&]$|^[/=,)]")
_ESCAPED = re.compile(r"(?<=[\w})])\\(?=[_*](?:[\w{(]|$))")
_PERCENT = re.compile(r"(?<!\\)%")
_WIDE = re.compile(r"\\(?:d?frac|sum|int|prod|begin|left|lim|underset|overset)\b|\\\\")
_LONG = 40  # characters: a formula so long stands better on a line of its own


def formulas(blocks: list[Block]) -> Iterator[Block]:
    """Check every formula that the source marks as one; a dollar that marks none is escaped."""
    for block in blocks:
        if block.kind == MATH:
            tex = mended(block.text)
            yield replace(block, text=tex) if drawable(tex) else replace(block, kind=CODE, mark="")
        elif block.kind in PROSE or block.kind == TABLE:
            yield from _displayed(next(iter(change([block], _inline if block.kind != TABLE else _in_table))))
        else:
            yield block


@lru_cache(maxsize=4096)
def drawable(tex: str) -> bool:
    """Whether `tex` is a formula that the site can draw."""
    if not tex.strip() or len(tex) > _LONGEST or not _shallow(tex):
        return False
    try:
        _CONVERTER.convert_with_local_state(tex, displaystyle=True)
    except LatexError:
        return False
    return True


def mended(tex: str) -> str:
    r"""Return TeX without the escapes of Markdown (`x\_1`), and with the per cent sign that TeX takes for a comment."""
    return _PERCENT.sub(r"\\%", _ESCAPED.sub("", tex.strip()))


def as_code(text: str) -> str:
    """Return `text` as a code span."""
    ticks = "``" if "`" in text else "`"
    space = " " if "`" in text else ""
    return f"{ticks}{space}{text.strip()}{space}{ticks}"


def _shallow(tex: str) -> bool:
    depth = deepest = 0
    for character in tex:
        depth += (character == "{") - (character == "}")
        deepest = max(deepest, depth)
    return deepest <= _DEEPEST


def _means_formula(tex: str) -> bool:
    """Whether what stands between two dollars is meant as a formula, and is not the text between two prices."""
    bare = _TEXT.sub(" ", tex)
    return not (_PROSE_WORDS.search(bare) or _PRICE.match(tex) or _OPEN_END.search(tex))


def _in_table(text: str) -> str:
    """A pipe in a formula would part two cells: U+2223 is the same sign to TeX."""
    words, hidden = hide(_inline(text), ("math",))
    return show(words, [token.replace("\\|", "‖").replace("|", "∣") for token in hidden])


def _inline(text: str) -> str:
    if "$" not in text and "\\" not in text:
        return text

    def one(kind: str, token: str) -> str:
        if kind == "math":
            tex = mended(token[1:-1])
            if not _means_formula(tex):
                return token.replace("$", "\\$")
            return f"${tex}$" if drawable(tex) else as_code(tex)
        if kind == "display":
            tex = mended(token[2:-2])
            return (
                f"$${tex}$$" if drawable(tex) else as_code(" ".join(tex.split())) if tex else token.replace("$", "\\$")
            )
        if kind == "bracket":
            tex = mended(token[2:-2])
            if _means_formula(tex) and re.search(r"[A-Za-zΑ-ω\\]", tex) and drawable(tex):
                return f"${tex}$" if token[1] == "(" else f"$${tex}$$"
            return (
                token[:-2] + token[-1]
            )  # escaped brackets round words: one escape less, and no parser takes them for TeX
        return token[1] if token in ("\\]", "\\)") else token

    return _without_lone_dollars(in_tokens(one, text))


def _without_lone_dollars(text: str) -> str:
    """Escape the dollars that open no formula, where there are several signs that a reader could pair."""
    words, hidden = hide(text)
    return show(words.replace("$", "\\$") if hide(text, ("code", "escape"))[0].count("$") > 1 else words, hidden)


def _displayed(block: Block) -> Iterator[Block]:
    """Yield a block with the $$ formulas in its text on lines of their own where they are large, else in the line."""
    words, hidden = hide(block.text)
    if HOLDER["display"] not in words:
        yield block
        return
    may_split = block.kind in (PARAGRAPH, ITEM)
    depth = block.depth + (block.kind == ITEM)
    current, waiting = "", iter(hidden)
    kept = block
    for n, character in enumerate(words):
        token = next(waiting) if "\ue000" <= character <= "\ue0ff" else character
        if character != HOLDER["display"]:
            current += token
            continue
        tex = token[2:-2]
        if not may_split or not _stands_alone(tex, current, words[n + 1 :]):
            current += f"${' '.join(tex.split())}$"
            continue
        if current.strip() or kept.kind == ITEM:
            yield replace(kept, text=current.strip())
        sign = re.match(r"\s*[.,;](?=\s|$)", words[n + 1 :])
        yield Block(MATH, tex + (sign[0].strip() if sign else ""), block.lines, depth=depth)
        kept, current = replace(block, kind=PARAGRAPH, depth=depth, mark=""), "" if not sign else "\ue0ff"
    text = re.sub("\ue0ff\\s*[.,;]", "", current).strip()
    if text:
        yield replace(kept, text=text)


def _stands_alone(tex: str, before: str, after: str) -> bool:
    return (
        bool(_WIDE.search(tex))
        or len(tex) > _LONG
        or before.rstrip().endswith(":")
        or not before.strip()
        and not after.strip()
    )
