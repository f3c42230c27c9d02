"""Find the questions of a page, and the lines that answer each, from the page's own evidence."""

from collections.abc import Sequence

from build_tools.extracting.accept import promises_questions, rejected, with_siblings
from build_tools.extracting.answers import spans
from build_tools.extracting.chain import choose
from build_tools.extracting.contents import contents, elsewhere
from build_tools.extracting.cut import Found, Page, cut, left_out
from build_tools.extracting.furniture import without_furniture
from build_tools.extracting.marks import Mark, marks_of
from build_tools.extracting.neighbours import together
from build_tools.model import Document, LeftOut

__all__ = ["Found", "find"]

_ROUNDS = 12  # of choosing anew without what turned out to be no questions; real pages need three at most


def find(document: Document) -> tuple[tuple[Found, ...], tuple[LeftOut, ...]]:
    """Return the questions of `document` in their order, and every part of it that is in none of them.

    The steps: which lines are the page's frame (furniture), what each other line looks like (marks), which only list
    what stands elsewhere (contents), which are the questions (chain, accept), where their answers end (answers).
    """
    lines = without_furniture(document.lines)
    for inside_fences in (False, True):  # a page may stand in a code fence as a whole
        marks = together(marks_of(lines, inside_fences), lines)
        listed = contents(marks)
        chain = _questions(marks, listed, document.title)
        if chain or not any(mark.container == "code" for mark in marks):
            break
    if not chain:
        return (), left_out(Page(lines, marks, listed, (), ()), "article")
    return cut(Page(lines, marks, listed, chain, spans(marks, chain, listed)))


def _questions(marks: Sequence[Mark], listed: frozenset[int], title: str) -> list[int]:
    """Choose a chain, and choose again without what turns out to be no questions, until all of it stands."""
    barred = set(elsewhere(marks))
    sections = frozenset(n + 1 for n, mark in enumerate(marks) if _may_title(mark))
    promised = promises_questions(title, marks)
    for _ in range(_ROUNDS):
        chain = choose(marks, listed, barred, sections)
        wrong = rejected(marks, chain, promised)
        barred.update(wrong)
        if not wrong:
            break
    chain = [n for n in chain if n not in barred]
    return with_siblings(marks, chain, listed)


def _may_title(mark: Mark) -> bool:
    """Say whether numbers may begin anew under a line: a heading, or a short line that may be one."""
    if mark.container[0] == "h" or mark.container == "bold" and not mark.asks:
        return True
    bare = mark.container == "plain" and not mark.label and mark.weight <= 10
    return bare and not mark.text.endswith((".", "?", ":", ",", ";"))
