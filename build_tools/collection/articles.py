"""Read the Markdown files of `docs/` that are no topic, entry or source: the home page's introduction, guides."""

import re
from dataclasses import dataclass
from pathlib import Path

from build_tools.collection import schema
from build_tools.collection.loader import Split, split
from build_tools.errors import UserError

_COLLECTION = ("topics", "sources")  # folders whose files are read by the loader
_HEADING = re.compile(r"#[ \t]+(?P<title>.+?)[ \t]*#*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Article:
    """One such file."""

    path: str  # under `docs/`
    title: str
    body: str  # Markdown without front matter and without the heading that is its title
    order: int | None = None  # its place in the navigation, before those that name none


def markdown_files(docs: Path) -> list[Path]:
    """Return every Markdown file under `docs` that is not hidden, in the order of their paths."""
    files = (path for path in docs.rglob("*.md") if path.is_file())
    return sorted(path for path in files if not any(part.startswith(".") for part in path.relative_to(docs).parts))


def load_articles(docs: Path, read: Split = split) -> list[Article]:
    """Return the articles under `docs` by path; raise `UserError` for one without a title.

    `read` is what splits a file: a caller that reads the files more than once may hold them.
    """
    files = markdown_files(docs)
    return [_article(docs, path, read) for path in files if path.relative_to(docs).parts[0] not in _COLLECTION]


def _article(docs: Path, path: Path, read: Split) -> Article:
    parts, found = read(path), []
    said = schema.values(parts.table, schema.ARTICLE, path, found)
    if found:
        raise found[0]
    heading = _HEADING.match(parts.body)
    body = parts.body[heading.end() :].strip("\n") if heading else parts.body
    title = said.get("title") or (heading and heading["title"])
    if not title:
        raise UserError(path, "has no title", "begin it with a line `# …`", parts.body_line)
    return Article(path.relative_to(docs).as_posix(), str(title), body, said.get("order"))
