"""Cut a page along its questions and answers, and say of every line that is in neither why it was left out."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from build_tools.extracting.answer_labels import answer_label, answering_speakers
from build_tools.extracting.answers import Span
from build_tools.extracting.badges import is_badge, strip_badges
from build_tools.extracting.labels import OPTION
from build_tools.extracting.language import phrases
from build_tools.extracting.marks import NO_CONTENT, Mark
from build_tools.model import LeftOut, Line

_REVEALS = frozenset(phrases("reveal_labels"))  # of controls that show an answer
_PLACEHOLDERS = frozenset(phrases("placeholders"))
_MOST_LINES = 6  # of a question over several lines
_MOST_LABELS = 50  # before an answer; each is looked for in the whole line, which thousands make slow
_NO_PROSE = re.compile(r"\s*(?:[-*+•|>#]|```|\$\$)")


@dataclass(frozen=True, slots=True)
class Found:
    """One question as it stands on a page: raw wording, raw lines of its answer."""

    number: int | str  # the page's own, else the position
    question: str
    answer: tuple[Line, ...]
    lines: tuple[int, int]  # first and last source line, both included


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its marks and what was decided about them."""

    lines: Sequence[Line]
    marks: Sequence[Mark]
    listed: frozenset[int]  # positions of marks that only list others
    chain: Sequence[int]  # positions of the questions
    spans: Sequence[Span]  # of their answers


def cut(page: Page) -> tuple[tuple[Found, ...], tuple[LeftOut, ...]]:
    """Return the questions in their order, and every part of the page that is in none of them."""
    openings = [_first_text(page, n, span) for n, span in zip(page.chain, page.spans, strict=True)]
    speakers = answering_speakers([text for text in openings if text])
    found, fragments = [], []
    for k, (n, span) in enumerate(zip(page.chain, page.spans, strict=True)):
        mark = page.marks[n]
        answer = _answer_lines(page, mark, span)
        touches = bool(answer) and answer[0].number == page.lines[mark.last].end + 1
        question, answer = _whole_question(mark, answer, speakers) if touches else (mark.text, answer)
        answer, labels = _without_labels(answer, speakers)
        place = (page.lines[mark.first].number, page.lines[mark.last].end)
        fragments += [LeftOut(place, mark.labelled, "label")] if mark.labelled else []
        fragments += [LeftOut(place, badge, "badge") for badge in mark.badges] + labels
        last = max([place[1], *(line.end for line in answer), *(piece.lines[1] for piece in labels)])
        found.append(Found(_number(mark, k + 1), question, tuple(answer), (place[0], last)))
    left = left_out(page, "introduction")
    return tuple(found), tuple(sorted((*left, *fragments), key=lambda piece: piece.lines))


def left_out(page: Page, default: str) -> tuple[LeftOut, ...]:
    """Return every line that is in no question with its reason; neighbours of one reason are one piece.

    `default` is the reason for what stands before the first question, or on a page without any.
    """
    why, used = _reasons(page, default), _used(page)
    runs: list[tuple[str, list[Line]]] = []
    previous = -2
    for i, line in enumerate(page.lines):
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


def _reasons(page: Page, default: str) -> dict[int, str]:
    """Return for the lines of every mark why they would be left out."""
    by_mark: dict[int, str] = {}
    for k, (n, span) in enumerate(zip(page.chain, page.spans, strict=True)):
        by_mark |= dict.fromkeys(range(n + 1, span.start), "chrome")
        by_mark |= dict.fromkeys(range(span.stop, span.rest), "bridge" if k + 1 < len(page.chain) else "closing")
    why: dict[int, str] = {}
    for m, mark in enumerate(page.marks):
        reason = "contents" if m in page.listed else "markup" if _is_markup(mark) else by_mark.get(m, default)
        if reason == "bridge" and (mark.container[0] == "h" or mark.weight <= 10 and mark.text[-1:] not in (".", "!")):
            reason = "section"
        why |= dict.fromkeys(range(mark.first, mark.last + 1), reason)
    return why


def _used(page: Page) -> set[int]:
    """Return the lines of questions and answers."""
    used: set[int] = set()
    for n, span in zip(page.chain, page.spans, strict=True):
        used.update(range(page.marks[n].first, page.marks[n].last + 1), _kept(page, span))
    return used


def _kept(page: Page, span: Span) -> set[int]:
    marks = [page.marks[m] for m in range(span.start, span.stop) if m not in page.listed]
    lines = (i for mark in marks if not _is_markup(mark) for i in range(mark.first, mark.last + 1))
    return {i for i in lines if page.lines[i].role not in NO_CONTENT}  # a mark of two lines may go over chrome


def _is_markup(mark: Mark) -> bool:
    """A bare tag or a rule, not a table's separator."""
    return mark.container == "rule" and "|" not in mark.text


def _number(mark: Mark, position: int) -> int | str:
    if not mark.number:
        return position
    return mark.number[0] if len(mark.number) == 1 else ".".join(map(str, mark.number))


def _first_text(page: Page, question: int, span: Span) -> str:
    if page.marks[question].tail:
        return page.marks[question].tail
    within = page.marks[span.start : span.stop]
    return next((mark.text for mark in within if mark.container != "rule"), "")


def _answer_lines(page: Page, mark: Mark, span: Span) -> list[Line]:
    """Return the lines of an answer with the blank ones between them, its part on the question's line first."""
    asked = page.lines[mark.last]
    head = [Line(asked.number, mark.tail, "", asked.last)] if mark.tail else []
    kept = _kept(page, span)
    if not kept:
        return head
    within = range(mark.last + 1, max(kept) + 1)
    body = [page.lines[i] for i in within if i in kept or not page.lines[i].text.strip()]
    while body and not body[0].text.strip():
        body.pop(0)
    if mark.container == "term":  # a definition list indents what it defines
        body = [replace(line, text=re.sub(r"^\s{0,3}:\s{1,3}|^\s{1,4}", "", line.text)) for line in body]
    return head + ([Line(head[0].number, "")] if head else []) + body


def _whole_question(mark: Mark, answer: list[Line], speakers: frozenset[str]) -> tuple[str, list[Line]]:
    """Give a labelled question that has not ended the lines up to the label of its answer.

    They must follow without a blank line; the options of a choice stay with the answer.
    """
    if not mark.label or mark.tail or mark.text.endswith((".", "?", "？", ":", "!")):
        return mark.text, answer
    for n, line in enumerate(answer[: _MOST_LINES + 1]):
        if answer_label(line.text, "", speakers):
            more = [strip_badges(part.text.strip())[0] for part in answer[:n]]
            return " ".join([mark.text, *more]), answer[n:]
        if not line.text.strip() or line.role == "code" or OPTION.match(line.text) or _NO_PROSE.match(line.text):
            break
    return mark.text, answer


def _without_labels(answer: list[Line], speakers: frozenset[str]) -> tuple[list[Line], list[LeftOut]]:
    """Take labels, badges and bare signs ("👍 31") off an answer's beginning, as many as there are, in a row.

    An answer that only says that there is none ("TODO") is left out as a label.
    """
    written = [line for line in answer if line.text.strip()]
    if len(written) == 1 and written[0].text.strip(" *_.…-").casefold() in _PLACEHOLDERS:
        return [], [LeftOut((written[0].number, written[0].end), written[0].text, "label")]
    taken: list[LeftOut] = []
    while answer and len(taken) < _MOST_LABELS:
        first, text = answer[0], answer[0].text.lstrip()
        following = next((line.text for line in answer[1:] if line.text.strip()), "")
        label = answer_label(text, following, speakers) if first.role != "code" else ""
        reason = _worthless(text) if len(answer) > 1 or not label else ""
        if reason:
            taken.append(LeftOut((first.number, first.end), text, reason))
            answer = answer[1:]
        elif label:
            taken.append(LeftOut((first.number, first.end), label.strip(), "label"))
            answer = _shortened(first, text, label) + answer[1:]
        elif text.strip():
            break
        else:
            answer = answer[1:]
    return answer, taken


def _worthless(text: str) -> str:
    """Return why a line at an answer's beginning is left out as a whole, "" where it is not."""
    if not text.strip():
        return ""
    if re.sub(r"<[^<>]*>", "", text).strip(" *_:.▶►▸▼>").casefold() in _REVEALS:
        return "label"
    if not any(c.isalpha() for c in text) and any(unicodedata.category(c) == "So" for c in text):
        return "chrome"
    return "badge" if is_badge(text) else ""


def _shortened(line: Line, text: str, label: str) -> list[Line]:
    """Return what is left of a line behind its label, without the emphasis that began inside the label."""
    rest = text[len(label) :]
    emphasis = label.lstrip()[:2]
    if emphasis in ("**", "__") and rest.count(emphasis) % 2:
        rest = rest.replace(emphasis, "", 1)
    return [replace(line, text=rest)] if rest.strip(" *_") else []
