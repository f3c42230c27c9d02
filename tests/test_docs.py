"""The documentation is true: every command, option and module stands in it, every link leads somewhere."""

import re
import subprocess
from pathlib import Path

import pytest

from build_tools.collection import schema
from build_tools.markup import links
from scripts.reference import PARTS, renew

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
REPOSITORY_PAGES = sorted(path.name for path in ROOT.glob("*.md"))


@pytest.mark.parametrize("file", PARTS, ids=lambda file: file.name)
def test_what_is_made_from_the_code_is_up_to_date(file):
    heading, make = PARTS[file]
    text = file.read_text("utf-8")
    assert f"\n{heading}\n" in text
    assert text == renew(text, heading, make()), "run `make docs`"


def test_every_module_says_in_one_line_what_it_does():
    lines = (ROOT / "docs/architecture.md").read_text("utf-8").partition("## Modules\n")[2].splitlines()
    assert [line for line in lines if line.strip().endswith(":")] == []


def test_the_page_on_files_names_every_key_of_an_entry():
    text = (ROOT / "docs/files.md").read_text("utf-8")
    assert [key for key in schema.ENTRY if f"| `{key}` |" not in text] == []


def test_the_readme_opens_with_the_two_commands_and_shows_a_picture_of_the_site():
    opening = README.split("\n\n")[1]
    assert re.findall(r"^make \w+", opening, re.MULTILINE) == ["make site", "make test"]
    assert (ROOT / re.search(r"!\[.+\]\((.+\.png)\)", README)[1]).is_file()


@pytest.mark.parametrize("name", REPOSITORY_PAGES)
def test_links_in_the_repository_s_own_pages_lead_to_files(name):
    targets = [link.target for link in links((ROOT / name).read_text("utf-8"))]
    assert [target for target in targets if "://" not in target and not (ROOT / target).exists()] == []


def test_make_help_names_every_target():
    targets = re.findall(r"^([a-z]+):(?!=)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert sorted(re.findall(r"^make (\w+)", said, re.MULTILINE)) == sorted(targets)


@pytest.mark.parametrize("lock", ["site.txt", "test.txt"])
def test_every_pinned_dependency_has_hashes_and_no_lock_names_an_index(lock):
    text = (ROOT / "requirements" / lock).read_text("utf-8")
    pinned = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(pinned) > 20
    assert [one.split()[0] for one in pinned if "==" not in one or "--hash=sha256:" not in one] == []
    assert "://" not in text


def test_the_lock_of_the_tests_pins_what_the_lock_of_the_site_pins():
    site, test = ((ROOT / "requirements" / name).read_text("utf-8") for name in ("site.txt", "test.txt"))
    pins = re.compile(r"^[a-z0-9-]+==\S+", re.MULTILINE)
    assert set(pins.findall(site)) <= set(pins.findall(test))
