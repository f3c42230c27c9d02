"""The programs of an answer: whether its blocks of Python parse."""

import ast
from collections.abc import Iterator

from build_tools.content.text import Finding, Text, blocks


def check_programs(text: Text) -> Iterator[Finding]:
    """Yield the blocks marked as Python that are none."""
    for block in blocks(text.body):
        if block.language == "python":
            try:
                ast.parse(block.code)
            except (SyntaxError, ValueError) as error:
                line = text.line(block.start) + (getattr(error, "lineno", 1) or 1) - 1
                cause = f"the Python code does not parse: {getattr(error, 'msg', error)}"
                yield line, cause, "mend it, or mark the block `text`"
