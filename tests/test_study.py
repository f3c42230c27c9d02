"""Flashcards and mock interviews: their data, and their logic run by node as a browser would."""

import json

import pytest

from build_tools.collection import load
from build_tools.errors import UserError
from build_tools.pages import make_site
from build_tools.publication import Publication
from build_tools.study.cards import CHUNK, card_files
from build_tools.study.scheduler import scheduler_files
from tests.conftest import FIXTURE, answered


def publication(**changes):
    collection = load(FIXTURE)
    answers = {entry.id: answered("<p>Short.</p>", "<p>Long.</p>") for entry in collection.entries if entry.body}
    return Publication(collection, make_site(collection), **{"answers": answers, "address": "", **changes})


def called(data: bytes, function: str) -> dict:
    text = data.decode()
    assert text.startswith(f"{function}(")
    assert text.endswith(");\n")
    return json.loads(text[len(function) + 1 : -3])


def test_the_index_names_every_answered_entry_once_and_the_file_of_its_card():
    files = dict(card_files(publication()))
    index = called(files["study/cards/index.js"], "studyIndex")
    parts = [part for topic in index["topics"] for part in topic["files"]]
    for part in parts:
        assert len(part["ids"]) == len(part["levels"]) <= CHUNK
        assert list(called(files[f"study/cards/{part['name']}.js"], "studyCards")) == part["ids"]
    ids = [entry for part in parts for entry in part["ids"]]
    assert sorted(ids) == sorted(publication().answers)
    assert len(files) == len(parts) + 1


def test_the_index_leads_from_former_ids_to_present_ones():
    index = called(dict(card_files(publication()))["study/cards/index.js"], "studyIndex")
    collection = publication().collection
    assert index["former"] == {old: entry.id for entry in collection.entries if entry.body for old in entry.former_ids}
    assert index["former"]


def test_a_collection_without_answers_has_nothing_to_study(tmp_path):
    empty = publication(answers={})
    assert not [*card_files(empty), *scheduler_files(empty)]


def test_a_missing_scheduler_is_told_in_one_line(tmp_path):
    with pytest.raises(UserError, match="index.umd.js: is missing: .*; run `make clean build`"):
        dict(scheduler_files(publication(), tmp_path))


def test_the_scheduler_comes_with_its_licence():
    files = dict(scheduler_files(publication()))
    assert b"MIT License" in files["assets/javascripts/fsrs.LICENSE.txt"]
    assert b"FSRS" in files["assets/javascripts/fsrs.js"]
