"""The command `merge`: git's merge of two versions of an entry, in which the `asked` of both always stand."""

import subprocess
import tempfile
from pathlib import Path

from build_tools.collection import join_asked, read_text, write_file
from build_tools.errors import UserError


def run(base: Path, ours: Path, theirs: Path) -> bool:
    """Merge the file `theirs` into the file `ours`; return whether it holds git's marks for a person to decide.

    Git merges first. Where it finds a conflict, `asked` is joined by what its lines say, and git merges the rest: its
    marks stand where two people changed one place. Raise `UserError` where git cannot merge.
    """
    conflict, text = _merge(base, ours, theirs)
    if conflict:
        try:
            texts = join_asked(read_text(base), read_text(ours), read_text(theirs), ours)
        except UserError:  # a front matter that nobody can read: git's own marks show it
            texts = None
        if texts:
            with tempfile.TemporaryDirectory() as folder:
                files = [Path(folder, name) for name in ("base", "ours", "theirs")]
                for file, joined in zip(files, texts, strict=True):
                    write_file(file, joined)
                conflict, text = _merge(*files)
    write_file(ours, text)
    return conflict


def _merge(base: Path, ours: Path, theirs: Path) -> tuple[bool, str]:
    """Return git's merge of three files, and whether it holds a conflict."""
    labels = ["-L", "ours", "-L", "base", "-L", "theirs"]
    command = ["git", "merge-file", "--stdout", *labels, str(ours), str(base), str(theirs)]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError as error:
        raise UserError(ours, f"git does not run: {error.strerror}", "install git") from None
    if done.returncode < 0 or done.returncode > 127:  # fewer are counts of conflicts
        raise UserError(ours, "git cannot merge it", "merge it by hand")
    return done.returncode > 0, done.stdout.decode("utf-8")
