"""Compares the numbers that an entry tells as results with the same numbers computed."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

TOPICS = Path(__file__).parent.parent / "docs/topics"
MARKED = re.compile("«(.*?)»")
POWER = re.compile(r"(?:([\d.]+)( ?\\cdot ?))?10\^\{?-?\d+\}?")


@dataclass(frozen=True)
class Claim:
    """A piece of an entry's text, with its computed numbers between « and », and what computes them."""

    entry: str  # topic/id
    text: str  # as it stands on the page, but for the marks and for line breaks
    compute: Callable[[], object]  # gives the number, or a sequence of one for each mark; a string stands as it is

    @property
    def stands(self) -> bool:
        """Whether the entry holds the text."""
        return MARKED.sub(r"\1", self.text) in page(self.entry)

    @property
    def told(self) -> list[str]:
        """The marked numbers."""
        return MARKED.findall(self.text)

    @property
    def computed(self) -> list[str]:
        """The same numbers computed, each in the form in which it is told."""
        values = self.compute()
        values = [values] if np.ndim(values) == 0 else list(values)
        return [in_the_form(told, value) for told, value in zip(self.told, values, strict=True)]

    def __str__(self) -> str:
        return f"{self.entry}: {' '.join(self.told)}"


@cache
def page(entry: str) -> str:
    """Return an entry's text on one line, so that a line break may fall elsewhere."""
    return " ".join((TOPICS / f"{entry}.md").read_text("utf-8").split())


def in_the_form(told: str, value: object) -> str:
    """Return a number with the decimals, separators of thousands or power of ten that `told` has."""
    if isinstance(value, str):
        return value
    if power := POWER.fullmatch(told):
        mantissa, times = power.groups()
        if not mantissa:
            return f"10^{{{round(np.log10(value))}}}"
        digits, exponent = f"{value:.{decimals(mantissa)}e}".split("e")
        return f"{digits}{times}10^{{{int(exponent)}}}"
    text = f"{value:{',' if ',' in told else ''}.{decimals(told)}f}"
    return text.replace(",", "{,}") if "{,}" in told else text


def decimals(told: str) -> int:
    return len(told.partition(".")[2])
