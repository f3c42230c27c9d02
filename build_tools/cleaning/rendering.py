"""Write blocks as Markdown that every common parser reads alike: four columns a level, blank lines between blocks."""

import re

from build_tools.cleaning.blocks import CODE, HEADING, ITEM, MATH, PARAGRAPH, QUOTE, Block
from build_tools.cleaning.inline import in_tokens, in_words
from build_tools.cleaning.tags import is_tag
from build_tools.model import Line

_INDENT = "    "
# What a paragraph must not begin with, or it becomes a heading, an item, a quotation, an admonition or a definition.
_STARTS = (
    (re.compile(r"(?=#|[-+*>](?:\s|$)|!!!|\?\?\?|```|~~~|\[\^?[^\[\]]{1,80}\]:|>)"), "\\\\"),
    (re.compile(r"(\d+)(?=[.)](?:\s|$))"), r"\1\\"),
    (re.compile(r":(?=\s|$)"), "&#58;"),
)
_TAG_LIKE = re.compile(r"<(?=[A-Za-z/!?])")
# MultiMarkdown takes a first line like this for metadata and shows nothing of it.
_METADATA = re.compile(r"([A-Za-z0-9_-]+:)(?=\s|$)\s*")


def render(blocks: list[Block]) -> list[Line]:
    """Return the lines of an answer as Markdown, each with the place in the source that it was made from."""
    lines: list[Line] = []
    previous: Block | None = None
    kinds: dict[int, bool] = {}  # depth -> whether the list open there has bullets
    for block in blocks:
        text = _body(block, first=previous is None)
        if not text.strip():
            continue
        if previous and not _tight(previous, block, kinds):
            lines.append(Line(block.lines[0], ""))
        margin = _INDENT * block.depth
        lines += [
            Line(block.lines[0], margin + line if line.strip() else "", last=block.lines[1])
            for line in text.split("\n")
        ]
        kinds = {depth: bullets for depth, bullets in kinds.items() if depth < block.depth}
        if block.kind == ITEM:
            kinds[block.depth] = block.mark == "-"
        previous = block
    return lines


def _tight(previous: Block, block: Block, kinds: dict[int, bool]) -> bool:
    """Whether no blank line is needed: between items of one list, and before a list in a list."""
    both = previous.kind == block.kind == ITEM
    return both and kinds.get(block.depth, block.mark == "-") == (block.mark == "-")


def _body(block: Block, first: bool) -> str:
    if block.kind == CODE:
        longest = max((len(run) for run in re.findall(r"`+", block.text)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"{fence}{block.mark}\n{block.text}\n{fence}"
    if block.kind == MATH:
        return f"$$\n{block.text}\n$$"
    text = "\n".join(_as_text(line) for line in block.text.split("\n"))
    if block.kind == HEADING:
        return f"{block.mark} {text}" if text else ""
    if block.kind == QUOTE:
        return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
    if block.kind == ITEM:
        return f"{block.mark} {_escaped(text)}"
    if block.kind == PARAGRAPH:
        return (
            _METADATA.sub(r"**\1** ", _escaped(text), count=1).rstrip()
            if first and _METADATA.match(text)
            else _escaped(text)
        )
    return text


def _as_text(line: str) -> str:
    """Show what looks like a tag and is none."""
    line = in_tokens(lambda kind, token: f"&lt;{token[1:]}" if kind == "tag" and not is_tag(token) else token, line)
    return in_words(lambda words: _TAG_LIKE.sub("&lt;", words))(line)


def _escaped(text: str) -> str:
    for pattern, by in _STARTS:
        if pattern.match(text):
            return pattern.sub(by, text, count=1)
    return text
