"""Weigh the words of one entry for a search: how much each says of it, alone and beside its neighbour."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from build_tools.matching.lexicon import word_set
from build_tools.search.names import Equivalents, Name, Stems
from build_tools.search.words import compounds, term

STEPS = 40  # a weight is kept as a whole number of so many parts of 1
SHORT_ANSWER, BODY = 0.2, 0.12  # the most that a word can have by standing there
_OTHER = 0.9  # a name said in other words, against the name itself


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a search knows of one entry."""

    words: Mapping[str, int]  # weight by stem
    pairs: Mapping[tuple[str, str], int]  # weight by two stems that follow one another in a name


def stop_words() -> list[str]:
    """Return the words that weigh nothing in a search, unless it has no others."""
    return sorted(word_set("stop") | {"dont", "doesnt", "cant", "isnt", "arent", "im", "ive", "whats", "hows"})


def light_words() -> list[str]:
    """Return the words that say how something is asked rather than what is asked."""
    return sorted((word_set("filler") | word_set("many") | word_set("classifier") | _ASKING) - word_set("stop"))


_ASKING = frozenset(
    """difference differences differ differentiate distinguish compare comparison discuss mention name list state role
    purpose importance important significance concept idea definition meaning advantage advantages benefit benefits
    pros cons disadvantage disadvantages drawback drawbacks limitation limitations reason reasons
    work function build""".split()
)


class Weigher:
    """Weighs entries; knows which words are one word elsewhere ("batch norm", "batchnorm")."""

    def __init__(self, names: Iterable[Name], equivalents: Equivalents) -> None:
        """Learn the compounds of all `names`."""
        self._equivalents = equivalents
        self._quiet = {term(word) for word in stop_words()}
        self._light = {term(word) for word in light_words()}
        alone, pairs = set(), {}
        for name in names:
            found = [part for parts in compounds(name.text) for part in parts]
            alone.update(found)
            pairs |= {a + b: (a, b) for a, b in zip(found, found[1:], strict=False)}
        self._split = {one: pairs[one] for one in alone & pairs.keys() if len(one) > 3}

    def weigh(self, names: Sequence[Name], own: Mapping[Stems, Stems], short: Counter, body: Counter) -> Weighed:
        """Return the weights of one entry: `own` abbreviations, counts of stems in its short answer and its text."""
        weights: dict[str, list[float]] = defaultdict(list)
        pairs: dict[tuple[str, str], float] = {}
        for name in names:
            self._name(name, own, weights, pairs)
        found = {stem: max(all_) * (1 + min(0.3, 0.06 * (len(all_) - 1))) for stem, all_ in weights.items()}
        for stem, count in body.items():
            text = BODY * count / (count + 1.5) + (SHORT_ANSWER if stem in short else 0)
            found[stem] = found.get(stem, 0.0) + text
        whole = {stem: max(1, round(STEPS * weight)) for stem, weight in found.items()}
        return Weighed(whole, {pair: max(1, round(STEPS * weight)) for pair, weight in pairs.items()})

    def _name(self, name: Name, own: Mapping[Stems, Stems], weights: dict, pairs: dict) -> None:
        parts, joined = self._parts(name.text)
        stems = tuple(map(term, parts))
        length = self._length(stems)
        share = name.weight * _share(length)
        self._add(stems, share, weights, pairs)
        for one in joined:
            weights[term(one)].append(share)
        others = [*((1, own[(stem,)]) for stem in stems if (stem,) in own), *self._equivalents(stems)]
        for replaced, other in others:
            longer = length - replaced + self._length(other)
            self._add(other, _OTHER * name.weight * _share(longer), weights, pairs)

    def _add(self, stems: Stems, share: float, weights: dict, pairs: dict) -> None:
        for stem in set(stems):
            weights[stem].append(share)
        loud = [stem for stem in stems if stem not in self._quiet]
        for pair in zip(loud, loud[1:], strict=False):
            pairs[pair] = max(pairs.get(pair, 0.0), share)

    def _parts(self, text: str) -> tuple[list[str], list[str]]:
        """Return the words of a name, and the words that some of them make together."""
        parts, joined = [], []
        for compound in compounds(text):
            if len(compound) > 1:
                joined.append("".join(compound))
            for word in compound:
                halves = self._split.get(word)
                parts += halves or [word]
                joined += [word] if halves else []
        joined += [a + b for a, b in zip(parts, parts[1:], strict=False) if a + b in self._split]
        return parts, list(dict.fromkeys(joined))

    def _length(self, stems: Stems) -> float:
        """Return how many words of a name say something."""
        return sum(0 if stem in self._quiet else 0.4 if stem in self._light else 1 for stem in stems)


def _share(length: float) -> float:
    """Return what one word of a name of so many has of its weight: the shorter the name, the more."""
    return 1 / (0.55 + 0.45 * max(1.0, length))
