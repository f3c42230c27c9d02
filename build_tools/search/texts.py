"""Count the words of the entries' texts in little memory: a search finds by them what no name says."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator

from build_tools.search.words import prose, words

MOST = 31  # mentions that are counted
_SHORT_ANSWER = 8  # what standing in the short answer counts for, in mentions
_COMMON = 1000  # entries above which a word says nothing of the one or the other


class Texts:
    """The words of texts, with the entries that have each and how often."""

    def __init__(self) -> None:
        self._held: dict[str, array] = defaultdict(lambda: array("L"))

    def add(self, entry: int, short: str, body: str) -> None:
        """Take in the Markdown of an entry: its short answer, and all of it."""
        counts = Counter(words(prose(body)))
        for word in words(prose(short)):
            counts[word] += _SHORT_ANSWER
        for word, count in counts.items():
            self._held[word].append(entry << 5 | min(count, MOST))

    def words(self) -> Iterator[str]:
        """Yield every word that says something."""
        for word, held in self._held.items():
            if len(word) > 1 and len(held) <= _COMMON:
                yield word

    def mentions(self, word: str) -> Iterator[tuple[int, int]]:
        """Yield (entry, mentions) for the entries whose texts have a word that says something."""
        held = self._held.get(word, ())
        if len(held) <= _COMMON:
            for packed in held:
                yield packed >> 5, packed & MOST
