"""Another generator builds what `export` writes: the same addresses and anchors, whole links, drawn mathematics."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from lxml import html

from build_tools.build import ROOT
from build_tools.collection import load, load_articles
from build_tools.data.places import folder
from build_tools.errors import UserError
from build_tools.export import MARK, export
from build_tools.history import read_history
from build_tools.markup import formulas
from build_tools.pages import make_site
from build_tools.policy import render
from build_tools.portable import portable
from tests.conftest import FIXTURE

HERE = "https://here.example.com/"  # stands for the folder of the built site


@pytest.fixture(scope="module", params=[FIXTURE, ROOT / "docs"], ids=["small", "repository"])
def built(request, tmp_path_factory):
    """Return the pages of a collection, and the folder of the site that Zensical makes of its export."""
    if not importlib.util.find_spec("zensical"):
        pytest.skip("Zensical is not installed (`pip install zensical==0.0.73`)")
    out = tmp_path_factory.mktemp("zensical")
    export(request.param, out / "docs")
    settings = re.search(r"```toml\n(.*?)```", (ROOT / "docs/data.md").read_text("utf-8"), re.DOTALL)
    (out / "zensical.toml").write_text(settings[1], "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "zensical", "build"], cwd=out, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    docs = request.param
    return make_site(load(docs), load_articles(docs), history=read_history(docs)), out / "site"


def article(folder_: Path, address: str) -> html.HtmlElement:
    page = html.parse(str(folder_ / address / "index.html")).getroot()
    return page.find(".//article")


def test_every_page_has_the_address_that_it_has_here_and_so_has_every_former_one(built):
    site, made = built
    addresses = {path.parent.relative_to(made).as_posix() for path in made.rglob("index.html")}
    paths = [page.path for page in site.pages] + [moved.path for moved in site.moved]
    assert addresses == {folder(path).rstrip("/") or "." for path in (*paths, MARK)}


def test_every_link_and_picture_leads_to_a_file_and_every_anchor_to_a_place_in_it(built):
    site, made = built
    found = 0
    paths = [page.path for page in site.pages] + [moved.path for moved in site.moved]
    articles = {urljoin(HERE, folder(path)): article(made, folder(path)) for path in paths}
    anchors = {address: set(shown.xpath(".//@id")) for address, shown in articles.items()}
    for here, shown in articles.items():
        for target in shown.xpath(".//@href | .//@src"):
            address, _, anchor = urljoin(here, target).partition("#")
            if address.startswith(HERE):
                found += 1
                file = made / unquote(address.removeprefix(HERE))
                assert (file / "index.html" if address.endswith("/") else file).is_file(), (here, target)
                assert not anchor or unquote(anchor) in anchors[address], (here, target)
    assert found > 50


def test_every_heading_keeps_its_anchor(built):
    site, made = built
    for page in site.pages:
        own = set(re.findall(r'<h[1-6] id="([^"]+)"', render(page.markdown)))
        there = set(article(made, folder(page.path)).xpath(".//@id"))
        assert own <= there, page.path


def test_every_formula_is_mathml_and_no_tex_is_left_in_the_text(built):
    site, made = built
    drawn = 0
    for page in site.pages:
        shown = article(made, folder(page.path))
        wanted = list(formulas(page.markdown))
        found = shown.xpath(".//math[semantics]")
        assert len(found) == len(wanted), page.path
        tex = [" ".join(one.text_content().split()) for one in shown.xpath(".//annotation")]
        assert tex == [" ".join(one.tex.split()) for one in wanted], page.path
        assert all("".join(one.itertext("mi", "mn", "mo", "mtext")).strip() for one in found), page.path
        drawn += len(found)
        for hidden in shown.xpath(".//math | .//code | .//pre"):
            hidden.drop_tree()
        assert not list(formulas(shown.text_content())), page.path
    assert drawn


def test_what_looks_like_html_in_a_text_or_a_title_is_text(built):
    _, made = built
    for path in made.rglob("index.html"):
        page = html.parse(str(path)).getroot()
        assert not page.xpath("//article//script | //article//*[@onclick] | //article//iframe"), path
        assert not page.xpath("//*[@onerror] | //b | //i[text()='yeast']"), path
        assert not page.xpath("//@href[starts-with(., 'javascript:')]"), path


@pytest.mark.parametrize(
    ("markdown", "portable_text"),
    [
        ("a <b onclick=x> {: .c } b", "a &lt;b onclick=x> &#123;: .c } b"),
        ("a <b> `c` d", "a &lt;b> `c` d"),
        ("see <https://example.com/> and <mailto:a@example.com>", None),
        ("`<b>` and ``x ` {y}`` and `z`", "<code>&#60;b&#62;</code> and <code>x &#96; &#123;y&#125;</code> and `z`"),
        ("```html\n<b>{x}</b>\n```", None),
        ("## Plain words\n\n## Plain words", '## Plain words\n\n## <span id="plain-words_1"></span>Plain words'),
        ("## It's A/B", '## <span id="it-s-a-b"></span>It\'s A/B'),
        ("costs \\$5 and \\$6", None),
    ],
)
def test_only_what_other_readers_take_for_markup_is_changed(markdown, portable_text):
    assert portable(markdown) == (markdown if portable_text is None else portable_text)


def test_a_formula_holds_no_sign_that_markdown_reads():
    text = portable("| a |\n|---|\n| $p(x_1 | x_2)*\\{a\\}*b_c$ |")
    cell = text.splitlines()[2]
    assert cell.count("|") == 2
    assert "<mo" in cell
    assert not re.search(r"[*_\\`{}\[\]]", re.sub(r"<[^<>]*>", "", cell))
    assert portable("a $x$\n\n$$y$$", tex=True) == "a $x$\n\n$$y$$"


def test_html_that_would_pass_stops_the_export(docs, tmp_path):
    with pytest.raises(ValueError, match="script"):
        portable("# a ` b\n<script>alert(1)</script> ` c")
    entry = docs / "topics/cooking/salt.md"
    entry.write_text(entry.read_text("utf-8") + "\n# a ` b\n<script>alert(1)</script> ` c\n", "utf-8")
    with pytest.raises((UserError, ExceptionGroup)):
        export(docs, tmp_path / "pages")
    assert not (tmp_path / "pages").exists()
