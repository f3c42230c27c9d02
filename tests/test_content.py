"""What `check` says of the texts of a collection: form, spelling, programs, names, glossary, shared sentences."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.check import check, check_all
from build_tools.content import misspelling
from build_tools.content.copying import LENGTH
from build_tools.content.form import HEADINGS
from build_tools.content.misspelling import correction, field
from build_tools.content.spelling import british
from build_tools.content.text import blocks, count_words, prose

HERE = Path(__file__).parent
DOCS = HERE.parent / "docs"
MISTAKES = tomllib.loads((HERE / "content.toml").read_text("utf-8"))


@pytest.fixture
def texts(tmp_path):
    """Return a collection with rules of writing, which a test may change."""
    return Path(shutil.copytree(HERE / "content", tmp_path / "docs", ignore=shutil.ignore_patterns("pages")))


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def said(texts, *against):
    return [str(error) for error in check_all(texts, against)]


def test_sound_texts_have_no_mistake(texts):
    assert said(texts) == []


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_by_file_line_cause_and_remedy(texts, name):
    mistake = MISTAKES[name]
    edit(texts / mistake["file"], *mistake["edit"])
    starts = [
        start if start.startswith("{docs}") else f"{{docs}}/{mistake['file']}:{start}" for start in mistake["says"]
    ]
    expected = [start.replace("{docs}", str(texts)) for start in starts]
    found = said(texts)
    assert [line[: len(start)] for line, start in zip(found, expected, strict=True)] == expected
    assert all("; " in line and "\n" not in line for line in found)


def test_a_bibliography_that_cannot_be_read_is_told_in_one_line_and_by_nobody_else(texts):
    edit(texts / "references.bib", "{Escoffier, Auguste}", "{Escoffier, Auguste")
    command = [sys.executable, "-m", "build_tools", "check", "--docs", str(texts)]
    lines = subprocess.run(command, capture_output=True, text=True, check=False).stderr.splitlines()
    assert [line.partition(": ")[0].rpartition("/")[2] for line in lines] == ["references.bib:1", "stock.md:7"]


def test_an_answer_of_too_many_words_is_told(texts):
    edit(texts / "topics/kitchen/stock.md", "Salt comes last", "word " * 650 + "Salt comes last")
    assert any("keep it under 700" in line for line in said(texts))


def test_a_collection_without_rules_of_writing_keeps_none_but_names_and_code_must_hold(texts):
    (texts / "writing.md").unlink()
    edit(texts / "topics/kitchen/stock.md", "## In code", "# Color")
    edit(texts / "topics/kitchen/roux.md", "tags: [sauce]", "tags: [soup]")
    assert [line.partition(": ")[2][:18] for line in said(texts)] == ["unknown tag `soup`"]


def test_a_build_asks_for_a_sound_collection_and_not_for_good_style(texts):
    edit(texts / "topics/kitchen/stock.md", "## In code", "## Color")
    assert check(texts) == []


def test_a_file_that_cannot_be_read_hides_no_mistake_of_another(texts):
    edit(texts / "topics/kitchen/roux.md", "title:", "titel:")
    edit(texts / "topics/kitchen/stock.md", "## In code", "### In code")
    assert [line.split(":")[1] for line in said(texts)] == ["1", "2", "23"]  # no title, a key unknown, a heading


def test_words_shared_with_a_page_are_told_with_their_place_in_it(texts):
    found = said(texts, HERE / "content/pages")
    words = "bones that have seen the oven give a dark"
    place = f"{texts}/topics/kitchen/stock.md:15: “{words}” stands in elsewhere.html:3 as well; say it in words"
    assert [line[: len(place)] for line in found] == [place]


def test_one_word_less_is_a_phrase_and_not_a_copy(texts, tmp_path):
    page = tmp_path / "page.txt"
    for length, copies in ((LENGTH - 1, 0), (LENGTH, 1)):
        page.write_text(" ".join("hours of gentle heat turn it into gelatine".split()[:length]), "utf-8")
        assert len(said(texts, page)) == copies


def test_formulas_code_and_other_blocks_interrupt_a_shared_run(texts, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("stays on the spoon how long it keeps three days. give up what they hold at T degrees", "utf-8")
    assert said(texts, page) == []


def test_the_page_of_rules_and_the_check_name_the_same_headings_and_limits():
    rules = (DOCS / "writing.md").read_text("utf-8")
    listed = rules[rules.index("**Headings**") :].partition("Short answers")[0]
    assert tuple(re.findall(r"(?<!\*)\*([A-Z][^*]+)\*", " ".join(listed.split()))) == HEADINGS
    assert "at most 50 words" in rules


WORDS = {
    "A $x + y$ of `two words`, [a link](to/there.md) and **bold**.": 9,
    "![a picture](x.svg) is none": 2,
    "```python\nnot = counted\n```\nbut this": 2,
    "| a | b |\n|---|:-:|\n| c d | $e f$ |": 5,
    "$$\nx = 1\n$$": 1,
    "let $x$\nbe": 3,
    "well-known – state-of-the-art": 2,
    "": 0,
}


@pytest.mark.parametrize("markdown", WORDS)
def test_words_are_counted_as_a_reader_sees_them(markdown):
    assert count_words(markdown) == WORDS[markdown]


SPELLING = {
    "normalization": "normalisation",
    "Initialize": "Initialise",
    "optimizers": "optimisers",
    "analyzed": "analysed",
    "behavioral": "behavioural",
    "centered": "centred",
    "mislabeled": "",  # no rule guesses at prefixes
    "labeled": "labelled",
    "modeling": "modelling",
    "size": "",
    "resized": "",
    "prize": "",
    "horizon": "",
    "normalise": "",
    "colour": "",
    "collar": "",
    "LayerNormalization": "",  # a name in a program
    "program": "",
}


@pytest.mark.parametrize("word", SPELLING)
def test_american_words_have_a_british_form_and_others_none(word):
    assert british(word) == SPELLING[word]


MISSPELLINGS = {
    "seperable": ("separable",),
    "Comparitively": ("Comparatively",),
    "fom": ("from", "form"),
    "didnt'": ("didn't",),
    "separable": (),
    "backpropagation": (),
    "fpr": (),  # of the field: a false positive rate
    "Pinter": (),  # a name
    "TEH": (),  # an abbreviation
    "isn’t": (),
    "": (),
}


@pytest.mark.parametrize("word", MISSPELLINGS)
def test_misspelt_words_have_corrections_and_words_of_the_field_none(word):
    assert correction(word) == MISSPELLINGS[word]


def test_the_dictionary_of_the_field_holds_only_words_that_the_list_would_take_for_mistakes(monkeypatch):
    allowed = field()
    monkeypatch.setattr(misspelling, "field", frozenset)
    monkeypatch.setattr(misspelling, "_corrections", misspelling._corrections.__wrapped__)
    assert {word for word in allowed if not correction(word)} == set()


def test_a_per_cent_sign_stands_close_and_what_is_no_number_is_left_alone(texts):
    edit(texts / "topics/kitchen/stock.md", "of 2% in", "of 2% and 5%, “3 %” said, in `4 %`, in $5 \\%$, a % sign, in")
    assert said(texts) == []


@given(st.text("ab `$\n#[]()-|~", max_size=60))
def test_prose_keeps_every_place_and_only_blanks(text):
    shown = prose(text)
    assert len(shown) == len(text)
    assert all(one == other or one == " " for one, other in zip(shown, text, strict=True))


def test_blocks_of_code_lose_the_indentation_of_their_list():
    text = "- item\n\n    ```python\n    if x:\n        y()\n    ```\n\n~~~\nz\n~~~\n"
    assert [(block.language, block.code) for block in blocks(text)] == [("python", "if x:\n    y()\n"), ("", "z\n")]


def test_the_repository_s_own_texts_have_no_mistake():
    assert [str(error) for error in check_all(DOCS)] == []


def test_the_glossary_explains_at_least_120_terms():
    items = re.findall(r"^- \*\*", (DOCS / "glossary.md").read_text("utf-8"), re.MULTILINE)
    assert len(items) >= 120


@pytest.mark.skipif("CORPUS" not in os.environ, reason="CORPUS names no folder of scraped pages")
def test_no_answer_shares_a_sentence_with_a_source():
    found = check_all(DOCS, [Path(os.environ["CORPUS"], "seeds")])
    assert [str(error) for error in found if " as well" in error.cause] == []
