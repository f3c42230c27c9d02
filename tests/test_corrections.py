"""What `check` tells of changed files and of losses, what it mends, and how git merges entries."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st

from build_tools.cli import main
from build_tools.collection import mend, schema
from build_tools.collection.front_matter import Items, Scalar, parse
from build_tools.errors import UserError
from tests.test_collection import ENTRIES, render_entry
from tests.year.git import Repository

ROOT = Path(__file__).resolve().parents[1]
SALT, BOILING = "topics/cooking/salt.md", "topics/cooking/boiling-point.md"


def check(git: Repository, *given: str) -> tuple[int, list[str]]:
    """Return the status of `check` and the lines it prints."""
    done = CliRunner().invoke(main, ["check", "--docs", str(git.folder / "docs"), *given])
    return done.exit_code, done.output.replace(f"{git.folder}/docs/", "").splitlines()


def change(git: Repository, path: str, old: str, new: str) -> None:
    file = git.folder / "docs" / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_only_what_is_wrong_in_the_named_files_is_told(git):
    change(git, SALT, "title:", "titel:")
    change(git, BOILING, "level: intermediate", "level: hard")
    _, everything = check(git)
    assert len(everything) > 1
    status, lines = check(git, str(git.folder / "docs" / BOILING))
    assert status == 1
    assert [line.partition(": ")[0] for line in lines] == [f"{BOILING}:3"]
    assert lines[0].endswith("[messages.md#wrong-value]")


def test_only_what_is_wrong_in_the_files_changed_since_a_revision_is_told(git):
    change(git, BOILING, "level: intermediate", "level: hard")
    git.commit("a mistake of long ago")
    change(git, SALT, "level: basic", "level: easy")
    (git.folder / "docs/topics/cooking/new.md").write_text("no front matter\n", "utf-8")  # git does not know it yet
    status, lines = check(git, "--changed-since", "HEAD")
    assert status == 1
    assert [line.partition(":")[0] for line in lines] == ["topics/cooking/new.md", SALT]


def test_a_deleted_entry_loses_its_address_and_its_questions(git):
    (git.folder / "docs" / SALT).unlink()
    git.commit("gone")
    assert check(git)[0] in (0, 1)  # without a revision there is nothing to compare with
    status, lines = check(git, "--changed-since", "HEAD~1")
    assert status == 1
    assert [line for line in lines if line.startswith(f"{SALT}: the id `salt` leads nowhere any more; ")]
    assert [line for line in lines if "is asked in no entry any more; put its `asked` line into one" in line]


def test_a_renamed_entry_needs_its_former_id_and_no_more(git):
    old, new = git.folder / "docs" / SALT, git.folder / "docs/topics/cooking/salted-water.md"
    old.rename(new)
    git.commit("renamed")
    lost = [line for line in check(git, "--changed-since", "HEAD~1")[1] if "messages.md#id-lost" in line]
    assert len(lost) == 1
    new.write_text(new.read_text("utf-8").replace("---\n", "---\nformer_ids: [salt]\n", 1), "utf-8")
    assert not [line for line in check(git, "--changed-since", "HEAD~1")[1] if "lost]" in line]


def test_an_asked_line_may_be_reworded_but_not_dropped(git):
    wording = "Why does water boil sooner up high?"
    change(git, BOILING, wording, "Something that its source should have said?")
    assert not [line for line in check(git, "--changed-since", "HEAD")[1] if "lost]" in line]
    text = (git.folder / "docs" / BOILING).read_text("utf-8")
    (git.folder / "docs" / BOILING).write_text(re.sub(r".*Something that its.*\n", "", text), "utf-8")
    assert [line for line in check(git, "--changed-since", "HEAD")[1] if "question-lost]" in line]


@pytest.mark.parametrize(
    ("revision", "said"),
    [("nonsense", "is no revision that leads to the present one"), ("--output=x", "is no revision that leads")],
)
def test_a_revision_that_is_none_is_told_in_one_line(git, revision, said):
    status, lines = check(git, "--changed-since", revision)
    assert status == 1
    assert len(lines) == 1
    assert said in lines[0]


# Blanks at the ends of lines are written as _ here.
UNTIDY = """---
# about it
tags: [ heat,"salt" ,'x: y']  # two
title:   "Salt"
asked:
- { source:  kitchen,number: '2.1',wording: What is 'salt'? }   # one
-   source: k
    number: 3
    wording: 'x'
level: 'basic'
# the end
---


Text__
broken here___
- a
- b

```text
code___


```


End

"""
TIDY = """---
title: Salt
level: basic
# about it
tags: [heat, salt, "x: y"]  # two
asked:
- {source: kitchen, number: "2.1", wording: "What is 'salt'?"}   # one
-   source: k
    number: 3
    wording: "x"
# the end
---

Text__
broken here__

- a
- b

```text
code___


```

End
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_a_machine_can_mend_is_mended_and_comments_code_and_line_breaks_stay(newline):
    untidy, tidy = (text.replace("_", " ").replace("\n", newline) for text in (UNTIDY, TIDY))
    assert mend(untidy, schema.ENTRY) == tidy


@given(st.text(st.sampled_from(list("-*`~$ \n\tab:#[]{},'\"1.|>")), max_size=80), st.booleans())
def test_mending_twice_is_mending_once_and_no_word_changes(text, entry):
    text = f"---\ntitle: Salt\n{text}\n---\n{text}" if entry else text
    once = mend(text, schema.ENTRY)
    assert mend(once, schema.ENTRY) == once
    assert once.split() == text.split() or entry
    assert re.findall(r"\w+", once) == re.findall(r"\w+", text)


VALUES = st.sampled_from(
    ["a", '"a b"', "'x: y'", "'it''s'", '[ a ,"b"]', "[\"a, b\", 'c']", "", "|\n  two\n  lines", ">-\n  x # y", "[]"]
    + [
        "\n- a # c\n- b",
        "# only",
        '"#1"',
        "a # c",
        "{a: b}",
        "[a, # c\n  'b']",
        '"two\n  lines"',
        '"1"',
        "1",
        "no",
        '"no"',
    ]
    + ["\n- {source: a,number: 1,wording: x}", "\n- source: a\n  # in\n  number: '1'\n  wording: 'y'"]
)
LINES_BETWEEN = st.sampled_from(["", "# c\n", "\n", "# one\n\n# two\n", "   # in\n"])


@given(
    st.permutations(list(schema.ENTRY)),
    st.lists(st.tuples(LINES_BETWEEN, VALUES), max_size=5),
    LINES_BETWEEN,
    st.sampled_from(["\n", "\r\n"]),
)
@example(["level", "title"], [("", "|\n  two\n  lines"), ("", "a")], "   # in\n", "\n")
def test_mending_a_front_matter_changes_no_value_and_loses_no_comment(keys, lines, end, newline):
    head = "".join(f"{between}{key}: {value}\n" for key, (between, value) in zip(keys, lines, strict=False))
    text = f"---\n{head}{end}---\n\ntext\n".replace("\n", newline)
    once = mend(text, schema.ENTRY)
    assert mend(once, schema.ENTRY) == once
    assert sorted(comments(once)) == sorted(comments(text))
    with suppress(UserError):  # it cannot be read, and so stays
        before = parse(text, "")
        assert values(parse(once, "").table) == values(before.table)


def comments(text: str) -> list[str]:
    """Return what stands behind each `#`."""
    return [line.partition("#")[2].rstrip() for line in text.splitlines() if "#" in line]


def values(node) -> object:
    """Return what a node says, the order of keys aside."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [values(item) for item in node.items]
    return {key.text: values(value) for key, value in zip(node.keys, node.values, strict=True)}


@given(ENTRIES)
def test_what_the_tool_writes_is_in_order(entry):
    text = render_entry(entry)
    assert mend(text, schema.ENTRY).partition("\n---\n")[0] == text.partition("\n---\n")[0]


def test_the_repository_s_own_files_are_in_order_to_the_byte():
    docs = ROOT / "docs"
    files = [path for path in docs.rglob("*.md") if path.is_file()]
    untidy = [
        path
        for path in files
        if mend(path.read_bytes().decode(), schema.of(path.relative_to(docs))) != path.read_bytes().decode()
    ]
    assert untidy == []


def test_check_fix_mends_the_files_it_is_given_and_no_other(git):
    for path in (SALT, BOILING):
        change(git, path, "level: ", "level:    ")
    done = CliRunner().invoke(
        main, ["check", "--fix", "--docs", str(git.folder / "docs"), str(git.folder / "docs" / SALT)]
    )
    assert "salt.md: mended" in done.output
    assert "boiling-point.md: mended" not in done.output


def grow(git: Repository, branch: str, path: str, old: str, new: str) -> None:
    git("checkout", "--quiet", "-B", branch, "main")
    change(git, path, old, new)
    git.commit(branch)


def test_asked_lines_that_two_branches_add_at_one_place_do_not_conflict(git):
    line = '  - {{source: kitchen-talk, number: {}, wording: "{}?"}}\n'
    for branch, number in (("one", 98), ("two", 99)):
        grow(git, branch, BOILING, "asked:\n", "asked:\n" + line.format(number, branch))
    assert git.merge("one") == {}
    text = (git.folder / "docs" / BOILING).read_text("utf-8")
    assert "one?" in text
    assert "two?" in text


def test_what_two_branches_write_at_one_place_of_the_text_is_a_person_s_to_decide(git):
    line = '  - {{source: kitchen-talk, number: {}, wording: "{}?"}}\n'
    for branch, number in (("one", 98), ("two", 99)):
        grow(git, branch, BOILING, "asked:\n", "asked:\n" + line.format(number, branch))
        change(git, BOILING, "The air presses", f"The air, says {branch}, presses")
        git.commit("text")
    assert list(git.merge("one").values()) == ["UU"]
    text = (git.folder / "docs" / BOILING).read_text("utf-8")
    assert "source:" not in "".join(re.findall(r"^<<<<<<<.*?^>>>>>>>", text, re.DOTALL | re.MULTILINE))
    assert "says one" in text
    assert "says two" in text


def test_a_line_that_one_branch_moved_away_does_not_come_back(git):
    text = (git.folder / "docs" / BOILING).read_text("utf-8")
    first = re.search(r"^ *- \{?source.*\n", text, re.MULTILINE)[0]
    line = '  - {source: kitchen-talk, number: 99, wording: "New?"}\n'
    grow(git, "one", BOILING, first, "")
    grow(git, "two", BOILING, first, first + line)
    assert git.merge("one") == {}
    merged = (git.folder / "docs" / BOILING).read_text("utf-8")
    assert "New?" in merged
    assert first not in merged


def test_the_hooks_run_the_commands_that_there_are():
    text = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    commands = re.findall(r"entry: \.venv/bin/python -m build_tools (\w+)((?: --[\w-]+)*)", text)
    assert commands
    for name, options in commands:
        known = {option for parameter in main.commands[name].params for option in parameter.opts}
        assert set(options.split()) <= known
