"""Where the files for other tools stand under the site's root, and the pages themselves."""

from build_tools.model import Entry

ENTRIES = "entries.json"
SCHEMA = "entries.schema.json"
FEED = "feed.xml"
PREVIEWS = "previews"  # a folder: no page has this address


def folder(path: str) -> str:
    """Return the address of a page under the site's root: "questions/dropout/" for "questions/dropout.md"."""
    stem = path.removesuffix(".md")
    return stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"


def file(entry: Entry) -> str:
    """Return the path under `docs/` of the file that an entry stands in."""
    return f"topics/{entry.topic}/{entry.path.name}"


def preview(entry: str = "") -> str:
    """Return where the preview picture of an entry stands, or that of all other pages."""
    return f"{PREVIEWS}/questions/{entry}.png" if entry else f"{PREVIEWS}/site.png"
