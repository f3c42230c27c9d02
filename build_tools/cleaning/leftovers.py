"""Take out what a page leaves around an answer: labels, remains of pictures, adverts, buttons, lists of other posts."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files

from build_tools.cleaning.blocks import BLANK, LINE, Block

_LONGEST = 160  # characters: what is longer says something
_DATA = tomllib.loads(files("build_tools.cleaning").joinpath("leftovers.toml").read_text("utf-8"))
_MARK = r"[*_]{0,3}"
_LABEL = re.compile(
    rf"(?:[-*+•]\s+)?{_MARK}"
    rf"(?:(?:{'|'.join(_DATA['labels'])})\s*\d{{0,2}}\s*{_MARK}\s*(?:[:：]|\.(?=\s)|[-–—]+(?=\s)|(?=\s*$))|(?-i:A){_MARK}[:：])"
    rf"\s*{_MARK}\s*",
    re.I,
)
_WHOLE = {reason: re.compile(f"(?:{'|'.join(lines)})[.!]?", re.I) for reason, lines in _DATA["whole"].items()}
_ALONE = {reason: re.compile("|".join(lines), re.I) for reason, lines in _DATA["alone"].items()}
_OTHER_POSTS = re.compile("|".join(_DATA["other_posts"]), re.I)
# The same remains behind the last sentence of a paragraph.
_PICTURE_TAIL = re.compile(
    r"(?<=[.!?:)])\s+([Aa]lt[ _]text|image|img|\d{10,20}"
    r"|(?:[\w%+-]){1,120}\.(?:png|jpe?g|gif|svg|webp)|[\w-]{6,150}_[WH]\d{3,4})$"
)
_MARKS = re.compile(r"^(?:[-*+•]\s+|#{1,6}\s+)?[*_]{0,3}|[*_]{0,3}$")
_LINKED = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_SMALL = frozenset("a an and as at by for from in into of on or the to vs with your our is are".split())


def labels(blocks: list[Block]) -> Iterator[Block]:
    """Take "Answer:" off the beginning of the answer; the same word further on is content, and so are options A, B."""
    first = True
    for n, block in enumerate(blocks):
        if first and block.kind == LINE and not _is_option(blocks, n):
            while match := _LABEL.match(block.text):
                if not match[0]:
                    break
                yield block.left_out("label", match[0])
                block = replace(block, text=block.text[match.end() :])
            first = not block.text
            block = block if block.text else replace(block, kind=BLANK)
        first = first and block.kind == BLANK
        yield block


def _is_option(blocks: list[Block], n: int) -> bool:
    """Say whether "A: …" is the first option of a choice, over "B: …"."""
    following = next((other.text for other in blocks[n + 1 :] if other.kind == LINE), "")
    return bool(re.match(r"\W*A\W", blocks[n].text) and re.match(r"\W*B\W", following))


def page_lines(blocks: list[Block]) -> Iterator[Block]:
    """Take out the lines that a page shows around its text and that are certain."""
    for n, block in enumerate(blocks):
        if block.kind != LINE:
            yield block
            continue
        reason = _reason(block.text) or _reason_alone(blocks, n)
        if reason:
            yield block.left_out(reason)
            yield replace(block, kind=BLANK, text="")
        elif tail := _PICTURE_TAIL.search(block.text[-200:]):
            yield replace(block, text=block.text[: len(block.text) - len(tail[0])])
            yield block.left_out("picture", tail[1])
        else:
            yield block


def other_posts(blocks: list[Block]) -> Iterator[Block]:
    """Take out a list of other pages at the answer's end: a label such as "Related posts", then only titles."""
    end = len(blocks)
    start = None
    for n in range(len(blocks) - 1, -1, -1):
        if blocks[n].kind == BLANK:
            continue
        text = _seen(blocks[n].text)
        if blocks[n].kind != LINE or len(text) > _LONGEST:
            break
        if n < end - 1 and _OTHER_POSTS.fullmatch(text):
            start = n
        elif not _is_title(text):
            break
    for n, block in enumerate(blocks):
        gone = start is not None and n >= start and block.kind == LINE
        yield block.left_out("chrome") if gone else block


def _seen(text: str) -> str:
    return _MARKS.sub("", _LINKED.sub(r"\1", text)).strip()


def _reason(text: str) -> str:
    if len(text) > _LONGEST * 2:
        return ""
    seen = _seen(text)
    if len(seen) > _LONGEST or not seen:
        return ""
    return next((reason for reason, pattern in _WHOLE.items() if pattern.fullmatch(seen)), "")


def _reason_alone(blocks: list[Block], n: int) -> str:
    """Return why a single word such as "image" goes that stands between long lines; between short ones it stays."""
    reason = next((reason for reason, pattern in _ALONE.items() if pattern.fullmatch(blocks[n].text)), "")
    before = next((block for block in reversed(blocks[max(0, n - 3) : n]) if block.kind != BLANK), None)
    after = next((block for block in blocks[n + 1 : n + 4] if block.kind != BLANK), None)
    return reason if all(_is_long(block) for block in (before, after)) else ""


def _is_long(block: Block | None) -> bool:
    return block is None or block.kind != LINE or len(block.text) > 40 or block.text[-1] in ".:!?"


def _is_title(text: str) -> bool:
    """Whether a line reads like the title of a page: no sentence, most words with a capital."""
    words = [word for word in re.findall(r"[^\W\d_][\w'-]*", text) if word.lower() not in _SMALL]
    if not 2 <= len(words) <= 16 or text.endswith((".", ":", ";", ",")):
        return False
    return sum(word[0].isupper() for word in words) >= 0.7 * len(words)
