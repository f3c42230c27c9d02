"""The first mention of an abbreviation in an answer is explained on hover, and nothing else of the page changes."""

import html
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.build import build
from build_tools.collection import load
from build_tools.content.glossary import explanations
from build_tools.pages import make_site
from build_tools.pages.abbreviations import explain

CASES = tomllib.loads(Path(__file__).with_name("abbreviations.toml").read_text("utf-8"))
KNOWN = explanations(CASES["glossary"])


def test_names_with_two_capitals_abbreviate_the_first_longer_name_that_does_not_use_them():
    assert {one.short: one.long for one in KNOWN} == CASES["long"]


def test_the_explanation_is_plain_text_and_safe_in_an_attribute():
    found = explain("<p>A TLA.</p>", KNOWN, "")
    title = re.search(r'title="([^"]*)"', found)[1]
    assert html.unescape(title) == 'Three-letter word: One that is "short" & <b>old</b>, as x is.'
    assert re.findall("<[^<>]*>", found) == ["<p>", f'<abbr title="{title}">', "</abbr>", "</p>"]


@pytest.mark.parametrize("name", CASES["pages"])
def test_mentions_are_explained(name):
    case = CASES["pages"][name]
    found = explain(case["html"], KNOWN, case.get("own", ""))
    assert re.sub(r'<abbr title="[^"<>]*">([^<>]*)</abbr>', r"{\1}", found) == case["shows"]


PIECES = st.sampled_from(
    ["TLA", "OVEN", "s", " ", "(", ")", "&amp;", "&lt;", "<p>", "</p>", "<a href='TLA'>", "</a>", "<code>", "</code>"]
    + ["<h2 id='x'>", "</h2>", "<h2>Asked as<", "three-letter word", "<math>", "</math>", "/", "-"]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_without_its_explanations_the_page_is_the_old_one_and_no_abbreviation_is_explained_twice(page):
    found = explain(page, KNOWN, "")
    assert re.sub(r"<abbr [^<>]*>|</abbr>", "", found) == page
    shorts = re.findall(r"<abbr [^<>]*>(\w+?)s?</abbr>", found)
    assert len(shorts) == len(set(shorts))


def test_a_built_page_explains_and_other_kinds_of_page_stay_as_they_were(docs, tmp_path):
    entry, glossary = docs / "topics/baking/bread-rises.md", docs / "glossary.md"
    entry.write_text(entry.read_text("utf-8").replace("and the dough", "at high RPM and TLA, and the dough"), "utf-8")
    glossary.write_text("# Glossary\n\n- **Revolutions a minute** (also: RPM): How fast.\n", "utf-8")
    build(docs, tmp_path / "with")
    glossary.write_text("# Glossary\n\n- **Revolutions a minute** (also: R.P.M.): How fast.\n", "utf-8")
    build(docs, tmp_path / "without")
    site, plain = tmp_path / "with", tmp_path / "without"
    explained = '<abbr title="Revolutions a minute: How fast.">RPM</abbr>'
    changed = (site / "questions/bread-rises/index.html").read_text("utf-8")
    assert changed.replace(explained, "RPM") == (plain / "questions/bread-rises/index.html").read_text("utf-8")
    assert changed.count(explained) == 1
    assert "<abbr" not in (site / "topics/baking/index.html").read_text("utf-8")


def test_plain_markdown_explains_nothing(docs):
    assert not any("<abbr" in page.markdown for page in make_site(load(docs)).pages)
