"""Make a package of all answered entries for Anki: one note an entry, one deck a topic.

A note is known by its entry's id, so that a learner who imports a later package keeps the schedule of every card. Anki
takes a note's new text where the note says that it is newer, so it says when its entry's file was last changed.
"""

import hashlib
import io
import itertools
import json
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path

import genanki

from build_tools.model import Entry
from build_tools.publication import Made, Publication
from build_tools.study import anki_fields

PATH = "study/interview-questions.apkg"
_MODEL = 1_763_650_101  # the number by which Anki knows our kind of note; another would make another kind
_FIRST_NUMBER = 1_763_650_101_000  # of notes and cards, which Anki numbers anew where it has them already
_NO_TIME = 1  # when an entry was changed of which nothing is known: before every time that a history may tell later
_LEVEL = 2  # of compression: the usual one saves an eighth of the bytes and takes three times as long
_LOOKS = Path(__file__).parent
_FIELDS = ("Question", "Answer", "Depth", "Topic", "Level", "Page")

Notes = list[tuple[str, genanki.Note]]  # each with its entry's id


class _Note(genanki.Note):
    """A note without genanki's look for what may be no HTML: it takes SVG and MathML for mistakes, and is slow."""

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Find nothing."""


def anki_package(publication: Publication) -> Made:
    """Yield the package, nothing where no entry has an answer.

    The same entries give the same bytes: times come from the entries, the archive has none.
    """
    if not publication.answers:
        return
    media: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as folder:  # a large collection's database does not fit into memory twice
        database = Path(folder) / "collection"
        with closing(sqlite3.connect(database)) as connection:
            _write(connection.cursor(), publication, media)
            connection.commit()
        yield PATH, _archive(database, _numbered(media))


def guid(entry: str) -> str:
    """Return what Anki knows an entry's note by, whatever its text becomes."""
    return genanki.guid_for("interview question", entry)


def _write(cursor: sqlite3.Cursor, publication: Publication, media: dict[str, bytes]) -> None:
    """Write the whole collection of Anki; `media` takes the pictures that its notes show."""
    numbers = itertools.count(_FIRST_NUMBER)
    genanki.Package([]).write_to_db(cursor, _NO_TIME, numbers)
    times = {entry.id: _changed(entry, publication) for entry in publication.collection.entries}
    newest = max(times.values())  # for the looks of the cards, so that Anki takes new ones with a newer entry
    for deck, notes in _decks(publication, media):
        deck.write_to_db(cursor, newest, numbers)
        for entry, note in notes:
            note.write_to_db(cursor, times[entry], deck.deck_id, numbers)


def _decks(publication: Publication, media: dict[str, bytes]) -> Iterator[tuple[genanki.Deck, Notes]]:
    """Yield each topic's deck with its notes by their entries; `media` takes the pictures that they show."""
    model, parent = _model(), _part_of_name(publication.site.pages[0].title)
    for topic in publication.collection.topics:
        entries = [one for one in publication.collection.entries if one.topic == topic.id]
        answered = [entry for entry in entries if entry.id in publication.answers]
        if not answered:
            continue
        deck = genanki.Deck(_number(topic.id), f"{parent}::{_part_of_name(topic.title)}")
        deck.add_model(model)
        yield deck, [(entry.id, _note(entry, topic.title, model, publication, media)) for entry in answered]


def _changed(entry: Entry, publication: Publication) -> int:
    """Return when an entry's file was last changed, in seconds since 1970."""
    known = publication.history.files.get(f"topics/{entry.topic}/{entry.path.name}")
    return int(datetime.fromisoformat(known.changed).timestamp()) if known else _NO_TIME


def _note(
    entry: Entry, topic: str, model: genanki.Model, publication: Publication, media: dict[str, bytes]
) -> genanki.Note:
    answer = publication.answers[entry.id]
    page = f"questions/{entry.id}/"
    place = anki_fields.Place(publication.collection.docs, page, publication.address)
    address = publication.address + page if publication.address else ""
    fields = (
        anki_fields.text(entry.title),
        anki_fields.field(answer.short, place, media),
        anki_fields.field(answer.rest, place, media),
        anki_fields.text(topic),
        anki_fields.text(entry.level),
        anki_fields.text(address),
    )
    tags = [tag.replace(" ", "-") for tag in (entry.level, *entry.tags) if tag]
    return _Note(model, list(fields), tags=tags, guid=guid(entry.id))


def _model() -> genanki.Model:
    front = (_LOOKS / "anki_front.txt").read_text("utf-8")
    back = (_LOOKS / "anki_back.txt").read_text("utf-8")
    style = (_LOOKS / "anki_style.txt").read_text("utf-8")
    template = {"name": "Question", "qfmt": front, "afmt": back}
    return genanki.Model(_MODEL, "Interview question", [{"name": name} for name in _FIELDS], [template], style)


def _number(name: str) -> int:
    """Return a number for a name, the same for ever; Anki's numbers of decks are below 2^53."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:12], 16)


def _part_of_name(title: str) -> str:
    """Return a title as one part of a deck's name, whose parts stand between double colons."""
    return " ".join(title.replace("::", " – ").split())


def _numbered(media: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return pictures as Anki packs them: numbered, with a list of their names."""
    names = sorted(media)
    listed = json.dumps({str(number): name for number, name in enumerate(names)})
    return {"media": listed.encode(), **{str(number): media[name] for number, name in enumerate(names)}}


def _archive(database: Path, files: Mapping[str, bytes]) -> bytes:
    """Return a database and further files as an archive without times."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        with database.open("rb") as stored, archive.open("collection.anki2", "w") as entry:
            shutil.copyfileobj(stored, entry, 1 << 20)
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED, _LEVEL)
    return packed.getvalue()
