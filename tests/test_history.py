"""The history of a collection's files, read from a repository that each test makes."""

import os
import subprocess
from pathlib import Path

import pytest

from build_tools.history import History, read_history

ASKED = '  - {source: one, number: 1, wording: "What is it?"}\n'
MORE = '  - {source: two, number: 7, wording: "What may it be?"}\n'
TEXT = "".join(f"Sentence {n} of an answer.\n" for n in range(9))


def entry(asked: str = ASKED, text: str = TEXT, keys: str = "") -> str:
    return f"---\ntitle: What is it?\n{keys}asked:\n{asked}---\n{text}"


class Repository:
    """A repository with a folder `docs`; each commit is made an hour after the last."""

    def __init__(self, root: Path) -> None:
        self.root, self.docs, self.hours = root, root / "docs", 0
        self.docs.mkdir()
        self.git("init", "--quiet", "--initial-branch", "main")

    def git(self, *arguments: str, **environment: str) -> None:
        person = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.com")
        clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        subprocess.run(["git", *person, *arguments], cwd=self.root, check=True, capture_output=True,
                       env={**clean, "GIT_CONFIG_GLOBAL": os.devnull, **environment})  # fmt: skip

    def write(self, path: str, text: str) -> None:
        (self.docs / path).parent.mkdir(parents=True, exist_ok=True)
        (self.docs / path).write_text(text, "utf-8")

    def commit(self, subject: str, date: str = "") -> None:
        date = date or f"2026-03-01T{self.hours:02}:00:00+0000"
        self.hours += 1
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", subject, GIT_AUTHOR_DATE=date, GIT_COMMITTER_DATE=date)


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path)


def test_a_file_has_the_date_on_which_it_came_and_of_its_last_correction(repository):
    repository.write("topics/a/it.md", entry())
    repository.commit("Add it")
    repository.write("topics/a/it.md", entry(text=TEXT + "And one more.\n"))
    repository.commit("Say more of it")
    it = read_history(repository.docs).files["topics/a/it.md"]
    assert (it.added, it.corrected, it.changed) == (
        "2026-03-01T00:00:00Z", "2026-03-01T01:00:00Z", "2026-03-01T01:00:00Z",
    )  # fmt: skip
    assert [(one.subject, one.kind) for one in it.changes] == [("Add it", "added"), ("Say more of it", "changed")]


@pytest.mark.parametrize(
    "after",
    [entry(ASKED + MORE), entry(MORE), entry(keys="former_ids: [that]\n"), entry(keys="distinct_from: [that]\n")],
    ids=["asked by one more", "asked by another", "took over an id", "said to be another"],
)
def test_what_an_entry_stands_for_may_change_without_a_correction(repository, after):
    repository.write("it.md", entry())
    repository.commit("Add it")
    repository.write("it.md", after)
    repository.commit("Ingest")
    it = read_history(repository.docs).files["it.md"]
    assert (it.corrected, it.changed) == ("", "2026-03-01T01:00:00Z")


def test_a_change_of_a_line_beside_a_new_wording_is_a_correction(repository):
    repository.write("it.md", entry())
    repository.commit("Add it")
    repository.write("it.md", entry(ASKED + MORE).replace("title: What is it?", "title: What is this?"))
    repository.commit("Retitle it")
    assert read_history(repository.docs).files["it.md"].corrected == "2026-03-01T01:00:00Z"


def test_a_history_follows_a_file_through_its_names_and_renaming_corrects_nothing(repository):
    repository.write("topics/a/it.md", entry())
    repository.commit("Add it")
    repository.write("topics/a/it.md", entry(text=TEXT + "And one more.\n"))
    repository.commit("Say more of it")
    repository.git("mv", "docs/topics/a", "docs/topics/b")
    repository.commit("Move it")
    repository.write("topics/b/ünd \n so on.md", entry(text=TEXT + "And one more.\n", keys="former_ids: [it]\n"))
    (repository.docs / "topics/b/it.md").unlink()
    repository.commit("Rename it")
    it = read_history(repository.docs).files["topics/b/ünd \n so on.md"]
    assert [one.kind for one in it.changes] == ["added", "changed", "renamed", "renamed"]
    assert it.changes[2].former == "topics/a/it.md"
    assert (it.added, it.corrected) == ("2026-03-01T00:00:00Z", "2026-03-01T01:00:00Z")


def test_a_new_file_under_a_name_that_another_had_begins_its_own_history(repository):
    repository.write("it.md", entry())
    repository.commit("Add it")
    repository.git("mv", "docs/it.md", "docs/that.md")
    repository.commit("Rename it")
    repository.write("it.md", "Quite another text, in\nlines of its own.\n")
    repository.commit("Add another")
    history = read_history(repository.docs)
    assert [one.subject for one in history.files["it.md"].changes] == ["Add another"]
    assert [one.subject for one in history.files["that.md"].changes] == ["Add it", "Rename it"]


def test_a_file_that_was_deleted_and_came_back_is_one_file(repository):
    repository.write("it.md", entry())
    repository.write("that.md", "Something that stays.\n")
    repository.commit("Add it")
    (repository.docs / "it.md").unlink()
    repository.commit("Delete it")
    repository.write("it.md", entry())
    repository.commit("Bring it back")
    it = read_history(repository.docs).files["it.md"]
    assert [one.kind for one in it.changes] == ["added", "deleted", "added"]
    assert (it.added, it.corrected) == ("2026-03-01T00:00:00Z", "")


@pytest.mark.parametrize("order", [("rename", "edit"), ("edit", "rename")])
def test_an_edit_on_a_branch_that_knew_no_renaming_is_the_renamed_file_s(repository, order):
    repository.write("it.md", entry())
    repository.commit("Add it")
    for branch in order:
        repository.git("checkout", "--quiet", "-b", branch, "main")
        if branch == "edit":
            repository.write("it.md", entry(text=TEXT + "And one more.\n"))
        else:
            repository.git("mv", "docs/it.md", "docs/that.md")
        repository.commit(f"In {branch}")
    repository.git("checkout", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-ff", "--no-edit", order[0])
    repository.git("merge", "--quiet", "--no-edit", order[1])
    that = read_history(repository.docs).files["that.md"]
    assert {one.subject for one in that.changes} == {"Add it", "In rename", "In edit"}
    assert that.corrected


def test_times_are_those_of_utc_wherever_they_were_made_and_are_read(repository, monkeypatch):
    repository.write("it.md", entry())
    repository.commit("Add it", date="2026-03-01T23:30:00-0500")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert read_history(repository.docs).files["it.md"].added == "2026-03-02T04:30:00Z"


def test_neither_the_environment_nor_a_configuration_changes_what_is_read(repository, monkeypatch, tmp_path):
    repository.write("grün.md", entry())
    repository.commit("Add “it”")
    repository.git("mv", "docs/grün.md", "docs/gelb.md")
    repository.commit("Rename it")
    plain = read_history(repository.docs)
    settings = {
        "log": {
            "showSignature": "true",
            "follow": "true",
            "decorate": "full",
            "date": "relative",
            "abbrevCommit": "on",
        },
        "diff": {"renames": "false", "noprefix": "true", "relative": "false", "algorithm": "patience"},
        "core": {"quotePath": "true", "pager": "false"},
        "color": {"ui": "always"},
        "format": {"pretty": "oneline"},
        "i18n": {"logOutputEncoding": "latin1"},
    }
    for section, values in settings.items():
        for key, value in values.items():
            repository.git("config", f"{section}.{key}", value)
    for name, value in {"GIT_DIR": str(tmp_path / "no"), "LC_ALL": "de_DE.UTF-8", "GIT_PAGER": "false"}.items():
        monkeypatch.setenv(name, value)
    assert read_history(repository.docs) == plain
    assert len(plain.changes) == 2


def test_a_subject_holds_no_character_that_hides_or_turns_text(repository):
    repository.write("it.md", entry())
    repository.commit("Add \u202eit\u200b \x07so")
    assert read_history(repository.docs).changes[0].subject == "Add it so"


def test_a_file_that_is_not_committed_has_no_history(repository):
    repository.write("it.md", entry())
    repository.commit("Add it")
    repository.write("new.md", entry())
    (repository.root / "beside.md").write_text("No file of the collection.\n", "utf-8")
    assert set(read_history(repository.docs).files) == {"it.md"}


def test_a_part_of_a_history_gives_no_dates_and_says_so(repository, tmp_path):
    repository.write("it.md", entry())
    repository.commit("Add it")
    repository.write("it.md", entry(text="Another.\n"))
    repository.commit("Change it")
    repository.git("clone", "--quiet", "--depth", "1", repository.root.as_uri(), str(tmp_path / "clone"))
    history = read_history(tmp_path / "clone/docs")
    assert history.files == {}
    assert "shallow" in history.missing


def test_a_folder_in_no_repository_has_no_dates_and_says_so(tmp_path):
    history = read_history(tmp_path)
    assert history == History(missing=history.missing)
    assert "not a git repository" in history.missing


def test_a_folder_that_is_not_there_has_no_dates_and_says_so(tmp_path):
    assert "cannot change to" in read_history(tmp_path / "none").missing


def test_a_time_that_no_calendar_has_is_the_nearest_one_that_it_has(repository):
    repository.write("it.md", entry())
    repository.commit("Add it", date="@999999999999 +0000")
    assert read_history(repository.docs).files["it.md"].added == "9999-12-31T00:00:00Z"


def test_a_repository_without_a_commit_has_no_dates_and_says_so(repository):
    assert "does not have any commits" in read_history(repository.docs).missing


def test_a_machine_without_git_has_no_dates_and_says_so(repository, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert read_history(repository.docs).missing == "git is not installed"
