"""The value that the files beside the pages are made from: the collection, its pages, and its answers as HTML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_tools.history import History
from build_tools.model import Collection
from build_tools.pages.page import Site

Made = Iterator[tuple[str, bytes]]  # files: the path of each under the site's root, and its bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """An entry's answer as its page shows it: formulas and figures drawn, addresses relative to its page.

    The page is held once and as UTF-8: as text, one letter of a formula makes every letter take four bytes.
    """

    page: bytes  # HTML of the whole page
    short_at: slice
    rest_at: slice

    @property
    def short(self) -> str:
        """HTML of the first paragraph, with its tags."""
        return self.page[self.short_at].decode()

    @property
    def rest(self) -> str:
        """HTML of all that follows it."""
        return self.page[self.rest_at].decode()


@dataclass(frozen=True, slots=True)
class Publication:
    """All that is known of a site when its pages are rendered."""

    collection: Collection
    site: Site
    answers: Mapping[str, Answer]  # by the id of the entry; entries without an answer have none
    address: str  # of the site's root, with a slash at its end; "" where the site has no home
    history: History = History()  # of the collection's files, as far as git knows it
