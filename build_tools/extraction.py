"""Turn one page into its questions with clean answers, and an account of every line that is in none of them."""

import re
from collections.abc import Sequence

from build_tools.cleaning import clean_answer, clean_wording
from build_tools.errors import UserError
from build_tools.extracting import find
from build_tools.model import Document, Extraction, LeftOut, Line, ScrapedQuestion
from build_tools.policy import (
    MAX_ALL_SIGNS,
    MAX_ANSWER_LINES,
    MAX_BODY,
    MAX_QUESTIONS,
    MAX_WORDING,
    forbidden,
    over_limits,
    render,
    shown,
)
from build_tools.text import words

# A picture, or an address that is none on the web (those of mail are written in entities) and no place on the page.
_INSIDE = re.compile(r'<img\b|<a\b[^<>]*\bhref="(?!https?:|mailto:|&#|#)')


def extract(document: Document) -> Extraction:
    """Return the questions of `document` in their order, and all that was left out with its reason."""
    found, left_out = find(document)
    if len(found) > MAX_QUESTIONS:
        cause = f"the page holds {len(found):,} questions, more than {MAX_QUESTIONS:,}"
        raise UserError(document.name, cause, "split it")
    questions, fragments = [], list(left_out)
    for one in found:
        answer, pieces = _answer(one.answer)
        fragments += pieces
        wording = shown(clean_wording(one.question[:MAX_WORDING]))
        questions.append(ScrapedQuestion(one.number, wording, answer, one.lines))
    return Extraction(document.name, tuple(questions), tuple(sorted(fragments, key=lambda piece: piece.lines)))


def _answer(lines: Sequence[Line]) -> tuple[str, Sequence[LeftOut]]:
    """Return an answer as the collection may hold it, and what is left out: all, where the policy refuses the rest.

    One that is too large is not even cleaned, which takes time.
    """
    tags = sum(line.text.count("<") for line in lines)
    size = sum(len(line.text) + 1 for line in lines)
    if len(lines) <= MAX_ANSWER_LINES and size <= MAX_BODY and tags <= MAX_ALL_SIGNS:
        cleaned = clean_answer(lines)
        markdown = shown(cleaned.markdown)
        if not markdown or not any(over_limits(markdown)) and _fit(render(markdown)):
            return markdown, cleaned.left_out
    text = "\n".join(line.text for line in lines)
    return "", (LeftOut((lines[0].number, lines[-1].end), text, "policy"),)


def _fit(page: str) -> bool:
    """Say whether a page may show an answer: no address in it leads to a file, of which a scrape brings none."""
    return not forbidden(page) and not _INSIDE.search(page)


def unaccounted(document: Document, extraction: Extraction) -> list[int]:
    """Return the non-blank lines of the file that stand in no question and nothing left out: none, if all is well."""
    covered: set[int] = set()
    pieces: Sequence[tuple[int, int]] = [q.lines for q in extraction.questions] + [p.lines for p in extraction.left_out]
    for first, last in pieces:
        covered.update(range(first, last + 1))
    written = {n for line in document.lines if line.text.strip() for n in range(line.number, line.end + 1)}
    return sorted(written - covered)


def account(extraction: Extraction) -> dict[str, tuple[int, int]]:
    """Return for "question", "answer" and each reason that occurs the number of pieces and of words."""
    parts = [("question", q.question) for q in extraction.questions]
    parts += [("answer", q.answer) for q in extraction.questions if q.answer]
    parts += [(piece.reason, piece.text) for piece in extraction.left_out]
    result: dict[str, tuple[int, int]] = {}
    for name, text in parts:
        pieces, count = result.get(name, (0, 0))
        result[name] = (pieces + 1, count + len(words(text)))
    return result
