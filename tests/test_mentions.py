"""Terms are linked at their first mention, and nothing else of an answer changes."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.collection import load
from build_tools.pages import make_site
from build_tools.pages.mentions import link_mentions, term_index
from tests.conftest import FIXTURE

CASES = tomllib.loads(Path(__file__).with_name("mentions.toml").read_text("utf-8"))
TERMS = {
    "yeast": ("yeast",),
    "sourdough": ("sourdough",),
    "gas": ("gas", "one two three four five six"),
    "oven-spring": ("oven spring",),
    "browning": ("Maillard reaction", "gas"),
}
ANY = load(FIXTURE).entries[0]
INDEX = term_index([replace(ANY, id=name, terms=terms) for name, terms in TERMS.items()])


def linked(text: str) -> str:
    return link_mentions(text, INDEX, "yeast", lambda entry: f"{entry}.md")


@pytest.mark.parametrize("name", CASES)
def test_mentions_become_links(name):
    assert linked(CASES[name]["text"]) == CASES[name]["links"]


WORDS = st.sampled_from(["gas", "oven", "spring", "`", "$", "\n", "\n\n", "[", "](x.md)", "# ", "- ", "**", " ", "y"])


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_a_second_time_changes_nothing_and_without_the_links_the_text_is_the_old_one(text):
    once = linked(text)
    assert linked(once) == once
    assert re.sub(r"\[([^\[\]]*)\]\((?:gas|oven-spring)\.md\)", r"\1", once) == text


def test_a_page_links_to_the_entry_that_defines_a_term_and_not_to_itself():
    pages = {page.path: page.markdown for page in make_site(load(FIXTURE)).pages}
    assert "[Yeast]" not in pages["questions/bread-rises.md"]
    collection = load(FIXTURE)
    entries = tuple(
        replace(one, body="Yeast is dead by then.") if one.id == "salt" else one for one in collection.entries
    )
    pages = {page.path: page.markdown for page in make_site(replace(collection, entries=entries)).pages}
    assert "[Yeast](bread-rises.md) is dead by then." in pages["questions/salt.md"]
