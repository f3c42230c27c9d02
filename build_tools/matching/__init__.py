"""Decide which wordings ask one question: words folded, read as frames, compared, grouped."""

from collections.abc import Callable
from pathlib import Path

from build_tools.errors import UserError
from build_tools.matching.grouping import alike_entries, group, nearest
from build_tools.matching.score import MERGE, SUGGEST
from build_tools.matching.values import Evidence, Group, Grouping, Suggestion, Wording

__all__ = [
    "MERGE",
    "SUGGEST",
    "Evidence",
    "Group",
    "Grouping",
    "Suggestion",
    "Wording",
    "alike_entries",
    "group",
    "load_encoder",
    "nearest",
]


def load_encoder(folder: Path) -> Callable:
    """Return the sentence encoder in `folder`, for `group`. Raises UserError where it, or numpy, is missing."""
    try:
        from build_tools.matching.embed import load
    except ModuleNotFoundError as missing:
        remedy = "install it: pip install numpy (the extra `embed`)"
        raise UserError(folder, f"an encoder needs {missing.name}", remedy) from None
    return load(folder)
