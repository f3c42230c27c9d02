"""Find the pairs worth comparing, in near linear time: questions that share a rare concept."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from build_tools.matching.reading import Reading

_BLOCK = 16  # a concept in at most so many readings pairs them all
_WINDOW = 6  # in a larger block each reading meets so many neighbours in sorted order
_RAREST = 3  # concepts by which a reading is looked for


def _words(reading: Reading) -> set[str]:
    return {word for frame in reading.frames for word in frame.thing | frame.place}


def pairs(readings: Sequence[Reading]) -> Iterator[tuple[int, int]]:
    """Yield index pairs (i < j) of readings that may be the same question, each once.

    Blocking on rare concepts; a block that is too large is sorted by what is asked and scanned with a window (the
    sorted neighbourhood method of Hernandez and Stolfo, 1995), so that the pairs grow with the readings and no faster.
    """
    words_of = [_words(reading) for reading in readings]
    holders = Counter(word for words in words_of for word in words)
    blocks: dict[str | tuple[str, ...], list[int]] = defaultdict(list)
    things = [tuple(sorted(reading.frames[0].thing)) for reading in readings]
    for i in sorted(range(len(readings)), key=lambda i: (things[i], readings[i].frames[0].kind, readings[i].key)):
        for word in sorted(words_of[i], key=lambda w: (holders[w], w))[:_RAREST]:
            blocks[word].append(i)
        blocks[things[i]].append(i)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        reach = len(block) if len(block) <= _BLOCK else _WINDOW
        for place, i in enumerate(block):
            for j in block[place + 1 : place + 1 + reach]:
                pair = (i, j) if i < j else (j, i)
                if pair not in seen:
                    seen.add(pair)
                    yield pair
