"""Join the `asked` of two versions of one entry, so that git's merge of the rest never meets it."""

from pathlib import Path

from build_tools.collection import schema
from build_tools.collection.front_matter import parse
from build_tools.collection.writer import add_asked, asked_lines, line_end
from build_tools.errors import UserError
from build_tools.model import Asked


def join_asked(base: str, ours: str, theirs: str, place: str | Path) -> tuple[str, str, str]:
    """Return the three texts of an entry (`base` may be "") with the same `asked` in each: what both sides made of it.

    What theirs added is added to ours in order, what theirs took away is taken away. Comments between the lines are
    not kept. Raise `UserError`, which names `place`, where a front matter cannot be read.
    """
    former, own, other = (_asked(text, place) for text in (base, ours, theirs))
    kept = [one for one in own if one in other or one not in former]
    added = [one for one in other if one not in own and one not in former]
    joined = add_asked(f"---\n{asked_lines(kept)}---\n", added, place)
    block = joined.removeprefix("---\n").removesuffix("---\n")
    base, ours, theirs = (_with(text, block, place) if text else "" for text in (base, ours, theirs))
    return base, ours, theirs


def _asked(text: str, place: str | Path) -> list[Asked]:
    """Return the `asked` of an entry's text."""
    if not text:
        return []
    found: list[UserError] = []
    said = schema.values(parse(text, place).table, schema.ENTRY, place, found).get("asked", [])
    if found:
        raise found[0]
    return [Asked(**item) for item, _ in said]


def _with(text: str, block: str, place: str | Path) -> str:
    """Return an entry's text with `block` in place of its `asked`, or at the end of its front matter."""
    parts = parse(text, place)
    named = zip(parts.table.keys, parts.table.values, strict=True)
    key, value = next(((key, value) for key, value in named if key.text == "asked"), (None, None))
    start = text.rfind("\n", 0, key.end) + 1 if key else parts.close
    end = line_end(text, value.end, parts.newline) if value else parts.close
    return text[:start] + block.replace("\n", parts.newline) + text[end:]
