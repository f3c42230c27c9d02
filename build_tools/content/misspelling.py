"""Find words that are known misspellings: codespell's list of common ones, less the words of this field."""

from functools import cache
from importlib.metadata import distribution
from pathlib import Path

FIELD = Path(__file__).with_name("field.txt")
# Its lines are `wrong->right`, `wrong->one, or, another,` or `wrong->right, reason`.
_LIST = "codespell_lib/data/dictionary.txt"


def correction(word: str) -> tuple[str, ...]:
    """Return what a misspelt `word` was meant to be, most likely first; nothing where the list does not have it.

    A word with a capital inside is an abbreviation or a name, and no misspelling.
    """
    if not word[1:].islower():
        return ()
    forms = _corrections().get(word.lower().replace("’", "'"), ())
    return tuple(form[0].upper() + form[1:] for form in forms) if word[0].isupper() else forms


@cache
def _corrections() -> dict[str, tuple[str, ...]]:
    """Return {misspelling: corrections} from the file that codespell installs; its programs are not run."""
    lines = Path(str(distribution("codespell").locate_file(_LIST))).read_text("utf-8").splitlines()
    pairs = [(wrong.lower(), right) for wrong, _, right in (line.partition("->") for line in lines)]
    return {wrong: _forms(right) for wrong, right in pairs if wrong not in field()}


def _forms(right: str) -> tuple[str, ...]:
    forms = right.rpartition(",")[0] or right  # behind the last comma stands a reason, or nothing
    return tuple(form.strip() for form in forms.split(","))


@cache
def field() -> frozenset[str]:
    """Return the words of the field that are right although the list has them, in lower case."""
    lines = FIELD.read_text("utf-8").splitlines()
    return frozenset(line.lower() for line in lines if line and not line.startswith("#"))
