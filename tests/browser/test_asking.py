"""Asking for a question in a browser: the nearest ones come first, and the form gets what was typed."""

import re
from urllib.parse import parse_qs, quote_plus, urlsplit

import pytest
from playwright.sync_api import expect


@pytest.fixture
def asking(page, address):
    page.goto(address + "ask/")
    return page


def form(page, question: str) -> dict[str, list[str]]:
    """Return what the form is given, once the nearest questions to the whole of `question` stand there."""
    link = page.locator("#__ask_form")
    expect(link).to_have_attribute("href", re.compile(re.escape(f"question={quote_plus(question)}&nearest=")))
    return parse_qs(urlsplit(link.get_attribute("href")).query)


def test_the_nearest_questions_show_while_one_types(asking, address):
    question = "why do we drop neurons with dropuot"
    asking.get_by_label("Your question").press_sequentially(question)
    nearest = form(asking, question)["nearest"]
    expect(asking.get_by_role("status")).to_have_text("Is it one of these?")
    expect(asking.locator('#__ask_near a[href$="/questions/dropout/"]')).to_have_count(1)
    asking.locator("#__ask_near a").first.click()
    expect(asking).to_have_url(nearest[0])
    assert nearest[0].startswith(address + "questions/")


def test_the_form_is_filled_in_with_the_question_and_the_nearest_one(asking, address):
    asking.get_by_label("Your question").fill("What is dropout & co?")
    filled = form(asking, "What is dropout & co?")
    assert filled["template"] == ["missing-question.yml"]
    assert filled["question"] == ["What is dropout & co?"]
    assert filled["nearest"] == [asking.locator("#__ask_near a").first.get_attribute("href")]
    assert filled["nearest"][0].startswith(address)


def test_an_empty_field_shows_nothing_and_fills_nothing_in(asking):
    field = asking.get_by_label("Your question")
    field.fill("dropout")
    form(asking, "dropout")
    field.fill("")
    expect(asking.locator("#__ask_near a")).to_have_count(0)
    expect(asking.get_by_role("status")).to_have_text("")
    expect(asking.locator("#__ask_form")).to_have_attribute("href", re.compile(r"\?template=[^&]*$"))


def test_a_link_to_the_page_may_bring_the_question(page, address):
    page.goto(address + "ask/?question=batchnorm")
    assert form(page, "batchnorm")["question"] == ["batchnorm"]
    expect(page.get_by_label("Your question")).to_have_value("batchnorm")


def test_the_search_works_beside_it(asking):
    asking.get_by_label("Your question").fill("dropout")
    expect(asking.locator("#__ask_near a").first).to_be_visible()
    asking.locator("header .search-open").click()
    asking.get_by_role("combobox").fill("batchnorm")
    expect(asking.get_by_role("option", name="What is batch normalisation?")).to_be_visible()
    asking.get_by_role("button", name="Close the search").click()
    asking.get_by_label("Your question").fill("adam")
    expect(asking.locator('#__ask_near a[href$="/questions/adam/"]')).to_be_visible()


def test_it_works_from_a_folder(page, site):
    page.goto((site / "ask/index.html").as_uri())
    page.get_by_label("Your question").fill("dropout")
    expect(page.locator('#__ask_near a[href$="/questions/dropout/index.html"]')).to_be_visible()
    # What is not there for others is not named as the nearest one.
    expect(page.locator("#__ask_form")).to_have_attribute("href", re.compile(r"\?template=[^&]*&question=dropout$"))


def test_without_scripts_the_form_is_a_plain_link(new_page, address):
    page = new_page(java_script_enabled=False)
    page.goto(address + "ask/")
    expect(page.locator("#__ask_form")).to_be_visible()
    expect(page.get_by_label("Your question")).to_be_hidden()


def test_every_page_s_foot_leads_to_it(page, address):
    page.goto(address + "questions/dropout/")
    page.get_by_role("link", name="Ask for a question").click()
    expect(page).to_have_url(address + "ask/")
