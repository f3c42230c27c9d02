"""Weigh the words of one entry for a search: how much each says of it, alone and beside its neighbour."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from build_tools.search.names import Equivalents, Name, Stems
from build_tools.search.words import SIGNS, compounds, term, word_list

STEPS = 40  # a weight is kept as a whole number of so many parts of 1
SHORT_ANSWER, BODY, SIGN = 0.09, 0.11, 0.13  # the most that a word, a sign of a formula, has by standing there
_OTHER = 0.9  # a name said in other words, against the name itself
_LEAST = 0.3  # what a word of the longest name has of the name's weight: more than any word of a text
_WHOLE = 6  # words up to which a name is also known as a whole


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a search knows of one entry."""

    words: Mapping[str, int]  # weight by stem
    pairs: Mapping[Stems, int]  # weight by two stems that follow one another in a name
    wholes: Mapping[Stems, int]  # weight of whole names, by their stems in the order of the alphabet


class Weigher:
    """Weighs entries; knows which neighbours are one word elsewhere ("batch norm", "batchnorm")."""

    def __init__(self, names: Iterable[Name], equivalents: Equivalents) -> None:
        """Learn the words of all `names`."""
        self._equivalents = equivalents
        self._quiet = {term(word) for word in word_list("stop")}
        self._light = {term(word) for word in word_list("light")}
        self._signs = {term(sign) for sign in SIGNS.values()}
        self._known = {parts[0] for name in names for parts in compounds(name.text) if len(parts) == 1}

    def weigh(self, names: Sequence[Name], own: Mapping[Stems, Stems], short: Counter, body: Counter) -> Weighed:
        """Return the weights of one entry: `own` abbreviations, counts of stems in its short answer and its text."""
        weights: dict[str, list[float]] = defaultdict(list)
        pairs: dict[Stems, float] = defaultdict(float)
        wholes: dict[Stems, float] = defaultdict(float)
        for name in names:
            for spelt, share in self._spelt(name.text):
                self._name(tuple(map(term, spelt)), share * name.weight, own, weights, pairs, wholes)
        found = {stem: max(all_) * (1 + min(0.3, 0.06 * (len(all_) - 1))) for stem, all_ in weights.items()}
        for stem, count in body.items():
            most, half = (SIGN, 5) if stem in self._signs else (BODY, 1.5)
            found[stem] = found.get(stem, 0.0) + most * count / (count + half) + (SHORT_ANSWER if stem in short else 0)
        return Weighed(_steps(found), _steps(pairs), _steps(wholes))

    def _name(
        self, stems: Stems, weight: float, own: Mapping[Stems, Stems], weights: dict, pairs: dict, wholes: dict
    ) -> None:
        self._add(stems, weight * _share(self._length(stems)), weights, pairs)
        self._add_whole(stems, weight, wholes)
        for other, said in self._equivalents(stems, own):
            self._add(other, _OTHER * weight * _share(self._length(said)), weights, pairs)
            self._add_whole(said, _OTHER * weight, wholes)

    def _add_whole(self, stems: Stems, weight: float, wholes: dict) -> None:
        loud = tuple(sorted({stem for stem in stems if stem not in self._quiet}))
        if 0 < len(loud) <= _WHOLE:
            wholes[loud] = max(wholes[loud], weight)

    def _add(self, stems: Stems, share: float, weights: dict, pairs: dict) -> None:
        for stem in set(stems):
            weights[stem].append(share)
        loud = [stem for stem in stems if stem not in self._quiet]
        for pair in zip(loud, loud[1:], strict=False):
            pairs[pair] = max(pairs[pair], share)

    def _spelt(self, text: str) -> list[tuple[list[str], float]]:
        """Return the words of a name with those joined that hyphens or other names join, and as they are parted."""
        parted, joined = [], []
        for compound in compounds(text):
            parted += compound
            whole = "".join(compound)
            if len(compound) == 1 and joined and joined[-1] + whole in self._known and joined[-1] == parted[-2]:
                joined[-1] += whole
            else:
                joined.append(whole)
        return [(joined, 1.0)] if joined == parted else [(joined, 1.0), (parted, _OTHER)]

    def _length(self, stems: Stems) -> float:
        """Return how many words of a name say something."""
        return sum(0 if stem in self._quiet else 0.4 if stem in self._light else 1 for stem in stems)


def _steps(weights: Mapping) -> dict:
    return {key: max(1, round(STEPS * weight)) for key, weight in weights.items()}


def _share(length: float) -> float:
    """Return what one word of a name of so many has of its weight: the shorter the name, the more."""
    return max(_LEAST, 1 / (0.55 + 0.45 * max(1.0, length)))
