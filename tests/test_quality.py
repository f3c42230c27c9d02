"""The pages that say what the collection holds and lacks, and what became of its entries."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from build_tools.collection import load, load_articles
from build_tools.history import Change, FileHistory, History
from build_tools.model import Asked, Collection, Entry, Source, Topic
from build_tools.pages import census, changes, make_site, quality
from build_tools.pages.changes import changes_page
from build_tools.pages.charts import Row, bars
from build_tools.pages.quality import quality_page
from build_tools.pages.undecided import undecided
from tests.conftest import FIXTURE

KNOWN = History()


def entry(name: str, title: str = "", body: str = "", sources: str = "", **more) -> Entry:
    asked = tuple(Asked(source, number, title or name) for number, source in enumerate(sources, 1))
    title = title or f"What is {name}?"
    return Entry(name, "t", FIXTURE / f"topics/t/{name}.md", title, body, 1, asked=asked, **more)


def collection(*entries: Entry) -> Collection:
    topics = (Topic("t", FIXTURE / "topics/t/index.md", "Things | *and* so on", 1, ""),)
    names = sorted({asked.source for one in entries for asked in one.asked})
    sources = tuple(Source(name, FIXTURE / f"sources/{name}.md", f"Source {name}") for name in names)
    return Collection(FIXTURE, topics, entries, sources)


def history(**files: list[Change]) -> History:
    """Return a history of entries by their ids; a change's path says where the entry was."""
    by_path = {f"topics/t/{name}.md": FileHistory(tuple(found)) for name, found in files.items()}
    return History(by_path, tuple(change for found in files.values() for change in found))


def change(time: str, kind: str = "changed", path: str = "topics/t/a.md", **more) -> Change:
    return Change(f"{time}T00:00:00Z", more.pop("subject", "Say more"), path, kind, **more)


def section(markdown: str, heading: str) -> str:
    return markdown.partition(f"## {heading}\n")[2].partition("\n## ")[0].strip()


@pytest.fixture(scope="module")
def page():
    return quality_page(load(FIXTURE), KNOWN)[0].markdown


def test_each_topic_has_its_counts_by_level(page):
    assert "| [Baking](topics/baking/index.md) |" in page
    rows = [line.split(" | ") for line in section(page, "By topic and level").splitlines() if line.startswith("| [")]
    entries = load(FIXTURE).entries
    assert sum(int(row[-2]) for row in rows) == len(entries)
    assert sum(int(cell or 0) for row in rows for cell in row[1:-2]) == len(entries)


def test_a_source_s_questions_are_covered_where_their_entries_have_an_answer():
    made = collection(entry("a", body="Yes.", sources="xy"), entry("b", sources="x"), entry("c", sources="x"))
    page = quality_page(made, KNOWN)[0].markdown
    assert "| [Source x](sources/x.md) | 3 | 1 (33%) |\n| [Source y](sources/y.md) | 1 | 1 (100%) |" in page


def test_a_share_is_100_per_cent_only_where_nothing_is_missing():
    entries = [entry(f"e{n}", body="Yes.") for n in range(399)] + [entry("last")]
    assert "| Answered | 399 | 99% |" in quality_page(collection(*entries), KNOWN)[0].markdown


@pytest.mark.parametrize(
    ("state", "body", "more"),
    [
        ("answered", "Yes.", {}),
        ("answered in depth", "Yes.\n\nMuch.", {}),
        ("with a formula", "It is $x$.", {}),
        ("with a program", "Yes:\n\n```python\nprint()\n```", {}),
        ("with a figure", "Yes:\n\n![It.](it.svg)", {}),
        ("with references", "Yes.", {"references": ("work",)}),
        ("with a level", "", {"level": "basic"}),
        ("asked by two sources or more", "", {"sources": "xy"}),
    ],
)
def test_an_entry_is_counted_in_its_states(state, body, more):
    held = dict(census.by_state([entry("a", body=body, **more), entry("b", body="`![` costs `$1`" if body else "")]))
    assert held[state] == (2 if state == "answered" else 1)


def test_a_source_that_asks_twice_is_one_source():
    assert census.sources_of(entry("a", sources="xxy")) == 2


def test_questions_without_an_answer_are_listed_by_how_many_sources_ask_them():
    made = collection(entry("a", sources="x"), entry("b", sources="xy"), entry("c", body="Yes.", sources="xyz"))
    listed = section(quality_page(made, KNOWN)[0].markdown, "Without an answer").splitlines()
    assert [line.partition("(")[2].partition(")")[0] for line in listed if line.startswith("- ")] == [
        "questions/b.md",
        "questions/a.md",
    ]


def test_a_long_list_says_how_many_more_there_are():
    made = collection(*(entry(f"thing{n}") for n in range(quality.LISTED + 3)))
    told = section(quality_page(made, KNOWN)[0].markdown, "Without an answer")
    assert told.count("\n- ") == quality.LISTED
    assert told.endswith("And 3 more.")


TWINS = (
    entry("one", "What is dropout?", distinct_from=()),
    entry("other", "What is dropout in a convolutional network?"),
)


def test_two_entries_that_look_alike_wait_for_a_decision():
    assert [(pair.left.id, pair.right.id) for pair in undecided(collection(*TWINS))] == [("one", "other")]
    told = section(quality_page(collection(*TWINS), KNOWN)[0].markdown, "Pairs waiting for a decision")
    assert "[What is dropout?](questions/one.md) or [What is dropout in a convolutional network?]" in told


@pytest.mark.parametrize("names", [{}, {"former_ids": ("another",)}], ids=["by its id", "by an id that it had"])
def test_a_pair_that_a_person_has_told_apart_waits_no_more(names):
    apart = replace(TWINS[0], distinct_from=(names.get("former_ids", ("other",))[0],))
    assert undecided(collection(apart, replace(TWINS[1], **names))) == []


def test_a_question_is_told_from_others_whatever_stands_in_its_answer():
    answered = [replace(one, body="The same words in both answers.") for one in TWINS]
    assert [pair.likeness for pair in undecided(collection(*answered))] == [
        pair.likeness for pair in undecided(collection(*TWINS))
    ]


def test_every_chart_is_shown_on_the_page_and_says_its_numbers_in_words():
    made, charts = quality_page(load(FIXTURE), KNOWN)
    assert charts
    for path, svg in charts.items():
        assert f"]({path})" in made.markdown
        ElementTree.fromstring(svg)
    topics = charts["assets/figures/quality-topics.svg"]
    assert "Baking: " in topics
    assert "1 basic" in topics


def test_a_label_of_a_chart_shows_what_it_says_and_is_cut_where_it_is_long():
    svg = ElementTree.fromstring(bars("it", "It", [Row("a_b^c*d* <i>", (1,)), Row("so very long " * 9, (2,))]))
    shown = ["".join(one.itertext()) for one in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert shown[0] == "a_b^c*d* <i>"
    assert shown[2] == "so very long so very long so very l…"


def test_a_chart_of_many_topics_adds_the_smallest_up():
    rows = [Row(f"r{n}", (n, 1)) for n in range(quality.CHARTED + 5)]
    shown = quality._fullest(rows)
    assert len(shown) == quality.CHARTED
    assert shown[-1].label == "6 others"
    assert sum(row.total for row in shown) == sum(row.total for row in rows)


def test_an_empty_collection_has_a_quality_page_without_charts():
    made, charts = quality_page(Collection(FIXTURE, (), (), ()), KNOWN)
    assert charts == {}
    assert "![" not in made.markdown


def test_sources_that_ask_nothing_have_no_chart():
    made = replace(collection(entry("a")), sources=(Source("x", FIXTURE / "sources/x.md", "Source x"),))
    for one in (made, replace(made, entries=())):
        page, charts = quality_page(one, KNOWN)
        assert page.markdown.count("![") == len(charts) == (2 if one.entries else 0)


def test_a_build_without_a_history_says_why_it_shows_no_corrections():
    missing = History(missing="git is not installed")
    assert "git is not installed" in section(
        quality_page(collection(entry("a")), missing)[0].markdown, "Last corrections"
    )
    assert "git is not installed" in changes_page(collection(entry("a")), missing).markdown


def test_questions_that_one_commit_corrected_stand_in_one_line_the_latest_first():
    done = [change("2026-02-01", corrects=True, subject="Say *more*")]
    first = [change("2026-01-01", "added")]
    known = history(a=first + done, b=first + done, c=[*first, change("2026-03-01", corrects=True, subject="Mend it")])
    told = section(quality_page(collection(entry("a"), entry("b"), entry("c")), known)[0].markdown, "Last corrections")
    assert told.splitlines()[:2] == [
        "- 2026-03-01, Mend it: [What is c?](questions/c.md)",
        r"- 2026-02-01, Say \*more\*: [What is a?](questions/a.md), [What is b?](questions/b.md)",
    ]


def test_changes_say_by_month_what_came_and_what_was_corrected():
    known = history(a=[change("2026-01-31", "added"), change("2026-02-01"), change("2026-03-01", corrects=True)])
    told = changes_page(collection(entry("a")), known).markdown
    assert section(told, "January 2026") == "**New**\n\n- [What is a?](questions/a.md)"
    assert "February" not in told
    assert section(told, "March 2026") == "**Corrected**\n\n- 2026-03-01, Say more: [What is a?](questions/a.md)"
    assert told.index("March") < told.index("January")


def test_changes_tell_moves_renamings_and_merges_apart():
    a = [
        change("2026-01-01", "added", "topics/s/z.md"),
        change("2026-02-01", "renamed", "topics/t/z.md", former="topics/s/z.md"),
        change("2026-02-02", "renamed", former="topics/t/z.md"),
    ]
    b = [change("2026-01-02", "added", "topics/t/b.md"), change("2026-02-03", "deleted", "topics/t/b.md")]
    c = [change("2026-01-03", "added", "topics/t/c.md"), change("2026-02-04", "deleted", "topics/t/c.md")]
    told = section(
        changes_page(collection(entry("a", former_ids=("z", "b"))), history(a=a, b=b, c=c)).markdown, "February 2026"
    )
    assert told.split("\n\n") == [
        "**Moved to another topic**", "- [What is a?](questions/a.md): from s",
        "**Renamed**", "- [What is a?](questions/a.md): was `z`",
        "**Merged into another**", "- [What is a?](questions/a.md): took over `b`",
        "**Removed**", "- `c`",
    ]  # fmt: skip


def test_a_file_that_came_back_was_never_removed():
    found = [change("2026-01-01", "added"), change("2026-01-02", "deleted"), change("2026-01-03", "added")]
    assert "Removed" not in changes_page(collection(entry("a")), history(a=found)).markdown


def test_months_long_ago_are_counted_and_not_told():
    years = [change(f"{2000 + n}-05-01", corrects=True) for n in range(changes.MONTHS + 1)]
    told = changes_page(collection(entry("a")), history(a=[change("2000-04-01", "added"), *years])).markdown
    assert told.count("\n## ") == changes.MONTHS + 1
    assert section(told, "Before that") == "- May 2000: 1 corrected\n- April 2000: 1 new"


def test_a_collection_s_own_file_takes_the_place_of_a_made_page(docs):
    (docs / "quality.md").write_text("# How good it is\n\nVery.\n", "utf-8")
    site = make_site(load(docs), load_articles(docs))
    assert [page.title for page in site.pages if page.path == "quality.md"] == ["How good it is"]
