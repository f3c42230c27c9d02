"""Write the site's pages as plain Markdown files, for any other site generator."""

import json
import shutil
from pathlib import Path

from build_tools.check import check
from build_tools.collection import load, load_articles
from build_tools.history import read_history
from build_tools.pages import Page, Section, Site, make_site
from build_tools.pages.inline import link
from build_tools.pages.links import relative
from build_tools.swap import replacing

MARK = "SUMMARY.md"  # the navigation as a nested list, as several generators read it


def export(docs: Path, target: Path) -> int:
    """Write the pages of the collection under `docs` to the folder `target`, and return their number.

    Figures and other files are copied beside them. Raise `UserError`, or a group of them, for what is wrong in the
    collection; `target` then stays as it was.
    """
    if mistakes := check(docs):
        raise ExceptionGroup("export", mistakes)
    site = make_site(load(docs), load_articles(docs), history=read_history(docs))
    with replacing(target.absolute(), MARK) as new:
        for path, text in files(site).items():
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            (new / path).write_text(text, "utf-8", newline="\n")
        for path in sorted(docs.rglob("*")):
            if path.is_file() and path.suffix != ".md" and not path.name.startswith("."):
                copy = new / path.relative_to(docs)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy)
    return len(site.pages)


def files(site: Site) -> dict[str, str]:
    """Return the text of each file by its path under the target."""
    pages = {page.path: page for page in site.pages}
    order = [path for path in _paths(site.navigation) if pages[path].kind == "question"]
    neighbours = dict(zip(order, zip(["", *order], [*order[1:], ""], strict=False), strict=True))
    texts = {page.path: _text(page, pages, neighbours.get(page.path, ("", ""))) for page in site.pages}
    for moved in site.moved:
        target = link(pages[moved.target].title, relative(moved.target, moved.path))
        texts[moved.path] = f"# This question has moved\n\n{target}\n"
    texts |= site.drawings
    texts[MARK] = "# Summary\n\n" + "".join(_summary(item, pages, 0) for item in site.navigation)
    return texts


def _text(page: Page, pages: dict[str, Page], neighbours: tuple[str, str]) -> str:
    values = {"title": page.title, "description": page.description}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items() if value]
    steps = [
        f"{name}: {link(pages[path].title, relative(path, page.path))}"
        for name, path in zip(("Previous", "Next"), neighbours, strict=True)
        if path
    ]
    reading_on = "\n" + " · ".join(steps) + "\n" if steps else ""
    return "\n".join(["---", *lines, "---", "", page.markdown]) + reading_on


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
