"""Order questions as one would teach them: by level, and within a level what others build on before them.

A question builds on another where its title or its short answer mentions a term that the other defines. Such mentions
may run in circles, so at each step the question that lacks the fewest of those it builds on comes next (Kahn's
topological sort, 1962, with a count in place of zero); among equals the one that most other answers mention.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from build_tools.model import Entry
from build_tools.pages.excerpt import short_answer
from build_tools.pages.mentions import Terms, term_index
from build_tools.text import words_read

LEVELS = ("basic", "intermediate", "advanced", "")


def teaching_order(entries: Sequence[Entry]) -> list[Entry]:
    """Return entries from basic to advanced, those of unknown level last, whatever the order of `entries`."""
    return list(_ordered(tuple(sorted(entries, key=lambda entry: (LEVELS.index(entry.level), entry.id)))))


@lru_cache(128)  # pages, cards and lists for other programs ask for the order of the same topics
def _ordered(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    index = term_index(entries)
    needs = {entry.id: _mentioned(entry, short_answer(entry.body), index) for entry in entries}
    fame = Counter(other for entry in entries for other in _mentioned(entry, entry.body, index))
    levels = groupby(entries, lambda entry: entry.level)
    return tuple(entry for _, level in levels for entry in _foundations_first(list(level), needs, fame))


def _mentioned(entry: Entry, text: str, index: Terms) -> set[str]:
    """Return the ids of the other entries that define what the entry's title or `text` mentions."""
    said = words_read(f"{entry.title} {text}")
    found = {
        other
        for at, word in enumerate(said)
        for term, other in index.get(word, ())
        if tuple(said[at : at + len(term)]) == term
    }
    return found - {entry.id}


def _foundations_first(
    entries: Sequence[Entry], needs: Mapping[str, set[str]], fame: Mapping[str, int]
) -> Iterator[Entry]:
    known = {entry.id: entry for entry in entries}
    lacking = {entry: len(needs[entry] & known.keys()) for entry in known}
    builders = defaultdict(list)
    for entry in known:
        for other in needs[entry] & known.keys():
            builders[other].append(entry)
    waiting = [(lacking[entry], -fame.get(entry, 0), entry) for entry in known]
    heapq.heapify(waiting)
    while waiting:
        lacks, _, entry = heapq.heappop(waiting)
        if entry not in known or lacks != lacking[entry]:
            continue  # taught already, or it lacks less by now and waits a second time
        yield known.pop(entry)
        for other in builders[entry]:
            lacking[other] -= 1
            heapq.heappush(waiting, (lacking[other], -fame.get(other, 0), other))
