"""Find the characters that nobody sees or that turn a line round: they hide what a text says from its reviewer.

After Boucher and Anderson, "Trojan Source" (2021), and Unicode Technical Standard 55.
"""

import html
import re
import unicodedata
from collections.abc import Iterator

from build_tools.policy.mistake import Mistake

MAX_MARKS = 4  # on one letter; no script needs more, and hundreds of them cover the lines above

_BREAKS = "\x0b\x0c\x85\u2028\u2029"  # ends of lines that no editor shows as such
_UNSEEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # turn the direction of writing
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2061-\u2065\u206a-\u206f\u2800\u3164\uffa0"  # show nothing
    "\ufff0-\uffff\U000e0000-\U000e0fff\U0001d173-\U0001d17a"  # interlinear marks, tags, more selectors
    "\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff"  # halves of characters, and private ones
)
# What joins or parts letters of scripts that need it, and emoji: nowhere else.
_JOINERS = "\u200b-\u200d\u2060\ufeff"
_NEEDS = "[^\x00-\u02ff\u2000-\u20cf]"
_SELECTORS = "\ufe00-\ufe0f"
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_ODD = re.compile(
    f"[{_UNSEEN}{_BREAKS}]"
    f"|(?<!{_NEEDS})[{_JOINERS}]|[{_JOINERS}](?!{_NEEDS})|(?<=[{_JOINERS}])[{_JOINERS}]"
    f"|(?<![0-9#*\u00a9\u00ae\u2000-\ufdff\U00010000-\U0001fbff])[{_SELECTORS}]"
    f"|(?<={_MARK}{{{MAX_MARKS}}}){_MARK}"
)
_ANY = re.compile(f"[{_UNSEEN}{_BREAKS}{_JOINERS}{_SELECTORS}{_MARK[1:]}")  # may be odd: most texts hold none
_ENTITY = re.compile(r"&#?[A-Za-z0-9]{1,32};")
_BREAK = re.compile(f"[{_BREAKS}]")


def odd_characters(text: str) -> Iterator[Mistake]:
    """Yield the first such character of each line of `text`, written as itself or as an HTML entity."""
    last = 0
    for place, character in sorted([*_written(text), *_as_entities(text)]):
        line = text.count("\n", 0, place) + 1
        if line > last:
            name = unicodedata.name(character, "a character without a name")
            cause = f"holds U+{ord(character):04X} ({name.lower()}), which hides what the line says"
            yield Mistake(line, cause, "delete it, or write its number in words")
            last = line


def shown(text: str) -> str:
    """Return `text` without such characters, and with blanks for ends of lines that no editor shows."""
    return _ODD.sub("", _BREAK.sub(" ", text)) if _ANY.search(text) else text


def _written(text: str) -> Iterator[tuple[int, str]]:
    for match in _ODD.finditer(text) if _ANY.search(text) else ():
        yield match.start(), match[0]


def _as_entities(text: str) -> Iterator[tuple[int, str]]:
    for match in _ENTITY.finditer(text):
        character = html.unescape(match[0])
        if len(character) == 1 and _ODD.search(character):
            yield match.start(), character
