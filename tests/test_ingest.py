"""Scraped pages come into the collection once, and what people made of it stays as they left it."""

import json
import re
from pathlib import Path

import pytest

from build_tools.collection import load, read, split
from build_tools.ingest import apply, as_json, as_markdown, open_collection, plan, read_pages

PAGES = Path(__file__).parent / "pages"
KITCHEN, GARDEN = PAGES / "kitchen.md", PAGES / "garden.txt"


def ingest(docs: Path, *files: Path, questions_only: bool = False, append_new: bool = False):
    """Ingest `files` and return the plan that was carried out."""
    pages, mistakes = read_pages(list(files))
    assert not mistakes
    work = plan(pages, open_collection(docs), questions_only)
    apply(work, append_new)
    return work


def contents(docs: Path) -> dict[str, str]:
    """Return every file of a collection with its text."""
    return {str(p.relative_to(docs)): p.read_text("utf-8") for p in sorted(docs.rglob("*")) if p.is_file()}


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """Return the folder of a collection that does not exist yet."""
    return tmp_path / "docs"


def test_a_folder_that_does_not_exist_becomes_a_collection_with_the_shipped_topics(fresh):
    ingest(fresh, KITCHEN)
    collection = load(fresh)
    assert read(fresh, split)[1] == []
    assert {"optimization", "regularization", "vision"} <= {topic.id for topic in collection.topics}
    assert len(collection.entries) == 6


def test_two_pages_wordings_of_one_question_make_one_entry(fresh):
    ingest(fresh, KITCHEN, GARDEN)
    entries = load(fresh).entries
    together = [sorted(one.wording for one in e.asked) for e in entries if len(e.asked) > 1]
    assert sorted(together) == [
        ["Explain dropout.", "What do you understand by dropout?"],
        ["What are CNNs?", "What is a convolutional neural network (CNN)?"],
    ]
    assert sum(len(e.asked) for e in entries) == 10


def test_an_entry_says_the_best_answer_and_then_only_what_the_others_add_each_under_its_source(fresh):
    ingest(fresh, KITCHEN, GARDEN)
    body = next(
        e.body
        for e in load(fresh).entries
        if e.asked[0].wording in ("Explain dropout.", "What do you understand by dropout?")
    )
    assert body.index("During training every unit") < body.index("*Answer of [Ten interview")
    assert body.index("*[Interview questions we asked last spring](") < body.index("It keeps units from relying")


def test_a_second_ingest_of_the_same_pages_changes_nothing(fresh):
    ingest(fresh, KITCHEN, GARDEN)
    before = contents(fresh)
    work = ingest(fresh, KITCHEN, GARDEN)
    assert contents(fresh) == before
    assert {p.state for p in work.placed} == {"known"}
    assert not work.new_sources


def test_the_same_page_by_another_scraper_changes_nothing(fresh, tmp_path):
    ingest(fresh, KITCHEN, GARDEN)
    before = contents(fresh)
    items = re.findall(r"## \d+\. (.+)\n\n([^#]+)", KITCHEN.read_text("utf-8"))
    body = "".join(
        f"<h3>{question.upper() if n == 2 else question}</h3><p>{answer}</p>"
        for n, (question, answer) in enumerate(items)
    )
    html = tmp_path / "saved-page.html"
    html.write_text(
        f"<html><head><title>Kitchen reading group</title></head><body><nav>Home</nav><main>{body}</main></body></html>"
    )
    ingest(fresh, html)
    assert contents(fresh) == before


@pytest.mark.parametrize("order", [(KITCHEN, GARDEN), (GARDEN, KITCHEN)])
def test_the_order_of_the_files_does_not_matter(tmp_path, order):
    ingest(tmp_path / "one", KITCHEN, GARDEN)
    ingest(tmp_path / "other", *order)
    assert contents(tmp_path / "one") == contents(tmp_path / "other")


def test_a_question_that_stands_gets_a_line_in_asked_and_its_text_stays(fresh):
    ingest(fresh, KITCHEN)
    path = next(e.path for e in load(fresh).entries if e.asked[0].wording == "Explain dropout.")
    path.write_text(path.read_text("utf-8").replace("every unit is switched off", "EVERY UNIT SLEEPS"), "utf-8")
    before = split(path).body
    work = ingest(fresh, GARDEN)
    assert split(path).body == before
    assert 'wording: "What do you understand by dropout?"' in path.read_text("utf-8")
    assert [offer.entry.path for offer in work.offers if "relying on one another" in offer.block] == [path]


def test_new_material_is_appended_when_asked_for_and_only_once(fresh):
    ingest(fresh, KITCHEN)
    ingest(fresh, GARDEN, append_new=True)
    after = contents(fresh)
    assert sum("keeps units from relying" in text for text in after.values()) == 1
    ingest(fresh, GARDEN, append_new=True)
    assert contents(fresh) == after


def test_questions_only_takes_no_answer(fresh):
    ingest(fresh, KITCHEN, GARDEN, questions_only=True)
    assert {e.body.strip() for e in load(fresh).entries} == {""}


def test_a_question_that_no_topic_marks_goes_to_unsorted(fresh, tmp_path):
    page = tmp_path / "cars.txt"
    page.write_text(
        "Interview questions\n\nQ1. How do you change a tyre?\nAnswer: With a jack.\n\n"
        "Q2. Why do brakes squeal?\nAnswer: Dust.\n"
    )
    work = ingest(fresh, page)
    assert len(work.unsorted) == 2
    assert read(fresh, split)[1] == []


def test_a_line_that_a_person_moved_stays_where_it_is_and_draws_its_like(fresh, tmp_path):
    ingest(fresh, KITCHEN, GARDEN)
    first, second = [e for e in load(fresh).entries if len(e.asked) == 1][:2]
    line = next(text for text in first.path.read_text("utf-8").splitlines(keepends=True) if "wording:" in text)
    first.path.write_text(first.path.read_text("utf-8").replace("asked:\n" + line, ""), "utf-8")
    second.path.write_text(second.path.read_text("utf-8").replace("asked:\n", "asked:\n" + line), "utf-8")
    before = contents(fresh)
    ingest(fresh, KITCHEN, GARDEN)
    assert contents(fresh) == before


def test_files_that_cannot_be_read_are_told_of_and_the_others_are_done(tmp_path):
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "story.txt").write_text("Once upon a time a network was trained.\n")
    pages, mistakes = read_pages([tmp_path / "empty.txt", KITCHEN, tmp_path / "story.txt", tmp_path / "missing.txt"])
    assert [document.name for document, _ in pages] == ["kitchen.md"]
    assert [re.sub(r"^.*/", "", str(m)) for m in mistakes] == [
        "empty.txt: the file is empty; give a page with text in it",
        "story.txt: the page holds no question; leave it out, or check that the scrape is whole",
        "missing.txt: there is no such file; check the path",
    ]


def test_questions_that_lean_on_the_one_before_never_merge_and_are_told_apart(fresh, tmp_path):
    for name, first in (("one", "What is a momentum term?"), ("two", "What is weight decay?")):
        leaning = f"Q2. How would you choose its value?\nAnswer: By {name}.\n"
        text = f"Interview questions {name}\n\nQ1. {first}\nAnswer: A thing.\n\n{leaning}"
        (tmp_path / f"{name}.txt").write_text(text)
    ingest(fresh, tmp_path / "one.txt", tmp_path / "two.txt")
    leaning = [e for e in load(fresh).entries if any("its value" in one.wording for one in e.asked)]
    assert len(leaning) == 2
    assert read(fresh, split)[1] == []
    before = contents(fresh)
    ingest(fresh, tmp_path / "one.txt", tmp_path / "two.txt")
    assert contents(fresh) == before


def test_a_wording_that_a_person_moved_draws_its_like_away_from_the_title_that_says_the_same(fresh, tmp_path):
    ingest(fresh, KITCHEN)
    asked = next(e for e in load(fresh).entries if e.title == "Explain dropout.")
    other = next(e for e in load(fresh).entries if "embedding" in e.title)
    line = next(text for text in asked.path.read_text("utf-8").splitlines(keepends=True) if "wording:" in text)
    asked.path.write_text(asked.path.read_text("utf-8").replace("asked:\n" + line, ""), "utf-8")
    other.path.write_text(other.path.read_text("utf-8").replace("asked:\n", "asked:\n" + line), "utf-8")
    page = tmp_path / "harbour.txt"
    page.write_text(
        "Interview questions\n\nQ1. Explain dropout.\nAnswer: It drops.\n\nQ2. What is a fish?\nAnswer: Wet.\n"
    )
    ingest(fresh, page)
    assert read(fresh, split)[1] == []
    assert [e.id for e in load(fresh).entries for one in e.asked if one.wording == "Explain dropout."] == [other.id] * 2


def test_one_wording_that_three_pages_lean_on_is_told_apart_in_all_three(fresh, tmp_path):
    for name in ("one", "two", "three"):
        questions = f"Q1. What is weight {name}?\nAnswer: A thing.\n\nQ2. Why is that?\nAnswer: So.\n"
        (tmp_path / f"{name}.txt").write_text(f"Interview questions {name}\n\n{questions}")
        ingest(fresh, tmp_path / f"{name}.txt")
    assert read(fresh, split)[1] == []


def page(folder: Path, *questions: str, title: str = "Interview questions of the mill") -> Path:
    """Write a page that asks and answers `questions`."""
    asked = "\n\n".join(f"Q{n}. {one}\nAnswer: Number {n} it is.\n" for n, one in enumerate(questions, 1))
    path = folder / "mill.txt"
    path.write_text(f"{title}\n\n{asked}", "utf-8")
    return path


def test_a_question_that_takes_another_s_number_and_nearly_its_words_is_not_lost(fresh, tmp_path):
    stays = ("What is dropout?", "What are CNNs?", "What is early stopping?")
    ingest(fresh, page(tmp_path, *stays, "What is L1 regularization?", "What is overfitting and how do you fight it?"))
    changed = ("What is L2 regularization?", "What is underfitting and how do you fight it?")
    work = ingest(fresh, page(tmp_path, *stays, *changed))
    assert not work.new_sources
    assert {one.wording for e in load(fresh).entries for one in e.asked} > set(changed)


def test_a_page_that_counts_anew_and_mends_its_typing_errors_brings_nothing_new(fresh, tmp_path):
    ingest(fresh, page(tmp_path, "What is dropuot?", "What is early stoping?", "What is the transfer-learning?"))
    before = contents(fresh)
    ingest(fresh, page(tmp_path, "What is transfer learning?", "What is dropout?", "What is early stopping?"))
    assert contents(fresh) == before


def test_a_page_that_changes_a_question_a_month_stays_one_source(fresh, tmp_path):
    asked = [f"What is a {word} layer?" for word in ("dense", "pooling", "dropout", "recurrent", "masked", "frozen")]
    for n, word in enumerate(("hidden", "linear", "sparse", "output", "residual", "stacked", "gated", "shared")):
        ingest(fresh, page(tmp_path, *asked))
        asked[n % len(asked)] = f"What is a {word} layer?"
    assert len(load(fresh).sources) == 1


def test_a_page_is_known_again_when_a_person_has_mended_its_source_s_title(fresh, tmp_path):
    asked = ("What is dropout?", "What are CNNs?", "What is early stopping?", "What is padding?")
    ingest(fresh, page(tmp_path, *asked))
    (source,) = load(fresh).sources
    source.path.write_text("---\ntitle: The mill\n---\n", "utf-8")
    ingest(fresh, page(tmp_path, *asked[:2], "What is a stride?", "What is a kernel?"))
    assert [one.title for one in load(fresh).sources] == ["The mill"]


OVER = {
    "tangled": "A word [ and then another. " * 450,
    "large": "\n".join("One word and then another." * 300 for _ in range(8)),
    "long": "\n".join(f"Unit {n} weighs {n} grams." for n in range(3_100)),
}


@pytest.mark.parametrize("kind", OVER)
def test_an_answer_that_no_page_may_show_is_told_by_its_lines_and_its_question_stays_without_one(fresh, tmp_path, kind):
    page, wide = tmp_path / "page.md", OVER[kind].strip()
    page.write_text(f"1. What is dropout?\n\n{wide}\n\n2. What is Adam?\n\nAn optimiser.\n", "utf-8")
    work = ingest(fresh, page)
    entries = {entry.asked[0].wording: entry for entry in load(fresh).entries}
    assert entries["What is dropout?"].body == ""
    assert "An optimiser." in entries["What is Adam?"].body
    last = 2 + len(wide.split("\n"))
    told = next(piece for piece in json.loads(as_json(work))["sources"][0]["left_out"] if piece["reason"] == "policy")
    assert told == {"lines": [3, last], "text": wide, "reason": "policy"}
    assert f"- lines 3–{last}, policy: `" in as_markdown(work)
    assert "Every non-blank line is accounted for." in as_markdown(work)
