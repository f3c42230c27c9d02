"""Tell what an ingest did and what became of every line: Markdown for people, JSON for programs."""

import json
import re
from collections import Counter

from build_tools.extraction import account, unaccounted
from build_tools.ingest.plan import Placed, Plan
from build_tools.matching import Evidence
from build_tools.model import REASONS, Document, Extraction, Source


def as_json(work: Plan) -> str:
    """Return the report as JSON text with one object; keys in a fixed order."""
    return json.dumps(_data(work), ensure_ascii=False, indent=2) + "\n"


def _data(work: Plan) -> dict:
    return {
        "counts": dict(_counts(work)),
        "questions": [_question(placed) for placed in work.placed],
        "undecided": [{"left": u.left, "right": u.right, "evidence": _evidence(u.evidence)} for u in work.unsure],
        "unsorted": list(work.unsorted),
        "offers": [{"entry": o.entry.id, "text": o.block} for o in work.offers],
        "sources": [_source(work, *page) for page in work.pages],
    }


def _question(placed: Placed) -> dict:
    question = placed.question
    return {
        "source": placed.source.id,
        "number": question.number,
        "question": question.question,
        "lines": list(question.lines),
        "entry": placed.entry,
        "state": placed.state,
        "evidence": _evidence(placed.evidence),
    }


def _source(work: Plan, document: Document, extraction: Extraction, source: Source) -> dict:
    return {
        "source": source.id,
        "file": document.name,
        "new": source in work.new_sources,
        "account": {name: {"pieces": n, "words": words} for name, (n, words) in account(extraction).items()},
        "unaccounted_lines": unaccounted(document, extraction),
        "left_out": [{"lines": list(p.lines), "text": p.text, "reason": p.reason} for p in extraction.left_out],
    }


def _evidence(evidence: Evidence | None) -> dict | None:
    if evidence is None:
        return None
    return {"score": round(evidence.score, 3), "matched": list(evidence.matched), "differed": list(evidence.differed)}


def _counts(work: Plan) -> Counter[str]:
    states = Counter({"new entries": len(work.new_entries)})
    states.update(f"questions {p.state}" for p in work.placed)
    states.update(
        {"pairs to decide": len(work.unsure), "entries unsorted": len(work.unsorted), "offers": len(work.offers)}
    )
    return states


def as_markdown(work: Plan) -> str:
    """Return the report as Markdown: counts, what to decide, what was placed where, and the ledger of every source."""
    parts = ["# Report of an ingest", "\n".join(f"- {name}: {count}" for name, count in _counts(work).items())]
    if work.unsure:
        parts += [
            "## Pairs to decide",
            _HOW_TO_DECIDE,
            "\n".join(f"- `{u.left}` and `{u.right}`: {_told(u.evidence)}" for u in work.unsure),
        ]
    if work.unsorted:
        parts += [
            "## Unsorted",
            "No topic's words mark these entries:",
            "\n".join(f"- `{name}`" for name in work.unsorted),
        ]
    if work.offers:
        parts += ["## New material for entries that stand", "`--append-new` puts it behind their text."]
        parts += [f"### {o.entry.title}\n\n{o.block}" for o in work.offers]
    parts += ["## Questions", "\n".join(_placed(p) for p in work.placed)]
    parts += [_ledger(document, extraction, source.title) for document, extraction, source in work.pages]
    return "\n\n".join(parts) + "\n"


_HOW_TO_DECIDE = (
    "The same question: move the `asked` lines of one entry to the other, and write the former's id into the latter's "
    "`former_ids`. Two questions: write the other's id into `distinct_from` of one. Either decision stands for good."
)


def _told(evidence: Evidence) -> str:
    same = "; ".join(evidence.matched) or "nothing"
    return f"score {evidence.score:.2f}, alike in {same}" + (
        f"; unlike in {'; '.join(evidence.differed)}" if evidence.differed else ""
    )


def _placed(placed: Placed) -> str:
    why = f" ({_told(placed.evidence)})" if placed.evidence and placed.evidence.score < 1 else ""
    who = f"{placed.source.id} {placed.question.number}"
    return f"- {placed.state}: {who}, “{placed.question.question}” → `{placed.entry}`{why}"


def _ledger(document: Document, extraction: Extraction, title: str) -> str:
    rows = [f"| {name} | {n} | {count} | {REASONS.get(name, '')} |" for name, (n, count) in account(extraction).items()]
    table = "\n".join(["| what | pieces | words | meaning |", "|---|---:|---:|---|", *rows])
    lost = unaccounted(document, extraction)
    state = f"Lines without account: {', '.join(map(str, lost))}." if lost else "Every non-blank line is accounted for."
    left = "\n".join(
        f"- lines {piece.lines[0]}–{piece.lines[1]}, {piece.reason}: {_quoted(piece.text)}"
        for piece in extraction.left_out
    )
    return f"## Ledger: {document.name} ({title})\n\n{state}\n\n{table}" + (f"\n\n{left}" if left else "")


def _quoted(text: str) -> str:
    """Return the whole of `text` on one line, so that nothing in it acts as Markdown."""
    shown = " ".join(text.split())
    ticks = "`" * (max((len(run) for run in re.findall(r"`+", shown)), default=0) + 1)
    return f"{ticks} {shown} {ticks}"
