"""The policy of the pages in a browser: what an attacker puts into one does not run, and the pages keep to it."""

import pytest

from tests.browser.waiting import until

PAGES = ("", "topics/foundations/", "questions/adam/", "questions/learning-rate/", "sources/", "glossary/", "404.html")
WATCH = "document.addEventListener('securitypolicyviolation', one => window.refused.push(one.effectiveDirective))"


def test_no_page_asks_for_what_its_policy_forbids(page, address):
    page.add_init_script(f"window.refused = []; {WATCH}")
    for path in PAGES:
        page.goto(address + path, wait_until="load")
        assert page.evaluate("window.refused") == [], path


@pytest.mark.parametrize(
    ("injected", "directive"),
    [
        ("<img src=x onerror='window.ran = true'>", "script-src-attr"),
        ("<div onclick='window.ran = true' id=target>x</div>", "script-src-attr"),
        ("<img src='https://example.com/pixel.png'>", "img-src"),
        ("<iframe src='https://example.com/'></iframe>", "frame-src"),
        ("<object data='https://example.com/a.swf'></object>", "object-src"),
        ("<base href='https://example.com/'>", "base-uri"),
        ("<p style='position: fixed; inset: 0'>x</p>", "style-src-attr"),
        ("<style>body { display: none }</style>", "style-src-elem"),
        ("<link rel=stylesheet href='https://example.com/a.css'>", "style-src-elem"),
    ],
)
def test_what_is_injected_into_a_page_does_nothing(new_page, address, injected, directive):
    page = new_page()  # not the fixture's, which fails at a message of the browser about a refusal
    page.add_init_script(f"window.refused = []; {WATCH}")
    answered = []
    page.on("response", lambda one: answered.append(one.url) if not one.url.startswith(address) else None)
    left = []  # requests that the policy has not stopped
    page.on("requestfailed", lambda one: left.append(one.url) if one.failure != "csp" else None)
    page.goto(address + "questions/adam/")
    page.evaluate("text => { document.querySelector('.text').insertAdjacentHTML('beforeend', text); }", injected)
    page.evaluate("document.getElementById('target')?.click()")
    assert until(page, "window.refused[0]") == directive
    assert page.evaluate("window.ran") is None
    assert answered == left == []


def test_a_script_in_the_page_and_one_from_elsewhere_do_not_run(new_page, address):
    page = new_page()
    page.add_init_script(f"window.refused = []; {WATCH}")
    page.goto(address)
    for set_up in ("script.textContent = 'window.ran = true'", "script.src = 'https://example.com/a.js'"):
        page.evaluate(f"{{ const script = document.createElement('script'); {set_up}; document.head.append(script); }}")
    assert until(page, "window.refused[1]") == "script-src-elem"
    assert page.evaluate("window.ran") is None
