"""Bring scraped pages into the collection: read and plan first, then write, and never change a word that stands."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from build_tools.collection import add_asked, load, read_text, render_entry, write_file
from build_tools.errors import UserError
from build_tools.extraction import extract
from build_tools.ingest.plan import UNSORTED, Plan, plan
from build_tools.ingest.report import as_json, as_markdown
from build_tools.model import Collection, Document, Extraction, Source
from build_tools.policy import in_time
from build_tools.reading import LIMIT, read
from build_tools.swap import replacing

__all__ = ["LIMIT", "Plan", "apply", "as_json", "as_markdown", "open_collection", "plan", "read_pages"]

SHIPPED = Path(__file__).resolve().parents[2] / "docs" / "topics"
_UNSORTED_TEXT = """---
title: Unsorted
order: 999
words: []
tags: []
---
Questions that no topic's words mark. Move each file into the folder of its topic; its address stays the same.
"""


def read_pages(
    files: Sequence[Path], limit: int = LIMIT, progress: Callable[[int, int], None] = lambda done, whole: None
) -> tuple[list[tuple[Document, Extraction]], list[UserError]]:
    """Read and extract each file; return the pages, and the mistakes of files that cannot be read or ask nothing."""
    pages, mistakes = [], []
    for n, file in enumerate(files, 1):
        try:
            with in_time(file):
                document = read(file, limit)
                extraction = extract(document)
            if not extraction.questions:
                raise UserError(file, "the page holds no question", "leave it out, or check that the scrape is whole")
            pages.append((document, extraction))
        except UserError as mistake:
            mistakes.append(mistake)
        progress(n, len(files))
    return pages, mistakes


def open_collection(docs: Path) -> Collection:
    """Return the collection in `docs`; where there is none yet, an empty one with the topics that are shipped.

    Raises UserError where `docs` holds a mistake.
    """
    if (docs / "topics").is_dir():
        return load(docs)
    if docs.exists() and any(docs.iterdir()):
        raise UserError(
            docs, "holds files but no topics/", "name the folder of a collection, or one that does not exist yet"
        )
    shipped = load(SHIPPED.parent)
    moved = tuple(replace(topic, path=docs / "topics" / topic.id / "index.md") for topic in shipped.topics)
    return Collection(docs, moved, (), ())


def apply(work: Plan, append_new: bool = False) -> list[Path]:
    """Carry out `work` and return the files written, each whole or not at all.

    Sources come first and entries after, so that an ingest cut off at any moment leaves a collection that is right,
    and ingesting again completes it. With `append_new` what a source adds to a standing entry is put behind its text.
    """
    texts, topics = _texts(work, append_new), work.collection.docs / "topics"
    if not topics.exists():  # all topics at once: an ingest that finds some takes them for the collection's own choice
        first = [(path, text) for path, text in texts if path.name == "index.md" and topics in path.parents]
        with replacing(topics, "index.md") as new:
            for path, text in first:
                write_file(new / path.relative_to(topics), text)
    for path, text in texts:
        if not path.exists() or path.name != "index.md":
            write_file(path, text)
    return [path for path, _ in texts]


def _texts(work: Plan, append_new: bool) -> list[tuple[Path, str]]:
    docs = work.collection.docs
    texts = [
        (topic.path, read_text(SHIPPED / topic.id / "index.md"))
        for topic in work.collection.topics
        if not topic.path.exists()
    ]
    unsorted = docs / "topics" / UNSORTED / "index.md"
    if work.unsorted and not unsorted.exists():
        texts.append((unsorted, _UNSORTED_TEXT))
    texts += [(source.path, _source_text(source)) for source in work.new_sources]
    texts += [(entry.path, render_entry(entry)) for entry in work.new_entries]
    changed = {entry.path: add_asked(read_text(entry.path), lines, entry.path) for entry, lines in work.additions}
    for offer in work.offers if append_new else ():
        text = changed.get(offer.entry.path) or read_text(offer.entry.path)
        newline = "\r\n" if "\r\n" in text else "\n"
        block = offer.block.replace("\n", newline)
        changed[offer.entry.path] = (
            f"{text.rstrip()}{newline}{newline if offer.entry.body.strip() else ''}{block}{newline}"
        )
    return texts + sorted(changed.items())


def _source_text(source: Source) -> str:
    """Return a source's page: only what the scraped page says of itself."""
    said = [(key, getattr(source, key)) for key in ("title", "author", "publisher", "address", "licence")]
    # a JSON string is a YAML string, whatever it holds (YAML 1.2, section 1.3)
    return (
        "---\n" + "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in said if value) + "---\n"
    )
