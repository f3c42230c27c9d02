"""Text without signs is passed over, and the HTML is the same as without the extension, whatever is written."""

from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTextInlineProcessor

from build_tools.policy import EXTENSIONS
from build_tools.unmarked_text import RULES

NAME = "build_tools.unmarked_text"


def converter(names):
    return Markdown(extensions=list(names), extension_configs=deepcopy({name: EXTENSIONS[name] for name in names}))


WITH, WITHOUT = converter(EXTENSIONS), converter([name for name in EXTENSIONS if name != NAME])
PIECES = st.sampled_from(
    ["word", " ", "  ", "\n", "\n\n", "`", "``", "\\", "\\\\", "[", "]", "(", ")", "](x.md)", "![a](b.png)", "[x]"]
    + ["[x]: y.md", "[^1]", "[^1]: note", "<", ">", "<https://example.com>", "<a@example.com>", "&amp;", "&", "*", "**"]
    + [
        "_",
        "$",
        "$$",
        "\\(",
        "\\)",
        "\\[",
        "$x_1$",
        "# ",
        "- ",
        "1. ",
        "> ",
        "    ",
        "```",
        "|",
        "|-|",
        "!!! note",
        ": ",
    ]
    + [
        "===",
        "a | b",
        "\n    body",
        "\\begin{a}",
        "\\end{a}",
        "\n\n",
        "Word two",
        ": ",
        "\x02",
        "\x03",
        "klzzwxh:0000",
        "é",
        "𝑥",
        "'",
        '"',
        "~",
    ]
)


@settings(max_examples=1000)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_the_html_is_the_same(text):
    assert WITH.reset().convert(text) == WITHOUT.reset().convert(text)


@pytest.mark.parametrize(
    ("rule", "text", "html"),
    [
        ("backtick", "a `b` c", "<code>b</code>"),
        ("backtick", r"a \\`b` c", r"a \<code>b</code> c"),
        ("escape", r"a \* b", "a * b"),
        ("reference", "[a][b]\n\n[b]: c.md", '<a href="c.md">a</a>'),
        ("link", "[a](b.md)", '<a href="b.md">a</a>'),
        ("link", "[a **b**](c.md)", "<strong>b</strong>"),
        ("image_link", "![a](b.png)", '<img alt="a" src="b.png"'),
        ("image_reference", "![a][b]\n\n[b]: c.png", '<img alt="a" src="c.png"'),
        ("short_reference", "[a]\n\n[a]: b.md", '<a href="b.md">a</a>'),
        ("short_image_ref", "![a]\n\n[a]: b.png", '<img alt="a" src="b.png"'),
        ("autolink", "<https://example.com>", '<a href="https://example.com">'),
        ("automail", "<a@example.com>", '<a href="&#'),
        ("linebreak", "a  \nb", "<br"),
        ("entity", "a &copy; b", "&copy;"),
        ("delimiter", "*a*", "<em>a</em>"),
        ("delimiter", "__a__", "<strong>a</strong>"),
        ("footnote", "a[^1]\n\n[^1]: b", 'class="footnote-ref"'),
        ("arithmatex-inline", "so $x$ is", r'<span class="arithmatex">\(x\)</span>'),
        ("arithmatex-inline", r"so \(x\) is", r'<span class="arithmatex">\(x\)</span>'),
    ],
)
def test_every_rule_still_finds_what_it_looks_for(rule, text, html):
    assert rule in RULES
    assert html in WITH.reset().convert(f"Words before.\n\n{text}")


def test_a_rule_whose_signs_are_not_known_is_refused():
    class Other(Extension):
        def extendMarkdown(self, md):  # noqa: N802
            md.inlinePatterns.register(SimpleTextInlineProcessor("(%)"), "other", 10)

    with pytest.raises(ValueError, match="15 rules; the signs of 13 are known"):
        Markdown(extensions=[Other(), NAME])
