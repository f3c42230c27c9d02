"""Cluster nodes by average linkage from a sparse list of likely pairs, with people's decisions kept."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import count as count_from

_APART = 0.75  # two wordings less alike than this share no group, however near both are to the others

Likeness = Callable[[int, int], float]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Nodes that belong together."""

    nodes: tuple[int, ...]  # ascending
    anchor: str | None = None  # the entry that a person put some or all of them in

    def joined(self, other: "Cluster") -> "Cluster":
        """Return both clusters as one."""
        return Cluster(tuple(sorted(self.nodes + other.nodes)), self.anchor or other.anchor)


@dataclass(frozen=True, slots=True)
class Linkage:
    """What average linkage needs to know: likeness of two nodes, the anchored nodes, and the least average to join."""

    alike: Likeness
    anchors: Mapping[int, str]  # node: anchor, for the nodes a person has placed
    least: float

    def between(self, one: Cluster, other: Cluster) -> float:
        """Return how near two clusters are (0 to 1), 0 if they may not join.

        The mean over all pairs (average linkage), if no pair is far apart. In an anchored cluster a person has said
        that its wordings are one question however they differ, so a new node counts by the nearest wording that a
        person put there.
        """
        if one.anchor and other.anchor:
            return 0.0
        if other.anchor:
            one, other = other, one
        if not one.anchor:
            near = [self.alike(i, j) for i in one.nodes for j in other.nodes]
            return sum(near) / len(near) if min(near) >= _APART else 0.0
        return sum(self.to_placed(one, j) for j in other.nodes) / len(other.nodes)

    def to_placed(self, cluster: Cluster, node: int) -> float:
        """Return the likeness of a node to the nearest wording that a person placed in an anchored cluster."""
        return self.alike(self.nearest_placed(cluster, node), node)

    def nearest_placed(self, cluster: Cluster, node: int) -> int:
        """Return the node nearest to `node` of those that a person placed in an anchored cluster."""
        return max((i for i in cluster.nodes if i in self.anchors), key=lambda i: (self.alike(i, node), -i))

    def centre(self, nodes: Sequence[int]) -> int:
        """Return the node nearest to all others, the first in order among equals."""
        return max(nodes, key=lambda i: (round(sum(self.alike(i, j) for j in nodes), 9), -i))

    def clusters(self, count: int, edges: Mapping[tuple[int, int], float]) -> list[Cluster]:
        """Return the clusters of nodes 0 to count-1. Nodes are numbered in an order of their own (not of the input)."""
        start = self.placed()
        start += [Cluster((node,)) for node in range(count) if node not in self.anchors]
        joined = self._agglomerate(start, edges)
        return sorted((part for cluster in joined for part in self._near_centre(cluster)), key=lambda c: c.nodes)

    def placed(self) -> list[Cluster]:
        """Return the clusters that people have made, in the order of their anchors."""
        nodes: dict[str, list[int]] = defaultdict(list)
        for node, anchor in sorted(self.anchors.items()):
            nodes[anchor].append(node)
        return [Cluster(tuple(held), anchor) for anchor, held in sorted(nodes.items())]

    def _agglomerate(self, start: list[Cluster], edges: Mapping[tuple[int, int], float]) -> list[Cluster]:
        """Join the two nearest clusters as long as any are near enough; only clusters with a likely pair meet."""
        alive = dict(enumerate(start))
        home = {node: number for number, cluster in alive.items() for node in cluster.nodes}
        beside: dict[int, set[int]] = defaultdict(set)
        for (i, j), score in edges.items():
            if score >= self.least and home[i] != home[j]:
                beside[home[i]].add(home[j])
                beside[home[j]].add(home[i])
        numbers = count_from(len(start))
        heap = [self._entry(alive, a, b) for a in sorted(beside) for b in sorted(beside[a]) if a < b]
        heapify(heap)
        while heap:
            distance, _, a, b = heappop(heap)
            if -distance < self.least or a not in alive or b not in alive:
                continue
            number = next(numbers)
            alive[number] = alive.pop(a).joined(alive.pop(b))
            beside[number] = {c for c in beside[a] | beside[b] if c in alive}
            for other in sorted(beside[number]):
                beside[other].add(number)
                heappush(heap, self._entry(alive, other, number))
        return list(alive.values())

    def _entry(self, alive: Mapping[int, Cluster], a: int, b: int) -> tuple[float, tuple, int, int]:
        order = tuple(sorted((alive[a].nodes, alive[b].nodes)))  # equal distances: the order of the nodes decides
        return -round(self.between(alive[a], alive[b]), 9), order, a, b

    def _near_centre(self, cluster: Cluster) -> list[Cluster]:
        """Return the cluster and, alone, each node that is not near its centre (no chains)."""
        if cluster.anchor:
            far = [n for n in cluster.nodes if n not in self.anchors and self.to_placed(cluster, n) < self.least]
        else:
            centre = self.centre(cluster.nodes)
            far = [n for n in cluster.nodes if self.alike(centre, n) < self.least]
        kept = Cluster(tuple(n for n in cluster.nodes if n not in far), cluster.anchor)
        return [kept, *(Cluster((n,)) for n in far)]
