"""Turn one page into its questions with clean answers, and an account of every line that is in none of them."""

from collections.abc import Sequence

from build_tools.cleaning import clean_answer, clean_wording
from build_tools.extracting import find
from build_tools.model import Document, Extraction, ScrapedQuestion
from build_tools.text import words


def extract(document: Document) -> Extraction:
    """Return the questions of `document` in their order, and all that was left out with its reason."""
    found, left_out = find(document)
    questions, fragments = [], list(left_out)
    for one in found:
        cleaned = clean_answer(one.answer)
        fragments += cleaned.left_out
        questions.append(ScrapedQuestion(one.number, clean_wording(one.question), cleaned.markdown, one.lines))
    return Extraction(document.name, tuple(questions), tuple(sorted(fragments, key=lambda piece: piece.lines)))


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
