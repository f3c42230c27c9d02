"""Mark formulas that stand in prose without dollars: TeX, indices and powers, Unicode indices, f(x) = 1/(1+exp(-x))."""

import re
from collections.abc import Iterator

from build_tools.cleaning.blocks import Block, change
from build_tools.cleaning.formulas import as_code, drawable
from build_tools.cleaning.inline import in_words

_FUNCTIONS = "exp|log|ln|max|min|sin|cos|tan|sinh|cosh|tanh|det|dim|lim|sup|inf|arg|argmax|argmin|sqrt"
_TEX_FUNCTION = re.compile(
    r"(?<![\\A-Za-z])(exp|log|ln|max|min|sin|cos|tan|sinh|cosh|tanh|det|dim|lim|sup|inf|arg)(?![A-Za-z])"
)
_ROOT = re.compile(r"(?<![\\A-Za-z])sqrt\(([^()]*)\)")
_LETTER = "A-Za-zΑ-Ωα-ωϵϕℝℕℤℚℂ"
# Words are parted by spaces outside braces, three deep.
_WORD = re.compile(r"(?:[^\s{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|[{}])+")
_COMMAND = re.compile(r"\\[A-Za-z]{2,}")
_UP, _DOWN = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "₀₁₂₃₄₅₆₇₈₉₊₋"
_INDEX = rf"[_^](?:\{{[^{{}}\s]{{1,20}}\}}|\(-?\w{{1,4}}\)|-?[{_LETTER}0-9*′])|[{_UP}]+|[{_DOWN}]+"
_INDEXED = re.compile(
    rf"(?<![{_LETTER}])(?:[{_LETTER}](?:{_INDEX})|\d(?:\^(?:\{{[^{{}}\s]{{1,20}}\}}|\(-?\w{{1,4}}\)|-?[{_LETTER}0-9])|⁻[{_UP}]))"
)
_LONG_NAME = re.compile(rf"[{_LETTER}][{_LETTER}]|_[{_LETTER}0-9]{{2}}|[_^]$|[_^]{{2}}")
_OPERATOR = re.compile(r"[-+*/=<>≤≥≈≠∈∝→←·×−∑∏∂∇|]+|:=")
_NUMBER = re.compile(r"[-−]?\d+(?:\.\d+)?")
_SCRIPTS = str.maketrans(_UP + _DOWN, "0123456789+-0123456789+-")
_GLUED_DIGITS = re.compile(
    rf"[{_UP}{_DOWN}]\d|\d[⁰¹²³⁴⁵⁶⁷⁸⁹{_DOWN}]|[A-Z][{_DOWN}]+[A-Z]"
)  # "10²" would become another number; H₂O
_LATE_STOP = re.compile(r"_\{(\w+)\.\}$")
_EDGE = re.compile(r"^([(\[\"']*)(.*?)([)\].,;:!?\"']*)$", re.S)

_TOKEN = re.compile(
    rf"(?P<number>\d+(?:\.\d+)?)|(?P<name>[{_LETTER}][{_LETTER}0-9]*(?:_[{_LETTER}0-9]+)*)|(?P<relation><=|>=|!=|==|[=<>≤≥≠≈])|(?P<sign>[-+*/^×·−–])|(?P<open>\()|(?P<close>\))|(?P<comma>,)|(?P<space>\s+)|(?P<other>.)",
    re.S,
)
# What may stand before the left side of an equation that begins inside a sentence.
_LEADS = frozenset(
    "is as by then where and or with formula equation function that if when for so thus hence use namely".split()
)
_AFTER = frozenset(".;:!?*]}'\"\ue001\ue002")  # what may follow an equation without a space
_LONGEST = 200  # tokens
_RELATIONS = {"<=": "≤", ">=": "≥", "!=": "≠"}


def bare_formulas(blocks: list[Block]) -> Iterator[Block]:
    """Mark formulas in all prose: as mathematics where that is certain, as code where it is a formula of words."""
    return change(blocks, _marked)


def _marked(text: str) -> str:
    if "=" in text:
        text = in_words(_equations)(text)
    if re.search(rf"\\[A-Za-z]{{2}}|[_^{_UP}{_DOWN}]", text):
        text = in_words(_tex)(text)
    return text


def _tex(words: str) -> str:
    """Mark runs of words that hold TeX commands, indices or powers, with the operators and operands between them."""
    found = list(_WORD.finditer(words))
    kinds = [_kind(match[0]) for match in found]
    result, last, at = [], 0, 0
    while at < len(found):
        if kinds[at] != "formula":
            at += 1
            continue
        first, end = _left(kinds, at), _right(kinds, at)
        start = found[first].start()
        if start >= last:
            result += [words[last:start], _as_formula(words[start : found[end].end()])]
            last = found[end].end()
        at = end + 1
    return "".join(result) + words[last:]


def _kind(word: str) -> str:
    """Return what a word may be in a formula: "formula" (certain by itself), "operator", "operand", or ""."""
    if _OPERATOR.fullmatch(word):
        return "operator"
    core = _EDGE.sub(r"\2", word) if word[-1] in ".,;:!?\"'" else word
    if not core or "\ue000" <= core[0] <= "\ue0ff":
        return ""
    if _GLUED_DIGITS.search(core):
        return ""
    bare = _COMMAND.sub("", re.sub(r"\{[^{}]*\}", "{0}", core))
    if _COMMAND.search(core):
        return "formula"
    plain = re.sub(rf"(?<![{_LETTER}])(?:{_FUNCTIONS})(?=[_^(\d])", "", bare)
    if _LONG_NAME.search(re.sub(r"\([^()]*\)", "", plain)) or re.search(
        rf"[^\w\s{_UP}{_DOWN}(){{}}\[\]+*/^=<>|,.·×−-]", plain
    ):
        return ""
    if _INDEXED.search(core):
        return "formula"
    return (
        "operand"
        if re.fullmatch(rf"[(\[]*(?:[{_LETTER}]|{_NUMBER.pattern})[)\]]*(?:\([{_LETTER}0-9,]*\))?", core)
        else ""
    )


def _left(kinds: list[str], at: int) -> int:
    while at >= 2 and kinds[at - 1] == "operator" and kinds[at - 2] in ("operand", "formula"):
        at -= 2
    return at


def _right(kinds: list[str], at: int) -> int:
    while at + 1 < len(kinds):
        if kinds[at + 1] == "formula":
            at += 1
        elif kinds[at + 1] == "operator" and at + 2 < len(kinds) and kinds[at + 2] in ("operand", "formula"):
            at += 2
        else:
            break
    return at


def _as_formula(run: str) -> str:
    """Return a run of words as a formula, with the brackets and the sentence's signs at its ends outside it."""
    before, tex, after = "", run, ""
    while tex and tex[-1] in ".,;:!?\"'":
        tex, after = tex[:-1], tex[-1] + after
    while tex and tex[0] in "\"'":
        before, tex = before + tex[0], tex[1:]
    for opening, closing in ("()", "[]"):
        while tex.startswith(opening) and tex.count(opening) > tex.count(closing):
            before, tex = before + opening, tex[1:]
        while tex.endswith(closing) and tex.count(closing) > tex.count(opening):
            tex, after = tex[:-1], closing + after
        if tex.startswith(opening) and tex.endswith(closing) and tex.find(closing) == len(tex) - 1:
            before, tex, after = before + opening, tex[1:-1], closing + after
    if stop := _LATE_STOP.search(tex):
        tex, after = f"{tex[: stop.start()]}_{{{stop[1]}}}", "." + after
    written = _in_tex(tex)
    if min(tex, default=" ") >= "\ue000" or any("\ue000" <= c <= "\ue0ff" for c in tex) or "$" in tex or "**" in tex:
        return run
    if drawable(written):
        return f"{before}${written}${after}"
    return f"{before}{as_code(tex)}{after}" if _COMMAND.search(tex) and "`" not in tex else run


def _in_tex(formula: str) -> str:
    """Write Unicode indices, round powers and names of functions as TeX has them; the words stay the same."""
    formula = re.sub(rf"[{_UP}]+", lambda m: f"^{{{m[0].translate(_SCRIPTS)}}}", formula)
    formula = re.sub(rf"[{_DOWN}]+", lambda m: f"_{{{m[0].translate(_SCRIPTS)}}}", formula)
    formula = re.sub(r"\^(\(-?\w+\)|-\w+)", r"^{\1}", formula)
    return _TEX_FUNCTION.sub(r"\\\1", _ROOT.sub(r"\\sqrt{\1}", formula))


def _equations(words: str) -> str:
    """Mark equations: a name or f(x), a sign of equality, and operands parted by operators."""
    tokens = list(_TOKEN.finditer(words))
    result, last, at = [], 0, 0
    while at < len(tokens):
        if tokens[at][0] == "=" and (span := _equation(tokens, at, last)):
            first, end = span
            start, stop = tokens[first].start(), tokens[end - 1].end()
            written = _written(words[start:stop], tokens[first:end]) if start >= last else ""
            if written:
                result += [words[last:start], written]
                last = stop
            at = end
        else:
            at += 1
    return "".join(result) + words[last:]


def _equation(tokens: list[re.Match[str]], at: int, last: int) -> tuple[int, int] | None:
    """Return the first token and the end of the equation around the sign at `at`.

    `last` is the offset at which the equation before ends. Where what follows might still belong to the formula there
    is none: half a formula is worse than plain text.
    """
    first = _left_side(tokens, at, last)
    if first is None:
        return None
    operand, depth, end, n = False, 0, at, at + 1
    while n < min(len(tokens), at + _LONGEST):
        after = _after(tokens, n, operand, depth)
        if after is None:
            break
        operand, depth = after
        if operand and depth == 0 and tokens[n].lastgroup != "space":
            end = n + 1
        n += 1
    return (first, end) if end > at and depth == 0 and _ends_clean(tokens, n, end) else None


def _after(tokens: list[re.Match[str]], n: int, operand: bool, depth: int) -> tuple[bool, int] | None:
    """Return whether an operand is complete after token `n`, and the depth in brackets; None where it cannot stand."""
    kind, text = tokens[n].lastgroup, tokens[n][0]
    spaced = tokens[n - 1].lastgroup == "space"
    if kind == "space":
        return operand, depth
    if kind in ("number", "name"):
        return None if operand else (True, depth)
    if kind == "open":
        return None if operand and spaced else (False, depth + 1)
    if kind == "close":
        return (True, depth - 1) if operand and depth else None
    if kind == "sign":
        possible = operand or text in "-−+"
        return (False, depth) if possible and (text != "–" or spaced) else None
    if kind == "relation" or kind == "comma" and (depth or _condition_follows(tokens, n)):
        return (False, depth) if operand else None
    return None


def _ends_clean(tokens: list[re.Match[str]], n: int, end: int) -> bool:
    """Whether the equation before token `n` is whole: the text ends there, or its sentence does, or a word follows."""
    if n >= len(tokens) or tokens[n].lastgroup == "comma":
        return True
    if tokens[n].lastgroup == "other":
        return tokens[n][0] in _AFTER
    if tokens[n].lastgroup == "name" and n > end:
        following = next((token for token in tokens[n + 1 : n + 3] if token.lastgroup != "space"), None)
        starts_anew = following is not None and following.lastgroup in ("open", "relation")
        return starts_anew or len(tokens[n][0]) > 1 and not _is_symbol(tokens[n][0])
    return tokens[n].lastgroup == "close" and tokens[n - 1].lastgroup != "sign"


def _left_side(tokens: list[re.Match[str]], at: int, last: int) -> int | None:
    """Return the place of the name (or of f in f(x)) left of a sign, if an equation can begin there."""
    n = at - 1
    if n >= 0 and tokens[n].lastgroup == "space":
        n -= 1
    if n >= 2 and tokens[n].lastgroup == "close":
        while n >= 0 and tokens[n].lastgroup != "open" and at - n < 12:
            n -= 1
        n -= 1
    if n < 0 or tokens[n].lastgroup != "name":
        return None
    before = n - 1
    if before >= 0 and tokens[before].lastgroup == "space":
        before -= 1
    if before < 0 or tokens[before].lastgroup in ("comma", "open") or last and tokens[before].end() <= last:
        return n
    if tokens[before].lastgroup == "other":
        return n if tokens[before][0] in ":;.!?*\"'[" else None
    return n if tokens[before][0].lower() in _LEADS or tokens[before].lastgroup == "close" else None


def _condition_follows(tokens: list[re.Match[str]], comma: int) -> bool:
    """Whether a comma is followed by a condition such as x < 0."""
    following = [token for token in tokens[comma + 1 : comma + 5] if token.lastgroup != "space"]
    return (
        len(following) > 1
        and following[0].lastgroup == "name"
        and following[1].lastgroup == "relation"
        and following[1][0] != "="
    )


def _written(equation: str, tokens: list[re.Match[str]]) -> str:
    """Return an equation as mathematics, as code, or "" where it is neither for certain."""
    equal = next(n for n, token in enumerate(tokens) if token[0] == "=")
    right = tokens[equal + 1 :]
    called = any(token.lastgroup == "open" for token in tokens[:equal])
    if not called and not any(token.lastgroup in ("sign", "open") for token in right):
        return ""
    names = [token[0] for token in tokens if token.lastgroup == "name"]
    if all(_is_symbol(name) for name in names):
        tex = _in_tex(equation)
        for sign, symbol in _RELATIONS.items():
            tex = tex.replace(sign, symbol)
        return f"${tex}$" if drawable(tex) else as_code(equation)
    computed = called or any(token.lastgroup == "open" or token[0] in "*/^×" for token in right)
    return as_code(equation) if computed and "`" not in equation else ""


def _is_symbol(name: str) -> bool:
    """Whether a name is one of mathematics: a letter with or without an index, a function, a product such as wx."""
    return bool(re.fullmatch(rf"[{_LETTER}](?:_?[{_LETTER}0-9]|[xyz])?|{_FUNCTIONS}", name)) and not re.fullmatch(
        "[A-Z]{2}|[a-z][a-w]", name
    )
