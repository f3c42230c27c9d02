"""Every mistake in a collection is told with its file, line, cause and remedy."""

import tomllib
from pathlib import Path

import pytest

from build_tools.check import check
from build_tools.errors import UserError

MISTAKES = tomllib.loads(Path(__file__).with_name("mistakes.toml").read_text("utf-8"))


def test_a_sound_collection_has_no_mistake(docs):
    assert check(docs) == []


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_by_file_line_cause_and_remedy(docs, name):
    for path, text in MISTAKES[name]["files"].items():
        (docs / path).parent.mkdir(exist_ok=True)
        (docs / path).write_text(text.removeprefix("\n"), "utf-8")
    said = [str(error) for error in check(docs)]
    expected = [f"{docs}/{line}".replace("{docs}", str(docs)) for line in MISTAKES[name]["says"]]
    if len(said) == len(expected):
        assert [line[: len(start)] for line, start in zip(said, expected, strict=True)] == expected
    else:  # a mistake in one file may make others: an entry that cannot be read is one that links lead to
        assert [start for start in expected if not any(line.startswith(start) for line in said)] == [], said
    assert all("; " in line and "\n" not in line for line in said)


def test_a_symbolic_link_is_refused_because_a_build_would_publish_what_it_leads_to(docs):
    (docs / "secret.md").symlink_to("/etc/hostname")
    assert [str(error) for error in check(docs)] == [f"{docs}/secret.md: is a symbolic link; put the file itself there"]


def test_a_file_that_is_not_utf8_is_told_with_the_line(docs):
    (docs / "topics/cooking/salt.md").write_bytes(b"---\ntitle: Salt\n---\nfleur de sel \xe0 la carte\n")
    assert f"{docs}/topics/cooking/salt.md:4: is not UTF-8 text; save it as UTF-8" in map(str, check(docs))


def test_a_folder_that_is_not_there_is_a_mistake(tmp_path):
    with pytest.raises(UserError, match="no such folder"):
        check(tmp_path / "nowhere")


def test_a_folder_that_has_never_been_used_is_none(tmp_path):
    assert check(tmp_path) == []


def test_the_repository_s_own_collection_has_no_mistake():
    assert check(Path(__file__).parent.parent / "docs") == []
