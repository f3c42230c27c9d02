"""Turn TeX into MathML, which browsers draw without a script, with the TeX as its annotation; and into plain text."""

import html
import re
import unicodedata
from functools import lru_cache
from xml.etree import ElementTree

import math_core

from build_tools.policy.limits import MAX_FORMULA

_CONVERTER = math_core.LatexToMathML(annotation=True, fancy_error=False)
_ARITHMATEX = re.compile(
    r'<(?P<tag>span|div) class="arithmatex">\\[(\[](?P<tex>.*?)\\[)\]]</(?P=tag)>(?P<behind>[)\]”’.,;:?!]*)', re.DOTALL
)
_OPENING = "([“‘"  # what keeps on the line of the formula that it stands before
_HEADER = re.compile(  # the head of a column that is a formula alone
    r'(?P<open><th\b[^>]*>)<span (?P<formula>class="math[^"]*"><math>(?:(?!</math>).)*'
    r'"application/x-tex">(?P<tex>[^<]*)</annotation></semantics></math></span></th>)'
)
_MARKED = re.compile(r"\\\((?P<tex>.*?)\\\)")  # what is left of that mark in text
_POSITION = re.compile(r"^\d+: ")
_STYLE = re.compile(r' style="(?P<style>[^"]*)"')
_LONG = 24  # characters of a formula in a sentence that a phone's screen may be too narrow for
# The converter writes how a formula looks into `style` attributes, which the pages' policy forbids: each declaration
# becomes a class of site.css. What is not here, such as a colour, a page does not offer.
_CLASSES = {
    "text-align:left": "m-left",
    "text-align:right": "m-right",
    "justify-items:start": "",
    "justify-items:end": "",
    "padding-left:0": "m-joins-left",
    "padding-right:0": "m-joins-right",
    "padding-left:1em": "m-apart",
    "padding-right:0.1667em": "m-room-right",
    "padding-top:0.1667em": "m-room-top",
    "margin-left:-0.16666667em": "m-back-3",
    "margin-left:-0.22222222em": "m-back-4",
    "margin-left:-0.2777778em": "m-back-5",
    "border-top:0.05em solid currentcolor": "m-line-top",
    "border-top:0.05em dashed currentcolor": "m-dashes-top",
    "border-right:0.05em solid currentcolor": "m-line-right",
    "border-right:0.05em dashed currentcolor": "m-dashes-right",
    "border-bottom:0.05em solid currentcolor": "m-line-bottom",
    "border-bottom:0.05em dashed currentcolor": "m-dashes-bottom",
    "border-left:0.05em solid currentcolor": "m-line-left",
    "border-left:0.05em dashed currentcolor": "m-dashes-left",
}
_ANNOTATION = re.compile(r"<annotation.*?</annotation>", re.DOTALL)
_ENTITY = re.compile(r"&(?!amp;|lt;|gt;|quot;)\w+;")  # names that HTML knows and XML does not
_SUPERSCRIPTS = str.maketrans(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyzLNT⊤", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴸᴺᵀᵀ"
)
_SUBSCRIPTS = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_RAISED, _LOWERED = (frozenset(map(chr, table)) for table in (_SUPERSCRIPTS, _SUBSCRIPTS))
_ACCENTS = {"ˆ": "\u0302", "^": "\u0302", "~": "\u0303", "˜": "\u0303", "⃗": "\u20d7", "→": "\u20d7", "˙": "\u0307"}
_ACCENTS |= {"¯": "\u0304", "‾": "\u0304", "̲": "\u0304", "¨": "\u0308", "ˉ": "\u0304"}
_INVISIBLE = re.compile("[\u2061-\u2064\ufe00\ufe01]")  # operators that nobody sees, and variants of letters
_ALPHABETS = re.compile("[\U0001d400-\U0001d7ff]")  # bold, script and other letters of mathematics
_SIGN = re.compile(r"(?:(?<=[(\[=<>≤≥,;/] )|(?<=[(\[/])|^) ?([−+±]) (?=[\w∞])")  # of a number, not between two
_ONE = re.compile(r"∂?[\w.²³⁻\u0300-\u036f\u1d62-\u1d6a\u2080-\u209c\u20d7]*")  # needs no brackets to be one thing
_LARGE = frozenset("∑∏∫⋃⋂")
_SPACED = frozenset("=<>≤≥≪≫≈≠≡∼∝∈∉⊂⊆→←↔⇒⇔↦+−±∓×·∘≔:∣∥∧∨∪∩⊙⊗⊕")


class FormulaError(ValueError):
    """A formula that is not TeX, or not the part of TeX that can be shown."""

    def __init__(self, tex: str, cause: str) -> None:
        self.tex, self.cause = tex, cause
        super().__init__(f"{cause} in `{' '.join(tex.split())}`")


def to_mathml(tex: str, display: bool) -> str:
    """Return the MathML of one formula, on lines of its own or in a sentence; raise `FormulaError`.

    It holds no `style`: site.css draws the classes that begin with "m-".
    """
    return _STYLE.sub(lambda style: _class(style["style"], tex), styled_mathml(tex, display))


def styled_mathml(tex: str, display: bool) -> str:
    """Return the same for a page without site.css, with `style` in place of the classes."""
    if len(tex) > MAX_FORMULA:
        raise FormulaError(tex[:80], f"it has {len(tex):,} characters, more than {MAX_FORMULA:,}")
    try:
        return _CONVERTER.convert_with_local_state(tex, displaystyle=display)
    except math_core.LatexError as error:
        raise FormulaError(tex, _POSITION.sub("", str(error)).rstrip(".")) from None


def _class(style: str, tex: str) -> str:
    declarations = [re.sub(r":\s+", ":", one.strip()) for one in style.split(";") if one.strip()]
    unknown = next((one for one in declarations if one not in _CLASSES), "")
    if unknown:
        raise FormulaError(tex, f"`{unknown}` is a look that formulas do not have here")
    classes = " ".join(filter(None, map(_CLASSES.__getitem__, declarations)))
    return f' class="{classes}"' if classes else ""


def render_formulas(page: str) -> str:
    """Return an HTML page with the formulas that pymdownx.arithmatex marked in it as MathML; raise `FormulaError`.

    A display formula, and a long one in a sentence, stands in a box of its own, which scrolls where a screen is too
    narrow. A short one keeps the brackets and stops that touch it on its line.
    """

    parts, done = [], 0
    for match in _ARITHMATEX.finditer(page):
        words = page[done : match.start()]
        text = words.rstrip(_OPENING)
        parts += [text, _drawn(match, words[len(text) :])]
        done = match.end()
    return _HEADER.sub(_named, "".join([*parts, page[done:]]))


def _drawn(match: re.Match[str], before: str) -> str:
    """Return a formula with what touches it, the signs `before` it and those behind it."""
    tex, display = html.unescape(match["tex"]), match["tag"] == "div"
    # No sign of TeX becomes more than three: an operator with a blank at each side.
    wide = not display and 3 * len(tex) > _LONG and len(plain_text(tex)) > _LONG
    drawn = f'<{match["tag"]} class="math{" wide" * wide}">{to_mathml(tex, display)}</{match["tag"]}>'
    whole = before + drawn + match["behind"]
    return whole if display or wide or whole == drawn else f'<span class="kept">{whole}</span>'


def _named(header: re.Match[str]) -> str:
    """Return the head of a column that is a formula alone with its plain text, which is read aloud with every cell."""
    text = html.escape(plain_text(html.unescape(header["tex"])))
    return f'{header["open"]}<span class="said">{text}</span><span aria-hidden="true" {header["formula"]}'


def text_formulas(text: str) -> str:
    """Return a line of text with the formulas that pymdownx.arithmatex marked in it as plain text.

    Code may show such marks with anything between them, which then stays as it is.
    """

    def one(match: re.Match[str]) -> str:
        try:
            return plain_text(match["tex"])
        except FormulaError:
            return match[0]

    return _MARKED.sub(one, text)


@lru_cache(4096)
def plain_text(tex: str) -> str:
    """Return a formula as the plain text that a reader makes of it: `x_t^2 / \\sqrt{n}` is "xₜ² / √n".

    For places that hold no markup: titles, descriptions, tables of contents, search results. Raise `FormulaError`.
    """
    mathml = _ENTITY.sub(lambda entity: html.unescape(entity[0]), _ANNOTATION.sub("", to_mathml(tex, False)))
    text = _INVISIBLE.sub("", _text(ElementTree.fromstring(mathml)))
    text = _ALPHABETS.sub(lambda letter: unicodedata.normalize("NFKC", letter[0]), text)
    text = unicodedata.normalize("NFC", text)
    return re.sub(r" (?=[,;)\]])", "", _SIGN.sub(r"\1", " ".join(text.split())))


def _text(node: ElementTree.Element) -> str:
    parts = [_text(child) for child in node]
    match node.tag, parts:
        case "mo", _:
            return _operator(node)
        case "mspace", _:
            return "" if "m-back" in node.get("class", "") else " "
        case "mphantom", _:
            return ""
        case "msup", [base, raised]:
            return base + _script(raised, "^")
        case "msub" | "munder", [base, lowered]:
            return base + _script(lowered, "_") + " " * (base.strip() in _LARGE)
        case "msubsup" | "munderover", [base, lowered, raised]:
            return base + _script(lowered, "_") + _script(raised, "^") + " " * (base.strip() in _LARGE)
        case "mover", [base, above]:
            accent = _ACCENTS.get(above.strip())
            return base + accent if accent and len(base.strip()) == 1 else base + _script(above, "^") * (not accent)
        case "mfrac", [above, below]:
            return f"{_grouped(above)}/{_grouped(below)}"
        case "msqrt", _:
            return f"√{_grouped(''.join(parts))}"
        case "mroot", [base, degree]:
            return f"{_script(degree, '^')}√{_grouped(base)}"
        case "mtr", _:
            return " ".join(parts)
        case "mtable", _:
            return "; ".join(parts)
    return (node.text or "") + "".join(parts)


def _operator(node: ElementTree.Element) -> str:
    sign = node.text or ""
    if sign in _SPACED and node.get("form") != "prefix":
        return f" {sign} "
    if sign in _LARGE:
        return f" {sign}"
    return f"{sign} " if sign == "," and node.get("rspace") != "0" else sign


def _script(text: str, sign: str) -> str:
    """Return what stands above or below the line: by raised and lowered letters where there are any."""
    text = _INVISIBLE.sub("", text).strip()
    table, known = (_SUPERSCRIPTS, _RAISED) if sign == "^" else (_SUBSCRIPTS, _LOWERED)
    tight = text.replace(" ", "")
    if tight and set(tight) <= known:
        return tight.translate(table)
    return {"′": "′", "″": "″"}.get(text) or sign + _grouped(text)


def _grouped(text: str) -> str:
    text = _INVISIBLE.sub("", text).strip()
    whole = _ONE.fullmatch(text) or (text.startswith("(") and text.find(")") == len(text) - 1)
    return text if whole else f"({text})"
