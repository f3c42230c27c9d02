"""Waiting for a page, as long as a busy machine may need: no test asks what a page is like before it has become so."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

PATIENCE = 60_000  # milliseconds that a page may take for anything; a test that passes never waits so long
_PAUSE = 50  # milliseconds from one question to the next


def until(page: Page, expression: str, arg: object = None) -> object:
    """Return the value of a JavaScript expression, or of a function of `arg`, as soon as it is true in the page.

    For what no `expect` of Playwright sees. Its `wait_for_function` asks again by `eval` in the page, which the pages'
    policy forbids: it waits for nothing that is not already so.
    """
    end = time.monotonic() + PATIENCE / 1000
    while not (value := page.evaluate(expression, arg)):
        assert time.monotonic() < end, f"`{expression}` is still {value!r}"
        page.wait_for_timeout(_PAUSE)
    return value


# In a task of its own, behind all that the page does at the event.
_LISTEN = """kind => {
  window.heard = false;
  addEventListener(kind, () => setTimeout(() => { window.heard = true; }), { capture: true, once: true });
}"""


@contextmanager
def hearing(page: Page, kind: str) -> Iterator[None]:
    """Wait, after what is done within, until the page has heard of an event that this brings about.

    Events such as `toggle`, `storage` and `hashchange` come some time after what they tell of.
    """
    page.evaluate(_LISTEN, kind)
    yield
    until(page, "window.heard")
