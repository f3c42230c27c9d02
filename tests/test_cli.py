"""The command line: help for everything, one line for a user's mistake, no traceback."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from build_tools.cli import main
from tests.conftest import FIXTURE

COMMANDS = [main.get_command(click.Context(main), name) for name in main.list_commands(click.Context(main))]


def run(*given: object) -> tuple[int, str, str]:
    """Return status, output and error output of a command, as a shell would see them."""
    command = [sys.executable, "-m", "build_tools", *map(str, given)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout, done.stderr


def test_the_commands_are_those_that_the_design_names():
    assert [command.name for command in COMMANDS] == [
        "build",
        "check",
        "export",
        "extract",
        "ingest",
        "match",
        "merge",
        "review",
        "serve",
    ]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_and_option_has_help_that_says_what_it_does_to_files(command):
    assert re.search(r"folder|file|collection", command.help)
    for parameter in command.params:
        assert parameter.help, parameter.name
    asked = CliRunner().invoke(main, [command.name, "--help"])
    assert asked.exit_code == 0
    assert all(option in asked.output for parameter in command.params for option in parameter.opts if option[0] == "-")


def test_help_for_all_comes_without_an_argument_too():
    assert "Commands:" in CliRunner().invoke(main, ["--help"]).output


@pytest.mark.parametrize("given", [["build", "--colour"], ["ingest"], ["nonsense"], ["extract"], ["export"]])
def test_wrong_usage_ends_with_status_2(given):
    status, _, said = run(*given)
    assert status == 2
    assert "Error: " in said
    assert "Traceback" not in said


@pytest.mark.parametrize("command", ["build", "check", "serve", "export"])
def test_a_mistake_of_the_user_is_one_line_and_status_1(command, tmp_path):
    target = [tmp_path / "pages"] if command == "export" else []
    status, output, said = run(command, *target, "--docs", tmp_path / "nowhere")
    assert (status, output) == (1, "")
    assert said.splitlines() == [
        f"{tmp_path}/nowhere: no such folder; name the folder of a collection, or start one with `ingest`"
    ]


def test_check_tells_every_mistake_in_a_line_of_its_own(docs):
    (docs / "topics/cooking/salt.md").write_text("---\ntitle: Salt\nlevel: hard\ncolour: red\n---\n", "utf-8")
    status, output, said = run("check", "--docs", docs)
    assert (status, output) == (1, "")
    assert [line.partition(": ")[0] for line in said.splitlines()] == [
        f"{docs}/topics/cooking/salt.md:3",
        f"{docs}/topics/cooking/salt.md:4",
    ]


def test_check_says_when_nothing_is_wrong():
    assert run("check", "--docs", FIXTURE) == (0, f"{FIXTURE}: nothing wrong\n", "")


def test_match_says_whether_a_question_is_there_already():
    there = run("match", "--against", FIXTURE, "Why does bread rise?")[1].splitlines()
    assert there[:2] == ["Why does bread rise?", "There already: bread-rises"]
    assert run("match", "--against", FIXTURE, "How do planes fly?")[1].splitlines()[1].startswith("Not there")


def test_build_and_export_say_what_they_made_and_show_no_progress_bar_in_a_pipe(tmp_path):
    assert run("build", "--docs", FIXTURE, "--site", tmp_path / "site") == (0, f"19 pages in {tmp_path}/site\n", "")
    assert run("export", tmp_path / "pages", "--docs", FIXTURE) == (0, f"19 pages in {tmp_path}/pages\n", "")


def test_build_shows_a_progress_bar_on_a_terminal(tmp_path):
    pty = pytest.importorskip("pty", reason="no terminals on this system")
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "build_tools", "build", "--docs", str(FIXTURE), "--site", str(tmp_path / "site")]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=follower, check=True)
    os.close(follower)
    shown = os.read(leader, 100_000).decode()
    assert "Building" in shown
    assert "100%" in shown


def test_serving_on_a_taken_port_is_told_before_anything_is_built(tmp_path):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        status, output, said = run("serve", "--docs", FIXTURE, "--address", address)
    assert (status, output) == (1, "")
    assert said.startswith(f"{address}: cannot be served at: ")


@pytest.mark.parametrize("address", ["nowhere", "127.0.0.1:web", "127.0.0.1:99999999"])
def test_an_address_that_is_none_is_told(address):
    status, _, said = run("serve", "--docs", FIXTURE, "--address", address)
    assert status == 1
    assert len(said.splitlines()) == 1


def bad_file(name: str, folder: Path) -> Path:
    """Return a file that cannot be read as a page."""
    path = folder / f"{name}.txt"
    contents = {
        "empty": b"",
        "blank": b" \n\n\t\n",
        "binary": bytes(range(256)) * 40,
        "undecodable": b"1. What is \xff\xfe\x00\x81\x8d salt?\n" * 9,
        "enormous": b"1. What is salt?\nA crystal.\n" * 80_000,
        "unreadable": b"1. What is salt?\n",
    }
    if name != "missing":
        path.write_bytes(contents[name])
    if name == "unreadable":
        path.chmod(0)
    return path


@pytest.mark.parametrize("name", ["missing", "empty", "binary", "enormous", "unreadable"])
@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_a_page_that_cannot_be_read_is_told_in_one_line_and_the_other_pages_are_done(tmp_path, command, name):
    pytest.importorskip(f"build_tools.commands.{command}")
    if name == "unreadable" and os.geteuid() == 0:
        pytest.skip("the superuser reads everything")
    good = tmp_path / "good.txt"
    good.write_text("1. What is salt?\n\nA crystal.\n\n2. What is pepper?\n\nA berry.\n", "utf-8")
    bad = bad_file(name, tmp_path)
    target = ["--docs", tmp_path / "docs"] if command == "ingest" else []
    status, output, said = run(command, bad, good, "--limit", "1", *target)
    assert status == 1
    assert "Traceback" not in said
    assert [line for line in said.splitlines() if line.startswith(f"{bad}: ") and "; " in line], said
    if command == "extract":
        assert "What is pepper?" in output
    else:
        assert any("pepper" in path.name for path in (tmp_path / "docs/topics").rglob("*.md"))


def test_data_is_refused_since_its_strings_would_pass_for_questions(tmp_path):
    data = tmp_path / "questions.json"
    names = ("salt", "pepper", "sugar", "thyme", "cumin", "clove")
    data.write_text(json.dumps({"page": [f"What is {name}?" for name in names]}, indent=1), "utf-8")
    status, output, said = run("extract", data)
    assert (status, output) == (1, "")
    assert said == f"{data}: the file is data (JSON), no page; give the page as text, Markdown or HTML\n"


def test_a_page_that_opens_with_a_bracket_is_no_data(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("[1]\n\n1. What is salt?\n\nA crystal.\n\n2. What is pepper?\n\nA berry.\n", "utf-8")
    status, output, _ = run("extract", page)
    assert status == 0
    assert "What is pepper?" in output


def test_a_folder_without_an_encoder_is_told_before_anything_is_written(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(
        "Interview questions\n\nQ1. What is a tensor?\nAnswer: An array.\n\nQ2. What is a rank?\nAnswer: A count.\n"
    )
    status, _, said = run("ingest", page, "--docs", tmp_path / "docs", "--encoder", tmp_path)
    assert (status, said) == (1, f"{tmp_path}: no vocab.txt; name the folder of a downloaded sentence encoder\n")
    assert not (tmp_path / "docs").exists()
