"""What `review` tells of a change."""

import json

from click.testing import CliRunner

from build_tools.cli import main
from scripts.comment import comment
from tests.test_corrections import BOILING, SALT, change


def review(git) -> dict:
    done = CliRunner().invoke(main, ["review", "--docs", str(git.folder / "docs"), "--against", "HEAD", "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


def test_a_change_is_told_by_its_files_and_their_pages(git):
    change(git, SALT, "when it boils", "when it boils hard")
    said = review(git)
    assert said["changed"] == [[SALT, "questions/salt/", "When do you salt pasta water?"]]
    assert said["moved"] == said["messages"] == said["near"] == []


def test_a_moved_address_is_told_and_one_that_is_lost_is_a_mistake(git):
    folder = git.folder / "docs/topics/cooking"
    text = (folder / "salt.md").read_text("utf-8")
    (folder / "salt.md").rename(folder / "salted.md")
    (folder / "salted.md").write_text(text.replace("---\n", "---\nformer_ids: [salt]\n", 1), "utf-8")
    assert review(git)["moved"] == [["salt", "salted"]]
    (folder / "salted.md").write_text(text, "utf-8")
    assert any("messages.md#id-lost" in line for (line,) in review(git)["messages"])


def test_a_new_question_that_may_be_there_already_is_told_with_the_other(git):
    new = git.folder / "docs/topics/cooking/new.md"
    new.write_text("---\ntitle: Why does water boil at a low temperature on a mountain?\n---\n", "utf-8")
    (near,) = review(git)["near"]
    assert near[:2] == [
        "Why does water boil at a low temperature on a mountain?",
        "Why does water boil at a lower temperature on a mountain?",
    ]


def test_a_mistake_in_what_changed_is_told_and_the_comment_can_be_written(git):
    change(git, BOILING, "level: intermediate", "level: `@everyone`")
    said = review(git)
    assert len(said["messages"]) == 1
    assert "### What check says" in comment(said)


def test_no_change_is_none(git):
    assert not any(review(git).values())
    done = CliRunner().invoke(main, ["review", "--docs", str(git.folder / "docs"), "--against", "HEAD"])
    assert done.output == "nothing of the collection changes\n"
