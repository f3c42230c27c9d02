"""Recognise lines in which a page speaks of itself: bridges, closings, adverts, other pages, furniture."""

import re
from collections import Counter
from collections.abc import Sequence

from build_tools.extracting.answer_labels import answer_label
from build_tools.extracting.language import count, holds, phrases
from build_tools.extracting.marks import NEVER_ASKING, Mark
from build_tools.text import words

_FRAMES = frozenset(phrases("frame_headings"))
_ONWARD = re.compile(r"\W*(?:next|previous|prev|related|similar|more)\b[^.:]{0,40}:\s", re.I)
_EMAIL = re.compile(r"[\w.+-]{1,40}@[\w-]{1,40}\.\w")
_ENDED = (".", ":", "!", "?", "。", "：", ";", ",")
_NO_PROSE = (*NEVER_ASKING, "row")
_LONGEST, _SHORT, _TITLE, _ADVERT, _CALL = 90, 30, 14, 40, 8  # words


def is_frame(mark: Mark) -> bool:
    """Say whether a line is a heading that stands around questions: "Conclusion", "Related posts (4)"."""
    title = re.sub(r"[\d()\[\]]+", "", mark.text).strip(" *_:.!").casefold()
    announces = mark.text.rstrip(" *_").endswith(":")  # "References:" in an answer
    return mark.container != "code" and title in _FRAMES and not mark.tail and not announces


def speaks_of_page(mark: Mark) -> bool:
    """Say whether a paragraph speaks of the page and its reader: "Now let's move on to the advanced questions"."""
    size = mark.weight + len(mark.tail.split())
    if mark.container in _NO_PROSE or mark.container.startswith("bullet") or size > _LONGEST:
        return False
    text = mark.whole.replace("’", "'")
    if holds("page_words", text) and holds("motion_words", text):
        return True
    if mark.weight > _SHORT:
        return False
    counts_readers = bool(re.search(r"\d", text)) and holds("engagement", text)
    hashtags = all(word.startswith("#") for word in text.split())
    return hashtags or counts_readers or holds("closers", text) or bool(_EMAIL.search(text) or _ONWARD.match(text))


def advertises(mark: Mark) -> bool:
    """Say whether a short paragraph offers something: a word of trade beside a call or a link."""
    text = re.sub(r"\bof course\b", "", mark.whole, flags=re.I)
    trade = count("advert_words", text)
    if mark.container in _NO_PROSE or len(text.split()) > _ADVERT or not trade:
        return False
    return trade > 1 or holds("advert_verbs", text) or "](" in text or bool(mark.link)


def exclaims(mark: Mark) -> bool:
    """Say whether a bare line is a short call: "Master the skills in demand!"."""
    return mark.container in ("plain", "bold") and mark.weight <= _CALL and mark.whole.rstrip(" *_").endswith("!")


def is_prose(mark: Mark) -> bool:
    """Say whether a line may be an answer's: code, a formula, a table, an item, or more than a few words that end."""
    if mark.container not in ("plain", "bold") or mark.text.startswith("$"):
        return mark.container != "rule"
    return mark.weight > _CALL and mark.whole.rstrip(" *_").endswith((".", "?", ":", "。")) and not advertises(mark)


def lists_pages(marks: Sequence[Mark], n: int, end: int) -> bool:
    """Say whether titles of other pages begin at mark `n`, one a line: "Top 40 SQL Interview Questions"."""
    titles = n + 1 < end and all(_names_page(mark) for mark in marks[n : n + 2])
    return titles or marks[n].link in ("#", "/")


def _names_page(mark: Mark) -> bool:
    short = mark.weight <= _TITLE and not mark.tail and not mark.text.endswith((".", ":", "!", ","))
    return short and holds("promises", mark.text)


def furniture(marks: Sequence[Mark], chain: Sequence[int]) -> frozenset[int]:
    """Return the lines at the edges of answers that stand, but for their figures, at the edges of many: "Show less".

    A line that names what it tells ("Tags: …") is known by its name, any other by its first words or by all; sentences,
    and labels that announce a list ("Key points:"), are content however often they occur.
    """
    ends = [*chain[1:], len(marks)]
    edges = [[m for m in (a + 1, a + 2) if m < b - 1] for a, b in zip(chain, ends, strict=True)]
    edges += [[m for m in (b - 1, b - 2) if m > a + 1] for a, b in zip(chain, ends, strict=True)]
    names = {m: _names(marks[m]) for edge in edges for m in edge}
    counts = Counter(name for found in names.values() for name in found)
    often = {
        name: max(3, (0.6 if name.endswith((":", "…")) else 0.25) * len(chain)) for name in counts
    }  # part of a line may be alike by chance, a whole line hardly
    return frozenset(m for m, found in names.items() if any(counts[name] >= often[name] for name in found))


def _names(mark: Mark) -> tuple[str, ...]:
    """Return by what a line may be known again: its name before a colon, else all its words and the first two."""
    size = mark.weight + len(mark.tail.split())
    text = mark.whole.strip(" *_")
    if mark.container in _NO_PROSE or mark.container.startswith("bullet") or size > _TITLE or mark.number:
        return ()
    if text.endswith(_ENDED) or answer_label(text):
        return ()
    if named := re.match(r"([^\W\d_][\w ]{1,20}):\s", text):
        return (f"{named[1].casefold()}:",)
    masked = words(re.sub(r"\d+", "0", text)) or ["signs"]
    return (" ".join(masked), *([" ".join(masked[:2]) + "…"] if len(masked) > 2 else []))
