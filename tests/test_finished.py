"""What is published, read as browsers read it: pages, cards, search and data of hostile texts hold what cannot act."""

import json
import re
import sqlite3
import zipfile
from contextlib import closing
from functools import cache

import html5lib
import pytest

from build_tools.build import ROOT
from build_tools.collection import load, load_articles
from build_tools.data import atom
from build_tools.history import Change, FileHistory, History
from build_tools.pages import make_site
from build_tools.publication import Publication
from build_tools.study.anki import PATH as PACKAGE
from tests.hostile import values
from tests.hostile.acting import FRAME, acting, drawn, fragment

VALUES = {f"{case.text} {case.name}" for case in values()}
FORMULAS = {text for text in VALUES if "$" in text}  # are shown as plain text where no formula can be


@cache
def trees(site):
    """Return the path and the tree of every page; each is read once for all tests."""
    return [
        (path, html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)) for path in site.rglob("*.html")
    ]


SEEN = """<img src=x onerror=a>|<a href=" JavaScript:a">|<iframe>|<p style=a>|<img src=//example.com>
<svg><a href=javascript:a>
<i id=a><b id=a>|<base href=x>|<object data=x>|<math><mi onclick=a>|<input>|<a href=data:text/html,a>|<svg><script>"""


@pytest.mark.parametrize("html", re.split(r"[|\n]", SEEN))
def test_the_second_reader_sees_what_acts(html):
    assert list(acting(fragment(html)))


@pytest.mark.parametrize("html", ["<svg><image>", "<svg class=a>", "<math><maction>", "<math href=a>"])
def test_the_second_reader_sees_what_no_formula_or_drawing_holds(html):
    assert list(drawn(fragment(html)))


@pytest.fixture(params=["hostile_site", "site"])
def finished(request):
    """Return the site of hostile texts, and then the repository's own."""
    return request.getfixturevalue(request.param)


def test_no_page_holds_what_acts_or_draws_what_its_lists_do_not_name(finished):
    wrong = []
    for path, page in trees(finished):
        wrong += [(path.parent.name, *one) for one in (*acting(page, FRAME), *drawn(page))]
        wrong += [(path.parent.name, "script") for one in page.iter("script") if not _of_the_frame(one)]
    assert wrong == []


def _of_the_frame(script) -> bool:
    """Say whether a script comes from the site's files or is data: no page holds one that runs from its own text."""
    return bool(script.get("src")) or script.get("type") == "application/ld+json"


def test_the_frame_s_names_begin_with_underscores_which_no_heading_s_does(finished):
    for path, page in trees(finished):
        inside = {id(one) for article in page.iter("article") for one in article.iter()}
        names = [one.get("id") for one in page.iter() if id(one) not in inside and "id" in one.attrib]
        assert [one for one in names if not one.startswith("__")] == [], path


def test_the_scripts_look_up_no_name_that_a_heading_may_have():
    found = [one for text in scripts().values() for one in LOOKS_UP.findall(text)]
    assert len(found) > 5
    assert [one for one in found if not "".join(one).startswith("__")] == []


LOOKS_UP = re.compile(r"""getElementById\(\s*['"`]([^'"`]*)|querySelector(?:All)?\(\s*['"`]#([\w-]+)""")
WRITES_HTML = re.compile(
    r"(?:inner|outer)HTML\s*\+?=|insertAdjacentHTML|document\.write|createContextualFragment|\beval\("
)


def scripts() -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted((ROOT / "overrides").rglob("*.js"))}


def test_what_search_engines_read_is_data_in_which_every_title_is_whole(hostile_site):
    titles = set()
    for _, page in trees(hostile_site):
        for script in page.iter("script"):
            if script.get("type") == "application/ld+json":
                titles.add(json.loads(script.text)["mainEntity"]["name"])
    assert titles > VALUES - FORMULAS


def test_the_cards_of_the_study_page_hold_nothing_that_acts(hostile_site):
    titles = set()
    for path in sorted((hostile_site / "study/cards").glob("*-*.js")):
        cards = json.loads(path.read_text("utf-8").removeprefix("studyCards(").removesuffix(");\n"))
        for card in cards.values():
            titles.add(card["title"])
            for html in (card["short"], card["rest"]):
                assert [*acting(fragment(html)), *drawn(fragment(html))] == []
    assert titles > VALUES - FORMULAS


def test_the_fields_of_the_package_for_anki_hold_nothing_that_acts(hostile_site, tmp_path):
    with zipfile.ZipFile(hostile_site / PACKAGE) as package:
        package.extract("collection.anki2", tmp_path)
    with closing(sqlite3.connect(tmp_path / "collection.anki2")) as database:
        notes = [fields.split("\x1f") for (fields,) in database.execute("select flds from notes")]
    assert len(notes) > 150
    questions = {"".join(fragment(fields[0]).itertext()) for fields in notes}
    assert questions > VALUES - FORMULAS
    assert [one for fields in notes for field in fields for one in acting(fragment(field))] == []
    assert [field for fields in notes for field in fields if re.search(r"\[(?:sound|anki|latex|\$)", field)] == []


def test_the_content_of_the_feed_holds_nothing_that_acts(hostile_site, monkeypatch):
    docs = hostile_site.parent / "docs"
    collection = load(docs)
    paths = [f"topics/{entry.topic}/{entry.id}.md" for entry in collection.entries]
    dates = {path: FileHistory((Change("2026-01-01T12:00:00Z", "Add", path, "added"),)) for path in paths}
    site = make_site(collection, load_articles(docs))
    monkeypatch.setattr(atom, "LATEST", len(paths))
    made = dict(atom.feed(Publication(collection, site, {}, "https://example.com/", History(dates))))
    feed = atom.etree.fromstring(made["feed.xml"])
    names = {"a": "http://www.w3.org/2005/Atom"}
    contents = feed.xpath("//a:entry/a:content[@type='html']/text()", namespaces=names)
    assert len(contents) > 150
    assert [one for html in contents for one in acting(fragment(html))] == []
    assert {one.text for one in feed.xpath("//a:entry/a:title", namespaces=names)} > VALUES - FORMULAS


def test_the_search_shows_its_texts_as_they_are(hostile_site):
    """Its files are data for one function; the scripts that show them know no way to read them as HTML."""
    files = sorted((hostile_site / "search").rglob("*.js"))
    assert files
    for call in [call for path in files for call in path.read_text("utf-8").splitlines()]:
        data = re.fullmatch(r'searchPart\("[\w-]+",(.*)\);', call)
        assert data, call[:80]
        json.loads(data[1])
        assert "</" not in call
    assert [file for file, text in scripts().items() if WRITES_HTML.search(text)] == []


def test_the_entries_for_other_tools_hold_every_value_as_text(hostile_site):
    data = json.loads((hostile_site / "entries.json").read_text("utf-8"), parse_constant=pytest.fail)
    assert {one["title"] for one in data["entries"]} > VALUES - FORMULAS
    assert {one["title"] for one in data["topics"]} > VALUES - FORMULAS
