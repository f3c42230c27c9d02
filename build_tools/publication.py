"""The value that the files beside the pages are made from: the collection, its pages, and its answers as HTML."""

from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.history import History
from build_tools.model import Collection
from build_tools.pages.page import Site


@dataclass(frozen=True, slots=True)
class Answer:
    """An entry's answer as its page shows it: formulas and figures drawn, addresses relative to its page."""

    short: str  # HTML of the first paragraph, with its tags
    rest: str  # HTML of all that follows it


@dataclass(frozen=True, slots=True)
class Publication:
    """All that is known of a site when its pages are rendered."""

    collection: Collection
    site: Site
    answers: Mapping[str, Answer]  # by the id of the entry; entries without an answer have none
    address: str  # of the site's root, with a slash at its end; "" where the site has no home
    history: History = History()  # of the collection's files, as far as git knows it
