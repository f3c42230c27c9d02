"""Hostile inputs in a browser: none runs, asks another host or opens anything; on the stock stack many do."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Error, Request

from build_tools.build import build
from build_tools.ingest import apply, open_collection, plan, read_pages
from tests.hostile import texts, values
from tests.test_hostile import ENTRY, collection, scraped, valued

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
    """
    context = browser.new_context(bypass_csp=past_policy)
    found: dict[str, list[str]] = {}
    here = ""

    def note(what: str) -> None:
        found.setdefault(here, []).append(what)

    def asked(request: Request) -> None:
        if not request.url.startswith(("file:", "data:")):
            note(f"asked {request.url}")

    def alerted(dialog: Dialog) -> None:
        note(f"ran: {dialog.message}")
        dialog.dismiss()

    context.set_offline(True)
    for here in pages:
        tab = context.new_page()
        tab.on("request", asked)
        tab.on("dialog", alerted)
        address = (folder / here).as_uri()
        tab.goto(address, wait_until="load")
        try:
            tab.evaluate(_USE)
        except Error:  # there is another page by now
            note("went elsewhere")
        if tab.url.partition("#")[0] != address:
            note(f"went to {tab.url}")
        tab.close()
    context.close()
    return found


# What a reader does on a page: points at everything, opens what opens, and follows links that stay on the page.
_USE = """() => {
  for (const one of document.querySelectorAll('*')) {
    for (const kind of ['mouseover', 'mouseenter', 'focus', 'toggle']) one.dispatchEvent(new Event(kind));
  }
  for (const one of document.querySelectorAll('a[href], [onclick]')) {
    if (/^javascript:/i.test(one.href || '') || one.hasAttribute('onclick')) one.click();
  }
}"""


def pages(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


@pytest.fixture(scope="module")
def accepted(tmp_path_factory):
    """Return the site of all texts that are not refused, with every value in every key."""
    folder = tmp_path_factory.mktemp("accepted")
    cases = [case for case in texts() if case.outcome != "refused"]
    docs = collection(folder, {case.name: ENTRY.format(name=case.name, text=case.text) for case in cases})
    valued(docs, values())
    build(docs, folder / "site")
    return folder / "site"


@pytest.fixture(scope="module")
def ingested(tmp_path_factory):
    """Return the site of all texts, those that are refused as well, scraped and ingested."""
    folder = tmp_path_factory.mktemp("scraped")
    found, _ = read_pages(sorted(scraped(folder, texts()).iterdir()))
    docs = tmp_path_factory.mktemp("ingested") / "docs"
    apply(plan(found, open_collection(docs)))
    build(docs, docs.parent / "site")
    return docs.parent / "site"


@pytest.mark.parametrize(("site", "past_policy"), [("accepted", False), ("accepted", True), ("ingested", True)])
def test_nothing_hostile_runs_or_asks_another_host(browser, request, site, past_policy):
    folder = request.getfixturevalue(site)
    found = pages(folder)
    assert len(found) > 150
    assert harm(browser, folder, found, past_policy) == {}


def test_the_stock_stack_runs_many_of_the_same_texts(browser, tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    for case in (case for case in texts() if case.kind == "raw HTML"):
        (docs / f"{case.name}.md").write_text(f"# {case.name}\n\n{case.text}\n", "utf-8", newline="")
    (tmp_path / "mkdocs.yml").write_text(STOCK + "use_directory_urls: false\n", "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    found = harm(browser, tmp_path / "site", pages(tmp_path / "site"), False)
    ran = {page for page, did in found.items() if any(one.startswith("ran") for one in did)}
    asked = {page for page, did in found.items() if any(one.startswith(("asked https://evil", "went")) for one in did)}
    assert len(ran) >= 25
    assert len(asked) >= 10
