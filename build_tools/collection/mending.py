"""Mend what a machine can mend in a file: the order and the quotes of its front matter, blanks and blank lines.

No word changes: a file whose values or words would differ afterwards is left as it is.
"""

import re
from collections.abc import Iterator, Mapping

from build_tools.collection.front_matter import Items, Node, Parts, Scalar, Table, parse
from build_tools.collection.writer import line_end, quoted, scalar
from build_tools.errors import UserError

_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")
_FORMULA = re.compile(r"\s*\$\$")
_ITEM = re.compile(r" {0,3}(?:[-*+]|1[.)]) +\S")
_TEXT = re.compile(r" {0,3}[^\s\-*+#>|:\d]")
Edit = tuple[int, int, str]  # start, end, what stands there instead


def mend(text: str, schema: Mapping[str, str]) -> str:
    """Return a file's text mended; `schema` holds the keys that its front matter may have, in order.

    Texts that are in order come back as they are, to the byte. A front matter that cannot be read stays, for `check`
    to tell what is wrong with it.
    """
    if not text.lstrip("\ufeff").startswith("---"):
        return _body(text)
    try:
        before = parse(text, "")
        head, body = text[: before.close], text[before.close :]
        mended = _ordered(_spelt(text, before, schema)[: -len(body)], schema, before.newline)
        fence, newline, rest = body.partition(before.newline)
        whole = f"{mended}{fence.rstrip()}{newline}{_body(rest)}" if newline else f"{mended}{body}"
        after = parse(whole, "")
    except UserError:
        return text
    same = sorted(_said(before.table)) == sorted(_said(after.table)) and before.body.split() == after.body.split()
    return whole if same and head.count("#") == whole[: after.close].count("#") else text


def _said(table: Table) -> Iterator[str]:
    for key, node in zip(table.keys, table.values, strict=True):
        yield f"{key.text}: {_plainly(node)!r}"


def _plainly(node: Node) -> object:
    """Return what a node says, however it is written."""
    if isinstance(node, Scalar):
        return node.text, node.quoted and node.text.isdecimal()  # the text "1" is not the number 1
    if isinstance(node, Items):
        return [_plainly(item) for item in node.items]
    return list(_said(node))


def _spelt(text: str, parts: Parts, schema: Mapping[str, str]) -> str:
    """Return `text` with the quotes and the spaces of its front matter as `render_entry` writes them."""
    edits: list[Edit] = []
    for key, node in zip(parts.table.keys, parts.table.values, strict=True):
        edits += [*_behind(text, key, node), *_spelling(text, node, schema.get(key.text, ""), False)]
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _spelling(text: str, node: Node, kind: str, flow: bool) -> Iterator[Edit]:
    if isinstance(node, Scalar):
        shown = text[node.start : node.end]
        if node.text and not shown.startswith(("|", ">")) and "\n" not in shown:
            yield node.start, node.end, _written(node, kind, flow) or shown
        return
    inner = node.items if isinstance(node, Items) else node.values
    kinds = [kind.removesuffix("s")] * len(inner)
    if isinstance(node, Table):
        kinds = [{"wording": "wording", "number": "label"}.get(key.text, "") for key in node.keys]
        for key, value in zip(node.keys, inner, strict=True):
            yield from _behind(text, key, value)
    flowing = text[node.start] in "[{"
    for child, its_kind in zip(inner, kinds, strict=True):
        yield from _spelling(text, child, its_kind, flowing)
    if flowing:
        firsts = node.items if isinstance(node, Items) else node.keys
        yield from _spaces(text, node, [one.start for one in firsts], [one.end for one in inner])


def _written(node: Scalar, kind: str, flow: bool) -> str:
    """Return how a value is written: "" where it stays as it is."""
    if kind == "wording" or (kind == "label" and node.quoted):
        return quoted(node.text)
    return scalar(node.text, flow) if node.quoted and kind in ("line", "level", "id") else ""


def _behind(text: str, key: Scalar, node: Node) -> Iterator[Edit]:
    """Yield the edit that sets one space between a key and the value that stands on its line."""
    if re.fullmatch(r"[ \t]*:[ \t]+", text[key.end : node.start]):
        yield key.end, node.start, ": "


def _spaces(text: str, node: Items | Table, starts: list[int], ends: list[int]) -> Iterator[Edit]:
    """Yield the edits that set one space behind each comma and none inside the brackets."""
    gaps = [(node.start + 1, starts[0], ""), (ends[-1], node.end - 1, "")] if starts else []
    gaps += [(end, start, ", ") for end, start in zip(ends, starts[1:], strict=False)]
    for start, end, wanted in gaps:
        if re.fullmatch(r"[ \t]*,?[ \t]*", text[start:end]) and ("," in text[start:end]) == bool(wanted):
            yield start, end, wanted


def _ordered(head: str, schema: Mapping[str, str], newline: str) -> str:
    """Return the front matter (the fence that closes it left off) with its keys in the schema's order.

    Comments and blank lines above a key go with it. Keys that the schema does not know keep it as it stands.
    """
    table = parse(f"{head}---{newline}", "").table
    order = {key: place for place, key in enumerate(schema)}
    if any(key.text not in order for key in table.keys):
        return head
    ends = [line_end(head, value.end, newline) for value in table.values]
    first = head.index(newline) + len(newline)
    chunks = [
        (order[key.text], head[start:end]) for key, start, end in zip(table.keys, [first, *ends], ends, strict=False)
    ]
    tail = head[ends[-1] :] if ends else head[first:]
    lines = (head[:first] + "".join(chunk for _, chunk in sorted(chunks, key=lambda one: one[0])) + tail).split(newline)
    return newline.join(line.rstrip(" \t") for line in lines)


def _body(text: str) -> str:
    """Return Markdown with no blanks at the ends of its lines, single blank lines, and one line end at its end.

    Two blanks that break a line stay, and what stands in code and in formulas. A list that follows a paragraph
    directly, which some readers of Markdown take for a part of it, gets a blank line.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    result: list[str] = []
    fence = ""
    formula = False
    for line in text.replace("\r\n", "\n").rstrip().split("\n"):
        match = _FENCE.match(line)
        kept = bool(fence) or formula
        if match and not formula and (not fence or (line.strip().startswith(fence) and not line.strip(" `~"))):
            fence = "" if fence else match["fence"]
        elif not fence and _FORMULA.match(line) and line.count("$$") % 2:
            formula = not formula
        if kept or line.startswith("    "):
            result.append(line)
            continue
        line = line.rstrip(" \t") + ("  " if line.endswith("  ") and line.strip() else "")
        if not line and result[-1:] == [""]:
            continue
        if _ITEM.match(line) and result and _TEXT.match(result[-1]) and not _in_item(result):
            result.append("")
        result.append(line)
    while result and not result[-1].strip():
        result.pop()
    return newline.join([*result, ""]) if result else ""


def _in_item(lines: list[str]) -> bool:
    """Say whether the paragraph that `lines` end with began in a list item."""
    paragraph = []
    for line in reversed(lines):
        if not line.strip():
            break
        paragraph.append(line)
    return any(re.match(r"\s*(?:[-*+]|\d+[.)])\s", line) for line in paragraph)
