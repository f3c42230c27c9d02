"""The site that MkDocs builds: whole or not at all, the same twice, with mathematics drawn and hostile text inert."""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest

from build_tools.build import ROOT, build
from build_tools.errors import UserError
from build_tools.mathematics import FormulaError, render_formulas, to_mathml
from tests.conftest import FIXTURE


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = tmp_path_factory.mktemp("build") / "site"
    build(FIXTURE, site)
    return site


def page(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text("utf-8")


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_two_builds_are_equal_byte_for_byte_on_any_day_in_any_zone(site, tmp_path):
    program = "import sys, pathlib; from build_tools.build import build; build(*map(pathlib.Path, sys.argv[1:]))"
    given = {**os.environ, "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    given.pop("SOURCE_DATE_EPOCH", None)  # the first build has set it for its own process
    subprocess.run([sys.executable, "-c", program, str(FIXTURE), str(tmp_path / "site")], env=given, check=True)
    assert digests(tmp_path / "site") == digests(site)
    written = int.from_bytes((site / "sitemap.xml.gz").read_bytes()[4:8], "little")  # the date in gzip's header
    assert written < 10**9, "a date of today"


def test_every_kind_of_page_is_built_at_its_address(site):
    for address in ("", "guide", "topics", "topics/cooking", "questions/salt", "sources", "sources/kitchen-talk"):
        assert "<h1" in page(site, address)
    assert '<a rel="next" href="' in page(site, "questions/salt")


def test_every_page_begins_with_a_policy_that_allows_no_script_in_the_page(site):
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        head = text.partition("<head>\n")[2].partition("\n")[0]
        assert head.startswith('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '), path
        assert "unsafe" not in head
        assert list(refused(text)) == [], path


def refused(text: str) -> Iterator[str]:
    """Yield the names of elements that the policy would not let do what they want."""
    for element in lxml.html.document_fromstring(text).iter("*"):
        runs = element.tag == "script" and element.get("type") != "application/ld+json"  # which is data to a browser
        if (runs and not element.get("src")) or element.tag == "style":
            yield element.tag
        if any(name == "style" or name.startswith("on") for name in element.attrib):
            yield element.tag


def test_a_former_address_leads_to_the_entry_without_a_script(site):
    text = page(site, "questions/water-boils")
    assert '<meta http-equiv="refresh" content="0; url=../boiling-point/">' in text
    assert '<link rel="canonical" href="../boiling-point/">' in text
    assert '<a href="../boiling-point/">' in text
    assert "<script" not in text


def test_mathematics_is_drawn_without_a_script_and_keeps_its_tex(site):
    text = page(site, "questions/boiling-point")
    assert '<div class="math"><math display="block">' in text
    assert '<annotation encoding="application/x-tex">p(T)</annotation>' in text
    assert "arithmatex" not in text
    assert "$not a formula$" in text
    assert "<math" in page(site, "topics/cooking")  # in the short answer


def test_a_first_line_with_a_colon_is_not_taken_for_metadata(site):
    assert "Question: does a first line such as this one stay?" in page(site, "guide")
    assert "Question: when it boils" in page(site, "questions/salt")


def test_html_in_texts_and_titles_is_shown_as_text(site):
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search(
            r"<(img src=x|script>alert|b>|i>)|(href|src)=.?javascript:(?!void\(0\))|<div onclick", text
        ), path
    assert "Raw &lt;script&gt;alert(1)&lt;/script&gt;" in page(site, "questions/salt")
    assert "&lt;div onclick=" in page(site, "questions/salt")
    assert "<strong>salt</strong>" in page(site, "questions/salt")
    assert "&lt;!-- A remark that stays visible. --&gt;" in page(site, "questions/salt")
    assert "<title>Does &lt;img src=x onerror=alert(1)&gt; &amp; *yeast*" in page(site, "questions/oven-spring")
    assert "&lt;i&gt;yeast&lt;/i&gt;'s work, $5 | 6?”" in page(site, "questions/oven-spring")


def test_no_page_asks_another_host_for_anything(site):
    asked = re.compile(
        r"<(?:script|img|iframe|source|video|audio|embed)\b[^>]*\bsrc=[\"']?(?:https?:)?//|<link\b[^>]*>"
    )
    for path in site.rglob("*.html"):
        for tag in asked.findall(path.read_text("utf-8")):
            assert tag.startswith("<link"), (path, tag)
            assert "//" not in tag or "canonical" in tag, (path, tag)


def test_a_build_with_a_mistake_says_where_and_leaves_the_former_site(docs, tmp_path):
    site = tmp_path / "site"
    build(docs, site)
    before = digests(site)
    (docs / "topics/cooking/salt.md").write_text("---\ntitle: Salt\n---\nSee [pepper](pepper.md): $\\pfft$.\n", "utf-8")
    with pytest.raises(ExceptionGroup) as caught:
        build(docs, site)
    said = [str(error) for error in caught.value.exceptions]
    assert [line.partition(": ")[0] for line in said] == [f"{docs}/topics/cooking/salt.md:4"] * 2
    assert digests(site) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docs", "site"]


def test_a_dead_anchor_stops_the_build(docs, tmp_path):
    (docs / "guide.md").write_text("# Guide\n\n[there](topics/cooking/salt.md#nowhere)\n", "utf-8")
    with pytest.raises(ExceptionGroup) as caught:
        build(docs, tmp_path / "site")
    assert "'questions/salt.md' does not contain an anchor '#nowhere'" in str(caught.value.exceptions[0])
    assert not (tmp_path / "site").exists()


def test_a_folder_that_holds_something_else_is_not_replaced(docs, tmp_path):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis/chapter.txt").write_text("years of work", "utf-8")
    with pytest.raises(UserError, match="holds something else already"):
        build(docs, tmp_path / "thesis")
    (tmp_path / "site").symlink_to(tmp_path / "thesis")
    with pytest.raises(UserError, match="is a symbolic link"):
        build(docs, tmp_path / "site")
    with pytest.raises(UserError, match="stands in the way"):
        build(docs, docs / "site")
    assert (tmp_path / "thesis/chapter.txt").read_text("utf-8") == "years of work"


def test_a_folder_that_has_never_been_used_builds_to_a_page_that_says_so(tmp_path):
    (tmp_path / "docs").mkdir()
    build(tmp_path / "docs", tmp_path / "site")
    assert "There is no question here yet." in page(tmp_path / "site", "")


def test_the_plain_mkdocs_command_builds_the_same_pages_in_strict_mode(tmp_path):
    site = tmp_path / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    site_map = (site / "sitemap.xml").read_text("utf-8")
    assert "/questions/dropout/</loc>" in site_map
    assert "lastmod" not in site_map
    build(ROOT / "docs", tmp_path / "other")
    assert digests(site) == digests(tmp_path / "other")


def test_a_formula_that_is_no_tex_is_an_error_with_its_text():
    with pytest.raises(FormulaError, match=r"Unknown command .* in `\\pfft x`"):
        to_mathml("\\pfft\nx", display=False)


def test_only_what_the_extension_marked_is_drawn():
    assert render_formulas("<code>\\(x\\)</code>") == "<code>\\(x\\)</code>"
    drawn = render_formulas('<span class="arithmatex">\\(x&lt;1\\)</span>')
    assert "<mo>&lt;</mo>" in drawn
