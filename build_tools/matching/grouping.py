"""Group wordings of one question, suggest groups that may be one, and find the nearest known wordings."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from build_tools.matching.candidates import pairs
from build_tools.matching.lexicon import stem
from build_tools.matching.linkage import Cluster, Linkage
from build_tools.matching.normalise import american, tidy, tokens
from build_tools.matching.reading import Reading, read
from build_tools.matching.score import MERGE, SUGGEST, evidence, likeness
from build_tools.matching.values import Evidence, Group, Grouping, Suggestion, Wording
from build_tools.matching.vocabulary import Vocabulary, learn

_QUESTIONS_PER_SUGGESTION = 3  # and there is at most one suggestion for so many questions
_SUGGESTIONS_EACH = 3  # a group is suggested with at most so many others: a person must read them

_ROWS = 256  # wordings compared with all others at a time by an encoder
_NEIGHBOURS = 5  # an encoder's nearest wordings that are looked at
_CLOSE = 0.7  # cosine from which an encoder alone makes a suggestion

Encoder = Callable[[Sequence[str]], Any]  # texts to a matrix with one row of length one for each


@dataclass(slots=True)
class _Likeness:
    """Likeness of two nodes, computed when asked for and kept."""

    nodes: Sequence[Reading]
    known: dict[tuple[int, int], float]

    def __call__(self, i: int, j: int) -> float:
        if i == j:
            return 1.0
        pair = (i, j) if i < j else (j, i)
        if pair not in self.known:
            one, other = self.nodes[i], self.nodes[j]
            self.known[pair] = likeness(one, other) if one.alone and other.alone else 0.0
        return self.known[pair]


@dataclass(frozen=True, slots=True)
class _Nodes:
    """Wordings that cannot be told apart are one node; nodes are numbered by their text, not by the input's order."""

    readings: tuple[Reading, ...]
    members: tuple[tuple[int, ...], ...]  # of each node: indexes of wordings
    anchors: dict[int, str]  # node: anchor


def _vocabulary(wordings: Sequence[Wording]) -> Vocabulary:
    return learn([w.question for w in wordings], [w.answer for w in wordings if w.answer])


def _readings(wordings: Iterable[Wording], vocabulary: Vocabulary) -> list[Reading]:
    return [read(w.question, vocabulary, w.answer) for w in wordings]


def _nodes(readings: Sequence[Reading], anchors: Sequence[str | None]) -> _Nodes:
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
        order = (anchor or "", str(sorted_frames(reading)), "" if reading.alone else reading.key)
        alike[(order, anchor, told_apart)].append(i)
    keys = sorted(alike, key=lambda key: (key[0], alike[key]))
    found = {n: key[1] for n, key in enumerate(keys) if key[1] is not None}
    first = [min(alike[key], key=lambda i: readings[i].key) for key in keys]
    return _Nodes(tuple(readings[i] for i in first), tuple(tuple(alike[key]) for key in keys), found)


def sorted_frames(reading: Reading) -> list[tuple]:
    """Return the frames as plain values that sort."""
    return [(frame.kind, sorted(frame.thing), sorted(frame.place)) for frame in reading.frames]


def group(
    wordings: Sequence[Wording],
    anchors: Sequence[str | None] = (),
    distinct: Collection[frozenset[str]] = (),
    encoder: Encoder | None = None,
) -> Grouping:
    """Return which wordings ask one question.

    `anchors[i]` is the id of the entry that wording i belongs to already, None for a new one: wordings of one anchor
    stay together, wordings of two never merge. `distinct` holds pairs of anchors that are not even suggested.
    `encoder` turns texts into rows of unit length (see `embed.py`); it only adds and orders suggestions.
    The groups do not depend on the order of the wordings.
    """
    anchors = anchors or [None] * len(wordings)
    vocabulary = _vocabulary(wordings)
    readings = _readings(wordings, vocabulary)
    nodes = _nodes(readings, anchors)
    alike = _Likeness(nodes.readings, {})
    edges = {}
    for i, j in pairs(nodes.readings):
        score = likeness(nodes.readings[i], nodes.readings[j])
        if score >= SUGGEST and nodes.readings[i].alone and nodes.readings[j].alone:
            edges[i, j] = score
    if encoder is not None:
        edges |= _by_encoder(encoder, [wordings[members[0]].question for members in nodes.members], nodes, edges)
    linkage = Linkage(alike, nodes.anchors, MERGE)
    clusters = linkage.clusters(len(nodes.readings), edges)
    clusters.sort(key=lambda cluster: min(min(nodes.members[n]) for n in cluster.nodes))
    surface = _surface(wordings)
    groups, against = _groups(clusters, nodes, linkage, readings)
    found = tuple(
        evidence(readings[i], readings[j], 1.0 if i == j else likeness(readings[i], readings[j]), surface)
        for i, j in enumerate(against)
    )
    return Grouping(tuple(groups), found, _suggestions(clusters, edges, nodes, distinct, surface))


def _by_encoder(
    encoder: Encoder, texts: Sequence[str], nodes: _Nodes, edges: dict[tuple[int, int], float]
) -> dict[tuple[int, int], float]:
    """Return the score of pairs that may be suggested, by the encoder: pairs below `MERGE`, old ones and new ones.

    The scores lie between `SUGGEST` and `MERGE`, so that an encoder adds and orders suggestions and merges nothing.
    """
    vectors = encoder(texts)
    found = {}
    for first in range(0, len(texts), _ROWS):  # rows at a time: the whole matrix is never made
        for row, near in enumerate(vectors[first : first + _ROWS] @ vectors.T, first):
            for other in near.argsort()[::-1][: _NEIGHBOURS + 1].tolist():
                pair = (min(row, other), max(row, other))
                alone = nodes.readings[row].alone and nodes.readings[other].alone
                if row != other and alone and edges.get(pair, 0.0) < MERGE and (near[other] >= _CLOSE or pair in edges):
                    found[pair] = SUGGEST + (MERGE - SUGGEST) * 0.99 * max(0.0, float(near[other]))
    return found


def _surface(wordings: Iterable[Wording]) -> dict[str, str]:
    """Return for each stem the shortest word of the texts that has it: stems are not for people to read."""
    surface: dict[str, str] = {}
    found = {american(token.casefold()) for wording in wordings for token in tokens(tidy(wording.question))}
    for word in sorted(found, key=lambda word: (len(word), word)):
        surface.setdefault(stem(word), word)
    return surface


def _groups(
    clusters: Sequence[Cluster], nodes: _Nodes, linkage: Linkage, readings: Sequence[Reading]
) -> tuple[list[Group], list[int]]:
    """Return the groups and, for each wording, the wording that its evidence is against.

    That is the centre; for a new wording that joined an entry, the entry's wording that it is nearest to.
    """
    groups, against = [], [0] * len(readings)
    for cluster in clusters:
        middle = linkage.centre(cluster.nodes)
        centre = _first(nodes, middle, readings)
        members = tuple(sorted(i for n in cluster.nodes for i in nodes.members[n]))
        for node in cluster.nodes:
            joined = cluster.anchor is not None and node not in nodes.anchors
            other = _first(nodes, linkage.nearest_placed(cluster, node), readings) if joined else centre
            for i in nodes.members[node]:
                against[i] = other
        groups.append(Group(cluster.anchor, members, centre))
    return groups, against


def _first(nodes: _Nodes, node: int, readings: Sequence[Reading]) -> int:
    """Return a node's wording that stands for it: the first by its text."""
    return min(nodes.members[node], key=lambda i: (readings[i].key, i))


def _suggestions(
    clusters: Sequence[Cluster],
    edges: dict[tuple[int, int], float],
    nodes: _Nodes,
    distinct: Collection[frozenset[str]],
    surface: dict[str, str],
) -> tuple[Suggestion, ...]:
    """Return the pairs of groups that hold a likely pair of nodes, each by its best pair, best first."""
    home = {node: number for number, cluster in enumerate(clusters) for node in cluster.nodes}
    best: dict[tuple[int, int], tuple[float, int, int]] = {}
    for (i, j), score in edges.items():
        left, right = sorted((home[i], home[j]))
        names = frozenset(name for name in (clusters[left].anchor, clusters[right].anchor) if name)
        if left != right and names not in distinct:
            best[left, right] = max(best.get((left, right), (0.0, 0, 0)), (score, -i, -j))
    asked: dict[int, int] = defaultdict(int)
    most = max(_SUGGESTIONS_EACH, sum(map(len, nodes.members)) // _QUESTIONS_PER_SUGGESTION)
    found: list[Suggestion] = []
    for (left, right), (score, i, j) in sorted(best.items(), key=lambda item: (-item[1][0], item[1][1:])):
        if len(found) < most and max(asked[left], asked[right]) < _SUGGESTIONS_EACH:
            asked[left] += 1
            asked[right] += 1
            found.append(Suggestion(left, right, evidence(nodes.readings[-i], nodes.readings[-j], score, surface)))
    return tuple(found)


def nearest(wording: Wording, known: Sequence[Wording], limit: int = 5) -> list[tuple[int, Evidence]]:
    """Return the indexes of the `limit` known wordings nearest to a wording, with evidence, best first.

    It would merge where the score is `MERGE` or more. A wording that leans on another question has no nearest one.
    """
    vocabulary = _vocabulary([wording, *known])
    asked, *others = _readings([wording, *known], vocabulary)
    surface = _surface([wording, *known])
    scored = [(likeness(asked, other), i) for i, other in enumerate(others) if asked.alone and other.alone]
    best = sorted(scored, key=lambda pair: (-pair[0], others[pair[1]].key, pair[1]))[:limit]
    return [(i, evidence(asked, others[i], score, surface)) for score, i in best if score > 0]
