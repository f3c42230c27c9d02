"""Read the Markdown files of `docs/` that are no topic, entry or source: the home page's introduction, guides."""

import re
from dataclasses import dataclass
from pathlib import Path

from build_tools.collection import schema
from build_tools.collection.front_matter import Parts, Table, parse
from build_tools.collection.loader import read_text
from build_tools.errors import UserError

_COLLECTION = ("topics", "sources")  # folders whose files are read by the loader
_HEADING = re.compile(r"#[ \t]+(?P<title>.+?)[ \t]*#*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Article:
    """One such file."""

    path: str  # under `docs/`
    title: str
    body: str  # Markdown without front matter and without the heading that is its title


def markdown_files(docs: Path) -> list[Path]:
    """Return every Markdown file under `docs` that is not hidden, in the order of their paths."""
    files = (path for path in docs.rglob("*.md") if path.is_file())
    return sorted(path for path in files if not any(part.startswith(".") for part in path.relative_to(docs).parts))


def split(path: Path) -> Parts:
    """Return a file in its parts; one without front matter is all body."""
    text = read_text(path)
    if text.lstrip("\ufeff").startswith("---"):
        return parse(text, path)
    body = text.lstrip("\ufeff").replace("\r\n", "\n")
    blank = len(body) - len(body.lstrip("\n"))
    return Parts(Table((), (), 1, 0), body.strip("\n").rstrip(), 1 + blank, 0, "\n")


def load_articles(docs: Path) -> list[Article]:
    """Return the articles under `docs` by path; raise `UserError` for one without a title."""
    files = markdown_files(docs)
    return [_article(docs, path) for path in files if path.relative_to(docs).parts[0] not in _COLLECTION]


def _article(docs: Path, path: Path) -> Article:
    parts, found = split(path), []
    title = schema.values(parts.table, schema.ARTICLE, path, found).get("title")
    if found:
        raise found[0]
    heading = _HEADING.match(parts.body)
    body = parts.body[heading.end() :].strip("\n") if heading else parts.body
    if not title and not heading:
        raise UserError(path, "has no title", "begin it with a line `# …`", parts.body_line)
    return Article(path.relative_to(docs).as_posix(), str(title or heading["title"]), body)
