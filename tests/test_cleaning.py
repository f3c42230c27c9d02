"""Cleaning: golden cases as data in tests/cleaning, and properties that hold for every answer."""

import ast
import os
import re
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from math_core import LatexToMathML

from build_tools.cleaning import Cleaned, clean_answer, clean_wording, visible
from build_tools.model import REASONS, Line
from build_tools.reading import read
from build_tools.text import words

CASES = sorted((Path(__file__).parent / "cleaning").glob("*.txt"))
FENCE = re.compile(r"^(\s*(?:`{3,}|~{3,}))[^`\n]*$", re.MULTILINE)
PYTHON = re.compile(
    r"^(?P<margin> *)(?P<fence>`{3,})python\n(?P<code>.*?)\n(?P=margin)(?P=fence)$", re.MULTILINE | re.DOTALL
)
FENCED = re.compile(r"^ *(?P<fence>`{3,}).*?^ *(?P=fence)$", re.MULTILINE | re.DOTALL)
DISPLAY = re.compile(r"^ *\$\$\n(.*?)\n *\$\$$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"(?<![\\$])\$(?![\s$])((?:\\.|[^\\$\n])*(?:\\.|[^\\$\s]))\$(?![\d$])")
# A list's numbers are written by the list, so they are no words; everything else must balance.
NUMBERED = re.compile(r"^\W*\d{1,3}[.)]", re.MULTILINE)


def lines_of(text: str) -> list[Line]:
    return [Line(n, line) for n, line in enumerate(text.split("\n"), 1)]


def word_count(text: str) -> Counter[str]:
    return Counter(words(visible(FENCE.sub(r"\1", text))))


def check_properties(lines: Sequence[Line]) -> Cleaned:
    """Assert what holds for every answer; return it cleaned."""
    cleaned = clean_answer(lines)
    source = "\n".join(line.text for line in lines)
    before, after = (
        word_count(source),
        word_count("\n".join([cleaned.markdown, *(part.text for part in cleaned.left_out)])),
    )
    odd = (before - after) + (after - before)
    numbers = sum(count for word, count in odd.items() if word.isdigit() and len(word) < 4)
    assert [word for word in odd if not (word.isdigit() and len(word) < 4)] == []
    assert numbers <= len(NUMBERED.findall(source)) + len(NUMBERED.findall(cleaned.markdown))
    assert all(part.reason in REASONS and part.text for part in cleaned.left_out)
    assert clean_answer(lines_of(cleaned.markdown)).markdown == cleaned.markdown
    for block in PYTHON.finditer(cleaned.markdown):
        ast.parse(dedent(block["code"]) if block["margin"] else block["code"])
    prose = re.sub(r"(`+)(?!`).+?(?<!`)\1(?!`)", "", FENCED.sub("", cleaned.markdown))
    for tex in [*DISPLAY.findall(prose), *INLINE.findall(DISPLAY.sub("", prose))]:
        LatexToMathML().convert_with_local_state(tex, displaystyle=True)
    return cleaned


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_is_cleaned_as_its_file_says(path: Path) -> None:
    _, source, rest = re.split(r"^=== (?:source|markdown)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    markdown, _, left_out = rest.partition("=== left out\n")
    cleaned = check_properties(lines_of(source.removesuffix("\n")))
    assert cleaned.markdown == markdown.removesuffix("\n")
    found = [f"{part.reason} {part.lines[0]}-{part.lines[1]}: {part.text}" for part in cleaned.left_out]
    assert found == left_out.splitlines()


@pytest.mark.parametrize(
    ("scraped", "wording"),
    [
        ("**What is** 𝐩𝐨𝐨𝐥𝐢𝐧𝐠?", "What is pooling?"),
        ("What’s `x_y` in $x_1$ &amp; _why_?", "What's `x_y` in $x_1$ & why?"),
        ("[What is a map?](#map) <b>Now</b>\n\u00a0please", "What is a map? Now please"),
        ("What is [CLS], what &lt;s&gt;, what *args and 2 * 3?", "What is [CLS], what <s>, what *args and 2 * 3?"),
        ("Why ![x](x.png) y\\_z?", "Why y_z?"),
    ],
)
def test_a_wording_is_plain_text_on_one_line(scraped: str, wording: str) -> None:
    assert clean_wording(scraped) == wording


def test_a_line_in_pre_stays_code_and_chrome_is_left_out() -> None:
    lines = [Line(3, "Run:"), Line(4, "a *b*", "code"), Line(4, "  c", "code"), Line(5, "Menu", "chrome")]
    cleaned = clean_answer(lines)
    assert cleaned.markdown == "**Run:**\n\n```\na *b*\n  c\n```"
    assert [(part.lines, part.reason) for part in cleaned.left_out] == [((5, 5), "chrome")]


FRAGMENTS = [
    "The model", "word", "end.", "and", "Next sentence here is long enough to be one.", "É", "中文", "。", "42",
    "(", ")", "lower case text that goes on for a while and", "**", "*", "**Term:**", "**Term: **", "- ", "• ",
    "1. ", "2. ", "10. ", "# ", "## ", "> ", "|", " | ", "---", "---|---", "\t", "    ", "  ", "\n", "\n\n",
    ".", ":", ",", "[", "]", "\\", "<b>", "</b>", "<br>", "<PAD>", "<sub>2</sub>", "<!--", "-->", "&amp;",
    "&lt;b", "x = f(a.b)", "import os", "def f(x):", "return x", "`c`", "`", "\n```\n", "\n```python\n",
    "\n~~~\n", "[t](u.md)", "[t](https://example.com/a)", "![a](p.png)", "![a](https://example.com/p.png)",
    "https://example.com/x.", "f(x) = 1/(1+exp(-x))", "y = a*b", "\\hat{y}^n", "x_1", "\\frac{a}{b}", "x₀",
    "$x$", "$$", "$5", "\\(", "\\)", "\\[", "\\]", "𝐓𝐡𝐢𝐬", "“q”", "’", "Answer:", "image", "Alt_text",
    "__init__", "Key: value", "∑", "if x > 0: y = 1", "for i in range(3): print(i)", "# note", "a | b",
    "<sup>2</sup>", "Related posts",
]  # fmt: skip


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from(["", " ", "\n"])), max_size=14))
def test_no_word_is_lost_and_cleaning_twice_changes_nothing(parts: list[tuple[str, str]]) -> None:
    check_properties(lines_of("".join(fragment + gap for fragment, gap in parts)))


@pytest.mark.parametrize(
    "piece", ["**", "[", "](", "$", "`", "<a ", "\\[", "__a", "x = y + ", "(", "\\hat{", "𝐓", "* "]
)
def test_the_time_grows_no_faster_than_the_text(piece: str) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        clean_answer([Line(1, piece * (size // len(piece)))])
        return time.process_time() - start

    # Linear is 5 times, quadratic 25, each time; the other work of a machine is not the same each time.
    assert any(seconds(40_000) < 20 * max(seconds(8_000), 0.02) for _ in range(3))


@pytest.mark.parametrize(
    "line", ["- x", "1. x", "| a | b |", "|---|", "> q", "def f():", "x = f.g(", "$$", "<!--", "import x", "a,"]
)
def test_the_time_grows_no_faster_than_the_number_of_lines(line: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        clean_answer([Line(n, line) for n in range(count)])
        return time.process_time() - start

    assert any(seconds(5_000) < 20 * max(seconds(1_000), 0.02) for _ in range(3))


CORPUS = os.environ.get("CORPUS", "")


@pytest.mark.skipif(not CORPUS, reason="the environment variable CORPUS names no folder of real pages")
def test_real_pages_keep_their_words() -> None:
    pages = [path for path in sorted(Path(CORPUS).glob("*/*")) if path.suffix in (".txt", ".md", ".html")]
    assert pages
    for page in pages:
        check_properties(read(page).lines)
