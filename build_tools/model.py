"""The values that flow from one step to the next; every step takes some of them and returns others."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source, as Markdown, and where it came from."""

    number: int  # 1-based line in the source file; several lines may share one (HTML on one line)
    text: str  # the line's text, without its line end; HTML has become Markdown
    role: str = (
        ""  # what the page's markup says: "" (content), "chrome", "markup", "picture", "code", "question", "answer"
    )
    last: int = 0  # the last source line of this text, where it spans several (a wrapped HTML paragraph); 0: `number`

    @property
    def end(self) -> int:
        """The last source line of this text."""
        return max(self.number, self.last)


@dataclass(frozen=True, slots=True)
class Document:
    """One source as read: its lines, and what the page says of itself."""

    name: str  # the file's name
    title: str  # the page's own title, "" where it has none
    lines: tuple[Line, ...]
    about: dict[str, str] = field(
        default_factory=dict
    )  # author, publisher, address, licence, language: only what is said


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part of a source that is in no question and no answer, and why."""

    lines: tuple[int, int]  # first and last line, 1-based, both included
    text: str
    reason: str  # one of `REASONS`


@dataclass(frozen=True, slots=True)
class ScrapedQuestion:
    """One question as a source asks it."""

    number: int | str  # the page's own number ("1.1" stays text), else the question's position on the page
    question: str  # plain wording on one line
    answer: str  # clean Markdown, "" where the page gives none
    lines: tuple[int, int]  # first and last line of question and answer, 1-based, both included


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was made of one source: its questions in order, and what was left out."""

    source: str
    questions: tuple[ScrapedQuestion, ...]
    left_out: tuple[LeftOut, ...]


# Why a line of a source is in no question and no answer. The list is short so that a report can be read.
REASONS = {
    "introduction": "text before the first question",
    "closing": "text after the last answer",
    "section": "a heading that groups questions",
    "contents": "a table of contents or a list of the questions that follow",
    "label": "a number or word that only marks a question or an answer",
    "bridge": "a sentence between two questions that belongs to neither",
    "chrome": "navigation, footer, share and cookie lines, lists of other pages",
    "advert": "an advert, an enrolment count, a call to act",
    "picture": "what remains of a picture that the scrape did not keep",
    "badge": "a difficulty mark, a citation or a link behind a question",
    "markup": "HTML that shows no text: script, style, head",
    "duplicate": "words that stand elsewhere on the page already",
    "policy": "an answer that no page may show: too large, too tangled, or with addresses that are none",
    "article": "prose of a page, or a part of one, that asks nothing",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks an entry's question, and in what words."""

    source: str  # id of a `Source`
    number: int | str
    wording: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One published question: the file `docs/topics/<topic>/<id>.md`."""

    id: str  # the file's name without `.md`; chosen once
    topic: str  # id of a `Topic`
    path: Path
    title: str
    body: str  # Markdown after the front matter; "" where nobody has answered yet
    body_line: int  # 1-based line of the file on which the body begins
    level: str = ""  # "basic", "intermediate", "advanced", or "" where unknown
    tags: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()  # what the entry defines
    aliases: tuple[str, ...] = ()  # more words a search must find it by
    former_ids: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    references: tuple[str, ...] = ()
    distinct_from: tuple[str, ...] = ()  # ids of entries that a person has said are other questions


@dataclass(frozen=True, slots=True)
class Topic:
    """A folder under `docs/topics/` with an `index.md`."""

    id: str
    path: Path  # its index.md
    title: str
    order: int
    introduction: str  # Markdown
    words: tuple[str, ...] = ()  # words and phrases that mark a question as this topic's
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One scraped page, as `docs/sources/<source>.md` describes it; only what the page itself says."""

    id: str
    path: Path
    title: str
    author: str = ""
    publisher: str = ""
    address: str = ""
    licence: str = ""
    read: str = ""  # date the page was read, ISO 8601, "" where unknown
    body: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """One work of `docs/references.bib` that entries cite."""

    key: str  # by which entries name it
    line: int  # 1-based line of the file on which it begins
    authors: tuple[str, ...]  # plain names, given name first, in the work's order
    title: str  # plain text
    venue: str  # journal, proceedings, publisher or "arXiv"; "" where unknown
    year: str
    address: str  # of the work on the web, by DOI or arXiv id where it has one, "" where unknown
    label: str  # what stands for the address: "doi:10.1000/1", "arXiv:1412.6980", or the host's name


@dataclass(frozen=True, slots=True)
class Collection:
    """Everything under one `docs/`."""

    docs: Path
    topics: tuple[Topic, ...]  # by order, then id
    entries: tuple[Entry, ...]  # by topic, then id
    sources: tuple[Source, ...]  # by id
    references: tuple[Reference, ...] = ()  # in the order of their file

    def told_apart(self) -> set[frozenset[str]]:
        """Return the pairs of ids that people have said are two questions (`distinct_from`), by their present ids."""
        now = {old: entry.id for entry in self.entries for old in entry.former_ids}
        now |= {entry.id: entry.id for entry in self.entries}
        pairs = {
            frozenset((entry.id, now.get(other, other))) for entry in self.entries for other in entry.distinct_from
        }
        return {pair for pair in pairs if len(pair) == 2}
