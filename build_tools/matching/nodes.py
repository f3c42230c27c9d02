"""Make nodes of wordings: those that cannot be told apart are one, numbered by their text."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.matching.reading import Reading


@dataclass(frozen=True, slots=True)
class Nodes:
    """Wordings that cannot be told apart are one node; nodes are numbered by their text, not by the input's order."""

    readings: tuple[Reading, ...]
    members: tuple[tuple[int, ...], ...]  # of each node: indexes of wordings
    anchors: dict[int, str]  # node: anchor


def nodes_of(readings: Sequence[Reading], anchors: Sequence[str | None]) -> Nodes:
    """Return the nodes. A new wording that stands word for word in an entry already belongs to that entry."""
    standing: dict[str, str] = {}
    for reading, anchor in zip(readings, anchors, strict=True):
        if anchor is not None and reading.alone:
            standing[reading.key] = min(anchor, standing.get(reading.key, anchor))
    alike: dict[tuple, list[int]] = defaultdict(list)
    for i, (reading, anchor) in enumerate(zip(readings, anchors, strict=True)):
        if anchor is None and reading.alone:
            anchor = standing.get(reading.key)
        told_apart = reading.frames if reading.alone else i
        order = (anchor or "", str(_sortable(reading)), "" if reading.alone else reading.key)
        alike[(order, anchor, told_apart)].append(i)
    keys = sorted(alike, key=lambda key: (key[0], alike[key]))
    found = {n: key[1] for n, key in enumerate(keys) if key[1] is not None}
    first = [min(alike[key], key=lambda i: readings[i].key) for key in keys]
    return Nodes(tuple(readings[i] for i in first), tuple(tuple(alike[key]) for key in keys), found)


def _sortable(reading: Reading) -> list[tuple]:
    """Return the frames as plain values that sort."""
    return [
        (frame.kind, sorted(frame.thing), sorted(frame.place), frame.link, sorted(frame.light), frame.sides, frame.act)
        for frame in reading.frames
    ]
