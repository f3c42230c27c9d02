"""The same pages as plain files: complete, linked, and replaced only where an earlier export wrote them."""

import re

import pytest

from build_tools.errors import UserError
from build_tools.export import MARK, export
from build_tools.markup import links
from build_tools.pages.links import is_relative, resolve
from tests.conftest import FIXTURE
from tests.test_build import digests


@pytest.fixture(scope="module")
def target(tmp_path_factory):
    target = tmp_path_factory.mktemp("export") / "pages"
    export(FIXTURE, target)
    return target


def test_every_link_leads_to_an_exported_file(target):
    for path in target.rglob("*.md"):
        here = path.relative_to(target).as_posix()
        for link in links(path.read_text("utf-8")):
            if is_relative(link.target):
                assert (target / resolve(link.target, here)).is_file(), (here, link.target)


def test_the_summary_names_every_page_once(target):
    named = [link.target for link in links((target / MARK).read_text("utf-8"))]
    moved = {"questions/water-boils.md", "questions/mountain-water.md", MARK}
    assert sorted(named) == sorted({path.relative_to(target).as_posix() for path in target.rglob("*.md")} - moved)


def test_questions_lead_to_the_previous_and_the_next(target):
    text = (target / "questions/boiling-point.md").read_text("utf-8")
    assert re.search(r"^Previous: \[When do you salt.*\]\(salt\.md\) · Next: \[What makes bread", text, re.MULTILINE)


def test_pages_say_their_title_and_former_addresses_lead_on(target):
    assert (target / "questions/salt.md").read_text("utf-8").startswith('---\ntitle: "When do you salt pasta water?"\n')
    assert "](boiling-point.md)" in (target / "questions/water-boils.md").read_text("utf-8")
    assert (target / "pictures/pan.svg").is_file()


def test_exporting_twice_is_exporting_once(target):
    before = digests(target)
    export(FIXTURE, target)
    assert digests(target) == before


def test_a_folder_that_no_export_made_is_left_alone(tmp_path):
    (tmp_path / "notes.md").write_text("mine", "utf-8")
    with pytest.raises(UserError, match="holds something else already"):
        export(FIXTURE, tmp_path)


def test_a_collection_with_a_mistake_is_not_exported(docs, tmp_path):
    (docs / "guide.md").write_text("no title", "utf-8")
    with pytest.raises(ExceptionGroup):
        export(docs, tmp_path / "pages")
    assert not (tmp_path / "pages").exists()
