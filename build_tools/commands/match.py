"""The command `match`: which questions are the same, and whether a collection has one already, changing nothing."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from build_tools.collection import load
from build_tools.errors import UserError
from build_tools.ids import question_id
from build_tools.matching import MERGE, SUGGEST, Evidence, Grouping, Wording, group, load_encoder, nearest
from build_tools.model import Collection


def run(question: str | None, as_json: bool, against: Path | None, encoder: Path | None = None) -> None:
    """Match one question given, or those on standing input, with one another or `against` a collection."""
    wordings = [Wording(question)] if question else _read(sys.stdin)
    if against is None and question:
        against = Path("docs")
    results = _against(wordings, load(against)) if against else _together(wordings, encoder)
    for wording, result in zip(wordings, results, strict=True):
        click.echo(json.dumps(result, ensure_ascii=False) if as_json else _told(wording, result))


def _read(lines: Iterable[str]) -> list[Wording]:
    wordings = []
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except json.JSONDecodeError as error:
            raise UserError(
                "standard input", f"not JSON ({error.msg})", 'give {"question": "…"} on each line', n
            ) from None
        if (
            not isinstance(item, dict)
            or not isinstance(item.get("question"), str)
            or not isinstance(item.get("answer") or "", str)
        ):
            raise UserError("standard input", 'no text under "question"', 'give {"question": "…", "answer": "…"}', n)
        wordings.append(Wording(item["question"], item.get("answer") or ""))
    return wordings


def _together(wordings: list[Wording], encoder: Path | None) -> list[dict]:
    grouping = group(wordings, encoder=load_encoder(encoder) if encoder else None)
    names = _names(wordings, grouping)
    near: dict[int, list[dict]] = {}
    for suggestion in grouping.suggestions:
        for one, other in ((suggestion.left, suggestion.right), (suggestion.right, suggestion.left)):
            near.setdefault(one, []).append({"group": names[other], **_evidence(suggestion.evidence)})
    results: list[dict] = [{} for _ in wordings]
    for n, found in enumerate(grouping.groups):
        for i in found.members:
            evidence = {"centre": wordings[found.centre].question, **_evidence(grouping.evidence[i])}
            results[i] = {"group": names[n], "evidence": evidence | {"suggested": near.get(n, [])}}
    return results


def _names(wordings: list[Wording], grouping: Grouping) -> list[str]:
    """Name each group by its centre; like names are numbered in the order of their words, not of the input."""
    taken: set[str] = set()
    names = [""] * len(grouping.groups)
    for n in sorted(range(len(names)), key=lambda n: (wordings[grouping.groups[n].centre].question, n)):
        names[n] = question_id(wordings[grouping.groups[n].centre].question, taken)
        taken.add(names[n])
    return names


def _against(wordings: list[Wording], collection: Collection) -> list[dict]:
    known = [(text, e) for e in collection.entries for text in dict.fromkeys((e.title, *(a.wording for a in e.asked)))]
    results = []
    for wording in wordings:
        best: dict[str, dict] = {}
        for i, evidence in nearest(wording, [Wording(text, e.body) for text, e in known], 15):
            text, entry = known[i]
            best.setdefault(entry.id, {"entry": entry.id, "title": entry.title, "wording": text, **_evidence(evidence)})
        near = list(best.values())[:5]
        there = bool(near) and near[0]["score"] >= round(MERGE, 3)
        results.append({"group": near[0]["entry"] if there else None, "evidence": {"nearest": near}})
    return results


def _evidence(evidence: Evidence) -> dict:
    return {"score": round(evidence.score, 3), "matched": list(evidence.matched), "differed": list(evidence.differed)}


def _told(wording: Wording, result: dict) -> str:
    """Return a few lines for people."""
    evidence = result["evidence"]
    if "nearest" not in evidence:
        return f"{result['group']}: {wording.question}"
    near = evidence["nearest"]
    head = f"There already: {result['group']}" if result["group"] else "Not there, as far as the words tell."
    rows = [
        f"  {n['score']:.2f}  {'maybe ' if SUGGEST <= n['score'] < MERGE else ''}{n['entry']}: {n['title']}"
        + (f"  (unlike in {'; '.join(n['differed'])})" if n["differed"] else "")
        for n in near
    ]
    return "\n".join([f"{wording.question}", head, *rows])
