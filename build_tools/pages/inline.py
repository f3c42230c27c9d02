"""Write plain text into Markdown, escaped, as a link or an address, and take it out again."""

import re
from urllib.parse import urlsplit

from build_tools.markup import formulas
from build_tools.mathematics import FormulaError, plain_text
from build_tools.text import plain

_SPECIAL = re.compile(r"[\\`*_\[\]$#]")  # what means something inside a line to the extensions in use


def escape(text: str) -> str:
    """Return Markdown that shows the plain `text`, character for character, inside a line."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\g<0>", text)


def unescape(markdown: str) -> str:
    """Return a line of Markdown as plain text: no links, no emphasis, no backslashes, formulas as plain text.

    A formula that does not parse stays TeX: `check` names it by file and line.
    """
    for formula in reversed(formulas(markdown)):
        text = _formula(formula.tex).replace("\\", "\\\\")
        markdown = markdown[: formula.start] + text + markdown[formula.end :]
    return re.sub(r"\\([^\w\s])", r"\1", plain(markdown))


def _formula(tex: str) -> str:
    try:
        return plain_text(tex)
    except FormulaError:
        return tex


def link(text: str, target: str) -> str:
    """Return a link that shows the plain `text`."""
    return f"[{escape(text)}]({target})"


def address(text: str) -> str:
    """Return a web address as a link, any other text as text (a source's address is whatever a page claims)."""
    parts = urlsplit(text)
    safe = parts.scheme in ("http", "https") and parts.netloc and not re.search(r"[\s<>()\[\]\\\"'`]", text)
    return link(text, text) if safe else escape(text)


def count(number: int, thing: str) -> str:
    """Return "1 question", "2 questions"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
