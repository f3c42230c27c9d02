"""Say where a link may lead and where a picture may come from."""

import html
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from build_tools.policy.allowed import SCHEMES
from build_tools.policy.mistake import Mistake

# Browsers drop control characters and blanks from an address, and read a backslash as a slash.
_MISREAD = re.compile(r"[\x00-\x20\x7f-\xa0\\]")
_ELSEWHERE = r"(?:[a-z][a-z0-9+.-]*:|//|\\)[^\s)>]*"
_REMOTE_PICTURE = re.compile(rf"!\[[^\[\]\n]*\]\(\s*<?\s*(?P<address>{_ELSEWHERE})", re.IGNORECASE)


def wrong_address(target: str) -> tuple[str, str] | None:
    """Return what is wrong with the target of a link as Markdown has it, and the remedy; None where it may stay."""
    address = html.unescape(target)  # browsers read `&#106;avascript:` as well
    if _MISREAD.search(address):
        return "holds a blank, a backslash or a character that nobody sees", "write it with `%20` or without"
    try:
        parts = urlsplit(address)
    except ValueError:
        return "is no address", "mend it"
    if parts.scheme and parts.scheme.lower() not in SCHEMES:
        return "is no web address", f"begin it with one of {', '.join(SCHEMES)}"
    if parts.netloc and not parts.scheme:
        return "names another host without saying how to reach it", "begin it with `https://`"
    if parts.username or parts.password:
        return "holds a name before the host, which passes for the host", "leave out all before the `@`"
    if not parts.scheme and address.startswith("/"):
        return "is an absolute path", "write the path from this file"
    return None


def remote_pictures(markdown: str) -> Iterator[Mistake]:
    """Yield each picture that would be fetched from another host, which then sees every reader."""
    for picture in _REMOTE_PICTURE.finditer(markdown):
        line = markdown.count("\n", 0, picture.start()) + 1
        cause = f"the picture `{picture['address'][:80]}` comes from another host"
        yield Mistake(line, cause, "put the file under docs/assets, or make it a link")
