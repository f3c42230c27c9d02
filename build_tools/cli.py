"""The command line: `python -m build_tools COMMAND`, with help for every command and option."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from build_tools.errors import UserError

_PATH = click.Path(path_type=Path)
_docs = click.option(
    "--docs", type=_PATH, default=Path("docs"), show_default=True, help="The folder of the collection."
)
_encoder = click.option(
    "--encoder",
    type=_PATH,
    metavar="FOLDER",
    help="Suggest more pairs by the sentence encoder in FOLDER (needs numpy).",
)
_limit = click.option(
    "--limit",
    type=click.IntRange(1),
    default=20,
    show_default=True,
    help="Refuse files larger than this many megabytes.",
)


class Commands(click.Group):
    """A group that tells a user's mistake in one line and ends with status 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; print each `UserError` it ends with."""
        mistakes: list[UserError] = []
        try:
            return super().invoke(ctx)
        except* UserError as group:
            mistakes += _flat(group)
        for mistake in mistakes:
            click.echo(" ".join(str(mistake).split()), err=True)
        sys.exit(1)


def _flat(group: BaseExceptionGroup) -> list[UserError]:
    return [one for error in group.exceptions for one in (_flat(error) if hasattr(error, "exceptions") else [error])]


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """Turn scraped pages of interview questions into a deduplicated site."""


@main.command()
@click.argument("paths", nargs=-1, required=True, type=_PATH, metavar="PATH...", help="Pages, and folders of pages.")
@_docs
@click.option("--report", type=_PATH, metavar="FILE", help="Write what became of every line of every page to FILE.")
@click.option("--json", "as_json", is_flag=True, help="Write the report as JSON in place of Markdown.")
@click.option("--dry-run", is_flag=True, help="Print what would be done, and change no file.")
@click.option("--questions-only", is_flag=True, help="Take the questions and leave the pages' answers where they are.")
@click.option("--append-new", is_flag=True, help="Append new material to entries that stand, under its source's name.")
@_encoder
@_limit
def ingest(paths: tuple[Path, ...], **options: object) -> None:
    """Read scraped pages (files, or folders of them) into the collection.

    Adds files for new questions, and lines to `asked` of entries that answer a question already. It never changes an
    entry's text (--append-new adds behind it). A folder that does not exist becomes a new collection.
    """
    from build_tools.commands.ingest import run  # imported here so that the other commands start at once

    run(list(paths), **options)


@main.command()
@_docs
@click.option(
    "--site", type=_PATH, default=Path("site"), show_default=True, help="The folder of the site; it is replaced."
)
def build(docs: Path, site: Path) -> None:
    """Build the site of a collection.

    Reads the collection and replaces the folder of the site when all is built; a failed build leaves it as it was.
    """
    from build_tools.build import build as run

    with click.progressbar(length=1000, label="Building", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        pages = run(docs, site, _fraction(bar))
    click.echo(f"{pages} pages in {site}")


def _fraction(bar: "click._termui_impl.ProgressBar") -> Callable[[int, int], None]:
    """Return a function that moves `bar` (of length 1000) to the part of the whole that is done."""
    return lambda done, whole: bar.update(1000 * done // max(whole, 1) - bar.pos)


@main.command()
@_docs
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve the site (host:port).")
def serve(docs: Path, address: str) -> None:
    """Build the site into a temporary folder and serve it on this machine.

    An edited entry shows on its page within seconds. Where its title or other front matter has changed, the whole site
    follows, with its lists, search and cards; so it does when any other file is saved. Changes no file.
    """
    from build_tools.serve import serve as run

    run(docs, address, click.echo)


@main.command()
@click.argument("files", nargs=-1, type=_PATH, metavar="[FILE]...", help="Tell only of these files.")
@_docs
@click.option(
    "--changed-since",
    metavar="REVISION",
    help="Tell only of the files changed since REVISION of git, and of addresses and questions lost since.",
)
@click.option("--fix", is_flag=True, help="First mend what a machine can mend in the files; no word changes.")
@click.option(
    "--against",
    type=_PATH,
    multiple=True,
    metavar="FOLDER",
    help="Find sentences that answers share with the pages in FOLDER.",
)
@click.option("--run", is_flag=True, help="Run the answers' programs too, with your rights: for texts that you trust.")
def check(
    files: tuple[Path, ...], docs: Path, changed_since: str | None, fix: bool, against: tuple[Path, ...], run: bool
) -> None:
    """Print what is wrong in a collection, a line each: file, line, cause and remedy, and where it is explained.

    Looks at the files, and at the texts: their form, code, words and glossary. Changes no file but with --fix; ends
    with status 1 where something is wrong.
    """
    from build_tools.commands.check import run as run_check

    if run_check(files, docs, changed_since, fix, against, run):
        sys.exit(1)


@main.command()
@click.argument("files", nargs=-1, required=True, type=_PATH, metavar="FILE...", help="Pages, and folders of pages.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a page, in place of a table.")
@_limit
def extract(files: tuple[Path, ...], as_json: bool, limit: int) -> None:
    """Print the questions found in scraped pages, and what was left out. Changes no file."""
    from build_tools.commands.extract import run

    run(list(files), as_json=as_json, limit=limit)


@main.command()
@click.argument("question", required=False, help="The question to look for.")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON a question in place of a table.")
@click.option("--against", type=_PATH, metavar="DOCS", help="Compare with the entries of the collection in DOCS.")
@_encoder
def match(question: str | None, as_json: bool, against: Path | None, encoder: Path | None) -> None:
    """Say which questions are the same, or whether a collection has a QUESTION already.

    Without QUESTION reads lines of JSON {"question", "answer"?} from standard input. Changes no file.
    """
    from build_tools.commands.match import run

    run(question, as_json=as_json, against=against, encoder=encoder)


@main.command()
@click.argument("target", type=_PATH, metavar="DIR", help="The folder to write; it is made where it is missing.")
@_docs
@click.option("--tex", is_flag=True, help="Leave formulas as TeX, for a generator that draws them itself.")
def export(target: Path, docs: Path, tex: bool) -> None:
    """Write the site's pages as Markdown files to DIR, for any other site generator.

    Formulas are MathML in them, which browsers draw without a script. Replaces what an earlier export wrote to DIR, and
    nothing else.
    """
    from build_tools.export import export as run

    click.echo(f"{run(docs, target, tex)} pages in {target}")


@main.command()
@click.argument("base", type=_PATH, help="The file of the entry as both sides found it.")
@click.argument("ours", type=_PATH, help="The file as one side left it; the merge is written here.")
@click.argument("theirs", type=_PATH, help="The file as the other side left it.")
def merge(base: Path, ours: Path, theirs: Path) -> None:
    """Merge two versions of an entry for git; `make hooks` tells git to use it.

    The `asked` lines of both sides stand. Writes the file OURS; ends with status 1 where it holds a conflict.
    """
    from build_tools.commands.merge import run

    if run(base, ours, theirs):
        sys.exit(1)


@main.command()
@_docs
@click.option("--against", required=True, metavar="REVISION", help="The revision of git that the change began at.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON in place of lines for people.")
def review(docs: Path, against: str, as_json: bool) -> None:
    """Say what a change does to a collection, for whoever decides on it.

    Lists changed files, moved addresses, mistakes in what changed, and new questions that may be there already. Changes
    no file, and ends with status 0 whatever it finds.
    """
    from build_tools.commands.review import run

    run(docs, against, as_json)
