"""Take the short answer out of an entry's body: its first paragraph, or as many whole sentences as a list can show."""

import re
from functools import lru_cache

from build_tools.markup import formulas, links, without_code

LONGEST = 60  # words; the collection's own short answers are shorter, scraped ones often are not

# A block that begins like this is no paragraph: heading, list, quote, fence, table, rule, display formula, admonition.
_NOT_PROSE = re.compile(r"\s*(?:#|[-*+]\s|\d+[.)]\s|>|```|~~~|\||-{3}|\${2}|\\\[|\\begin|!!!|\?\?\?|!\[|\[\^|    )")
_SENTENCE_END = re.compile(r"[.!?][\"”’)]?(?=\s+[^\sa-z])")


_keep = lru_cache(16_384)  # a dozen pages and files show them; the bodies are in memory anyway


@_keep
def short_answer(body: str) -> str:
    """Return the first paragraph of `body` as one line of Markdown, cut behind a sentence where it is long.

    "" where the body has no paragraph of prose.
    """
    return _cut(first_paragraph(body))


@_keep
def first_paragraph(body: str) -> str:
    """Return the first paragraph of prose in `body` as one line of Markdown, "" where there is none."""
    shown = without_code(body)
    blocks = re.finditer(r"(?:^(?=.*\S).+(?:\n|\Z))+", shown, re.MULTILINE)
    prose = next((block for block in blocks if block[0].strip() and not _NOT_PROSE.match(block[0])), None)
    if prose is None:
        return ""
    return " ".join(body[prose.start() : prose.end()].split())


def _cut(paragraph: str) -> str:
    announces = paragraph.endswith(":")  # a list that the short answer does not hold
    if len(paragraph.split()) <= LONGEST and not announces:
        return paragraph
    free = without_code(paragraph)
    for formula in formulas(paragraph):
        free = free[: formula.start] + " " * (formula.end - formula.start) + free[formula.end :]
    for link in links(paragraph):
        free = free[: link.start] + " " * len(link.target) + free[link.start + len(link.target) :]
    ends = [match.end() for match in _SENTENCE_END.finditer(free) if _whole(free[: match.end()])]
    fitting = [end for end in ends if len(paragraph[:end].split()) <= LONGEST] or ends[:1]
    return f"{paragraph[: fitting[-1]]} …" if fitting else paragraph


def _whole(text: str) -> bool:
    """Say whether cutting behind `text` cuts no link, no bold and no bracket in two."""
    return text.count("[") == text.count("]") and text.count("(") == text.count(")") and text.count("**") % 2 == 0
