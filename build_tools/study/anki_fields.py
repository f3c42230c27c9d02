"""Turn the HTML of an answer into a field of Anki: TeX for Anki's own MathJax, whole addresses, pictures as media.

Every opening bracket of the answer becomes a character reference, because Anki takes `[sound:…]`, `[anki:…]` and
`[latex]` in a field for things to play or to run, wherever they stand; the brackets around formulas are this module's.
"""

import hashlib
import html
import posixpath
import re
from collections.abc import MutableMapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin

_FORMULA = re.compile(
    r'<math\b(?P<head>[^>]*)>.*?<annotation encoding="application/x-tex">(?P<tex>.*?)</annotation>.*?</math>', re.DOTALL
)
_PERMALINK = re.compile(r'<a class="headerlink"[^>]*>.*?</a>', re.DOTALL)
_TAG = re.compile(r'<(?P<name>a|img)\b(?:[^<>"]|"[^"]*")*>|</a>')
_ADDRESS = re.compile(r'(?P<before>\s(?:href|src)=")(?P<address>[^"]*)(?=")')
_ID = re.compile(r'(?P<heading><h[1-6]) id="[^"]*"')
_WHOLE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands."""

    docs: Path  # the folder whose files are published
    page: str  # address of its page under the site's root
    site: str  # address of the site's root, "" where the site has no home


def text(plain: str) -> str:
    """Return plain text as a field."""
    return html.escape(plain).replace("[", "&#91;")


def field(answer: str, place: Place, media: MutableMapping[str, bytes]) -> str:
    """Return an answer's HTML as a field; `media` takes the bytes of its pictures under the names that it shows."""
    made = _ID.sub(r"\g<heading>", _PERMALINK.sub("", answer)).replace("[", "&#91;")
    made = _FORMULA.sub(_formula, made)
    links: list[bool] = []  # for every link that is open, whether it is kept

    def one(match: re.Match[str]) -> str:
        if match["name"] == "img":
            return _ADDRESS.sub(lambda found: found["before"] + _picture(found["address"], place, media), match[0])
        if match["name"] == "a":
            address = _link(_ADDRESS.search(match[0]), place)
            links.append(bool(address))
            return _ADDRESS.sub(lambda found: found["before"] + address, match[0]) if address else ""
        return "</a>" if not links or links.pop() else ""

    return _TAG.sub(one, made)


def _formula(match: re.Match[str]) -> str:
    opening, closing = (r"\[", r"\]") if 'display="block"' in match["head"] else (r"\(", r"\)")
    return opening + match["tex"] + closing


def _link(found: re.Match[str] | None, place: Place) -> str:
    """Return where a link leads from a card, "" where it leads nowhere: a card has no page around it."""
    address = found["address"] if found else ""
    if _WHOLE.match(address):
        return address
    return html.escape(urljoin(place.site + place.page, html.unescape(address))) if place.site and address else ""


def _picture(address: str, place: Place, media: MutableMapping[str, bytes]) -> str:
    """Return the name of a picture in Anki's one folder of media; what is no file of the site stays as it is."""
    path = posixpath.normpath(posixpath.join(place.page, unquote(html.unescape(address))))
    file = place.docs / path
    if _WHOLE.match(address) or path.startswith(("../", "/")) or not file.is_file():
        return address
    data = file.read_bytes()
    name = f"question-{hashlib.sha256(data).hexdigest()[:16]}{file.suffix}"
    media[name] = data
    return name
