"""The value that a page is before any site generator has seen it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from build_tools.model import Entry


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site, as Markdown."""

    path: str  # under the site's root, such as "questions/dropout.md"; the address follows from it
    title: str  # plain text
    markdown: str  # with its heading, without front matter
    # "home", "topics", "topic", "question", "tags", "tag", "sources", "source", "study", "ask", "quality", "changes"
    kind: str  # or "other"
    origin: str = ""  # path under `docs/` of the file that a reader corrects it in, "" where there is none
    description: str = ""  # plain text for search engines
    answer: tuple[int, int] = (0, 0)  # where the answer to an answered question begins and ends in `markdown`


@dataclass(frozen=True, slots=True)
class Moved:
    """An address that a page once had."""

    path: str  # under the site's root, such as "questions/drop-out.md"
    target: str  # path of the page that it leads to


@dataclass(frozen=True, slots=True)
class Section:
    """A group of pages in the navigation."""

    title: str
    index: str  # path of the page that stands for the group
    children: tuple["Section | str", ...]  # sections, and paths of pages


@dataclass(frozen=True, slots=True)
class Site:
    """All that a site generator needs."""

    pages: tuple[Page, ...]
    moved: tuple[Moved, ...]
    navigation: tuple["Section | str", ...]
    drawings: Mapping[str, str] = field(default_factory=dict)  # SVG by path under the site's root
    related: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)  # what to read after an entry, by its id
    question: Callable[[Entry], Page] | None = field(default=None, compare=False)  # makes a question's page anew
