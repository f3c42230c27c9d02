"""Find the questions of a page, and the lines that answer each, from the page's own evidence."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from build_tools.extracting.accept import promises_questions, rejected, with_siblings
from build_tools.extracting.answers import Span, answer_label, answering_speakers, spans
from build_tools.extracting.badges import is_badge, strip_badges
from build_tools.extracting.chain import choose
from build_tools.extracting.contents import contents, elsewhere
from build_tools.extracting.furniture import without_furniture
from build_tools.extracting.labels import OPTION
from build_tools.extracting.marks import NO_CONTENT, Mark, marks_of
from build_tools.extracting.neighbours import together
from build_tools.model import Document, LeftOut, Line

_ROUNDS = 12  # of choosing anew without what turned out to be no questions; real pages need three at most
_MOST_LINES = 6  # of a question over several lines


@dataclass(frozen=True, slots=True)
class Found:
    """One question as it stands on a page: raw wording, raw lines of its answer."""

    number: int | str
    question: str
    answer: tuple[Line, ...]
    lines: tuple[int, int]


def find(document: Document) -> tuple[tuple[Found, ...], tuple[LeftOut, ...]]:
    """Return the questions of `document` in their order, and every part of it that is in none of them.

    The steps: what each line looks like (marks), which lines only list others (contents), which marks are the
    questions (choose, accepted), where their answers end (spans).
    """
    lines = without_furniture(document.lines)
    for fenced in (
        False,
        True,
    ):  # some pages stand in a code fence as a whole: look inside only where nothing else asks
        marks = together(marks_of(lines, fenced), lines)
        listed = contents(marks)
        chain = _questions(marks, listed, document.title)
        if chain or not any(mark.container == "code" for mark in marks):
            break
    if not chain:
        return (), _left_out(lines, marks, listed, {}, "article")
    answers = spans(marks, chain, listed)
    return _cut(lines, marks, listed, chain, answers)


def _questions(marks: Sequence[Mark], listed: frozenset[int], title: str) -> list[int]:
    """Choose a chain, and choose again without what turns out to be no questions, until all of it stands."""
    barred = set(elsewhere(marks))
    sections = _after_sections(marks)
    promised = promises_questions(title, marks)
    for _ in range(_ROUNDS):
        chain = choose(marks, listed, barred, sections)
        wrong = rejected(marks, chain, promised)
        barred.update(wrong)
        if not wrong:
            break
    chain = [n for n in chain if n not in barred]
    return with_siblings(marks, chain, listed)


def _after_sections(marks: Sequence[Mark]) -> frozenset[int]:
    """Return the positions of the marks over which a heading, or a short line that may be one, stands."""
    return frozenset(
        n + 1
        for n, mark in enumerate(marks)
        if mark.container[0] == "h"
        or mark.container == "bold"
        and not mark.asks
        or mark.container == "plain"
        and not mark.label
        and mark.weight <= 10
        and not mark.text.endswith((".", "?", ":", ",", ";"))
    )


def _cut(
    lines: Sequence[Line], marks: Sequence[Mark], listed: frozenset[int], chain: Sequence[int], answers: Sequence[Span]
) -> tuple[tuple[Found, ...], tuple[LeftOut, ...]]:
    openings = [_first_text(marks, span, chain[k]) for k, span in enumerate(answers)]
    speakers = answering_speakers([text for text in openings if text])
    found, fragments, used = [], [], set()
    for k, (n, span) in enumerate(zip(chain, answers, strict=True)):
        mark = marks[n]
        answer = _answer_lines(lines, marks, listed, mark, span)
        question, answer = _whole_question(mark, answer, speakers)
        answer, label = _without_label(answer, speakers)
        place = (lines[mark.first].number, lines[mark.last].end)
        fragments += [LeftOut(place, mark.labelled, "label")] if mark.labelled else []
        fragments += [LeftOut(place, badge, "badge") for badge in mark.badges]
        fragments += label
        number = (
            (mark.number[0] if len(mark.number) == 1 else ".".join(map(str, mark.number))) if mark.number else k + 1
        )
        last = max([place[1], *(line.end for line in answer), *(piece.lines[1] for piece in label)])
        found.append(Found(number, question, tuple(answer), (place[0], last)))
        used |= set(range(mark.first, mark.last + 1)) | {
            i
            for m in range(span.start, span.stop)
            if m not in listed and not _is_markup(marks[m])
            for i in range(marks[m].first, marks[m].last + 1)
        }
    reasons = {m: "chrome" for n, span in zip(chain, answers, strict=True) for m in range(n + 1, span.start)}
    reasons |= {
        m: ("bridge" if k + 1 < len(answers) else "closing")
        for k, span in enumerate(answers)
        for m in range(span.stop, span.rest)
    }
    left = _left_out(lines, marks, listed, reasons, "introduction", used)
    return tuple(found), tuple(sorted((*left, *fragments), key=lambda piece: piece.lines))


def _first_text(marks: Sequence[Mark], span: Span, question: int) -> str:
    if marks[question].tail:
        return marks[question].tail
    return next((marks[m].text for m in range(span.start, span.stop) if marks[m].container != "rule"), "")


def _is_markup(mark: Mark) -> bool:
    """A bare tag or a rule, not a table's separator."""
    return mark.container == "rule" and "|" not in mark.text


def _answer_lines(
    lines: Sequence[Line], marks: Sequence[Mark], listed: frozenset[int], mark: Mark, span: Span
) -> list[Line]:
    head = [Line(lines[mark.last].number, mark.tail, "", lines[mark.last].last)] if mark.tail else []
    kept = {
        i
        for m in range(span.start, span.stop)
        if m not in listed and not _is_markup(marks[m])
        for i in range(marks[m].first, marks[m].last + 1)
    }
    if not kept:
        return head
    body = [
        line
        for i, line in enumerate(lines[mark.last + 1 : max(kept) + 1], mark.last + 1)
        if i in kept or not line.text.strip()
    ]
    while body and not body[0].text.strip():
        body.pop(0)
    if mark.container == "term":
        body = [replace(line, text=re.sub(r"^\s{0,3}:\s{1,3}|^\s{1,4}", "", line.text)) for line in body]
    return head + ([Line(head[0].number, "")] if head else []) + body


def _whole_question(mark: Mark, answer: list[Line], speakers: frozenset[str]) -> tuple[str, list[Line]]:
    """Give a labelled question the lines that follow it without a blank one up to the label of its answer: a long
    question goes on over several lines. Options of a choice stay with the answer.
    """
    if not mark.label or mark.tail or mark.text.endswith((".", "?", "？", ":", "!")):
        return mark.text, answer
    for n, line in enumerate(answer[: _MOST_LINES + 1]):
        if (
            not line.text.strip()
            or line.role == "code"
            or OPTION.match(line.text)
            or re.match(r"\s*(?:[-*+•|>#]|```|\$\$)", line.text)
        ):
            break
        if answer_label(line.text, "", speakers):
            more = [strip_badges(part.text.strip())[0] for part in answer[:n]]
            return " ".join([mark.text, *more]), answer[n:]
    return mark.text, answer


def _without_label(answer: list[Line], speakers: frozenset[str]) -> tuple[list[Line], list[LeftOut]]:
    """Take the label off an answer's first line; several in a row ("Solution: Answer:") go one after the other."""
    taken = []
    while answer:
        following = next((line.text for line in answer[1:] if line.text.strip()), "")
        first = answer[0]
        text = first.text.lstrip()
        label = answer_label(text, following, speakers) if first.role != "code" else ""
        signs = not any(c.isalpha() for c in text) and any(unicodedata.category(c) == "So" for c in text)
        if text.strip() and (signs or is_badge(text) and len(answer) > 1):
            taken.append(LeftOut((first.number, first.end), text, "chrome" if signs else "badge"))
            answer = answer[1:]
            continue
        if not label and text.strip():
            break
        if label:
            taken.append(LeftOut((first.number, first.end), label.strip(), "label"))
        rest = text[len(label) :]
        answer = ([Line(first.number, rest, first.role, first.last)] if rest.strip(" *_") else []) + answer[1:]
        if rest.strip(" *_") and label.lstrip()[:2] in ("**", "__") and rest.count(label.lstrip()[:2]) % 2:
            answer[0] = Line(first.number, rest.replace(label.lstrip()[:2], "", 1), first.role, first.last)
    return answer, taken


def _left_out(
    lines: Sequence[Line],
    marks: Sequence[Mark],
    listed: frozenset[int],
    reasons: dict[int, str],
    default: str,
    used: frozenset[int] | set[int] = frozenset(),
) -> tuple[LeftOut, ...]:
    """Return every line that is in no question with its reason; neighbours of one reason are one piece."""
    why: dict[int, str] = {}
    for m, mark in enumerate(marks):
        reason = "contents" if m in listed else "markup" if _is_markup(mark) else reasons.get(m, default)
        if reason == "bridge" and (
            mark.container[0] == "h" or mark.weight <= 10 and not mark.text.endswith((".", "!"))
        ):
            reason = "section"
        for i in range(mark.first, mark.last + 1):
            why[i] = reason
    runs: list[tuple[str, list[Line]]] = []
    previous = -2
    for i, line in enumerate(lines):
        if not line.text.strip() or i in used and line.role not in NO_CONTENT:
            continue
        reason = line.role if line.role in NO_CONTENT else why.get(i, default)
        if runs and previous == i - 1 and runs[-1][0] == reason:
            runs[-1][1].append(line)
        else:
            runs.append((reason, [line]))
        previous = i
    return tuple(
        LeftOut((found[0].number, max(line.end for line in found)), "\n".join(line.text for line in found), reason)
        for reason, found in runs
    )
