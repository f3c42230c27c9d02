"""Write the parts of the documentation that are made from the code, so that they cannot go stale: `make docs`.

What a person writes stands above the heading in `PARTS`; what follows the heading is replaced.
"""

import ast
from pathlib import Path

import click

from build_tools.cli import main
from build_tools.messages import MESSAGES

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "build_tools"


def modules() -> str:
    """Return a list of the modules of each package, each with its docstring's first line."""
    parts = []
    for package in sorted(path.parent for path in PACKAGE.rglob("__init__.py")):
        lines = [f"### {package.relative_to(ROOT).as_posix()}", ""]
        for path in sorted(package.glob("*.py"), key=lambda path: (path.name != "__init__.py", path)):
            docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
            name = path.relative_to(ROOT).as_posix().removesuffix("__init__.py")
            lines.append(f"- `{name}`: {docstring.partition(chr(10))[0]}")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def commands() -> str:
    """Return a section for each command: how it is called, what it does, its options."""
    context = click.Context(main, info_name="python -m build_tools")
    parts = []
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        inner = click.Context(command, info_name=name, parent=context)
        usage = " ".join(["python -m build_tools", name, *command.collect_usage_pieces(inner)])
        described = "\n\n".join(" ".join(block.split()) for block in (command.help or "").split("\n\n"))
        options = [record for option in command.params if (record := option.get_help_record(inner))]
        lines = "\n".join(f"- `{flags}`: {text}" for flags, text in options)
        parts.append(f"### {name}\n\n```console\n{usage}\n```\n\n{described}\n\n{lines}".rstrip())
    return "\n\n".join(parts)


def messages() -> str:
    """Return a section for each kind of message of `check`: what it says and what it means."""
    parts = []
    for message in MESSAGES:
        said = "\n".join(f"- {one}" for one in message.says)
        parts.append(f"### {message.name}\n\n{said}\n\n{message.means}")
    return "\n\n".join(parts)


PARTS = {
    ROOT / "docs" / "architecture.md": ("## Modules", modules),
    ROOT / "docs" / "commands.md": ("## All commands", commands),
    ROOT / "docs" / "messages.md": ("## All messages", messages),
}


def renew(text: str, heading: str, made: str) -> str:
    """Return `text` with `made` in place of what follows `heading`."""
    written = text.partition(f"{heading}\n")[0]
    return f"{written}{heading}\n\n{made}\n"


if __name__ == "__main__":
    for file, (heading, make) in PARTS.items():
        file.write_text(renew(file.read_text("utf-8"), heading, make()), "utf-8")
