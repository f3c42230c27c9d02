"""Hostile inputs, each through check, build and ingest: refused with a message, shown as text, or without effect."""

import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest

from build_tools.build import build
from build_tools.check import check_all
from build_tools.ingest import apply, open_collection, plan, read_pages
from tests.hostile import Case, front_matters, texts, values

INDEX = "---\ntitle: Things\n---\nWhat is asked of things.\n"
ENTRY = "---\ntitle: What is {name}?\n---\nThe short answer to this question.\n\n{text}\n"


def collection(folder: Path, bodies: dict[str, str]) -> Path:
    docs = folder / "docs"
    (docs / "topics/things").mkdir(parents=True)
    (docs / "pictures").mkdir()
    (docs / "pictures/pan.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>', "utf-8")
    (docs / "topics/things/index.md").write_text(INDEX, "utf-8")
    for name, text in bodies.items():
        (docs / f"topics/things/{name}.md").write_text(text, "utf-8", newline="")
    return docs


def messages(docs: Path) -> list[str]:
    """Return what `check` says of the policy; the form of answers is no matter here."""
    return [str(error) for error in check_all(docs) if not re.search(r"short answer|spelling|misspelt", str(error))]


class _Words(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found = ""
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.found += data


@pytest.mark.parametrize("case", [c for c in texts() if c.outcome == "refused"], ids=lambda case: case.name)
def test_what_is_refused_is_told_with_its_file_and_line(case, tmp_path):
    docs = collection(tmp_path, {case.name: ENTRY.format(name=case.name, text=case.text)})
    said = [line for line in messages(docs) if case.says in line]
    assert said, messages(docs)
    assert all(re.match(rf"{docs}/topics/things/{case.name}\.md:\d+: ", line) for line in said)


@pytest.mark.parametrize("case", front_matters(), ids=lambda case: case.name)
def test_front_matter_is_refused_with_its_file_and_line(case, tmp_path):
    docs = collection(tmp_path, {case.name: f"---\n{case.text}\n---\nThe short answer.\n"})
    said = [line for line in messages(docs) if case.says in line]
    assert said, messages(docs)
    assert all(re.match(rf"{docs}/topics/things/{case.name}\.md:\d+: ", line) for line in said)


@pytest.fixture(scope="module")
def accepted(tmp_path_factory):
    """Return the site in which every text that is not refused is an entry."""
    folder = tmp_path_factory.mktemp("hostile")
    cases = [case for case in texts() if case.outcome != "refused"]
    docs = collection(folder, {case.name: ENTRY.format(name=case.name, text=case.text) for case in cases})
    assert messages(docs) == []
    build(docs, folder / "site")
    return folder / "site"


@pytest.mark.parametrize("case", [c for c in texts() if c.outcome == "shown"], ids=lambda case: case.name)
def test_what_is_shown_stands_on_the_page_character_for_character(accepted, case):
    shown = _Words((accepted / f"questions/{case.name}/index.html").read_text("utf-8")).found
    assert " ".join(html.unescape(case.text).split()) in " ".join(shown.split())


def valued(docs: Path, cases: list[Case]) -> None:
    """Add an entry for each case that has its text in every key that takes text; a source and a topic have them too."""
    (docs / "sources").mkdir()
    for case in cases:
        text, topic = json.dumps(f"{case.text} {case.name}"), docs / f"topics/{case.name}"
        topic.mkdir()
        (topic / "index.md").write_text(f"---\ntitle: {text}\nwords: [{text}]\ntags: [{text}]\n---\nAbout.\n", "utf-8")
        keys = "".join(f"{key}: [{text}]\n" for key in ("tags", "terms", "aliases"))
        asked = f"asked:\n  - {{source: {case.name}, number: {text}, wording: {text}}}\n"
        body = f"---\ntitle: {text}\n{keys}{asked}---\nThe short answer.\n"
        (topic / f"{case.name}.md").write_text(body, "utf-8")
        facts = "".join(f"{key}: {text}\n" for key in ("title", "author", "publisher", "address", "licence", "read"))
        (docs / f"sources/{case.name}.md").write_text(f"---\n{facts}---\n", "utf-8")


def scraped(folder: Path, cases: list[Case]) -> Path:
    """Write a page for each case, which is the answer to the page's first question, and return their folder."""
    for case in cases:
        lines = [
            f"# Questions of {case.name}",
            f"1. What does the case {case.name} show?\n\nThe short answer.\n\n{case.text}",
            "2. What is dropout?\n\nA way to leave units out.",
        ]
        (folder / f"{case.name}.md").write_text("\n\n".join(lines) + "\n", "utf-8", "surrogatepass", newline="")
    return folder


@pytest.fixture(scope="module")
def ingested(tmp_path_factory):
    """Return the collection that an ingest of all texts makes."""
    folder = tmp_path_factory.mktemp("scraped")
    pages, mistakes = read_pages(sorted(scraped(folder, texts()).iterdir()))
    assert [str(mistake) for mistake in mistakes] == []
    docs = tmp_path_factory.mktemp("ingested") / "docs"
    apply(plan(pages, open_collection(docs)))
    return docs


def test_what_an_ingest_writes_passes_check_whatever_was_scraped(ingested):
    assert messages(ingested) == []


def test_an_ingest_leaves_no_hostile_page_s_questions_out(ingested):
    written = "".join(path.read_text("utf-8") for path in ingested.rglob("*.md"))
    lost = [case.name for case in texts() if f"What does the case {case.name} show?" not in written]
    assert lost == []


@pytest.fixture(scope="module")
def valued_site(tmp_path_factory):
    """Return a site of which every key holds every hostile value, and whose texts are those that are accepted."""
    folder = tmp_path_factory.mktemp("valued")
    cases = [case for case in texts() if case.outcome != "refused"]
    docs = collection(folder, {case.name: ENTRY.format(name=case.name, text=case.text) for case in cases})
    valued(docs, values())
    build(docs, folder / "site")
    return folder / "site"


def test_no_page_holds_what_acts_for_a_second_reader_of_html(valued_site):
    wrong = []
    for path in sorted(valued_site.rglob("*.html")):
        seen = set()
        for element in html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False).iter():
            tag = str(element.tag).rpartition("}")[2]
            if tag in ACTING or (tag == "script" and not _of_the_site(element)):
                wrong.append((path.name, tag))
            for name, value in element.attrib.items():
                leads = name in ("href", "src", "action", "formaction", "data", "poster", "srcset")
                if str(name).startswith("on") or (leads and ACTS.match(value)):
                    wrong.append((path.parent.name, tag, name, value))
                if name == "style" or (name in ("src", "srcset", "action", "formaction") and "//" in value):
                    wrong.append((path.parent.name, tag, name, value))
                if name == "id":
                    wrong += [(path.parent.name, tag, "id twice", value)] if value in seen else []
                    seen.add(value)
    assert wrong == []


ACTING = {"iframe", "object", "embed", "base", "frame", "frameset", "applet", "plaintext", "xmp", "portal", "style"}


ACTS = re.compile(r"\s*(?:javascript:|vbscript:|data:(?!image/))", re.I)


def _of_the_site(script) -> bool:
    """Say whether a script comes from the site's files, or is data, or was there before any text."""
    return bool(script.get("src")) or script.get("type", "").endswith("json") or "alert(1)" not in (script.text or "")


def test_the_data_beside_the_pages_is_well_formed_and_holds_every_value_as_text(valued_site):
    for path in sorted(valued_site.rglob("*.json")):
        json.loads(path.read_text("utf-8"), parse_constant=pytest.fail)
    for path in sorted([*valued_site.rglob("*.xml"), *valued_site.rglob("*.svg")]):
        ElementTree.parse(path)
    titles = [one["title"] for one in json.loads((valued_site / "entries.json").read_text("utf-8"))["entries"]]
    formulas = [case for case in values() if "$" in case.text]  # are there as plain text
    assert [case for case in values() if f"{case.text} {case.name}" not in titles] == formulas
