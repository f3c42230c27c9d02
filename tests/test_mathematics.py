"""Mathematics: TeX to MathML and to plain text, and the font that draws it."""

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from build_tools.mathematics import FormulaError, plain_text, render_formulas, text_formulas, to_mathml
from build_tools.mathfont import formula_characters, math_font


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"x_t^2 / \sqrt{n}", "xₜ²/√n"),
        (r"\sigma(x)=\frac{1}{1+e^{-x}}", "σ(x) = 1/(1 + e⁻ˣ)"),
        (r"\mathbf{h}^{(l-1)}", "h⁽ˡ⁻¹⁾"),
        (r"\hat{y}", "ŷ"),
        (r"[-5, 60{,}000]", "[−5, 60,000]"),
        (r"\sum_{i=1}^{m} u_i", "∑ᵢ₌₁ᵐ uᵢ"),
        (r"e^{\alpha_m}", "e^αₘ"),
        (r"a < b", "a < b"),
    ],
)
def test_a_formula_as_plain_text_reads_as_it_looks(tex, text):
    assert plain_text(tex) == text


@pytest.mark.parametrize(
    "command",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\url{https://example.com}",
        r"\includegraphics{x.png}",
        r"\htmlClass{a}{x}",
        r"\htmlStyle{color:red}{x}",
        r"\class{a}{x}",
        r"\style{a}{x}",
        r"\input{/etc/passwd}",
        r"\color{red}x",
    ],
)
def test_commands_that_reach_out_or_dress_up_are_errors(command):
    with pytest.raises(FormulaError):
        to_mathml(command, display=False)


def test_no_formula_needs_a_style_attribute():
    for tex in (r"\begin{aligned}a&=b\\c&=d\end{aligned}", r"\begin{cases}a&b\\c&d\end{cases}", r"a\!b", r"\cancel{x}"):
        assert " style=" not in to_mathml(tex, display=True)


def test_only_a_long_formula_in_a_sentence_gets_a_box_that_scrolls():
    short, long = "x", "a+b+c+d+e+f+g+h+i+j+k+l"
    drawn = render_formulas("".join(f'<span class="arithmatex">\\({tex}\\)</span>' for tex in (short, long)))
    assert drawn.count('class="math"') == 1
    assert drawn.count('class="math wide"') == 1


def test_brackets_and_stops_stay_on_the_line_of_a_short_formula():
    drawn = render_formulas(
        'so (<span class="arithmatex">\\(x\\)</span>), and <span class="arithmatex">\\(y\\)</span> on'
    )
    assert drawn.startswith('so <span class="kept">(<span class="math">')
    assert drawn.count("kept") == 1
    assert "</span>),</span> and" in drawn


def test_headings_show_their_formulas_as_text_and_their_code_as_it_is():
    assert text_formulas(r"Why \(x^2\), and \(\nothing\)") == r"Why x², and \(\nothing\)"


def test_the_font_has_the_characters_of_the_formulas_and_is_the_same_from_the_cache(tmp_path):
    shown = formula_characters("<p>Ω</p><math><mo>⨂</mo><annotation>Ж</annotation></math>")
    assert shown == {"⨂"}
    made = math_font(shown, tmp_path)
    assert made == math_font(shown, tmp_path)
    assert made == math_font(shown, tmp_path / "elsewhere")
    known = TTFont(BytesIO(made)).getBestCmap()
    assert {ord("⨂"), ord("x"), 0x1D465, ord("α"), ord("ϵ"), 0x1D716, ord("√")} <= set(known)
    assert ord("⨁") not in known


def test_all_forms_of_the_root_sign_are_of_one_width(tmp_path):
    font = TTFont(BytesIO(math_font("x", tmp_path)))
    variants = font["MATH"].table.MathVariants
    root = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(font.getBestCmap()[0x221A])]
    forms = [one.VariantGlyph for one in root.MathGlyphVariantRecord]
    forms += [part.glyph for part in root.GlyphAssembly.PartRecords]
    assert len(forms) > 3
    assert len({font["hmtx"][form][0] for form in forms}) == 1
