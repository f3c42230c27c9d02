"""Put the figures of a finished page into it, so that they take its colours in its light and its dark scheme."""

import re
from pathlib import Path
from xml.etree import ElementTree

from build_tools.errors import UserError

FOLDER = "assets/figures"  # under `docs`
# A picture alone in its paragraph, as Markdown makes it of `![words](../../assets/figures/name.svg)`.
_PICTURE = re.compile(rf'<p>\s*<img (?=[^<>]*\bsrc="(?:\.\./)*{FOLDER}/(?P<file>[\w-]+\.svg)")(?P<rest>[^<>]*)>\s*</p>')
_WORDS = re.compile(r'\balt="(?P<words>[^"]*)"')
_STYLE = re.compile(r"<style>.*?</style>\s*", re.DOTALL)  # says how the file looks when it stands alone
# What `draw.py` writes, and nothing that could run, load or restyle anything in the page.
_TAGS = set("svg title desc style polyline polygon rect circle path text tspan".split())
_ATTRIBUTES = set(
    "id viewBox width height role aria-labelledby font-family font-size font-style font-weight fill fill-opacity "
    "stroke stroke-width stroke-opacity stroke-dasharray stroke-linecap stroke-linejoin text-anchor transform "
    "points d x y dx dy cx cy r rx".split()
)


def inline_figures(page: str, docs: Path) -> str:
    """Return an HTML page with each figure that it shows as part of it, and the picture's words below it.

    Raise `UserError` for a file that holds more than a drawing.
    """

    def one(match: re.Match[str]) -> str:
        words = _WORDS.search(match["rest"])
        caption = f"<figcaption>{words['words']}</figcaption>" if words else ""
        path = docs / FOLDER / match["file"]
        return f'<figure class="drawing">\n{_STYLE.sub("", _plain(path))}{caption}\n</figure>'

    return _PICTURE.sub(one, page)


def _plain(path: Path) -> str:
    """Return the text of an SVG file after a look at every element and attribute in it."""
    svg = path.read_text("utf-8")
    try:
        # Comments, entities and processing instructions mean one thing in XML and another in a page.
        foreign = re.findall(r"<[!?]", svg) or [
            name
            for element in ElementTree.fromstring(svg).iter()
            for name in ({element.tag.removeprefix("{http://www.w3.org/2000/svg}")} - _TAGS)
            | (set(element.attrib) - _ATTRIBUTES)
        ]
    except ElementTree.ParseError as error:
        raise UserError(path, f"is no SVG: {error}", "draw it with build_tools.figures") from None
    if foreign or "url(" in svg:
        raise UserError(path, f"holds `{min(foreign, default='url(')}`", "draw it with build_tools.figures")
    return svg
