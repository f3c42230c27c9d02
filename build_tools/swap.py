"""Make a folder aside and put it in place in one go, so that a failure leaves the former one standing.

Where the system can exchange two names at once (Linux), there is no moment without a whole folder under the name.
Elsewhere two renames follow each other; a kill between them leaves the former folder aside, and the next run puts it
back.
"""

import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from build_tools.errors import UserError

_AT_FDCWD, _EXCHANGE = -100, 2  # of renameat2(2)
_NEW, _FORMER = "new", "former"


@contextmanager
def replacing(folder: Path, mark: str) -> Iterator[Path]:
    """Yield a path at which to make the new `folder`; it takes the former one's place when the block ends well.

    Only an empty folder, or one that holds the file `mark` (what every such folder holds), is ever replaced: raise
    `UserError` for any other, for a symbolic link, where another run is replacing it, and where the disk is full or
    not writable.
    """
    _refuse(folder, mark)
    aside = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            _recover(folder)
            aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
            yield aside / _NEW
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


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold a lock on the folder's name; the system lets go of it when this process ends, however it ends."""
    if sys.platform == "win32":
        yield  # it has no such locks, and refuses to rename a folder in use
        return
    import fcntl

    path = folder.parent / f".{folder.name}.lock"
    while True:
        handle = os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            raise UserError(folder, "is being replaced by another run", "wait until that one has ended") from None
        if os.fstat(handle).st_nlink:
            break
        os.close(handle)  # whoever held it deleted it meanwhile: the next one to be opened is another file
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)


def _recover(folder: Path) -> None:
    """Put back the former folder where a run was killed between two renames, and delete what killed runs left."""
    for aside in sorted(folder.parent.glob(f".{folder.name}.????????")):
        if aside.is_symlink() or not aside.is_dir():
            continue
        if not folder.exists() and (aside / _FORMER).is_dir():
            (aside / _FORMER).rename(folder)
        shutil.rmtree(aside, ignore_errors=True)


def _put(aside: Path, folder: Path) -> None:
    """Give the new folder the name of the former one, in one step where the system can."""
    if not folder.exists():
        (aside / _NEW).rename(folder)
    elif not _exchange(aside / _NEW, folder):
        folder.rename(aside / _FORMER)
        try:
            (aside / _NEW).rename(folder)
        except OSError:
            (aside / _FORMER).rename(folder)
            raise


def _exchange(new: Path, old: Path) -> bool:
    """Exchange two names at once; False where this system or this disk cannot."""
    if not sys.platform.startswith("linux"):
        return False
    with suppress(AttributeError):  # a C library without the call
        call = ctypes.CDLL(None, use_errno=True).renameat2
        if call(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(old), _EXCHANGE) == 0:
            return True
        if ctypes.get_errno() not in (errno.EINVAL, errno.ENOSYS, errno.EPERM):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(old))
    return False
