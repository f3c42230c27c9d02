"""The Markdown of each page beside it, with its links between such files: what the site shows, as plain text."""

from build_tools.data.places import copies
from build_tools.pages.links import rebase
from build_tools.publication import Publication


def markdown_copies(publication: Publication) -> dict[str, bytes]:
    """Return the Markdown of every page."""
    places = copies(publication)
    return {
        places[page.path]: rebase(page.markdown, page.path, places[page.path], places).encode()
        for page in publication.site.pages
    }
