"""A collection becomes pages: pure Markdown, with everything that a reader needs on each."""

from dataclasses import replace

import pytest

from build_tools.collection import load, load_articles
from build_tools.markup import formulas, links
from build_tools.model import Entry
from build_tools.pages import make_site
from build_tools.pages.excerpt import LONGEST, short_answer
from build_tools.pages.expand import expandable
from build_tools.pages.inline import address, escape, unescape
from build_tools.pages.links import is_relative, rebase, resolve
from build_tools.pages.related import ENOUGH, related
from build_tools.pages.titles import text_titles
from tests.conftest import FIXTURE, answered

EDIT = "https://example.com/edit/"


@pytest.fixture(scope="module")
def site():
    return make_site(load(FIXTURE), load_articles(FIXTURE), EDIT)


@pytest.fixture(scope="module")
def pages(site):
    return {page.path: page for page in site.pages}


def test_every_file_of_the_collection_has_its_page(pages):
    assert sorted(pages) == [
        "changes.md",
        "guide.md",
        "index.md",
        "quality.md",
        "questions/boiling-point.md",
        "questions/bread-rises.md",
        "questions/oven-spring.md",
        "questions/salt.md",
        "sources/bakers-quiz.md",
        "sources/index.md",
        "sources/kitchen-talk.md",
        "study.md",
        "tags/dough/index.md",
        "tags/heat/index.md",
        "tags/index.md",
        "tags/salt/index.md",
        "topics/baking/index.md",
        "topics/cooking/index.md",
        "topics/index.md",
    ]


def test_every_page_stands_in_the_navigation_once_and_in_teaching_order(site, pages):
    def paths(items):
        for item in items:
            if isinstance(item, str):
                yield item
            else:
                yield from ([item.index] if item.index else [])
                yield from paths(item.children)

    found = list(paths(site.navigation))
    assert sorted(found) == sorted(pages)
    assert [path for path in found if path.startswith("questions/")] == [
        "questions/salt.md",  # basic
        "questions/boiling-point.md",  # intermediate
        "questions/bread-rises.md",
        "questions/oven-spring.md",  # of no known level
    ]


def test_every_link_between_pages_leads_to_a_page_or_a_file(site, pages):
    for page in pages.values():
        for link in links(page.markdown):
            if is_relative(link.target):
                target = resolve(link.target, page.path)
                assert target in pages or target in site.drawings or (FIXTURE / target).is_file(), (
                    page.path,
                    link.target,
                )


def test_home_counts_topics_questions_and_sources(pages):
    home = pages["index.md"].markdown
    assert "4 questions, asked 6 times by 2 sources." in home
    assert "- [Cooking](topics/cooking/index.md) (2 questions)" in home
    assert "[how bread rises](questions/bread-rises.md)" in home
    assert "- [What makes bread rise?](questions/bread-rises.md) (2 sources)" in home


def test_a_topic_shows_its_questions_with_their_short_answers(pages):
    cooking = pages["topics/cooking/index.md"].markdown
    assert "2 questions." in cooking
    assert (
        "- [When do you salt pasta water?](../../questions/salt.md) (basic)\n\n    Question: when it boils" in cooking
    )
    assert "see [salt](../../questions/salt.md)." in cooking
    baking = pages["topics/baking/index.md"].markdown
    assert "2 questions, 1 of them answered." in baking
    assert "*No answer yet.*" in baking


def test_a_question_shows_who_asks_it_in_what_words_and_by_which_it_is_found(pages):
    text = pages["questions/boiling-point.md"].markdown
    assert text.startswith("# Why does water boil at a lower temperature on a mountain?\n\nIntermediate · [Cooking](")
    assert (
        "- “Why does water boil sooner up high?” ([Kitchen talk (Example Kitchen)](../sources/kitchen-talk.md), no. 2)"
        in text
    )
    assert "## Also found by\n\nboiling point, b.p., boiling temperature" in text
    assert "![A pan](../pictures/pan.svg)" in text
    assert "[not a link](nowhere.md)" in text  # code stays as it is


def test_a_question_without_an_answer_says_so_and_invites_one(pages):
    text = pages["questions/oven-spring.md"].markdown
    assert f"*No answer yet.* [Write the answer]({EDIT}topics/baking/oven-spring.md)" in text
    without = {page.path: page for page in make_site(load(FIXTURE)).pages}
    assert "Write it in the file `topics/baking/oven-spring.md`" in without["questions/oven-spring.md"].markdown


def test_a_source_lists_what_it_asks_in_its_own_order(pages):
    text = pages["sources/kitchen-talk.md"].markdown
    assert "- Address: [https://example.com/kitchen](https://example.com/kitchen)" in text
    assert [line.split(":")[0] for line in text.splitlines() if line.startswith("- No.")] == [
        "- No. 1",
        "- No. 2",
        "- No. 10",
    ]
    assert "[What makes bread rise?](../questions/bread-rises.md)" in text


def test_an_address_that_is_none_is_shown_as_text():
    assert address("javascript:alert(1)") == "javascript:alert(1)"
    assert address("https://example.com/a)b") == "https://example.com/a)b"
    assert address("https://example.com/a_b") == "[https://example.com/a\\_b](https://example.com/a_b)"


def test_former_ids_lead_to_the_entry(site):
    assert {(moved.path, moved.target) for moved in site.moved} == {
        ("questions/water-boils.md", "questions/boiling-point.md"),
        ("questions/mountain-water.md", "questions/boiling-point.md"),
    }


def test_descriptions_are_plain_text(pages):
    assert pages["questions/boiling-point.md"].description == (
        "The air presses less there, so the vapour pressure p(T) reaches it at a lower temperature; see salt."
    )
    assert "costs $5 to find out and $6 to forget" in pages["questions/salt.md"].description
    assert all(len(page.description) <= 162 for page in pages.values() if page.kind == "question")


def test_related_questions_come_with_a_reason_and_never_name_the_entry_itself():
    found = related(load(FIXTURE).entries)
    assert [(one.entry.id, one.reason) for one in found["salt"]] == [("boiling-point", "explains boiling point")]
    assert all(one.entry.id != entry for entry, others in found.items() for one in others)


def test_related_questions_are_filled_up_from_the_topic():
    entries = [replace(load(FIXTURE).entries[0], id=f"e{n}", title=f"{'abcdefghi'[n] * 5}?") for n in range(9)]
    alone = [replace(entry, tags=(), terms=(), aliases=(), body="") for entry in entries]
    found = related(alone)
    assert [one.entry.id for one in found["e7"]] == ["e8", "e0", "e1", "e2"]
    assert all(len(others) == ENOUGH and {one.reason for one in others} == {"same topic"} for others in found.values())


SHORT = {
    "A sentence.\n\nThe depth.": "A sentence.",
    "## Heading\n\n- item\n\nThe\nparagraph.": "The paragraph.",
    "```python\nx = 1\n\ny = 2\n```\n\nAfter code.": "After code.",
    "$$\nx\n$$\n\n| a | b |\n|---|---|\n\nAfter mathematics and a table.": "After mathematics and a table.",
    "- only\n- items": "",
    "": "",
    "**Bold start** and on.": "**Bold start** and on.",
    "A sentence. Its parts are:\n\n- one\n- two": "A sentence. …",
    "Its parts are:\n\n- one\n- two": "Its parts are:",
}


@pytest.mark.parametrize("body", SHORT)
def test_the_short_answer_is_the_first_paragraph_of_prose(body):
    assert short_answer(body) == SHORT[body]


def test_a_long_first_paragraph_is_cut_behind_a_sentence_but_never_inside_mathematics_code_or_a_link():
    tail = "Word " * LONGEST + "end."
    assert short_answer(f"One. Two, $a. B$ and `c. D` and [e. F](g.md). {tail}").endswith("[e. F](g.md). …")
    assert short_answer(f"See [one. Two {tail}](x.md).") == f"See [one. Two {tail}](x.md)."


def test_escaped_text_shows_itself():
    assert escape("a * [b](c) <d> & `e` $f$ #1") == "a \\* \\[b\\](c) &lt;d&gt; &amp; \\`e\\` \\$f\\$ \\#1"


def test_rebasing_changes_relative_links_and_nothing_else():
    text = "[a](b.md#c) [d](https://example.com/e.md) [f](#g) `[h](b.md)` $[i](b.md)$\n\n[j]: ../k/l.md 'm'\n"
    assert rebase(text, "x/y/z.md", "q/z.md", {"x/y/b.md": "q/c.md"}) == (
        "[a](c.md#c) [d](https://example.com/e.md) [f](#g) `[h](b.md)` $[i](b.md)$\n\n[j]: ../x/k/l.md 'm'\n"
    )


def test_formulas_are_found_in_all_their_forms_with_their_lines():
    text = "\\$5 `$a$` $b$\n\n$$\nc\n$$\n\n\\[d\\] \\(e\\)\n\\begin{align}f\\end{align}\n\n```\n$g$\n```\n$ 5 or $6"
    found = [(one.tex.strip(), one.display, one.line) for one in formulas(text)]
    assert found == [
        ("b", False, 1),
        ("c", True, 3),
        ("d", True, 7),
        ("e", False, 7),
        ("\\begin{align}f\\end{align}", True, 8),
    ]


def test_an_empty_collection_has_a_home_page_that_says_how_to_begin(tmp_path):
    home = make_site(load(tmp_path)).pages[0]
    assert "There is no question here yet." in home.markdown


def test_pages_do_not_depend_on_the_order_in_which_files_are_read():
    collection = load(FIXTURE)
    shuffled: tuple[Entry, ...] = tuple(reversed(collection.entries))
    one = {page.path: page for page in make_site(collection).pages}
    other = {page.path: page for page in make_site(replace(collection, entries=shuffled)).pages}
    assert one == other


def test_formulas_become_plain_text_where_no_markup_can_stand():
    assert unescape(r"Why $\sigma(x)=\frac{1}{1+e^{-x}}$ and $x_t^2$?") == "Why σ(x) = 1/(1 + e⁻ˣ) and xₜ²?"


def test_a_list_of_questions_gets_the_whole_answers_with_addresses_and_ids_that_hold_there():
    listed = (
        '<ul><li>\n<p><a href="../../questions/salt/">Salt?</a> (basic)</p>\n<p>Early.</p>\n</li>\n'
        '<li>\n<p><a href="../../questions/other/">Other?</a></p>\n<p>No.</p>\n</li></ul>'
    )
    heading = '<h2 id="why">Why<a class="headerlink" href="#why">¶</a></h2>'
    rest = f'{heading}<p><a href="../water/">w</a> <a href="#why">y</a></p>'
    made = expandable(listed, {"salt": answered("<p>Early.</p>", rest)})
    assert '<span class="level basic">basic</span>' in made
    assert '<h2 id="salt--why">Why</h2>' in made
    assert '<a href="../../questions/salt/../water/">w</a> <a href="#salt--why">y</a>' in made
    assert made.count("<details") == 1
    assert made.count("Early.") == 1


def test_a_short_answer_that_the_list_cuts_stands_whole_in_the_answer():
    listed = '<li>\n<p><a href="../../questions/salt/">Salt?</a></p>\n<p>Early. …</p>\n</li>'
    assert "<p>Early. Late.</p>" in expandable(listed, {"salt": answered("<p>Early. Late.</p>", "<p>x</p>")})


def test_formulas_in_titles_are_plain_text_and_dollars_stay_dollars():
    collection = load(FIXTURE)
    titles = ("Why does $\\sigma(x)$ saturate?", "Is $\\pfft$ TeX?", "Is it $5 or $6?", "Why?")
    entries = tuple(replace(entry, title=title) for entry, title in zip(collection.entries, titles, strict=True))
    shown = [entry.title for entry in text_titles(replace(collection, entries=entries)).entries]
    assert shown == ["Why does σ(x) saturate?", "Is $\\pfft$ TeX?", "Is it $5 or $6?", "Why?"]
