"""The command `extract`: the questions of scraped pages as JSON or as a table, changing nothing."""

import json
from pathlib import Path

import click

from build_tools.errors import UserError
from build_tools.extraction import account, extract
from build_tools.model import Extraction
from build_tools.policy import in_time
from build_tools.reading import files_in, read

_MEGABYTE = 1_000_000
_WIDEST = 90  # characters of a wording in the table


def run(paths: list[Path], as_json: bool, limit: int) -> None:
    """Print what is found in each page of `paths`; pages that cannot be read are told of at the end."""
    files, others = files_in(paths)
    mistakes = []
    for file in files:
        try:
            with in_time(file):
                extraction = extract(read(file, limit * _MEGABYTE))
        except UserError as mistake:
            mistakes.append(mistake)
            continue
        click.echo(json.dumps(_data(extraction), ensure_ascii=False) if as_json else _table(extraction))
        if not extraction.questions:
            mistakes.append(
                UserError(file, "the page holds no question", "leave it out, or check that the scrape is whole")
            )
    for other in others:
        click.echo(f"{other}: no page, left out (pages end in .txt, .md or .html)", err=True)
    if mistakes:
        raise ExceptionGroup("extract", mistakes)


def _data(extraction: Extraction) -> dict:
    return {
        "source": extraction.source,
        "questions": [
            {"number": q.number, "question": q.question, "answer": q.answer, "lines": list(q.lines)}
            for q in extraction.questions
        ],
        "left_out": [{"lines": list(p.lines), "text": p.text, "reason": p.reason} for p in extraction.left_out],
    }


def _table(extraction: Extraction) -> str:
    rows = [f"{extraction.source}: {len(extraction.questions)} questions"]
    for q in extraction.questions:
        size = f"{len(q.answer.split()):5} words" if q.answer else "  no answer"
        shown = q.question if len(q.question) <= _WIDEST else q.question[: _WIDEST - 1] + "…"
        rows.append(f"  {q.number!s:>5}  lines {q.lines[0]:>5}-{q.lines[1]:<5} {size}  {shown}")
    reasons = [
        f"{name} {pieces}" for name, (pieces, _) in account(extraction).items() if name not in ("question", "answer")
    ]
    return "\n".join([*rows, f"  left out: {', '.join(reasons) or 'nothing'}"])
