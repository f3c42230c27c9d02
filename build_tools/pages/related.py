"""Find the questions that a reader of one entry may want next, and say why.

What an entry is about is a set of features: the terms it defines, its tags, the words of its title.
Two entries are related by the features they share, each weighing the more the fewer entries have it (inverse document
frequency, Sparck Jones 1972); an entry that defines a term which another one's text mentions is related to it the most.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import snowballstemmer

from build_tools.model import Entry
from build_tools.text import plain, words

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
    holders: dict[str, list[Entry]] = defaultdict(list)
    topics: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        topics[entry.topic].append(entry)
        for feature in features[entry.id]:
            holders[feature].append(entry)
    definers = {_key(term): entry for entry in entries for term in entry.terms}
    result = {}
    for entry in entries:
        scores: dict[Entry, Counter[str]] = defaultdict(Counter)
        for feature, label in features[entry.id].items():
            for other in holders[feature] if len(holders[feature]) <= COMMON else ():
                scores[other][f"also about {label}"] += _weight(len(holders[feature]), len(entries))
        for other, term in _mentioned(entry, definers):
            scores[other][f"explains {term}"] += MENTION * _weight(1, len(entries))
        scores.pop(entry, None)
        result[entry.id] = _best(entry, scores, topics[entry.topic])
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


def _mentioned(entry: Entry, definers: Mapping[str, Entry]) -> Iterator[tuple[Entry, str]]:
    """Yield the entries whose terms this entry's title or body mentions, each with the term."""
    seen = set()
    stems = [_STEM(word) for word in words(plain(f"{entry.title} {entry.body}"))]
    for size in range(1, LONGEST_TERM + 1):
        for start in range(len(stems) - size + 1):
            key = " ".join(stems[start : start + size])
            other = definers.get(key)
            if other and other is not entry and key not in seen:
                seen.add(key)
                yield other, next(term for term in other.terms if _key(term) == key)


def _best(entry: Entry, scores: Mapping[Entry, Counter[str]], topic: Sequence[Entry]) -> list[Related]:
    def rank(other: Entry) -> tuple[float, bool, str]:
        return -round(scores[other].total(), 9), other.topic != entry.topic, other.id

    best = [Related(other, scores[other].most_common(1)[0][0]) for other in sorted(scores, key=rank)[:LIMIT]]
    here = topic.index(entry)
    neighbours = [*topic[here + 1 :], *topic[:here]]  # reading on, then from the topic's beginning
    filling = [other for other in neighbours if other not in scores][: max(0, ENOUGH - len(best))]
    return best + [Related(other, "same topic") for other in filling]
