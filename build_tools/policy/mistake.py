"""The value that the rules for texts return: what is wrong on which line of the text, and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mistake:
    """One breach of a rule."""

    line: int  # 1-based, of the text that was looked at
    cause: str
    remedy: str
