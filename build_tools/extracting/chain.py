"""Choose a page's questions: the chain of marks that ask, look alike and count on, with the highest score.

Dynamic programming over the marks in their order (Bellman 1957; the recurrence of Viterbi 1967): each mark has a score
for asking, each step from one question to the next a score for how well the two agree in form and number. Leaving a
mark out costs nothing, so the items of a numbered list, a sub-heading or a rhetorical question stay in the answer they
are in.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from build_tools.extracting.language import holds, phrases
from build_tools.extracting.marks import NEVER_ASKING, Mark

# Scores of a mark, in units of one certain question. Chosen by reason, then pinned by the labelled documents.
_ASKING = 1.6  # times Mark.asks
_BASE = -0.6  # a line is no question until something says so
_BY_CONTAINER = {"asking": 0.9, "term": 0.2, "plain": -0.3, "row": 0.1}
_IN_BULLET, _IN_HEADING = -0.1, 0.2
_LABELLED = 0.2  # any number
_WORD_LABEL, _SPOKEN = 1.2, 0.2  # "Q", "Question", a speaker who asks; a speaker who states something
_LEVELLED = 0.9  # a difficulty is given for questions, seldom for anything else
_TAIL_ALONE = -0.9  # a bare line that asks and goes on, where the others stop: a paragraph that begins with a question
_LONG, _STATED, _INTRODUCES = -1.0, -0.5, -0.7
_UNANSWERED = -0.9  # where questions of this form are followed by something, and this one is not
_PURITY = 1.5  # times (share of this form's marks that ask - 1/2)
# Scores of a step.
_COUNTS_ON, _SKIPS, _SAME_NUMBER, _LEAPS, _GOES_BACK = 0.9, 0.1, -0.3, -0.8, -1.3
_RESTARTS, _RESTARTS_IN_SECTION = -1.8, -0.3
_OTHER_CONTAINER, _OTHER_LABEL = -1.2, -1.0
_FURTHEST_SKIP = 4
_FRAMES = frozenset(phrases("frame_headings"))
_REVEALS = frozenset(phrases("reveal_labels")) | frozenset(phrases("answer_labels"))


@dataclass(frozen=True, slots=True)
class _Best:
    score: float
    mark: int


def choose(
    marks: Sequence[Mark], listed: Collection[int], barred: Collection[int], sections: Collection[int]
) -> list[int]:
    """Return the positions of the marks of the best chain, in order.

    `listed` are positions in a list of contents, `barred` others that cannot be questions; `sections` are positions
    directly after a heading that is none itself, where numbering may start again.
    """
    scores = _scores(marks, listed, barred)
    total: dict[int, float] = {}
    previous: dict[int, int | None] = {}
    anywhere: _Best | None = None
    by_style: dict[tuple[str, str], _Best] = {}
    by_number: dict[tuple[str, str, tuple[int, ...]], _Best] = {}
    by_number_alone: dict[tuple[int, ...], _Best] = {}
    for n, score in scores.items():
        mark = marks[n]
        options: list[tuple[float, int | None]] = [(0.0, None)]
        candidates = [anywhere, by_style.get(mark.style)]
        for before in _predecessors(mark.number):
            candidates += [by_number.get((*mark.style, before)), by_number_alone.get(before)]
        options += [(b.score + _step(marks[b.mark], mark, n in sections), b.mark) for b in candidates if b]
        gain, source = max(options, key=lambda option: option[0])
        total[n], previous[n] = gain + score, source
        best = _Best(total[n], n)
        anywhere = _better(anywhere, best)
        by_style[mark.style] = _better(by_style.get(mark.style), best)
        if mark.number:
            key = (*mark.style, mark.number)
            by_number[key] = best  # the latest with this number: lists count from 1 again and again
            by_number_alone[mark.number] = best
    if not anywhere or anywhere.score <= 0:
        return []
    chain: list[int] = []
    at: int | None = anywhere.mark
    while at is not None:
        chain.append(at)
        at = previous[at]
    return chain[::-1]


def _better(one: _Best | None, other: _Best) -> _Best:
    return other if one is None or other.score >= one.score else one


def _predecessors(number: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return the numbers of which `number` is the next: 1.3 follows 1.2, and 2.1 follows what ended chapter 1."""
    if not number:
        return []
    return [(*number[:-1], number[-1] - k) for k in range(1, _FURTHEST_SKIP + 1) if number[-1] - k >= 0]


def _step(before: Mark, mark: Mark, after_section: bool) -> float:
    score = 0.0
    if before.style != mark.style:
        word = before.label.startswith(("q", "speaker")) and mark.label.startswith(("q", "speaker"))
        score += 0.0 if word or before.container == mark.container else _OTHER_CONTAINER
        score += _OTHER_LABEL if before.label != mark.label else 0.0
    if before.number and mark.number:
        score += _numbering(before.number, mark.number, after_section)
    return score


def _numbering(before: tuple[int, ...], number: tuple[int, ...], after_section: bool) -> float:
    if len(before) == len(number) > 1 and before[:-1] != number[:-1]:
        return _COUNTS_ON if number[-1] in (0, 1) and number[:-1] > before[:-1] else _GOES_BACK
    difference = number[-1] - before[-1]
    if number[-1] == 1 and difference <= 0:
        return _RESTARTS_IN_SECTION if after_section else _RESTARTS
    if difference == 1:
        return _COUNTS_ON
    if difference == 0:
        return _SAME_NUMBER
    if difference < 0:
        return _GOES_BACK
    return _SKIPS if difference <= _FURTHEST_SKIP else _LEAPS


def _scores(marks: Sequence[Mark], listed: Collection[int], barred: Collection[int]) -> dict[int, float]:
    """Return the score for asking of every mark that could be a question."""
    open_marks = [n for n, mark in enumerate(marks) if n not in listed and n not in barred and _possible(mark)]
    styles: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for n in open_marks:
        styles[marks[n].style].append(n)
    followers = _followers(marks, listed)
    answered = {
        n: bool(marks[n].tail) or _followed(marks[n], marks[after] if (after := followers[n]) is not None else None)
        for n in open_marks
    }
    asked = {
        style: [n for n in members if marks[n].asks >= 0.5 or marks[n].levelled] for style, members in styles.items()
    }
    inline = {style: sum(bool(marks[n].tail) for n in asking) >= 0.6 * len(asking) for style, asking in asked.items()}
    usual = {
        style: sum(answered[n] for n in asking) >= 0.7 * len(asking) if asking else False
        for style, asking in asked.items()
    }
    scores = {}
    for n in open_marks:
        mark, style = marks[n], marks[n].style
        score = _alone(mark)
        if mark.container != "plain" or mark.label:
            score += _PURITY * (len(asked[style]) / len(styles[style]) - 0.5)
        elif mark.tail and not inline[style]:
            score += _TAIL_ALONE
        if usual[style] and not answered[n]:
            score += _UNANSWERED
        scores[n] = score
    return scores


def _possible(mark: Mark) -> bool:
    if mark.container in NEVER_ASKING or not any(c.isalpha() for c in mark.text):
        return False
    if mark.container == "asking" and mark.text.strip(" *_:.").casefold() in _FRAMES:  # "Contents", folded in
        return False
    if mark.text.strip(" *_:.").casefold() in _REVEALS:  # the control that shows an answer stands with every question
        return False
    if mark.label:
        return True
    least = 0.6 if mark.container == "plain" else 0.5 if mark.container.startswith("bullet") else 0.0
    return mark.asks >= least  # in a bare line a verb that orders is mostly a sentence's: "Draw data from the model."


def _alone(mark: Mark) -> float:
    """Return the score that a mark has by itself."""
    score = _BASE + _ASKING * mark.asks
    if mark.container.startswith("bullet"):
        score += _IN_BULLET
    elif mark.container == "bold" or mark.container.startswith("h"):
        score += _IN_HEADING
    else:
        score += _BY_CONTAINER.get(mark.container, 0.0)
    score += _LEVELLED if mark.levelled and mark.asks < 0.9 else 0.0
    if mark.label.startswith(("q", "speaker")):
        score += _SPOKEN if mark.label[0] == "s" and not mark.asks else _WORD_LABEL
    elif mark.label:
        score += _LABELLED + (-_BY_CONTAINER["plain"] if mark.container == "plain" else 0.0)
    if mark.weight > (60 if mark.label or mark.container != "plain" else 30):
        score += _LONG
    if mark.asks == 0 and not mark.label.startswith("q"):
        score += _STATED if mark.text.endswith((".", "。", ";", ",")) else 0.0
        score += _INTRODUCES if mark.text.rstrip(" *_").endswith((":", "：")) else 0.0
        score += _INTRODUCES if holds("frame_headings", mark.text) and mark.weight <= 4 else 0.0
    return score


def _followers(marks: Sequence[Mark], listed: Collection[int]) -> list[int | None]:
    """Return for each mark the next one that is no list of contents, None at the end."""
    result: list[int | None] = [None] * len(marks)
    following: int | None = None
    for n in range(len(marks) - 1, -1, -1):
        result[n] = following
        following = following if n in listed else n
    return result


def _followed(mark: Mark, after: Mark | None) -> bool:
    """Say whether something that is no question of this form comes next; after the last, all may have been cut off."""
    if after is None or after.style != mark.style or not _possible(after):
        return True
    return after.asks < 0.5 and not after.number
