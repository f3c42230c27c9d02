"""Say where each answer begins and ends among a page's marks: before the title, bridge or closing that follows it."""

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from build_tools.extracting import titles
from build_tools.extracting.answer_labels import is_answer_label
from build_tools.extracting.badges import is_badge
from build_tools.extracting.marks import Mark
from build_tools.extracting.page_talk import (
    advertises,
    exclaims,
    furniture,
    is_frame,
    is_prose,
    lists_pages,
    speaks_of_page,
)
from build_tools.extracting.titles import is_heading
from build_tools.text import wording_key

_WRAPPED = 40  # characters: a shorter line that stops without an end was not wrapped


@dataclass(frozen=True, slots=True)
class Span:
    """An answer among a page's marks: positions from `start` up to `stop`, and the same of what follows it unasked."""

    start: int
    stop: int
    rest: int  # the position of the next question, or the end


@dataclass(frozen=True, slots=True)
class _Page:
    """What the whole page says of where its answers end."""

    marks: Sequence[Mark]
    level: int  # headings up to this level are sections
    rules_close: bool  # rules never stand inside an answer, so that one in the last answer ends it
    furniture: frozenset[int]
    titles: frozenset[int]  # positions
    names: frozenset[str]  # wording keys of the sections that the contents list
    bare_titles_close: bool  # no answer has titles of its own


def spans(marks: Sequence[Mark], chain: Sequence[int], listed: Collection[int] = ()) -> list[Span]:
    """Return for each question of `chain` where its answer lies among the marks; `listed` are the page's contents."""
    page = _Page(
        marks,
        titles.section_level(marks, chain),
        _rules_close(marks, chain),
        furniture(marks, chain),
        titles.styled_titles(marks, chain),
        titles.listed_titles(marks, chain, listed),
        titles.inner_titles(marks, chain) < titles.FEW,
    )
    ends = [*chain[1:], len(marks)]
    return [_span(page, question, end, end == len(marks)) for question, end in zip(chain, ends, strict=True)]


def _span(page: _Page, question: int, end: int, last: bool) -> Span:
    stop = _first_ending(page, question, end, last)
    if last and page.rules_close:
        stop = next((m for m in range(question + 2, stop) if _is_rule(page.marks[m])), stop)
    stop = _without_tail(page, question, stop, end, last)
    start = question + 1
    while start + 1 < stop and (start in page.furniture or is_badge(page.marks[start].whole)):
        start += 1
    return Span(start, stop, end)


def _first_ending(page: _Page, question: int, end: int, last: bool) -> int:
    """Return the position of the first mark after `question` that ends its answer, `end` where none does."""
    asked = page.marks[question]
    if asked.container == "row":
        return question + 1  # a table's row answers in its own cells
    before = page.marks[end - 1]
    tail_is_section = (
        not last
        and end - 1 > question
        and (is_heading(before) or is_frame(before) or titles.is_section_line(page.marks, end - 1, page.marks[end]))
    )
    for n in range(question + 1, end):
        if page.marks[n].container == "code":
            continue
        if _ends_at_once(page, asked, page.marks[n]):
            return n
        if n == question + 1 and not asked.tail:
            continue
        if _ends_later(page, asked, n, end):
            return n
        if (last or tail_is_section) and is_frame(page.marks[n]) or last and _closes_page(page, n, end):
            return n
        if advertises(page.marks[n]) and not any(is_prose(mark) for mark in page.marks[n + 1 : end]):
            return n
    return end


def _ends_at_once(page: _Page, asked: Mark, mark: Mark) -> bool:
    """A section's heading, or the next turn of who asks, ends an answer even where there is none yet."""
    level = int(asked.container[1]) if is_heading(asked) else page.level
    if is_heading(mark) and int(mark.container[1]) <= level and not is_answer_label(mark.text):
        return True
    return asked.label.startswith("speaker") and mark.label == asked.label


def _ends_later(page: _Page, asked: Mark, n: int, end: int) -> bool:
    mark = page.marks[n]
    if mark.container == asked.container and mark.container.startswith("bullet") and not mark.number:
        return True  # the next item of a list of questions, which is none
    if n in page.titles and not mark.text.rstrip(" *_").endswith((":", "：")):
        return True
    if titles.stands_alone(page.marks, n) and wording_key(mark.text) in page.names:
        return True
    return titles.numbers_what_follows(asked, mark, page.marks[end] if end < len(page.marks) else None)


def _closes_page(page: _Page, n: int, end: int) -> bool:
    bare = page.bare_titles_close and titles.is_title_line(page.marks, n)
    return bare or speaks_of_page(page.marks[n]) or lists_pages(page.marks, n, end)


def _without_tail(page: _Page, question: int, stop: int, end: int, last: bool) -> int:
    """Return `stop` moved up over the bridges, titles and furniture at an answer's end, paragraph by paragraph."""
    marks = page.marks
    while stop > question + 1:
        first = _paragraph_start(marks, question, stop - 1)
        if stop - 1 in page.furniture and stop > question + 2:
            stop -= 1
        elif first < stop - 1:
            alone = first == question + 1 and not marks[question].tail
            if alone or not speaks_of_page(_joined(marks, first, stop)):
                break
            stop = first
        elif _leads_on(page, question, stop - 1, end, last):
            stop -= 1
        else:
            break
    return stop


def _leads_on(page: _Page, question: int, n: int, end: int, last: bool) -> bool:
    """Say whether mark `n`, the last of an answer so far, belongs to what comes after it."""
    mark = page.marks[n]
    if mark.container == "code":
        return False
    if mark.container == "rule":
        return "|" not in mark.text or mark.text.startswith("<")
    if is_heading(mark):
        return not is_answer_label(mark.text)
    if n == question + 1 and not page.marks[question].tail:
        return is_frame(mark)
    talk = speaks_of_page(mark) or is_frame(mark) or advertises(mark) or exclaims(mark)
    if talk or is_badge(mark.whole) and mark.weight <= 3:
        return True
    return not last and titles.is_section_line(page.marks, n, page.marks[end])


def _paragraph_start(marks: Sequence[Mark], question: int, n: int) -> int:
    """Return the first mark of the hard-wrapped paragraph that ends with mark `n`."""
    while n - 1 > question and marks[n].first == marks[n - 1].last + 1 and _goes_on(marks[n - 1], marks[n]):
        n -= 1
    return n


def _goes_on(before: Mark, mark: Mark) -> bool:
    if not before.container == mark.container == "plain" or before.labelled or mark.labelled:
        return False
    return not before.whole.endswith((".", "!", "?", ":", "。")) and len(before.whole) >= _WRAPPED


def _joined(marks: Sequence[Mark], first: int, stop: int) -> Mark:
    return replace(marks[first], text=" ".join(mark.whole for mark in marks[first:stop]), tail="", badges=())


def _is_rule(mark: Mark) -> bool:
    return mark.container == "rule" and not mark.text.startswith(("<", "|")) and "|" not in mark.text


def _rules_close(marks: Sequence[Mark], chain: Sequence[int]) -> bool:
    inner = (m for a, b in itertools.pairwise(chain) for m in range(a + 1, b - 1) if not is_heading(marks[m + 1]))
    return not any(_is_rule(marks[m]) for m in inner)
