"""Give Python code back its lines and its indentation, where a scraper lost them, and check that it compiles.

Two operands never stand side by side in a Python statement (Python reference, chapter 10), so where they do, a line end
was lost. Blocks are rebuilt from the keywords that open and end them. Nothing is kept that the compiler refuses.
"""

import ast
import io
import keyword
import re
import tokenize
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

_LONGEST = 200_000  # characters; longer code is shown as it is
_OPENERS = frozenset("if elif else for while try except finally with def class async".split())
_ENDERS = frozenset("return raise break continue pass".split())
_HEADER_END = re.compile(r":\s*(?:#[^\n]*)?$")
_PARTNERS = {
    "elif": {"if", "elif"},
    "else": {"if", "elif", "for", "while", "try", "except"},
    "except": {"try", "except"},
    "finally": {"try", "except", "else"},
}
_DONE_CLASS = "class with methods"
_VALUES = frozenset({"None", "True", "False", "pass", "break", "continue"})
# A comment on a line of code that lost its line ends: it ends where an assignment, a call or a keyword begins.
_COMMENT = re.compile(
    r"(?<=\s)(#[^#]{1,200}?)\s+(?=(?:for|while|if|def|class|return|import|from|with|try)\b|[A-Za-z_][\w.]*(?:\s*=(?!=)|\())"
)


@dataclass(frozen=True, slots=True)
class _Statement:
    text: str  # with the line ends it has inside brackets
    blank_before: bool

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


def compiles(code: str) -> bool:
    """Whether `code` is a Python program; nothing is run."""
    if len(code) > _LONGEST:
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(code + "\n", "<answer>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def is_program(code: str) -> bool:
    """Whether `code` compiles and does something that only a program does: imports, definitions, loops, calls.

    A lone name, a number or a formula such as `y = m * x + b` compiles too, and is none.
    """
    if not compiles(code):
        return False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        statements = ast.parse(code).body
    telling = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.While, ast.With, ast.Try)
    for node in statements:
        value = getattr(node, "value", None)
        if isinstance(node, telling) or isinstance(value, ast.Call) and _is_telling_call(node, value):
            return True
    return False


def lay_out(code: str) -> str | None:
    """Return `code` so that it compiles: as it is, or with line ends and indentation restored; None if neither does."""
    if compiles(code):
        return code
    lines = code.split("\n")
    if len(lines) > 1 and _has_indentation(lines):
        return None
    for candidate in (code, _COMMENT.sub(r"\1\n", code)) if len(lines) == 1 else (code,):
        statements = _statements(candidate)
        if statements and all(_is_statement(s) for s in statements):
            text = _indented(statements)
            if compiles(text):
                return text
    return None


def _is_telling_call(node: ast.stmt, call: ast.Call) -> bool:
    attribute = isinstance(call.func, ast.Attribute)
    printed = isinstance(call.func, ast.Name) and call.func.id == "print"
    return printed or attribute or isinstance(node, ast.Assign) and bool(call.keywords)


def _has_indentation(lines: list[str]) -> bool:
    depth = 0
    for line in lines:
        if depth <= 0 and line[:1] == " " and line.strip():
            return True
        depth += sum(line.count(sign) for sign in "([{") - sum(line.count(sign) for sign in ")]}")
    return False


def _statements(code: str) -> list[_Statement] | None:
    """Split code into statements at its line ends outside brackets and wherever two operands meet."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    except (tokenize.TokenError, SyntaxError):
        return None
    lines = code.split("\n")
    starts = [*_starts(tokens), (len(lines), len(lines[-1]))]
    texts = [_between(lines, start, end) for start, end in zip(starts, starts[1:], strict=False)]
    blank = [False, *(text.endswith("\n\n") for text in texts)]
    return [_Statement(text.strip(), gap) for text, gap in zip(texts, blank, strict=False) if text.strip()]


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
        ternaries += (token.string == "if" and first != "if" and depth == 0) - (token.string == "else" and ternaries > 0)
        imports += token.string == "import"
        previous = None if token.type == tokenize.COMMENT else token


def _meets(
    previous: tokenize.TokenInfo, first: str, ternaries: int, imports: int, tokens: list[tokenize.TokenInfo], at: int
) -> bool:
    """Whether a statement ends before token `at`, outside brackets: after a block's colon, or between two operands.

    `first` is the statement's first word; `ternaries` and `imports` are its open conditional expressions and its imports.
    """
    token = tokens[at]
    if previous.string == ":" and first in _OPENERS:
        return True
    operand = previous.type in (tokenize.NUMBER, tokenize.STRING) or previous.string in _VALUES
    operand = operand or previous.string in (")", "]", "}") or previous.type == tokenize.NAME and not keyword.iskeyword(previous.string)
    if not operand or previous.end == token.start:
        return False
    word = token.string
    if token.type != tokenize.NAME:
        return token.type == tokenize.NUMBER or token.type == tokenize.STRING and previous.type != tokenize.STRING or word == "@" and first not in "@"
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


def _is_statement(statement: _Statement) -> bool:
    """Whether a piece can stand alone as a statement that does something: prose between code is none."""
    text = statement.text
    if text.startswith(("#", "@")) or statement.keyword in ("try", *_PARTNERS):
        return True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = ast.parse(f"{text}\n pass" if statement.opens else text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    node = body[0] if len(body) == 1 else None
    telling = (ast.Call, ast.Await, ast.Yield, ast.YieldFrom)
    return node is not None and (not isinstance(node, ast.Expr) or isinstance(node.value, telling) or _is_string(node.value))


def _is_string(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _indented(statements: list[_Statement]) -> str:
    """Return the statements on lines of their own, indented by the blocks that their keywords open and end."""
    blocks: list[tuple[str, str]] = []  # keyword and name of each open block
    filled = True  # the innermost block has a statement
    lines: list[str] = []
    for at, statement in enumerate(statements):
        word = statement.keyword
        if filled:
            _leave(blocks, statement, statements[at + 1 : at + 3])
        indent = "    " * len(blocks)
        if statement.blank_before and lines:
            lines.append("")
        lines += [indent + line if n == 0 else line for n, line in enumerate(statement.text.split("\n"))]
        filled = filled or not statement.text.startswith("#")
        if statement.opens:
            words = statement.words
            if word == "def" and blocks and blocks[-1][0] == "class":
                blocks[-1] = (_DONE_CLASS, blocks[-1][1])
            blocks.append((word, words[words.index(word) + 1] if word in ("def", "class") and len(words) > 1 else ""))
            filled = False
        elif word in _ENDERS:
            if blocks and not (at + 1 < len(statements) and statements[at + 1].keyword in _PARTNERS):
                ended = blocks.pop()
                if word == "return" and ended[0] == "else" and blocks and blocks[-1][0] == "def":
                    blocks.pop()  # both branches have returned
            filled = True
        elif not statement.text.startswith("#"):
            filled = True
    return "\n".join(lines)


def _leave(blocks: list[tuple[str, str]], statement: _Statement, following: list[_Statement]) -> None:
    """Close the blocks that cannot hold `statement`."""
    word = statement.keyword
    if word in _PARTNERS:
        while blocks and blocks[-1][0] not in _PARTNERS[word]:
            blocks.pop()
        if blocks:
            blocks.pop()
    elif word == "def" or statement.text.startswith("@"):
        definition = next((s for s in [statement, *following] if s.keyword == "def"), statement)
        while blocks and not (blocks[-1][0] in ("class", _DONE_CLASS) and _is_method(definition, statement)):
            blocks.pop()
    elif word in ("class", "import", "from") or "__name__" in statement.text and word == "if":
        blocks.clear()
    elif word == "return":  # as the second statement of a loop it would end the loop in its first turn
        while len(blocks) > 1 and blocks[-1][0] in ("for", "while", "with"):
            blocks.pop()
    else:
        _leave_used(blocks, statement)


def _is_method(definition: _Statement, statement: _Statement) -> bool:
    return bool(re.match(r"(?:async\s+)?def\s+\w+\s*\(\s*(?:self|cls)\b", definition.text)) or "staticmethod" in statement.text


def _leave_used(blocks: list[tuple[str, str]], statement: _Statement) -> None:
    """A statement that uses a function or class by its name stands behind its definition, as does one behind methods."""
    words = set(statement.words)
    for n, (word, name) in enumerate(blocks):
        if name and name in words or word == _DONE_CLASS and n + 1 == len(blocks) and not statement.text.startswith(("#", '"', "'")):
            del blocks[n:]
            return
