"""Load the word lists of `terms.toml`, and fold a word to the stem that it is compared by."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from tomllib import loads

import snowballstemmer

from build_tools.matching.normalise import american

_STEMMER = snowballstemmer.stemmer("english")
# Regular pairs of the field that Porter2 leaves apart: end of a stem, end to compare by, least letters before it.
_ENDINGS = (
    ("ifi", "if", 2),  # "classification", "classifier"
    ("rsiti", "rs", 2),  # "sparsity", "sparse"
    ("uraci", "ur", 2),  # "accuracy", "accurate"
    ("duct", "duc", 2),  # "reduction", "reduce"
    ("plos", "plod", 2),  # "explosion", "explode"
    ("tector", "tect", 2),  # "detector", "detection"
    ("usion", "us", 2),  # "diffusion", "diffuse"
)


@cache
def terms() -> dict:
    """Return the word lists of `terms.toml`."""
    return loads(resources.files(__package__).joinpath("terms.toml").read_text("utf-8"))


@cache
def word_set(name: str, table: str = "") -> frozenset[str]:
    """Return one list of `terms.toml` as a set of folded words."""
    words = terms()[table][name] if table else terms()[name]
    return frozenset(american(word) for word in words.split())


@dataclass(frozen=True, slots=True)
class Heads:
    """The classifying heads of `terms.toml`, as stems."""

    family: dict[str, str]  # stem: name of its family
    cost: dict[str, float]  # family: what a likeness is multiplied by where only one side has one
    anywhere: frozenset[str]  # stems that classify wherever they stand; others at the end of a noun phrase only


@cache
def heads() -> Heads:
    """Return the classifying heads."""
    tables = {name: table for name, table in terms()["heads"].items() if name != "other"}
    stems = {stem(american(word)): name for name, table in tables.items() for word in table["words"].split()}
    anywhere = frozenset(word for word, name in stems.items() if tables[name].get("anywhere"))
    return Heads(stems, {name: table["cost"] for name, table in tables.items()}, anywhere)


@cache
def stem(word: str) -> str:
    """Return the Porter2 stem of a folded word, regular pairs mended; words with a digit stay."""
    if any(c.isdigit() for c in word):
        return word
    found = _STEMMER.stemWord(word)
    for ending, other, before in _ENDINGS:
        if found.endswith(ending) and len(found) >= before + len(ending):
            return found.removesuffix(ending) + other
    return found
