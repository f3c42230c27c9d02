"""Tell code, formulas, links, escapes and tags in a line of Markdown from its words: rules change words only."""

import re
from collections.abc import Callable

TAG = r"</?[A-Za-z][A-Za-z0-9]*(?:\s+[\w:.@-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))*\s*/?>"
# Each alternative runs to the next sign of its own kind and no further, so that matching stays linear.
_TOKEN = re.compile(
    r"(?P<code>```[^`\n]+```(?!`)|``(?:[^`]|`(?!`))+``(?!`)|(?<![`\\])`[^`]+`(?!`))"
    r"|(?P<display>\$\$(?:\\.|[^\\$])+\$\$)"
    r"|(?P<math>(?<![\\$])\$(?![\s$])(?:\\.|[^\\$])*(?:\\.|[^\\$\s])\$(?![\d$]))"
    r"|(?P<bracket>\\\((?:(?!\\[()]).)+\\\)|\\\[(?:(?!\\[\[\]]).)+\\\])"
    r"|(?P<escape>\\[\\`*_{}\[\]()#+\-.!|$<>~^:])"
    r"|(?P<link>\]\((?:<[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*)(?:\s+\"[^\"\n]*\")?\))"
    r"|(?P<address><(?:https?://|mailto:)[^<>\s]+>|(?<!\w)https?://[^\s<>\"`|\]\ue000-\ue0ff]+)"
    rf"|(?P<tag>{TAG})"
)
ALL = ("code", "display", "math", "bracket", "escape", "link", "address", "tag")
# A private-use character stands for each thing hidden; one per kind, so that a rule can tell them apart.
HOLDER = {kind: chr(0xE000 + n) for n, kind in enumerate(ALL)}
_HOLDERS = re.compile("[\ue000-\ue0ff]")


def hide(text: str, kinds: tuple[str, ...] = ALL) -> tuple[str, list[str]]:
    """Return `text` with a holder in the place of everything of `kinds`, and what the holders stand for."""
    hidden: list[str] = []

    def hold(match: re.Match[str]) -> str:
        kind = match.lastgroup or ""
        if kind not in kinds:
            return match[0]
        hidden.append(match[0])
        return HOLDER[kind]

    return _TOKEN.sub(hold, text), hidden


def show(text: str, hidden: list[str]) -> str:
    """Put back what `hide` took out; the holders must all be there, in their order."""
    waiting = iter(hidden)
    return _HOLDERS.sub(lambda _: next(waiting), text)


def in_words(rule: Callable[[str], str], kinds: tuple[str, ...] = ALL) -> Callable[[str], str]:
    """Return `rule` on inline Markdown in such a way that it does not see what is hidden."""

    def apply(text: str) -> str:
        words, hidden = hide(text, kinds)
        return show(rule(words), hidden)

    return apply


def in_tokens(rule: Callable[[str, str], str], text: str) -> str:
    """Replace every token of `text` by what `rule` makes of its kind and its text."""
    return _TOKEN.sub(lambda match: rule(match.lastgroup or "", match[0]), text)


def cells(row: str) -> list[str]:
    """Return the cells of one row; a pipe in code, in a formula or behind a backslash parts nothing."""
    words, hidden = hide(row.strip())
    waiting = iter(hidden)
    shown: list[list[str]] = [[]]
    for character in words:
        if character == "|":
            shown.append([])
        else:
            shown[-1].append(next(waiting) if "\ue000" <= character <= "\ue0ff" else character)
    result = ["".join(cell).strip() for cell in shown]
    if len(result) > 1 and words.startswith("|"):
        result = result[1:]
    if len(result) > 1 and words.endswith("|"):
        result = result[:-1]
    return result


def in_cells(row: str, rule: Callable[[str], str]) -> str:
    """Return a row of a written table with `rule` applied to each of its cells."""
    return "| " + " | ".join(rule(cell) for cell in cells(row)) + " |"
