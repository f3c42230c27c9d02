"""The built site, a server of it, and chromium, for the tests that look at pages as readers do."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.waiting import PATIENCE

expect.set_options(timeout=PATIENCE)

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
# The browser looks for news, updates and synchronisation by itself; none of it is the site's doing.
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder, and skip them where there is no browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="no chromium (on Debian and Ubuntu: apt install chromium)"))


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Yield the address at which the site is served, with a slash at its end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield chromium."""
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, "--no-sandbox"], timeout=PATIENCE) as one,
    ):
        yield one


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Yield a function that opens a tab without a past, with the options of a context; the test's end closes it."""
    with ExitStack() as opened:

        def new(**options: object) -> Page:
            context = opened.enter_context(browser.new_context(**options))
            context.set_default_timeout(PATIENCE)
            return context.new_page()

        yield new


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Iterator[Page]:
    """Yield a new tab without a past; a request to another host and an error of a script fail the test."""
    tab = new_page()
    wrong: list[str] = []
    local = ("http://127.0.0.1:", "file:", "data:", "blob:")
    tab.on("request", lambda one: wrong.append(one.url) if not one.url.startswith(local) else None)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield tab
    tab.context.close()
    assert wrong == []
