"""The command `ingest`: scraped pages into the collection, with a plan, a report and every mistake told."""

import sys
from pathlib import Path

import click

from build_tools.collection import write_file
from build_tools.errors import UserError
from build_tools.ingest import Plan, apply, as_json, as_markdown, open_collection, plan, read_pages
from build_tools.matching import load_encoder
from build_tools.reading import files_in

_MEGABYTE = 1_000_000


def run(
    paths: list[Path],
    docs: Path,
    report: Path | None,
    as_json: bool,
    dry_run: bool,
    questions_only: bool,
    append_new: bool,
    encoder: Path | None,
    limit: int,
) -> None:
    """Ingest `paths` into `docs`; files that cannot be read are told of at the end, the others are done."""
    files, others = files_in(paths)
    if not files:
        raise UserError(
            " ".join(map(str, paths)), "no page in it", "name text, Markdown or HTML files, or folders of them"
        )
    collection = open_collection(docs)
    with click.progressbar(length=len(files), label="Reading", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        pages, mistakes = read_pages(files, limit * _MEGABYTE, lambda done, whole: bar.update(1))
    if pages:
        work = plan(pages, collection, questions_only, load_encoder(encoder) if encoder else None)
        if not dry_run:
            apply(work, append_new)
        if report and not dry_run:
            write_file(report, _report(work, as_json))
        click.echo(_report(work, as_json) if dry_run else _summary(work, docs, append_new), nl=not dry_run)
    for other in others:
        click.echo(f"{other}: no page, left out (pages end in .txt, .md or .html)", err=True)
    if mistakes:
        raise ExceptionGroup("ingest", mistakes)


def _report(work: Plan, json_wanted: bool) -> str:
    return as_json(work) if json_wanted else as_markdown(work)


def _summary(work: Plan, docs: Path, append_new: bool) -> str:
    states = [p.state for p in work.placed]
    lines = [
        f"{len(work.placed)} questions of {len(work.pages)} pages: "
        f"{states.count('new')} in {len(work.new_entries)} new entries, "
        f"{states.count('added')} added to entries, {states.count('known')} there already ({docs})"
    ]
    again = len(work.pages) - len(work.new_sources)
    if again:
        lines.append(f"{again} of the pages are sources that stand, or one another, scraped again")
    if work.unsure:
        lines.append(f"{len(work.unsure)} pairs may be one question: decide them by the report (--report FILE)")
    if work.unsorted:
        lines.append(f"{len(work.unsorted)} entries are in topics/unsorted: no topic's words mark them")
    if work.offers and not append_new:
        lines.append(f"{len(work.offers)} answers add to entries that stand: see the report, or use --append-new")
    refused = sum(piece.reason == "policy" for _, page, _ in work.pages for piece in page.left_out)
    if refused:
        lines.append(f"{refused} answers are left out because no page may show them: see the report (--report FILE)")
    return "\n".join(lines)
