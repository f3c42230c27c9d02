"""Read a whole question: its clauses as frames, which of them leads, and whether it stands on its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from zlib import crc32

from build_tools.matching.clauses import read_clause, stripped
from build_tools.matching.forms import next_question, openers, patterns
from build_tools.matching.frames import Frame, frame_of, phrase, restricted
from build_tools.matching.lexicon import stem, terms, word_set
from build_tools.matching.phrases import content
from build_tools.matching.vocabulary import Vocabulary
from build_tools.text import words

_FRONTED = re.compile(
    r"((?:in|on|for|during|when|while|if|given|with|within|at|after|before|suppose|assuming|regarding|concerning) "
    r"[^,]*(?: ,[^,]*)*?) , (?=(\w+) )"
)
_SKETCH = 32  # numbers kept of an answer; an estimate of overlap from them errs by about 0.1


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole question as frames; the first frame leads."""

    key: str  # the folded words: equal for wordings that differ only in spelling
    frames: tuple[Frame, ...]
    alone: bool  # False for a question that leans on one before it, and for the heading of a section: never merged
    sketch: tuple[int, ...] = ()  # of the answer: its `_SKETCH` smallest word hashes, ascending


def sketch(answer: str) -> tuple[int, ...]:
    """Return a short stand-in for an answer's set of words, to compare answers by (bottom-k sketch, Broder 1997)."""
    return tuple(sorted({crc32(word.encode()) for word in words(answer) if len(word) > 3})[:_SKETCH])


def read(question: str, vocabulary: Vocabulary, answer: str = "") -> Reading:
    """Return a question's reading: clauses that ask become frames, the others are context for those without a thing."""
    sentences = [" ".join(words) for words in vocabulary.words(question)]
    key = " ".join(sentences).replace(" ,", "")
    context: list[str] = []
    frames: list[Frame] = []
    leaning = any(f" {pointer} " in f" {key} " for pointer in terms()["pointing_back"])
    for sentence in sentences:
        fronted, clauses = _clauses(sentence)
        for clause in clauses:
            frame = read_clause(clause) if clause else None
            if frame is None and clause and _invited(sentence, clause):
                frame = phrase(clause, "definition")
            if frame is None and clause == "why" and frames:
                frames[-1] = _argued(frames[-1])
            elif frame is None:
                context.append(clause)
            else:
                frame = _specific(frame)
                leaning = leaning or (not (frames or context or fronted) and _leans(clause, frame))
                frames.append(_settled(frame, clause, fronted, context, frames))
    if frames:
        return Reading(key, tuple(frames), not leaning and bool(frames[0].thing), sketch(answer))
    return _unasked(key, " ".join(context), question.rstrip().endswith("?") or bool(answer.strip()), sketch(answer))


def _argued(frame: Frame) -> Frame:
    """Return the frame of a question that "why?" follows: "is X better than Y? why?" asks why X is preferred to Y."""
    return replace(frame, kind="preference") if frame.kind == "choice" and frame.place else frame


def _specific(frame: Frame) -> Frame:
    """Return the frame without a thing that names none: "which one is better?" is about what stands before it."""
    names_none = not frame.place and frame.thing <= _unspecific()
    return replace(frame, thing=frozenset()) if names_none else frame


@cache
def _unspecific() -> frozenset[str]:
    return frozenset(map(stem, word_set("unspecific")))


def _invited(sentence: str, clause: str) -> bool:
    """Return whether openers that address the other person stand before a clause ("are you familiar with X")."""
    return bool(re.search(r"\b(?:you|tell|me|let)\b", sentence.partition(clause)[0]))


def _clauses(sentence: str) -> tuple[str, list[str]]:
    """Return a fronted restriction ("in terms of X, ...") and the clauses of a sentence, openers and closers gone."""
    plainly = stripped(sentence)
    match = _FRONTED.match(plainly)
    fronted = ""
    if match and (match[2] in patterns() or openers().match(plainly[match.end() :])):
        fronted, plainly = match[1], plainly[match.end() :]
    return fronted, [stripped(clause) for clause in next_question().split(plainly)]


def _leans(clause: str, frame: Frame) -> bool:
    """Return whether a clause needs a question before it: a pronoun stands where its thing should be."""
    if not frame.thing:
        return True
    if frame.kind == "naming":  # "why is it called a heap", "how did the heap get its name"
        return False
    pronouns = word_set("leaning") & set(clause.split()) | set(re.findall(r" that$", clause))
    return bool(pronouns) and len(frame.thing | frame.place) < 2


def _settled(frame: Frame, clause: str, fronted: str, context: list[str], before: Sequence[Frame]) -> Frame:
    """Return the frame with a thing: its own, else that of the context, else that of the clause before."""
    pointing = word_set("leaning") & set(clause.split())
    if frame.thing and not (pointing and context and not before):
        return restricted(frame, fronted)
    said = " ".join([fronted, *context]).strip()
    if said and not before:
        scene = _situation(said)
        return replace(frame, thing=scene | frame.thing, place=frame.place - scene)
    if before and not frame.thing:
        return replace(before[0], kind=frame.kind, place=frame.place | before[0].place)
    return restricted(frame, fronted)


def _situation(text: str) -> frozenset[str]:
    """Return the content of a described situation, without the words that only set the scene ("training a model")."""
    if len(text.split()) < 5:  # a topic in front ("Convnets: what are they?") sets no scene
        return content(text)
    telling = [w for w in text.split() if w not in word_set("context")]
    return content(" ".join(telling)) or content(text)


def _unasked(key: str, said: str, asked: bool, answer: tuple[int, ...]) -> Reading:
    """Return the reading of a line that has no form of a question: a phrase with an aspect, a term, or a heading."""
    section = set(said.split()) & word_set("section")
    frame = phrase(said, "") if said else Frame("", frozenset(), frozenset())
    if frame.kind and not section:
        return Reading(key, (frame,), bool(frame.thing), answer)
    short = len(said.split()) <= 3
    # A bare term of a few words may head a section as well as ask; a question mark or an answer tells.
    alone = (asked or not short) and not section
    return Reading(key, (frame_of("definition" if short else "other", said),), alone, answer)
