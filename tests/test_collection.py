"""Reading and writing the files of a collection."""

import resource
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_tools.collection import add_asked, load, load_articles, render_entry, write_file
from build_tools.collection.front_matter import parse
from build_tools.errors import UserError
from build_tools.model import Asked, Collection, Entry

LINE = st.text(min_size=1, max_size=40).map(lambda text: " ".join(text.split())).filter(bool)
LINES = st.lists(LINE, max_size=3).map(tuple)
IDS = st.lists(st.from_regex(r"[a-z0-9-]{1,9}", fullmatch=True), max_size=2, unique=True).map(tuple)
ASKED = st.builds(Asked, st.just("kitchen-talk"), st.integers(0, 999) | LINE, LINE)
ENTRIES = st.builds(
    Entry,
    id=st.just("salt"),
    topic=st.just("cooking"),
    path=st.just(Path("topics/cooking/salt.md")),
    title=LINE,
    body=st.text("ab -\n#", max_size=20).map(lambda text: text.strip("\n").rstrip()),
    body_line=st.just(0),
    level=st.sampled_from(["", "basic", "advanced"]),
    tags=LINES,
    terms=LINES,
    aliases=LINES,
    asked=st.lists(ASKED, max_size=4).map(tuple),
    references=LINES,
)
NEW = [Asked("bakers-quiz", 7, 'Is "salt" a spice?'), Asked("bakers-quiz", "2.1", "Et l'été: # 5?")]


def test_a_collection_is_read_whole_in_a_fixed_order(docs):
    collection = load(docs)
    assert [topic.id for topic in collection.topics] == ["cooking", "baking"]
    assert [entry.id for entry in collection.entries] == ["bread-rises", "oven-spring", "boiling-point", "salt"]
    assert [source.id for source in collection.sources] == ["bakers-quiz", "kitchen-talk"]
    entry = collection.entries[2]
    assert (entry.level, entry.tags, entry.terms) == ("intermediate", ("heat",), ("boiling point",))
    assert entry.asked[1] == Asked("bakers-quiz", "1.1", "Explain the boiling point on a mountain.")
    assert entry.body.startswith("The air presses less there")
    assert entry.path.read_text("utf-8").splitlines()[entry.body_line - 1].startswith("The air presses less there")
    assert collection.entries[1].body == ""
    assert collection.sources[1].read == "2026-11-01"


def test_articles_are_read_with_the_title_that_their_heading_or_front_matter_gives(docs):
    assert [(article.path, article.title) for article in load_articles(docs)] == [
        ("guide.md", "Guide & rules"),
        ("index.md", "Questions for cooks"),
    ]


def test_loading_raises_the_first_mistake(docs):
    (docs / "topics/cooking/salt.md").write_text("---\ntitle: [\n---\n", "utf-8")
    with pytest.raises(UserError, match=r"salt\.md:3: front matter is not YAML"):
        load(docs)


@given(ENTRIES)
def test_a_written_entry_reads_as_it_was_and_as_plain_yaml(tmp_path_factory, entry):
    docs = tmp_path_factory.mktemp("docs")
    text = render_entry(entry)
    path = docs / entry.path
    write_file(docs / "topics/cooking/index.md", "---\ntitle: Cooking\n---\n")
    write_file(docs / "sources/kitchen-talk.md", "---\ntitle: Talk\n---\n")
    write_file(path, text)
    asked = tuple(dict.fromkeys(entry.asked))
    if asked == entry.asked:
        read = load(docs).entries[0]
        assert replace(read, path=entry.path, body_line=0) == entry
    said = yaml.safe_load(text.split("\n---\n")[0])
    assert said["title"] == entry.title
    assert said.get("aliases", []) == list(entry.aliases)
    assert [one["number"] for one in said.get("asked", [])] == [one.number for one in entry.asked]


@given(ENTRIES)
def test_adding_to_asked_only_inserts(entry):
    text = render_entry(entry)
    assert_only_inserted(text, add_asked(text, NEW))


def assert_only_inserted(text: str, new: str) -> None:
    rest = iter(new)
    assert all(character in rest for character in text)  # in this order
    assert text.partition("\n---")[2] == new.partition("\n---")[2]
    before, after = (parse(one, "entry").table.get("asked") for one in (text, new))
    assert len(after.items) == len(getattr(before, "items", ())) + len(NEW)


FORMS = {
    "flow items": "asked:\n  - {source: a, number: 1, wording: x}  # who\n# why\nlevel: basic\n",
    "items without indent": "asked:\n- {source: a, number: 1, wording: x}\n\nlevel: basic\n",
    "block items with comments": 'asked:\n  - source: a  # é 𝛼\n    wording: "x"  # keep\n    # too\nlevel: basic\n',
    "a folded wording": "asked:\n  - source: a\n    wording: >\n      two\n      lines\n",
    "a list in brackets": "asked: [{source: é, number: 1, wording: x}, # b\n  {source: b, number: 2, wording: y},\n]\n",
    "an empty list": "asked: []  # nobody\nlevel: basic\n",
    "no value": "asked:   # nobody yet\nlevel: basic\n",
    "no key": "level: basic\n",
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("form", FORMS)
def test_adding_to_asked_keeps_every_character_of_any_style(form, mark, newline):
    text = mark + f"---\ntitle: é𝛼 salt\n{FORMS[form]}---\n\nBody --- with\n---\nrules.".replace("\n", newline)
    assert_only_inserted(text, add_asked(text, NEW))


def test_a_new_line_stands_by_source_and_number_and_where_the_order_is_a_person_s_behind_the_last_before_it():
    def text(*asked: tuple[str, int]) -> str:
        lines = [f'  - {{source: {source}, number: {number}, wording: "x"}}\n' for source, number in asked]
        return "".join(["---\ntitle: Salt\nasked:\n", *lines, "---\n"])

    new = [Asked(source, number, "x") for source, number in (("b", 9), ("a", 1), ("c", 1), ("e", 1))]
    assert add_asked(text(("b", 2), ("b", 10), ("d", 1)), new) == text(
        ("a", 1), ("b", 2), ("b", 9), ("b", 10), ("c", 1), ("d", 1), ("e", 1)
    )
    assert add_asked(text(("d", 1), ("b", 2)), new[2:3]) == text(("d", 1), ("b", 2), ("c", 1))


def test_adding_nothing_changes_nothing():
    assert add_asked("no front matter", []) == "no front matter"


def test_a_written_file_replaces_the_old_one_and_keeps_its_mode(tmp_path):
    path = tmp_path / "new" / "entry.md"
    write_file(path, "old\r\n")
    path.chmod(0o640)
    write_file(path, "new\r\n")
    assert path.read_bytes() == b"new\r\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("moment", ["fsync", "chmod", "replace"])
def test_a_writer_that_is_killed_leaves_the_old_file_whole(tmp_path, moment):
    path = tmp_path / "entry.md"
    path.write_text("old", "utf-8")
    program = (
        "import os, signal, sys, pathlib\n"
        f"os.{moment} = lambda *given, **named: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from build_tools.collection import write_file\n"
        "write_file(pathlib.Path(sys.argv[1]), 'new' * 100_000)\n"
    )
    run = subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    assert run.returncode == -signal.SIGKILL
    assert path.read_text("utf-8") == "old"
    left = [one.name for one in tmp_path.iterdir() if one != path]  # beside it, as a rename needs, and hidden
    assert len(left) == 1
    assert left[0].startswith(".entry.md.")


def test_a_full_disk_is_told_and_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "entry.md"
    path.write_text("old", "utf-8")
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, former[1]))
    try:
        with pytest.raises(UserError, match=r"entry\.md: cannot be written: "):
            write_file(path, "new" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)
    assert path.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_symbolic_link_is_not_written_through(tmp_path):
    (tmp_path / "link.md").symlink_to(tmp_path / "target.md")
    with pytest.raises(UserError, match="symbolic link"):
        write_file(tmp_path / "link.md", "text")
    assert not (tmp_path / "target.md").exists()


def test_entries_told_apart_by_an_id_that_was_merged_away_stay_apart():
    def entry(name: str, **more: tuple[str, ...]) -> Entry:
        return Entry(name, "baking", Path(f"{name}.md"), name, "", 1, **more)

    entries = (entry("cake", distinct_from=("gone",)), entry("bread", former_ids=("gone",)), entry("roll"))
    apart = Collection(Path("docs"), (), entries, ()).told_apart()
    assert apart == {frozenset(("cake", "bread"))}
