"""The words by which people ask, answer and frame questions, read from language.toml."""

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def phrases(name: str) -> tuple[str, ...]:
    """Return the list `name` of language.toml, longest phrase first."""
    data = tomllib.loads(files("build_tools.extracting").joinpath("language.toml").read_text("utf-8"))
    return tuple(sorted(set(data[name]), key=lambda p: (-len(p), p)))


@cache
def _opener(name: str) -> re.Pattern[str]:
    return re.compile(_alternatives(name, start=True), re.I)


@cache
def _anywhere(name: str) -> re.Pattern[str]:
    return re.compile(_alternatives(name, start=False), re.I)


def opens_with(name: str, text: str) -> bool:
    """Say whether `text` begins with one of the phrases `name`, as whole words."""
    return bool(_opener(name).match(text))


def holds(name: str, text: str) -> bool:
    """Say whether one of the phrases `name` stands in `text`, as whole words."""
    return bool(_anywhere(name).search(text))


def count(name: str, text: str) -> int:
    """Return how many phrases of `name` stand in `text`, as whole words."""
    return len(_anywhere(name).findall(text))


def _alternatives(name: str, start: bool) -> str:
    """Phrases in scripts without spaces match anywhere; others only at the bounds of words."""
    spaced = "|".join(re.escape(p) for p in phrases(name) if not _unspaced(p))
    dense = "|".join(re.escape(p) for p in phrases(name) if _unspaced(p))
    before = "" if start else r"(?<![^\W_])"
    return f"{before}(?:{spaced})(?![^\\W_])" + (f"|(?:{dense})" if dense else "")


def _unspaced(phrase: str) -> bool:
    return bool(re.search(r"[\u3040-\u30ff\u3400-\u9fff]", phrase))
