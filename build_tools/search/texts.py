"""Count the words and the pairs of words of the entries' texts: a search finds by them what no name says."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from build_tools.search.words import prose, word_list, words

BITS = 5  # of a number that hold the mentions
MOST = 2**BITS - 1  # mentions that are counted
_SHORT_ANSWER = 8  # what standing in the short answer counts for, in mentions
_COMMON = 1000  # entries above which a word says nothing of the one or the other
_FEW = 30  # entries above which a pair of words is common
_OFTEN = 3  # mentions from which a pair is no accident


class Texts:
    """The words of texts and the pairs of them, with the entries that have each and how often."""

    def __init__(self) -> None:
        self._held: dict[str, array] = defaultdict(lambda: array("I"))
        self._pairs: dict[tuple[str, str], array] = defaultdict(lambda: array("I"))
        self._stop = {*word_list("stop")}

    def add(self, entry: int, short: str, body: str) -> None:
        """Take in the Markdown of an entry: its short answer, and all of it."""
        said, first = words(prose(body)), words(prose(short))
        counts, pairs = Counter(said), Counter(pairwise(said))
        for word in first:
            counts[word] += _SHORT_ANSWER
        for pair in pairwise(first):
            pairs[pair] += _SHORT_ANSWER
        for word, count in counts.items():
            if word not in self._stop:
                self._held[word].append(entry << BITS | min(count, MOST))
        for pair, count in pairs.items():
            if count >= _OFTEN and self._stop.isdisjoint(pair):
                self._pairs[pair].append(entry << BITS | min(count, MOST))

    def words(self) -> Iterator[str]:
        """Yield every word that says something."""
        for word, held in self._held.items():
            if len(held) <= _COMMON:
                yield word

    def mentions(self, word: str) -> Sequence[int]:
        """Return the entries whose texts have a word that says something, each as `entry << BITS | mentions`."""
        held = self._held.get(word, ())
        return held if len(held) <= _COMMON else ()

    def pairs(self) -> Iterator[tuple[tuple[str, str], Sequence[int]]]:
        """Yield every pair of neighbours that says something, with the entries that have it as `mentions` gives."""
        for pair, held in self._pairs.items():
            if len(held) <= _FEW:
                yield pair, held
