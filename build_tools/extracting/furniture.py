"""Give the lines of a page's frame the role of chrome: page numbers, running heads, controls, time stamps."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from build_tools.extracting.language import phrases
from build_tools.model import Line
from build_tools.text import words

_PAGE = re.compile(
    r"\W*(?:page|p\.|pag\.|página|seite|стр\.?|第)\s*\d{1,4}(?:\s*(?:of|/|von|de|из|sur)\s*\d{1,4}|\s*页)?\W*|\W*\d{1,4}\s*(?:of|/)\s*\d{1,4}\W*|\s*[-–—]\s*\d{1,4}\s*[-–—]\s*",
    re.I,
)
# What a site's own machinery says of a text: "asked Nov 2, 2019 at 21:40", "edited 3 years ago".
_STAMP = re.compile(
    r"\W*(?:asked|answered|edited|modified|viewed|posted|updated|published|last (?:edit|updated|modified)|commented"
    r"|replied|joined)\b.{0,60}\d.{0,30}"
    r"|\W*\d{1,3}\s*(?:y|yrs?|years?|mo|months?|w|weeks?|d|days?|h|hrs?|hours?|min|minutes?)\.?\s+ago\W*",
    re.I,
)
_FEWEST, _LONGEST = 4, 200  # lines; characters of one
_CONTROLS = frozenset(phrases("controls"))


def without_furniture(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return `lines` with the role "chrome" on page numbers and what stands beside them again and again, on controls
    ("Share", "Add a comment"), time stamps, and the bare figures next to those.

    A page number is "Page 3 of 7", "3/7" or "– 3 –" alone on its line, met at least twice, or once as the page's end.
    """
    shown = [n for n, line in enumerate(lines) if line.text.strip() and line.role != "code"]
    chrome = _running_heads(lines, shown) | _controls(lines, shown)
    return tuple(
        replace(line, role="chrome") if n in chrome and line.role != "code" else line for n, line in enumerate(lines)
    )


def _running_heads(lines: Sequence[Line], shown: Sequence[int]) -> set[int]:
    numbers = [k for k, n in enumerate(shown) if len(lines[n].text) < 120 and _PAGE.fullmatch(lines[n].text)]
    if len(numbers) < 2 and not (numbers and numbers[0] == len(shown) - 1):
        return set()
    beside = [k + d for k in numbers for d in (-1, 1) if 0 <= k + d < len(shown)]
    counts = Counter(_masked(lines[shown[k]].text) for k in beside)
    return {shown[k] for k in numbers} | {shown[k] for k in beside if counts[_masked(lines[shown[k]].text)] > 1}


def _controls(lines: Sequence[Line], shown: Sequence[int]) -> set[int]:
    """Two controls or stamps on a page may be words of its text; where there are more, the site speaks."""
    short = [k for k, n in enumerate(shown) if len(lines[n].text) <= _LONGEST]
    found = [k for k in short if _is_control(lines[shown[k]].text) or _STAMP.fullmatch(lines[shown[k]].text)]
    if len(found) < _FEWEST:
        return set()
    known = set(found)
    alone = [int(m[1]) for n in shown if (m := re.fullmatch(r"\W*(\d{1,4})\W*", lines[n].text))]
    if (
        sum(b == a + 1 for a, b in itertools.pairwise(alone)) >= _FEWEST
    ):  # they count: the page numbers its questions so
        return {shown[k] for k in found}
    figures = [
        k
        for k, n in enumerate(shown)
        if re.fullmatch(r"\W*\d[\d.,]*[kKM]?\W*", lines[n].text) and {k - 1, k + 1} & known
    ]
    return {shown[k] for k in [*found, *figures]}


def _is_control(text: str) -> bool:
    """Say whether a line is nothing but the label of a control, or several of them."""
    said = " ".join(re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text.casefold()))
    return (
        said in _CONTROLS
        or len(said.split()) <= 6
        and bool(said)
        and all(part in _CONTROLS for part in re.split(r"\s*[|·•/]\s*|\s{2,}", text.strip().casefold()) if part)
    )


def _masked(text: str) -> str:
    return " ".join(words(re.sub(r"\d+", "0", text)))
