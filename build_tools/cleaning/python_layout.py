"""Give Python code back its lines and its indentation, where a scraper lost them, and check that it compiles.

Blocks are rebuilt from the keywords that open and end them. Nothing is kept that the compiler refuses.
"""

import ast
import re
import warnings

from build_tools.cleaning.python_statements import PARTNERS, Statement, is_statement, statements_of

_LONGEST = 200_000  # characters; longer code is shown as it is  # characters; longer code is shown as it is
_ENDERS = frozenset("return raise break continue pass".split())
_FEW = 2  # statements
_DONE_CLASS = "class with methods"
# A comment on a line of code that lost its line ends: it ends where an assignment, a call or a keyword begins.
_COMMENT = re.compile(
    r"(?<=\s)(#[^#]{1,200}?)\s+(?=(?:for|while|if|def|class|return|import|from|with|try)\b|[A-Za-z_][\w.]*(?:\s*=(?!=)|\())"
)


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
    telling = (
        ast.Import,
        ast.ImportFrom,
        ast.FunctionDef,
        ast.AsyncFunctionDef,
        ast.ClassDef,
        ast.For,
        ast.While,
        ast.With,
        ast.Try,
    )
    for node in statements:
        value = getattr(node, "value", None)
        decides = isinstance(node, ast.If) and isinstance(node.test, (ast.Compare, ast.Call, ast.BoolOp))
        if isinstance(node, telling) or decides or isinstance(value, ast.Call) and _is_telling_call(node, value):
            return True
    return False


def lay_out(code: str) -> str | None:
    """Return `code` so that it compiles: as it is, or with line ends and indentation restored; None if neither does."""
    one_line = "\n" not in code
    broken = _COMMENT.sub(r"\n\1\n", code) if one_line else code
    whole = compiles(code)
    if whole and broken == code or not one_line and (whole or _has_indentation(code.split("\n"))):
        return code if whole else None
    statements = statements_of(broken)
    if statements and all(is_statement(s) for s in statements):
        text = _indented(statements)
        commands = sum(not s.text.startswith("#") for s in statements)
        # a line that compiles may end in a comment that names a function; with more statements it lost its ends
        if compiles(text) and (not whole or commands > _FEW):
            return text
    return code if whole else None


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


def _indented(statements: list[Statement]) -> str:
    """Return the statements on lines of their own, indented by the blocks that their keywords open and end."""
    blocks: list[tuple[str, str]] = []  # keyword and name of each open block
    filled = True  # the innermost block has a statement
    lines: list[str] = []
    comments: list[Statement] = []  # they stand as deep as the statement behind them
    for at, statement in enumerate(statements):
        if statement.text.startswith("#"):
            comments.append(statement)
            continue
        following = [s for s in statements[at + 1 : at + 4] if not s.text.startswith("#")]
        if filled:
            _leave(blocks, statement, following)
        lines += _lines([*comments, statement], len(blocks))
        comments = []
        filled = not statement.opens
        if statement.opens:
            _open(blocks, statement)
        elif statement.keyword in _ENDERS and not (following and following[0].keyword in PARTNERS):
            _end(blocks, statement.keyword)
    return "\n".join([*lines, *_lines(comments, 0)]).lstrip("\n")


def _end(blocks: list[tuple[str, str]], word: str) -> None:
    """Close the block that a return, raise, break, continue or pass ends."""
    ended = blocks.pop()[0] if blocks else ""
    if ended == "else" and word == "return" and blocks and blocks[-1][0] == "def":
        blocks.pop()  # both branches have returned


def _lines(statements: list[Statement], depth: int) -> list[str]:
    lines = []
    for statement in statements:
        first, *others = statement.text.split("\n")
        lines += [*([""] if statement.blank_before else []), "    " * depth + first, *others]
    return lines


def _open(blocks: list[tuple[str, str]], statement: Statement) -> None:
    word, words = statement.keyword, statement.words
    if word == "def" and blocks and blocks[-1][0] == "class":
        blocks[-1] = (_DONE_CLASS, blocks[-1][1])
    named = word in ("def", "class") and len(words) > words.index(word) + 1
    blocks.append((word, words[words.index(word) + 1] if named else ""))


def _leave(blocks: list[tuple[str, str]], statement: Statement, following: list[Statement]) -> None:
    """Close the blocks that cannot hold `statement`."""
    word = statement.keyword
    if word in PARTNERS:
        while blocks and blocks[-1][0] not in PARTNERS[word]:
            blocks.pop()
        if blocks:
            blocks.pop()
    elif word == "def" or statement.text.startswith("@"):
        definition = next((s for s in [statement, *following] if s.keyword == "def"), statement)
        while blocks and not (blocks[-1][0] in ("class", _DONE_CLASS) and _is_method(definition, statement)):
            blocks.pop()
    elif word in ("class", "import", "from") or "__name__" in statement.text and word == "if":
        blocks.clear()
    elif word == "return" and any(name[0] == "def" for name in blocks):
        _leave_for_return(blocks, following)
    else:
        _leave_used(blocks, statement)


def _leave_for_return(blocks: list[tuple[str, str]], following: list[Statement]) -> None:
    """A return that is a function's last statement stands at the function's level.

    As the second statement of a loop it would end the loop in its first turn.
    """
    names = {name for _, name in blocks if name}
    last = (
        not following or following[0].keyword in ("def", "class", "import", "from") or following[0].text.startswith("@")
    )
    last = last or following[0].blank_before or bool(names & set(following[0].words))
    ending = frozenset(
        {"for", "while", "with"} | ({"if", "elif", "else", "try", "except", "finally"} if last else set())
    )
    while blocks[-1][0] in ending:
        blocks.pop()


def _is_method(definition: Statement, statement: Statement) -> bool:
    return (
        bool(re.match(r"(?:async\s+)?def\s+\w+\s*\(\s*(?:self|cls)\b", definition.text))
        or "staticmethod" in statement.text
    )


def _leave_used(blocks: list[tuple[str, str]], statement: Statement) -> None:
    """Close the definition of a function or class that the statement uses by name, and a class that has methods."""
    words = set(statement.words)
    for n, (word, name) in enumerate(blocks):
        if (
            name
            and name in words
            or word == _DONE_CLASS
            and n + 1 == len(blocks)
            and not statement.text.startswith(("#", '"', "'"))
        ):
            del blocks[n:]
            return
