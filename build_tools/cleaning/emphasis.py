"""Mend bold and italic marks: spaces on the wrong side of them, words glued to them, marks without a partner."""

import re
from collections.abc import Iterator
from dataclasses import replace

from build_tools.cleaning.blocks import ITEM, PARAGRAPH, Block, change
from build_tools.cleaning.inline import HOLDER, hide, in_words, show
from build_tools.policy import MAX_SIGNS

_STARS = re.compile(r"\*+")
_DUNDER = re.compile(r"(?<![\w`])__(?=[A-Za-z])([A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*)__(?!\w)")
_UNDERLINED = re.compile(r"(?<!\w)__(?=\S)([^_\n]{1,300}?)(?<=\S)__(?!\w)")
_GLUED_TERM = re.compile(r"\*\*[^*\n]{1,80}(?::\s*\*\*|\*\*\s*:)")
# Stars that are no emphasis: Python's arguments, and powers such as 2 ** 3.
_LITERAL = re.compile(
    r"\*{1,2}(?=(?:args|kwargs|kw)\b)|(?<=\b[\w)] )\*\*(?= [\w(]\b)|(?<=\d )\*\*(?= [\w(])|(?<=\d)\*\*(?=\d)"
)
_STAR = "\ue0f0"  # a literal star, until the others have found their partners


def glued_terms(blocks: list[Block]) -> Iterator[Block]:
    """Make list items of a paragraph of bold terms, each glued to the words before it: a list that lost its lines."""
    for block in blocks:
        starts = [m.start() for m in _GLUED_TERM.finditer(block.text)] if block.kind == PARAGRAPH else []
        glued = sum(not block.text[start - 1].isspace() for start in starts[1:])
        if len(starts) < 2 or starts[0] != 0 or glued < (len(starts) - 1) / 2:
            yield block
            continue
        for start, end in zip(starts, [*starts[1:], len(block.text)], strict=True):
            yield replace(block, kind=ITEM, text=block.text[start:end].strip(), mark="-")


def emphasis(blocks: list[Block]) -> Iterator[Block]:
    """Mend the emphasis of all prose."""
    return change(blocks, _mended)


def without_emphasis(text: str) -> str:
    """Return inline Markdown without marks of emphasis; code and formulas stay."""
    text = _mended(text)
    words, hidden = hide(text)
    words = _STARS.sub(lambda m: m[0] if _is_spaced(words, m) else "", words)
    words = re.sub(r"(?<!\w)_(?=\S)([^_]+)(?<=\S)_(?!\w)", r"\1", words)
    return show(words, hidden)


def _mended(text: str) -> str:
    if "*" not in text and "__" not in text:
        return text
    if max(text.count("*"), text.count("_")) > MAX_SIGNS:  # no page may show it, and pairing takes quadratic time
        return text
    text = in_words(lambda words: _DUNDER.sub(r"`__\1__`", words))(text)
    words, hidden = hide(text)
    words = _LITERAL.sub(lambda match: _STAR * len(match[0]), _UNDERLINED.sub(r"**\1**", words))
    return show(_single(_double(words).replace(_STAR, "\\*")), hidden)


def _double(words: str) -> str:
    """Pair the double stars; a pair holds no space at its ends, and a term in it none of the next word."""
    words = re.sub(r"\*{4}(?!\*)", "** **", words) if "****" in words else words
    marks = [m for m in _STARS.finditer(words) if len(m[0]) == 2]
    if len(marks) % 2:
        stray = next((m for m in marks if _is_spaced(words, m)), marks[-1])
        marks.remove(stray)
        one_sided = (
            words[stray.start() - 1 : stray.start()].strip() == "" or words[stray.end() : stray.end() + 1].strip() == ""
        )
        remains = one_sided and not (_is_spaced(words, stray) and stray.start() > 0 and stray.end() < len(words))
        words = words[: stray.start()] + ("  " if remains else _STAR * 2) + words[stray.end() :]
    pieces, last = [], 0
    for opening, closing in zip(marks[::2], marks[1::2], strict=True):
        before, inside = words[last : opening.start()], words[opening.end() : closing.start()]
        after = words[closing.end() : closing.end() + 1]
        last = closing.end()
        bold = inside.strip()
        if not bold:
            pieces += [before, " " if inside else ""]
            continue
        is_term = bold.endswith((":", ".", "?", "!"))
        gap = before and not before[-1].isspace() and (inside[0].isspace() or is_term and before[-1].isalnum())
        behind = (
            after
            and not after.isspace()
            and (inside[-1].isspace() or is_term)
            and (after.isalnum() or after in HOLDER.values() or after in "\"'(")
        )
        pieces += [before, " " if gap else "", f"**{bold}**", " " if behind else ""]
    return ("".join(pieces) + words[last:]).strip()


def _single(words: str) -> str:
    """Escape the single stars that are no marks of emphasis: footnotes and products."""
    marks = [m for m in _STARS.finditer(words) if len(m[0]) == 1 and not words[: m.start()].endswith("\\")]
    partner: set[int] = set()
    opening: re.Match[str] | None = None
    for mark in marks:
        before, after = words[mark.start() - 1 : mark.start()], words[mark.end() : mark.end() + 1]
        can_open = after.strip() != "" and not before.isalnum()
        can_close = before.strip() != "" and not after.isalnum()
        if opening and can_close:
            partner |= {opening.start(), mark.start()}
            opening = None
        elif can_open:
            opening = mark
    escaped = [m.start() for m in marks if m.start() not in partner and not _is_spaced(words, m)]
    for place in reversed(escaped):
        words = f"{words[:place]}\\{words[place:]}"
    return words


def _is_spaced(words: str, mark: re.Match[str]) -> bool:
    before, after = words[mark.start() - 1 : mark.start()], words[mark.end() : mark.end() + 1]
    return not before.strip() and not after.strip()
