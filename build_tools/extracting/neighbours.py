"""Read marks with their neighbours: labels alone on a line, wrapped questions, options, speakers, definitions."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from build_tools.extracting.asking import asks
from build_tools.extracting.badges import strip_badges
from build_tools.extracting.labels import OPTION
from build_tools.extracting.language import opens_with, phrases
from build_tools.extracting.marks import NEVER_ASKING, Mark, balanced, question_and_tail
from build_tools.extracting.tables import with_tables
from build_tools.model import Line

_SPEAKER = re.compile(r"(?P<name>[^\W\d_][\w .'’/-]{0,24}?)\s*[:：]\s*(?=\S)")
_ANSWER_LABELS = frozenset(phrases("answer_labels"))
_HANGING = re.compile(r"\b(?:a|an|the|of|in|on|to|for|from|with|by|and|or|is|are|between|that|as|at|vs)$", re.I)


def together(marks: list[Mark], lines: Sequence[Line]) -> list[Mark]:
    """Return the marks as their neighbours show them; `lines` are the page's lines, to which the marks point."""
    return _with_speakers(_with_options(_with_definitions(_merged(with_tables(marks), lines), lines)))


def _merged(marks: list[Mark], lines: Sequence[Line]) -> list[Mark]:
    """Join a number or label alone on its line with the text on the next, and a wrapped question with its rest."""
    result: list[Mark] = []
    for mark in marks:
        before = result[-1] if result else None
        if before and before.last + 1 == mark.first and _underlines(before, mark):
            result[-1] = replace(before, last=mark.last, container="h1" if mark.text[:1] == "=" else "h2")
        elif before and _label_alone(before) and mark.container not in NEVER_ASKING + ("row",) and not mark.label:
            container = before.container if mark.container == "plain" else mark.container
            result[-1] = replace(
                mark,
                first=before.first,
                container=container,
                label=before.label + "↵",
                number=before.number,
                labelled=before.labelled,
            )
        elif before and _wrapped(before, mark, lines):
            joined, badges = strip_badges(f"{before.text} {mark.text}" + (f" {mark.tail}" if mark.tail else ""))
            question, tail = question_and_tail(joined, before.label == "q")
            result[-1] = replace(
                before,
                last=mark.last,
                text=question,
                tail=tail,
                asks=asks(question),
                badges=before.badges + mark.badges + badges,
            )
        else:
            result.append(mark)
    return result


def _underlines(before: Mark, mark: Mark) -> bool:
    """Setext headings (CommonMark 4.3): a short line with a line of "=" or "-" under it."""
    return before.container == "plain" and before.weight <= 20 and bool(re.fullmatch(r"={3,}|-{3,}", mark.text))


def _label_alone(mark: Mark) -> bool:
    return bool(mark.labelled) and not mark.text.strip(" *_.:") and not mark.tail


def _wrapped(before: Mark, mark: Mark, lines: Sequence[Line]) -> bool:
    """A line goes on in the next where it stops without an end and the two together ask, or the next begins small."""
    if mark.first != before.last + 1 or mark.container not in ("plain", "bold") or mark.label or before.tail:
        return False
    if before.container in NEVER_ASKING + ("row", "asking") or before.container.startswith("h") or not before.text:
        return False
    if (
        before.text.rstrip(" *_").endswith(("?", "？", ".", ":", "!", ";"))
        or lines[before.last].role
        or _SPEAKER.match(mark.text)
    ):
        return False
    if mark.text[:1].isupper() and any(opens_with(name, mark.text) for name in ("interrogatives", "imperatives")):
        return False  # the next line is a question of its own
    joined = f"{before.text} {mark.text}"
    opens = asks(before.text) >= 0.5 or bool(before.label)
    goes_on = mark.text[:1].islower() or bool(_HANGING.search(before.text)) or mark.asks >= 1 and asks(joined) >= 1
    return opens and len(lines[before.last].text) >= 40 and goes_on and len(joined.split()) <= 70


def _with_options(marks: list[Mark]) -> list[Mark]:
    """A text over options a and b asks, whatever its words."""
    result = list(marks)
    for n in range(len(marks) - 2):
        letters = [
            m[1].lower() if (m := OPTION.match(mark.labelled + mark.text)) else "" for mark in marks[n + 1 : n + 3]
        ]
        parts = any(
            mark.asks >= 0.5 for mark in marks[n + 1 : n + 3]
        )  # they ask themselves: parts of a question, no options
        if letters == ["a", "b"] and not parts and marks[n].container not in NEVER_ASKING:
            result[n] = replace(marks[n], asks=max(marks[n].asks, 0.8))
    return result


def _with_definitions(marks: list[Mark], lines: Sequence[Line]) -> list[Mark]:
    """Definition lists (PHP Markdown Extra): a line of its own over one that begins with a colon."""
    result = list(marks)
    for n, (mark, after) in enumerate(itertools.pairwise(marks)):
        if mark.container == "plain" and re.match(r"\s{0,3}:\s+\S", lines[after.first].text):
            result[n] = replace(mark, container="term")
    return result


def _with_speakers(marks: list[Mark]) -> list[Mark]:
    """Give a label "speaker:…" to lines whose first word before a colon asks again and again on this page."""
    named = [
        (n, m)
        for n, mark in enumerate(marks)
        if not mark.label and mark.container not in NEVER_ASKING + ("row",)
        if (m := _SPEAKER.match(mark.text.lstrip("*_ ")))
    ]
    counts = Counter(m["name"].casefold() for _, m in named)
    asking: Counter[str] = Counter()
    for _, m in named:
        asking[m["name"].casefold()] += asks(m.string[m.end() :].strip(" *_")) >= 0.5
    speakers = {
        name
        for name, count in counts.items()
        if count >= 3 and asking[name] >= 0.6 * count and name not in _ANSWER_LABELS
    }
    result = list(marks)
    for n, m in named:
        if (name := m["name"].casefold()) in speakers:
            question, tail = question_and_tail(balanced(m.string[m.end() :].strip(" *_")))
            result[n] = replace(
                marks[n], label=f"speaker:{name}", labelled=m[0].strip(), text=question, tail=tail, asks=asks(question)
            )
    return result
