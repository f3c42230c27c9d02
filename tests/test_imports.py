"""Imports point one way: the values, the steps, what joins them, the command line."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "build_tools"
# Each step stands alone: it may take the values and shared leaves, and no other step.
STEPS = ("reading", "extracting", "cleaning", "matching", "topics", "collection")
LEAVES = {"errors", "model", "text", "mathematics", "markup", "policy", "references"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Return the modules and packages directly below `build_tools` that a file imports at its top or inside."""
    tree = ast.parse(path.read_text("utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} if node.module != "build_tools" else {f"build_tools.{a.name}" for a in node.names}
    return {name.split(".")[1] for name in names if name.startswith("build_tools.")}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_imports_no_other_step(step):
    files = [p for p in MODULES if p.relative_to(PACKAGE).parts[0] in (step, f"{step}.py")]
    assert files
    assert {p.name: wrong for p in files if (wrong := imported(p) - LEAVES - {step})} == {}


def test_only_the_command_line_knows_the_commands():
    importers = {p.relative_to(PACKAGE).parts[0] for p in MODULES if "commands" in imported(p)}
    assert importers <= {"cli.py", "commands"}


def test_only_a_few_files_know_mkdocs():
    known = {"mkdocs_hook.py", "mkdocs_files.py", "mkdocs_settings.py", "build.py", "serve.py", "revising.py"}
    users = {p.name for p in MODULES if "mkdocs" in {n.split(".")[0] for n in _top_level(p)}}
    assert users <= known


def _top_level(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
