"""Say how likely one good answer serves two questions, and why: kinds, things and restrictions compared."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from build_tools.matching.forms import forms
from build_tools.matching.frames import Frame
from build_tools.matching.phrases import context_stems, field_stems, fields, names_field
from build_tools.matching.reading import Reading
from build_tools.matching.things import ONE_RESTRICTED, sides_agree, things_alike
from build_tools.matching.values import Evidence

MERGE = 0.85  # from here on two questions are one: set for precision on questions nobody tuned to
SUGGEST = 0.5  # from here on a person is asked: set for recall

_AT_HOME = 0.9  # "pooling", "pooling in CNNs": mostly one question, for pooling is at home there
_IN_ITS_FIELD = 0.95  # "stemming", "stemming in NLP": nearer than any place within a field
_OTHER_PLACE = 0.7  # "in neural networks", "in RNNs"
_OTHER_CLAUSE = 0.8  # "what is X?", "what is Y, and what is X?": the clause that leads counts
_ASKS_TO_ACT = 0.84  # "what is X?", "what is X, and how do you prevent it?": a person decides
_COPIED = 0.8  # answers with so many words in common are copies: near the line they decide
_LONG_ENOUGH = 12  # different words that an answer must have to be compared


@cache
def kinds_near(one: str, other: str) -> float:
    """Return how well one answer serves both kinds of question (0 to 1)."""
    if one == other:
        return 1.0
    near = forms()["near"]
    return near.get(one, {}).get(other) or near.get(other, {}).get(one) or near["far"]


def _places_alike(one: Frame, other: Frame) -> float:
    """Return how well one answer serves both restrictions (0 to 1)."""
    if one.place == other.place:
        return 1.0
    wide = [frame for frame in (one, other) if names_field(frame.place)]
    if len(wide) == 2:
        return 1.0
    if fields(one.place) & fields(other.place):
        return 1.0
    if len(wide) == 1 and wide[0].place:  # "in neural networks", "in RNNs": one is told from the other
        return _OTHER_PLACE
    if len(wide) == 1:
        narrow = other if wide[0] is one else one
        rule = forms()["at_home"]
        if fields(narrow.place) and one.kind in rule["kinds"] and other.kind in rule["kinds"]:
            return _IN_ITS_FIELD
        at_home = narrow.link in rule["links"] and one.kind in rule["kinds"] and other.kind in rule["kinds"]
        return _AT_HOME if at_home else ONE_RESTRICTED
    return 0.6 + 0.4 * things_alike(one.place, other.place, one.light | other.light)


def frames_alike(one: Frame, other: Frame) -> float:
    """Return how likely one answer serves both clauses (0 to 1), the verbs read as kinds or as a part of the things."""
    best = _as_read(one, other)
    if one.act and not other.act:
        best = max(best, _as_read(_named(one), other))
    if other.act and not one.act:
        best = max(best, _as_read(one, _named(other)))
    return best


def _named(frame: Frame) -> Frame:
    """Return "how do you choose features" as the question for the procedure of feature choice."""
    return replace(frame, kind="procedure", thing=frame.thing | {frame.act}, act="")


def _as_read(one: Frame, other: Frame) -> float:
    """Return how likely one answer serves both clauses, as they were read."""
    near = kinds_near(one.kind, other.kind)
    light = one.light | other.light
    compared = one.kind == other.kind == "comparison" and sides_agree(one.sides, other.sides, light | field_stems())
    alike = things_alike(one.thing, other.thing, light, compared) * _places_alike(one, other)
    # "prefer A to B" is not "prefer B to A"
    crossed = one.thing & other.place and other.thing & one.place and not one.thing & other.thing
    whole = [frame.thing if names_field(frame.place) else frame.thing | frame.place for frame in (one, other)]
    if (one.place or other.place) and _tells(one, whole[1]) and _tells(other, whole[0]) and not crossed:
        alike = max(alike, things_alike(*whole, light, compared))  # the same words, cut differently
    if one.thing == other.thing and _restricted_apart(one, other):
        alike = min(alike, _OTHER_PLACE)
    return near * alike


def _tells(frame: Frame, words: frozenset[str]) -> bool:
    """Return whether another question speaks of a frame's thing at all: "perplexity in t-SNE" is not about t-SNE."""
    strong = frame.thing - frame.light - context_stems()
    return not strong or bool(strong & words)


def _restricted_apart(one: Frame, other: Frame) -> bool:
    """Return whether each restriction says what the other question does not: "for range queries", "for texts"."""
    weak = context_stems() | one.light | other.light
    return bool(one.place - other.place - weak) and bool(other.place - one.place - weak)


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
    if _asks_to_act(one) != _asks_to_act(other):
        best *= _ASKS_TO_ACT
    for frame in other.frames[1:]:
        best = max(best, _OTHER_CLAUSE * frames_alike(one.frames[0], frame))
    for frame in one.frames[1:]:
        best = max(best, _OTHER_CLAUSE * frames_alike(frame, other.frames[0]))
    return best


def _asks_to_act(reading: Reading) -> frozenset[str]:
    """Return the kinds of later clauses that ask what to do: no answer to "what is X?" tells how to prevent X."""
    return frozenset(frame.kind for frame in reading.frames[1:]) & frozenset(forms()["acting"]["kinds"])


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
