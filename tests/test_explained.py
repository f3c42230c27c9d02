"""Terms of the glossary are explained on hover, each once, and only where it is sure what is meant."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.content.glossary import explained_terms
from build_tools.pages.explained import explain_terms

GLOSSARY = """
- **[Oven](topics/kitchen/oven.md#top)** (also: baking box): A box that is "hot" & <b>old</b>, as $x$ is.
- **[Weight](topics/kitchen/scales.md)**: How heavy it is.
- **Rolling pin** (also: pin): What one rolls with.
- **Yeast**: What makes bread rise.
"""
KNOWN = explained_terms(GLOSSARY)
OVEN = html.escape('Oven: A box that is "hot" & <b>old</b>, as x is.')


def marked(page: str) -> str:
    """Return a page with `{…}` for a term that is explained, and `[…]` for a link that is."""
    page = re.sub(r'<a href="[^"]*" class="term" title="[^"<>]*">([^<>]*)</a>', r"[\1]", page)
    return re.sub(r'<span class="term" title="[^"<>]*">([^<>]*)</span>', r"{\1}", page)


@pytest.mark.parametrize(
    ("page", "shows"),
    [
        ('<p>An <a href="../oven/">oven</a>.</p>', "<p>An [oven].</p>"),
        ('<p>Two <a href="../oven/">Ovens</a> and a <a href="../oven/">baking box</a>.</p>',
         '<p>Two [Ovens] and a <a href="../oven/">baking box</a>.</p>'),
        ('<p>The <a href="../bread/">oven</a>, <a href="../oven/">here</a>.</p>',
         '<p>The <a href="../bread/">oven</a>, <a href="../oven/">here</a>.</p>'),
        ("<p>An oven has a weight.</p>", "<p>An oven has a weight.</p>"),  # one word of many senses
        ("<p>A Baking box, a rolling pin, rolling pins.</p>", "<p>A {Baking box}, a {rolling pin}, rolling pins.</p>"),
        ("<p>Yeast! Two yeasts.</p>", "<p>{Yeast}! Two yeasts.</p>"),
        ("<p>A pin.</p>", "<p>A pin.</p>"),  # too short to be sure
        ("<p>strolling pin, yeasty, yeast-free, pre-yeast, a@yeast &yeast;</p>",
         "<p>strolling pin, yeasty, yeast-free, pre-yeast, a@yeast &yeast;</p>"),
        ("<h2>Yeast</h2><code>yeast</code><em>yeast</em>", "<h2>Yeast</h2><code>yeast</code><em>{yeast}</em>"),
        ('<p><img alt="yeast" src="x" /></p>', '<p><img alt="yeast" src="x" /></p>'),
        ('<p><abbr title="yeast">Y</abbr></p><h2 id="x">Asked as<a>¶</a></h2><p>yeast</p>',
         '<p><abbr title="yeast">Y</abbr></p><h2 id="x">Asked as<a>¶</a></h2><p>yeast</p>'),
    ],
)  # fmt: skip
def test_terms_are_explained(page, shows):
    assert marked(explain_terms(page, KNOWN, "")) == shows


def test_the_explanation_is_plain_text_and_safe_in_an_attribute():
    found = explain_terms('<p><a href="../oven/">oven</a></p>', KNOWN, "")
    assert found == f'<p><a href="../oven/" class="term" title="{OVEN}">oven</a></p>'


def test_an_entry_does_not_explain_what_it_defines():
    page = '<p>A baking box and <a href="../oven/">oven</a>, a rolling pin.</p>'
    assert marked(explain_terms(page, KNOWN, "topics/kitchen/oven.md")) == page.replace("rolling pin", "{rolling pin}")


def test_a_site_without_a_glossary_explains_nothing():
    assert explain_terms("<p>Yeast.</p>", explained_terms(""), "") == "<p>Yeast.</p>"


PIECES = st.sampled_from(
    ["yeast", "Rolling pin", "baking box", "s", " ", "-", "İ", "𝑥", "&amp;", "<p>", "</p>", "<code>", "</code>", "</a>"]
    + ['<a href="../oven/">', "oven", "<h2 id='x'>", "</h2>", "<h2>Asked as<", '<span class="arithmatex">', "</span>"]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_without_its_explanations_the_page_is_the_old_one_and_nothing_is_explained_twice(page):
    found = explain_terms(page, KNOWN, "")
    assert (
        re.sub(r' class="term" title="[^"]*"', "", re.sub(r'<span class="term"[^<>]*>([^<>]*)</span>', r"\1", found))
        == page
    )
    titles = re.findall(r'class="term" title="([^"]*)"', found)
    assert len(titles) == len(set(titles))
