"""Write the cards of the study page as scripts: an index of ids, and the cards of a topic a few at a time.

They are scripts because a page opened from a file system may load scripts and no data. Each calls one function that the
study page has defined by then. The index names ids and levels only, so that it stays small for a large collection;
titles and answers come with a file of `CHUNK` cards when the first of them is shown.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from build_tools.model import Entry
from build_tools.pages.order import teaching_order
from build_tools.publication import Made, Publication

FOLDER = "study/cards"
CHUNK = 10  # cards a file
LEVELS = ("basic", "intermediate", "advanced", "")  # the index names a level by its place in this list


def card_files(publication: Publication) -> Made:
    """Yield the files of cards and their index; entries without an answer make no card."""
    if not publication.answers:
        return
    held = _by_topic(publication)
    topics = []
    for topic in publication.collection.topics:
        chunks = list(_chunks(held[topic.id]))
        names = [f"{topic.id}-{number}" for number in range(1, len(chunks) + 1)]
        for name, chunk in zip(names, chunks, strict=True):
            cards = {entry.id: _card(entry, publication) for entry in chunk}
            yield f"{FOLDER}/{name}.js", _call("studyCards", cards)
        parts = [_part(name, chunk) for name, chunk in zip(names, chunks, strict=True)]
        if parts:
            topics.append({"id": topic.id, "title": topic.title, "files": parts})
    former = {old: entry.id for entries in held.values() for entry in entries for old in entry.former_ids}
    yield f"{FOLDER}/index.js", _call("studyIndex", {"topics": topics, "former": former})


def _by_topic(publication: Publication) -> Mapping[str, list[Entry]]:
    held: dict[str, list[Entry]] = defaultdict(list)
    for entry in publication.collection.entries:
        if entry.id in publication.answers:
            held[entry.topic].append(entry)
    return defaultdict(list, {topic: teaching_order(entries) for topic, entries in held.items()})


def _chunks(entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    for start in range(0, len(entries), CHUNK):
        yield entries[start : start + CHUNK]


def _part(name: str, entries: Sequence[Entry]) -> dict[str, object]:
    levels = "".join(str(LEVELS.index(entry.level)) for entry in entries)
    return {"name": name, "ids": [entry.id for entry in entries], "levels": levels}


def _card(entry: Entry, publication: Publication) -> dict[str, object]:
    """Return what the study page shows of an entry; addresses in its HTML are relative to the entry's page."""
    answer = publication.answers[entry.id]
    related = [{"id": other.id, "title": other.title} for other in publication.site.related.get(entry.id, ())]
    return {"title": entry.title, "short": answer.short, "rest": answer.rest, "related": related}


def _call(function: str, value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"{function}({text});\n".encode()
