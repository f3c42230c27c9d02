"""Recognise the titles of sections among a page's lines: headings, bold or numbered lines, bare ones."""

import itertools
import re
from collections import Counter
from collections.abc import Collection, Sequence

from build_tools.extracting.language import holds
from build_tools.extracting.marks import Mark
from build_tools.text import wording_key

_STOPS = (".", "?", "!", ":", ";", ",", "。", "！", "：", "；", "…", ")", "`", "|", "$", "”", '"', "}", "]")
_ENDS = (".", "!", "?", "。")
_LONGEST = 10  # words of a title
_LOOK_BACK = 12  # marks in which the items before a list's item are looked for
FEW = 2  # what occurs less often may be chance


def is_heading(mark: Mark) -> bool:
    """Say whether the page marks a line as a heading."""
    return mark.container[0] == "h"


def section_level(marks: Sequence[Mark], chain: Sequence[int]) -> int:
    """Return the deepest level of the headings that stand directly over a question and are none, 2 without any."""
    chosen = set(chain)
    over = [marks[n - 1] for n in chain if n and n - 1 not in chosen]
    return max((int(mark.container[1]) for mark in over if is_heading(mark)), default=2)


def styled_titles(marks: Sequence[Mark], chain: Sequence[int]) -> frozenset[int]:
    """Return the lines that title something by their form: nearly always that form stands directly over a question.

    Beside them, where a page's questions are bold lines without numbers, the few other such lines (adverts, closings);
    where those are many they are the sub-headings of answers.
    """
    chosen = set(chain)
    over: Counter[tuple[str, str]] = Counter(marks[n - 1].style for n in chain if n and n - 1 not in chosen)
    forms: dict[tuple[str, str], list[int]] = {}
    for n, mark in enumerate(marks):
        form = mark.container == "bold" or mark.label.startswith("#")
        if form and n not in chosen and n > chain[0] and mark.weight <= _LONGEST:
            forms.setdefault(mark.style, []).append(n)
    found = [n for style, places in forms.items() if over[style] >= max(FEW, 0.6 * len(places)) for n in places]
    asked = sum(marks[n].style == ("bold", "") for n in chain)
    others = [n for n, mark in enumerate(marks) if mark.style == ("bold", "") and n not in chosen]
    return frozenset(found + (others if len(others) <= 0.5 * asked else []))


def listed_titles(marks: Sequence[Mark], chain: Sequence[int], listed: Collection[int]) -> frozenset[str]:
    """Return the wording keys that the page's contents name and that are no questions: its sections."""
    counts = Counter(wording_key(mark.text) for mark in marks)
    asked = {wording_key(marks[n].text) for n in chain}
    keys = {wording_key(marks[n].text) for n in listed}
    return frozenset(key for key in keys if key and key not in asked and counts[key] == 2)


def inner_titles(marks: Sequence[Mark], chain: Sequence[int]) -> int:
    """Return how many lines inside answers look like titles: in such a page a title does not end an answer."""
    return sum(is_title_line(marks, m) for a, b in itertools.pairwise(chain) for m in range(a + 2, b - 1))


def numbers_what_follows(asked: Mark, mark: Mark, following: Mark | None) -> bool:
    """Say whether `mark` is a short line numbered 2 between questions 1.5 and 2.1: the title of section 2."""
    if following is None or len(following.number) < 2 or mark.weight > _LONGEST:
        return False
    return following.number[:-1] == mark.number != asked.number[:-1]


def stands_alone(marks: Sequence[Mark], n: int) -> bool:
    """Say whether mark `n` is a short bare or bold line that nothing ends, and no part of a run of bold lines."""
    mark = marks[n]
    if mark.container not in ("plain", "bold") or mark.number or mark.weight > _LONGEST:
        return False
    if mark.link.startswith("http"):  # a reference at an answer's end
        return False
    if mark.text.rstrip(" *_").endswith(_STOPS) or mark.container == marks[n - 1].container == "bold":
        return False
    return mark.text[:1].isupper() or not mark.text[:1].isascii()


def is_title_line(marks: Sequence[Mark], n: int) -> bool:
    """Say whether mark `n` is a short line in capitals or title case after a line that ends with a full stop."""
    before = marks[n - 1]
    after_end = before.text.rstrip(" *_").endswith(_ENDS) or before.container in ("row", "code")
    if not stands_alone(marks, n) or not after_end:
        return False
    long_words = [w for w in re.findall(r"[^\W\d_]+", marks[n].text) if len(w) > 3]
    return bool(long_words) and all(w[0].isupper() for w in long_words)


def is_section_line(marks: Sequence[Mark], n: int, following: Mark) -> bool:
    """Say whether mark `n`, the line before the question `following`, is a section's title.

    A bare line needs evidence: title case after a sentence, a word that promises questions, or numbers that restart.
    """
    restarts = bool(following.number) and following.number[-1] in (0, 1)
    if _is_numbered_title(marks, n) or is_title_line(marks, n):
        return True
    return stands_alone(marks, n) and (restarts or holds("promises", marks[n].text))


def _is_numbered_title(marks: Sequence[Mark], n: int) -> bool:
    """A short numbered line that goes on from no list: "2. Records" before the questions of section 2."""
    mark = marks[n]
    if len(mark.number) != 1 or mark.container != "plain" or mark.weight > 6:
        return False
    if mark.text.endswith(_STOPS) or not mark.text[:1].isupper():
        return False
    before = marks[max(0, n - _LOOK_BACK) : n]
    siblings = [other.number for other in before if other.label == mark.label and other.number]
    return mark.number[0] > 1 and (mark.number[0] - 1,) not in siblings
