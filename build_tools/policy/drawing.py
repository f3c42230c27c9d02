"""Say what an SVG file may hold: shapes, words and the style that `build_tools.figures` writes, nothing that acts."""

import re
from xml.etree import ElementTree

_NAMESPACE = "{http://www.w3.org/2000/svg}"
ELEMENTS = frozenset("svg g title desc style polyline polygon line rect circle ellipse path text tspan".split())
ATTRIBUTES = frozenset(
    "id viewBox width height role aria-labelledby font-family font-size font-style font-weight fill fill-opacity "
    "stroke stroke-width stroke-opacity stroke-dasharray stroke-linecap stroke-linejoin text-anchor transform "
    "points d x y x1 x2 y1 y2 dx dy cx cy r rx ry".split()
)
_TWO_MEANINGS = re.compile(r"<[!?]")  # comments, entities, instructions: one thing in XML and another in a page
_LOADS = re.compile(r"url\s*\(|@import|\\", re.IGNORECASE)  # in a style or an attribute


def wrong_drawing(svg: str) -> str:
    """Return what an SVG file holds that it may not, "" where it is a drawing."""
    if two := _TWO_MEANINGS.search(svg):
        return f"holds `{two[0]}`"
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError as error:
        return f"is no SVG: {error}"
    for element in root.iter():
        name = element.tag.removeprefix(_NAMESPACE)
        if name not in ELEMENTS:
            return f"holds `{name}`"
        if foreign := set(element.attrib) - ATTRIBUTES:
            return f"holds `{min(foreign)}`"
        styles = [*element.attrib.values(), (element.text or "") if name == "style" else ""]
        if loads := next(filter(None, map(_LOADS.search, styles)), None):
            return f"holds `{loads[0]}`"
    return ""
