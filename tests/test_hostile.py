"""Hostile inputs, each through check, build and ingest: refused with a message, shown as text, or without effect."""

import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from build_tools.check import check_all
from tests.hostile import front_matters, texts
from tests.hostile.sites import ENTRY, accepted, collection


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


def test_what_is_not_refused_passes_check(tmp_path):
    assert messages(collection(tmp_path, accepted())) == []


@pytest.mark.parametrize("case", [c for c in texts() if c.outcome == "shown"], ids=lambda case: case.name)
def test_what_is_shown_stands_on_the_page_character_for_character(hostile_site, case):
    shown = _Words((hostile_site / f"questions/{case.name}/index.html").read_text("utf-8")).found
    assert " ".join(html.unescape(case.text).split()) in " ".join(shown.split())


def test_what_an_ingest_writes_passes_check_whatever_was_scraped(hostile_collection):
    assert messages(hostile_collection) == []


def test_an_ingest_leaves_no_hostile_page_s_questions_out(hostile_collection):
    written = "".join(path.read_text("utf-8") for path in hostile_collection.rglob("*.md"))
    lost = [case.name for case in texts() if f"What does the case {case.name} show?" not in written]
    assert lost == []


def test_the_data_beside_the_pages_is_well_formed(hostile_site):
    for path in sorted(hostile_site.rglob("*.json")):
        json.loads(path.read_text("utf-8"), parse_constant=pytest.fail)
    for path in sorted([*hostile_site.rglob("*.xml"), *hostile_site.rglob("*.svg")]):
        ElementTree.parse(path)
