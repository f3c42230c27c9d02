"""Find the runs of lines that only list what the page holds elsewhere: tables of contents, lists of all questions."""

import re
from collections import defaultdict
from collections.abc import Sequence

from build_tools.extracting.badges import is_badge
from build_tools.extracting.language import holds, phrases
from build_tools.extracting.marks import NEVER_ASKING, Mark
from build_tools.text import wording_key

_SHORTEST = 3  # a list of two may be anything
_LONGEST = 60  # words of a line in a list
_LISTED = 0.6  # the share of a run's lines that must stand elsewhere: contents and headings drift apart


def contents(marks: Sequence[Mark]) -> frozenset[int]:
    """Return the positions in `marks` of the lines that list questions or headings which stand elsewhere on the page.

    A run lists when most of its lines are links into the page, or stand word for word elsewhere with something
    after them; what is listed twice with an answer each time is asked twice, and a list that two answers share is none.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    keys = [wording_key(mark.text) for mark in marks]
    for n, key in enumerate(keys):
        if key and marks[n].container not in NEVER_ASKING:
            places[key].append(n)
    repeated = [
        n
        for n, mark in enumerate(marks)
        if _links_into_page(mark) or len(places.get(keys[n], ())) > 1 and not is_badge(mark.text)
    ]
    runs = [run for run in _runs(marks, repeated) if len(run) >= _SHORTEST]
    within = {n for run in runs for n in run}
    # what stands elsewhere only in another such run is no contents: two answers may share a list
    alone = {key for key, found in places.items() if any(n not in within for n in found)}
    found: set[int] = set()
    for run in runs:
        listed = [n for n in run if _links_into_page(marks[n]) or keys[n] in alone]
        if len(listed) >= _SHORTEST and len(listed) >= _LISTED * (run[-1] - run[0] + 1):
            found.update(range(min(listed), max(listed) + 1))
    return frozenset(found)


def _runs(marks: Sequence[Mark], repeated: Sequence[int]) -> list[list[int]]:
    """Cut the repeated lines into runs of neighbours; a line or two between them that only titles or asks are let in.

    A list holds no answers: where every repeated line has one after it, nothing runs.
    """
    runs: list[list[int]] = []
    keys: set[str] = set()  # of the current run: no list names a thing twice
    for n in repeated:
        if marks[n].tail or marks[n].weight > _LONGEST:
            continue
        near = (
            bool(runs)
            and n - runs[-1][-1] <= 3
            and _alike(marks[runs[-1][0]], marks[n])
            and all(_list_like(marks, m) for m in range(runs[-1][-1] + 1, n))
        )
        key = wording_key(marks[n].text)
        if near and key not in keys:
            runs[-1].append(n)
            keys.add(key)
        else:
            runs.append([n])
            keys = {key}
    return runs


def _links_into_page(mark: Mark) -> bool:
    return mark.link.startswith("#") and len(mark.link) > 1


def _alike(one: Mark, other: Mark) -> bool:
    """Items of one list have one form; links into the page may be nested."""
    bullets = one.container.startswith("bullet") and other.container.startswith("bullet")
    return (
        _links_into_page(other)
        or (bullets or one.container == other.container)
        and bool(one.label) == bool(other.label)
    )


def _list_like(marks: Sequence[Mark], n: int) -> bool:
    mark = marks[n]
    if mark.container in NEVER_ASKING or mark.tail:
        return False
    return mark.asks >= 0.8 or mark.weight <= 8 and not mark.text.endswith((".", ":", "。", "!"))


def elsewhere(marks: Sequence[Mark]) -> frozenset[int]:
    """Return the positions of unlabelled marks that stand under a heading for other pages or for comments.

    Such a part ends at a heading that promises questions again.
    """
    openers = frozenset(phrases("elsewhere"))
    found: set[int] = set()
    inside = False
    for n, mark in enumerate(marks):
        title = re.sub(r"[\d()\[\]]+", "", mark.text).strip(" *_:.!?").casefold()
        if mark.container != "code" and title in openers:
            inside = True
        elif inside and mark.container[0] == "h" and holds("promises", mark.text):
            inside = False
        elif inside and not mark.label:
            found.add(n)
    return frozenset(found)
