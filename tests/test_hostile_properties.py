"""Whatever is scraped or written: nothing crashes, no line is lost, and what comes of it passes the policy."""

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.collection import render_entry
from build_tools.collection.front_matter import parse
from build_tools.errors import UserError
from build_tools.extraction import extract, unaccounted
from build_tools.model import Entry
from build_tools.policy import forbidden, odd_characters, over_limits, render, shown
from build_tools.reading import read
from tests import hostile

PIECES = [case.text for case in hostile.texts()]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=40)), min_size=1, max_size=5).map("\n\n".join)
SLOWLY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@SLOWLY
@given(TEXTS, st.sampled_from([".md", ".html"]))
def test_what_is_taken_from_any_page_may_stand_in_the_collection(tmp_path, text, suffix):
    path = tmp_path / f"page{suffix}"
    path.write_text(f"1. What is dropout?\n\n{text}\n\n2. What is Adam?\n\nAn optimiser.\n", "utf-8", "replace")
    try:
        document = read(path)
    except UserError:
        return
    extraction = extract(document)
    assert unaccounted(document, extraction) == []
    for one in extraction.questions:
        assert list(odd_characters(one.question + one.answer)) == []
        assert list(over_limits(one.answer)) == []
        assert forbidden(render(one.answer)) == ""


@SLOWLY
@given(st.one_of(st.sampled_from([case.text for case in hostile.values()]), st.text()))
def test_any_title_reads_back_from_the_front_matter_as_it_was_written(text):
    title = shown(" ".join(text.split())).strip()
    if title:
        assert parse(render_entry(Entry("x", "y", None, title, "", 0)), "x.md").table.get("title").text == title


@SLOWLY
@given(st.text())
def test_front_matter_of_any_text_is_read_or_refused(text):
    with suppress(UserError):
        parse(f"---\n{text}\n---\n", "x.md")
