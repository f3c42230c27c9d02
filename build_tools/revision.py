"""Compare a collection with an earlier revision of it: the files that changed, and what must not have gone."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from build_tools.collection import readable
from build_tools.errors import UserError
from build_tools.model import Collection, Entry
from build_tools.text import wording_key


def changed_files(docs: Path, revision: str) -> set[Path]:
    """Return the files under `docs` that are not as they were where `revision` and the present part, gone ones too.

    Raise `UserError` where `docs` is in no git repository or has no such revision.
    """
    base = _base(docs, revision)
    names = _git(docs, "diff", "--name-only", "--no-renames", "--relative", "-z", base, "--", ".")
    names += _git(docs, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return {docs / name for name in names.split("\0") if name}


def former_collection(docs: Path, revision: str) -> Collection:
    """Return what could be read of the collection where `revision` and the present part; its paths are those of now."""
    base, top = _base(docs, revision), Path(_git(docs, "rev-parse", "--show-toplevel").rstrip("\n"))
    inside = docs.resolve().relative_to(top.resolve())
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "tree")
        (tree / inside).mkdir(parents=True)
        if _git(top, "ls-tree", base, "--", f"{inside.as_posix()}/"):
            place = {"GIT_WORK_TREE": str(tree), "GIT_INDEX_FILE": str(Path(folder, "index"))}
            _git(top, "-c", "core.hooksPath=/dev/null", "checkout", base, "--", inside.as_posix(), **place)
        return readable(tree / inside)


def losses(before: Collection, now: Collection) -> Iterator[UserError]:
    """Yield what `before` held and `now` has lost: an id, which is an address, and a question that a source asks.

    What stands in a file that cannot be read is not lost: whoever reads the file says what is wrong with it.
    """
    known = {name for entry in now.entries for name in (entry.id, *entry.former_ids)}
    for entry in _gone(before, now):
        path = _path(entry, before, now)
        for name in (entry.id, *entry.former_ids):
            if name not in known:
                remedy = "write it into `former_ids` of the entry that answers its question now"
                yield UserError(path, f"the id `{name}` leads nowhere any more", remedy)
    yield from _lost_questions(before, now)


def _gone(before: Collection, now: Collection) -> list[Entry]:
    """Return the entries of `before` but those whose files are there and cannot be read."""
    read = {entry.path for entry in now.entries}
    paths = {entry.id: _path(entry, before, now) for entry in before.entries}
    return [entry for entry in before.entries if paths[entry.id] in read or not paths[entry.id].exists()]


def _lost_questions(before: Collection, now: Collection) -> Iterator[UserError]:
    former = {one for entry in before.entries for one in entry.asked}
    standing = [one for entry in now.entries for one in entry.asked]
    known = {(one.source, wording_key(one.wording)) for one in standing}
    reworded = {(one.source, one.number) for one in standing if one not in former}
    sources = {source.id for source in now.sources}
    for entry in _gone(before, now):
        for one in entry.asked:
            gone = (one.source, wording_key(one.wording)) not in known and (one.source, one.number) not in reworded
            if gone and one.source in sources:
                cause = f"“{one.wording}” of {one.source} is asked in no entry any more"
                yield UserError(_path(entry, before, now), cause, "put its `asked` line into one")


def _path(entry: Entry, before: Collection, now: Collection) -> Path:
    return now.docs / entry.path.relative_to(before.docs)


def _base(docs: Path, revision: str) -> str:
    """Return the commit where `revision` and the present part."""
    try:
        _git(docs, "rev-parse", "--git-dir")
    except UserError:
        raise UserError(docs, "is in no git repository", "leave out --changed-since") from None
    try:
        return _git(docs, "merge-base", "--end-of-options", revision, "HEAD").strip()
    except UserError:
        remedy = "name a branch, tag or commit that git knows (a shallow clone knows few)"
        raise UserError(revision, "is no revision that leads to the present one", remedy) from None


def _git(folder: Path, *given: str, **environment: str) -> str:
    """Run git in `folder` and return what it says; raise `UserError` where it fails."""
    command = ["git", "-C", str(folder), "-c", "core.quotePath=false", *given]
    try:
        done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, check=True)
    except OSError as error:
        raise UserError(folder, f"git does not run: {error.strerror}", "install git") from None
    except subprocess.CalledProcessError as error:
        said = " ".join(error.stderr.decode("utf-8", "replace").split())
        raise UserError(folder, f"git failed: {said}", "mend the repository, or the revision") from None
    return done.stdout.decode("utf-8", "surrogateescape")
