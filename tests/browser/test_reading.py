"""Reading in a browser: what a candidate sees and does on the pages."""

import gzip
import re
from urllib.parse import parse_qs, urlsplit
from zipfile import ZipFile

from playwright.sync_api import expect

from build_tools.offline import PATH as OFFLINE
from tests.browser.waiting import until

BUDGET = 200_000  # bytes of a first view, compressed, fonts included


def test_formulas_have_a_size_on_the_screen(page, address):
    page.goto(address + "questions/adam/")
    sizes = page.eval_on_selector_all("math", "all => all.map(one => one.getBoundingClientRect().width)")
    assert sizes
    assert min(sizes) > 0


def test_the_font_of_formulas_is_the_site_s_and_draws_roots(page, address):
    page.goto(address + "questions/adam/")
    until(page, "document.fonts.status === 'loaded'")
    assert page.evaluate("document.fonts.check('16px \"STIX Two Math\"', '√∑𝑥')")


def test_no_page_is_wider_than_a_phone(page, address, site):
    wide = []
    page.set_viewport_size({"width": 320, "height": 800})
    for path in sorted(site.rglob("index.html")):
        if 'http-equiv="refresh"' not in path.read_text("utf-8"):
            page.goto(address + path.parent.relative_to(site).as_posix() + "/")
            if page.evaluate("document.documentElement.scrollWidth") > 320:
                wide.append(path.parent.relative_to(site).as_posix())
    assert wide == []


def test_formulas_are_copied_as_tex_whole_even_where_half_of_one_is_selected(page, address):
    page.goto(address + "questions/adam/")
    copied = page.evaluate(
        """() => {
          const paragraph = document.querySelector('.text p math').closest('p');
          const range = document.createRange();
          range.setStart(paragraph.firstChild, 0);
          range.setEnd(paragraph.querySelector('math mi').firstChild, 1);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          const data = new DataTransfer();
          document.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
          return data.getData('text/plain');
        }"""
    )
    assert re.fullmatch(r"Let \$[^$]*\\mathbf[^$]+\$", copied.strip())


def test_code_has_a_button_that_copies_it(page, address):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address + "questions/adam/")
    page.locator(".highlight .copy").first.click()
    code = page.locator(".highlight code").first.inner_text()
    until(page, "async code => (await navigator.clipboard.readText()).trim() === code", code.strip())


def test_a_topic_opens_its_answers_one_by_one_and_all_at_once(page, address):
    page.goto(address + "topics/regularization/")
    answers = page.locator("details.answer")
    number = answers.count()
    assert number > 5
    text = answers.first.locator("p").first
    expect(text).to_be_hidden()
    answers.first.locator("summary").click()
    expect(text).to_be_visible()
    page.get_by_role("button", name="Open all answers").click()
    expect(page.locator("details.answer[open]")).to_have_count(number)
    page.get_by_role("button", name="Close all answers").click()
    expect(page.locator("details.answer[open]")).to_have_count(0)
    ids = page.evaluate("Array.from(document.querySelectorAll('[id]'), one => one.id)")
    assert len(ids) == len(set(ids))


def test_a_topic_on_paper_has_its_open_answers_and_none_of_the_site_s_furniture(page, address):
    page.goto(address + "topics/regularization/")
    page.locator("details.answer summary").first.click()
    expect(page.locator("details.answer[open]")).to_have_count(1)
    page.emulate_media(media="print")
    for furniture in (".head", ".foot", ".beside", ".do", ".mend", "summary"):
        expect(page.locator(furniture).first).to_be_hidden()
    expect(page.locator("details.answer[open] p").first).to_be_visible()
    expect(page.locator("details.answer:not([open])").first).to_be_hidden()


def test_home_offers_a_random_question_and_what_was_read_last(page, address):
    page.goto(address)
    expect(page.get_by_role("heading", name="Where you left off")).to_be_hidden()
    page.get_by_role("button", name="A random question").click()
    page.wait_for_url(re.compile("/questions/[a-z0-9-]+/$"))
    question, title = page.url, page.locator("h1").inner_text().removesuffix("¶").strip()
    page.goto(address)
    expect(page.get_by_role("heading", name="Where you left off")).to_be_visible()
    expect(page.locator("#__left a")).to_have_text(title)
    page.locator("#__left a").click()
    expect(page).to_have_url(question)


def test_a_question_opens_its_own_file_for_editing_and_a_form_with_itself_filled_in(page, address):
    page.goto(address + "questions/adam/")
    edit = page.get_by_role("link", name="Edit this page").get_attribute("href")
    assert edit == "https://example.com/edit/main/docs/topics/optimization/adam.md"
    form = urlsplit(page.get_by_role("link", name="Something is wrong").get_attribute("href"))
    assert f"{form.scheme}://{form.netloc}{form.path}" == "https://example.com/issues/new"
    filled = parse_qs(form.query)
    assert filled["template"] == ["wrong-answer.yml"]
    assert filled["entry"] == ["adam"]
    assert filled["address"] == ["https://example.com/questions/adam/"]


def test_a_first_view_keeps_to_its_bytes(page, address, site):
    for path in ("", "topics/foundations/", "questions/adam/", "questions/learning-rate/", "404.html"):
        asked = []
        page.context.clear_cookies()
        page.on("request", lambda one, asked=asked: asked.append(urlsplit(one.url).path.lstrip("/")))
        page.goto(address + path, wait_until="networkidle")
        files = {site / one / "index.html" if (site / one).is_dir() else site / one for one in asked}
        packed = [data if len(data) < len(whole) else whole for whole, data in map(_both, sorted(files))]
        assert sum(map(len, packed)) < BUDGET, path


def _both(path):
    whole = path.read_bytes()
    return whole, gzip.compress(whole, 6)


def test_the_offline_copy_works_from_a_folder(page, site, tmp_path):
    with ZipFile(site / OFFLINE) as archive:
        archive.extractall(tmp_path)
    (home,) = tmp_path.glob("*/index.html")
    page.goto(home.as_uri())
    page.get_by_role("link", name="Foundations", exact=True).click()
    page.locator("details.answer summary").first.click()
    expect(page.locator("details.answer p").first).to_be_visible()
    page.locator(".page-topic li > p > a").first.click()
    expect(page).to_have_url(re.compile("/questions/"))
    expect(page.locator("math").first).to_be_visible()
    page.locator(".head .name").click()
    page.get_by_role("button", name="A random question").click()
    page.wait_for_url(re.compile("/questions/[a-z0-9-]+/index.html$"))


def test_all_but_search_and_study_works_without_scripts(new_page, address):
    page = new_page(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page.goto(address)
    page.locator(".menu-open").click()
    page.get_by_role("link", name="Glossary", exact=True).click()
    expect(page).to_have_url(address + "glossary/")
    page.goto(address + "topics/regularization/")
    page.locator("details.answer summary").first.click()
    expect(page.locator("details.answer p").first).to_be_visible()
    page.locator("a[href*='questions/dropout/']").first.click()
    expect(page).to_have_url(address + "questions/dropout/")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("#__scheme"), "it would do nothing").to_be_hidden()


def test_signs_beside_words_are_about_as_high_as_the_words(page, address):
    page.goto(address + "questions/adam/")
    heights = page.eval_on_selector_all(
        ".mend svg, .head svg", "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert len(heights) > 2
    assert max(heights) <= 24
