"""Say where each answer begins and ends: after its label, and before the heading, bridge or closing that follows it."""

import itertools
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from build_tools.extracting.badges import is_badge
from build_tools.extracting.labels import narrowed
from build_tools.extracting.language import count, holds, phrases
from build_tools.extracting.marks import NEVER_ASKING, Mark
from build_tools.text import wording_key, words

_FRAMES = frozenset(phrases("frame_headings"))
_LABELS = "|".join(re.escape(p) for p in phrases("answer_labels") if len(p) > 1)
_LABEL = re.compile(
    rf"[\W_]{{0,8}}(?:(?:{_LABELS})(?![^\W\d_])\s*(?:\d{{1,3}}|[A-Z](?=\W*[:：]))?\s*(?:[*_]*\s*[:：.)\-–—]+[\s*_]*|[*_]*\s*$)|(?:{'|'.join(p for p in phrases('answer_labels') if len(p) == 1)})\s*\d{{0,3}}\s*[*_]*[:：][\s*_]*|A\s*\d{{1,3}}[*_]*[.:)]+\s*|A\s*\d{{0,3}}[*_]*[.\-–][*_]*\s+(?=\S))",
    re.I,
)
_SPEAKER = re.compile(r"[\W_]{0,6}([^\W\d_][\w .'’-]{0,24}?)[*_]{0,2}\s*[:：][*_]{0,2}\s*")
_STOPS = (".", "?", "!", ":", ";", ",", "。", "！", "：", "；", "…", ")", "`", "|", "$", "”", '"', "}", "]")
_ONWARD = re.compile(r"\W*(?:next|previous|prev|related|similar|more)\b[^.:]{0,40}:\s", re.I)
_EMAIL = re.compile(r"[\w.+-]{1,40}@[\w-]{1,40}\.\w")
_FEW = 2  # titles inside the other answers: where there are more, a title inside the last does not end it
_META_LONGEST = 90  # words of a paragraph that speaks of the page itself


@dataclass(frozen=True, slots=True)
class Span:
    """An answer among a page's marks: positions from `start` up to `stop`, and the same of what follows it unasked."""

    start: int
    stop: int
    rest: int  # the position of the next question, or the end


def spans(marks: Sequence[Mark], chain: Sequence[int], listed: Collection[int] = ()) -> list[Span]:
    """Return for each question of `chain` where its answer lies among the marks.

    What the page's contents (`listed`) name and is no question is a section's title.
    """
    level = _section_level(marks, chain)
    ruled = _rules_close(marks, chain)
    furniture = _furniture(marks, chain)
    strangers = _strangers(marks, chain) | _section_titles(marks, chain)
    counts = Counter(wording_key(mark.text) for mark in marks)
    titles = (
        {key for n in listed if counts[key := wording_key(marks[n].text)] == 2}
        - {wording_key(marks[n].text) for n in chain}
        - {""}
    )
    inner = sum(_is_title_line(marks, m) for a, b in itertools.pairwise(chain) for m in range(a + 2, b - 1))
    result = []
    for k, n in enumerate(chain):
        last = k + 1 == len(chain)
        end = len(marks) if last else chain[k + 1]
        stop = _first_ending(marks, n, end, last, level, titles, strangers, inner < _FEW)
        if last and ruled:
            stop = next((m for m in range(n + 2, stop) if _is_rule(marks[m])), stop)
        while stop > n + 1:
            first = _paragraph_start(marks, n, stop - 1)
            if first < stop - 1:
                if first == n + 1 and not marks[n].tail or not _speaks_of_page(_joined(marks, first, stop)):
                    break
                stop = first
            elif _leads_on(marks, n, stop - 1, end, last) or stop - 1 in furniture and stop > n + 2:
                stop -= 1
            else:
                break
        start = n + 1
        while start in furniture and start + 1 < stop:
            start += 1
        result.append(Span(start, stop, end))
    return result


def _paragraph_start(marks: Sequence[Mark], question: int, n: int) -> int:
    """Return the first mark of the hard-wrapped paragraph that ends with mark `n`."""
    while n - 1 > question and marks[n].first == marks[n - 1].last + 1 and _goes_on(marks[n - 1], marks[n]):
        n -= 1
    return n


def _goes_on(before: Mark, mark: Mark) -> bool:
    plain = before.container == mark.container == "plain" and not (
        before.label or mark.label or before.labelled or mark.labelled
    )
    return plain and not before.whole.endswith((".", "!", "?", ":", "。")) and len(before.whole) >= 40


def _joined(marks: Sequence[Mark], first: int, stop: int) -> Mark:
    return replace(marks[first], text=" ".join(mark.whole for mark in marks[first:stop]), tail="", badges=())


def _is_rule(mark: Mark) -> bool:
    return mark.container == "rule" and not mark.text.startswith(("<", "|")) and "|" not in mark.text


def _rules_close(marks: Sequence[Mark], chain: Sequence[int]) -> bool:
    """Say whether rules never stand inside an answer, so that one in the last answer ends it."""
    return not any(
        _is_rule(marks[m])
        for a, b in itertools.pairwise(chain)
        for m in range(a + 1, b - 1)
        if not _is_heading(marks[m + 1])
    )


def _furniture(marks: Sequence[Mark], chain: Sequence[int]) -> frozenset[int]:
    """Return the lines at the edges of answers that stand, but for their figures, at the edges of many: "Show less".

    A line that names what it tells ("Tags: …") is known by its name, any other by all its words; sentences, and
    labels that announce a list ("Key points:"), are content however often they occur.
    """
    ends = [*chain[1:], len(marks)]
    edges = [[m for m in (a + 1, a + 2) if m < b - 1] for a, b in zip(chain, ends, strict=True)]
    edges += [[m for m in (b - 1, b - 2) if m > a + 1] for a, b in zip(chain, ends, strict=True)]
    names = {m: _furniture_names(marks[m]) for edge in edges for m in edge}
    counts = Counter(name for found in names.values() for name in found)
    return frozenset(
        m
        for m, found in names.items()
        if any(counts[name] >= max(3, (0.6 if name.endswith((":", "…")) else 0.25) * len(chain)) for name in found)
    )


def _furniture_names(mark: Mark) -> tuple[str, ...]:
    """Return by what a line may be known again: its name before a colon, its first two words, all its words."""
    if (
        mark.container in NEVER_ASKING + ("row",)
        or mark.container.startswith("bullet")
        or mark.weight + len(mark.tail.split()) > 14
    ):
        return ()
    text = mark.whole.strip(" *_")
    if text.endswith((".", ":", "!", "?", "。", "：", ";", ",")) or _LABEL.match(text) or mark.number:
        return ()
    named = re.match(r"([^\W\d_][\w ]{1,20}):\s", text)
    if named:
        return (f"{named[1].casefold()}:",)
    masked = words(re.sub(r"\d+", "0", text)) or ["signs"]
    return (" ".join(masked), *([" ".join(masked[:2]) + "…"] if len(masked) > 2 else []))


def answer_label(text: str, following: str, speakers: frozenset[str]) -> str:
    """Return the label that `text`, an answer's first line, begins with ("Answer:", "A:"), "" where it has none.

    `following` is the next line: "A. … / B. …" are options, not labels. `speakers` are names that open this page's answers.
    """
    match = _LABEL.match(narrowed(text))
    if match and not (re.match(r"\W*a[.)\-–]", text, re.I) and re.match(r"\W*b\W", following, re.I)):
        return text[: match.end()]
    match = _SPEAKER.match(text)
    return match[0] if match and match[1].casefold() in speakers else ""


def answering_speakers(first_lines: Sequence[str]) -> frozenset[str]:
    """Return the names before a colon that open most of a page's answers ("Candidate:")."""
    names = Counter(match[1].casefold() for text in first_lines if (match := _SPEAKER.match(text)))
    return frozenset(name for name, count in names.items() if count >= 3 and count >= 0.6 * len(first_lines))


def _strangers(marks: Sequence[Mark], chain: Sequence[int]) -> frozenset[int]:
    """Return the bold lines that look like the page's unnumbered bold questions and are none: adverts, closings.

    Where they are many they are the sub-headings of answers.
    """
    chosen = set(chain)
    asked = sum(marks[n].style == ("bold", "") for n in chain)
    others = [n for n, mark in enumerate(marks) if mark.style == ("bold", "") and n not in chosen]
    return frozenset(others) if asked and len(others) <= 0.5 * asked else frozenset()


def _section_titles(marks: Sequence[Mark], chain: Sequence[int]) -> frozenset[int]:
    """Return the bold or numbered lines of a form that nearly always stands directly over a question."""
    chosen = set(chain)
    over: Counter[tuple[str, str]] = Counter(marks[n - 1].style for n in chain if n and n - 1 not in chosen)
    forms: dict[tuple[str, str], list[int]] = {}
    for n, mark in enumerate(marks):
        if (
            n not in chosen
            and n > chain[0]
            and (mark.container == "bold" or mark.label.startswith("#"))
            and mark.weight <= 10
        ):
            forms.setdefault(mark.style, []).append(n)
    return frozenset(
        n for style, found in forms.items() if over[style] >= _FEW and over[style] >= 0.6 * len(found) for n in found
    )


def _section_level(marks: Sequence[Mark], chain: Sequence[int]) -> int:
    """Return the deepest level of the headings that stand directly over a question and are none themselves, 2 where none do."""
    chosen = set(chain)
    levels = [int(marks[n - 1].container[1]) for n in chain if n and n - 1 not in chosen and _is_heading(marks[n - 1])]
    return max(levels, default=2)


def _is_heading(mark: Mark) -> bool:
    return mark.container[0] == "h"


def _first_ending(
    marks: Sequence[Mark],
    question: int,
    end: int,
    last: bool,
    section_level: int,
    titles: Collection[str],
    strangers: Collection[int],
    titles_close: bool,
) -> int:
    """Return the position of the first mark after `question` that ends its answer."""
    asked = marks[question]
    if asked.container == "row":
        return question + 1  # a table's row answers in its own cells
    level = int(asked.container[1]) if _is_heading(asked) else section_level
    tail_is_section = not last and end - 1 > question and (_is_heading(marks[end - 1]) or _is_frame(marks[end - 1]))
    for n in range(question + 1, end):
        mark = marks[n]
        if mark.container == "code":
            continue
        if _is_heading(mark) and int(mark.container[1]) <= level and not _only_label(mark):
            return n
        if asked.label.startswith("speaker") and mark.label == asked.label:
            return n
        if n == question + 1 and not asked.tail:
            continue
        if mark.container == asked.container and mark.container.startswith("bullet") and not mark.number:
            return n
        if n in strangers and not mark.text.rstrip(" *_").endswith((":", "：")):
            return n
        if _stands_alone(marks, n) and wording_key(mark.text) in titles:
            return n
        if _numbers_what_follows(asked, mark, marks, end):
            return n
        if (last or tail_is_section) and _is_frame(mark):
            return n
        if last and (_speaks_of_page(mark) or _lists_pages(marks, n, end) or titles_close and _is_title_line(marks, n)):
            return n
    return end


def _numbers_what_follows(asked: Mark, mark: Mark, marks: Sequence[Mark], end: int) -> bool:
    """A short line numbered 2 between questions 1.5 and 2.1 is the title of section 2."""
    if end == len(marks) or len(marks[end].number) < 2 or mark.weight > 10:
        return False
    return marks[end].number[:-1] == mark.number != asked.number[:-1]


def _only_label(mark: Mark) -> bool:
    return bool(_LABEL.fullmatch(mark.text + ":"))


def _is_frame(mark: Mark) -> bool:
    title = re.sub(r"[\d()\[\]]+", "", mark.text).strip(" *_:.!").casefold()
    return mark.container != "code" and title in _FRAMES and not mark.tail


def _speaks_of_page(mark: Mark) -> bool:
    """A paragraph that speaks of the page and its reader: "Now let's move on to the advanced questions"."""
    if (
        mark.container in NEVER_ASKING + ("row",)
        or mark.container.startswith("bullet")
        or mark.weight + len(mark.tail.split()) > _META_LONGEST
    ):
        return False
    text = mark.whole.replace("’", "'")
    if all(word.startswith("#") for word in text.split()):  # a line of hashtags
        return True
    if mark.weight <= 30 and (
        _EMAIL.search(text) or _ONWARD.match(text) or re.search(r"\d", text) and holds("engagement", text)
    ):
        return True
    return holds("page_words", text) and holds("motion_words", text) or holds("closers", text) and mark.weight <= 30


def _advertises(mark: Mark) -> bool:
    """A short paragraph that offers something: a word of trade beside a call or a link."""
    text = re.sub(r"\bof course\b", "", mark.whole, flags=re.I)
    trade = count("advert_words", text)
    if mark.container in NEVER_ASKING + ("row",) or len(text.split()) > 40 or not trade:
        return False
    return trade > 1 or holds("advert_verbs", text) or "](" in text or bool(mark.link)


def _lists_pages(marks: Sequence[Mark], n: int, end: int) -> bool:
    """Titles of other pages, one a line: "Top 40 SQL Interview Questions"."""
    return (
        _is_title(marks[n])
        and n + 1 < end
        and all(_is_title(mark) for mark in marks[n : n + 2])
        or marks[n].link in ("#", "/")
    )


def _is_title(mark: Mark) -> bool:
    return (
        mark.weight <= 14
        and not mark.tail
        and holds("promises", mark.text)
        and not mark.text.endswith((".", ":", "!", ","))
    )


def _leads_on(marks: Sequence[Mark], question: int, n: int, end: int, last: bool) -> bool:
    """Say whether mark `n`, the last of an answer so far, belongs to what comes after it."""
    mark = marks[n]
    if mark.container == "code":
        return False
    if mark.container == "rule":
        return not mark.text.count("|") or mark.text.startswith("<")
    if _is_heading(mark):
        return not _only_label(mark)
    if n == question + 1 and not marks[question].tail:
        return _is_frame(mark)
    if _speaks_of_page(mark) or _is_frame(mark) or _advertises(mark) or is_badge(mark.whole) and mark.weight <= 3:
        return True
    return not last and _is_section_line(marks, n, end)


def _is_section_line(marks: Sequence[Mark], n: int, end: int) -> bool:
    """A short line without an end before the next question is a section's title where something says so."""
    following = marks[end]
    restarts = bool(following.number) and following.number[-1] in (0, 1)
    if _numbered_title(marks, n):
        return True
    return _is_title_line(marks, n) or _stands_alone(marks, n) and (restarts or holds("promises", marks[n].text))


def _numbered_title(marks: Sequence[Mark], n: int) -> bool:
    """A short numbered line that goes on from no list: "2. Records" before the questions of section 2."""
    mark = marks[n]
    if (
        len(mark.number) != 1
        or mark.container != "plain"
        or mark.weight > 6
        or mark.text.endswith(_STOPS)
        or not mark.text[:1].isupper()
    ):
        return False
    siblings = [other.number for other in marks[max(0, n - 12) : n] if other.label == mark.label and other.number]
    return mark.number[0] > 1 and (mark.number[0] - 1,) not in siblings


def _stands_alone(marks: Sequence[Mark], n: int) -> bool:
    mark = marks[n]
    if (
        mark.container not in ("plain", "bold")
        or mark.number
        or mark.weight > 10
        or mark.text.rstrip(" *_").endswith(_STOPS)
    ):
        return False
    return not (mark.container == "bold" and marks[n - 1].container == "bold") and (
        mark.text[:1].isupper() or not mark.text[:1].isascii()
    )


def _is_title_line(marks: Sequence[Mark], n: int) -> bool:
    """A short line in capitals or title case that nothing ends, after a line that ends with a full stop."""
    if not _stands_alone(marks, n) or not marks[n - 1].text.rstrip(" *_").endswith((".", "!", "?", "。")):
        return False
    long_words = [w for w in re.findall(r"[^\W\d_]+", marks[n].text) if len(w) > 3]
    return bool(long_words) and all(w[0].isupper() for w in long_words)
