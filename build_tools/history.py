"""Read from git when each file of a collection came, was corrected and was renamed, in one pass over the history."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

# Lines of an entry that say which questions it stands for and nothing of what it says: an ingest adds to them.
_BOOKKEEPING = r"^(asked|former_ids|distinct_from):|^ *- *\{ *source:"
# What a user's configuration or an attribute could change in the output is said here.
_LOG = (
    *("-c", "core.quotePath=false", "-c", "log.showSignature=false", "-c", "log.follow=false", "-c", "color.ui=false"),
    *("-c", "diff.renameLimit=1000", "-c", "diff.orderFile=/dev/null", "-c", "log.mailmap=false"),
    *("--no-pager", "log", "--reverse", "--topo-order", "--no-ext-diff", "--no-textconv", "--encoding=UTF-8"),
    *("--raw", "--numstat", "--no-abbrev", "-z", "-M50%", "--diff-algorithm=myers", "--no-diff-merges"),
    *("--ignore-submodules=all", "--relative", f"-I{_BOOKKEEPING}", "--format=tformat:%x01%at%x00%s", "--", "."),
)
_STATES = {"A": "added", "D": "deleted", "R": "renamed"}
_LAST_SECOND = int(datetime(9999, 12, 31, tzinfo=UTC).timestamp())


@dataclass(frozen=True, slots=True)
class Change:
    """What one commit did to one file."""

    time: str  # when its author made it, in UTC: "2026-01-31T12:00:00Z"
    subject: str  # first line of the commit's message
    path: str  # of the file after it, under `docs`, with slashes
    kind: str  # "added", "changed", "renamed" or "deleted"
    former: str = ""  # path before it, where it renamed the file
    corrects: bool = False  # it changed what stands in the file, not only who asks it, its former ids, or its place


@dataclass(frozen=True, slots=True)
class FileHistory:
    """What became of one file, under whatever names."""

    changes: tuple[Change, ...]  # at least one, oldest first

    @property
    def added(self) -> str:
        """The time at which the file came."""
        return self.changes[0].time

    @property
    def corrected(self) -> str:
        """The time of the last correction, "" where there was none."""
        return next((change.time for change in reversed(self.changes) if change.corrects), "")

    @property
    def changed(self) -> str:
        """The time of the last change of any kind."""
        return self.changes[-1].time


@dataclass(frozen=True, slots=True)
class History:
    """What git knows of the files under `docs`."""

    files: Mapping[str, FileHistory] = field(default_factory=dict)  # by path under `docs`; deleted files as well
    changes: tuple[Change, ...] = ()  # all of them, oldest first
    missing: str = ""  # why nothing is known, "" where it is


def read_history(docs: Path) -> History:
    """Return the history of the files under `docs` as far as it is committed; files that are not in it have none.

    A correction is any commit that changes more of a file than its `asked`, `former_ids` and `distinct_from` lines,
    after the one that added it; renaming a file is none. A file that was deleted and came back is one file. Without
    git, a repository or its whole history there are no dates, and `missing` says why: dates that are wrong are worse.
    """
    try:
        shallow = _git(docs, "rev-parse", "--is-shallow-repository")
        if shallow.strip() == b"true":
            return History(missing="the clone is shallow (`git fetch --unshallow` fetches the rest)")
        changes = tuple(_changes(_git(docs, *_LOG)))
    except FileNotFoundError:
        return History(missing="git is not installed")
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        return History(missing=f"git cannot say ({said})")
    return History({path: FileHistory(tuple(found)) for path, found in _by_file(changes).items()}, changes)


def _git(docs: Path, *arguments: str) -> bytes:
    """Return what git prints; a hook that runs the build sets GIT_DIR and the like, which would lead elsewhere."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    command = ["git", "-C", str(docs.resolve()), *arguments]
    return subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True).stdout


def _changes(output: bytes) -> Iterator[Change]:
    """Yield the changes in the output of `git log`: for each commit its head, its files, and lines changed in each."""
    time = subject = ""
    files: list[tuple[str, str, str]] = []  # kind, path, former path
    rewritten: set[str] = set()
    tokens = iter(output.split(b"\0"))
    for token in tokens:
        token = token.removeprefix(b"\n")
        if token.startswith(b"\x01"):
            yield from _commit(time, subject, files, rewritten)
            time, subject = _utc(int(token[1:] or 0)), _shown(next(tokens))
            files, rewritten = [], set()
        elif token.startswith(b":"):
            state, former = chr(token.rpartition(b" ")[2][0]), os.fsdecode(next(tokens))
            path = os.fsdecode(next(tokens)) if state == "R" else former
            files.append((_STATES.get(state, "changed"), path, former if state == "R" else ""))
        elif token:
            lines, _, name = token.rpartition(b"\t")
            if not name:  # a renamed file: its former path and its path follow
                next(tokens)
                name = next(tokens)
            if re.search(rb"[1-9-]", lines):
                rewritten.add(os.fsdecode(name))
    yield from _commit(time, subject, files, rewritten)


def _shown(subject: bytes) -> str:
    """Return a subject as text without what could hide or turn it on a page."""
    return "".join(character for character in subject.decode("utf-8", "replace") if character.isprintable())


def _commit(time: str, subject: str, files: list[tuple[str, str, str]], rewritten: set[str]) -> Iterator[Change]:
    for kind, path, former in files:
        yield Change(time, subject, path, kind, former, path in rewritten and kind in ("changed", "renamed"))


def _utc(seconds: int) -> str:
    """Return a time as text; a commit may claim any number, or none that git can read."""
    return datetime.fromtimestamp(min(max(seconds, 0), _LAST_SECOND), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _by_file(changes: tuple[Change, ...]) -> dict[str, list[Change]]:
    """Return the changes of each file by every path that is its own, the last file's where several had one path."""
    files: dict[str, list[Change]] = {}
    left: set[str] = set()  # paths whose file has gone on under another
    for change in changes:
        if change.former:
            # Commits of a branch that did not know of the renaming may follow: the former path leads to the file too.
            files[change.path] = files.get(change.former, [])
            left.add(change.former)
            left.discard(change.path)
        elif change.kind == "added" and change.path in left:
            files[change.path] = []
            left.discard(change.path)
        files.setdefault(change.path, []).append(change)
    return files
