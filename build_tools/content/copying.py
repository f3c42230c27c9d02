"""Find sentences that an answer shares with somebody else's page: eight words or more in a row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from build_tools.content.text import Finding, Text, prose
from build_tools.reading import files_in, read
from build_tools.text import words

LENGTH = 8  # words in a row; shorter runs are the phrases that a field has for its things
_TOKEN = re.compile(r"\S+")
# What words do not run across: blank lines, list items, cells of a table, headings, what is no prose.
_BREAK = re.compile(r"\n[ \t]*\n|\n[ \t]*(?:[-*+]|\d+[.)]|#+)[ \t]|\||[ \t]{3,}(?=\S)")

Runs = dict[tuple[str, ...], str]  # eight words -> the place where they stand


def runs(paths: Iterable[Path]) -> Runs:
    """Return every run of `LENGTH` words of the pages under `paths`, each with its first place.

    Files of other kinds in a folder are left alone. Raises `UserError` for a page that cannot be read.
    """
    found: Runs = {}
    for path in files_in(paths)[0]:
        numbered = [(word, line.number) for line in read(path).lines for word in words(line.text)]
        for start in range(len(numbered) - LENGTH + 1):
            run = tuple(word for word, _ in numbered[start : start + LENGTH])
            found.setdefault(run, f"{path.name}:{numbered[start][1]}")
    return found


def shared(text: Text, others: Runs) -> Iterator[Finding]:
    """Yield the longest runs of words that the prose of `text` shares with `others`."""
    start = 0
    shown = prose(text.body)
    for end in [*(match.start() for match in _BREAK.finditer(shown)), len(shown)]:
        tokens = [
            (word, start + token.start()) for token in _TOKEN.finditer(shown[start:end]) for word in words(token[0])
        ]
        for first, last, place in _hits([word for word, _ in tokens], others):
            cause = f"“{' '.join(word for word, _ in tokens[first:last])}” stands in {place} as well"
            yield text.line(tokens[first][1]), cause, "say it in words of your own"
        start = end


def _hits(said: Sequence[str], others: Runs) -> Iterator[tuple[int, int, str]]:
    """Yield first and last position and place of each longest stretch of `said` whose runs all stand in `others`."""
    at = 0
    while at + LENGTH <= len(said):
        place = others.get(tuple(said[at : at + LENGTH]))
        first = at
        while tuple(said[at : at + LENGTH]) in others:
            at += 1
        if place is not None:
            yield first, at + LENGTH - 1, place
        at += 1
