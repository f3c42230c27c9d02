"""The programs of an answer: whether they parse, and, where asked for, whether they print what the page says."""

import ast
import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from build_tools.content.text import Finding, Text, blocks

SECONDS = 20  # that one program may take
ALLOWED = {*sys.stdlib_module_names, "numpy"}
FRAMEWORKS = {"torch", "tensorflow", "keras"}  # hundreds of megabytes: who has them runs these programs
# One thread: the sums of linear algebra then come in one order, and programs do not wait for one another.
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
# Reads no settings of the user, leaves no byte code behind, and takes a warning for a mistake.
_COMMAND = (sys.executable, "-I", "-B", "-W", "error", "-c")


@dataclass(frozen=True, slots=True)
class Program:
    """One program of an answer."""

    line: int  # 1-based line of the file
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

    @property
    def missing(self) -> list[str]:
        """The frameworks that it needs and that are not installed."""
        return [name for name in sorted(self.modules & FRAMEWORKS) if not importlib.util.find_spec(name)]


def programs(text: Text) -> list[Program]:
    """Return the programs of an answer that parse, each with the block of output behind it."""
    found = blocks(text.body)
    result = []
    for block, following in zip_longest(found, found[1:]):
        if block.language == "python" and not _mistake(block.code):
            output = following.code if following and following.language == "text" else None
            result.append(Program(text.line(block.start), block.code, output))
    return result


def check_programs(text: Text) -> Iterator[Finding]:
    """Yield the blocks marked as Python that are none."""
    for block in blocks(text.body):
        if block.language == "python" and (error := _mistake(block.code)):
            line = text.line(block.start) + (getattr(error, "lineno", 1) or 1) - 1
            cause = f"the Python code does not parse: {getattr(error, 'msg', error)}"
            yield line, cause, "mend it, or mark the block `text`"


def run_programs(text: Text) -> Iterator[Finding]:
    """Run the programs of an answer, and yield those that fail or print something else than the page says.

    Runs what the page holds with the rights of who calls it: only for texts that one trusts. Programs that need a
    framework which is not installed are left out.
    """
    for program in programs(text):
        if strange := program.modules - ALLOWED - FRAMEWORKS:
            yield program.line, f"the program imports {', '.join(sorted(strange))}", "write it with NumPy"
        elif not program.missing and (cause := failure(program)):
            yield program.line, cause, "mend the program or the output behind it"


def failure(program: Program) -> str:
    """Run a program; return what is wrong with what it does, "" where it prints what the page says."""
    try:
        done = subprocess.run(
            [*_COMMAND, program.code],
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
            stdin=subprocess.DEVNULL,
            env=os.environ | _ONE_THREAD,
        )
    except subprocess.TimeoutExpired:
        return f"the program takes more than {SECONDS} seconds"
    if done.returncode:
        return f"the program fails: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else done.returncode}"
    if program.output is not None and done.stdout.rstrip() != program.output.rstrip():
        return f"the program prints {done.stdout.strip()!r}, not what the page says"
    return ""


def _mistake(code: str) -> Exception | None:
    try:
        ast.parse(code)
    except (SyntaxError, ValueError) as error:
        return error
    return None
