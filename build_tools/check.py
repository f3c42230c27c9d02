"""Find what is wrong in a collection: broken files and rules, what the policy forbids, links to nowhere, bad formulas.

`check` finds what makes a collection unfit to be built; `check_all` also finds what `content` says of its texts.
"""

import html
import posixpath
from collections.abc import Container, Iterator, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from build_tools.collection import (
    BIBLIOGRAPHY,
    Article,
    Split,
    load_articles,
    markdown_files,
    read,
    read_bibliography,
    read_text,
    readable,
    split,
)
from build_tools.collection.front_matter import Items, Node, Parts, Scalar, Table
from build_tools.content import review
from build_tools.errors import UserError
from build_tools.markup import Link, formulas, links
from build_tools.mathematics import FormulaError, to_mathml
from build_tools.model import Collection
from build_tools.policy import (
    MAX_WORDING,
    Mistake,
    forbidden,
    in_time,
    misplaced,
    odd_characters,
    over_limits,
    remote_pictures,
    render,
    unsafe,
    wrong_address,
)


def check(docs: Path) -> list[UserError]:
    """Return every mistake in the collection under `docs`, by file and line; raise `UserError` where there is none."""
    try:
        load_checked(docs)
    except ExceptionGroup as mistakes:
        return list(mistakes.exceptions)
    return []


def load_checked(docs: Path) -> tuple[Collection, list[Article]]:
    """Return the collection under `docs` and the articles beside it.

    Raise a group of every mistake in them, by file and line, and `UserError` where there is no collection.
    """
    parts = cache(split)  # of a file, which is read several times here
    if found := _unfit(docs, parts):
        raise ExceptionGroup("check", _sorted(found))
    collection, found = read(docs, parts)
    found += misplaced(docs)
    broken, articles = {error.place for error in found}, []
    try:
        articles = load_articles(docs, parts)
    except UserError as error:
        found.append(error)
    bibliography, mistakes = read_bibliography(docs)
    works, found = {work.key for work in bibliography}, found + mistakes
    for path in markdown_files(docs):
        if str(path) not in broken:
            found += _in_time(path, _file(docs, path, works, parts))
    if found:
        raise ExceptionGroup("check", _sorted(found))
    return collection, articles


def check_file(docs: Path, path: Path) -> list[UserError]:
    """Return what is wrong with the text of one file under `docs`, whose front matter is right."""
    parts = split(path)
    if found := [_at(path, parts, mistake) for mistake in over_limits(parts.body)]:
        return found
    cited = parts.table.get("references")
    works = [key.text for key in cited.items] if isinstance(cited, Items) else []
    return _sorted(_in_time(path, _file(docs, path, works, split)))


def check_all(docs: Path, against: Sequence[Path] = (), run: bool = False) -> list[UserError]:
    """Return what `check` finds and what is wrong with the texts, by file and line.

    `against` names pages, and folders of pages, that no answer may share a sentence with. With `run` the programs of
    the answers are run.
    """
    if found := _unfit(docs, split):
        return _sorted(found)
    rendered = [mistake for path in markdown_files(docs) for mistake in _in_time(path, _rendered(path))]
    return _sorted(check(docs) + rendered + review(readable(docs), against, run))


def _sorted(found: list[UserError]) -> list[UserError]:
    return sorted(set(found), key=lambda error: (error.place, error.line or 0, error.cause))


def _unfit(docs: Path, split: Split) -> list[UserError]:
    """Return what makes files unfit to be read or texts unfit to be parsed: nothing else is looked at then."""
    if found := unsafe(docs):
        return found
    for path in markdown_files(docs):
        try:
            parts = split(path)
        except UserError:
            continue  # the collection's reader says so
        found += [_at(path, parts, mistake) for mistake in over_limits(parts.body)]
    return found


def _in_time(path: Path, mistakes: Iterator[UserError]) -> list[UserError]:
    """Return the mistakes of one file, and that they took too long to find where they did."""
    found = []
    try:
        with in_time(path):
            for mistake in mistakes:
                found.append(mistake)  # noqa: PERF402 (what was found by then stays)
    except UserError as late:
        found.append(late)
    return found


def _rendered(path: Path) -> Iterator[UserError]:
    """Yield what the sanitiser would cut of a text as its page shows it; a build looks at its pages itself."""
    try:
        parts = split(path)
    except UserError:
        return  # said already by whoever read the file's front matter
    if wrong := forbidden(render(parts.body)):
        cause = f"its page would hold {wrong}, which no text may"
        yield UserError(path, cause, "take it out, or show it as code", parts.body_line)


def _at(path: Path, parts: Parts, mistake: Mistake) -> UserError:
    return UserError(path, mistake.cause, mistake.remedy, parts.body_line + mistake.line - 1)


def _file(docs: Path, path: Path, works: Container[str], split: Split) -> Iterator[UserError]:
    try:
        parts = split(path)
    except UserError:
        return  # said already by whoever read the file's front matter
    yield from _references(parts, docs, path, works)
    yield from _values(parts.table, path)
    for mistake in odd_characters(read_text(path).removeprefix("\ufeff")):
        yield UserError(path, mistake.cause, mistake.remedy, mistake.line)
    for mistake in remote_pictures(parts.body):
        yield _at(path, parts, mistake)
    for link in links(parts.body):
        if wrong := _wrong(link, docs, path):
            cause, remedy = wrong
            yield UserError(path, f"the link `{link.target}` {cause}", remedy, parts.body_line + link.line - 1)
    for formula in formulas(parts.body):
        try:
            to_mathml(html.unescape(formula.tex), formula.display)  # entities reach the page as such
        except FormulaError as error:
            line = parts.body_line + formula.line - 1
            yield UserError(
                path, f"a formula does not parse: {error}", "mend the TeX, or escape the dollar signs", line
            )


def _references(parts: Parts, docs: Path, path: Path, works: Container[str]) -> Iterator[UserError]:
    cited = parts.table.get("references")
    for key in cited.items if isinstance(cited, Items) else ():
        if key.text not in works:
            remedy = f"write the work into {docs / BIBLIOGRAPHY}, or mend the key"
            yield UserError(path, f"unknown reference `{key.text}`", remedy, key.line)


def _values(node: Node, path: Path) -> Iterator[UserError]:
    """Yield the values of the front matter that are too long, or that hide something behind an escape of YAML's."""
    if isinstance(node, Scalar):
        for mistake in odd_characters(node.text) if node.quoted else ():
            yield UserError(path, mistake.cause, mistake.remedy, node.line)
        if len(node.text) > MAX_WORDING:
            cause = f"a value has {len(node.text):,} characters, more than {MAX_WORDING:,}"
            yield UserError(path, cause, "shorten it", node.line)
    for inner in (*node.keys, *node.values) if isinstance(node, Table) else getattr(node, "items", ()):
        yield from _values(inner, path)


def _wrong(link: Link, docs: Path, path: Path) -> tuple[str, str] | None:
    """Return what is wrong with a link, and the remedy; None where it is right."""
    if wrong := wrong_address(link.target):
        return wrong
    parts = urlsplit(link.target)
    if parts.scheme or not parts.path:
        return None  # elsewhere, or a place on this page: the site generator knows its anchors
    # By the names alone: no folder of a collection is a link, and asking the disk for each takes a tenth of a check.
    folder = path.parent.relative_to(docs).as_posix()
    target = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
    if not target.startswith("../") and (docs / target).is_file():
        return None
    return "leads nowhere", "name a file under docs by its path from this file"
