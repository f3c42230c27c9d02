"""Find the questions that a reader of one entry may want next, and say why.

What an entry is about is a set of features: the terms it defines, its tags, the words of its title.
Two entries are related by the features they share, each weighing the more the fewer entries have it (inverse document
frequency, Sparck Jones 1972); an entry that defines a term which another one's text mentions is related to it the most.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from itertools import chain, islice
from pathlib import Path

import snowballstemmer

from build_tools.model import Entry
from build_tools.text import plain, words, words_read

LIMIT = 6  # related questions shown
ENOUGH = 4  # below this the topic's neighbours are shown as well
COMMON = 60  # a feature that more entries than this have says nothing of any two of them
LONGEST_TERM = 5  # words
MENTION = 3.0  # how much more a term's definition weighs than a shared feature
_STOP = frozenset(Path(__file__).with_name("stop_words.txt").read_text("utf-8").split())  # say nothing of a thing
_STEM = lru_cache(100_000)(snowballstemmer.stemmer("english").stemWord)  # pure, and the words of a field are few


@dataclass(frozen=True, slots=True)
class Related:
    """One related entry."""

    entry: Entry
    reason: str  # plain text


def related(entries: Sequence[Entry]) -> dict[str, list[Related]]:
    """Return for each entry's id the entries that a reader may want next, best first, at most `LIMIT`.

    Where features find too few, the entry's neighbours in its topic fill the list up.
    """
    features = {entry.id: _features(entry) for entry in entries}
    by_id = {entry.id: entry for entry in entries}
    holders: dict[str, list[str]] = defaultdict(list)  # ids: an entry as a key would be hashed with all its text
    topics: dict[str, list[Entry]] = defaultdict(list)
    place: dict[str, int] = {}  # of an entry in its topic
    for entry in entries:
        place[entry.id] = len(topics[entry.topic])
        topics[entry.topic].append(entry)
        for feature in features[entry.id]:
            holders[feature].append(entry.id)
    definers = {_key(term): entry for entry in entries for term in entry.terms}
    first_words = {key.partition(" ")[0] for key in definers}
    result = {}
    for entry in entries:
        scores: dict[str, Counter[str]] = defaultdict(Counter)
        for feature, label in features[entry.id].items():
            if len(holders[feature]) <= COMMON:
                weight = _weight(len(holders[feature]), len(entries))
                for other in holders[feature]:
                    scores[other][f"also about {label}"] += weight
        for definer, term in _mentioned(entry, definers, first_words):
            scores[definer.id][f"explains {term}"] += MENTION * _weight(1, len(entries))
        scores.pop(entry.id, None)
        result[entry.id] = _best(entry, scores, by_id, topics[entry.topic], place[entry.id])
    return result


def _weight(holders: int, entries: int) -> float:
    return math.log(1 + entries / holders)


def _key(term: str) -> str:
    return " ".join(_STEM(word) for word in words(term))


def _features(entry: Entry) -> dict[str, str]:
    """Return what the entry is about: each feature with the word that stands for it in a reason."""
    labels = {}
    for word in words(plain(entry.title)):
        if word not in _STOP and len(word) > 2:
            labels.setdefault(_STEM(word), word)
    for label in (*entry.tags, *entry.aliases, *entry.terms):
        labels[_key(label)] = label
    labels.pop("", None)
    return labels


def _mentioned(
    entry: Entry, definers: Mapping[str, Entry], first_words: Collection[str]
) -> Iterator[tuple[Entry, str]]:
    """Yield the entries whose terms this entry's title or body mentions, each with the term.

    `first_words` are those of the keys of `definers`.
    """
    seen = set()
    stems = [_STEM(word) for word in words_read(f"{entry.title} {entry.body}")]
    starts = [start for start, stem in enumerate(stems) if stem in first_words]
    for size in range(1, LONGEST_TERM + 1):
        for start in starts:
            key = " ".join(stems[start : start + size])
            other = definers.get(key)
            if other and other is not entry and key not in seen:
                seen.add(key)
                yield other, next(term for term in other.terms if _key(term) == key)


def _best(
    entry: Entry, scores: Mapping[str, Counter[str]], by_id: Mapping[str, Entry], topic: Sequence[Entry], here: int
) -> list[Related]:
    """Return the entries with the highest scores; those of the topic that follow the place `here` fill up."""

    def rank(other: str) -> tuple[float, bool, str]:
        return -round(scores[other].total(), 9), by_id[other].topic != entry.topic, other

    best = [Related(by_id[one], scores[one].most_common(1)[0][0]) for one in nsmallest(LIMIT, scores, key=rank)]
    neighbours = chain(islice(topic, here + 1, None), islice(topic, here))  # reading on, then from the beginning
    filling = (other for other in neighbours if other.id not in scores)
    return best + [Related(other, "same topic") for other in islice(filling, max(0, ENOUGH - len(best)))]
