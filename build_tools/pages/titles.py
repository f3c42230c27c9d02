"""Titles with their formulas as plain text: they stand where nothing can be drawn, in tabs, lists, feeds and cards."""

from dataclasses import replace

from build_tools.markup import formulas
from build_tools.mathematics import FormulaError, plain_text
from build_tools.model import Collection


def text_titles(collection: Collection) -> Collection:
    """Return a collection in whose titles of entries and topics formulas are plain text: `$x^2$` is "x²".

    A formula that does not parse stays as it is: a title is plain text, and may speak of dollars.
    """
    return replace(
        collection,
        topics=tuple(replace(one, title=_text(one.title)) for one in collection.topics),
        entries=tuple(replace(one, title=_text(one.title)) for one in collection.entries),
    )


def _text(title: str) -> str:
    if "$" not in title and "\\" not in title:  # most titles
        return title
    for formula in reversed(formulas(title)):
        try:
            title = title[: formula.start] + plain_text(formula.tex) + title[formula.end :]
        except FormulaError:
            continue
    return title
