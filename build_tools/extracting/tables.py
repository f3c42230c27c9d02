"""Read the tables of a page by their columns: which column asks, which answers, which only sorts."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from build_tools.extracting.asking import asks
from build_tools.extracting.badges import is_badge, strip_badges
from build_tools.extracting.labels import read_label
from build_tools.extracting.marks import LINKED, Mark, balanced

_WIDEST = 40  # columns; no table of questions has more
_SORTING = 3.0  # words a cell on average: a column of shorter texts beside a longer one sorts (topic, tags, level)


def with_tables(marks: list[Mark]) -> list[Mark]:
    """Return the marks with each table's rows read: the column that asks most asks, those after it answer."""
    result: list[Mark] = []
    for in_table, group in itertools.groupby(marks, key=_in_table):
        rows = list(group)
        result += _table(rows) if in_table else rows
    return result


def _in_table(mark: Mark) -> bool:
    return mark.container == "row" or mark.container == "rule" and "|" in mark.text


def _cells(text: str) -> list[str]:
    """Cut a row at its bars, or, where it has none, at its tabs."""
    cut = (
        re.split(r"\t", text.strip())
        if "\t" in text
        else re.split(r"(?<!\\)\|", text.strip().removeprefix("|").removesuffix("|"))
    )
    return [re.sub(r"(?:<br\s*/?>\s*)+$", "", cell.strip(), flags=re.I) for cell in cut]


def _table(rows: list[Mark]) -> list[Mark]:
    cells = {n: _cells(mark.text) for n, mark in enumerate(rows) if mark.container == "row"}
    if len(rows) > 1 and rows[1].container == "rule":  # the head of the table names its columns
        rows[0] = replace(rows[0], container="rule")
        cells.pop(0, None)
    width = max((len(row) for row in cells.values()), default=0)
    if width > _WIDEST:
        return rows
    asking = [sum(asks(row[c]) for row in cells.values() if c < len(row)) for c in range(width)]
    best = max(asking, default=0.0)
    column = asking.index(best) if best else 0
    lengths = [_mean([len(row[c].split()) for row in cells.values() if c < len(row)]) for c in range(width)]
    sorting = {c for c in range(column + 1, width) if lengths[c] < _SORTING < max(lengths[column + 1 :])}
    least = 0.5 if best >= 0.5 * len(cells) > 1 else 0.0  # in a column that asks, every cell does
    return [
        _row(mark, cells[n], column, sorting, least) if n in cells and column < len(cells[n]) else mark
        for n, mark in enumerate(rows)
    ]


def _mean(values: Sequence[int]) -> float:
    return sum(values) / len(values) if values else 0.0


def _row(mark: Mark, cells: list[str], column: int, sorting: set[int], least: float) -> Mark:
    question = balanced(re.sub(r"^(?:\*\*|__)|(?:\*\*|__)$", "", cells[column]))
    link = ""
    if linked := LINKED.match(question):
        question, link = linked[1], linked[2]
    labelled, number = "", ()
    if (label := read_label(question)) and question[label.length :].strip():
        labelled, question, number = question[: label.length].strip(), question[label.length :].strip(), label.number
    digits = next(
        (m for cell in cells[:column] if (m := re.fullmatch(r"\W*(?:Q\.?\s*)?(\d{1,4})\W*", cell, re.I))), None
    )
    if digits:
        number, labelled = (int(digits[1]),), digits[0].strip()
    question, badges = strip_badges(question)
    before = tuple(cell for cell in cells[:column] if cell and not (digits and cell == digits[0]))
    after = [(cell, c in sorting or is_badge(cell)) for c, cell in enumerate(cells) if c > column and cell]
    return replace(
        mark,
        label="#" if number else "",
        number=number,
        labelled=labelled,
        text=question,
        asks=max(asks(question), least),
        link=link,
        tail=" ".join(cell for cell, sorts in after if not sorts),
        badges=before + badges + ((f"({link})",) if link else ()) + tuple(cell for cell, sorts in after if sorts),
    )  # fmt: skip
