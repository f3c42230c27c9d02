"""The command `check`: what is wrong in a collection, or in the files that changed; what a machine can mend, mended."""

from collections.abc import Collection, Sequence
from pathlib import Path

import click

from build_tools.check import check_all
from build_tools.collection import markdown_files, mend, read_text, readable, schema, write_file
from build_tools.errors import UserError
from build_tools.messages import anchor_of
from build_tools.revision import changed_files, former_collection, losses


def run(
    files: Sequence[Path], docs: Path, since: str | None, fix: bool, against: Sequence[Path], programs: bool
) -> bool:
    """Print each mistake on a line, with the anchor that explains it, and return whether there is any.

    With `files`, or a revision `since`, only what is wrong in those files, or in those that changed, is told; `since`
    also tells what the collection has lost. The rules between files are looked at in the whole collection always.
    """
    named = {path.resolve() for path in files}
    if since:
        named |= {path.resolve() for path in changed_files(docs, since)}
    all_of_it = not files and not since
    if fix:
        _fix(docs, None if all_of_it else named)
    found = check_all(docs, against, programs)
    if not all_of_it:
        found = [mistake for mistake in found if Path(mistake.place).resolve() in named]
    if since:
        found += losses(former_collection(docs, since), readable(docs))
    for mistake in found:
        click.echo(told(mistake), err=True)
    if not found:
        click.echo(f"{docs}: nothing wrong" if all_of_it else f"{docs}: nothing wrong in {len(named)} files")
    return bool(found)


def told(mistake: UserError) -> str:
    """Return a mistake in one line, with its anchor on the page that explains all of them."""
    line, anchor = " ".join(str(mistake).split()), anchor_of(mistake.cause)
    return f"{line} [{anchor}]" if anchor else line


def _fix(docs: Path, named: Collection[Path] | None) -> None:
    """Mend the Markdown files of the collection, or those of them that are named, and say which."""
    for path in markdown_files(docs):
        if named is not None and path.resolve() not in named:
            continue
        text = read_text(path)
        mended = mend(text, schema.of(path.relative_to(docs)))
        if mended != text:
            write_file(path, mended)
            click.echo(f"{path}: mended")
