"""While a site is served, an edited answer shows on its page at once; whatever else changes builds the whole site."""

import shutil

import pytest
from mkdocs.exceptions import PluginError

from build_tools.serve import _Builder
from tests.conftest import FIXTURE

SALT = "topics/cooking/salt.md"


@pytest.fixture
def served(tmp_path):
    """Return the collection's folder, the site's folder, the builder of a served site, and what it has said."""
    shutil.copytree(FIXTURE, tmp_path / "docs")
    said = []
    builder = _Builder(tmp_path / "docs", tmp_path / "site", "http://127.0.0.1:8000", said.append)
    builder.whole()
    return tmp_path / "docs", tmp_path / "site", builder, said


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def written(site):
    return {path: path.stat().st_mtime_ns for path in site.rglob("*.html")}


def test_an_edited_answer_shows_on_its_page_alone_and_looks_as_in_a_whole_build(served):
    docs, site, builder, said = served
    before, page = written(site), site / "questions/salt/index.html"
    with (docs / SALT).open("a", encoding="utf-8") as file:
        file.write("\n\nSalt also $x^2$ keeps.\n")
    builder.again()
    assert [path for path, time in written(site).items() if before[path] != time] == [page]
    assert len(said) == 1
    assert said[0].startswith("Made questions/salt/ anew")
    shown = page.read_text("utf-8")
    assert "keeps." in shown
    assert "<math" in shown
    builder.whole()
    assert page.read_text("utf-8") == shown


def test_what_is_saved_while_the_site_is_built_is_not_missed(served):
    docs, site, builder, _ = served
    assert not builder.missed()
    edit(docs / SALT, "\n---\n", "\n---\nSooner. ")
    assert builder.missed()
    builder.again()
    assert not builder.missed()
    assert "Sooner." in (site / "questions/salt/index.html").read_text("utf-8")


def test_a_build_lets_go_of_the_pages_that_it_has_written(served):
    *_, builder, _ = served
    for file in builder.built.files.documentation_pages():
        assert (file.page.content, file.page.markdown, file.content_string) == ("", "", "")


def test_a_changed_title_shows_on_its_page_first_and_then_in_the_whole_site(served):
    docs, site, builder, said = served
    before, page = written(site), site / "questions/salt/index.html"
    title = (docs / SALT).read_text("utf-8").partition("title: ")[2].partition("\n")[0]
    edit(docs / SALT, f"title: {title}", "title: Does salt rust?")
    assert builder.again(), "there is more to do"
    assert [path for path, time in written(site).items() if before[path] != time] == [page]
    assert "<title>Does salt rust?" in page.read_text("utf-8")
    assert said == ["Made questions/salt/ anew; the whole site follows"]
    assert not builder.again(), "all is done"
    assert "Does salt rust?" in (site / "topics/cooking/index.html").read_text("utf-8")


def test_an_answer_edited_before_the_whole_site_has_followed_does_not_hold_it_up(served):
    docs, site, builder, _ = served
    title = (docs / SALT).read_text("utf-8").partition("title: ")[2].partition("\n")[0]
    edit(docs / SALT, f"title: {title}", "title: Does salt rust?")
    assert builder.again()
    edit(docs / SALT, "\n---\n", "\n---\nNo. ")
    assert builder.again(), "the whole site has not followed yet"
    assert not builder.again()
    assert "Does salt rust?" in (site / "topics/cooking/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tags: [salt]", "tags: [salt, sea]"),
        ("source: kitchen-talk", "source: street-talk"),
        ("level: basic", "level: basic\nreferences: [doe2020]"),
    ],
)
def test_an_entry_that_names_what_the_site_does_not_know_waits_for_the_whole_build(served, old, new):
    docs, site, builder, said = served
    edit(docs / SALT, old, new)
    if "tags" in new:
        assert not builder.again()
        assert (site / "tags/sea/index.html").is_file()
    else:
        with pytest.raises(SystemExit):
            builder.again()
        assert "unknown" in said[0]
    assert not any(one.startswith("Made") for one in said)


def test_a_mistake_in_front_matter_is_told_with_its_line_and_leaves_the_page(served):
    docs, site, builder, said = served
    before = written(site)
    edit(docs / SALT, "level: basic", "level: easy")
    with pytest.raises(SystemExit):
        builder.again()
    assert "salt.md:3: `level` is not basic, intermediate or advanced" in said[0]
    assert written(site) == before


def test_a_new_file_builds_the_whole_site(served):
    docs, site, builder, _ = served
    (docs / "topics/cooking/pepper.md").write_text("---\ntitle: Is pepper hot?\n---\nIt is.\n", "utf-8")
    builder.again()
    assert (site / "questions/pepper/index.html").is_file()


def test_a_mistake_in_an_edited_answer_is_told_with_its_line_and_leaves_the_page(served):
    docs, site, builder, said = served
    before = written(site)
    lines = (docs / SALT).read_text("utf-8").count("\n")
    with (docs / SALT).open("a", encoding="utf-8") as file:
        file.write("\n\nSalt is $\\frac{1$.\n")
    with pytest.raises(SystemExit):
        builder.again()
    assert any(f"salt.md:{lines + 3}: a formula does not parse" in one for one in said)
    assert written(site) == before


def test_what_the_build_refuses_in_an_edited_answer_is_told_and_the_page_stays(served, monkeypatch):
    docs, site, builder, said = served
    before = written(site)

    def refuse(content, **more):
        raise PluginError("salt.md: the page holds the element `<blink>`, which no text may; take it out")

    monkeypatch.setattr(builder.built.config.plugins, "on_page_content", refuse)
    edit(docs / SALT, "\n---\n", "\n---\nMore. ")
    with pytest.raises(SystemExit):
        builder.again()
    assert "holds the element `<blink>`" in said[0]
    assert written(site) == before
