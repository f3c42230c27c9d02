"""Read HTML as browsers do, with html5lib, and tell what in it could act; a second opinion beside the sanitiser's."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

from build_tools.policy import drawing

ACTING = set(
    "applet audio base button dialog embed form frame frameset iframe input link meta noscript object plaintext portal "
    "script select source style template textarea track video xmp".split()
)
# Of the frame that the theme's templates put around a text; scripts and styles are judged by where they come from.
FRAME = set("button dialog form input link meta script textarea".split())
LEADS = ("action", "background", "cite", "data", "formaction", "href", "poster", "src", "srcset", "xlink:href")
LOADS = ("action", "background", "data", "formaction", "poster", "src", "srcset")
_ACTS = re.compile(r"\s*(?:javascript:|vbscript:|data:(?!image/))", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)

# What the converter of formulas makes, and `abbr`, which explains a word of a formula's text.
MATHML = {
    **dict.fromkeys("math mrow msqrt mroot msub msup msubsup mtr mphantom mstyle menclose".split(), set()),
    **dict.fromkeys("mi mn mtext ms".split(), {"mathvariant", "class"}),
    **dict.fromkeys("mover munder munderover".split(), {"accent", "accentunder"}),
    **dict.fromkeys("semantics mmultiscripts mprescripts".split(), set()),
    "abbr": {"title"},
    "annotation": {"encoding"},
    "math": {"display"},
    "mfrac": {"displaystyle", "linethickness"},
    "mo": {"form", "fence", "lspace", "maxsize", "minsize", "rspace", "separator", "stretchy", "symmetric"},
    "mpadded": {"class", "width", "height", "depth", "lspace", "voffset"},
    "mspace": {"class", "width"},
    "mtable": {"class", "displaystyle", "scriptlevel"},
    "mtd": {"class"},
}


def name(element: Element) -> str:
    """Return the name of an element without its namespace, "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def acting(page: Element, frame: frozenset[str] | set[str] = frozenset()) -> Iterator[tuple[str, ...]]:
    """Yield the elements and attributes of `page` that could act, and ids that occur twice.

    `frame` names elements of `ACTING` that may be there.
    """
    ids: set[str] = set()
    for element in page.iter():
        tag = name(element)
        if tag in ACTING - frame:
            yield (tag,)
        for key, value in element.attrib.items():
            key = str(key).rpartition("}")[2]
            acts = key.startswith("on") or key in ("style", "srcdoc", "http-equiv") and tag not in frame
            leads = key in LEADS and _ACTS.match(value)
            loads = key in LOADS and _ELSEWHERE.match(value) and not value.startswith("data:image/")
            if acts or leads or loads or (key == "id" and value in ids):
                yield tag, key, value
            if key == "id":
                ids.add(value)


def drawn(page: Element) -> Iterator[tuple[str, ...]]:
    """Yield what the formulas and drawings of `page` hold that their lists do not name."""
    for root in page.iter():
        if name(root) not in ("math", "svg"):
            continue
        for element in root.iter():
            tag = name(element)
            known = MATHML.get(tag) if name(root) == "math" else _SVG if tag in drawing.ELEMENTS else None
            if known is None:
                yield (name(root), tag)
            for key in set(element.attrib) - (known or set()):
                yield name(root), tag, str(key)


_SVG = {*drawing.ATTRIBUTES, "{http://www.w3.org/2000/xmlns/}xmlns"}


def fragment(html: str) -> Element:
    """Return the tree of a piece of HTML."""
    return html5lib.parseFragment(html, namespaceHTMLElements=False)
