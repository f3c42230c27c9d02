"""Give the lines that a printed page repeats at its edges, page numbers and running heads, the role of chrome."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from build_tools.model import Line
from build_tools.text import words

_PAGE = re.compile(r"\W*(?:page|p\.|pag\.|página|seite|стр\.?|第)\s*\d{1,4}(?:\s*(?:of|/|von|de|из|sur)\s*\d{1,4}|\s*页)?\W*|\W*\d{1,4}\s*(?:of|/)\s*\d{1,4}\W*", re.I)


def without_running_heads(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return `lines` with the role "chrome" on page numbers, and on what stands beside them twice or more.

    A page number is "Page 3 of 7" or "3/7" alone on its line, met at least twice on the page or once as its end.
    """
    shown = [n for n, line in enumerate(lines) if line.text.strip()]
    numbers = [k for k, n in enumerate(shown) if len(lines[n].text) < 40 and _PAGE.fullmatch(lines[n].text)]
    if len(numbers) < 2 and not (numbers and numbers[0] == len(shown) - 1):
        return tuple(lines)
    beside = [k + d for k in numbers for d in (-1, 1) if 0 <= k + d < len(shown)]
    counts = Counter(_masked(lines[shown[k]].text) for k in beside)
    heads = {shown[k] for k in numbers} | {shown[k] for k in beside if counts[_masked(lines[shown[k]].text)] > 1}
    return tuple(replace(line, role="chrome") if n in heads else line for n, line in enumerate(lines))


def _masked(text: str) -> str:
    return " ".join(words(re.sub(r"\d+", "0", text)))
