"""Write plain text into Markdown: escaped, as a link, as a list item's label."""

import re
from urllib.parse import urlsplit

_SPECIAL = re.compile(r"[\\`*_\[\]$#|~^=]")


def escape(text: str) -> str:
    """Return Markdown that shows the plain `text`, character for character, inside a line."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\g<0>", text)


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
