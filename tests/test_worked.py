"""A claim fails where its text is gone from the page, and where its number is not what is computed."""

from pathlib import Path

import pytest

from tests import worked
from tests.worked import Claim, in_the_form

FORMS = [
    ("0.30", 0.3015, "0.30"),
    ("0", 0.25, "0"),
    ("-1.44", -1.4384, "-1.44"),
    ("2,047", 2047, "2,047"),
    ("2047", 2047, "2047"),
    ("1{,}228{,}800", 1228800, "1{,}228{,}800"),
    (r"2.4 \cdot 10^{-4}", 0.25**6, r"2.4 \cdot 10^{-4}"),
    (r"8\cdot10^{-31}", 0.5**100, r"8\cdot10^{-31}"),
    ("10^{-6}", 0.25**10, "10^{-6}"),
    ("five", "six", "six"),
]


@pytest.mark.parametrize(("told", "value", "form"), FORMS)
def test_a_number_is_compared_in_the_form_in_which_it_is_told(told, value, form):
    assert in_the_form(told, value) == form


@pytest.fixture
def stock(monkeypatch):
    """Return claims about a page on stock, which tells of 100 degrees before the end of a line."""
    monkeypatch.setattr(worked, "TOPICS", Path(__file__).parent / "content/topics")
    return lambda text, value: Claim("kitchen/stock", text, lambda: value)


def test_a_claim_holds_where_its_text_stands_and_its_number_is_computed(stock):
    claim = stock("$T < «100»$ degrees, far from a rolling boil. It stays clear", 10**2)
    assert claim.stands
    assert claim.told == claim.computed == ["100"]


def test_a_claim_does_not_stand_where_the_page_tells_another_number(stock):
    assert not stock("$T < «90»$ degrees", 90).stands


def test_a_number_that_is_told_and_not_computed_is_seen(stock):
    assert stock("$T < «100»$", 101).computed != ["100"]


@pytest.mark.parametrize("values", [1, (1, 2, 3)])
def test_as_many_numbers_are_computed_as_are_told(stock, values):
    with pytest.raises(ValueError, match="zip"):
        stock("«1» and «2»", values).computed  # noqa: B018
