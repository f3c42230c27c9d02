"""Count what a collection holds: entries by topic, level and state, and how much of each source is answered."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from build_tools.markup import has_formula
from build_tools.model import Collection, Entry, Source, Topic

LEVELS = ("basic", "intermediate", "advanced", "")
_PROGRAM = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_PICTURE = re.compile(r"^ {0,3}!\[", re.MULTILINE)

# What can be said of the answer of an entry, from the least that is wanted to the most.
STATES: tuple[tuple[str, Callable[[Entry], bool]], ...] = (
    ("answered", lambda entry: bool(entry.body)),
    ("answered in depth", lambda entry: "\n\n" in entry.body.strip()),
    ("with references", lambda entry: bool(entry.references)),
    ("with a formula", lambda entry: has_formula(entry.body)),
    ("with a program", lambda entry: bool(_PROGRAM.search(entry.body))),
    ("with a figure", lambda entry: bool(_PICTURE.search(entry.body))),
    ("with a level", lambda entry: bool(entry.level)),
    ("asked by two sources or more", lambda entry: sources_of(entry) > 1),
)


@dataclass(frozen=True, slots=True)
class OfTopic:
    """The counts of one topic."""

    topic: Topic
    levels: tuple[int, ...]  # entries of each of `LEVELS`
    answered: int

    @property
    def entries(self) -> int:
        """How many entries it has."""
        return sum(self.levels)


@dataclass(frozen=True, slots=True)
class OfSource:
    """The counts of one source."""

    source: Source
    asked: int  # questions of it that are in the collection
    answered: int  # those whose entry has an answer


def sources_of(entry: Entry) -> int:
    """Return how many sources ask an entry's question; one that asks it twice counts once."""
    return len({asked.source for asked in entry.asked})


def by_topic(collection: Collection) -> list[OfTopic]:
    """Return the counts of each topic, in the order of the topics."""
    held: dict[str, list[Entry]] = {topic.id: [] for topic in collection.topics}
    for entry in collection.entries:
        held[entry.topic].append(entry)
    return [OfTopic(topic, _levels(held[topic.id]), _answered(held[topic.id])) for topic in collection.topics]


def by_source(collection: Collection) -> list[OfSource]:
    """Return the counts of each source, those that ask most first."""
    held: dict[str, list[Entry]] = {source.id: [] for source in collection.sources}
    for entry in collection.entries:
        for asked in entry.asked:
            held[asked.source].append(entry)
    counts = [OfSource(source, len(held[source.id]), _answered(held[source.id])) for source in collection.sources]
    return sorted(counts, key=lambda one: (-one.asked, one.source.id))


def by_state(entries: Sequence[Entry]) -> list[tuple[str, int]]:
    """Return how many entries are in each of `STATES`."""
    return [(name, sum(map(holds, entries))) for name, holds in STATES]


def most_asked(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries, those that most sources ask first."""
    return sorted(entries, key=lambda entry: (-sources_of(entry), -len(entry.asked), entry.id))


def _levels(entries: Sequence[Entry]) -> tuple[int, ...]:
    return tuple(sum(entry.level == level for entry in entries) for level in LEVELS)


def _answered(entries: Sequence[Entry]) -> int:
    return sum(bool(entry.body) for entry in entries)
