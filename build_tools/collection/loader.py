"""Read a `docs/` folder into a `Collection`, and find every mistake that its files hold."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.collection import schema
from build_tools.collection.front_matter import Parts, Table, missing, parse
from build_tools.collection.rules import broken_rules
from build_tools.errors import UserError
from build_tools.model import Asked, Collection, Entry, Reference, Source, Topic
from build_tools.policy import unsafe
from build_tools.references import read_references

BIBLIOGRAPHY = "references.bib"
Split = Callable[[Path], Parts]  # reads a file and splits it


def load(docs: Path) -> Collection:
    """Return the collection under `docs`; a folder without topics gives an empty one.

    Raise the first mistake in its files where there is one.
    """
    collection, found = read(docs, split)
    if found:
        raise found[0]
    return collection


def readable(docs: Path) -> Collection:
    """Return what can be read of the collection under `docs`, for checks that want to go on where a file is broken."""
    return read(docs, split)[0]


def load_entry(docs: Path, path: Path) -> Entry:
    """Return the entry of one file under `docs`; raise a group of every mistake in its front matter."""
    reading = _Reading(docs, split)
    _entry(reading, path)
    if reading.found:
        raise ExceptionGroup("entry", reading.found)
    return reading.entries[0]


def read_bibliography(docs: Path) -> tuple[list[Reference], list[UserError]]:
    """Return the works of `references.bib` under `docs`, none where it is missing, and what is wrong with it."""
    path = docs / BIBLIOGRAPHY
    if not path.is_file():
        return [], []
    try:
        return read_references(read_text(path), path)
    except UserError as error:
        return [], [error]


def split(path: Path) -> Parts:
    """Return a file in its parts; one without front matter is all body."""
    text = read_text(path)
    if text.lstrip("\ufeff").startswith("---"):
        return parse(text, path)
    body = text.lstrip("\ufeff").replace("\r\n", "\n")
    blank = len(body) - len(body.lstrip("\n"))
    return Parts(Table((), (), 1, 0), body.strip("\n").rstrip(), 1 + blank, 0, "\n")


def read_text(path: Path) -> str:
    """Return a file's text with its own line ends; raise `UserError` where it cannot be read or is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise UserError(path, f"cannot be read: {error.strerror}", "give a file that you may read") from None
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        raise UserError(path, "is not UTF-8 text", "save it as UTF-8", line) from None


@dataclass
class _Reading:
    """What has been read so far, and what is wrong with it."""

    docs: Path
    split: Split
    topics: list[Topic] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    lines: dict[tuple[Path, str], int] = field(default_factory=dict)  # (file, key) -> line
    found: list[UserError] = field(default_factory=list)

    def collection(self) -> Collection:
        topics = sorted(self.topics, key=lambda topic: (topic.order, topic.id))
        entries = sorted(self.entries, key=lambda entry: (entry.topic, entry.id))
        sources = sorted(self.sources, key=lambda source: source.id)
        return Collection(self.docs, tuple(topics), tuple(entries), tuple(sources), tuple(self.references))

    def file(self, path: Path, keys: dict[str, str]) -> tuple[dict, str, int] | None:
        """Return a file's values, body and body's line, None where it has no usable title."""
        try:
            parts = self.split(path)
            if not parts.close:
                raise missing(path)
        except UserError as error:
            self.found.append(error)
            return None
        said = schema.values(parts.table, keys, path, self.found)
        for key in parts.table.keys:
            self.lines[path, key.text] = key.line
        if "title" in said:
            return said, parts.body, parts.body_line
        if parts.table.get("title") is None or not any(error.place == str(path) for error in self.found):
            self.found.append(UserError(path, "front matter lacks a title", "add a line `title: …`", 1))
        return None


def read(docs: Path, split: Split) -> tuple[Collection, list[UserError]]:
    """Return what can be read of the collection under `docs`, and every mistake in its files, by file and line.

    `split` is what splits a file: a caller that reads the files more than once may hold them.
    """
    reading = _read(docs, split)
    return reading.collection(), reading.found


def _read(docs: Path, split: Split) -> _Reading:
    if not docs.is_dir():
        raise UserError(docs, "no such folder", "name the folder of a collection, or start one with `ingest`")
    reading = _Reading(docs, split)
    reading.found += unsafe(docs)
    if reading.found:  # what a link or a pipe leads to is not read
        return reading
    reading.references, _ = read_bibliography(docs)  # its mistakes stop no ingest; `check` tells them
    for path in _files(docs / "sources", reading.found):
        _source(reading, path)
    for folder in _folders(docs / "topics", reading.found):
        _topic(reading, folder)
    collection = reading.collection()
    reading.found += broken_rules(collection, reading.lines)
    reading.found.sort(key=lambda error: (error.place, error.line or 0))
    return reading


def _visible(folder: Path) -> Iterator[Path]:
    """Yield what stands in `folder` by name; hidden files (editors' and the system's) are nobody's content."""
    if folder.is_dir():
        yield from sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def _folders(folder: Path, found: list[UserError]) -> Iterator[Path]:
    for path in _visible(folder):
        if not path.is_dir():
            found.append(UserError(path, "stands in no topic", "move it into a topic's folder"))
        elif _good_name(path, path.name, found):
            yield path


def _files(folder: Path, found: list[UserError]) -> Iterator[Path]:
    for path in _visible(folder):
        if path.is_dir() or path.suffix != ".md":
            found.append(UserError(path, "is not a Markdown file (.md)", "move it to another folder, or rename it"))
        elif _good_name(path, path.stem, found):
            yield path


def _good_name(path: Path, name: str, found: list[UserError]) -> bool:
    good = schema.ID.fullmatch(name) is not None
    if not good:
        found.append(UserError(path, f"`{name}` is not an id", "name it with a-z, 0-9 and hyphens, at most 80"))
    return good


def _topic(reading: _Reading, folder: Path) -> None:
    index = folder / "index.md"
    if not index.is_file():
        reading.found.append(UserError(index, "is missing", "write it: a topic needs a title"))
    for path in _files(folder, reading.found):
        if path != index:
            _entry(reading, path)
        elif read := reading.file(index, schema.TOPIC):
            said, body, _ = read
            words, tags = tuple(said.get("words", ())), tuple(said.get("tags", ()))
            topic = Topic(folder.name, index, said["title"], said.get("order", 0), body, words, tags)
            reading.topics.append(topic)


def _entry(reading: _Reading, path: Path) -> None:
    read = reading.file(path, schema.ENTRY)
    if not read:
        return
    said, body, body_line = read
    asked = []
    for place, (item, line) in enumerate(said.pop("asked", ())):
        asked.append(Asked(**item))
        reading.lines[path, f"asked {place}"] = line
    lists = {key: tuple(value) if isinstance(value, list) else value for key, value in said.items()}
    entry = Entry(path.stem, path.parent.name, path, body=body, body_line=body_line, asked=tuple(asked), **lists)
    reading.entries.append(entry)


def _source(reading: _Reading, path: Path) -> None:
    if read := reading.file(path, schema.SOURCE):
        said, body, _ = read
        reading.sources.append(Source(path.stem, path, body=body, **said))
