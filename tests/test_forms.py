"""The code host's forms: what a link fills in is there, and nothing in them leads nowhere."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / ".github/ISSUE_TEMPLATE"
FORMS = {path.name: yaml.safe_load(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.yml"))}
CONFIG = FORMS.pop("config.yml")
HOME = re.search(r"^site_url: (\S+)", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)[1]
KINDS = {"markdown", "input", "textarea", "dropdown", "checkboxes"}
# What links of the site fill in, by the ids of fields.
FILLED = {
    "wrong-answer.yml": {"entry", "address", "version"},
    "unclear-answer.yml": {"entry", "address", "version"},
    "missing-question.yml": {"question", "nearest"},
}


def test_there_is_a_form_for_all_that_readers_find():
    assert sorted(FORMS) == [
        "duplicate-entries.yml",
        "missing-question.yml",
        "new-source.yml",
        "unclear-answer.yml",
        "wrong-answer.yml",
    ]


@pytest.mark.parametrize("name", FORMS)
def test_a_form_has_what_the_code_host_wants(name):
    form = FORMS[name]
    assert {"name", "description", "title", "labels", "body"} == set(form)
    assert {field["type"] for field in form["body"]} <= KINDS
    for field in form["body"]:
        if field["type"] == "markdown":
            assert set(field) == {"type", "attributes"}
            assert field["attributes"]["value"].strip()
        else:
            assert re.fullmatch(r"[a-z]+", field["id"])
            assert field["attributes"]["label"].strip()
        if field["type"] == "dropdown":
            options = field["attributes"]["options"]
            assert len(set(options)) == len(options) > 1
    asked = [field["id"] for field in form["body"] if "id" in field]
    assert len(set(asked)) == len(asked)
    assert any(field.get("validations", {}).get("required") for field in form["body"])


@pytest.mark.parametrize("name", FILLED)
def test_a_form_has_the_fields_that_links_of_the_site_fill_in(name):
    assert FILLED[name] <= {field.get("id") for field in FORMS[name]["body"]}


def test_forms_have_names_and_labels_of_their_own():
    assert len({form["name"] for form in FORMS.values()}) == len(FORMS)
    assert all(form["labels"] and all(isinstance(label, str) for label in form["labels"]) for form in FORMS.values())


def test_there_is_no_empty_form_and_the_search_is_offered_first():
    assert CONFIG["blank_issues_enabled"] is False
    assert CONFIG["contact_links"][0]["url"] == HOME
    assert all({"name", "url", "about"} == set(link) for link in CONFIG["contact_links"])


@pytest.mark.parametrize("name", [path.name for path in sorted(FOLDER.glob("*.yml"))])
def test_addresses_in_forms_lead_to_pages_of_the_site(name):
    text = (FOLDER / name).read_text("utf-8")
    for address in re.findall(r"https?://[^\s>]+", text):
        assert address.startswith(HOME)
        page = address.removeprefix(HOME).strip("/")
        known = not page or (ROOT / f"docs/{page}.md").is_file() or list(ROOT.glob(f"docs/topics/*/{page[10:]}.md"))
        assert known or page == "questions.html", address  # an example of somebody else's page


def test_every_form_that_the_program_and_the_pages_name_is_there():
    files = [*ROOT.glob("build_tools/**/*.py"), *ROOT.glob("overrides/**/*.html"), *ROOT.glob("overrides/**/*.js")]
    named = {name for file in files for name in re.findall(r"[\w-]+\.yml", file.read_text("utf-8"))}
    assert named - {"mkdocs.yml"} <= set(FORMS)


def test_every_part_of_the_repository_has_an_owner():
    lines = [line.split() for line in (ROOT / ".github/CODEOWNERS").read_text("utf-8").splitlines()]
    owned = {line[0]: line[1:] for line in lines if line and not line[0].startswith("#")}
    assert "*" in owned
    assert all(owners and all(owner.startswith("@example/") for owner in owners) for owners in owned.values())
    assert [path for path in owned if path != "*" and not (ROOT / path.strip("/")).exists()] == []
