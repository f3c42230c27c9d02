"""The bibliography: works with the line of every mistake, and how a page cites them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.collection import load
from build_tools.model import Reference
from build_tools.pages import make_site
from build_tools.pages.citations import citation
from build_tools.references import read_references
from tests.conftest import FIXTURE

PLACE = Path("references.bib")


def work(**fields: str) -> str:
    """Return a sound work in BibTeX, with `fields` in place of its own ("" takes one away)."""
    said = {"title": "Heat", "author": "Watt, James", "year": "1769", "doi": "10.1000/heat"} | fields
    return "@article{watt1769heat,\n" + ",\n".join(f"  {key} = {{{said[key]}}}" for key in said if said[key]) + "\n}\n"


def read(text: str) -> Reference:
    works, found = read_references(text, PLACE)
    assert found == []
    return works[0]


def test_names_come_with_the_given_name_first_and_corporate_ones_stay_whole():
    names = r"van der Waals, Johannes and {Royal Society} and Amp{\`e}re, Andr{\'e}-Marie and Fermi, Jr., Enrico"
    assert read(work(author=names)).authors == (
        "Johannes van der Waals",
        "Royal Society",
        "André-Marie Ampère",
        "Enrico Fermi Jr.",
    )


def test_titles_lose_their_tex_and_their_line_ends():
    assert read(work(title="On {H}eat ---\n    the \\emph{motive} power, 50\\% of it")).title == (
        "On Heat — the motive power, 50% of it"
    )


ADDRESSES = {
    "a DOI": (work(eprint="1502.03167"), "https://doi.org/10.1000/heat", "doi:10.1000/heat"),
    "an old DOI": (work(doi="10.1016/0893-6080(89)90020-8"), "https://doi.org/10.1016/0893-6080%2889%2990020-8", None),
    "an arXiv id": (work(doi="", eprint="1502.03167"), "https://arxiv.org/abs/1502.03167", "arXiv:1502.03167"),
    "an address": (work(doi="", url="https://www.example.com/heat"), "https://www.example.com/heat", "example.com"),
    "pages alone": (work(doi="", pages="1--9"), "", ""),
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_work_is_found_by_the_most_lasting_address_that_it_has(name):
    text, address, label = ADDRESSES[name]
    one = read(text)
    assert one.address == address
    assert label is None or one.label == label


MISTAKES = {
    work(year=""): "references.bib:1: `watt1769heat` lacks year; mend it",
    work(title="", author=""): "references.bib:1: `watt1769heat` lacks title, author; mend it",
    work(doi=""): "references.bib:1: `watt1769heat` lacks one of doi, eprint, url, isbn, pages; mend it",
    work(doi="https://doi.org/10.1000/heat"): "references.bib:5: `watt1769heat` has a doi that is none: https://doi",
    work(eprint="arXiv:1502.03167"): "references.bib:6: `watt1769heat` has a eprint that is none",
    work(url="javascript:alert(1)"): "references.bib:6: `watt1769heat` has a url that is none",
    work(year="in press"): "references.bib:4: `watt1769heat` has a year that is none: in press",
    work() + work(): "references.bib:7: the key `watt1769heat` stands twice; delete one",
    work() + work().replace("heat,", "steam,"): (
        "references.bib:7: `watt1769steam` is the same work as `watt1769heat`: doi:10.1000/heat; keep one key"
    ),
    "@book{b, title = {Never closed\n": "references.bib:1: is not BibTeX from here on; close every brace",
}


@pytest.mark.parametrize("text", MISTAKES, ids=MISTAKES.values())
def test_a_mistake_in_the_bibliography_is_told_with_its_line(text):
    _, found = read_references(text, PLACE)
    assert [str(error)[: len(MISTAKES[text])] for error in found] == [MISTAKES[text]]


@given(st.text('@{}=,"a1\n\\ #', max_size=80))
def test_no_text_is_too_odd_to_be_read(text):
    read_references(text, PLACE)


CITATIONS = {
    work(): "James Watt: *Heat*. 1769. [doi:10.1000/heat](https://doi.org/10.1000/heat)",
    work(author="A, B and C, D", title="What is $heat$?", journal="Steam", doi="", pages="1"): (
        "B A and D C: *What is \\$heat\\$?* Steam, 1769."
    ),
    work(author="A, B and C, D and E, F", doi="", eprint="1502.03167"): (
        "B A, D C and F E: *Heat*. arXiv, 1769. [arXiv:1502.03167](https://arxiv.org/abs/1502.03167)"
    ),
    work(author="A, B and C, D and E, F and G, H", doi="", pages="1"): "B A, D C, F E et al.: *Heat*. 1769.",
    work(author="A, B and others", doi="", pages="1"): "B A et al.: *Heat*. 1769.",
}


@pytest.mark.parametrize("text", CITATIONS, ids=CITATIONS.values())
def test_a_citation_names_three_authors_at_most_and_links_the_work(text):
    assert citation(read(text)) == CITATIONS[text]


def test_a_question_s_page_lists_its_references_behind_who_asks_it():
    page = next(page for page in make_site(load(FIXTURE)).pages if page.path == "questions/boiling-point.md")
    asked, references, related = (page.markdown.index(f"## {name}") for name in ("Asked", "References", "Related"))
    assert asked < references < related
    assert "- Rudolf Clausius: *Über die bewegende Kraft der Wärme*. Annalen der Physik, 1850. [doi:" in page.markdown
