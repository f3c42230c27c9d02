"""Every message that `check` can tell has an anchor on the page that explains them, and the page holds no other."""

import ast
import tomllib
from pathlib import Path

import pytest

from build_tools.messages import MESSAGES, kind_of, pattern

HERE = Path(__file__).parent
PACKAGE = HERE.parent / "build_tools"
# The modules whose mistakes `check` tells.
TELLING = ("check.py", "revision.py", "references.py", "collection", "content", "policy", "figures/inline.py")


def causes(path: Path) -> set[str]:
    """Return the causes that a module may give, with `x` for what is put in: f-strings of mistakes, wherever built."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            place = {"UserError": 1, "Mistake": 1, "error": 0}.get(name)
            found |= texts(node.args[place]) if place is not None and len(node.args) > place else set()
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in ("cause", "wrong"):
            found |= texts(node.value)
        elif isinstance(node, ast.FunctionDef) and node.name.startswith("wrong_"):
            returns = (one.value for one in ast.walk(node) if isinstance(one, ast.Return))
            found |= {cause for value in returns if value for cause in texts(value) if cause}
        elif isinstance(node, ast.Yield | ast.Return) and isinstance(node.value, ast.Tuple):
            parts = node.value.elts
            found |= texts(parts[len(parts) - 2]) if len(parts) in (2, 3) else set()
    return found


def texts(node: ast.expr) -> set[str]:
    """Return the texts that an expression may be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.JoinedStr):
        return {"".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)}
    if isinstance(node, ast.IfExp):
        return texts(node.body) | texts(node.orelse)
    return set()


ALL = {
    cause
    for name in TELLING
    for path in sorted([PACKAGE / name] if name.endswith(".py") else (PACKAGE / name).rglob("*.py"))
    for cause in causes(path)
}


# What a module returns in pairs that are no causes, and parts of a longer cause that is in the list whole.
NO_CAUSES = {"https://arxiv.org/abs/x", "https://doi.org/x"}
CASES = {
    line.partition("; ")[0].split(": ", 1)[-1]
    for file in ("mistakes.toml", "content.toml")
    for mistake in tomllib.loads((HERE / file).read_text("utf-8")).values()
    for line in mistake["says"]
}


@pytest.mark.parametrize("cause", sorted(ALL - NO_CAUSES))
def test_every_cause_in_the_code_is_explained(cause):
    assert kind_of(cause) is not None, f"`{cause}` stands in no `says` of build_tools/messages.toml"


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.name)
def test_every_explanation_explains_causes_that_the_code_has(message):
    assert [said for said in message.says if not any(pattern(said).fullmatch(cause) for cause in ALL | CASES)] == []


def test_the_more_exact_of_two_explanations_holds():
    assert kind_of("the link `x.md` leads nowhere").name == "link"
    assert kind_of("`tags` is not a list of texts, such as `[one, two]`").name == "wrong-value"
    assert kind_of("`smith2020` lacks year").name == "bibliography"
    assert kind_of("no such command") is None
