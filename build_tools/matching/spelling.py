"""Find typing errors: rare words that are one or two slips away from exactly one known or common word."""

from collections import Counter, defaultdict
from collections.abc import Collection

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from build_tools.matching.lexicon import stem

_COMMON = 2000  # words of the texts themselves that may correct a typing error: a fixed number keeps the time linear
_SEEN_OFTEN = 3  # a word that stands in so many wordings is no typing error


def corrections(counts: Counter[str], known: Collection[str], right: Collection[str]) -> dict[str, str]:
    """Return {typing error: word meant} for rare words close to exactly one common word or one of the words `right`.

    `counts` says in how many wordings each word stands, `known` holds words that are no typing errors. One edit in
    words of five letters or more, two in words of eleven or more. The first letter must agree, for a different first
    letter is more often another prefix ("encoder", "decoder") than a slip; and in a short word an exchanged letter is
    more often another word ("curse", "curve") than a slip.
    """
    often = [word for word, n in counts.items() if n >= _SEEN_OFTEN and len(word) > 4]
    common = sorted(often, key=lambda w: (-counts[w], w))[:_COMMON]
    targets: dict[str, list[str]] = defaultdict(list)
    for word in sorted(set(common) | {w for w in right if len(w) > 4}):
        targets[word[0]].append(word)
    stems = {stem(word) for word in known}
    found = {}
    for word in sorted(counts):
        if len(word) < 5 or counts[word] >= _SEEN_OFTEN or word in known or stem(word) in stems or not word.isalpha():
            continue
        if meant := _meant(word, targets[word[0]]):
            found[word] = meant
    return found


def _meant(word: str, targets: list[str]) -> str:
    """Return the one word (all its inflections count as one) nearest to a typing error, "" if there is none."""
    near = extract(word, targets, scorer=OSA.distance, score_cutoff=2 if len(word) > 10 else 1, limit=3)
    near = [(other, n) for other, n, _ in near if n and stem(other) != stem(word) and not _exchanged(word, other)]
    nearest = [other for other, n in near if n == near[0][1]]
    return min(nearest) if len(set(map(stem, nearest))) == 1 else ""


def _exchanged(word: str, other: str) -> bool:
    """Return whether two short words differ by a letter in another's place; vowels in six letters or more pass."""
    if len(word) >= 9 or len(word) != len(other) or sorted(word) == sorted(other):
        return False
    changed = {letter for a, b in zip(word, other, strict=True) if a != b for letter in (a, b)}
    return len(word) < 6 or not changed <= set("aeiouy")
