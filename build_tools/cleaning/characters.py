"""Mend characters: letters of the mathematical alphabets, curly quotes, ligatures, odd spaces, HTML entities."""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from build_tools.cleaning.blocks import BLANK, LINE, Block
from build_tools.cleaning.inline import hide, in_tokens, show

# Unicode blocks "Mathematical Alphanumeric Symbols" and "Alphabetic Presentation Forms" (Latin ligatures): words set in
# them are type, not content, and no search finds them. Some letters of an alphabet stand elsewhere (Planck's ℎ).
_ALPHABETS = re.compile("[\U0001d400-\U0001d7ff\ufb00-\ufb06](?:[ℎℬℰℱℋℐℒℳℛℯℊℴ]|[\U0001d400-\U0001d7ff\ufb00-\ufb06])*")
_SIGNS = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "\xa0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u200a": " ",
        "\u2002": " ",
        "\u2003": " ",
        "\u3000": " ",
        "\u2028": " ",
        "\u2029": " ",
        "\u2010": "-",
        "\u2011": "-",
    }
)
# Marks that nobody sees; between two letters they may part words (Thai) or join them (Persian), and stay.
_INVISIBLE = re.compile(
    "(?<!\\w)[\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e]|[\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e](?!\\w)"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MARKUP = frozenset("*_`$\\[]|~#")


def characters(blocks: Iterable[Block]) -> Iterator[Block]:
    """Mend the characters of every line outside code; inside formulas only entities."""
    for block in blocks:
        if block.kind == LINE:
            text = plain_characters(block.text)
            block = replace(block, text=text) if text else replace(block, kind=BLANK, text="")
        yield block


def plain_characters(text: str) -> str:
    """Return inline Markdown in plain letters, straight quotes and single kinds of space."""
    text = in_tokens(
        lambda kind, token: html.unescape(token) if kind in ("math", "display", "bracket") else token, text
    )
    words, hidden = hide(text)
    words = words.translate(_SIGNS)
    words = _ALPHABETS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), words)
    words = _INVISIBLE.sub("", decode_entities(words))
    return show(words, hidden).strip()


def decode_entities(text: str) -> str:
    """Replace HTML entities by their characters, where these are not read as Markdown, HTML or another entity."""

    def decode(match: re.Match[str]) -> str:
        character = html.unescape(match[0])
        if not character:  # the number of a control character
            return ""
        after = text[match.end() : match.end() + 1]
        if character == "<" and re.match(r"[A-Za-z/!?]", after):
            return "&lt;"
        if character == "&" and _ENTITY.match("&" + text[match.end() : match.end() + 34]):
            return "&amp;"
        if len(character) > 2 or set(character) & _MARKUP or "\ue000" <= character[0] <= "\uf8ff" or character[0] < " ":
            return match[0]
        return character.translate(_SIGNS)

    return _ENTITY.sub(decode, text)
