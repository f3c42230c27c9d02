"""Find the pairs worth comparing, in near linear time: questions that share a rare concept."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from build_tools.matching.frames import Reading

_BLOCK = 16  # a concept in at most so many readings pairs them all
_WINDOW = 6  # in a larger block each reading meets so many neighbours in sorted order
_RAREST = 3  # concepts by which a reading is looked for


def _keys(reading: Reading) -> set[str]:
    return {word for frame in reading.frames for word in frame.thing | frame.place}


def pairs(readings: Sequence[Reading]) -> Iterator[tuple[int, int]]:
    """Yield index pairs (i < j) of readings that may be the same question, each once, in a fixed order.

    Blocking on rare concepts; a block that is too large is sorted by what is asked and scanned with a window (the
    sorted neighbourhood method of Hernandez and Stolfo, 1995), so the number of pairs grows with the number of readings.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    keys = [_keys(reading) for reading in readings]
    for i, words in enumerate(keys):
        for word in words:
            holders[word].append(i)
    blocks: dict[str | tuple[str, ...], list[int]] = defaultdict(list)
    for i, words in enumerate(keys):
        for word in sorted(words, key=lambda w: (len(holders[w]), w))[:_RAREST]:
            blocks[word].append(i)
        blocks[tuple(sorted(readings[i].frames[0].thing))].append(i)
    order = sorted(range(len(readings)), key=lambda i: (sorted(readings[i].frames[0].thing), readings[i].frames[0].kind, readings[i].key))
    rank = {i: place for place, i in enumerate(order)}
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        reach = len(block) if len(block) <= _BLOCK else _WINDOW
        block.sort(key=rank.__getitem__)
        for place, i in enumerate(block):
            for j in block[place + 1 : place + 1 + reach]:
                pair = (i, j) if i < j else (j, i)
                if pair not in seen:
                    seen.add(pair)
                    yield pair
