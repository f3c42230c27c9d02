"""Look at what Markdown made of a text with a sanitiser, which must find nothing to cut.

A sanitiser that cuts loses words without telling anybody; one that only compares shows that an earlier defence failed.
"""

import html
import re
from html.parser import HTMLParser
from itertools import zip_longest

import nh3

from build_tools.policy.allowed import ATTRIBUTES, CLASSES, SCHEMES
from build_tools.policy.characters import odd_characters

_CLEANER = nh3.Cleaner(
    tags=set(ATTRIBUTES),
    attributes={name: set(allowed) for name, allowed in ATTRIBUTES.items()},
    allowed_classes=CLASSES,
    url_schemes=set(SCHEMES),
    link_rel=None,
)
# Read in what the sanitiser wrote, in which every attribute is quoted and holds no quote and no "<".
_PICTURE = re.compile(r'<img\b[^<>]*\bsrc="(?P<wrong>(?:[a-z][a-z0-9+.-]*:|[/\\])[^"]*)"', re.IGNORECASE)
_LINK = re.compile(r'<a\b[^<>]*\bhref="(?P<wrong>[/\\][^"]*|[^":]*\\[^"]*)"')
_ID = re.compile(r'id="(?<=\bid=")(?P<id>[^"]*)"(?=[^<>]*>)')
_GOOD_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:_[0-9]+)?|fn(?:ref\d*)?:.+")


def forbidden(content: str) -> str:
    """Return what the HTML that was made of a Markdown text holds and may not, "" where all of it is allowed."""
    cleaned = _CLEANER.clean(content)
    same = html.unescape(cleaned) == html.unescape(content.replace(" />", ">"))
    if not same and (cut := _cut(content, cleaned)):
        return cut
    if wrong := _PICTURE.search(cleaned) or _LINK.search(cleaned):
        return f"the address `{wrong['wrong'][:80]}`"
    ids = _ID.findall(cleaned)
    if len(ids) > len(set(ids)) or any(not _GOOD_ID.fullmatch(one) for one in ids):
        return next(f"the id `{one}`" for one in ids if ids.count(one) > 1 or not _GOOD_ID.fullmatch(one))
    if odd := next(odd_characters(cleaned), None):
        return odd.cause.removeprefix("holds ")
    return ""


class _Tokens(HTMLParser):
    """A page as the list of its elements, attributes, comments and words.

    Where elements end is left out, and so are paragraphs: the sanitiser writes `<p>a<div>` as the browsers read it.
    """

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and its attributes."""
        self.found += [f"<{tag}>"] * (tag != "p")
        self.found += [f'{name}="{" ".join((value or "").split())}"' for name, value in sorted(attrs)]

    def handle_data(self, data: str) -> None:
        """Note the words of a text."""
        self.found += data.split()

    def handle_comment(self, data: str) -> None:
        """Note a comment."""
        self.found.append(f"<!--{data}-->")

    handle_decl = handle_pi = unknown_decl = handle_comment


def _cut(content: str, cleaned: str) -> str:
    """Return the first piece of `content` that is missing in `cleaned`, "" where they say the same."""
    before, after = _Tokens(content).found, _Tokens(cleaned).found
    if before == after:
        return ""
    return next((f"`{old[:80]}`" for old, new in zip_longest(before, after, fillvalue="") if old != new), "")
