"""Split Python code that lost its line ends into statements: wherever two operands meet, a line ended.

Two operands never stand side by side in a Python statement (Python reference, chapter 6), and a block's colon ends a
line, too. The compiler decides whether a piece is a statement.
"""

import ast
import io
import keyword
import re
import tokenize
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

_OPENERS = frozenset("if elif else for while try except finally with def class async".split())
_HEADER_END = re.compile(r":\s*(?:#[^\n]*)?$")
_VALUES = frozenset({"None", "True", "False", "pass", "break", "continue"})  # words that are operands
PARTNERS = {
    "elif": {"if", "elif"},
    "else": {"if", "elif", "for", "while", "try", "except"},
    "except": {"try", "except"},
    "finally": {"try", "except", "else"},
}


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement, or one comment, of Python code."""

    text: str  # with the line ends it has inside brackets
    blank_before: bool  # a blank line stood before it

    @property
    def words(self) -> list[str]:
        return re.findall(r"[A-Za-z_]\w*|@", self.text)

    @property
    def keyword(self) -> str:
        first = self.words[:2]
        return first[1] if first[:1] == ["async"] and len(first) > 1 else first[0] if first else ""

    @property
    def opens(self) -> bool:
        return self.keyword in _OPENERS and bool(_HEADER_END.search(self.text))


def statements_of(code: str) -> list[Statement] | None:
    """Split code into statements at its line ends outside brackets and wherever two operands meet."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    except (tokenize.TokenError, SyntaxError):
        return None
    lines = code.split("\n")
    starts = [*_starts(tokens), (len(lines), len(lines[-1]))]
    texts = [_between(lines, start, end) for start, end in zip(starts, starts[1:], strict=False)]
    blank = [False, *(text.endswith("\n\n") for text in texts)]
    return [Statement(text.strip(), gap) for text, gap in zip(texts, blank, strict=False) if text.strip()]


def is_statement(statement: Statement) -> bool:
    """Whether a piece can stand alone as a statement that does something: prose between code is none."""
    text = statement.text
    if text.startswith(("#", "@")) or statement.keyword in ("try", *PARTNERS):
        return True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = ast.parse(f"{text}\n pass" if statement.opens else text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    node = body[0] if len(body) == 1 else None
    telling = (ast.Call, ast.Await, ast.Yield, ast.YieldFrom)
    if isinstance(node, ast.AnnAssign) and text[0].isupper():  # "Example: x = 1" is a label
        return False
    return node is not None and (
        not isinstance(node, ast.Expr) or isinstance(node.value, telling) or _is_string(node.value)
    )


def _between(lines: list[str], start: tuple[int, int], end: tuple[int, int]) -> str:
    if start[0] == end[0]:
        return lines[start[0] - 1][start[1] : end[1]]
    return "\n".join([lines[start[0] - 1][start[1] :], *lines[start[0] : end[0] - 1], lines[end[0] - 1][: end[1]]])


def _starts(tokens: list[tokenize.TokenInfo]) -> Iterator[tuple[int, int]]:
    """Yield the place (row, column) where each statement or comment begins."""
    depth, first, ternaries, imports = 0, "", 0, 0
    previous: tokenize.TokenInfo | None = None  # of the statement that runs
    skipped = (tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
    for at, token in enumerate(tokens):
        if token.type in skipped or token.type == tokenize.COMMENT and previous is not None:
            continue
        if token.type == tokenize.NEWLINE:
            previous = None
            continue
        if previous is None or depth == 0 and _meets(previous, first, ternaries, imports, tokens, at):
            yield token.start
            first, ternaries, imports = token.string, 0, 0
        depth += (token.string in "([{") - (token.string in ")]}") if token.type == tokenize.OP else 0
        ternaries += (token.string == "if" and first != "if" and depth == 0) - (
            token.string == "else" and ternaries > 0
        )
        imports += token.string == "import"
        previous = None if token.type == tokenize.COMMENT else token


def _meets(
    previous: tokenize.TokenInfo, first: str, ternaries: int, imports: int, tokens: list[tokenize.TokenInfo], at: int
) -> bool:
    """Whether a statement ends before token `at`, outside brackets: after a block's colon, or between two operands.

    `first` is the statement's first word; `ternaries` and `imports` count its open conditional expressions and imports.
    """
    token = tokens[at]
    if previous.string == ":" and first in _OPENERS:
        return True
    operand = previous.type in (tokenize.NUMBER, tokenize.STRING) or previous.string in _VALUES
    operand = (
        operand
        or previous.string in (")", "]", "}")
        or previous.type == tokenize.NAME
        and not keyword.iskeyword(previous.string)
    )
    if not operand or previous.end == token.start:
        return False
    word = token.string
    if token.type != tokenize.NAME:
        return (
            token.type == tokenize.NUMBER
            or token.type == tokenize.STRING
            and previous.type != tokenize.STRING
            or word == "@"
            and first not in "@"
        )
    if word == "if":
        return _colon_first(tokens, at)
    if word == "else":
        return ternaries == 0
    if word in ("import", "from"):
        return first != "from" or imports > 0 if word == "import" else first not in ("raise", "yield")
    return word not in ("and", "or", "not", "in", "is", "as")


def _colon_first(tokens: list[tokenize.TokenInfo], at: int) -> bool:
    """Whether the `if` at `at` opens a block (a colon comes before an `else`) and is no conditional expression."""
    depth = 0
    for token in tokens[at : at + 200]:
        depth += (token.string in "([{") - (token.string in ")]}") if token.type == tokenize.OP else 0
        if depth == 0 and token.string in (":", "else") or token.type == tokenize.NEWLINE:
            return token.string == ":"
    return False


def _is_string(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
