"""Scraped pages come into the collection once, and what people made of it stays as they left it."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.collection import load, problems, render_entry, split
from build_tools.ingest import apply, open_collection, plan, read_pages
from build_tools.model import Collection
from build_tools.text import wording_key

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


def asked(collection: Collection) -> list[tuple[str, str]]:
    """Return who asks what, every line of every entry."""
    return sorted((one.source, wording_key(one.wording)) for e in collection.entries for one in e.asked)


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """Return the folder of a collection that does not exist yet."""
    return tmp_path / "docs"


def test_a_folder_that_does_not_exist_becomes_a_collection_with_the_shipped_topics(fresh):
    ingest(fresh, KITCHEN)
    collection = load(fresh)
    assert problems(fresh) == []
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
    assert problems(fresh) == []


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


def edit(docs: Path, pick: int) -> None:
    """A person changes an answer."""
    entry = _one(docs, pick)
    entry.path.write_text(
        render_entry(replace(entry, body=f"{entry.body.strip()}\n\nCorrected by hand, {pick}.\n")), "utf-8"
    )


def retitle(docs: Path, pick: int) -> None:
    """A person words a title anew."""
    entry = _one(docs, pick)
    entry.path.write_text(render_entry(replace(entry, title=f"Title number {pick} of {entry.id}?")), "utf-8")


def move(docs: Path, pick: int) -> None:
    """A person puts an entry into another topic."""
    entry, topics = _one(docs, pick), load(docs).topics
    topic = topics[pick % len(topics)]
    if topic.id != entry.topic:
        shutil.move(entry.path, docs / "topics" / topic.id / entry.path.name)


def rename(docs: Path, pick: int) -> None:
    """A person gives an entry another address and keeps the old one."""
    entry = _one(docs, pick)
    target = entry.path.with_name(f"renamed-{pick}-{entry.id[:20].strip('-')}.md")
    if not target.exists():
        entry.path.unlink()
        target.write_text(render_entry(replace(entry, former_ids=(*entry.former_ids, entry.id))), "utf-8")


def divide(docs: Path, pick: int) -> None:
    """A person takes one wording out of an entry into one of its own."""
    many = [e for e in load(docs).entries if len(e.asked) > 1]
    if many:
        entry = many[pick % len(many)]
        path = entry.path.with_name(f"split-{pick}-{entry.id[:20].strip('-')}.md")
        if path.exists():
            return
        new = replace(
            entry,
            title=f"Split {pick} from {entry.id}?",
            asked=entry.asked[-1:],
            former_ids=(),
            terms=(),
            body="Written by hand.\n",
        )
        path.write_text(render_entry(new), "utf-8")
        entry.path.write_text(render_entry(replace(entry, asked=entry.asked[:-1])), "utf-8")


def merge(docs: Path, pick: int) -> None:
    """A person makes one entry of two and keeps the former's address."""
    entries = load(docs).entries
    if len(entries) > 2:
        gone, kept = entries[pick % len(entries)], entries[(pick + 1) % len(entries)]
        gone.path.unlink()
        ids = (*kept.former_ids, *gone.former_ids, gone.id)
        kept.path.write_text(render_entry(replace(kept, asked=kept.asked + gone.asked, former_ids=ids)), "utf-8")


def _one(docs: Path, pick: int):
    entries = load(docs).entries
    return entries[pick % len(entries)]


ACTS = st.lists(
    st.tuples(st.sampled_from([edit, retitle, move, rename, divide, merge]), st.integers(0, 40)), max_size=6
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(before=ACTS, after=ACTS)
def test_whatever_people_do_their_work_stands_and_no_question_is_lost_or_doubled(tmp_path_factory, before, after):
    docs = tmp_path_factory.mktemp("year") / "docs"
    ingest(docs, KITCHEN)
    for act, pick in before:
        act(docs, pick)
    edited = {path: text.partition("\n---\n")[2] for path, text in contents(docs).items()}
    ingest(docs, KITCHEN, GARDEN)
    assert {path: text.partition("\n---\n")[2] for path, text in contents(docs).items() if path in edited} == edited
    everything = asked(load(docs))
    assert len(everything) == len(set(everything)) == 10
    for act, pick in after:
        act(docs, pick)
    assert asked(load(docs)) == everything
    stands = contents(docs)
    ingest(docs, KITCHEN, GARDEN)
    assert contents(docs) == stands
    assert problems(docs) == []


def test_questions_that_lean_on_the_one_before_never_merge_and_are_told_apart(fresh, tmp_path):
    for name, first in (("one", "What is a momentum term?"), ("two", "What is weight decay?")):
        leaning = f"Q2. How would you choose its value?\nAnswer: By {name}.\n"
        text = f"Interview questions {name}\n\nQ1. {first}\nAnswer: A thing.\n\n{leaning}"
        (tmp_path / f"{name}.txt").write_text(text)
    ingest(fresh, tmp_path / "one.txt", tmp_path / "two.txt")
    leaning = [e for e in load(fresh).entries if any("its value" in one.wording for one in e.asked)]
    assert len(leaning) == 2
    assert problems(fresh) == []
    before = contents(fresh)
    ingest(fresh, tmp_path / "one.txt", tmp_path / "two.txt")
    assert contents(fresh) == before
