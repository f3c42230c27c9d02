"""Decide which runs of a chain of marks are a page's questions and which only look like them."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from build_tools.extracting.language import holds
from build_tools.extracting.marks import NEVER_ASKING, Mark

_PURE, _PURE_ON_A_PAGE_OF_QUESTIONS = 0.5, 0.3  # share of a run that must be worded as questions
_FEWEST_PLAIN = 3  # bare lines that ask: two may be rhetoric
_FEWEST_BARE = 3  # headings, bold lines, bullets without a number on a page that promises nothing


def rejected(marks: Sequence[Mark], chain: Sequence[int], promised: bool) -> list[int]:
    """Return the marks of `chain` that are no questions after all, [] where all are.

    The chain is judged run by run, a run being neighbours of one form. `promised` says that the page itself speaks of
    questions (in its title or its first lines).
    """
    runs = list(_runs(marks, chain))
    return [n for run in runs if not _holds_questions(marks, run, promised, alone=len(runs) == 1) for n in run]


def _runs(marks: Sequence[Mark], chain: Sequence[int]) -> Iterator[list[int]]:
    """Cut a chain where the form changes, and where bare numbers begin anew: each such list must ask by itself."""
    for style, group in groupby(chain, key=lambda n: marks[n].style):
        run: list[int] = []
        for n in group:
            if (
                run
                and style[1].startswith("#")
                and marks[n].number
                and marks[run[-1]].number
                and marks[n].number <= marks[run[-1]].number
            ):
                yield run
                run = []
            run.append(n)
        yield run


def _holds_questions(marks: Sequence[Mark], run: Sequence[int], promised: bool, alone: bool) -> bool:
    chosen = [marks[n] for n in run]
    first = chosen[0]
    strong = sum(mark.asks >= 0.6 or mark.levelled for mark in chosen)
    certain = sum(mark.asks >= 0.9 for mark in chosen)
    if first.label.startswith(("q", "speaker")) or first.container == "asking":
        return strong >= 1 or len(run) >= 2
    if first.container == "plain" and not first.label:
        if alone and not promised and not _impersonal(chosen):
            return False
        return certain >= (2 if promised or not alone else _FEWEST_PLAIN)
    if len(run) == 1:
        if holds("page_words", first.text) and not first.label:  # "Do you have a question for us?"
            return False
        return certain == 1 and (not alone or promised and bool(first.tail or first.label))
    if first.label:
        return strong >= 1 and sum(mark.asks >= 0.5 or mark.levelled for mark in chosen) >= len(run) * (
            _PURE_ON_A_PAGE_OF_QUESTIONS if promised else _PURE
        )
    if not promised and not _impersonal(chosen):
        return False
    alike = sum(1 for mark in marks[run[0] : run[-1] + 1] if mark.style == first.style)
    return strong >= (2 if promised else _FEWEST_BARE) and strong >= alike * (
        _PURE_ON_A_PAGE_OF_QUESTIONS if promised else _PURE
    )


def _impersonal(chosen: Sequence[Mark]) -> bool:
    """Say whether most of a run asks for knowledge: a page that sells asks its reader ("Why us?").

    Short questions count; a longer one has matter of its own beside the pronoun ("How would you batch graphs of …?").
    """
    personal = sum(mark.weight <= 2 or mark.weight <= 7 and holds("pronouns", mark.text) for mark in chosen)
    return personal < 0.5 * len(chosen) and sum(mark.asks >= 0.9 for mark in chosen) >= 0.3 * len(chosen)


def with_siblings(marks: Sequence[Mark], chain: Sequence[int], listed: Collection[int]) -> list[int]:
    """Return `chain` with the other items of lists that hold bare questions: in a list of questions every item is one.

    A list is a run of neighbours of one form without answers between them; most of it must be in the chain already.
    """
    chosen, result = set(chain), set(chain)
    for style, group in groupby(range(len(marks)), key=lambda n: marks[n].style if n not in listed else None):
        run = list(group)
        asked = [n for n in run if n in chosen]
        if style is None or style[0] == "row" or len(asked) < _FEWEST_IN_LIST or len(asked) < 0.6 * len(run):
            continue
        if any(marks[n].tail for n in asked):
            continue
        result.update(n for n in range(asked[0], asked[-1]) if _may_be_item(marks[n]))
    return sorted(result)


def _may_be_item(mark: Mark) -> bool:
    stated = mark.container == "plain" and mark.text.endswith((".", "。"))
    return (
        mark.weight <= 40
        and not mark.text.endswith((":", "："))
        and not mark.link
        and not mark.text.isupper()
        and not stated
    )


_FEWEST_IN_LIST = 3


def promises_questions(title: str, marks: Sequence[Mark]) -> bool:
    """Say whether a page speaks of questions in its title, in a heading, or in its first lines."""
    opening = [mark.text for mark in marks[:15] if mark.container not in NEVER_ASKING]
    headings = [mark.text for mark in marks if mark.container in ("h1", "h2")]
    told = any(holds("promises", text) for text in (title, *opening, *headings))
    return told or any(holds("occasions", text) for text in (title, *opening[:1], *headings))
