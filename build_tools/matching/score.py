"""Say how likely one good answer serves two questions, and why: kinds, things and restrictions compared."""

from collections.abc import Mapping
from functools import cache

from build_tools.matching.forms import forms
from build_tools.matching.frames import Frame, names_field
from build_tools.matching.normalise import american
from build_tools.matching.reading import Reading
from build_tools.matching.values import Evidence
from build_tools.matching.lexicon import stem, terms

MERGE = 0.85  # from here on two questions are one: set for precision on questions nobody tuned to
SUGGEST = 0.5  # from here on a person is asked: set for recall

_AT_HOME = 0.9  # "pooling", "pooling in CNNs": mostly one question, for pooling is at home there
_OTHER_PLACE = 0.7  # "in neural networks", "in RNNs"
_ONE_RESTRICTED = 0.8  # "dropout", "dropout in RNNs": often one question, not surely
_OTHER_CLAUSE = 0.8  # "what is X?", "what is Y, and what is X?": the clause that leads counts
_COPIED = 0.8  # answers with so many words in common are copies: near the line they decide
_LONG_ENOUGH = 12  # different words that an answer must have to be compared
_SAME_WORDS = 0.95  # same kind, same words, cut differently into thing and restriction


@cache
def _heads() -> tuple[dict[str, str], dict[str, float]]:
    """Return {stem of a classifying head: its family} and {family: cost of having it on one side only}."""
    tables = {name: table for name, table in terms()["heads"].items() if name != "other"}
    families = {stem(american(word)): name for name, table in tables.items() for word in table["words"].split()}
    return families, {name: table["cost"] for name, table in tables.items()}


@cache
def kinds_near(one: str, other: str) -> float:
    """Return how well one answer serves both kinds of question (0 to 1)."""
    if one == other:
        return 1.0
    near = forms()["near"]
    return near.get(one, {}).get(other) or near.get(other, {}).get(one) or near["far"]


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the Dice coefficient of two sets, 1 for two empty ones."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def things_alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how alike two things are (0 to 1): words that carry the meaning by overlap, classifying heads by cost."""
    if one == other:
        return 1.0
    families, costs = _heads()
    strong_one, strong_other = one - families.keys(), other - families.keys()
    if not strong_one or not strong_other:
        return _overlap(one, other)
    alike = _overlap(strong_one, strong_other)
    here = {families[word] for word in one if word in families}
    there = {families[word] for word in other if word in families}
    named = any("_" in word for word in strong_one)  # a whole name: "LSTM network" is LSTM
    if here - there and there - here:
        return alike * terms()["heads"]["other"]
    for family in sorted(here ^ there):
        alike *= 0.95 if named else costs[family]
    return alike


def _places_alike(one: Frame, other: Frame) -> float:
    """Return how well one answer serves both restrictions (0 to 1)."""
    if one.place == other.place:
        return 1.0
    wide = [frame for frame in (one, other) if names_field(frame.place)]
    if len(wide) == 2:
        return 1.0
    if len(wide) == 1 and wide[0].place:  # "in neural networks", "in RNNs": one is told from the other
        return _OTHER_PLACE
    if len(wide) == 1:
        narrow = other if wide[0] is one else one
        rule = forms()["at_home"]
        at_home = narrow.link in rule["links"] and one.kind in rule["kinds"] and other.kind in rule["kinds"]
        return _AT_HOME if at_home else _ONE_RESTRICTED
    return 0.55 + 0.35 * _overlap(one.place, other.place)


def frames_alike(one: Frame, other: Frame) -> float:
    """Return how likely one answer serves both clauses (0 to 1)."""
    near = kinds_near(one.kind, other.kind)
    alike = things_alike(one.thing, other.thing) * _places_alike(one, other)
    if one.place or other.place:
        whole = [frame.thing if names_field(frame.place) else frame.thing | frame.place for frame in (one, other)]
        alike = max(alike, _SAME_WORDS * things_alike(*whole))
    return near * alike


def likeness(one: Reading, other: Reading) -> float:
    """Return how likely two whole questions are one (0 to 1); the leading clauses decide, near the line the answers."""
    if one.key == other.key:
        return 1.0
    best = _by_clauses(one, other)
    if best >= SUGGEST and answers_alike(one.sketch, other.sketch) >= _COPIED:
        return max(best, MERGE)
    return best


def answers_alike(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return the estimated share of words that two answers have in common (0 to 1), 0 if either is short or missing.

    Between answers in their authors' own words this says next to nothing: two answers to one question share hardly
    more words than two answers about one thing. So only copies count.
    """
    if min(len(one), len(other)) < _LONG_ENOUGH:
        return 0.0
    lowest = set(sorted({*one, *other})[: min(len(one), len(other))])
    return len(lowest.intersection(one).intersection(other)) / len(lowest)


def _by_clauses(one: Reading, other: Reading) -> float:
    """Return the likeness of the leading clauses, or of one's leading clause and another of the other's."""
    best = frames_alike(one.frames[0], other.frames[0])
    for frame in other.frames[1:]:
        best = max(best, _OTHER_CLAUSE * frames_alike(one.frames[0], frame))
    for frame in one.frames[1:]:
        best = max(best, _OTHER_CLAUSE * frames_alike(frame, other.frames[0]))
    return best


def evidence(one: Reading, other: Reading, score: float, surface: Mapping[str, str]) -> Evidence:
    """Return the evidence for two readings with this score; `surface` gives a word for each stem."""
    left, right = one.frames[0], other.frames[0]
    matched, differed = [], []

    def note(name: str, here: str, there: str) -> None:
        if here == there:
            matched.extend([f"{name}: {here}"] if here else [])
        else:
            differed.append(f"{name}: {here or '-'} / {there or '-'}")

    def said(stems: frozenset[str]) -> str:
        return " ".join(sorted(surface.get(word, word).replace("_", " ") for word in stems))

    note("kind", left.kind, right.kind)
    note("thing", said(left.thing), said(right.thing))
    note("restriction", *(said(frame.place) for frame in (left, right)))
    if answers_alike(one.sketch, other.sketch) >= _COPIED:
        matched.append("answer: nearly the same words")
    return Evidence(round(score, 4), tuple(matched), tuple(differed))
