"""The policy: what the sanitiser cuts is named, ordinary texts pass, and what hides a text is found."""

import pytest

from build_tools.collection import split
from build_tools.policy import forbidden, heading_id, odd_characters, render, shown, wrong_address, wrong_drawing
from tests.conftest import FIXTURE

ORDINARY = """## A heading, twice

## A heading, twice

Words with *marks*, **more**, `code <b>` and $a<b$; [a link](other.md "title"), <https://example.com/?a=1&b=2>.

> A quote

!!! note "Said aside"
    With ~~nothing~~ in it.

1. one
    - two

| a | b |
|:--|--:|
| 1 |   |

term
:   what it is[^1]

```python title="x.py" hl_lines="1"
print("<b>")
```

![words](assets/x.svg)

$$
x = 1
$$

[^1]: A note, twice[^1].
"""


def test_what_markdown_makes_of_an_ordinary_text_is_allowed():
    assert forbidden(render(ORDINARY)) == ""


def test_the_pages_of_the_small_collection_are_allowed():
    for path in FIXTURE.rglob("*.md"):
        assert forbidden(render(split(path).body)) == "", path


@pytest.mark.parametrize(
    ("html", "named"),
    [
        ("<p>a<script>x</script></p>", "`<script>`"),
        ('<p>a<img src="x" onerror="y"></p>', '`onerror="y"`'),
        ('<p style="x">a</p>', '`style="x"`'),
        ('<a href="javascript:x">a</a>', '`href="javascript:x"`'),
        ('<a href="java&#10;script:x">a</a>', "`href="),
        ('<a href="//example.com">a</a>', "the address `//example.com`"),
        ('<a href="/\\example.com">a</a>', "the address `/\\example.com`"),
        ('<img alt="a" src="https://example.com/x.png">', "the address `https://example.com/x.png`"),
        ('<h2 id="__config">a</h2>', "the id `__config`"),
        ('<h2 id="a">a</h2><h2 id="a">b</h2>', "the id `a`"),
        ('<div class="md-header">a</div>', '`class="md-header"`'),
        ("<p>a<!-- b --></p>", "`<!-- b -->`"),
        ("<p>a\u202eb</p>", "U+202E"),
        ("<p>a<plaintext>b", "`<plaintext>`"),
        ("<form><math><mtext></form><form><mglyph><style></math><img src onerror=x>", "`<form>`"),
    ],
)
def test_what_is_not_allowed_is_named(html, named):
    assert forbidden(html).startswith(named)


@pytest.mark.parametrize(
    "target",
    "javascript:x JAVASCRIPT:x &#106;avascript:x java&Tab;script:x &#1;javascript:x vbscript:x data:text/html,x //h "
    "/etc/passwd \\\\h /\\h file:///etc/passwd https://user@h/ http://[ blob:x ftp://h".split(),
)
def test_an_address_that_leads_astray_is_refused(target):
    assert wrong_address(target)


@pytest.mark.parametrize("target", ["https://a.b/c?d=e#f", "mailto:a@example.com", "other.md#place", "#place", "a%20b"])
def test_an_address_that_leads_somewhere_is_not(target):
    assert wrong_address(target) is None


@pytest.mark.parametrize(
    "text",
    ["a\u202eb", "a\u200bb", "pay\u00adpal", "\u2066x", "a\ufeffb", "a\U000e0041", "a\x00", "x\x1b[2J", "a\u2028b"]
    + ["&#x202e;", "&rlm;", "&shy;", "&ZeroWidthSpace;", "a" + 6 * "\u0301", "a\ufe0f", "\ue000", "a\u200db"],
)
def test_what_hides_a_text_is_found_with_its_line(text):
    assert [found.line for found in odd_characters(f"one\n{text}\nthree\n")] == [2]


@pytest.mark.parametrize(
    "text", ["naïve Å é", "语言 Ж", "می\u200cخواهم", "👩\u200d💻 ❤\ufe0f 1\ufe0f", "e\u0301", "&amp; &lt; &nbsp;"]
)
def test_letters_of_all_scripts_and_emoji_are_not_odd(text):
    assert list(odd_characters(text)) == []
    assert shown(text) == text


def test_what_is_shown_holds_no_odd_character():
    text = "a\u202eb \u200bc\u2028d\x1b[2J 👩\u200d💻"
    assert shown(text) == "ab c d[2J 👩\u200d💻"
    assert list(odd_characters(shown(text))) == []


def test_no_heading_takes_a_name_of_the_theme():
    assert heading_id("__config", "-") == "config"
    assert heading_id("__proto__", "-") == "proto"
    assert heading_id("什么", "-") == "section"
    assert heading_id("What is ReLU?", "-") == "what-is-relu"


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x</script>",
        '<rect onclick="x"/>',
        '<image href="https://example.com/x.png"/>',
        '<rect fill="url(https://example.com/x)"/>',
        "<style>@import 'x'</style>",
        "<foreignObject/>",
        '<a href="javascript:x"/>',
        "<!-- x -->",
    ],
)
def test_a_drawing_that_acts_is_refused(inside):
    assert wrong_drawing(f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>').startswith("holds `")
    assert wrong_drawing(f'<!DOCTYPE svg [<!ENTITY x "y">]><svg>{inside}</svg>').startswith("holds `")


def test_a_drawing_of_the_collection_is_allowed():
    for path in FIXTURE.rglob("*.svg"):
        assert wrong_drawing(path.read_text("utf-8")) == ""
