"""Weigh the words of an entry's names for a search: how much each says of it, alone and beside its neighbour."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from build_tools.search.equivalents import Equivalents, Stems
from build_tools.search.names import Name
from build_tools.search.words import compounds, term, word_list

_OTHER = 0.9  # a name said in other words, against the name itself
_LEAST = 0.3  # what a word of the longest name has of the name's weight
_WHOLE = 6  # words up to which a name is also known as a whole
_SEVERAL = re.compile(r"\bdifferent +(?!from|to|than|between)(?=\w)")  # "the different layers" compares nothing
_AGAIN, _OFTEN = 0.06, 0.3  # what each further name with a word adds to its weight, and the most that they add


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the names of one entry say: weights from 0 to about 1."""

    words: Mapping[str, float]  # by stem
    pairs: Mapping[Stems, float]  # by two stems that follow one another
    wholes: Mapping[Stems, float]  # by all stems of a name, in the order of the alphabet


class Weigher:
    """Weighs names; knows which neighbours are one word elsewhere ("batch norm", "batchnorm")."""

    def __init__(self, names: Iterable[Name], equivalents: Equivalents) -> None:
        """Learn the words of all `names`."""
        self._equivalents = equivalents
        self._quiet = {term(word) for word in word_list("stop")}
        self._light = {term(word) for word in word_list("light")}
        self._known = {parts[0] for name in names for parts in compounds(name.text) if len(parts) == 1}

    def weigh(self, names: Sequence[Name], own: Mapping[Stems, Stems]) -> Weighed:
        """Return the weights of one entry's names, in which `own` abbreviations hold."""
        words: dict[str, list[float]] = defaultdict(list)
        pairs: dict[Stems, float] = defaultdict(float)
        wholes: dict[Stems, float] = defaultdict(float)
        for name in names:
            for spelt, share in self._spelt(name.text):
                stems, weight = tuple(map(term, spelt)), share * name.weight
                self._add(stems, stems, weight, words, pairs, wholes)
                for other, said in self._equivalents(stems, own):
                    self._add(other, said, _OTHER * weight, words, pairs, wholes)
        most = {stem: max(all_) * (1 + min(_OFTEN, _AGAIN * (len(all_) - 1))) for stem, all_ in words.items()}
        return Weighed(most, pairs, wholes)

    def _add(self, stems: Stems, whole: Stems, weight: float, words: dict, pairs: dict, wholes: dict) -> None:
        """Add the words `stems` of the name `whole`."""
        share = weight * _share(self._length(whole))
        for stem in set(stems):
            words[stem].append(share)
        loud = [stem for stem in stems if stem not in self._quiet]
        for pair in zip(loud, loud[1:], strict=False):
            pairs[pair] = max(pairs[pair], share)
        said = tuple(sorted({stem for stem in whole if stem not in self._quiet}))
        if 0 < len(said) <= _WHOLE:
            wholes[said] = max(wholes[said], weight)

    def _spelt(self, text: str) -> list[tuple[list[str], float]]:
        """Return the words of a name with those joined that hyphens or other names join, and as they are parted."""
        parted, joined = [], []
        for compound in compounds(_SEVERAL.sub("", text)):
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


def _share(length: float) -> float:
    """Return what one word of a name of so many has of its weight: the shorter the name, the more."""
    return max(_LEAST, 1 / (0.55 + 0.45 * max(1.0, length)))
