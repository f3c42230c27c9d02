"""Find the runs of lines that only list what the page holds elsewhere: tables of contents, lists of all questions."""

from collections import defaultdict
from collections.abc import Sequence

from build_tools.extracting.language import holds, phrases
from build_tools.extracting.marks import NEVER_ASKING, Mark
from build_tools.text import wording_key

_SHORTEST = 3  # a list of two may be anything
_LISTED = 0.6  # the share of a run's lines that must stand elsewhere: contents and headings drift apart


def contents(marks: Sequence[Mark]) -> frozenset[int]:
    """Return the positions in `marks` of the lines that list questions or headings which stand elsewhere on the page.

    A run lists when most of its lines are links into the page, or stand word for word elsewhere with something
    after them; what is listed twice with an answer each time is asked twice and is no list.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    keys = [wording_key(mark.text) for mark in marks]
    for n, key in enumerate(keys):
        if key and marks[n].container not in NEVER_ASKING:
            places[key].append(n)
    found: set[int] = set()
    for run in _runs(marks):
        inside = set(run)
        listed = [n for n in run if marks[n].link.startswith("#") or any(
            other not in inside and _has_body(marks, other) for other in places.get(keys[n], ()))]
        if len(listed) >= _SHORTEST and len(listed) >= _LISTED * len(run):
            found.update(range(min(listed), max(listed) + 1))
    return frozenset(found)


def _runs(marks: Sequence[Mark]) -> list[list[int]]:
    """Cut the page into runs of list-like lines: short, without an answer on the line, alike in form."""
    runs: list[list[int]] = []
    current: list[int] = []
    for n, mark in enumerate(marks):
        alike = current and _form(mark) == _form(marks[current[0]]) or mark.link.startswith("#")
        if _list_like(mark) and (alike or not current):
            current.append(n)
            continue
        if len(current) >= _SHORTEST:
            runs.append(current)
        current = [n] if _list_like(mark) else []
    if len(current) >= _SHORTEST:
        runs.append(current)
    return runs


def _form(mark: Mark) -> tuple[str, bool]:
    family = "bullet" if mark.container.startswith("bullet") else mark.container
    return family, bool(mark.label)


def _list_like(mark: Mark) -> bool:
    return mark.container not in NEVER_ASKING and not mark.tail and mark.weight <= 60


def _has_body(marks: Sequence[Mark], n: int) -> bool:
    """Say whether something other than the next item of a like list follows mark `n`."""
    if marks[n].tail:
        return True
    if n + 1 == len(marks):
        return False
    after = marks[n + 1]
    return _form(after) != _form(marks[n]) or bool(after.labelled) != bool(marks[n].labelled) or after.asks == 0 and not after.number


def elsewhere(marks: Sequence[Mark]) -> frozenset[int]:
    """Return the positions of unlabelled marks that stand under a heading for other pages or for comments.

    Such a part ends at a heading that promises questions again.
    """
    openers = frozenset(phrases("elsewhere"))
    found: set[int] = set()
    inside = False
    for n, mark in enumerate(marks):
        title = mark.text.strip(" *_:.!").casefold()
        if mark.container != "code" and title in openers:
            inside = True
        elif inside and mark.container[0] == "h" and holds("promises", mark.text):
            inside = False
        elif inside and not mark.label:
            found.add(n)
    return frozenset(found)
