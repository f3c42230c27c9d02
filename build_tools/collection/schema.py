"""What may stand in the front matter of an entry, a topic and a source: a closed list of keys, each with its type."""

import difflib
import re
from pathlib import Path

from build_tools.collection.front_matter import Items, Node, Scalar, Table
from build_tools.errors import UserError

LEVELS = ("basic", "intermediate", "advanced")
ID = re.compile(r"[a-z0-9-]{1,80}")

# Keys in the order in which files are written. "line" is one line of text, "lines" a list of them.
ENTRY = {
    "title": "line",
    "level": "level",
    "tags": "lines",
    "terms": "lines",
    "aliases": "lines",
    "former_ids": "ids",
    "asked": "asked",
    "references": "lines",
    "distinct_from": "ids",
}
TOPIC = {"title": "line", "order": "number", "words": "lines", "tags": "lines"}
SOURCE = {
    "title": "line",
    "author": "line",
    "publisher": "line",
    "address": "line",
    "licence": "line",
    "read": "line",
}
ARTICLE = {"title": "line", "order": "number"}  # a file of docs/ that is none of these
ASKED = {"source": "id", "number": "label", "wording": "line"}

Value = str | int | list

_EXPECTED = {
    "line": "one line of text",
    "lines": "a list of texts, such as `[one, two]`",
    "level": "basic, intermediate or advanced",
    "id": "an id of the letters a-z, digits and hyphens, at most 80",
    "ids": "a list of ids of the letters a-z, digits and hyphens",
    "number": "a whole number",
    "label": "a number, or a text in quotes",
    "asked": 'a list of `{source: …, number: …, wording: "…"}`',
}


def of(path: Path) -> dict[str, str]:
    """Return the schema of the file at `path`, which begins under `docs/`."""
    if path.parts[0] == "sources":
        return SOURCE
    if path.parts[0] == "topics":
        return TOPIC if path.name == "index.md" else ENTRY
    return ARTICLE


def values(table: Table, schema: dict[str, str], place: str | Path, found: list[UserError]) -> dict[str, Value]:
    """Return the values of `table` that fit `schema`; what does not fit is appended to `found` with its line."""
    result = {}
    for key, node in zip(table.keys, table.values, strict=True):
        if key.text not in schema:
            near = difflib.get_close_matches(key.text, schema, 1)
            remedy = f"write `{near[0]}`" if near else f"take one of {', '.join(schema)}"
            found.append(UserError(place, f"unknown key `{key.text}`", remedy, key.line))
            continue
        kind = schema[key.text]
        if isinstance(node, Scalar) and not node.text and not node.quoted:
            continue  # `level:` with nothing behind it says nothing
        value = _asked(node, place, found) if kind == "asked" else _value(node, kind)
        if value is None:
            found.append(UserError(place, f"`{key.text}` is not {_EXPECTED[kind]}", "mend the value", node.line))
        else:
            result[key.text] = value
    return result


def _value(node: Node, kind: str) -> Value | None:
    """Return what `node` says as a value of `kind`, None where it cannot be one."""
    if kind in ("lines", "ids"):
        items = [_value(item, kind[:-1]) for item in node.items] if isinstance(node, Items) else [None]
        return None if None in items else items
    if not isinstance(node, Scalar):
        return None
    text = node.text.strip()
    if not text or "\n" in text:
        return None
    if kind == "number" or (kind == "label" and not node.quoted):
        whole = re.fullmatch(r"-?\d{1,9}", text, re.ASCII)
        return int(text) if whole else None if kind == "number" else text
    fits = {"level": text in LEVELS, "id": ID.fullmatch(text) is not None}
    return text if fits.get(kind, True) else None


def _asked(node: Node, place: str | Path, found: list[UserError]) -> list[tuple[dict[str, Value], int]] | None:
    """Return each `asked` item's values with its line; None where `node` is no list of such items."""
    if not isinstance(node, Items):
        return None
    result = []
    for item in node.items:
        if not isinstance(item, Table):
            return None
        before = len(found)
        said = values(item, ASKED, place, found)
        missing = [key for key in ASKED if key not in said]
        if missing and len(found) == before:
            found.append(UserError(place, f"an `asked` item lacks `{missing[0]}`", "add it", item.line))
        if not missing:
            result.append((said, item.line))
    return result
