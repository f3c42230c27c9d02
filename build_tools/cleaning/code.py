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
    rf"|print\(|{_NAME}(?:\.{_NAME})+\("
    rf"|{_NAME}\s*=\s*{_NAME}(?:\.{_NAME})*\(.*=|[\w.,\[\] ]+=\s*{_NAME}(?:\.{_NAME})+\("
)
_OTHER = re.compile(r"[;{}]\s*(?://.*)?$|^\s*(?://|/\*|\*/|#include\b)|^\s*</?[a-z]+[^<>]*>\s*$")
_SHELL = re.compile(
    r"^(?:\$ \S|(?:sudo |!|%)?(?:pip3?|conda|npm|yarn|brew|apt|apt-get) install \S"
    r"|git (?:clone|commit|push|pull|checkout) \S"
    r"|docker (?:run|build|pull|compose) \S|(?:python3?|bash|sh) [\w./-]+\.(?:py|sh)\b)"
)
_SQUEEZED = re.compile(
    r"(?:^|[\s:;)])(?:def\s+\w+\s*\(|class\s+\w+|import\s+\w|for\s.{1,80}\sin\s|while\s|return\s|with\s|[\w.]+\s*=\s*[\w.]+\()"
)
_LABEL = re.compile(r"(?!else|try|finally)[A-Z][\w' ]{0,60}:\s+")
# A line that is code for certain though it cannot be laid out: three signs of a program and no sentence.
_CODE_SIGNS = re.compile(
    r"\bdef \w+\(|\bclass \w+[:(]|\b(?:import|return) \w+|\b\w+ = [\w.]*[\[({]|\w\.\w+\(|\bfor \w+ in \w+.{0,40}:"
)
_SENTENCE = re.compile(r"[a-z]{2}[.!?](?:\s+[A-Z]|$)")
_CALL = re.compile(r"\w\(")
_QUERY = re.compile(
    r"(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE|ALTER TABLE)\s.{1,400}\s(?:FROM|VALUES|SET|WHERE)\b"
    r"|CREATE TABLE \w+\s*\("
)
_PYTHON_CONSOLE = re.compile(r"^>>> ", re.M)
_CODE_INDENT = 4
_ITEM = re.compile(r"[-*+•◦▪●]\s|\d{1,3}[.)]\s")
_SIGN = re.compile(r"[=(){}\[\];<>_]|:$")
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
        if language is None and (indented := _indented_end(blocks, at)) > at:
            end, language = indented, ""
        if language is None:
            for block in blocks[at:end]:
                yield from _unsqueezed(block)
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


def _unsqueezed(block: Block) -> list[Block]:
    """Return a line that holds a whole program as a code block, after its label if it has one; else the line."""
    text = block.text
    if block.kind != LINE or len(text) > _LONGEST_LINE:
        return [block]
    label = _LABEL.match(text)
    for start in [0, label.end()] if label else [0]:
        laid = lay_out(text[start:]) if _SQUEEZED.search(text[start:]) else None
        if laid and "\n" in laid and is_program(laid):
            before = [replace(block, text=text[:start].strip())] if start else []
            return [*before, replace(block, kind=CODE, text=laid, mark="python")]
    if len(_CODE_SIGNS.findall(text)) > 2 and not _SENTENCE.search(text) or _is_braced(text) or _QUERY.match(text):
        return [replace(block, kind=CODE)]
    return [block]


def _is_braced(line: str) -> bool:
    """Whether a line holds several statements of a language with semicolons and braces."""
    signs = sum(line.count(sign) for sign in ";{}")
    return line.endswith((";", "}")) and ";" in line and signs > 2 and bool(_CALL.search(line))


def _indented_end(blocks: list[Block], at: int) -> int:
    """Return the end of an indented code block that begins at `at`, `at` where none does (CommonMark 0.31, 4.4).

    Scraped text is indented for many reasons: half of the lines must have signs of code, and no item stand before them.
    """
    before = next((block for block in reversed(blocks[max(0, at - 3) : at]) if block.kind != BLANK), None)
    if (
        not before
        or before.kind != LINE
        or before.indent >= _CODE_INDENT
        or _ITEM.match(before.text)
        or blocks[at - 1].kind != BLANK
    ):
        return at
    end = at
    while (
        end < len(blocks)
        and blocks[end].kind == LINE
        and blocks[end].indent >= _CODE_INDENT
        and not _ITEM.match(blocks[end].text)
    ):
        end += 1
    signs = sum(bool(_SIGN.search(block.text)) for block in blocks[at:end])
    return end if signs * 2 >= end - at else at


def _while(blocks: list[Block], at: int, pattern: re.Pattern[str]) -> int:
    end = at
    while end < min(len(blocks), at + _LONGEST_RUN) and blocks[end].kind == LINE and pattern.search(blocks[end].text):
        end += 1
    return end


def _python_end(blocks: list[Block], at: int) -> int:
    """Return where the run of Python lines that begins at `at` ends; blank lines belong to it only between two."""
    end, depth = at, 0
    base = blocks[at].indent
    for n in range(at, min(len(blocks), at + _LONGEST_RUN)):
        block = blocks[n]
        if block.kind == BLANK:
            continue
        if block.kind != LINE:
            break
        if depth <= 0 and not (
            _STATEMENT.match(block.text) or block.text.startswith("# ") or n > at and block.indent > base and end == n
        ):
            break
        depth += sum(block.text.count(sign) for sign in "([{") - sum(block.text.count(sign) for sign in ")]}")
        end = n + 1
    return end


def _text(blocks: list[Block]) -> str:
    base = min((b.indent for b in blocks if b.kind == LINE), default=0)
    return "\n".join(" " * (b.indent - base) + b.text if b.kind == LINE else "" for b in blocks)
