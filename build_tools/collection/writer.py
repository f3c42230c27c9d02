"""Write entries, each file whole or not at all: a new one, or lines added to the `asked` of an old one."""

import json
import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml

from build_tools.collection.front_matter import Items, Node, Parts, Scalar, parse
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
        if key == "asked":
            lines += asked_lines(value).split("\n")[:-1]
        elif isinstance(value, tuple) and value:
            lines.append(f"{key}: [{', '.join(scalar(item, flow=True) for item in value)}]")
        elif value:
            lines.append(f"{key}: {scalar(value)}")
    lines.append("---")
    return "\n".join([*lines, entry.body]).rstrip("\n") + "\n"


def asked_lines(asked: Sequence[Asked]) -> str:
    """Return `asked` as the lines of a front matter: "" where there is none."""
    return "".join(["asked:\n", *(f"  - {_asked(one)}\n" for one in asked)]) if asked else ""


def add_asked(text: str, asked: Iterable[Asked], place: str | Path = "entry") -> str:
    """Return an entry file's `text` with `asked` added to its `asked`; no other character changes.

    Each line goes behind the last standing one that comes before it by source and number, so that two branches that
    each add a source seldom write to the same place. Raise `UserError`, which names `place`, where the front matter of
    `text` cannot be read.
    """
    asked = sorted(asked, key=asked_order)
    if not asked:
        return text
    parts = parse(text, place)
    standing = parts.table.get("asked")
    if isinstance(standing, Items) and standing.items:
        for one in reversed(asked):  # from the end, so that the places of the others stay
            text = _insert(text, standing, one, parts)
        return text
    lines = [_asked(one) for one in asked]
    if isinstance(standing, Items):  # []
        at = standing.end - 1
        return text[:at] + ", ".join(lines) + text[at:]
    if isinstance(standing, Scalar):  # the key with nothing behind it
        at, head = line_end(text, standing.end, parts.newline), ""
    else:
        at, head = parts.close, f"asked:{parts.newline}"
    return text[:at] + head + "".join(f"  - {line}{parts.newline}" for line in lines) + text[at:]


def asked_order(asked: Asked) -> tuple[str, bool, int, str, str]:
    """Return where an `asked` line stands among others: by source, then number (as a number where it is one)."""
    digits = re.match(r"\d{1,9}", str(asked.number), re.ASCII)
    return asked.source, not digits, int(digits[0]) if digits else 0, str(asked.number), asked.wording


def _insert(text: str, standing: Items, asked: Asked, parts: Parts) -> str:
    """Return `text` with one line put where it belongs among the `standing` ones, in their style."""
    before = [item.end for item in standing.items if _order(item) <= asked_order(asked)[:-1]]
    if standing.flow:
        at = before[-1] if before else standing.items[0].start
        return text[:at] + (f", {_asked(asked)}" if before else f"{_asked(asked)}, ") + text[at:]
    at = line_end(text, before[-1], parts.newline) if before else text.rfind("\n", 0, standing.items[0].start) + 1
    return text[:at] + f"{' ' * standing.column}- {_asked(asked)}{parts.newline}" + text[at:]


def _order(item: Node) -> tuple[str, bool, int, str]:
    """Return `asked_order` of a line that stands, without its wording; "" for what it lacks."""
    said = {key.text: value.text for key, value in zip(item.keys, item.values, strict=True) if hasattr(value, "text")}
    return asked_order(Asked(said.get("source", ""), said.get("number", ""), ""))[:-1]


def line_end(text: str, offset: int, newline: str) -> int:
    """Return the start of the line after the one that `offset` ends (a block scalar's end is such a start already)."""
    if text[:offset].endswith(newline):
        return offset
    return text.index(newline, offset) + len(newline)


def _asked(asked: Asked) -> str:
    number = asked.number if isinstance(asked.number, int) else quoted(asked.number)
    return f"{{source: {asked.source}, number: {number}, wording: {quoted(asked.wording)}}}"


def scalar(text: str, flow: bool = False) -> str:
    """Return `text` as YAML writes it: bare where every YAML reader takes it for that text, else in double quotes."""
    plain = (_PLAIN_IN_BRACKETS if flow else _PLAIN).fullmatch(text) and text == text.strip() and text.isprintable()
    is_text = plain and _RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == "tag:yaml.org,2002:str"
    return text if is_text else quoted(text)


def quoted(text: str) -> str:
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
