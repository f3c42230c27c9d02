"""Write the site's pages as Markdown files that any other site generator shows as the site does."""

import html
import json
from pathlib import Path

from build_tools.build import ROOT
from build_tools.check import check
from build_tools.collection import load, load_articles
from build_tools.errors import UserError
from build_tools.history import read_history
from build_tools.mathematics import FormulaError
from build_tools.mathfont import PATH as FONT
from build_tools.mathfont import formula_characters, math_font
from build_tools.pages import Page, Section, Site, make_site
from build_tools.pages.inline import link
from build_tools.pages.links import relative
from build_tools.pages.titles import text_titles
from build_tools.portable import portable
from build_tools.swap import replacing

MARK = "SUMMARY.md"  # the navigation as a nested list, as several generators read it
STYLES = "assets/stylesheets/math.css"  # the font of formulas, for generators that are told of it
_FONT_FACE = f"""@font-face {{
  font-display: swap;
  font-family: "STIX Two Math";
  src: url("../../{FONT}") format("woff2");
}}

math {{
  font-family: "STIX Two Math", math;
  font-size: 1.1em;
}}
"""


def export(docs: Path, target: Path, tex: bool = False) -> int:
    """Write the pages of the collection under `docs` to the folder `target`, and return their number.

    Figures and other files are copied beside them, and so is the font of formulas. With `tex` formulas stay TeX, for a
    generator that draws them itself. Raise `UserError`, or a group of them, for what is wrong in the collection;
    `target` then stays as it was.
    """
    if mistakes := check(docs):
        raise ExceptionGroup("export", mistakes)
    site = make_site(text_titles(load(docs)), load_articles(docs), history=read_history(docs))
    heads = {page.path: _front_matter(page) for page in site.pages}
    texts = {path: _portable(docs, path, text, tex) for path, text in files(site).items()}
    with replacing(target.absolute(), MARK) as new:
        for path, text in texts.items():
            _write(new / path, heads.get(path, "") + text)
        for path, drawing in site.drawings.items():
            _write(new / path, drawing)
        if not tex:
            _write(new / STYLES, _FONT_FACE)
            characters = {sign for text in texts.values() for sign in formula_characters(text)}
            _write(new / FONT, math_font(characters, ROOT / "build" / "fonts"))
        for path in sorted(docs.rglob("*")):
            if path.is_file() and path.suffix != ".md" and not path.name.startswith("."):
                _write(new / path.relative_to(docs), path.read_bytes())
    return len(site.pages)


def files(site: Site) -> dict[str, str]:
    """Return the Markdown of each file by its path under the target, as the site's own pages have it."""
    pages = {page.path: page for page in site.pages}
    order = [path for path in _paths(site.navigation) if pages[path].kind == "question"]
    neighbours = dict(zip(order, zip(["", *order], [*order[1:], ""], strict=False), strict=True))
    texts = {page.path: _text(page, pages, neighbours.get(page.path, ("", ""))) for page in site.pages}
    for moved in site.moved:
        target = link(pages[moved.target].title, relative(moved.target, moved.path))
        texts[moved.path] = f"# This question has moved\n\n{target}\n"
    texts[MARK] = "# Summary\n\n" + "".join(_summary(item, pages, 0) for item in site.navigation)
    return texts


def _portable(docs: Path, path: str, text: str, tex: bool) -> str:
    try:
        return portable(text, tex)
    except FormulaError as error:
        cause, remedy = f"a formula does not parse: {error}", "mend the TeX"
    except ValueError as error:
        cause = f"holds {error}, which the site shows as text and other generators take for HTML"
        remedy = "fence code with three backticks from the margin"
    raise UserError(docs, f"the page {path} {cause}", remedy)


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def _text(page: Page, pages: dict[str, Page], neighbours: tuple[str, str]) -> str:
    steps = [
        f"{name}: {link(pages[path].title, relative(path, page.path))}"
        for name, path in zip(("Previous", "Next"), neighbours, strict=True)
        if path
    ]
    return page.markdown + ("\n" + " · ".join(steps) + "\n" if steps else "")


def _front_matter(page: Page) -> str:
    """Return a page's title and description, in which templates that print them as they are find no HTML."""
    values = {"title": page.title, "description": page.description}
    safe = {key: html.escape(value, quote=False).replace('"', "&quot;") for key, value in values.items() if value}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in safe.items()]
    return "\n".join(["---", *lines, "---", "", ""])


def _paths(navigation: tuple[Section | str, ...]) -> list[str]:
    paths = []
    for item in navigation:
        if isinstance(item, str):
            paths.append(item)
        else:
            paths += [item.index] * bool(item.index) + _paths(item.children)
    return paths


def _summary(item: Section | str, pages: dict[str, Page], depth: int) -> str:
    indent = "    " * depth
    if isinstance(item, str):
        return f"{indent}- {link(pages[item].title, item)}\n"
    head = link(item.title, item.index) if item.index else item.title
    return f"{indent}- {head}\n" + "".join(_summary(child, pages, depth + 1) for child in item.children)
