"""Keep the links that lead somewhere from here, and take out pictures and addresses that the scrape did not bring."""

import re
from collections.abc import Iterator

from build_tools.cleaning.blocks import Block, Fragment, cut
from build_tools.cleaning.inline import HOLDER, hide, show

_ELSEWHERE = re.compile(r"\]\(\s*<?(?:https?://|mailto:)", re.I)
_CODE_OR_FORMULA = ("code", "display", "math", "bracket")
_TARGET = r"\((?:<[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*)(?:\s+\"[^\"\n]*\")?\)"
_PICTURE = re.compile(
    rf"!\[(?P<alt>[^\[\]]*)\](?P<target>{_TARGET})|!\[\[[^\[\]\n]{{1,200}}\]\]|!\[[^\[\]]*\]\[[^\[\]]*\]"
)
_EMPTY_LINK = re.compile(
    r"\[\s*\](\(<?((?:https?|mailto):[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+\"[^\"]*\")?\))"
)
_GONE = "\ue0f1"  # where a target stood, until it is clear that no word is glued to the next
_GLUED = re.compile(f"(\\w){_GONE}+(?=\\w)")
_ADDRESS_END = re.compile(r"[.,;:!?'\")\]*_]+$")


def pictures(blocks: list[Block]) -> Iterator[Block]:
    """Take out pictures of the scrape's own files; one with a web address becomes a link to it."""
    return cut(blocks, _without_pictures)


def links(blocks: list[Block]) -> Iterator[Block]:
    """Keep the text of links that lead to a place of the scraped site, and mark bare web addresses as links."""
    return cut(blocks, _mended_links)


def _without_pictures(text: str) -> tuple[str, list[Fragment]]:
    if "![" not in text:
        return text, []
    fragments: list[Fragment] = []

    def replace(match: re.Match[str]) -> str:
        if match["target"] and _ELSEWHERE.match(f"]{match['target']}"):
            address = match["target"].strip("()<>").split()[0]
            return f"[{match['alt']}]{match['target']}" if match["alt"].strip() else f"<{address}>"
        fragments.append(("picture", match[0]))
        return _GONE

    words, hidden = hide(text, _CODE_OR_FORMULA)
    words = _GLUED.sub(r"\1 ", _PICTURE.sub(replace, words)).replace(_GONE, "")
    return show(words, hidden).strip() if len(hidden) == sum(
        "\ue000" <= c <= "\ue0ff" for c in words
    ) else text, fragments


def _mended_links(text: str) -> tuple[str, list[Fragment]]:
    if "](" not in text and "://" not in text:
        return text, []
    fragments: list[Fragment] = []
    text = _EMPTY_LINK.sub(r"<\2>", text)
    words, hidden = hide(text)
    waiting = iter(hidden)
    result: list[str] = []
    opened: list[int] = []
    for character in words:
        token = next(waiting) if "\ue000" <= character <= "\ue0ff" else character
        if character == "[":
            opened.append(len(result))
        elif character == HOLDER["link"]:
            token = _link_end(token, result, opened, fragments)
        elif character == HOLDER["address"]:
            token = token if opened else _address(token)
        elif character == "]" and opened:
            opened.pop()
        result.append(token)
    return _GLUED.sub(r"\1 ", "".join(result)).replace(_GONE, ""), fragments


def _link_end(token: str, result: list[str], opened: list[int], fragments: list[Fragment]) -> str:
    """Return what stands at a link's end: its target, or nothing where this leads to no web address."""
    start = opened.pop() if opened else None
    if start is not None and _ELSEWHERE.match(token):
        return token
    if start is None:
        return token
    result[start] = " " if start and result[start - 1][-1:].isalnum() else ""
    target = token[1:].strip("()<>")
    if target.strip():
        fragments.append(("markup", target))
    return _GONE


def _address(token: str) -> str:
    """Return a web address as a link, without the sentence's signs behind it."""
    if token.startswith("<"):
        return token
    end = _ADDRESS_END.search(token)
    behind = end[0] if end else ""
    if behind.startswith(")") and token.count("(") > token.count(")") - behind.count(")"):
        behind = behind[1:]
    return f"<{token[: len(token) - len(behind)]}>{behind}" if behind else f"<{token}>"
