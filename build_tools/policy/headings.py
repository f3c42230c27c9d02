"""Give a heading its anchor; no anchor of a text is a name that the theme or its scripts look up."""

import re
import unicodedata

_NO_WORD = re.compile(r"[^a-z0-9]+")


def heading_id(text: str, separator: str) -> str:
    """Return the anchor of a heading: its letters a-z and digits, joined by `separator`; "section" where it has none.

    The theme's own names begin with two underscores (`__config` holds its settings and is the first thing its script
    reads), so an anchor holds no underscore but the one before the number that Python-Markdown gives to a second one.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return _NO_WORD.sub(separator, plain).strip(separator) or "section"
