"""Accessibility in a browser: axe finds nothing on any kind of page, and every function works by keyboard."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).parent.parent.parent
AXE = ROOT / "node_modules/axe-core/axe.min.js"
# One page of each kind, and one with code, figure, formulas and tables.
PAGES = (
    "",
    "topics/",
    "topics/regularization/",
    "questions/adam/",
    "questions/learning-rate/",
    "sources/",
    "notation/",
    "contributing/",
    "ask/",
    "quality/",
    "changes/",
    "404.html",
)
BUSY = ("topics/regularization/", "questions/learning-rate/")  # looked at again with all that opens open
# Done when the page has heard of it, and made what scrolls in there a stop of the keyboard.
OPEN = """() => Promise.all(Array.from(document.querySelectorAll('details:not([open])'), one => new Promise(done => {
  one.addEventListener('toggle', done);
  one.open = true;
})))"""

pytestmark = pytest.mark.skipif(not AXE.is_file(), reason="no axe-core (`npm ci` fetches it)")


def faults(page) -> list[str]:
    """Return what axe finds on the page as it stands, rule by rule with the elements."""
    page.evaluate(AXE.read_text("utf-8"))  # by the browser's debugger, which no policy of the page stops
    found = page.evaluate("async () => (await axe.run({ resultTypes: ['violations'] })).violations")
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(page, address, scheme, width):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    found = {}
    for path in PAGES:
        page.goto(address + path)
        if path in BUSY:
            page.evaluate(OPEN)
        if wrong := faults(page):
            found[path] = wrong
    assert found == {}


def test_the_skip_link_is_the_first_stop_and_leads_into_the_text(page, address):
    page.goto(address + "questions/adam/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    expect(page.locator(".skip")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)


def test_colours_are_the_system_s_until_the_reader_chooses_and_the_choice_stays(page, address):
    def paper() -> str:
        return page.evaluate("getComputedStyle(document.body).backgroundColor")

    def expect_paper(colour: str) -> None:
        expect(page.locator("body")).to_have_css("background-color", colour)

    page.emulate_media(color_scheme="dark")
    page.goto(address)
    dark = paper()
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).not_to_have_css("background-color", dark)
    light = paper()
    page.focus("#__scheme")
    page.keyboard.press("Enter")  # light
    page.keyboard.press("Enter")  # dark
    expect_paper(dark)
    page.goto(address + "questions/adam/")
    expect_paper(dark)
    page.focus("#__scheme")
    page.keyboard.press("Enter")  # by the system again
    expect_paper(light)


def test_the_menu_opens_and_closes_by_keyboard_on_a_phone(page, address):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address)
    glossary = page.get_by_role("link", name="Glossary", exact=True)
    expect(glossary).to_be_hidden()
    page.focus(".menu-open")
    page.keyboard.press("Enter")
    expect(glossary).to_be_visible()
    page.keyboard.press("Escape")
    expect(glossary).to_be_hidden()


@pytest.mark.parametrize("kind", ["abbr", "a.term", "span.term"])
def test_a_term_is_explained_by_keyboard_as_well(page, address, kind):
    page.goto(address + "questions/adam/")
    page.locator(f".text {kind}").first.focus()
    note = page.get_by_role("note")
    expect(note).to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()


def test_a_figure_fills_the_window_and_lets_go_by_keyboard(page, address):
    page.goto(address + "questions/learning-rate/")
    small = page.locator("figure.drawing svg").first.bounding_box()["width"]
    page.locator(".zoom").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog svg")).to_be_visible()
    assert page.locator("dialog svg").bounding_box()["width"] > small
    page.keyboard.press("Escape")
    expect(page.locator("dialog.zoomed")).to_have_count(0)
    expect(page.locator(".zoom").first).to_be_focused()


def test_nothing_moves_by_itself_where_motion_is_unwanted(page, address):
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
