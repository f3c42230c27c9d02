"""What stands in the head of a page for other programs: other forms of the page, its preview, its data."""

from dataclasses import dataclass

from build_tools.data.atom import has_feed
from build_tools.data.places import FEED, folder, preview
from build_tools.data.structured import question_data
from build_tools.pages import questions
from build_tools.pages.links import relative
from build_tools.publication import Publication


@dataclass(frozen=True, slots=True)
class Head:
    """The values of `overrides/partials/head_extra.html`, which escapes all but `data`."""

    title: str
    description: str
    site: str  # its name
    kind: str  # "article" or "website", as https://ogp.me calls them
    address: str  # full address of the page, "" where the site has none
    image: str  # full address of the preview picture, "" where the site has none
    markdown: str  # address of the page's Markdown, from the page
    feed: str  # address of the feed from the page, "" where there is none
    data: str  # JSON-LD that may stand in a `script` element as it is, "" where there is none


class Heads:
    """The heads of the pages of one site, each made when its page is."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._feed = FEED if has_feed(publication) else ""
        self._pages = {page.path: page for page in publication.site.pages}
        self._entries = {questions.path(entry.id): entry for entry in publication.collection.entries}

    def of(self, path: str) -> Head:
        """Return the head of the page at `path`."""
        page, publication = self._pages[path], self._publication
        entry = self._entries.get(path)
        here = folder(path)
        return Head(
            title=page.title,
            description=page.description,
            site=publication.site.pages[0].title,
            kind="article" if entry else "website",
            address=publication.address and publication.address + here,
            image=publication.address and publication.address + preview(entry.id if entry else ""),
            markdown=relative(path, here),
            feed=self._feed and relative(self._feed, here),
            data=question_data(entry, publication) if entry else "",
        )
