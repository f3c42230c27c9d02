"""Find the pairs of entries that may be one question, and on which no person has decided yet."""

from dataclasses import dataclass
from functools import lru_cache

from build_tools.matching import Wording, alike_entries
from build_tools.model import Collection, Entry
from build_tools.text import wording_key


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that look alike."""

    left: Entry
    right: Entry
    likeness: float  # 0 to 1


def undecided(collection: Collection) -> list[Pair]:
    """Return the pairs that matching suggests and that no `distinct_from` tells apart, the likeliest first.

    Only titles and wordings are compared: an ingest, which also learns words from answers, takes ten times as long.
    """
    entries = {entry.id: entry for entry in collection.entries}
    found = _suggested(tuple(_wordings(collection)), frozenset(collection.told_apart()))
    return [Pair(entries[left], entries[right], likeness) for left, right, likeness in found]


def _wordings(collection: Collection) -> list[tuple[str, str]]:
    """Return every wording of every entry, its title first, with the entry's id."""
    found: dict[tuple[str, str], str] = {}
    for entry in collection.entries:
        for text in (entry.title, *(one.wording for one in entry.asked)):
            found.setdefault((entry.id, wording_key(text)), text)
    return [(text, name) for (name, _), text in found.items()]


@lru_cache(maxsize=1)  # `serve` builds again for every change, and few changes are of a wording
def _suggested(wordings: tuple[tuple[str, str], ...], apart: frozenset[frozenset[str]]) -> list[tuple[str, str, float]]:
    return alike_entries([Wording(text) for text, _ in wordings], [name for _, name in wordings], apart)
