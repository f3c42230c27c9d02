"""Read scraped files: find them, decode them, and give their lines as Markdown with their places."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from build_tools.errors import UserError
from build_tools.model import Document, Line
from build_tools.policy import MAX_LINES, MAX_PAGE_LINE, MAX_TAGS, shown, wrong_address
from build_tools.reading.decode import decode
from build_tools.reading.html import html_lines
from build_tools.text import plain

LIMIT = 20_000_000  # bytes of one file, unless the user raises it
SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml")
_HTML_START = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


def files_in(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Return the files to read, in order of their names, and those in the folders that are no page.

    A file named by the user is read whatever its suffix; in a folder only `SUFFIXES` are, hidden ones not.
    """
    pages: list[Path] = []
    others: list[Path] = []
    for path in paths:
        if not path.is_dir():
            pages.append(path)
            continue
        for file in sorted(p for p in path.rglob("*") if p.is_file()):
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            (pages if file.suffix.lower() in SUFFIXES and not hidden else others).append(file)
    return pages, others


def read(path: Path, limit: int = LIMIT) -> Document:
    """Read one scraped page of at most `limit` bytes.

    Raises UserError for a missing, unreadable, empty, binary or too large file, and for JSON, whose quoted strings
    would pass for lines of a page.
    """
    text = decode(_bytes(path, limit), path)
    if _is_json(text):
        raise UserError(path, "the file is data (JSON), no page", "give the page as text, Markdown or HTML")
    if path.suffix.lower() in (".html", ".htm", ".xhtml") or _HTML_START.match(text[:2000]):
        if (count := text.count("<")) > MAX_TAGS:
            raise UserError(path, f"the page has {count:,} tags, more than {MAX_TAGS:,}", "split it")
        try:
            lines, title, about = html_lines(text)
        except RecursionError:
            raise UserError(path, "the page's elements nest too deep", "save its article alone") from None
        if not any(line.text.strip() and line.role != "markup" for line in lines):
            raise UserError(path, "the page shows no text", "save the page after its scripts have run")
    else:
        lines = [Line(n, raw.rstrip()) for n, raw in enumerate(text.split("\n"), 1)]
        title, about = "", {}
    _refuse_too_much(path, lines)
    lines = [line if (seen := shown(line.text)) == line.text else replace(line, text=seen) for line in lines]
    name = path.name.encode("utf-8", "replace").decode("utf-8")
    about = {key: shown(value) for key, value in about.items() if key != "address" or _on_the_web(value)}
    return Document(shown(name), shown(title) or _first_heading(lines), tuple(lines), about)


def _refuse_too_much(path: Path, lines: Sequence[Line]) -> None:
    """Raise `UserError` for more lines, or a longer one, than the steps behind can read in seconds."""
    shown_lines = [line for line in lines if line.text.strip() and line.role != "markup"]
    if len(shown_lines) > MAX_LINES:
        raise UserError(path, f"the page shows {len(shown_lines):,} lines, more than {MAX_LINES:,}", "split it")
    for line in shown_lines:
        if len(line.text) > MAX_PAGE_LINE:
            cause = f"the line has {len(line.text):,} characters, more than {MAX_PAGE_LINE:,}"
            raise UserError(path, cause, "give the page with its line ends", line.number)


def _on_the_web(address: str) -> bool:
    return address.lower().startswith(("https://", "http://")) and not wrong_address(address)


def _bytes(path: Path, limit: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > limit:
            raise UserError(path, f"the file has {size:,} bytes, more than {limit:,}", "split it, or raise --limit")
        return path.read_bytes()
    except FileNotFoundError:
        raise UserError(path, "there is no such file", "check the path") from None
    except IsADirectoryError:
        raise UserError(path, "this is a folder", "name a file") from None
    except OSError as error:
        raise UserError(path, f"cannot be read ({error.strerror})", "check the permissions") from None


def _is_json(text: str) -> bool:
    if not text.lstrip().startswith(("{", "[")):  # a bare number or string may be a page
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):  # too deep to read: no export of anything
        return False
    return True


def _first_heading(lines: Sequence[Line]) -> str:
    """Return the first heading, else the first non-blank line, as plain text of at most 120 characters."""
    shown = [line.text for line in lines if line.text.strip() and line.role not in ("markup", "chrome")]
    heading = next((text for text in shown[:60] if re.match(r"#{1,2}\s+\S", text)), shown[0] if shown else "")
    return plain(heading.lstrip("# ").strip())[:120]
