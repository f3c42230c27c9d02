"""Turn HTML tags that stand in Markdown into Markdown, and show what only looks like a tag as text."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from build_tools.cleaning.blocks import BLANK, LINE, Block
from build_tools.cleaning.inline import HOLDER, TAG, hide, show

_AS_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "tt": "`", "samp": "`", "kbd": "`"}
_BREAKS = frozenset(["br"])
_BLOCKS = frozenset(
    "p div section article center ul ol dl dt dd table thead tbody tr blockquote header footer main aside nav figure "
    "figcaption details summary hr form pre".split()
)
# Names that people also write as placeholders (<input>, <label>, <source>, <time>) are not here: those are text.
_OTHERS = frozenset(
    "a abbr address big button caption cite colgroup del dfn font iframe img ins mark script small span strike style "
    "sub sup svg td tfoot th u video wbr".split()
)
_WITHIN_WORDS = frozenset("abbr big cite del dfn font ins mark small span strike u wbr".split())  # they part no word
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
KNOWN = frozenset({*_AS_MARKS, *_BREAKS, *_BLOCKS, *_OTHERS, *_HEADINGS, "li"})
_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_ADDRESS = re.compile(r"""\b(?:href|src)\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+)""", re.I)
_ALT = re.compile(r"""\balt\s*=\s*("[^"]*"|'[^']*')""", re.I)
_UNSEEN = re.compile(r"<(script|style)\b[^<>]*>[^<]*</\1>|<!--(?:(?!-->|<!--).)*-->", re.I)
_BASE, _INDEX = r"(?<![^\W\d_])(?P<base>[A-Za-zΑ-ωϵ])", r"[-+−]?[A-Za-z0-9]{1,6}"
_INDEXED = re.compile(
    rf"{_BASE}(?:<sub>(?P<sub>{_INDEX})</sub>)(?:<sup>(?P<sup>{_INDEX})</sup>)?(?![A-Za-z\d])"
    rf"|(?<![^\W\d_])(?P<power>[A-Za-zΑ-ωϵ]|\d+)<sup>(?P<exponent>[-+−]?\d{{1,6}}|(?!st|nd|rd|th)[A-Za-z]{{1,2}})</sup>(?!\d)",
    re.I,
)
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_GONE = "\ue0f1"  # where a tag stood, until it is clear that no word is glued to the next
_GLUED = re.compile(f"(\\w){_GONE}+(?=\\w)")
_ORDINAL = re.compile(r"(?<=\d)<sup>(st|nd|rd|th)</sup>(?!\w)", re.I)
_CHEMICAL = re.compile(r"(?<=[A-Za-z])<sub>(\d{1,3})</sub>(?!\d)", re.I)
_TAG = re.compile(TAG)


def tags(blocks: Iterable[Block]) -> Iterator[Block]:
    """Convert the tags of every line; a tag that shows nothing is left out as markup."""
    for block in blocks:
        if block.kind != LINE or "<" not in block.text:
            yield block
            continue
        removed = [match[0] for match in _UNSEEN.finditer(block.text)]
        pieces = _converted(_indexed(_UNSEEN.sub("", block.text)), removed)
        yield from (block.left_out("markup", text) for text in removed)
        lines = pieces.split("\n")
        for n, text in enumerate(lines):
            if text.strip():
                yield replace(block, text=text.strip(), hard=block.hard or n + 1 < len(lines))
            elif n and n + 1 < len(lines) or len(lines) == 1:
                yield replace(block, kind=BLANK, text="")


def visible(text: str) -> str:
    """Return a source's or a result's text with entities decoded and known tags gone: the words a reader sees.

    A tag leaves a space, unless it is one that stands within words; the address and the alternative text of a link or
    a picture stay.
    """

    def seen(match: re.Match[str]) -> str:
        name = _name(match[0])[1]
        if name not in KNOWN:
            return match[0]
        return "" if name in _WITHIN_WORDS else " ".join(["", *_values(match[0]), ""])

    return html.unescape(_TAG.sub(seen, text))


def is_tag(text: str) -> bool:
    """Whether a tag is one of HTML's, and no placeholder such as `<PAD>`."""
    return _name(text)[1] in KNOWN


def _name(tag: str) -> tuple[bool, str]:
    match = _NAME.match(tag)
    return (bool(match[1]), match[2].lower()) if match else (False, "")


def _values(tag: str) -> list[str]:
    closing, name = _name(tag)
    if closing or name not in ("a", "img"):
        return []
    return [_bare(match[1]) for match in (_ALT.search(tag), _ADDRESS.search(tag)) if match]


def _bare(value: str) -> str:
    return value.strip("\"'")


def _indexed(text: str) -> str:
    """Write indices and powers as formulas where their base is a single letter or a number."""

    def formula(match: re.Match[str]) -> str:
        if match["power"]:
            return f"${match['power']}^{{{match['exponent']}}}$"
        power = f"^{{{match['sup']}}}" if match["sup"] else ""
        return f"${match['base']}_{{{match['sub']}}}{power}$"

    words, hidden = hide(text, ("code", "display", "math", "bracket"))
    words = _CHEMICAL.sub(lambda match: match[1].translate(_SUBSCRIPTS), _INDEXED.sub(formula, words))
    return show(_ORDINAL.sub(r"\1", words), hidden)


def _converted(text: str, removed: list[str]) -> str:
    """Return `text` with its tags as Markdown, with line ends for breaks; tags without a meaning go to `removed`."""
    words, hidden = hide(text)
    result, opened = [], []
    in_row = text.startswith("|") or words.count("|") > 1
    waiting = iter(hidden)
    for character in words:
        if not "\ue000" <= character <= "\ue0ff":
            result.append(character)
            continue
        token = next(waiting)
        closing, name = _name(token) if character == HOLDER["tag"] else (False, "")
        if name == "a" and (address := _ADDRESS.search(token)) and not closing:
            result.append("[")
            opened.append(f"]({_bare(address[1])})")
        elif name == "a" and closing and opened:
            result.append(opened.pop())
        else:
            result.append(_one_tag(token, name, closing, in_row, removed) if name in KNOWN else token)
    return _GLUED.sub(r"\1 ", "".join(result) + "".join(reversed(opened))).replace(_GONE, "")


def _one_tag(tag: str, name: str, closing: bool, in_row: bool, removed: list[str]) -> str:
    if name in _AS_MARKS:
        return _AS_MARKS[name]
    if name in _HEADINGS:
        return "\n" if closing else f"\n\n{_HEADINGS[name]} "
    if name == "li":
        return "\n" if closing else "\n- "
    if name in _BREAKS or name in _BLOCKS:
        return " " if in_row else "\n" if name in _BREAKS else "\n\n"
    if name == "img":
        alt, address = _ALT.search(tag), _ADDRESS.search(tag)
        target = _bare(address[1]) if address else ""
        return f"![{_bare(alt[1]) if alt else ''}]({f'<{target}>' if ' ' in target else target})"
    removed.append(tag)
    if name in _WITHIN_WORDS:
        return ""
    return {"sub": "_", "sup": "^"}.get(name, "  " if name in ("td", "th") else _GONE) if not closing else _GONE
