"""Make the page that says what came, was corrected, moved and merged in each month, from the collection's history."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.history import FileHistory, History
from build_tools.model import Collection, Entry
from build_tools.pages import questions
from build_tools.pages.inline import escape, link
from build_tools.pages.page import Page

PATH = "changes.md"
MONTHS = 24  # that are told with their questions; those before are counted
LISTED = 20  # questions of one kind in one month, and corrections
NAMED = 5  # questions of one correction
KINDS = {
    "new": "New",
    "corrected": "Corrected",
    "moved": "Moved to another topic",
    "renamed": "Renamed",
    "merged": "Merged into another",
    "removed": "Removed",
}
_ENTRY = re.compile(r"topics/(?P<topic>[^/]+)/(?!index\.md)(?P<id>[^/]+)\.md")
_NAMES = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a question."""

    time: str  # in UTC: "2026-01-31T12:00:00Z"
    kind: str  # one of `KINDS`
    entry: Entry | None  # the question as it is now, None where it is gone
    words: str  # Markdown: what was corrected, where it was before; "" where the kind says all


def changes_page(collection: Collection, history: History) -> Page:
    """Return the page: the last months with their questions, the months before as counts."""
    blocks = ["# Changes", "What came, was corrected, moved and merged, by month; the latest first."]
    months: dict[str, list[Event]] = defaultdict(list)
    for event in events(collection, history):
        months[event.time[:7]].append(event)
    if history.missing:
        blocks.append(f"This build knows of no change: {escape(history.missing)}.")
    elif not months:
        blocks.append("No change is recorded yet.")
    ordered = sorted(months, reverse=True)
    for month in ordered[:MONTHS]:
        blocks += [f"## {_name(month)}", *_month(months[month])]
    if ordered[MONTHS:]:
        lines = [f"- {_name(month)}: {_counts(months[month])}" for month in ordered[MONTHS:]]
        blocks += ["## Before that", "\n".join(lines)]
    about = "New, corrected, moved and merged questions by month"
    return Page(PATH, "Changes", "\n\n".join(blocks) + "\n", "changes", description=about)


def events(collection: Collection, history: History) -> list[Event]:
    """Return all that happened to questions, the latest first."""
    titles = {topic.id: topic.title for topic in collection.topics}
    found = list(_gone(collection, history))
    for entry in collection.entries:
        if file := history.files.get(f"topics/{entry.topic}/{entry.path.name}"):
            found += _of_entry(entry, file, titles)
    found.sort(key=lambda event: (event.entry.id if event.entry else "", event.words))
    return sorted(found, key=lambda event: event.time, reverse=True)


def corrections(found: Iterable[Event]) -> list[str]:
    """Return a Markdown list item for each correction among events: its day, what it was, and the questions."""
    together: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in found:
        if event.kind == "corrected":
            together[event.time, event.words].append(event)
    lines = []
    for (time, words), of_one in together.items():
        names = ", ".join(_link(event.entry) for event in of_one[:NAMED])
        more = f" and {len(of_one) - NAMED} more" if len(of_one) > NAMED else ""
        lines.append(f"- {time[:10]}, {words}: {names}{more}")
    return lines


def _of_entry(entry: Entry, file: FileHistory, titles: Mapping[str, str]) -> Iterator[Event]:
    yield Event(file.added, "new", entry, "")
    for change in file.changes:
        if change.corrects:
            yield Event(change.time, "corrected", entry, escape(change.subject))
        before, after = _ENTRY.fullmatch(change.former), _ENTRY.fullmatch(change.path)
        if before and after and before["topic"] != after["topic"]:
            left = escape(titles.get(before["topic"], before["topic"]))
            yield Event(change.time, "moved", entry, f"from {left}")
        if before and after and before["id"] != after["id"]:
            yield Event(change.time, "renamed", entry, f"was `{before['id']}`")


def _gone(collection: Collection, history: History) -> Iterator[Event]:
    """Yield the questions whose file was deleted for good: merged where another entry took the id over."""
    living = {entry.id for entry in collection.entries}
    heirs = {old: entry for entry in collection.entries for old in entry.former_ids}
    places = ((_ENTRY.fullmatch(change.path), change) for change in history.changes if change.kind == "deleted")
    deleted = {place["id"]: change for place, change in places if place and place["id"] not in living}
    for name, change in deleted.items():
        heir = heirs.get(name)
        yield Event(change.time, "merged" if heir else "removed", heir, f"took over `{name}`" if heir else f"`{name}`")


def _month(found: Sequence[Event]) -> Iterator[str]:
    for kind, name in KINDS.items():
        of_kind = [event for event in found if event.kind == kind]
        lines = corrections(of_kind) if kind == "corrected" else [_line(event) for event in of_kind]
        if lines:
            more = [f"- and {len(lines) - LISTED} more"] if len(lines) > LISTED else []
            yield f"**{name}**"
            yield "\n".join([*lines[:LISTED], *more])


def _line(event: Event) -> str:
    if not event.entry:
        return f"- {event.words}"
    return f"- {_link(event.entry)}" + (f": {event.words}" if event.words else "")


def _link(entry: Entry) -> str:
    return link(entry.title, questions.path(entry.id))


def _counts(found: Sequence[Event]) -> str:
    held = Counter(event.kind for event in found)
    return ", ".join(f"{held[kind]} {kind}" for kind in KINDS if held[kind])


def _name(month: str) -> str:
    year, number = month.split("-")
    return f"{_NAMES[int(number) - 1]} {year}"
