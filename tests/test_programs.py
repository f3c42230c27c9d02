"""Every program of an answer runs by itself, and prints what the answer says that it prints."""

from pathlib import Path

import pytest

from build_tools.collection import load, split
from build_tools.content import programs as programs_module
from build_tools.content.programs import ALLOWED, FRAMEWORKS, Program, failure, programs, run_programs
from build_tools.content.text import Text

DOCS = Path(__file__).parent.parent / "docs"


@pytest.fixture(autouse=True)
def time_enough(monkeypatch):
    """Let a program take the time that a busy machine gives it."""
    monkeypatch.setattr(programs_module, "SECONDS", 600)


def texts(docs: Path) -> list[Text]:
    """Return the answers of a collection as the checks see them."""
    found = ((entry, split(entry.path)) for entry in load(docs).entries)
    return [Text(entry.path, entry.title, 1, parts.body, parts.body_line, {}) for entry, parts in found]


PROGRAMS = [(f"{text.path.stem}:{one.line}", one) for text in texts(DOCS) for one in programs(text)]


@pytest.mark.parametrize("program", [p for _, p in PROGRAMS], ids=[place for place, _ in PROGRAMS])
def test_a_program_runs_and_prints_what_the_answer_says(program):
    if program.missing:
        pytest.skip(f"line {program.line} needs {', '.join(program.missing)}: `make frameworks` runs it")
    assert program.modules <= ALLOWED | FRAMEWORKS
    assert failure(program) == ""


STOCK = next(text for text in texts(Path(__file__).parent / "content") if text.path.stem == "stock")


def test_a_program_comes_with_the_output_that_follows_it():
    (program,) = programs(STOCK)
    assert (program.line, program.output) == (26, "2.7\n")
    assert failure(program) == ""


@pytest.mark.parametrize(
    ("code", "output", "cause"),
    [
        ("print(x)", None, "the program fails: NameError: name 'x' is not defined"),
        ("import warnings; warnings.warn('old')", None, "the program fails: UserWarning: old"),
        ("print(2)", "3\n", "the program prints '2', not what the page says"),
    ],
)
def test_a_program_that_does_something_else_is_told(code, output, cause):
    assert failure(Program(1, code, output)) == cause


def test_modules_are_found_wherever_they_are_imported():
    code = "import numpy as np, keras.layers\ndef f():\n    from torch.nn import Linear\n"
    assert Program(1, code, None).modules == {"numpy", "keras", "torch"}


def test_a_program_may_use_numpy_and_nothing_else_that_is_not_a_framework():
    text = Text(Path("soup.md"), "Soup", 1, "```python\nimport pandas\n```\n", 9, {})
    assert [(line, cause) for line, cause, _ in run_programs(text)] == [(10, "the program imports pandas")]
