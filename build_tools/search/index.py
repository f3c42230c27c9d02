"""Turn the weighed words of all entries into an inverted index: words, terms, and for each term its entries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.matching.normalise import american
from build_tools.search.texts import BITS, MOST, Texts
from build_tools.search.weighing import Weighed
from build_tools.search.words import SIGNS, groups, term, word_list

STEPS = 40  # a weight is kept as a whole number of so many parts of 1
NAMED = 9  # the least weight, in these steps, of a word that stands in a name; what stands in a text alone is below
KEPT = 400  # entries of one term that are kept: those of which it says most
LISTS = ("stop", "light", "same", "near", "plain")  # of words that are known even where no entry has them
_LONGEST = 30  # letters of a word that is kept
# The weight of a word, and of a sign, by how often a text has it.
_TEXT = tuple(max(1, round(STEPS * 0.18 * count / (count + 3))) for count in range(MOST + 1))
_SIGN = tuple(max(1, round(STEPS * 0.21 * count / (count + 8))) for count in range(MOST + 1))
_PAIR = tuple(max(1, round(STEPS * 0.2 * count / (count + 3))) for count in range(MOST + 1))
_SIGNS = frozenset(SIGNS.values())


@dataclass(frozen=True, slots=True)
class Term:
    """One stem, and the entries that have it, each list of them as `_packed` writes it."""

    count: int  # of entries that have it in a name, or in their text where none has
    entries: str
    after: Mapping[int, str]  # by the number of the term that follows it in a name
    wholes: Mapping[str, str]  # by the numbers, in rising order, of the other terms that make up a name with it


@dataclass(frozen=True, slots=True)
class Index:
    """All that a search looks up."""

    words: tuple[tuple[str, int, int], ...]  # word, number of its term, how often names have it (0 to 9), by word
    terms: tuple[Term, ...]
    near: tuple[tuple[int, ...], ...]  # numbers of terms: one, and those that say nearly the same


def make_index(entries: Sequence[Weighed], named: Counter[str], texts: Texts) -> Index:
    """Return the index of `entries`, whose names have the words `named` so often, and whose texts are `texts`."""
    found: dict[str, set[str]] = defaultdict(set)
    for word in (*named, *texts.words(), *(word for some in LISTS for word in word_list(some))):
        if len(word) <= _LONGEST:
            found[term(word)] |= {word, american(word)}
    by_stem = {stem: sorted(some) for stem, some in found.items()}
    stems = sorted(by_stem, key=lambda stem: (by_stem[stem][0], stem))
    numbers = {stem: number for number, stem in enumerate(stems)}
    how_often = {stem: min(9, sum(named[word] for word in some).bit_length()) for stem, some in by_stem.items()}
    words = sorted((word, numbers[stem], how_often[stem]) for stem, some in by_stem.items() for word in some)
    weights = _weights(entries, numbers)
    after, wholes = _neighbours(entries, numbers, texts)
    terms = []
    for at, stem in enumerate(stems):
        held = _with_texts(weights[at], by_stem[stem], texts)
        terms.append(Term(len(weights[at]) or len(held), _packed(held), after[at], wholes[at]))
    return Index(tuple(words), tuple(terms), tuple(_near(numbers)))


def _near(numbers: Mapping[str, int]) -> Iterator[tuple[int, ...]]:
    """Yield (term, those that it may stand for …)."""
    others: dict[int, set[int]] = defaultdict(set)
    for name in ("near", "plain"):
        for group in groups(name):
            some = [numbers[term(word)] for word in group]
            for number in some:
                others[number].update(some if name == "near" else some[:1])
    for number, those in sorted(others.items()):
        if those - {number}:
            yield number, *sorted(those - {number})


def _weights(entries: Sequence[Weighed], numbers: Mapping[str, int]) -> list[dict[int, int]]:
    """Return for each term {entry: weight in a name}."""
    weights: list[dict[int, int]] = [{} for _ in numbers]
    for at, entry in enumerate(entries):
        for stem, weight in entry.words.items():
            if stem in numbers:
                weights[numbers[stem]][at] = max(NAMED, round(STEPS * weight))
    return weights


def _with_texts(named: Mapping[int, int], words: Iterable[str], texts: Texts) -> dict[int, int]:
    """Return a term's entries with what their texts say of it: less than any name does, but some more on top of one."""
    held = dict(named)
    for word in words:
        weights = _SIGN if word in _SIGNS else _TEXT
        if not held:  # nearly always, and fast
            held = {packed >> BITS: weights[packed & MOST] for packed in texts.mentions(word)}
            continue
        for packed in texts.mentions(word):
            at = packed >> BITS
            before = held.get(at, 0)
            more = before + weights[packed & MOST]
            held[at] = more if before >= NAMED or more < NAMED else NAMED - 1
    return held


def _neighbours(entries: Sequence[Weighed], numbers: Mapping[str, int], texts: Texts) -> tuple[list[dict], list[dict]]:
    """Return for each term what follows it in names and texts, and the names that it makes up with others."""
    after: list[dict[int, dict[int, int]]] = [{} for _ in numbers]
    wholes: list[dict[str, dict[int, int]]] = [{} for _ in numbers]
    for (first, second), mentions in texts.pairs():
        one, other = numbers.get(term(first)), numbers.get(term(second))
        if one is not None and other is not None:
            held = after[one].setdefault(other, {})
            for packed in mentions:
                at, weight = packed >> BITS, _PAIR[packed & MOST]
                held[at] = max(held.get(at, 0), weight)
    for at, entry in enumerate(entries):
        for (first, second), weight in entry.pairs.items():
            if first in numbers and second in numbers:
                after[numbers[first]].setdefault(numbers[second], {})[at] = max(NAMED, round(STEPS * weight))
        for stems, weight in entry.wholes.items():
            if all(stem in numbers for stem in stems):
                first, *rest = sorted(numbers[stem] for stem in stems)
                wholes[first].setdefault(" ".join(map(str, rest)), {})[at] = round(STEPS * weight)
    return ([{key: _packed(held) for key, held in sorted(some.items())} for some in table] for table in (after, wholes))


def _packed(held: Mapping[int, int]) -> str:
    """Write {entry: weight} by falling weight: `weight,entry,step,step;weight,…`, all numbers in base 36."""
    by_weight: dict[int, list[int]] = defaultdict(list)
    for at, weight in held.items():
        by_weight[weight].append(at)
    groups, left = [], KEPT
    for weight in sorted(by_weight, reverse=True):
        some = sorted(by_weight[weight])[:left]
        left -= len(some)
        steps = [_BASE36[b - a] for a, b in zip([0, *some], some, strict=False)]
        groups.append(",".join([_BASE36[weight], *steps]))
        if not left:
            break
    return ";".join(groups)


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class _Base36(dict[int, str]):
    """What each number is in base 36, found out when it is met first."""

    def __missing__(self, number: int) -> str:
        more, digit = divmod(number, 36)
        self[number] = (self[more] if more else "") + _DIGITS[digit]
        return self[number]


_BASE36 = _Base36()
