"""Hostile inputs in a browser: none runs, asks another host or opens anything; on the stock stack many do."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Error, Page, Request, TimeoutError

from build_tools.build import build
from tests.browser.waiting import PATIENCE
from tests.hostile import texts

TABS = 4  # in which pages are open at once
SAMPLE = 6  # each sixth page is also opened under its own policy, which can but forbid more

# As documentation sites are usually set up.
STOCK = """
site_name: Stock
theme: {name: material, font: false, features: [content.tooltips]}
markdown_extensions:
  - abbr
  - attr_list
  - md_in_html
  - footnotes
  - def_list
  - admonition
  - tables
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.highlight
  - pymdownx.snippets
  - pymdownx.tabbed: {alternate_style: true}
"""


def harm(browser: Browser, folder: Path, pages: list[str], past_policy: bool) -> dict[str, list[str]]:
    """Return what each page did that no page may: scripts that ran, hosts that were asked, places it went to.

    With `past_policy` the browser ignores the pages' own Content-Security-Policy, so that the HTML alone is judged.
    Pages load side by side in a few tabs, each with a record of its own.
    """
    found: dict[str, list[str]] = {}
    with browser.new_context(bypass_csp=past_policy) as context:
        context.set_default_timeout(PATIENCE)
        context.set_offline(True)
        tabs = [_Tab(context.new_page(), folder, found) for _ in range(TABS)]
        for batch in range(0, len(pages), TABS):
            used = list(zip(tabs, pages[batch : batch + TABS], strict=False))
            for tab, name in used:
                tab.open(name)
            for tab, _ in used:
                tab.use()
    return found


class _Tab:
    """A tab in which one page after the other is opened."""

    def __init__(self, page: Page, folder: Path, found: dict[str, list[str]]) -> None:
        self.page, self.folder, self.found, self.name = page, folder, found, ""
        page.on("request", self._asked)
        page.on("dialog", self._alerted)

    def open(self, name: str) -> None:
        """Begin to load a page, whose scripts may end the loading by going elsewhere."""
        self.name = name
        self.address = (self.folder / name).as_uri()
        self.page.goto(self.address, wait_until="commit")

    def use(self) -> None:
        """Do what a reader does with the page, and note where that led."""
        try:
            self.page.wait_for_load_state("load")
            self.page.evaluate(_USE)
        except TimeoutError:  # is an error of that kind too
            raise
        except Error:  # there is another page by now
            self._note("went elsewhere")
        if self.page.url.partition("#")[0] != self.address:
            self._note(f"went to {self.page.url}")

    def _note(self, what: str) -> None:
        self.found.setdefault(self.name, []).append(what)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(("file:", "data:")):
            self._note(f"asked {request.url}")

    def _alerted(self, dialog: Dialog) -> None:
        self._note(f"ran: {dialog.message}")
        dialog.dismiss()


# What a reader does on a page: points at everything, opens what opens, and follows links that stay on the page. The
# page is left when the browser has nothing more to do for it.
_USE = """() => {
  for (const one of document.querySelectorAll('*')) {
    for (const kind of ['mouseover', 'mouseenter', 'focus', 'toggle']) one.dispatchEvent(new Event(kind));
  }
  for (const one of document.querySelectorAll('a[href], [onclick]')) {
    if (/^javascript:/i.test(one.href || '') || one.hasAttribute('onclick')) one.click();
  }
  return new Promise(done => requestIdleCallback(() => done(), {timeout: 30000}));
}"""


def pages(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


@pytest.mark.parametrize("past_policy", [False, True])
def test_no_accepted_text_or_value_runs_or_asks_another_host(browser, hostile_site, past_policy):
    found = pages(hostile_site)
    assert len(found) > 150
    sample = found if past_policy else found[::SAMPLE]
    assert harm(browser, hostile_site, sample, past_policy) == {}


def test_no_scraped_text_runs_or_asks_another_host(browser, hostile_collection, tmp_path):
    build(hostile_collection, tmp_path / "site")
    found = [name for name in pages(tmp_path / "site") if not name.startswith("sources/questions-of")]
    assert len(found) > 220
    assert harm(browser, tmp_path / "site", found, True) == {}


def test_the_stock_stack_runs_many_of_the_same_texts(browser, tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    for case in [case for case in texts() if case.kind == "raw HTML"][::2]:  # half of them show that the tests can fail
        (docs / f"{case.name}.md").write_text(f"# {case.name}\n\n{case.text}\n", "utf-8", newline="")
    (tmp_path / "mkdocs.yml").write_text(STOCK + "use_directory_urls: false\n", "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    made, found = pages(tmp_path / "site"), {}
    for batch in range(0, len(made), TABS):  # new tabs each time: a page that goes elsewhere late would meet the next
        found |= harm(browser, tmp_path / "site", made[batch : batch + TABS], False)
    ran = {page for page, did in found.items() if any(one.startswith("ran") for one in did)}
    asked = {page for page, did in found.items() if any(one.startswith(("asked https://evil", "went")) for one in did)}
    assert len(ran) > 9
    assert len(asked) > 4
