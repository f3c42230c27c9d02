"""The package for Anki: what is in it, the same bytes for the same entries, and a learner's progress that stays."""

import html
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest

from build_tools.build import ROOT, build
from build_tools.collection import load
from build_tools.history import Change, FileHistory, History
from build_tools.mathematics import to_mathml
from build_tools.pages import make_site
from build_tools.publication import Publication
from build_tools.study.anki import PATH, anki_package, guid
from build_tools.study.anki_fields import Place, field, text
from tests.conftest import FIXTURE, answered

SITE = "https://example.com/cooks/"
PICTURE = b"<svg/>"


def publication(docs=FIXTURE, **changes):
    collection = load(docs)
    answers = {entry.id: answered(f"<p>{entry.id}: short.</p>") for entry in collection.entries if entry.body}
    return Publication(collection, make_site(collection), **{"answers": answers, "address": SITE, **changes})


def opened(package: bytes) -> tuple[sqlite3.Connection, zipfile.ZipFile]:
    """Return the database of a package, and the package."""
    archive = zipfile.ZipFile(io.BytesIO(package))
    database = sqlite3.connect(":memory:")
    database.deserialize(archive.read("collection.anki2"))
    return database, archive


def notes(made: Publication) -> dict[str, tuple[list[str], int]]:
    """Return the fields and the time of each note by what it is known by."""
    database, _ = opened(dict(anki_package(made))[PATH])
    return {
        known: (fields.split("\x1f"), mod)
        for known, fields, mod in database.execute("select guid, flds, mod from notes")
    }


def test_every_answered_entry_is_one_note_with_one_card_in_the_deck_of_its_topic():
    made = publication()
    database, _ = opened(dict(anki_package(made))[PATH])
    decks = {
        int(number): deck["name"]
        for number, deck in json.loads(database.execute("select decks from col").fetchone()[0]).items()
    }
    rows = database.execute("select guid, did, ord from notes join cards on cards.nid = notes.id").fetchall()
    titles = {topic.id: topic.title for topic in made.collection.topics}
    assert sorted((known, decks[deck], place) for known, deck, place in rows) == sorted(
        (guid(one.id), f"{made.site.pages[0].title}::{titles[one.topic]}", 0)
        for one in made.collection.entries
        if one.id in made.answers
    )
    assert database.execute("pragma integrity_check").fetchone() == ("ok",)


def test_a_note_says_question_answers_topic_level_and_page():
    made = publication(answers={"salt": answered("<p>Short.</p>", "<p>Long.</p>")})
    [entry] = [one for one in made.collection.entries if one.id == "salt"]
    [topic] = [one for one in made.collection.topics if one.id == entry.topic]
    [(fields, _)] = notes(made).values()
    assert fields == [
        text(entry.title),
        "<p>Short.</p>",
        "<p>Long.</p>",
        topic.title,
        entry.level,
        f"{SITE}questions/salt/",
    ]


def test_the_same_entries_give_the_same_bytes_on_any_day_in_any_zone():
    program = (
        "import sys; from tests.test_anki import PATH, anki_package, publication; "
        "sys.stdout.buffer.write(dict(anki_package(publication()))[PATH])"
    )
    made = []
    for zone, seed in (("Asia/Tokyo", "1"), ("America/Lima", "2")):
        given = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C"}
        made.append(
            subprocess.run([sys.executable, "-c", program], env=given, check=True, capture_output=True, cwd=ROOT).stdout
        )
    assert made[0] == made[1] == dict(anki_package(publication()))[PATH]


def test_an_answer_or_a_title_that_changes_stays_the_same_note():
    made = publication()
    entries = tuple(replace(one, title=f"{one.title} Really?", topic=one.topic) for one in made.collection.entries)
    changed = replace(
        made,
        collection=replace(made.collection, entries=entries),
        answers={one: answered("<p>Another.</p>") for one in made.answers},
    )
    assert notes(changed).keys() == notes(made).keys()
    assert [fields[1] for fields, _ in notes(changed).values()] == ["<p>Another.</p>"] * len(made.answers)


def test_what_a_note_is_known_by_never_changes():
    assert guid("dropout") == "s>|((AR.F~"


def test_a_note_is_as_new_as_the_last_change_of_its_file_so_that_anki_takes_the_change():
    change = Change("2026-01-31T12:00:00Z", "Correct", "topics/cooking/salt.md", "changed", corrects=True)
    known = History({change.path: FileHistory((change,))}, (change,))
    times = {key: time for key, (_, time) in notes(publication(history=known)).items()}
    assert times.pop(guid("salt")) == 1769860800
    assert set(times.values()) == {1}
    database, _ = opened(dict(anki_package(publication(history=known)))[PATH])
    [model] = json.loads(database.execute("select models from col").fetchone()[0]).values()
    assert model["mod"] == 1769860800, "new looks come with a new entry"


def test_nothing_is_packed_where_nobody_has_answered():
    assert dict(anki_package(publication(answers={}))) == {}


def made(answer: str, site: str = SITE, docs=FIXTURE) -> str:
    return field(answer, Place(docs, "questions/salt/", site), {})


@pytest.mark.parametrize(
    "tex", [r"\frac{a}{b} < c", "x_{[1]}", r"\text{if } a", r"\begin{aligned}a&=b\\c&=d\end{aligned}"]
)
def test_formulas_are_tex_for_anki_s_own_mathjax(tex):
    inline, display = to_mathml(tex, display=False), to_mathml(tex, display=True)
    shown = f'<p>So <span class="math">{inline}</span> is:</p><div class="math">{display}</div>'
    found = html.unescape(made(shown))
    assert found == rf'<p>So <span class="math">\({tex}\)</span> is:</p><div class="math">\[{tex}\]</div>'


@pytest.mark.parametrize(
    "play", ["[sound:x.mp3]", "[anki:tts lang=en_US]x[/anki:tts]", "[latex]x[/latex]", "[$]x[/$]", "[$$]x[/$$]"]
)
def test_nothing_in_an_answer_plays_or_runs(play):
    formula = (
        f'<math><semantics><mi>x</mi><annotation encoding="application/x-tex">{play}</annotation></semantics></math>'
    )
    assert "[" not in made(f'<p title="{play}">{play} <code>{play}</code></p>{formula}').replace(r"\[", "")
    assert "[" not in text(play)


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ('<a href="../bread-rises/#why">x</a>', f'<a href="{SITE}questions/bread-rises/#why">x</a>'),
        ('<a href="#why">x</a>', f'<a href="{SITE}questions/salt/#why">x</a>'),
        ('<a href="../../glossary/">x</a>', f'<a href="{SITE}glossary/">x</a>'),
        (
            '<a href="https://example.org/?a=1&amp;b=2" title="a > b">x</a>',
            '<a href="https://example.org/?a=1&amp;b=2" title="a > b">x</a>',
        ),
        ('<h2 id="why">Why<a class="headerlink" href="#why" title="Permanent link">&para;</a></h2>', "<h2>Why</h2>"),
        ('<code>&lt;a href="../x/"&gt;</code>', '<code>&lt;a href="../x/"&gt;</code>'),
    ],
)
def test_links_lead_to_the_site(link, found):
    assert made(link) == found


def test_links_within_a_site_without_a_home_are_text_and_others_stay():
    shown = '<a href="../x/">one <b>two</b></a> <a href="https://example.org/">three</a> <a href="#y">four</a>'
    assert made(shown, site="") == 'one <b>two</b> <a href="https://example.org/">three</a> four'


def test_figures_stay_in_the_card_and_pictures_come_along(docs):
    figure = (
        '<figure class="drawing"><svg viewBox="0 0 1 1"><path d="M0 0"/></svg><figcaption>It.</figcaption></figure>'
    )
    picture = '<p><img alt="A [b]" src="../../pictures/pot%20one.svg"></p>'
    (docs / "pictures").mkdir(exist_ok=True)
    (docs / "pictures" / "pot one.svg").write_bytes(PICTURE)
    both = publication(docs, answers={"salt": answered(f"<p>{picture}</p>", figure), "bread-rises": answered(picture)})
    database, archive = opened(dict(anki_package(both))[PATH])
    [name] = json.loads(archive.read("media")).values()
    assert archive.read("0") == PICTURE
    fields = dict(database.execute("select guid, flds from notes"))[guid("salt")].split("\x1f")
    assert f'src="{name}"' in fields[1]
    assert fields[2] == figure


@pytest.mark.parametrize("address", ["../../../secret.txt", "/etc/passwd", "../../missing.png"])
def test_nothing_outside_of_the_collection_is_packed(address, docs):
    (docs.parent / "secret.txt").write_text("secret", "utf-8")
    media = {}
    field(f'<img src="{address}">', Place(docs, "questions/salt/", SITE), media)
    assert media == {}


def test_html_in_an_answer_or_a_title_is_text_in_cards_of_both_kinds(docs, tmp_path):
    salt = docs / "topics" / "cooking" / "salt.md"
    hostile = "Salt <script>a()</script>, <img src=x onerror=a()>, [sound:x.mp3].\n\n<iframe src=x></iframe>\n"
    front, _, _ = salt.read_text("utf-8").rpartition("---\n")
    salt.write_text(f"{front}---\n{hostile}".replace("title: ", "title: <b>x</b> "), "utf-8")
    build(docs, tmp_path / "site")
    database, _ = opened((tmp_path / "site" / PATH).read_bytes())
    note = dict(database.execute("select guid, flds from notes"))[guid("salt")]
    file = (tmp_path / "site/study/cards/cooking-1.js").read_text("utf-8")
    card = json.loads(file[len("studyCards(") : -len(");\n")])["salt"]
    assert card["title"].startswith("<b>x</b>"), "the study page shows it as text"
    for shown in (note, card["short"] + card["rest"]):
        assert "&lt;script&gt;a()" in shown
        assert not re.search(r"<(?:script|iframe|img|b)\b", shown)
    assert "[sound" not in note
