"""What must hold between the files of a collection: one entry an id, one entry a wording, no name of nothing."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from build_tools.errors import UserError
from build_tools.model import Collection, Entry
from build_tools.text import wording_key

Lines = Mapping[tuple[Path, str], int]  # (file, key) -> the 1-based line on which the key's value stands


def broken_rules(collection: Collection, lines: Lines) -> list[UserError]:
    """Return every rule between files that `collection` breaks, each with its file and line."""
    rules = (_one_id, _former_ids, _one_title, _one_wording, _known_sources, _known_entries)
    return [error for rule in rules for error in rule(collection, lines)]


def _one_id(collection: Collection, lines: Lines) -> Iterator[UserError]:
    holder: dict[str, Entry] = {}
    for entry in collection.entries:
        if other := holder.get(entry.id):
            yield UserError(entry.path, f"the id `{entry.id}` is taken by {other.path}", "rename one of the files", 1)
        holder.setdefault(entry.id, entry)


def _former_ids(collection: Collection, lines: Lines) -> Iterator[UserError]:
    living = {entry.id: entry for entry in collection.entries}
    former: dict[str, Entry] = {}
    for entry in collection.entries:
        for old in entry.former_ids:
            holder = living.get(old) or former.get(old)
            if holder:
                cause = f"the former id `{old}` belongs to {holder.path} as well"
                yield UserError(entry.path, cause, "leave it in one of them", lines.get((entry.path, "former_ids")))
            former.setdefault(old, entry)


def _one_title(collection: Collection, lines: Lines) -> Iterator[UserError]:
    holder: dict[str, Entry] = {}
    for entry in collection.entries:
        key = wording_key(entry.title) or entry.title
        if other := holder.get(key):
            cause = f"{other.path} has the same title"
            yield UserError(entry.path, cause, "merge the two, or reword one", lines.get((entry.path, "title")))
        holder.setdefault(key, entry)


def _one_wording(collection: Collection, lines: Lines) -> Iterator[UserError]:
    holder: dict[str, Entry] = {}
    for entry in collection.entries:
        seen = set()
        for place, asked in enumerate(entry.asked):
            line = lines.get((entry.path, f"asked {place}"))
            if asked in seen:
                yield UserError(entry.path, f"“{asked.wording}” stands twice", "delete one of the lines", line)
            seen.add(asked)
            other = holder.setdefault(wording_key(asked.wording) or asked.wording, entry)
            told_apart = other.id in entry.distinct_from or entry.id in other.distinct_from
            if other is not entry and not told_apart:
                cause = f"“{asked.wording}” is asked in {other.path} too"
                yield UserError(
                    entry.path, cause, "leave it in one, merge the two, or name one in `distinct_from`", line
                )


def _known_sources(collection: Collection, lines: Lines) -> Iterator[UserError]:
    known = {source.id for source in collection.sources}
    for entry in collection.entries:
        for place, asked in enumerate(entry.asked):
            if asked.source not in known:
                remedy = f"write {collection.docs / 'sources' / asked.source}.md, or mend the name"
                line = lines.get((entry.path, f"asked {place}"))
                yield UserError(entry.path, f"unknown source `{asked.source}`", remedy, line)


def _known_entries(collection: Collection, lines: Lines) -> Iterator[UserError]:
    known = {old for entry in collection.entries for old in (entry.id, *entry.former_ids)}
    for entry in collection.entries:
        for other in entry.distinct_from:
            if other not in known or other == entry.id:
                line = lines.get((entry.path, "distinct_from"))
                yield UserError(entry.path, f"no other entry has the id `{other}`", "mend the id, or delete it", line)
