"""Say how alike two things asked about are: words that carry the meaning, words that classify, sides compared."""

from collections.abc import Sequence
from functools import cache
from itertools import permutations

from build_tools.matching.lexicon import heads, stem, terms, word_set

ONE_RESTRICTED = 0.8  # "dropout", "dropout in RNNs": often one question, not surely
_SAYS_MORE = 0.9  # "precision vs recall", "precision vs recall of a classifier"
_NAMED = 0.95  # "LSTM", "LSTM network": the name tells by itself what it is
_LONG_NAME = 4  # words of a thing that is described rather than named: a word more may be chance
_MOST_SIDES = 4  # things side by side that are told apart; a longer row is a list

Sides = Sequence[tuple[str, ...]]


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the Dice coefficient of two sets, 1 for two empty ones."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def things_alike(
    one: frozenset[str], other: frozenset[str], light: frozenset[str] = frozenset(), compared: bool = False
) -> float:
    """Return how alike two things are (0 to 1): words that carry the meaning by overlap, those in `light` by cost.

    One more word makes another thing ("leaky ReLU" is no ReLU), but of things `compared` it only says more.
    """
    if one == other:
        return 1.0
    strong_one, strong_other = one - light, other - light
    if not strong_one or not strong_other:
        return _overlap(one, other)
    alike = _overlap(strong_one, strong_other)
    fewer = min(len(strong_one), len(strong_other))
    if strong_one != strong_other and (strong_one <= strong_other or strong_other <= strong_one):
        if compared and fewer > 1:
            alike = max(alike, _SAYS_MORE)
        elif fewer < _LONG_NAME:
            alike = min(alike, ONE_RESTRICTED)
    return alike * _heads_alike(one, other, light, compared)


def _heads_alike(one: frozenset[str], other: frozenset[str], light: frozenset[str], compared: bool) -> float:
    """Return what the words that only classify cost (0 to 1), one side's against the other's."""
    family, costs = heads().family, heads().cost
    here, there = {family[word] for word in one & light}, {family[word] for word in other & light}
    said_here, said_there = one - other - light, other - one - light
    # "Soft and hard clustering", "hard and soft voting": each says what it is that the other is not.
    if (here - there and (there - here or said_there)) or (there - here and said_here):
        return terms()["heads"]["other"]
    named = any("_" in word for word in one - light)  # a whole name: "LSTM network" is LSTM
    network = not _networks().isdisjoint(one - light)
    alike = 1.0
    for name in sorted(here ^ there):
        if named or (network and name == "network"):
            alike *= _NAMED
        else:
            alike *= max(costs[name], _SAYS_MORE) if compared else costs[name]
    return alike


@cache
def _networks() -> frozenset[str]:
    """Return the names of networks, as stems."""
    return frozenset(map(stem, word_set("networks")))


def sides_agree(one: Sides, other: Sides, light: frozenset[str]) -> bool:
    """Return whether two comparisons compare the same things, in any order; each thing is its stems in order.

    The words that tell the sides of a comparison apart must be the same in both; only what all sides share may be
    said in one alone: "mean and median of a sample", "mean and median".
    """
    if len(one) != len(other):
        return False
    if not 1 < len(one) <= _MOST_SIDES:
        return True
    here, there = _told_apart(one, light), _told_apart(other, light)
    return any(all(map(_agree, here, order)) for order in permutations(there))


_Side = tuple[frozenset[str], frozenset[str]]  # the words that tell a side apart, the words that may be left out


def _told_apart(sides: Sides, light: frozenset[str]) -> list[_Side]:
    """Return for each side the words that tell it from the others, and those that all sides share.

    What follows the name in the last side belongs to all of them: "clustering" of "soft and hard clustering".
    """
    strong = [[word for word in side if word not in light] for side in sides]
    shared = frozenset(strong[0]).intersection(*strong[1:])
    apart = [[word for word in side if word not in shared] for side in strong]
    return [(frozenset(side) - shared, shared | set(apart[-1][1:])) for side in apart]


def _agree(one: _Side, other: _Side) -> bool:
    """Return whether two sides name one thing: they differ in words that may be left out and in no others."""
    return one[0] ^ other[0] <= one[1] | other[1]
