"""One JSON file of all entries, and the JSON Schema that says what stands in it.

`version` rises when a field goes or means something else; a new field leaves it as it is.
"""

import io
import json
from dataclasses import asdict
from pathlib import Path

from build_tools.data.answers import question_pages, short_text, whole_answer
from build_tools.data.places import ENTRIES, SCHEMA, file, folder
from build_tools.history import FileHistory
from build_tools.model import Entry
from build_tools.pages import Page
from build_tools.publication import Made, Publication

VERSION = 1
_SCHEMA_FILE = Path(__file__).with_name(SCHEMA)


def entries_json(publication: Publication) -> Made:
    """Yield the entries, topics, sources and references, one a line, and the schema of the file."""
    collection, home = publication.collection, publication.site.pages[0]
    pages = question_pages(publication)
    lists = {
        "topics": ({"id": one.id, "title": one.title} for one in collection.topics),
        "sources": (_values(one, "path", "body") for one in collection.sources),
        "references": (_values(one, "line", "label") for one in collection.references),
        "entries": (_entry(one, pages[one.id], publication.history.files.get(file(one))) for one in collection.entries),
    }
    head = {
        "$schema": SCHEMA,
        "version": VERSION,
        "name": home.title,
        "description": home.description,
        "address": publication.address,
    }
    made = io.BytesIO()  # the file of a large collection stands in memory once
    made.write(b"{\n" + b",\n".join(_json(name) + b": " + _json(value) for name, value in head.items()))
    for name, values in lists.items():
        made.write(b",\n" + _json(name) + b": [")
        before = b"\n"
        for value in values:
            made.write(before + _json(value))
            before = b",\n"
        made.write(b"]" if before == b"\n" else b"\n]")
    made.write(b"\n}\n")
    yield ENTRIES, made.getvalue()
    yield SCHEMA, _SCHEMA_FILE.read_bytes()


def _entry(entry: Entry, page: Page, history: FileHistory | None) -> dict[str, object]:
    return {
        "id": entry.id,
        "title": entry.title,
        "topic": entry.topic,
        "level": entry.level,
        "tags": entry.tags,
        "terms": entry.terms,
        "aliases": entry.aliases,
        "former_ids": entry.former_ids,
        "asked": [{"source": one.source, "number": one.number, "wording": one.wording} for one in entry.asked],
        "references": entry.references,
        "short_answer": short_text(entry),
        "answer": whole_answer(page),
        "page": folder(page.path),
        "markdown": page.path,
        "file": file(entry),
        "added": history.added if history else "",
        "corrected": history.corrected if history else "",
    }


def _values(one: object, *without: str) -> dict[str, object]:
    return {name: value for name, value in asdict(one).items() if name not in without}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
