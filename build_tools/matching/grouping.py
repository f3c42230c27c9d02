"""Group wordings of one question, suggest groups that may be one, and find the nearest known wordings."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from build_tools.matching.candidates import pairs
from build_tools.matching.lexicon import stem
from build_tools.matching.linkage import Cluster, Linkage
from build_tools.matching.nodes import Nodes, nodes_of
from build_tools.matching.normalise import american, tidy, tokens
from build_tools.matching.reading import Reading, read
from build_tools.matching.score import MERGE, SUGGEST, evidence, likeness
from build_tools.matching.suggesting import Encoder, by_encoder, suggestions
from build_tools.matching.values import Evidence, Group, Grouping, Wording
from build_tools.matching.vocabulary import Vocabulary, learn


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


def _vocabulary(wordings: Sequence[Wording]) -> Vocabulary:
    return learn([w.question for w in wordings], [w.answer for w in wordings if w.answer])


def _readings(wordings: Iterable[Wording], vocabulary: Vocabulary) -> list[Reading]:
    return [read(w.question, vocabulary, w.answer) for w in wordings]


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
    nodes = nodes_of(readings, anchors)
    alike = _Likeness(nodes.readings, {})
    edges = _edges(nodes)
    if encoder is not None:
        edges |= by_encoder(encoder, [wordings[members[0]].question for members in nodes.members], nodes, edges)
    linkage = Linkage(alike, nodes.anchors, MERGE)
    clusters = linkage.clusters(len(nodes.readings), edges)
    clusters.sort(key=lambda cluster: min(min(nodes.members[n]) for n in cluster.nodes))
    surface = _surface(wordings)
    groups, against = _groups(clusters, nodes, linkage, readings)
    found = tuple(
        evidence(readings[i], readings[j], 1.0 if i == j else likeness(readings[i], readings[j]), surface)
        for i, j in enumerate(against)
    )
    return Grouping(tuple(groups), found, suggestions(clusters, edges, nodes, distinct, surface))


def alike_entries(
    wordings: Sequence[Wording], anchors: Sequence[str], distinct: Collection[frozenset[str]] = ()
) -> list[tuple[str, str, float]]:
    """Return the pairs of anchors that `group` would suggest for wordings that all have one, and how alike they are.

    The likeliest pairs come first. Nothing is grouped, which is most of the work of `group`.
    """
    nodes = nodes_of(_readings(wordings, _vocabulary(wordings)), anchors)
    clusters = Linkage(_Likeness(nodes.readings, {}), nodes.anchors, MERGE).placed()
    found = suggestions(clusters, _edges(nodes), nodes, distinct, {})
    names = [cluster.anchor or "" for cluster in clusters]
    return [(names[pair.left], names[pair.right], pair.evidence.score) for pair in found]


def _edges(nodes: Nodes) -> dict[tuple[int, int], float]:
    """Return the pairs of nodes that may be one question, with how alike they are."""
    edges = {}
    for i, j in pairs(nodes.readings):
        score = likeness(nodes.readings[i], nodes.readings[j])
        if score >= SUGGEST and nodes.readings[i].alone and nodes.readings[j].alone:
            edges[i, j] = score
    return edges


def _surface(wordings: Iterable[Wording]) -> dict[str, str]:
    """Return for each stem the shortest word of the texts that has it: stems are not for people to read."""
    surface: dict[str, str] = {}
    found = {american(token.casefold()) for wording in wordings for token in tokens(tidy(wording.question))}
    for word in sorted(found, key=lambda word: (len(word), word)):
        surface.setdefault(stem(word), word)
    return surface


def _groups(
    clusters: Sequence[Cluster], nodes: Nodes, linkage: Linkage, readings: Sequence[Reading]
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


def _first(nodes: Nodes, node: int, readings: Sequence[Reading]) -> int:
    """Return a node's wording that stands for it: the first by its text."""
    return min(nodes.members[node], key=lambda i: (readings[i].key, i))


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
