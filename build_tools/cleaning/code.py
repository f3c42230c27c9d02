"""Find code that stands without a fence, and give code blocks the layout and the language that hold for them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from build_tools.cleaning.blocks import BLANK, CODE, LINE, Block
from build_tools.cleaning.python_layout import compiles, is_program, lay_out

_PYTHON = frozenset({"python", "py", "python3", "py3", "python2", "ipython", "ipython3", "sage"})
_NAME = r"[A-Za-z_]\w*"
# How a line of Python can begin; every run of such lines must still compile.
_STATEMENT = re.compile(
    rf"from\s+[\w.]+\s+import\s|import\s+[\w.]+(?:\s+as\s+\w+)?(?:\s*,\s*[\w.]+)*\s*(?:#.*)?$|(?:async\s+)?def\s+\w+\s*\(|class\s+\w+[^.?!]*:"
    rf"|@{_NAME}[\w.]*(?:\(.*\))?$|(?:for\s.+\sin\s.+|while\s.+|if\s.+|elif\s.+|else|try|except.*|finally|with\s.+):\s*(?:#.*)?$"
    rf"|(?:return|assert|raise|del|yield)\b|(?:pass|break|continue)$"
    rf"|\(?[A-Za-z_][\w.\[\]'\", ()]*+(?:[-+*/%@|&]|//|\*\*)?=(?!=)\s*\S|{_NAME}(?:\.{_NAME})*\(|[\])}}]+[,:]?$"
)
# What makes a run of lines code: no sentence and no formula looks so.
_TELLING = re.compile(
    rf"from\s+[\w.]+\s+import\s|import\s+[\w.]+(?:\s+as\s+\w+)?$|def\s+\w+\s*\(.*\)?.*:?$|class\s+\w+.*:$|(?:for|while|if|with)\s.+:$"
    rf"|print\(|{_NAME}(?:\.{_NAME})+\(|{_NAME}\s*=\s*{_NAME}(?:\.{_NAME})*\(.*=|[\w.,\[\] ]+=\s*{_NAME}(?:\.{_NAME})+\("
)
_OTHER = re.compile(r"[;{}]\s*(?://.*)?$|^\s*(?://|/\*|\*/|#include\b)|^\s*</?[a-z]+[^<>]*>\s*$")
_SHELL = re.compile(
    r"^(?:\$ \S|(?:sudo |!|%)?(?:pip3?|conda|npm|yarn|brew|apt|apt-get) install \S|git (?:clone|commit|push|pull|checkout) \S"
    r"|docker (?:run|build|pull|compose) \S|(?:python3?|bash|sh) [\w./-]+\.(?:py|sh)\b)"
)
_SQUEEZED = re.compile(r"(?:^|[\s:;)])(?:def\s+\w+\s*\(|class\s+\w+|import\s+\w|for\s.{1,80}\sin\s|while\s|return\s|with\s|[\w.]+\s*=\s*[\w.]+\()")
_PYTHON_CONSOLE = re.compile(r"^>>> ", re.M)
_LONGEST_RUN = 400  # lines looked at for one block
_LONGEST_LINE = 4000  # characters of a squeezed line


def bare_code(blocks: list[Block]) -> Iterator[Block]:
    """Make code blocks of runs of lines that are code without a fence."""
    at = 0
    while at < len(blocks):
        end = at + 1
        if blocks[at].kind == LINE:
            end = max(_while(blocks, at, _SHELL), _while(blocks, at, _OTHER), _python_end(blocks, at), at + 1)
        language = _language(blocks[at:end])
        if language is None:
            yield from (_unsqueezed(block) for block in blocks[at:end])
        else:
            lines = (blocks[at].lines[0], blocks[end - 1].lines[1])
            yield Block(CODE, _text(blocks[at:end]), lines, indent=blocks[at].indent, mark=language)
        at = end


def code_layout(blocks: list[Block]) -> Iterator[Block]:
    """Reflow Python that lost its lines, and let no block claim a language that it does not parse in."""
    for block in blocks:
        if block.kind != CODE:
            yield block
            continue
        text, mark = block.text, block.mark
        if mark in _PYTHON or not mark:
            if _PYTHON_CONSOLE.search(text):
                mark = "pycon"
            else:
                laid = lay_out(text) if mark or _SQUEEZED.search(text[:_LONGEST_LINE]) else None
                text = laid or text
                mark = "python" if (mark and compiles(text)) or is_program(text) else ""
        yield replace(block, text=text, mark=mark)


def _language(blocks: list[Block]) -> str | None:
    """Return the language of a run of lines, "" where they are code of an unknown one, None where they are none."""
    lines = [block.text for block in blocks if block.kind == LINE]
    if lines and all(_SHELL.match(line) for line in lines):
        return ""
    telling = sum(bool(_TELLING.match(line)) for line in lines)
    if telling and (len(lines) > 1 or is_program(lines[0])):
        laid = lay_out(_text(blocks))
        if laid and is_program(laid):
            return "python"
        if len(lines) > 2 and telling >= len(lines) / 2:
            return ""
    other = len(lines) > 1 and all(_OTHER.search(line) for line in lines)
    if other and any("(" in line for line in lines) and sum(line.endswith((";", "{", "}")) for line in lines) > 1:
        return ""
    return None


def _unsqueezed(block: Block) -> Block:
    """Return a line that holds a whole program as a code block; any other block as it is."""
    if block.kind == LINE and len(block.text) <= _LONGEST_LINE and _SQUEEZED.search(block.text):
        laid = lay_out(block.text)
        if laid and "\n" in laid and is_program(laid):
            return replace(block, kind=CODE, text=laid, mark="python")
    return block


def _while(blocks: list[Block], at: int, pattern: re.Pattern[str]) -> int:
    end = at
    while end < min(len(blocks), at + _LONGEST_RUN) and blocks[end].kind == LINE and pattern.search(blocks[end].text):
        end += 1
    return end


def _python_end(blocks: list[Block], at: int) -> int:
    """Return where the run of Python lines that begins at `at` ends; blank lines belong to it only between two of them."""
    end, depth = at, 0
    base = blocks[at].indent
    for n in range(at, min(len(blocks), at + _LONGEST_RUN)):
        block = blocks[n]
        if block.kind == BLANK:
            continue
        if block.kind != LINE:
            break
        if depth <= 0 and not (_STATEMENT.match(block.text) or block.text.startswith("# ") or n > at and block.indent > base and end == n):
            break
        depth += sum(block.text.count(sign) for sign in "([{") - sum(block.text.count(sign) for sign in ")]}")
        end = n + 1
    return end


def _text(blocks: list[Block]) -> str:
    base = min((b.indent for b in blocks if b.kind == LINE), default=0)
    return "\n".join(" " * (b.indent - base) + b.text if b.kind == LINE else "" for b in blocks)
