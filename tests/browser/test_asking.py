"""Asking for a question in a browser: the nearest ones come first, and the form gets what was typed."""

from urllib.parse import parse_qs, urlsplit

import pytest


@pytest.fixture
def asking(page, address):
    page.goto(address + "ask/")
    return page


def form(page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.locator("#__ask_form").get_attribute("href")).query)


def test_the_nearest_questions_show_while_one_types(asking, address):
    asking.get_by_label("Your question").press_sequentially("why do we drop neurons with dropuot")
    first = asking.locator("#__ask_near a").first
    first.wait_for()
    assert asking.get_by_role("status").text_content() == "Is it one of these?"
    assert asking.locator('#__ask_near a[href$="/questions/dropout/"]').count() == 1
    first.click()
    assert asking.url.startswith(address + "questions/")


def test_the_form_is_filled_in_with_the_question_and_the_nearest_one(asking, address):
    asking.get_by_label("Your question").fill("What is dropout & co?")
    asking.locator("#__ask_near a").first.wait_for()
    filled = form(asking)
    assert filled["template"] == ["missing-question.yml"]
    assert filled["question"] == ["What is dropout & co?"]
    assert filled["nearest"] == [asking.locator("#__ask_near a").first.get_attribute("href")]
    assert filled["nearest"][0].startswith(address)


def test_an_empty_field_shows_nothing_and_fills_nothing_in(asking):
    field = asking.get_by_label("Your question")
    field.fill("dropout")
    asking.locator("#__ask_near a").first.wait_for()
    field.fill("")
    asking.locator("#__ask_near a").first.wait_for(state="detached")
    assert set(form(asking)) == {"template"}
    assert asking.get_by_role("status").text_content() == ""


def test_a_link_to_the_page_may_bring_the_question(page, address):
    page.goto(address + "ask/?question=batchnorm")
    page.locator("#__ask_near a").first.wait_for()
    assert form(page)["question"] == ["batchnorm"]


def test_the_search_works_beside_it(asking):
    asking.get_by_label("Your question").fill("dropout")
    asking.locator("#__ask_near a").first.wait_for()
    asking.locator("header .search-open").click()
    asking.get_by_role("combobox").fill("batchnorm")
    asking.get_by_role("option").first.wait_for()
    asking.get_by_role("button", name="Close the search").click()
    asking.get_by_label("Your question").fill("adam")
    asking.locator('#__ask_near a[href$="/questions/adam/"]').wait_for()


def test_it_works_from_a_folder(page, site):
    page.goto((site / "ask/index.html").as_uri())
    page.get_by_label("Your question").fill("dropout")
    page.locator('#__ask_near a[href$="/questions/dropout/index.html"]').wait_for()
    assert set(form(page)) == {"template", "question"}


def test_without_scripts_the_form_is_a_plain_link(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "ask/")
    assert page.locator("#__ask_form").is_visible()
    assert not page.get_by_label("Your question").is_visible()
    context.close()


def test_every_page_s_foot_leads_to_it(page, address):
    page.goto(address + "questions/dropout/")
    page.get_by_role("link", name="Ask for a question").click()
    assert page.url == address + "ask/"
