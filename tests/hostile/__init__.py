"""The corpus of hostile inputs: each with its kind, where it is put, and what must come of it."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
TEXTS = ("html", "links", "markdown", "formulas", "characters")
KEYS = ("title", "tag", "term", "alias", "wording", "number", "source title", "publisher", "topic title", "topic tag")


@dataclass(frozen=True)
class Case:
    """One hostile input."""

    name: str  # the file it stands in and its place there
    kind: str
    text: str
    outcome: str  # "shown" as text, "harmless", or "refused"
    says: str = ""  # part of the message with which it is refused


def texts() -> list[Case]:
    """Return what is put into the body of an entry, and into the answer of a scraped page."""
    return [case for file in TEXTS for case in _cases(file)]


def front_matters() -> list[Case]:
    """Return what is put between the fences of an entry's front matter, and refused."""
    return _cases("front_matter")


def values() -> list[Case]:
    """Return the values that every key of text takes in turn."""
    found = tomllib.loads((FOLDER / "front_matter.toml").read_text("utf-8"))["values"]
    return [Case(f"value-{n}", "values", value, "shown") for n, value in enumerate(found, 1)]


def _cases(file: str) -> list[Case]:
    data = tomllib.loads((FOLDER / f"{file}.toml").read_text("utf-8"))
    found = [(text, outcome, "") for outcome in ("shown", "harmless") for text in data.get(outcome, ())]
    found += [(text, "refused", says) for text, says in data.get("refused", ())]
    return [Case(f"{file.replace('_', '-')}-{n}", data["kind"], *one) for n, one in enumerate(found, 1)]
