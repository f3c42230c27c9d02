"""Put the figures of a finished page into it, so that they take its colours in its light and its dark scheme."""

import re
from collections.abc import Mapping
from pathlib import Path

from build_tools.errors import UserError
from build_tools.policy import wrong_drawing

FOLDER = "assets/figures"  # under `docs`
# A picture alone in its paragraph, as Markdown makes it of `![words](../../assets/figures/name.svg)`.
_PICTURE = re.compile(rf'<p>\s*<img (?=[^<>]*\bsrc="(?:\.\./)*{FOLDER}/(?P<file>[\w-]+\.svg)")(?P<rest>[^<>]*)>\s*</p>')
_WORDS = re.compile(r'\balt="(?P<words>[^"]*)"')
_STYLE = re.compile(r"<style>.*?</style>\s*", re.DOTALL)  # says how the file looks when it stands alone


def inline_figures(page: str, docs: Path, drawings: Mapping[str, str]) -> str:
    """Return an HTML page with each figure that it shows as part of it, and the picture's words below it.

    `drawings` holds those that the build has drawn, by their path under the site's root; the others are under `docs`.

    Raise `UserError` for a file that holds more than a drawing.
    """

    def one(match: re.Match[str]) -> str:
        words = _WORDS.search(match["rest"])
        caption = f"<figcaption>{words['words']}</figcaption>" if words else ""
        path = f"{FOLDER}/{match['file']}"
        svg = drawings[path] if path in drawings else (docs / path).read_text("utf-8")
        return f'<figure class="drawing">\n{_STYLE.sub("", _plain(svg, docs / path))}{caption}\n</figure>'

    return _PICTURE.sub(one, page)


def _plain(svg: str, path: Path) -> str:
    """Return the text of the SVG file `path` after a look at every element and attribute in it."""
    if wrong := wrong_drawing(svg):
        raise UserError(path, wrong, "draw it with build_tools.figures")
    return svg
