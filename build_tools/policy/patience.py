"""End the work on a page that takes too long: the last guard, behind the limits that are counted before parsing."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from build_tools.errors import UserError
from build_tools.policy.limits import MAX_SECONDS

_AGAIN = 1.0  # seconds until the next reminder, should something have caught the first
_late: Exception | None = None


def begin(late: Exception) -> None:
    """Raise `late` in what the caller does until `end`, once it has taken `MAX_SECONDS` of the processor's time.

    Where the system has no such timer (Windows), and outside the main thread, nothing happens. Python handles a signal
    between two of its own steps: a regular expression that backtracks is stopped only when it returns, so that the
    patterns of this program must take linear time all the same.
    """
    global _late
    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        _late = late
        signal.signal(signal.SIGPROF, _raise)
        signal.setitimer(signal.ITIMER_PROF, MAX_SECONDS, _AGAIN)


def end() -> None:
    """Stop the clock."""
    global _late
    if _late:
        signal.setitimer(signal.ITIMER_PROF, 0)
        _late = None


@contextmanager
def in_time(path: Path) -> Iterator[None]:
    """Raise `UserError` when the work on one file, which the caller does within, takes too long."""
    begin(too_long(path))
    try:
        yield
    finally:
        end()


def too_long(path: Path) -> UserError:
    """Return the mistake that is told of such a file."""
    return UserError(path, f"takes more than {MAX_SECONDS} seconds to read", "shorten it, or part it in two")


def _raise(signal_number: int, frame: object) -> None:
    if _late:  # the signal may come when the clock has stopped
        raise _late
