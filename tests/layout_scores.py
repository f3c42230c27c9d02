"""Score extraction on pages with labels: questions found, and answers that begin and end where the labels say."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from build_tools.extraction import extract
from build_tools.reading import read
from build_tools.text import wording_key, words

EDGE = 4  # words of an answer's beginning and end that are compared
BLOCK_MARKS = r"^\s*(?:#{1,6} |> |[-*+•] |\d{1,2}[.)] |```.*|~~~.*)"


@dataclass(frozen=True)
class Score:
    """Figures of one page, 0 to 1."""

    f1: float
    starts: float
    ends: float
    wrong: tuple[str, ...]  # for people: what was missed, what was not asked, whose answer has other bounds


def labelled(folder: Path) -> list[Path]:
    """Return the pages of `folder` that have labels beside them."""
    return sorted(p for p in folder.iterdir() if p.suffix != ".json" and p.with_suffix(".json").exists())


def score(page: Path, labels: list[dict]) -> Score:
    """Compare what is extracted from `page` with its labels; what a label calls ambiguous counts neither way."""
    free = {wording_key(q) for x in labels if x.get("ambiguous") for q in (x["question"], *x.get("question_alt", []))}
    wanted = [x for x in labels if not x.get("ambiguous")]
    got = [q for q in extract(read(page)).questions if wording_key(q.question) not in free]
    left, hits, wrong = list(got), [], []
    for label in wanted:
        names = {wording_key(q) for q in (label["question"], *label.get("question_alt", []))}
        hit = next((q for q in left if wording_key(q.question) in names), None)
        if hit is None:
            wrong.append(f"{page.name}: missed {label['question']}")
            continue
        left.remove(hit)
        hits.append((label, hit.answer))
    wrong += [f"{page.name}: not in the labels: {q.question}" for q in left]
    precision = len(hits) / len(got) if got else float(not wanted)
    recall = len(hits) / len(wanted) if wanted else float(not got)
    edges = [(label, answer) for label, answer in hits if label.get("has_answer") and "answer_first_words" in label]
    starts = [_edge(answer, label, "first") for label, answer in edges]
    ends = [_edge(answer, label, "last") for label, answer in edges]
    wrong += [
        f"{page.name}: other {side} of the answer to {label['question']}"
        for side, found in (("start", starts), ("end", ends))
        for (label, _), right in zip(edges, found, strict=True)
        if not right
    ]
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(f1, _share(starts), _share(ends), tuple(wrong))


def load_labels(page: Path) -> list[dict]:
    """Return the labels that stand beside `page`."""
    return json.loads(page.with_suffix(".json").read_text("utf-8"))


def _edge(answer: str, label: dict, side: str) -> bool:
    cut = (lambda tokens: tokens[:EDGE]) if side == "first" else (lambda tokens: tokens[-EDGE:])
    names = [label[f"answer_{side}_words"], *label.get(f"answer_{side}_words_alt", [])]
    return any(cut(_shown(answer)) == cut(_shown(name)) for name in names)


def _shown(markdown: str) -> list[str]:
    """Return the words of Markdown without what only marks blocks, links' targets and tables' rules."""
    lines = [
        re.sub(BLOCK_MARKS, "", line)
        for line in markdown.split("\n")
        if not re.fullmatch(r"\|?[\s:|-]*-{2,}[\s:|-]*\|?", line.strip())
    ]
    text = re.sub(r"([\u3040-\u9fff])", r" \1 ", "\n".join(lines))  # a sign of these scripts is compared like a word
    return words(re.sub(r"\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*\)", "]", text))


def _share(flags: list[bool]) -> float:
    return sum(flags) / len(flags) if flags else 1.0
