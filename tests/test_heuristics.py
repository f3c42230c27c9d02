"""Each rule of reading has a page that needs it and a page that it must not touch."""

import tomllib
from pathlib import Path

import pytest

from build_tools.extraction import extract
from build_tools.model import Document, Line
from build_tools.text import words

CASES = tomllib.loads(Path(__file__).with_name("heuristics.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rule"])
def test_a_rule_of_reading(case):
    lines = tuple(Line(n, text) for n, text in enumerate(case["page"].strip().split("\n"), 1))
    found = extract(Document("page.md", "", lines)).questions
    assert [q.question for q in found] == case["questions"]
    for question, end in zip(found, case.get("answers", []), strict=False):
        assert words(question.answer)[-len(words(end)) :] == words(end)
