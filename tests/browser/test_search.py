"""The search as a reader uses it: opened by a key or a button, typed into, gone through by keyboard."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

CASES = Path(__file__).parent.parent / "search" / "queries.tsv"
AXE = Path(__file__).parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"


SHOWN = 12  # questions at most
FIND = """async ([queries, limit]) => {
  const index = await siteSearch.index();
  return Promise.all(queries.map(async (query) => (await index.find(query, limit)).hits));
}"""


def found(page, query):
    """Return the titles of the hits for what was typed, once the dialog shows them.

    It shows those for each letter on the way; the index behind it says which ones are the last.
    """
    expect(page.locator(".search-field")).to_have_value(query)
    (hits,) = page.evaluate(FIND, [[query], SHOWN])
    titles = [hit["title"] for hit in hits]
    expect(page.locator(".search-title")).to_have_text(titles)
    return titles


def ask(page, query):
    """Open the search by its key, type a query, and return the titles of the hits."""
    page.keyboard.press("/")
    expect(page.locator(".search-field")).to_be_focused()
    page.locator(".search-field").fill("")
    page.keyboard.type(query)
    return found(page, query)


def test_nothing_of_the_search_is_loaded_before_it_is_opened(page, address):
    asked = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto(address + "questions/adam/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "search" in url] == [address + "assets/javascripts/search.js"]
    ask(page, "sgd")
    assert address + "search/index.js" in asked


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("vanishing gradeint", "What is the vanishing gradient problem, and how is it fixed?"),
        ("(SGD)", "What is gradient descent, and how is it used in training?"),
        ("back-propagation", "How does backpropagation work?"),
        ("batchnorm", "What is batch normalisation?"),
        ("1×1", "What is a depthwise separable convolution, and what are its advantages?"),
    ],
)
def test_what_is_typed_finds_the_question(page, address, query, title):
    page.goto(address)
    assert ask(page, query)[0] == title


def test_the_engine_of_the_built_site_answers_in_the_browser_as_the_cases_say(page, address):
    page.goto(address)
    rows = [line.split("\t") for line in CASES.read_text("utf-8").splitlines()]
    firsts = [{hit["id"] for hit in hits} for hits in page.evaluate(FIND, [[query for _, query, _ in rows], 1])]
    wrong = [row[1] for row, ids in zip(rows, firsts, strict=True) if not {*row[2].split("|")} & ids]
    assert len(wrong) <= 0.05 * len(rows), wrong


def test_a_question_is_found_and_opened_by_keys_alone(page, address):
    page.goto(address + "questions/adam/")
    page.keyboard.press("Control+k")
    field, options = page.locator(".search-field"), page.locator('[role="option"]')
    expect(field).to_be_focused()
    page.keyboard.type("dropout")
    found(page, "dropout")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.nth(1).get_attribute("id"))
    page.keyboard.press("ArrowUp")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page).to_have_url(address + "questions/dropout/")


def test_escape_closes_the_search_and_a_slash_in_a_field_stays_a_slash(page, address):
    page.goto(address)
    ask(page, "a/b")
    page.keyboard.press("Escape")
    expect(page.locator(".search-dialog")).to_be_hidden()


def test_what_is_typed_while_the_search_is_being_loaded_is_not_lost(page, address):
    page.goto(address)
    page.keyboard.type("/dropout")
    expect(page.locator(".search-field")).to_have_value("dropout")


def test_a_site_on_a_disk_is_searched_without_a_server(page, site):
    page.goto((site / "index.html").as_uri())
    assert ask(page, "backpropogation")[0] == "How does backpropagation work?"
    page.keyboard.press("Enter")
    expect(page).to_have_url((site / "questions/backpropagation/index.html").as_uri())


def test_an_address_with_a_query_opens_the_search_and_shows_the_query_as_text(page, address):
    page.goto(address + "?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    found(page, "<img src=x onerror=alert(1)>")
    expect(page.locator(".search-said")).not_to_be_empty()
    assert page.locator(".search-dialog img").count() == 0


def test_what_no_question_asks_shows_the_nearest_and_says_so(page, address):
    page.goto(address)
    assert ask(page, "quantum blockchain")
    expect(page.locator(".search-said")).to_have_text("No question asks this. The nearest ones:")


def test_a_missing_question_can_be_asked_for_where_the_site_says_where(page, address):
    page.goto(address)
    page.evaluate("document.querySelector('.search-open').dataset.issues = 'https://example.com/issues/new'")
    ask(page, "quantum & blockchain")
    wanted = "https://example.com/issues/new?template=missing-question.yml&question=quantum%20%26%20blockchain"
    expect(page.locator(".search-more a")).to_have_attribute("href", wanted)


@pytest.mark.skipif(not AXE.is_file(), reason="no axe-core (`npm ci` fetches it)")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_search(page, address, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    ask(page, "gradient")
    found = page.evaluate(AXE.read_text("utf-8") + "; axe.run('.search-dialog').then((one) => one.violations)")
    assert found == [], json.dumps(found)
