"""Read a bibliography (BibTeX) into the works that entries cite, with the line of every mistake in it."""

import logging
import re
from pathlib import Path
from urllib.parse import quote, urlsplit

from bibtexparser import parse_string
from bibtexparser.middlewares import NameParts, NormalizeFieldKeys, SeparateCoAuthors, SplitNameParts
from bibtexparser.model import DuplicateBlockKeyBlock, Entry, ParsingFailedBlock
from pylatexenc.latex2text import LatexNodes2Text

from build_tools.errors import UserError
from build_tools.model import Reference

DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+")  # ISO 26324, with the registrants' numbers in use
ARXIV = re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?")  # since 2007, before
ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'\\`]+")  # what needs no escaping in Markdown
YEAR = re.compile(r"\d{4}")
# Where a work came out: the first of these fields that it has.
VENUES = ("journal", "booktitle", "publisher", "school", "institution", "howpublished")
PLACES = ("doi", "eprint", "url", "isbn", "pages")
_FORMS = {"year": YEAR, "doi": DOI, "eprint": ARXIV, "url": ADDRESS}
_MARKUP = re.compile(r"[\\{}$~%]|--|``|''")  # nothing else in BibTeX needs the slow way to plain text
_TEX = LatexNodes2Text(math_mode="verbatim")
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # what it would print is told by `read_references`


def read_references(text: str, place: Path) -> tuple[list[Reference], list[UserError]]:
    """Return the works in the BibTeX `text` of the file `place`, in its order, and what is wrong with it.

    A work needs a title, authors (or editors), a year, and where it can be found: a DOI, an arXiv id, a web address,
    an ISBN, or the pages of a journal or a volume. One that lacks any of these is among the works nevertheless.
    """
    library = parse_string(text, append_middleware=[NormalizeFieldKeys(), SeparateCoAuthors(), SplitNameParts()])
    found = [_failed(block, place) for block in library.failed_blocks]
    works = []
    for entry in library.entries:
        fields = {field.key: field.value for field in entry.fields}
        found += [UserError(place, f"`{entry.key}` {cause}", "mend it", line) for cause, line in _wrong(entry, fields)]
        works.append(_reference(entry, fields))
    return works, found + _doubles(works, place)


def _doubles(works: list[Reference], place: Path) -> list[UserError]:
    """Return the works that are there already under another key: a DOI or an arXiv id names one work."""
    first: dict[str, Reference] = {}
    found = []
    for work in works:
        other = first.setdefault(work.label.casefold(), work) if ":" in work.label else work
        if other is not work:
            cause = f"`{work.key}` is the same work as `{other.key}`: {work.label}"
            found.append(UserError(place, cause, "keep one key, and cite the work by it", work.line))
    return found


def _failed(block: ParsingFailedBlock, place: Path) -> UserError:
    line = (block.start_line or 0) + 1
    if isinstance(block, DuplicateBlockKeyBlock):
        return UserError(place, f"the key `{block.key}` stands twice", "delete one of the two works", line)
    return UserError(place, "is not BibTeX from here on", "close every brace and quote of this work", line)


def _wrong(entry: Entry, fields: dict) -> list[tuple[str, int]]:
    """Return what a work lacks or has in a wrong form, each with its 1-based line."""
    start = entry.start_line + 1
    lacks = [name for name in ("title", "year") if not fields.get(name)]
    if not (fields.get("author") or fields.get("editor")):
        lacks.append("author")
    if not any(fields.get(name) for name in PLACES):
        lacks.append(f"one of {', '.join(PLACES)}")
    lines = {field.key: field.start_line + 1 for field in entry.fields}
    wrong = [
        (f"has a {name} that is none: {fields[name]}", lines[name])
        for name, form in _FORMS.items()
        if fields.get(name) and not form.fullmatch(fields[name])
    ]
    return [(f"lacks {', '.join(lacks)}", start)] * bool(lacks) + wrong


def _reference(entry: Entry, fields: dict) -> Reference:
    people = fields.get("author") or fields.get("editor") or []
    venue = next((_plain(fields[name]) for name in VENUES if fields.get(name)), "")
    address, label = _address(fields)
    return Reference(
        key=entry.key,
        line=entry.start_line + 1,
        authors=tuple(_name(one) for one in people),
        title=_plain(fields.get("title", "")),
        venue=venue or ("arXiv" if fields.get("eprint") else ""),
        year=fields.get("year", ""),
        address=address,
        label=label,
    )


def _address(fields: dict) -> tuple[str, str]:
    """Return where a work is found, the most lasting address first, and what stands for it in a text."""
    if doi := fields.get("doi"):
        return f"https://doi.org/{quote(doi, safe='/:;')}", f"doi:{doi}"  # old ones hold brackets, "<" and "#"
    if eprint := fields.get("eprint"):
        return f"https://arxiv.org/abs/{eprint}", f"arXiv:{eprint}"
    url = fields.get("url", "")
    return (url, urlsplit(url).netloc.removeprefix("www.")) if ADDRESS.fullmatch(url) else ("", "")


def _name(name: NameParts) -> str:
    parts = _plain(" ".join([*name.first, *name.von, *name.last, *name.jr]))
    return "et al." if parts == "others" else parts


def _plain(tex: str) -> str:
    """Return a field's TeX as plain text on one line."""
    return " ".join((_TEX.latex_to_text(tex) if _MARKUP.search(tex) else tex).split())
