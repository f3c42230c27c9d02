"""Find what is wrong in a collection: broken files and rules, links to nowhere, formulas that do not parse.

`check` finds what makes a collection unfit to be built; `check_all` also finds what `content` says of its texts.
"""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from build_tools.collection import (
    BIBLIOGRAPHY,
    load_articles,
    markdown_files,
    problems,
    read_bibliography,
    readable,
    split,
)
from build_tools.collection.front_matter import Items, Parts
from build_tools.content import review
from build_tools.errors import UserError
from build_tools.markup import Link, formulas, links
from build_tools.mathematics import FormulaError, to_mathml

SCHEMES = ("http", "https", "mailto")  # where a link may lead outside the site


def check(docs: Path) -> list[UserError]:
    """Return every mistake in the collection under `docs`, by file and line; raise `UserError` where there is none."""
    found = problems(docs)
    broken = {error.place for error in found}
    try:
        load_articles(docs)
    except UserError as error:
        found.append(error)
    bibliography, mistakes = read_bibliography(docs)
    works, found = {work.key for work in bibliography}, found + mistakes
    for path in markdown_files(docs):
        if str(path) not in broken:
            found += _file(docs, path, works)
    return _sorted(found)


def check_all(docs: Path, against: Sequence[Path] = (), run: bool = False) -> list[UserError]:
    """Return what `check` finds and what is wrong with the texts, by file and line.

    `against` names pages, and folders of pages, that no answer may share a sentence with. With `run` the programs of
    the answers are run.
    """
    return _sorted(check(docs) + review(readable(docs), against, run))


def _sorted(found: list[UserError]) -> list[UserError]:
    return sorted(set(found), key=lambda error: (error.place, error.line or 0, error.cause))


def _file(docs: Path, path: Path, works: Collection[str]) -> Iterator[UserError]:
    try:
        parts = split(path)
    except UserError:
        return  # said already by whoever read the file's front matter
    yield from _references(parts, docs, path, works)
    for link in links(parts.body):
        if wrong := _wrong(link, docs, path):
            cause, remedy = wrong
            yield UserError(path, f"the link `{link.target}` {cause}", remedy, parts.body_line + link.line - 1)
    for formula in formulas(parts.body):
        try:
            to_mathml(formula.tex, formula.display)
        except FormulaError as error:
            line = parts.body_line + formula.line - 1
            yield UserError(
                path, f"a formula does not parse: {error}", "mend the TeX, or escape the dollar signs", line
            )


def _references(parts: Parts, docs: Path, path: Path, works: Collection[str]) -> Iterator[UserError]:
    cited = parts.table.get("references")
    for key in cited.items if isinstance(cited, Items) else ():
        if key.text not in works:
            remedy = f"write the work into {docs / BIBLIOGRAPHY}, or mend the key"
            yield UserError(path, f"unknown reference `{key.text}`", remedy, key.line)


def _wrong(link: Link, docs: Path, path: Path) -> tuple[str, str] | None:
    """Return what is wrong with a link, and the remedy; None where it is right."""
    try:
        parts = urlsplit(link.target)
    except ValueError:
        return "is no address", "mend it"
    if parts.scheme or parts.netloc:
        if parts.scheme.lower() in SCHEMES:
            return None
        return "is no web address", f"begin it with one of {', '.join(SCHEMES)}"
    if not parts.path:
        return None  # a place on this page: the site generator knows its anchors
    if parts.path.startswith("/"):
        return "is an absolute path", "write the path from this file"
    target = (path.parent / unquote(parts.path)).resolve()
    if target.is_file() and target.is_relative_to(docs.resolve()):
        return None
    return "leads nowhere", "name a file under docs by its path from this file"
