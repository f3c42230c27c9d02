"""Turn TeX into MathML, which browsers draw without a script, with the TeX kept as an annotation."""

import html
import re

import math_core

_CONVERTER = math_core.LatexToMathML(annotation=True, fancy_error=False)
_ARITHMATEX = re.compile(r'<(?P<tag>span|div) class="arithmatex">\\[(\[](?P<tex>.*?)\\[)\]]</(?P=tag)>', re.DOTALL)
_POSITION = re.compile(r"^\d+: ")


class FormulaError(ValueError):
    """A formula that is not TeX, or not the part of TeX that can be shown."""

    def __init__(self, tex: str, cause: str) -> None:
        self.tex, self.cause = tex, cause
        super().__init__(f"{cause} in `{' '.join(tex.split())}`")


def to_mathml(tex: str, display: bool) -> str:
    """Return the MathML of one formula, on lines of its own or in a sentence; raise `FormulaError`."""
    try:
        return _CONVERTER.convert_with_local_state(tex, displaystyle=display)
    except math_core.LatexError as error:
        raise FormulaError(tex, _POSITION.sub("", str(error)).rstrip(".")) from None


def render_formulas(page: str) -> str:
    """Return an HTML page with the formulas that pymdownx.arithmatex marked in it as MathML; raise `FormulaError`.

    A display formula stands in a box of its own, which scrolls where a screen is too narrow.
    """

    def one(match: re.Match[str]) -> str:
        display = match["tag"] == "div"
        mathml = to_mathml(html.unescape(match["tex"]), display)
        return f'<{match["tag"]} class="math">{mathml}</{match["tag"]}>'

    return _ARITHMATEX.sub(one, page)
