"""The one exception for a user's mistake: where it is, what is wrong, and what to do about it."""

from pathlib import Path


class UserError(Exception):
    """A mistake in what the user gave, told in one line without a traceback.

    `place` is a file (or a file and a 1-based line), `cause` says what is wrong there, `remedy` what to do.
    """

    def __init__(self, place: str | Path, cause: str, remedy: str, line: int | None = None) -> None:
        self.place, self.cause, self.remedy, self.line = str(place), cause, remedy, line
        super().__init__(str(self))

    def __str__(self) -> str:
        where = f"{self.place}:{self.line}" if self.line else self.place
        return f"{where}: {self.cause}; {self.remedy}"
