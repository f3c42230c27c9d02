"""Turn the weighed words of all entries into an inverted index: words, terms, and for each term its entries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from build_tools.matching.normalise import american
from build_tools.search.weighing import Weighed
from build_tools.search.words import term

MOST = 400  # entries of one term that are kept: those of which it says most
_LONGEST = 30  # letters of a word that is kept


@dataclass(frozen=True, slots=True)
class Term:
    """One stem, and the entries that have it."""

    count: int  # of entries that have it in a name, or in their text where none has
    entries: str  # as `_packed` writes them
    after: Mapping[int, str]  # by the number of the term that follows: entries whose names have the two in a row
    wholes: Mapping[str, str]  # by the numbers of the terms that follow this one in the order of the index: entries
    # that have a name of just these terms


@dataclass(frozen=True, slots=True)
class Index:
    """All that a search looks up."""

    words: tuple[tuple[str, int, int], ...]  # word, number of its term, how often names have it (0 to 9), by word
    terms: tuple[Term, ...]


def make_index(entries: Sequence[Weighed], named: Counter[str], read: Iterable[str]) -> Index:
    """Return the index of `entries`: `named` counts the words of their names, `read` has the words of their texts."""
    surfaces = {form for word in {*named, *read} if len(word) <= _LONGEST for form in (word, american(word))}
    held = {stem for one in entries for stem in one.words}
    by_stem: dict[str, list[str]] = defaultdict(list)
    for word in surfaces:
        if (stem := term(word)) in held:
            by_stem[stem].append(word)
    numbers = {stem: at for at, stem in enumerate(sorted(by_stem, key=lambda stem: min(by_stem[stem])))}
    common = Counter({stem: sum(named[word] for word in found) for stem, found in by_stem.items()})
    words = sorted(
        (word, numbers[stem], min(9, common[stem].bit_length())) for stem, found in by_stem.items() for word in found
    )
    return Index(tuple(words), _terms(entries, numbers))


def _terms(entries: Sequence[Weighed], numbers: Mapping[str, int]) -> tuple[Term, ...]:
    postings: list[list[tuple[int, int]]] = [[] for _ in numbers]
    pairs: dict[int, dict[int, list]] = defaultdict(lambda: defaultdict(list))
    wholes: dict[int, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    for at, entry in enumerate(entries):
        for stem, weight in entry.words.items():
            if stem in numbers:
                postings[numbers[stem]].append((weight, at))
        for (first, second), weight in entry.pairs.items():
            if first in numbers and second in numbers:
                pairs[numbers[first]][numbers[second]].append((weight, at))
        for stems, weight in entry.wholes.items():
            if numbers.keys() >= {*stems}:
                first, *rest = sorted(numbers[stem] for stem in stems)
                wholes[first][" ".join(map(str, rest))].append((weight, at))
    return tuple(
        Term(_count(found), _packed(found), _all_packed(pairs[number]), _all_packed(wholes[number]))
        for number, found in enumerate(postings)
    )


NAMED = 9  # the least weight of a word that stands in a name; what stands in texts alone is below


def _count(found: Sequence[tuple[int, int]]) -> int:
    return sum(weight >= NAMED for weight, _ in found) or len(found)


def _all_packed(found: Mapping) -> dict:
    return {key: _packed(found[key]) for key in sorted(found)}


def _packed(found: Iterable[tuple[int, int]]) -> str:
    """Write entries by falling weight: `weight,entry,step,step;weight,…`, every number in base 36."""
    by_weight: dict[int, list[int]] = defaultdict(list)
    for weight, at in sorted(found, key=lambda one: (-one[0], one[1]))[:MOST]:
        by_weight[weight].append(at)
    groups = []
    for weight, held in by_weight.items():
        steps = [held[0], *(b - a for a, b in zip(held, held[1:], strict=False))]
        groups.append(",".join(map(_base36, [weight, *steps])))
    return ";".join(groups)


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
        if not number:
            return digits
