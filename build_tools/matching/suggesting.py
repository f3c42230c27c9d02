"""Suggest pairs of groups that may be one: the likeliest pairs that were not merged, few enough to be read."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from typing import Any

from build_tools.matching.linkage import Cluster
from build_tools.matching.nodes import Nodes
from build_tools.matching.score import MERGE, SUGGEST, evidence
from build_tools.matching.values import Suggestion

_QUESTIONS_PER_SUGGESTION = 3  # and there is at most one suggestion for so many questions
_SUGGESTIONS_EACH = 3  # a group is suggested with at most so many others: a person must read them

_ROWS = 256  # wordings compared with all others at a time by an encoder
_NEIGHBOURS = 5  # an encoder's nearest wordings that are looked at
_CLOSE = 0.7  # cosine from which an encoder alone makes a suggestion

Encoder = Callable[[Sequence[str]], Any]  # texts to a matrix with one row of length one for each


def by_encoder(
    encoder: Encoder, texts: Sequence[str], nodes: Nodes, edges: dict[tuple[int, int], float]
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


def suggestions(
    clusters: Sequence[Cluster],
    edges: dict[tuple[int, int], float],
    nodes: Nodes,
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
