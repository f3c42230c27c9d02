"""Every limit: what is at it passes, what is over it is refused by file and line before anything parses it."""

import contextlib
import os
import re
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown import Markdown

from build_tools import check as check_module
from build_tools import extraction
from build_tools.build import build
from build_tools.check import check
from build_tools.collection.front_matter import MAX_OPEN
from build_tools.errors import UserError
from build_tools.extraction import extract, unaccounted
from build_tools.ingest import read_pages
from build_tools.mathematics import FormulaError, to_mathml
from build_tools.policy import in_time, limits, over_limits, patience
from build_tools.reading import read
from tests.conftest import FIXTURE

# For each limit of a text: what is within it, what is not, and what is said.
TEXTS = {
    "MAX_BODY": ("a\n" * (limits.MAX_BODY // 2), "a\n" * limits.MAX_BODY, "1: the text has 98,304 characters"),
    "MAX_LINE": ("a" * limits.MAX_LINE, "\n" + "a" * (limits.MAX_LINE + 1), "2: the line has 10,001 characters"),
    "MAX_DEPTH lists": ("    " * 11 + "- a", "    " * 12 + "- a", "1: lists and quotes stand 13 deep"),
    "MAX_DEPTH items": ("- " * 12 + "a", "- " * 13 + "a", "1: lists and quotes stand 13 deep"),
    "MAX_DEPTH quotes": (">" * 12 + "a", "a\n\n" + ">" * 13 + "a", "3: lists and quotes stand 13 deep"),
    "MAX_DEPTH braces": ("${{{{a}}}}$", "$" + "{" * 13 + "}" * 13 + "$", "1: braces stand 13 deep"),
    "MAX_HEADINGS": ("# a\n" * 100, "# a\n" * 101, "101: there are 101 headings and rules"),
    "MAX_BLOCKS": ("- a\n" * 2000, "- a\n" * 2001, "2001: there are 2,001 items"),
    "MAX_SIGNS": ("[" * 400, "a\n\n" + "[" * 401, "3: the paragraph holds `[` 401 times"),
    "MAX_SIGNS stars": ("*" * 400, "*" * 401, "1: the paragraph holds `*` 401 times"),
    "MAX_ALL_SIGNS": ("a [b] c\n\n" * 3000, "a [b] c\n\n" * 3001, "1: the text holds `[` 3,001 times"),
    "MAX_NOTES": ("[^a]: b\n" * 200, "[^a]: b\n\n" * 201, "401: there are 201 footnotes"),
    "MAX_CELLS": ("|a|b|c\n" * 1000, "|a" * 200 + "\n" + "|a\n" * 20, "1: the table has 4,200 cells"),
    "MAX_CODE": ("```\n" + "a\n" * 9000 + "```", "```\n" + "a\n" * 10001 + "```", "1: the block of code has 20,002"),
    "MAX_CODE open": ("```\n" + "a\n" * 9000, "b\n```\n" + "a\n" * 10001, "2: the block of code has 20,00"),
    "MAX_CODE_LINE": (f"```\n{'a' * 1000}\n```", f"```\n{'a' * 1001}\n```", "2: a line of code has 1,001"),
    "MAX_FENCES": ("```\na\n```\n" * 200, "```\na\n```\n" * 201, "601: there are more than 200 blocks"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_at_a_limit_passes_and_one_over_it_is_refused_with_its_line(name):
    within, beyond, says = TEXTS[name]
    assert list(over_limits(within)) == []
    said = [f"{mistake.line}: {mistake.cause}; {mistake.remedy}" for mistake in over_limits(beyond)]
    assert any(line.startswith(says) for line in said), said


def test_an_entry_over_a_limit_is_told_by_check_and_stops_the_build(docs, tmp_path):
    (docs / "topics/cooking/salt.md").write_text(f"---\ntitle: Salt\n---\nA\n\n{'[' * 500}\n", "utf-8")
    expected = f"{docs}/topics/cooking/salt.md:6: the paragraph holds `[` 500 times, more than 400; part the paragraph"
    assert [str(error)[: len(expected)] for error in check(docs)] == [expected]
    with pytest.raises(ExceptionGroup, match="check"):
        build(docs, tmp_path / "site")


@pytest.mark.parametrize("size", [10_000, 100_000])
def test_front_matter_that_opens_bracket_after_bracket_is_refused(docs, size):
    (docs / "topics/cooking/salt.md").write_text(f"---\ntitle: {'[' * size}\n---\n", "utf-8")
    assert f"{docs}/topics/cooking/salt.md:1: front matter has {size:,} brackets open at once" in str(check(docs)[0])
    assert size > MAX_OPEN


def page(folder: Path, text: str) -> Path:
    path = folder / "page.txt"
    path.write_text(text, "utf-8")
    return path


def test_a_scraped_page_with_too_many_lines_or_a_line_too_long_is_refused(tmp_path):
    with pytest.raises(UserError, match="the page shows 15,001 lines, more than 15,000; split it"):
        read(page(tmp_path, "a\n" * 15_001))
    with pytest.raises(UserError, match=r"page\.txt:2: the line has 20,001 characters"):
        read(page(tmp_path, "a\n" + "b" * 20_001))


@pytest.mark.parametrize("text", ["<!DOCTYPE html><!-- -->", "<html><!-- a --><!-- b -->"])
def test_a_page_that_shows_nothing_is_refused(tmp_path, text):
    (tmp_path / "page.html").write_text(text, "utf-8")
    with pytest.raises(UserError, match="the page shows no text"):
        read(tmp_path / "page.html")


def test_a_page_of_elements_without_end_is_refused(tmp_path):
    (tmp_path / "page.html").write_text("<html>" + "<div>" * 5_000 + "a", "utf-8")
    with pytest.raises(UserError, match="the page's elements nest too deep"):
        read(tmp_path / "page.html")
    (tmp_path / "page.html").write_text("<html>" + "<p>a" * 80_000, "utf-8")
    with pytest.raises(UserError, match="the page has 80,001 tags, more than 80,000; split it"):
        read(tmp_path / "page.html")


def test_control_characters_behind_entities_end_no_ingest(tmp_path):
    (tmp_path / "page.html").write_text("<h2>1. What is &#1;dropout?</h2><p>A &#x8;way &#xD800;.</p>", "utf-8")
    assert [line.text for line in read(tmp_path / "page.html").lines if line.text][0] == "## 1. What is dropout?"


def test_a_page_of_too_many_questions_is_refused(tmp_path):
    text = "".join(f"{n}. What is thing {n}?\n\nIt is a thing.\n\n" for n in range(1, 2_200))
    with pytest.raises(UserError, match="the page holds 2,199 questions, more than 2,000; split it"):
        extract(read(page(tmp_path, text)))


@pytest.mark.parametrize("answer", ["a b " * 4_000 + "\n" + "a b " * 4_000 + "\n" + "c d " * 5_000, "x y\n" * 3_100])
def test_an_answer_that_is_too_large_is_left_out_and_its_question_stays(tmp_path, answer):
    text = f"1. What is dropout?\n\n{answer}\n\n2. What is Adam?\n\nAn optimiser.\n"
    found = extract(read(page(tmp_path, text)))
    assert [(one.question, one.answer) for one in found.questions] == [
        ("What is dropout?", ""),
        ("What is Adam?", "An optimiser."),
    ]
    assert "policy" in {piece.reason for piece in found.left_out}
    assert unaccounted(read(page(tmp_path, text)), found) == []


# Trees: what makes one unsafe or misplaced, and what is said of it.
def _special(docs: Path) -> None:
    os.mkfifo(docs / "pipe.md")


def _linked(docs: Path) -> None:
    (docs / "guide.md").hardlink_to(docs.parent / "secret")


def _loop(docs: Path) -> None:
    (docs / "one").symlink_to(docs)
    (docs / "two").symlink_to(docs)


def _file(path: str, text: str = "# A title\n"):
    def make(docs: Path) -> None:
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_text(text, "utf-8")

    return make


def _link(path: str, target: str):
    def make(docs: Path) -> None:
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).symlink_to(target)

    return make


SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
TREES = [
    (_link("leak.md", "/etc/passwd"), "leak.md: is a symbolic link"),
    (_link("assets/leak.png", "/etc/passwd"), "leak.png: is a symbolic link"),
    (_link("topics/cooking/leak.md", "/proc/self/environ"), "leak.md: is a symbolic link"),
    (_link("endless.md", "/dev/zero"), "endless.md: is a symbolic link"),
    (_link("folder", "/etc"), "folder: is a symbolic link"),
    (_link(".hidden", "/etc"), ".hidden: is a symbolic link"),
    (_loop, "one: is a symbolic link"),
    (_special, "pipe.md: is no file but a pipe"),
    (_linked, "guide.md: is a second name of a file"),
    (_file("long.md", "# A\n\n" + "a\n" * 200_000), "long.md: the file has 400,005 bytes"),
    (_file("page.html", "<script>alert(1)</script>"), "page.html: is no kind of file"),
    (_file("assets/x.js", "alert(1)"), "x.js: is no kind of file"),
    (_file("assets/javascripts/bundle.js", "alert(1)"), "bundle.js: is no kind of file"),
    (_file("sw.js", "alert(1)"), "sw.js: is no kind of file"),
    (_file("x.xml"), "x.xml: is no kind of file"),
    (_file("x.xhtml"), "x.xhtml: is no kind of file"),
    (_file("CNAME", "evil.example.com"), "CNAME: `CNAME` is no name"),
    (_file("_headers", "/*"), "_headers: `_headers` is no name"),
    (_file("robots.txt"), "robots.txt: is no kind of file"),
    (_file("x.MD"), "x.MD: is no kind of file"),
    (_file("a b.md"), "a b.md: `a b.md` is no name"),
    (_file("<img src=x onerror=alert(1)>.md"), "`<img src=x onerror=alert(1)>.md` is no name"),
    (_file('a" onmouseover="x.md'), "is no name"),
    (_file("a\u202egpj.md"), "is no name"),
    (_file("%2e%2e%2f.md"), "is no name"),
    (_file("con.md"), "con.md: `con.md` is no name"),
    (_file("topics/cooking/<b>.md", "---\ntitle: T\n---\n"), "`<b>` is not an id"),
    (_file("topics/cooking/Salt.md", "---\ntitle: T\n---\n"), "`Salt` is not an id"),
    (_file("guide/index.md"), "guide.md: has the address of"),
    (_file("questions/salt.md"), "takes an address of the pages that the build makes"),
    (_file("topics.md"), "takes an address of the pages that the build makes"),
    (_file("assets/x.svg", SVG.format("<script>alert(1)</script>")), "x.svg: holds `script`"),
    (_file("assets/x.svg", SVG.format('<a href="javascript:alert(1)"/>')), "x.svg: holds `a`"),
    (_file("assets/x.svg", SVG.format('<rect onclick="alert(1)"/>')), "x.svg: holds `onclick`"),
    (_file("assets/x.svg", SVG.format("<style>a{b:url(//evil.example.com)}</style>")), "x.svg: holds `url(`"),
    (_file("assets/x.svg", SVG.format("&x;")), "x.svg: is no SVG"),
    (_file("assets/x.svg", "<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG.format("&a;")), "x.svg: holds `<!`"),
    (_file("assets/x.png", SVG.format("<script>alert(1)</script>")), "x.png: is no PNG"),
]


@pytest.mark.parametrize(("make", "says"), TREES, ids=[says for _, says in TREES])
def test_a_tree_that_no_site_is_made_of_is_refused_by_check_and_build(docs, tmp_path, make, says):
    (tmp_path / "secret").write_text("# A secret\n", "utf-8")
    (docs / "guide.md").unlink(missing_ok=True) if make is _linked else None
    make(docs)
    said = [str(error) for error in check(docs)]
    assert any(says in line for line in said), said
    with pytest.raises((UserError, ExceptionGroup)) as caught:
        build(docs, tmp_path / "site")
    assert says in "".join(map(str, getattr(caught.value, "exceptions", [caught.value])))
    assert not (tmp_path / "site").exists()


def test_an_article_with_the_address_of_a_page_that_the_build_makes_stops_it(docs, tmp_path):
    (docs / "tags.md").write_text("# Mine\n", "utf-8")
    with pytest.raises(ExceptionGroup) as caught:
        build(docs, tmp_path / "site")
    assert "rename" in str(caught.value.exceptions[0])


def test_what_is_hidden_is_not_published(docs, tmp_path):
    (docs / ".git").mkdir()
    (docs / ".git/config").write_text("[core]", "utf-8")
    (docs / ".env").write_text("SECRET=1", "utf-8")
    build(docs, tmp_path / "site")
    assert [path for path in (tmp_path / "site").rglob("*") if path.name.startswith((".git", ".env"))] == []


def test_the_small_collection_is_within_every_limit():
    for path in FIXTURE.rglob("*.md"):
        assert list(over_limits(path.read_text("utf-8"))) == []


def test_the_page_for_contributors_names_every_limit():
    text = (Path(__file__).parent.parent / "docs/policy.md").read_text("utf-8")
    numbers = [value for name, value in vars(limits).items() if name.startswith("MAX_")]
    assert [f"{number:,}" for number in numbers if f"| {number:,} |" not in text] == []


@pytest.mark.parametrize("nested", ["{", "\\underbrace{", "\\frac", "\\sqrt", "\\left(", "x^{", "\\not"])
def test_a_formula_that_nests_without_end_is_a_mistake_and_no_crash(nested):
    with pytest.raises(FormulaError, match="it has 40,000 characters, more than 4,000"):
        to_mathml((nested * 40_000)[:40_000], display=True)
    with pytest.raises(FormulaError):
        to_mathml((nested * 4_000)[:4_000], display=True)


def endless(*given: object) -> str:
    """Take time, as a step would that the limits do not bound; a test in which nothing stops it fails."""
    start = time.process_time()
    while time.process_time() < start + 20:
        pass
    return "it went on"


@pytest.fixture
def impatient(monkeypatch):
    if not hasattr(patience.signal, "setitimer"):
        pytest.skip("the system has no timer of the processor's time")
    monkeypatch.setattr(patience, "MAX_SECONDS", 1)  # the other pages take hundredths


LATE = r"salt\.md: takes more than 1 seconds to read; shorten it, or part it in two"


ENDLESS = "---\ntitle: Salt\n---\nA mineral.\n\nSalt dries.\n"


def slow(plain: Callable) -> Callable:
    """Return `plain`, which now finds no end where its last value speaks of a certain thing."""
    return lambda *given: (endless if "Salt dries" in str(given[-1]) else plain)(*given)


def test_a_page_that_takes_too_long_ends_the_build_with_its_name(docs, tmp_path, monkeypatch, impatient):
    monkeypatch.setattr(Markdown, "convert", slow(Markdown.convert))
    (docs / "topics/cooking/salt.md").write_text(ENDLESS, "utf-8")
    with pytest.raises(UserError, match=LATE):
        build(docs, tmp_path / "site")
    assert not (tmp_path / "site").exists()
    assert patience._late is None


def test_a_file_that_takes_too_long_is_told_by_check_among_the_others(docs, monkeypatch, impatient):
    monkeypatch.setattr(check_module, "links", slow(check_module.links))
    (docs / "topics/cooking/salt.md").write_text(ENDLESS, "utf-8")
    (docs / "topics/cooking/wine.md").write_text("---\ntitle: Wine\n---\nA [link](none.md).\n", "utf-8")
    said = [str(error) for error in check(docs)]
    assert len(said) == 2
    assert re.search(LATE, said[0])
    assert "leads nowhere" in said[1]


def test_a_scraped_page_that_takes_too_long_is_told_and_the_others_are_read(tmp_path, monkeypatch, impatient):
    monkeypatch.setattr(extraction, "clean_answer", slow(extraction.clean_answer))
    text = "1. What is salt?\n\n{}\n\n2. What is wine?\n\nA drink.\n"
    (tmp_path / "salt.md").write_text(text.format("Salt dries."), "utf-8")
    (tmp_path / "sea.md").write_text(text.format("Of the sea."), "utf-8")
    pages, mistakes = read_pages([tmp_path / "salt.md", tmp_path / "sea.md"])
    assert [document.name for document, _ in pages] == ["sea.md"]
    assert re.search(LATE, str(mistakes[0]))


def test_a_mistake_that_is_caught_on_its_way_is_told_again(monkeypatch, impatient, tmp_path):
    monkeypatch.setattr(patience, "_AGAIN", 0.2)

    def deaf() -> None:
        with contextlib.suppress(UserError):
            endless()
        endless()

    with pytest.raises(UserError, match=LATE), in_time(tmp_path / "salt.md"):
        deaf()


def test_nothing_is_timed_outside_the_main_thread(impatient, tmp_path):
    seen = []

    def work() -> None:
        with in_time(tmp_path / "salt.md"):
            seen.append(patience._late)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [None]
