"""Look at the files of a collection before any is opened: a build would publish what a link leads to."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from build_tools.errors import UserError
from build_tools.policy.allowed import BIBLIOGRAPHY, SUFFIXES
from build_tools.policy.drawing import wrong_drawing
from build_tools.policy.limits import MAX_BIBLIOGRAPHY, MAX_FILE, MAX_PICTURE

COLLECTION = ("topics", "sources")  # folders of which the collection's reader says what may stand in them
MADE = ("questions", "topics", "sources")  # folders of pages that the build makes
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_DEVICES = re.compile(r"con|prn|aux|nul|com\d|lpt\d")  # no file can have these names on Windows
_PNG = b"\x89PNG\r\n\x1a\n"


def unsafe(docs: Path) -> list[UserError]:
    """Return what no step may open: links, devices, pipes, second names of a file elsewhere, and files too large."""
    return [error for path in _walk(docs) if (error := _unsafe(path))]


def misplaced(docs: Path) -> list[UserError]:
    """Return the files that no site is made of: names, kinds and contents that are not known, two for one address."""
    found = []
    for path in _walk(docs):
        inner = path.relative_to(docs)
        if any(part.startswith(".") for part in inner.parts):
            continue  # MkDocs leaves hidden files out, and so do all steps
        found += [
            UserError(path, *wrong) for wrong in (_misnamed(path, inner), _mistyped(path), _twice(docs, path)) if wrong
        ]
    return found


def _walk(docs: Path) -> Iterator[Path]:
    """Yield everything below `docs` in order, hidden things too, without following a link."""
    for folder, folders, files in os.walk(docs):
        folders.sort()
        yield from sorted(Path(folder, name) for name in folders + files)


def _unsafe(path: Path) -> UserError | None:
    try:
        status = path.lstat()
    except OSError as error:
        return UserError(path, f"cannot be read: {error.strerror}", "give a file that you may read")
    if stat.S_ISLNK(status.st_mode):
        return UserError(path, "is a symbolic link", "put the file itself there")
    if stat.S_ISDIR(status.st_mode):
        return None
    if not stat.S_ISREG(status.st_mode):
        return UserError(path, "is no file but a pipe, a socket or a device", "delete it")
    if status.st_nlink > 1:
        return UserError(path, "is a second name of a file that stands elsewhere (a hard link)", "put a copy there")
    most = {".md": MAX_FILE, ".bib": MAX_BIBLIOGRAPHY}.get(path.suffix, MAX_PICTURE)
    if status.st_size > most:
        cause = f"the file has {status.st_size:,} bytes, more than {most:,}"
        return UserError(path, cause, "shorten it, or part it in two")
    return None


def _misnamed(path: Path, inner: Path) -> tuple[str, str] | None:
    if inner.parts[0] in COLLECTION and inner.suffix in ("", ".md"):
        return None  # these names are ids, and the collection's reader tells what is wrong with them
    stem = inner.name if path.is_dir() else inner.stem
    if not _NAME.fullmatch(stem) or _DEVICES.fullmatch(stem):
        return f"`{inner.name}` is no name for it", "name it with a-z, 0-9, hyphens and underscores, at most 80"
    if inner.parts[0] in MADE or (len(inner.parts) == 1 and stem in MADE):
        return f"takes an address of the pages that the build makes (`{inner.parts[0]}`)", "move or rename it"
    return None


def _mistyped(path: Path) -> tuple[str, str] | None:
    if path.is_dir() or path.name == BIBLIOGRAPHY:
        return None
    if path.suffix not in SUFFIXES:
        return "is no kind of file that a site is made of", f"take one of {', '.join(SUFFIXES)}, or keep it elsewhere"
    if path.suffix == ".png" and not path.read_bytes().startswith(_PNG):
        return "is no PNG", "save it as one"
    if path.suffix == ".svg" and (wrong := wrong_drawing(path.read_bytes().decode("utf-8", "replace"))):
        return wrong, "draw it with build_tools.figures"
    return None


def _twice(docs: Path, path: Path) -> tuple[str, str] | None:
    if path.suffix == ".md" and path.parent.parts[len(docs.parts) :][:1] != ("topics",):
        other = path.with_suffix("") / "index.md"
        if other.exists():
            return f"has the address of {other}", "keep one of the two"
    return None
