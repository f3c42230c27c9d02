"""Turn a review (JSON of anybody's on standard input) into a comment in Markdown in which no text of it can act.

It stands alone and needs nothing installed: it runs where a comment may be written, beside nothing that a pull request
brings. Every text is shown as code, which no code host reads for links, mentions or HTML, and is cut short.
"""

import json
import re
import sys
import unicodedata

LONGEST = 300  # characters of a text
MOST = 40  # items of a list
_HEADINGS = {
    "changed": "Changed",
    "moved": "Moved addresses",
    "messages": "What check says",
    "near": "Perhaps there already",
}


def shown(text: object) -> str:
    """Return a text as code on one line: control and format characters as their numbers, blanks joined."""
    if not isinstance(text, str):
        raise ValueError("a review holds texts only")
    cut = text[:LONGEST] + ("…" if len(text) > LONGEST else "")
    plain = "".join(c if c == " " or unicodedata.category(c)[0] not in "CZ" else _number(c) for c in cut)
    ticks = "`" * (max((len(run) for run in re.findall("`+", plain)), default=0) + 1)
    return f"{ticks} {plain} {ticks}"


def _number(character: str) -> str:
    return " " if character.isspace() else f"U+{ord(character):04X}"


def comment(review: object) -> str:
    """Return the comment; raise `ValueError` where `review` is none: {heading: [[text, …], …]}."""
    if not isinstance(review, dict) or not set(review) <= set(_HEADINGS):
        raise ValueError("a review holds its own lists only")
    parts = []
    for key, heading in _HEADINGS.items():
        items = review.get(key, [])
        if not isinstance(items, list):
            raise ValueError("a review holds lists only")
        lines = [_item(item) for item in items[:MOST]]
        if len(items) > MOST:
            lines.append(f"- and {len(items) - MOST} more")
        parts += [f"### {heading}", "\n".join(lines)] if lines else []
    return "\n\n".join(parts or ["Nothing of the collection changes."]) + "\n"


def _item(item: object) -> str:
    if not isinstance(item, list) or not 1 <= len(item) <= 3:
        raise ValueError("an item holds one to three texts")
    return "- " + " → ".join(map(shown, item))


if __name__ == "__main__":
    try:
        sys.stdout.write(comment(json.loads(sys.stdin.buffer.read().decode("utf-8"))))
    except (ValueError, RecursionError):
        sys.exit("the review is none that build_tools writes: no comment")
