"""Make a folder aside and put it in place in one go, so that a failure leaves the former one standing."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from build_tools.errors import UserError


@contextmanager
def replacing(folder: Path, mark: str) -> Iterator[Path]:
    """Yield a path at which to make the new `folder`; it takes the former one's place when the block ends well.

    Only an empty folder, or one that holds the file `mark` (what every such folder holds), is ever replaced: raise
    `UserError` for any other, for a symbolic link, and where the disk is full or not writable.
    """
    _refuse(folder, mark)
    aside = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        yield aside / "new"
        _put(aside, folder)
    except OSError as error:
        where = error.filename or folder
        raise UserError(where, f"cannot be written: {error.strerror}", "make room, or allow writing there") from None
    finally:
        if aside:
            shutil.rmtree(aside, ignore_errors=True)


def _refuse(folder: Path, mark: str) -> None:
    if folder.is_symlink():
        raise UserError(folder, "is a symbolic link", "name a folder itself: what it leads to would be deleted")
    if folder.exists() and not folder.is_dir():
        raise UserError(folder, "is a file", "name a folder")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / mark).exists():
        raise UserError(folder, "holds something else already", "name a new or an empty folder")


def _put(aside: Path, folder: Path) -> None:
    """Rename the new folder to `folder`, and the former one back where that fails."""
    former = aside / "former"
    if folder.exists():
        folder.rename(former)
    try:
        (aside / "new").rename(folder)
    except OSError:
        if former.exists():
            former.rename(folder)
        raise
