"""The figures: drawn anew they are the committed files, readable on light and dark, and safe to put into a page."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.build import build
from build_tools.errors import UserError
from build_tools.export import export
from build_tools.figures.catalogue import FIGURES
from build_tools.figures.draw import HUES, INK_ON, PAPER, SIZE, WIDTH, arrow, n, text
from build_tools.figures.inline import FOLDER, inline_figures
from build_tools.figures.plot import Axes

DOCS = Path(__file__).resolve().parent.parent / "docs"
GUIDES = [DOCS / "contributing.md"]
NAMES = [figure.name for figure in FIGURES]
SVG = "{http://www.w3.org/2000/svg}"
MOST = 40_000  # bytes of a file
LEAST_TEXT = 11  # pixels, at a width of 640
CONTRAST = 4.5  # of text on its ground, by WCAG 2.2 (1.4.3)
LETTER = 0.5  # of the text's size: the mean width of a letter


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {figure.name: figure.svg() for figure in FIGURES}


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_drawn_anew_is_the_committed_file(name, texts):
    path = DOCS / FOLDER / f"{name}.svg"
    assert path.is_file(), "run `python -m build_tools.figures`"
    assert path.read_text("utf-8") == texts[name], "run `python -m build_tools.figures`"


def test_every_file_is_in_the_list_under_one_name():
    assert sorted(path.name for path in (DOCS / FOLDER).iterdir()) == sorted(f"{name}.svg" for name in set(NAMES))
    assert len(set(NAMES)) == len(NAMES)


def test_every_figure_stands_alone_in_a_paragraph_of_an_entry_or_a_guide_with_words_for_it():
    bodies = "\n\n".join(path.read_text("utf-8") for path in sorted(DOCS.glob("topics/*/*.md")) + GUIDES)
    shown = re.findall(rf"(?<=\n\n)!\[[^\]]+\]\((?:\.\./\.\./)?{FOLDER}/([\w-]+)\.svg\)(?=\n\n|\n?\Z)", bodies)
    assert set(shown) == set(NAMES)
    assert len(shown) == bodies.count(f"]({FOLDER}/") + bodies.count(f"](../../{FOLDER}/")


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_is_small_and_tells_in_words_what_it_shows(name, texts):
    assert len(texts[name].encode()) < MOST
    root = ElementTree.fromstring(texts[name])
    title, words = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", f"{name}-title {name}-desc")
    assert (title.get("id"), words.get("id")) == (f"{name}-title", f"{name}-desc")
    assert title.text
    assert len(words.text) > len(title.text)


@pytest.mark.parametrize("name", NAMES)
def test_the_words_of_a_figure_stay_on_its_canvas(name, texts):
    root = ElementTree.fromstring(texts[name])
    height = float(root.get("height"))
    outside = []
    for one in root.iter(f"{SVG}text"):
        if one.get("transform"):
            continue
        words = "".join(one.itertext())
        x, y, width = float(one.get("x")), float(one.get("y")), len(words) * LETTER * SIZE
        left = x - {None: 0, "start": 0, "middle": width / 2, "end": width}[one.get("text-anchor")]
        if left < -2 or left + width > WIDTH + 2 or y < 0.6 * SIZE or y > height:
            outside.append(words)
    assert outside == []


def test_text_is_large_enough():
    small = min(float(share) for share in re.findall(r'font-size="(\d+)%"', text(0, 0, "*w*_1^2"))) / 100
    assert small * SIZE * 640 / WIDTH >= LEAST_TEXT


@pytest.mark.parametrize("hue", HUES)
@pytest.mark.parametrize("ground", [0, 1], ids=["light", "dark"])
def test_the_hues_can_be_read_on_their_ground(hue, ground):
    assert contrast(HUES[hue][ground], PAPER[ground]) >= CONTRAST
    assert contrast(INK_ON[ground], PAPER[ground]) >= CONTRAST


def test_the_style_sheet_and_the_figures_have_the_same_hues():
    sheet = (DOCS.parent / "overrides/assets/stylesheets/site.css").read_text("utf-8")
    hues = dict(re.findall(r"--fig-(\w+): light-dark\(([^()]*)\);", sheet))
    assert hues == {hue: ", ".join(both) for hue, both in HUES.items()}


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it."""

    def luminance(color: str) -> float:
        shares = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


values = st.floats(-1e6, 1e6)


@given(st.lists(st.tuples(values, values), min_size=2, max_size=20))
def test_a_curve_never_leaves_its_frame(points):
    axes = Axes(50, 20, 200, 100, (-10, 10), (-1, 1))
    drawn = axes.curve(*zip(*points, strict=True))
    places = [
        tuple(map(float, pair.split(","))) for run in re.findall(r'points="([^"]*)"', drawn) for pair in run.split()
    ]
    assert [(x, y) for x, y in places if not (49.9 <= x <= 250.1 and 19.9 <= y <= 120.1)] == []


def test_a_curve_that_leaves_its_frame_and_comes_back_is_two_curves():
    axes = Axes(0, 0, 100, 100, (0, 4), (0, 1))
    assert axes.curve((0, 1, 2, 3, 4), (0.5, 0.5, 3, 0.5, 0.5)).count("<polyline") == 2


def test_a_logarithmic_axis_puts_equal_ratios_at_equal_distances():
    axes = Axes(0, 0, 100, 100, (0, 1), (1e-2, 1e2), log_y=True)
    assert [axes.point(0, value)[1] for value in (1e-2, 1, 1e2)] == pytest.approx([100, 50, 0])


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a < b", "a &lt; b"),
        ("*x*", '<tspan font-style="italic">x</tspan>'),
        ("a_ij", 'a<tspan dy="3.08" font-size="75%">i</tspan><tspan dy="-3.08">j</tspan>'),
        ("10^{−3}", '10<tspan dy="-5.04" font-size="75%">−3</tspan>'),
        (r"w^\*", 'w<tspan dy="-5.04" font-size="75%">*</tspan>'),
        (r"a\_b", "a_b"),
    ],
)
def test_words_may_hold_indices_powers_and_variables(words, shown):
    assert f">{shown}</text>" in text(0, 0, words)


@pytest.mark.parametrize(
    ("value", "written"), [(1.0, "1"), (-0.001, "0"), (-0.5, "-0.5"), (1 / 3, "0.33"), (100, "100")]
)
def test_coordinates_are_short(value, written):
    assert n(value) == written


def test_an_arrow_ends_at_its_last_point():
    assert 'points="100,50 ' in arrow((0, 50), (100, 50))


@pytest.mark.parametrize(("end", "control"), [((200, 100), (150, 120)), ((100, 200), (80, 150))])
def test_an_arrow_bends_to_the_right_of_its_way(end, control):
    found = re.search(r"Q([\d.]+),([\d.]+) ", arrow((100, 100), end, bend=10))  # y grows downwards
    assert (float(found[1]), float(found[2])) == control


PICTURE = '<p><img alt="{}" src="../../assets/figures/{}.svg" /></p>'


@pytest.fixture
def put(tmp_path):
    """Return what makes a page of a picture of the given SVG."""

    def page(svg: str) -> str:
        folder = tmp_path / FOLDER
        folder.mkdir(parents=True)
        (folder / "one.svg").write_text(svg, "utf-8")
        return inline_figures(PICTURE.format("Two &lt;words&gt;.", "one"), tmp_path, {})

    return page


def test_a_picture_of_a_figure_becomes_the_figure_with_its_words_below(put, texts):
    page = put(texts[NAMES[0]])
    assert page.startswith('<figure class="drawing">\n<svg ')
    assert "<figcaption>Two &lt;words&gt;.</figcaption>\n</figure>" in page
    assert "<style" not in page  # it is for a file that stands alone; the page has its own colours
    assert "<img" not in page


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_may_stand_in_a_page(name):
    assert "<svg" in inline_figures(PICTURE.format("", name), DOCS, {})


@pytest.mark.parametrize(
    "page",
    [
        '<p><img alt="a" src="../../assets/photo.png" /></p>',
        '<p><img alt="a" src="https://example.com/assets/figures/one.svg" /></p>',
        '<p>In a line <img alt="a" src="../../assets/figures/one.svg" /></p>',
        "<pre>&lt;img src=&quot;assets/figures/one.svg&quot;&gt;</pre>",
    ],
)
def test_other_pictures_stay_as_they_are(page, tmp_path):
    assert inline_figures(page, tmp_path, {}) == page


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<rect onclick="alert(1)"/>',
        '<a href="https://example.com"><text>x</text></a>',
        '<image href="https://example.com/x.png"/>',
        '<rect fill="url(https://example.com/x)"/>',
        '<rect style="position:fixed"/>',
        "<foreignObject/>",
        '<text xmlns="http://www.w3.org/1999/xhtml"/>',
        "<!-- a comment -->",
        "<?php x ?>",
        "<![CDATA[<script>]]>",
        "<rect",
    ],
)
def test_a_file_that_holds_more_than_a_drawing_is_refused(inside, put):
    with pytest.raises(UserError, match="build_tools.figures"):
        put(f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>')


def test_the_built_site_has_figures_in_its_pages_and_the_exported_one_beside_them(docs, tmp_path, texts):
    (docs / FOLDER).mkdir(parents=True)
    (docs / FOLDER / "one.svg").write_text(texts[NAMES[0]], "utf-8")
    entry = docs / "topics/cooking/salt.md"
    entry.write_text(entry.read_text("utf-8") + "\n![Words.](../../assets/figures/one.svg)\n", "utf-8")
    build(docs, tmp_path / "site")
    page = (tmp_path / "site/questions/salt/index.html").read_text("utf-8")
    assert page.count('<figure class="drawing">') == 1
    assert "Words.</figcaption>" in page
    export(docs, tmp_path / "plain")
    assert "![Words.](../assets/figures/one.svg)" in (tmp_path / "plain/questions/salt.md").read_text("utf-8")
    assert (tmp_path / "plain" / FOLDER / "one.svg").is_file()
