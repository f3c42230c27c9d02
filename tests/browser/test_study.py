"""Studying in a browser: flashcards and mock interviews, by keyboard, over reloads, from a file system."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import hearing

AXE = Path(__file__).parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
CARDS = "study/#mode=cards&topic=optimization"
INTERVIEW = "study/#mode=interview&minutes=15&seed=k3x9"


def shown(page):
    return page.locator(".study-question")


def question(page):
    """Return the text of the question that is shown, once one is; after a rating it is still the one before."""
    return shown(page).inner_text()


def rate(page, *keys):
    """Show the answers of so many cards and rate them by keyboard."""
    for key in keys:
        page.locator(".study-reveal").wait_for()
        page.keyboard.press("Space")
        page.locator(".study-ratings").wait_for()
        page.keyboard.press(key)


def kept(page):
    """Return the records that the browser keeps, by the ids of the cards."""
    found = page.evaluate("Object.entries(localStorage).filter(([key]) => key.includes('card:'))")
    return {key.rpartition("card:")[2]: json.loads(value) for key, value in found}


def test_without_scripts_the_page_says_what_it_is_and_leads_on(new_page, address):
    tab = new_page(java_script_enabled=False)
    tab.goto(address + "study/")
    expect(tab.get_by_text("need JavaScript")).to_be_visible()
    assert tab.locator("main a[href*='topics/']").count() > 5
    link = tab.get_by_role("link", name="Package for Anki").get_attribute("href")
    assert tab.request.get(address + "study/" + link).ok


def test_the_question_comes_first_and_the_answer_on_demand(page, address):
    page.goto(address + CARDS)
    page.locator(".study-reveal").wait_for()
    assert page.locator(".study-short, .study-ratings").count() == 0
    page.get_by_role("button", name="Show the answer").click()
    expect(page.locator(".study-short")).to_be_visible()
    expect(page.locator(".study-ratings small")).to_have_text(["1 min", "6 min", "10 min", "8 days"])
    page.locator("summary").click()
    expect(page.locator("details math").first).to_be_visible()


def test_links_and_figures_of_an_answer_lead_to_where_they_do_on_its_page(page, address):
    page.goto(address + "study/#mode=cards&card=adam")
    page.locator(".study-reveal").wait_for()
    page.keyboard.press("Space")
    page.locator(".study-answer").wait_for()
    found = page.eval_on_selector_all(".study-answer a", "all => all.map(one => one.href)")
    assert address + "questions/learning-rate/" in found
    assert [one for one in found if one.startswith(address) and not page.request.get(one).ok] == []


def test_progress_stays_over_a_reload(page, address):
    page.goto(address + CARDS)
    first = question(page)
    rate(page, "4")
    expect(shown(page)).not_to_have_text(first)
    second = question(page)
    page.reload()
    expect(shown(page)).to_have_text(second)
    expect(page.locator(".study-bar")).to_contain_text("1 done")
    assert [one["reps"] for one in kept(page).values()] == [1]


def test_a_card_that_was_not_known_comes_back(page, address):
    page.goto(address + "study/#mode=cards&card=adam")
    rate(page, "1")
    page.locator(".study-reveal").wait_for()
    expect(shown(page)).to_have_text("What is the Adam optimiser?")
    rate(page, "3", "4")
    expect(shown(page)).to_have_text("Done for now")
    expect(page.locator(".study-card")).to_contain_text("comes back in")


def test_everything_goes_by_keyboard(page, address):
    page.goto(address + "study/")
    page.get_by_role("button", name="Start the cards").focus()
    page.keyboard.press("Enter")
    first = question(page)
    page.keyboard.press("Enter")
    page.locator(".study-ratings").wait_for()
    page.keyboard.press("d")
    expect(page.locator("details[open]")).to_have_count(1)
    page.keyboard.press("3")
    expect(shown(page)).not_to_have_text(first)
    assert len(kept(page)) == 1
    page.keyboard.press("u")
    expect(shown(page)).to_have_text(first)
    assert kept(page) == {}
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Start the interview")).to_be_visible()


def test_a_choice_of_topics_and_levels_stands_in_the_address(page, address):
    page.goto(address + "study/")
    page.get_by_label("Convolutional networks and vision").check()
    page.get_by_label("intermediate").check()
    expect(page.get_by_label("intermediate"), "the focus stays").to_be_focused()
    page.get_by_role("button", name="Start the cards").click()
    expect(page.locator(".study-about")).to_have_text("Convolutional networks and vision · intermediate")
    expect(page).to_have_url(address + "study/#mode=cards&topic=vision&level=intermediate")
    page.go_back()
    expect(page.get_by_label("intermediate")).to_be_checked()


def test_progress_is_saved_to_a_file_and_loaded_elsewhere(page, new_page, address, tmp_path):
    page.goto(address + CARDS)
    rate(page, "4", "3")
    page.get_by_role("button", name="Back").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    file = tmp_path / "progress.json"
    download.value.save_as(file)
    other = new_page()
    other.goto(address + "study/")
    other.locator("input[type=file]").set_input_files(file)
    other.get_by_text("progress.json: 2 cards read.").wait_for()
    assert kept(other) == kept(page)
    file.write_text('{"format": "interview-questions-progress", "version": 1, "cards": {"adam": 5}}', "utf-8")
    other.locator("input[type=file]").set_input_files(file)
    other.get_by_text("progress.json: nothing was read, because card “adam” holds no record.").wait_for()
    assert kept(other) == kept(page)


def test_two_tabs_know_of_each_other_s_ratings(page, address):
    page.goto(address + "study/#mode=cards&card=adam")
    page.locator(".study-reveal").wait_for()
    other = page.context.new_page()
    other.goto(address + "study/#mode=cards&card=learning-rate")
    with hearing(page, "storage"):
        rate(other, "4")
    rate(page, "4")
    page.get_by_role("button", name="Back").click()
    expect(page.locator(".study-ways")).to_contain_text("2 done today")
    assert kept(page).keys() == {"adam", "learning-rate"}


def test_where_the_browser_keeps_nothing_the_page_works_and_says_so(page, address):
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } })")
    page.goto(address + CARDS)
    rate(page, "4", "4")
    expect(page.locator(".study-bar")).to_contain_text("2 done")
    expect(page.get_by_role("status")).to_contain_text("keeps nothing")


def test_a_mock_interview_is_the_same_for_all_who_have_its_address(page, new_page, address):
    page.goto(address + INTERVIEW)
    asked = question(page)
    other = new_page()
    other.goto(address + INTERVIEW)
    expect(shown(other)).to_have_text(asked)


def test_a_mock_interview_goes_on_after_a_reload_and_pauses(page, address):
    page.goto(address + INTERVIEW)
    rate(page, "2")
    page.locator(".study-words", has_text="2 of").wait_for()
    asked = question(page)
    page.reload()
    expect(shown(page)).to_have_text(asked)
    page.keyboard.press("p")
    expect(page.locator(".study-watch")).to_have_text("paused")
    expect(shown(page)).to_have_text("Paused")
    page.keyboard.press("p")
    expect(shown(page)).to_have_text(asked)
    expect(page.locator(".study-watch")).to_have_text(re.compile(r"1\d:\d\d"))


def test_a_mock_interview_ends_with_what_to_read(page, address):
    page.goto(address + INTERVIEW)
    asked = question(page)
    rate(page, "1")
    page.locator(".study-words", has_text="2 of").wait_for()
    good = question(page)
    rate(page, "3")
    page.locator(".study-words", has_text="3 of").wait_for()
    page.get_by_role("button", name="End").click()
    page.get_by_role("heading", name="What to read").wait_for()
    assert page.locator("li", has_text=f"{asked} blank").count() == 1
    assert page.get_by_role("link", name=good, exact=True).count() <= 1  # it may be another's related question
    assert page.locator("li", has_text="not reached").count() >= 1
    assert page.locator(".study-also a").count() >= 1
    links = page.eval_on_selector_all(".study-card a", "all => all.map(one => one.href)")
    assert [one for one in links if not page.request.get(one).ok] == []
    page.get_by_role("button", name="Learn these as flashcards").click()
    page.locator(".study-reveal").wait_for()
    expect(page).to_have_url(re.compile("#mode=cards&card="))


def test_a_mock_interview_ends_when_its_time_is_up(page, address):
    page.clock.install()
    page.goto(address + INTERVIEW)
    page.locator(".study-reveal").wait_for()
    page.clock.run_for(16 * 60 * 1000)
    expect(page.locator(".study-watch")).to_have_text("0:00")
    rate(page, "4")
    page.get_by_role("heading", name="The end").wait_for()


def test_it_works_from_a_file_system(page, site):
    page.goto((site / "study" / "index.html").as_uri() + "#mode=cards&card=adam")
    rate(page, "4")
    page.get_by_role("heading", name="Done for now").wait_for()
    page.reload()
    expect(page.locator(".study-bar")).to_contain_text("1 done")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Start the interview").click()
    rate(page, "1")
    page.get_by_role("button", name="End").click()
    expect(shown(page)).to_have_text("The end")
    found = page.eval_on_selector_all(".study-card a", "all => all.map(one => one.href)")
    assert [one for one in found if not Path(one.removeprefix("file://")).is_file()] == []


@pytest.mark.parametrize("state", ["start", "question", "answer", "pause", "end"])
def test_axe_finds_nothing_in_light_and_dark(page, address, state):
    page.goto(
        address + {"start": "study/", "pause": INTERVIEW, "end": INTERVIEW}.get(state, "study/#mode=cards&card=adam")
    )
    if state != "start":
        page.locator(".study-reveal").wait_for()
    if state == "answer":
        page.keyboard.press("Space")
        page.locator(".study-ratings").wait_for()
        with hearing(page, "toggle"):
            page.keyboard.press("d")
    elif state in ("pause", "end"):
        page.get_by_role("button", name=state.capitalize()).click()
        expect(shown(page)).to_have_text({"pause": "Paused", "end": "The end"}[state])
    page.evaluate(AXE.read_text("utf-8"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        run = "axe.run().then(({ violations }) => violations.map((one) => [one.id, one.nodes[0].html]))"
        assert page.evaluate(run) == []


def test_a_double_click_rates_once(page, address):
    page.goto(address + "study/#mode=cards&card=adam")
    page.locator(".study-reveal").wait_for()
    page.keyboard.press("Space")
    page.locator(".study-ratings").wait_for()
    page.eval_on_selector(".study-rate--3", "one => { one.click(); one.click(); }")
    assert kept(page)["adam"]["reps"] == 1


def test_a_link_to_a_place_on_the_page_changes_no_choice(page, address):
    page.goto(address + CARDS)
    asked = question(page)
    rate(page, "4")
    expect(shown(page)).not_to_have_text(asked)
    second = question(page)
    page.locator(".skip").focus()
    with hearing(page, "hashchange"):
        page.keyboard.press("Enter")
    assert page.url.endswith("#__main")
    assert question(page) == second


@pytest.mark.parametrize("mode", ["mode=cards&", "mode=interview&minutes=15&seed=a&"])
def test_a_choice_of_nothing_says_so(page, address, mode):
    page.goto(address + "study/#" + mode + "topic=language&level=advanced&topic=cookery")
    expect(page.get_by_role("status")).to_contain_text("No card")
    expect(page.get_by_role("button", name="Start the cards")).to_be_disabled()
    page.get_by_label("advanced").uncheck()
    expect(page.get_by_role("button", name="Start the cards")).to_be_enabled()


def answered(page, address, card):
    """Show a card with its whole answer, and return the answer."""
    page.goto(f"{address}study/#mode=cards&card={card}")
    page.reload()  # the page may be there already, with another card
    page.locator(".study-reveal").wait_for()
    page.keyboard.press("Space")
    page.keyboard.press("d")
    return page.locator(".study-answer")


def test_code_figures_and_abbreviations_of_an_answer_can_be_used_as_on_its_page(page, address):
    answered(page, address, "learning-rate").locator(".zoom").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog svg")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.zoomed")).to_have_count(0)
    expect(page.locator(".study-answer")).to_be_visible()  # the key has closed nothing else
    expect(answered(page, address, "adam").locator(".highlight .copy").first).to_be_visible()
    page.locator(".study-answer abbr[tabindex]").first.focus()
    expect(page.get_by_role("note")).to_be_visible()
