"""Plain data for other tools: complete, valid by its own rules, the same twice, and hostile text inert in all of it."""

import io
import json
import re
from dataclasses import replace
from datetime import datetime

import pytest
from jinja2 import Environment, FileSystemLoader
from lxml import etree
from lxml import html as lxml_html
from PIL import Image

from build_tools.artifacts import artifacts
from build_tools.build import ROOT
from build_tools.collection import load, load_articles
from build_tools.data.atom import LATEST, feed
from build_tools.data.entries import entries_json
from build_tools.data.head import Heads
from build_tools.data.llms import llms_txt
from build_tools.data.places import ENTRIES, FEED, SCHEMA, folder, preview
from build_tools.data.previews import HEIGHT, WIDTH, picture, previews
from build_tools.history import Change, FileHistory, History
from build_tools.markup import links
from build_tools.pages import make_site
from build_tools.pages.links import is_relative, resolve
from build_tools.publication import Publication
from tests.conftest import FIXTURE

ADDRESS = "https://example.com/kitchen/"
HOSTILE = """</script><script>alert(1)</script><!-- "quoted" 'too' ]]> & \\" \x0b\u2028 `x` *y* [z](javascript:1) é σ"""
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def published(address=ADDRESS, title="", body="", history=None):
    """Return the publication of the small collection; `title` and `body` are put in place of the first entry's."""
    collection = load(FIXTURE)
    first, *others = collection.entries
    if title:
        first = replace(first, title=title, body=body or title)
    collection = replace(collection, entries=(first, *others))
    return Publication(
        collection, make_site(collection, load_articles(FIXTURE)), {}, address, dates(collection, history)
    )


def dates(collection, history):
    """Return a history in which each entry was added a day after the one before, and the first corrected last."""
    if history is not None:
        return history
    files = {}
    for day, entry in enumerate(collection.entries, 1):
        path = f"topics/{entry.topic}/{entry.id}.md"
        files[path] = FileHistory((Change(f"2026-01-0{day}T12:00:00Z", "Add", path, "added"),))
    path, one = next(iter(files.items()))
    corrected = Change("2026-02-01T00:00:00Z", "Correct", path, "changed", corrects=True)
    files[path] = FileHistory((*one.changes, corrected))
    return History(files)


def entries_of(publication):
    return json.loads(dict(entries_json(publication))[ENTRIES])


def valid(value, schema, place="$"):
    """Yield what a value has that a schema does not allow: those rules of JSON Schema that ours is made of."""
    rules = {"type", "const", "enum", "pattern", "required", "properties", "items"}
    assert set(schema) - rules <= {"$schema", "title", "description"}, "a rule that this test does not know"
    names = {"string": str, "integer": int, "array": list, "object": dict}
    kinds = [schema["type"]] if isinstance(schema.get("type"), str) else schema.get("type", [])
    if kinds and not isinstance(value, tuple(names[kind] for kind in kinds)):
        yield f"{place}: not {kinds}"
        return
    if "const" in schema and value != schema["const"] or value not in schema.get("enum", [value]):
        yield f"{place}: {value}"
    if not re.search(schema.get("pattern", ""), value if isinstance(value, str) else ""):
        yield f"{place}: {value} is not {schema['pattern']}"
    yield from (f"{place}.{name}: missing" for name in schema.get("required", ()) if name not in value)
    for name, rule in schema.get("properties", {}).items():
        yield from valid(value[name], rule, f"{place}.{name}")
    if "items" in schema:
        for number, item in enumerate(value):
            yield from valid(item, schema["items"], f"{place}[{number}]")


@pytest.mark.parametrize("publication", [published(), published("", HOSTILE, history=History())])
def test_the_entries_are_as_their_schema_says_and_each_field_stands_in_it(publication):
    made = dict(entries_json(publication))
    schema = json.loads(made[SCHEMA])
    data = json.loads(made[ENTRIES])
    assert data["$schema"] == SCHEMA
    assert list(valid(data, schema)) == []
    assert set(data) == set(schema["properties"])
    for name in ("topics", "sources", "references", "entries"):
        for one in data[name]:
            assert set(one) == set(schema["properties"][name]["items"]["properties"])
    broken = {**data, "version": 2, "entries": [{**data["entries"][0], "level": "hard", "added": "today"}]}
    assert len(list(valid(broken, schema))) == 3


def test_the_entries_say_what_the_files_say():
    data = entries_of(published())
    one = next(entry for entry in data["entries"] if entry["id"] == "boiling-point")
    assert (data["address"], one["page"]) == (ADDRESS, "questions/boiling-point/")
    assert one["former_ids"] == ["water-boils", "mountain-water"]
    assert one["added"].startswith("2026-01-0")
    assert len(data["entries"]) == len(load(FIXTURE).entries)
    assert "$p(T)$" in one["answer"]
    bread = next(entry for entry in data["entries"] if entry["id"] == "bread-rises")
    assert bread["answer"] == "Yeast turns sugar into gas, and the dough holds it."
    assert "\n" not in one["short_answer"]


def test_links_of_answers_and_of_markdown_copies_lead_to_files_of_the_site():
    publication = published()
    made = dict(artifacts(publication))
    there = set(made) | {path.relative_to(FIXTURE).as_posix() for path in FIXTURE.rglob("*.svg")}
    there |= set(publication.site.drawings)
    texts = {name: data.decode() for name, data in made.items() if name.endswith(".md")}
    texts |= {entry["markdown"]: entry["answer"] for entry in entries_of(publication)["entries"]}
    seen = 0
    for place, text in texts.items():
        for link in links(text):
            if is_relative(link.target):
                seen += 1
                assert resolve(link.target, place) in there, (place, link.target)
    assert seen > 20
    assert {page.path for page in publication.site.pages} <= set(made)


def test_llms_txt_has_the_form_of_the_proposal_and_names_every_answered_question_once():
    publication = published()
    lines = dict(llms_txt(publication))["llms.txt"].decode().splitlines()
    assert lines[0] == "# Questions for cooks"
    named = []
    for line in lines[1:]:
        form = re.fullmatch(r"|> .+|## .+|- \[.+\]\(https://example\.com/kitchen/(?P<file>\S+)\): .+", line)
        assert form, line
        named += [form["file"]] if form["file"] else []
    answered = [one for one in publication.collection.entries if one.body]
    assert sorted(named[:-2]) == sorted(f"questions/{one.id}.md" for one in answered)
    assert named[-2:] == ["llms-full.txt", ENTRIES]
    assert set(named) <= set(dict(artifacts(publication)))
    full = dict(llms_txt(publication))["llms-full.txt"].decode()
    assert all(f"<{ADDRESS}questions/{one.id}.md>" in full for one in answered)


def test_the_feed_is_atom_with_the_entry_corrected_last_first():
    publication = published()
    root = etree.fromstring(dict(feed(publication))[FEED])
    for parent in (root, *root.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert len(parent.findall(f"a:{name}", ATOM)) == 1, "RFC 4287 asks for exactly one"
    assert root.find("a:author/a:name", ATOM).text == "Questions for cooks"
    assert {one.get("rel"): one.get("href") for one in root.findall("a:link", ATOM)} == {
        "self": ADDRESS + FEED,
        "alternate": ADDRESS,
    }
    ids = [one.text for one in root.findall("a:entry/a:id", ATOM)]
    times = [datetime.fromisoformat(one.text) for one in root.findall("a:entry/a:updated", ATOM)]
    assert ids[0] == f"{ADDRESS}questions/{publication.collection.entries[0].id}/"
    assert len(set(ids)) == len(ids)
    assert times == sorted(times, reverse=True)
    assert root.find("a:updated", ATOM).text == "2026-02-01T00:00:00Z"
    assert all(one.get("type") == "html" for one in root.findall("a:entry/a:content", ATOM))


def test_the_feed_ends_behind_the_latest_and_leaves_out_what_has_no_answer_or_no_date():
    publication = published()
    one = publication.collection.entries[0]
    many = [replace(one, id=f"q{n}", path=one.path.with_name(f"q{n}.md")) for n in range(LATEST + 5)]
    known = {
        f"topics/{one.topic}/q{n}.md": FileHistory(publication.history.files[f"topics/{one.topic}/{one.id}.md"].changes)
        for n in range(LATEST + 5)
    }
    many = replace(publication, collection=replace(publication.collection, entries=tuple(many)), history=History(known))
    assert len(etree.fromstring(dict(feed(many))[FEED]).findall("a:entry", ATOM)) == LATEST
    ids = etree.fromstring(dict(feed(publication))[FEED]).xpath("//a:entry/a:id/text()", namespaces=ATOM)
    empty = {one.id for one in publication.collection.entries if not one.body}
    assert empty
    assert not {address.rstrip("/").rpartition("/")[2] for address in ids} & empty
    assert dict(feed(published(history=History()))) == {}


def test_without_an_address_there_is_nothing_that_needs_one():
    publication = published("")
    made = dict(artifacts(publication))
    assert FEED not in made
    assert not [path for path in made if path.endswith(".png")]
    head = Heads(publication).of("questions/salt.md")
    assert (head.address, head.image, head.feed) == ("", "", "")
    assert "http" not in head.data.replace("https://schema.org", "")


def rendered(publication, path):
    environment = Environment(
        loader=FileSystemLoader(ROOT / "overrides/partials"), autoescape=False
    )  # as MkDocs has it
    return environment.get_template("head_extra.html").render(head=Heads(publication).of(path))


def test_the_head_of_a_question_names_its_other_forms_its_picture_and_its_data():
    publication = published()
    here, tree = folder("questions/salt.md"), lxml_html.fromstring(rendered(publication, "questions/salt.md"))
    named = {one.get("type"): one.get("href") for one in tree.iter("link")}
    assert resolve(named["text/markdown"], here) == "questions/salt.md"
    assert resolve(named["application/atom+xml"], here) == FEED
    meta = {one.get("property"): one.get("content") for one in tree.iter("meta")}
    assert meta["og:image"] == ADDRESS + preview("salt")
    assert preview("salt") in dict(previews(publication))
    data = json.loads(tree.xpath("//script[@type='application/ld+json']/text()")[0])
    assert (data["@type"], data["mainEntity"]["@type"], data["mainEntity"]["answerCount"]) == ("QAPage", "Question", 1)
    assert data["mainEntity"]["name"] == "When do you salt pasta water?"
    assert data["mainEntity"]["acceptedAnswer"]["text"]
    assert data["mainEntity"]["author"] == {"@type": "Organization", "name": "Questions for cooks", "url": ADDRESS}


def test_pages_that_are_no_answered_question_have_no_question_data():
    publication = published()
    unanswered = next(one for one in publication.collection.entries if not one.body)
    for path in ("index.md", "topics/index.md", f"questions/{unanswered.id}.md"):
        assert "ld+json" not in rendered(publication, path)
        assert "og:title" in rendered(publication, path)


def test_hostile_text_is_inert_in_every_form():
    publication = published(title=HOSTILE)
    entry = publication.collection.entries[0]
    path = f"questions/{entry.id}.md"
    tree = lxml_html.fromstring(f"<!doctype html><html><head>{rendered(publication, path)}</head></html>")
    assert [one.get("type") for one in tree.iter("script")] == ["application/ld+json"]
    assert {one.tag for one in tree.iter()} == {"html", "head", "link", "meta", "script"}
    titles = tree.xpath("//meta[@property='og:title']/@content")
    assert " ".join(titles[0].split()) == " ".join(HOSTILE.split())
    data = tree.xpath("//script/text()")[0]
    assert not set("<>&") & set(data), "a browser would read on for `</script` and `<!--`"
    assert json.loads(data)["mainEntity"]["name"] == HOSTILE
    atom = etree.fromstring(dict(feed(publication))[FEED])
    content = lxml_html.fromstring(atom.findtext("a:entry/a:content", namespaces=ATOM))
    assert [one.tag for one in content.iter()] == ["p"]
    assert "\x0b" not in atom.findtext("a:entry/a:title", namespaces=ATOM)
    assert entries_of(publication)["entries"][0]["title"] == HOSTILE
    listed = dict(llms_txt(publication))["llms.txt"].decode()
    assert "<script>" not in listed
    assert all(link.target.startswith(ADDRESS) for link in links(listed))


@pytest.mark.parametrize("title", ["Why?", "W" * 400, "word " * 400, HOSTILE, "σ × λ – ∇", "问题", "  "])
def test_a_picture_has_the_size_that_readers_of_previews_ask_for_and_is_small(title):
    data = picture(title, "Cooking · basic", "Questions for cooks")
    image = Image.open(io.BytesIO(data))
    image.load()  # reads every line and its checksum
    assert (image.format, image.mode, image.size) == ("PNG", "P", (WIDTH, HEIGHT))
    assert len(data) < 40_000
    assert len(image.convert("RGB").getcolors()) > 8


def test_a_title_stays_inside_its_picture():
    for title in ("What is the vanishing gradient problem, and how do you solve it?", "overfitting " * 60):
        image = Image.open(io.BytesIO(picture(title, "Training · basic", "Site"))).convert("L")
        paper = image.getpixel((5, HEIGHT - 5))
        title_and_topic = image.crop((0, 130, WIDTH, HEIGHT)).point([value != paper for value in range(256)])
        left, _, right, bottom = title_and_topic.getbbox()
        assert left >= 78
        assert right <= WIDTH - 78
        assert bottom <= HEIGHT - 130


def test_every_form_is_the_same_twice_and_every_entry_has_its_picture():
    first, second = dict(artifacts(published())), dict(artifacts(published()))
    assert first == second
    assert {preview(), *(preview(one.id) for one in load(FIXTURE).entries)} <= set(first)
