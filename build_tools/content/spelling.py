"""Find American spellings, misspelt words and blanks before a per cent sign, and say what to write instead."""

import re
from collections.abc import Iterator
from pathlib import Path

from build_tools.content.misspelling import FIELD, correction
from build_tools.content.text import Finding, Text, prose

_LINES = Path(__file__).with_name("spelling.txt").read_text("utf-8").splitlines()
_PAIRS = [line.split() for line in _LINES if line and not line.startswith("#")]
_KEPT = tuple(words[0].rstrip("*") for words in _PAIRS if len(words) == 1)  # beginnings
_BRITISH = {pair[0]: pair[1] for pair in _PAIRS if len(pair) == 2 and pair[0][-1] != "*"}
_BEGINNINGS = {pair[0][:-1]: pair[1][:-1] for pair in _PAIRS if len(pair) == 2 and pair[0][-1] == "*"}
_ISE = re.compile(r"(?P<stem>[a-z]{2,}(?:i|y))z(?P<end>e|es|ed|er|ers|ing|ation|ations|ational|able|ability)")
# No part of an identifier, an address or a path.
_WORD = re.compile(r"(?<![\w.@/])[A-Za-z]+(?:['’][A-Za-z]+)?(?![\w@/]|\.\w)")
_PERCENT = re.compile(r"(?P<number>\d)[ \t\u00a0\u202f]+%")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"\n]*\"")


def british(word: str) -> str:
    """Return the British spelling of an American `word`, in its case; "" where it is British already.

    A word with a capital inside is a name, such as that of a class in a program, and stays.
    """
    if not word[1:].islower() and not word.isupper():
        return ""
    found = _british(word.lower())
    return found.capitalize() if word[0].isupper() else found


def _british(word: str) -> str:
    if word in _BRITISH:
        return _BRITISH[word]
    for american, form in _BEGINNINGS.items():
        if word.startswith(american):
            return form + word[len(american) :]
    verb = _ISE.fullmatch(word)
    return f"{verb['stem']}s{verb['end']}" if verb and not word.startswith(_KEPT) else ""


def check_spelling(text: Text) -> Iterator[Finding]:
    """Yield what is misspelt in a text's title and prose; quoted words are someone else's."""
    for part, line in ((text.title, lambda _: text.title_line), (prose(text.body), text.line)):
        shown = _QUOTED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), part)
        for match in _WORD.finditer(shown):
            for cause, remedy in _wrong(match[0]):
                yield line(match.start()), cause, remedy
        for match in _PERCENT.finditer(shown):
            cause = f"“{match[0]}” has a blank before the sign"
            yield line(match.start()), cause, f"write “{match['number']}%”"


def _wrong(word: str) -> Iterator[tuple[str, str]]:
    bare = re.sub(r"['’]s$", "", word)
    if form := british(bare):
        yield f"“{word}” is American spelling", f"write “{form}”"
    elif forms := correction(bare):
        meant = " or ".join(f"“{form}”" for form in forms)
        yield f"“{word}” is a misspelling", f"write {meant}, or add the word to {FIELD.name} where it is right"
