"""Where the files for other tools stand under the site's root, and the full addresses of pages."""

from collections.abc import Mapping

from build_tools.model import Entry
from build_tools.publication import Publication

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


def copy(path: str) -> str:
    """Return where the Markdown of a page stands.

    https://llmstxt.org would have it at "index.html.md", which a server that does not know ".md" may call HTML: what
    the page shows as text, `<script>` say, would then run.
    """
    return f"{folder(path)}index.md"


def copies(publication: Publication) -> Mapping[str, str]:
    """Return where the Markdown of each page stands by the path of the page."""
    return {page.path: copy(page.path) for page in publication.site.pages}


def preview(entry: str = "") -> str:
    """Return where the preview picture of an entry stands, or that of all other pages."""
    return f"{PREVIEWS}/questions/{entry}.png" if entry else f"{PREVIEWS}/site.png"
