"""Every program of an answer runs by itself, and prints what the answer says that it prints."""

import ast
import importlib.util
import os
import subprocess
import sys
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import pytest

from build_tools.collection import load
from build_tools.content.text import blocks
from build_tools.model import Entry

DOCS = Path(__file__).parent.parent / "docs"
SECONDS = 20  # that one program may take
ALLOWED = {*sys.stdlib_module_names, "numpy"}
FRAMEWORKS = {"torch", "tensorflow", "keras"}  # hundreds of megabytes: who has them runs these programs
# One thread: the sums of linear algebra then come in one order, and programs do not wait for one another.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
# Reads no settings of the user, leaves no byte code behind, and takes a warning for a mistake.
COMMAND = (sys.executable, "-I", "-B", "-W", "error", "-c")


@dataclass(frozen=True)
class Program:
    """One program of an answer."""

    place: str  # file:line
    code: str
    output: str | None  # what the next block says that it prints, None where none does

    @property
    def modules(self) -> set[str]:
        """The first names of all modules that it imports."""
        found = set()
        for node in ast.walk(ast.parse(self.code)):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                found.add((node.module or "").partition(".")[0])
        return found


def programs(entry: Entry) -> list[Program]:
    """Return the programs of an answer, each with the block of output behind it."""
    found = blocks(entry.body)
    result = []
    for block, following in zip_longest(found, found[1:]):
        if block.language == "python":
            line = entry.body_line + entry.body.count("\n", 0, block.start)
            output = following.code if following and following.language == "text" else None
            result.append(Program(f"{entry.path.relative_to(entry.path.parents[1])}:{line}", block.code, output))
    return result


def run(program: Program) -> str:
    """Return what a program prints; fail where it does not run."""
    done = subprocess.run(
        [*COMMAND, program.code],
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
        stdin=subprocess.DEVNULL,
        env=os.environ | ONE_THREAD,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


PROGRAMS = [program for entry in load(DOCS).entries for program in programs(entry)]


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.place)
def test_a_program_runs_and_prints_what_the_answer_says(program):
    missing = [name for name in sorted(program.modules & FRAMEWORKS) if not importlib.util.find_spec(name)]
    if missing:
        pytest.skip(f"{program.place} needs {', '.join(missing)}: install it here to run the program")
    assert program.modules <= ALLOWED | FRAMEWORKS
    printed = run(program)
    if program.output is not None:
        assert printed.rstrip() == program.output.rstrip()


ENTRY = next(entry for entry in load(Path(__file__).parent / "content").entries if entry.id == "stock")


def test_a_program_comes_with_the_output_that_follows_it():
    (program,) = programs(ENTRY)
    assert (program.place, program.output) == ("kitchen/stock.md:26", "2.7\n")
    assert run(program) == "2.7\n"


@pytest.mark.parametrize("code", ["print(x)", "import os; os.getcwd(", "import warnings; warnings.warn('old')"])
def test_a_program_that_does_not_run_fails(code):
    with pytest.raises(AssertionError):
        run(Program("here:1", code, None))


def test_modules_are_found_wherever_they_are_imported():
    code = "import numpy as np, keras.layers\ndef f():\n    from torch.nn import Linear\n"
    assert Program("here:1", code, None).modules == {"numpy", "keras", "torch"}
