"""Write entries, each file whole or not at all: a new one, or lines added to the `asked` of an old one."""

import json
import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

import yaml

from build_tools.collection.front_matter import Items, Scalar, parse
from build_tools.collection.schema import ENTRY
from build_tools.errors import UserError
from build_tools.model import Asked, Entry

_PLAIN = re.compile(r"[^\W_]([^:#\[\]{}&*!|>'\"%@`\\]|:(?=\S))*")
_PLAIN_IN_BRACKETS = re.compile(r"[^\W_][^:?#,\[\]{}&*!|>'\"%@`\\]*")
_RESOLVER = yaml.resolver.Resolver()  # knows which bare words YAML takes for numbers, dates, booleans
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def render_entry(entry: Entry) -> str:
    """Return the text of an entry's file: front matter in the schema's order, keys that say nothing left out."""
    lines = ["---"]
    for key in ENTRY:
        value = getattr(entry, key)
        if key == "asked" and value:
            lines += ["asked:", *(f"  - {_asked(asked)}" for asked in value)]
        elif isinstance(value, tuple) and value:
            lines.append(f"{key}: [{', '.join(_scalar(item, flow=True) for item in value)}]")
        elif value:
            lines.append(f"{key}: {_scalar(value)}")
    lines.append("---")
    return "\n".join([*lines, entry.body]).rstrip("\n") + "\n"


def add_asked(text: str, asked: Iterable[Asked], place: str | Path = "entry") -> str:
    """Return an entry file's `text` with `asked` added behind its last `asked` item; no other character changes.

    Raise `UserError`, which names `place`, where the front matter of `text` cannot be read.
    """
    lines = [_asked(one) for one in asked]
    if not lines:
        return text
    parts = parse(text, place)
    standing = parts.table.get("asked")
    if isinstance(standing, Items) and standing.flow:
        at = standing.items[-1].end if standing.items else standing.end - 1
        return text[:at] + (", " if standing.items else "") + ", ".join(lines) + text[at:]
    if isinstance(standing, Items):
        at, indent = _line_end(text, standing.end, parts.newline), " " * standing.column
    elif isinstance(standing, Scalar):
        at, indent = _line_end(text, standing.end, parts.newline), "  "
    else:
        at, indent = parts.close, "  "
        lines[0] = f"asked:{parts.newline}{indent}- {lines[0]}"
        return text[:at] + lines[0] + parts.newline + _items(lines[1:], indent, parts.newline) + text[at:]
    return text[:at] + _items(lines, indent, parts.newline) + text[at:]


def _items(lines: list[str], indent: str, newline: str) -> str:
    return "".join(f"{indent}- {line}{newline}" for line in lines)


def _line_end(text: str, offset: int, newline: str) -> int:
    """Return the start of the line after the one that `offset` ends (a block scalar's end is such a start already)."""
    if text[:offset].endswith(newline):
        return offset
    return text.index(newline, offset) + len(newline)


def _asked(asked: Asked) -> str:
    number = asked.number if isinstance(asked.number, int) else _quoted(asked.number)
    return f"{{source: {asked.source}, number: {number}, wording: {_quoted(asked.wording)}}}"


def _scalar(text: str, flow: bool = False) -> str:
    """Return `text` as YAML writes it: bare where every YAML reader takes it for that text, else in double quotes."""
    plain = (_PLAIN_IN_BRACKETS if flow else _PLAIN).fullmatch(text) and text == text.strip() and text.isprintable()
    is_text = plain and _RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == "tag:yaml.org,2002:str"
    return text if is_text else _quoted(text)


def _quoted(text: str) -> str:
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def write_file(path: Path, text: str) -> None:
    """Write `text` to `path`, which then holds all of it or, after a failure or a kill, what it held before.

    Raise `UserError` where the disk is full or the folder may not be written, or where `path` is a symbolic link.
    """
    if path.is_symlink():
        raise UserError(path, "is a symbolic link", "put a file of its own there")
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise UserError(path, f"cannot be written: {error.strerror}", "make room, or allow writing there") from None
