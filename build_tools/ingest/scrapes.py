"""Tell which source a scraped page is: one that the collection knows, scraped again, or a new one."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from rapidfuzz.distance import OSA

from build_tools.extracting.language import holds
from build_tools.ids import free, slug
from build_tools.model import Asked, Collection, Document, Extraction, Source
from build_tools.text import plain, wording_key

_ALIKE = 0.6  # share of all wordings of both that are shared: a page keeps most of its questions between two scrapes
_ALIKE_UNDER_ONE_TITLE = 0.3
_FEWEST = 4  # fewer questions are shared by chance
_WITHIN, _LONGEST_TITLE = 60, 16  # lines from the top, words
_KEPT = 0.5  # share of a page's questions that its source has asked before, whatever else it asked over the years
_ARTICLES = frozenset(("a", "an", "the"))
_LONG_ENOUGH = 5  # letters of a word in which one wrong letter makes no other word


def sources_of(pages: Sequence[tuple[Document, Extraction]], collection: Collection) -> list[Source]:
    """Return the source of each page, in the order given.

    A page is a known source when it gives the same address, or asks what that source asks (`asked` of the entries
    says what); pages of one ingest are compared with one another as well. A new source gets an id from its title.
    """
    known: dict[str, Source] = {source.id: source for source in collection.sources}
    asked: dict[str, set[str]] = {source.id: set() for source in collection.sources}
    for entry in collection.entries:
        for one in entry.asked:
            asked.setdefault(one.source, set()).add(wording_key(one.wording))
    result = []
    for document, extraction in pages:
        keys = {wording_key(q.question) for q in extraction.questions}
        same = [s for s in known.values() if _is_scrape_of(document, keys, s, asked.get(s.id, set()))]
        source = (
            max(same, key=lambda s: (len(keys & asked[s.id]), s.id))
            if same
            else _new(document, keys, known, collection.docs)
        )
        known[source.id] = source
        asked.setdefault(source.id, set()).update(keys)
        result.append(source)
    return result


def _is_scrape_of(document: Document, keys: set[str], source: Source, asked: set[str]) -> bool:
    address = document.about.get("address", "")
    if address and source.address:
        return address.rstrip("/") == source.address.rstrip("/")
    shared, union = len(keys & asked), len(keys | asked)
    title = _own_title(document, keys)
    titled = wording_key(title) == wording_key(source.title) != "" or slug(title) == source.id  # its title was mended
    if titled and asked <= keys:  # an ingest that was cut off has written a part
        return True
    if titled and sum(key in asked or any(same_words(key, old) for old in asked) for key in keys) >= _KEPT * len(keys):
        return True
    alike = shared / union if union else 0.0
    return alike >= (_ALIKE_UNDER_ONE_TITLE if titled else _ALIKE) and (shared >= _FEWEST or titled)


def title_of(document: Document) -> str:
    """Return a page's title: what its HTML says, else the first short line about questions, else its first line."""
    if any(line.role for line in document.lines):  # HTML: the title is the page's own
        return document.title
    shown = [plain(line.text.lstrip("#> ").strip()) for line in document.lines if line.text.strip()][:_WITHIN]
    short = [
        text for text in shown if len(text.split()) <= _LONGEST_TITLE and not text.endswith((".", "?", ":", ",", "!"))
    ]
    return next((text for text in short if holds("promises", text) and len(text.split()) > 2), document.title)


def _own_title(document: Document, keys: set[str]) -> str:
    """Return what a new source is called: the page's title, the file's name where that is one of its questions."""
    title = title_of(document)
    if not title or any(wording_key(title).endswith(key) for key in keys):
        title = " ".join(re.split(r"[_\s-]+", Path(document.name).stem)).strip() or document.name
    return title


def _new(document: Document, keys: set[str], known: Iterable[str], docs: Path) -> Source:
    title = _own_title(document, keys)
    name = free(slug(title) or "source", set(known))
    about = document.about
    return Source(
        name,
        docs / "sources" / f"{name}.md",
        title,
        about.get("author", ""),
        about.get("publisher", ""),
        about.get("address", ""),
        about.get("licence", ""),
    )


def asked_already(source: str, wording: str, standing: Sequence[Asked]) -> Asked | None:
    """Return the `asked` item that records this question of this source, None where there is none.

    The number says nothing: pages count anew. A wording that a typing error tells from another is another scrape of it.
    """
    key = wording_key(wording)
    own = [(wording_key(one.wording), one) for one in standing if one.source == source]
    exact = next((one for recorded, one in own if recorded == key), None)
    return exact or next((one for recorded, one in own if same_words(recorded, key)), None)


def same_words(one: str, other: str) -> bool:
    """Return whether two wording keys are one but for articles, blanks, and a wrong letter in a long word.

    "L1" is not "L2", nor "overfitting" "underfitting": however few letters differ, they may be all that is asked.
    """
    if abs(len(one) - len(other)) > 8:
        return False
    left, right = ([word for word in key.split() if word not in _ARTICLES] for key in (one, other))
    if "".join(left) == "".join(right):
        return True
    return len(left) == len(right) and all(
        a == b or (min(len(a), len(b)) >= _LONG_ENOUGH and OSA.distance(a, b, score_cutoff=1) <= 1)
        for a, b in zip(left, right, strict=True)
    )
