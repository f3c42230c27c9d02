"""Write a page's Markdown so that generators which know nothing of this project show what the site shows.

They pass HTML through, draw no formulas and make anchors of their own: formulas become MathML, what looks like HTML
becomes text, and headings keep the site's anchors.
"""

import html
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache

from markdown import Markdown
from markdown.extensions.toc import slugify

from build_tools.markup import Formula, code_blocks, code_spans, formulas, without_code
from build_tools.mathematics import styled_mathml
from build_tools.policy import EXTENSIONS, forbidden, heading_id
from build_tools.text import plain

_BLOCK = ' style="display: block; overflow: auto hidden"'  # a formula that scrolls where a screen is too narrow
_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
_TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")
# What Markdown reads as HTML, and what some read as attributes; addresses in angle brackets are no HTML.
_MARKUP = re.compile(r"<(?!(?:https?://|mailto:)[^\s<>]*>)|\{", re.IGNORECASE)
_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<text>\S.*?)[ \t#]*$", re.MULTILINE)


def portable(markdown: str, tex: bool = False) -> str:
    """Return the Markdown of a page for other generators; with `tex`, for one that draws the formulas itself.

    Raise `FormulaError` for a formula that does not parse, and `ValueError` where HTML that the site shows as text
    would pass: readers of Markdown differ in what they take for a block of code.
    """
    bare = _rewritten(markdown, lambda formula: "formula", [])
    if _MARKUP.search(bare) and (found := forbidden(_passing_html().reset().convert(bare))):
        raise ValueError(found)
    return _rewritten(markdown, _as_tex if tex else _drawn, list(_anchors(markdown)))


def _rewritten(markdown: str, draw: Callable[[Formula], str], anchors: list[tuple[int, str]]) -> str:
    """Return `markdown` with formulas as `draw` has them, HTML as text, and `anchors` at their places."""
    kept = [(start, end, markdown[start:end]) for start, end in code_blocks(markdown)]
    kept += [(start, end, _code(markdown[start:end])) for start, end in code_spans(markdown)]
    kept += [(one.start, one.end, draw(one)) for one in formulas(markdown)]
    kept += [(place, place, anchor) for place, anchor in anchors]
    parts, done = [], 0
    for start, end, text in sorted(kept):
        parts += [_as_text(markdown[done:start]), text]
        done = end
    return "".join([*parts, _as_text(markdown[done:])])


def _as_text(markdown: str) -> str:
    return _MARKUP.sub(lambda sign: "&lt;" if sign[0] == "<" else "&#123;", markdown)


def _code(span: str) -> str:
    """Return code in a line, as HTML where a reader that sees no code there would find markup."""
    if not _MARKUP.search(span):
        return span
    ticks = len(span) - len(span.lstrip("`"))
    return f"<code>{_coded(span[ticks:-ticks].strip())}</code>"


def _drawn(formula: Formula) -> str:
    """Return a formula as MathML in which no sign means anything to Markdown; a table's cell may hold it."""
    mathml = styled_mathml(formula.tex, formula.display).replace("\n", " ")
    mathml = _TEXT.sub(lambda text: _coded(html.unescape(text[0])), mathml)
    return f'<span class="math"{_BLOCK * formula.display}>{mathml}</span>'


def _as_tex(formula: Formula) -> str:
    signs = "$$" if formula.display else "$"
    return f"{signs}{formula.tex}{signs}"


def _coded(text: str) -> str:
    return _SIGN.sub(lambda sign: f"&#{ord(sign[0])};", text)


def _anchors(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield where a heading begins to which other generators give another anchor, and the site's anchor for it."""
    used: set[str] = set()
    for heading in _HEADING.finditer(without_code(markdown)):
        text = html.unescape(plain(markdown[slice(*heading.span("text"))]))
        own, number = heading_id(text, "-"), 1
        name = own
        while name in used:
            name, number = f"{own}_{number}", number + 1
        used.add(name)
        if name != slugify(text, "-") or "$" in text:
            yield heading.start("text"), f'<span id="{name}"></span>'


@cache
def _passing_html() -> Markdown:
    """Return a renderer like the site's that lets HTML through, as other generators do."""
    options = {name: deepcopy(values) for name, values in EXTENSIONS.items() if name != "build_tools.plain_html"}
    return Markdown(extensions=list(options), extension_configs=options)
