"""Take off a question what pages pin to it: difficulty, citation, stars, links back to the top."""

import re
from functools import cache

from build_tools.extracting.language import phrases

_SIGNS_END = re.compile(r"[^\w\s\"'”’)\]?.!*_`$}>%+#:;,=/\\|&~^©®°–—？！。，、：；）】」』》…؟।-]+\s*$")
_LINK_END = re.compile(r"[\[(]*\[(?:[^\[\]]|\[[^\[\]]*\])*\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)[\])]*\s*$")
_BRACKETED_END = re.compile(
    r"(?:\s|(?<=[?.!？。！\u3040-\u9fff]))(?P<all>[\[({（【*_`]+(?P<inner>[^\[\](){}（）【】*_`]{1,60})[\])}）】*_`]+)\s*$"
)
_BARE_END = re.compile(
    r"(?:(?<=[?？.!])\s*|\s+[-–—|:•·]\s*|\s{2,}|[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f]\s*)"
    r"(?P<all>(?P<inner>[^\W\d_][^\W_]*(?:[ /-][^\W\d_]+){0,2}))\s*$"
)
_BRACKETED_START = re.compile(r"(?P<all>[\[({]+(?P<inner>[^\[\](){}]{1,40})[\])}]+[\s:–—-]*)(?=\S)")


@cache
def _level() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in phrases("levels"))
    lead = r"(?:(?:level|difficulty|nivel|niveau|stufe)\s*[:-]?\s*)?"
    return re.compile(rf"\W*{lead}(?:{words})(?:\s*(?:[/,&+-]|to|and)?\s*(?:{words}|level|question))*\W*", re.I)


@cache
def _citation() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(re.escape(w) for w in phrases('citations'))})\b.*", re.I)


# What examiners note behind a question: marks, course outcomes, the year it was set: "[2 marks]", "(5)", "(CO2, K1)".
_NOTED_END = re.compile(
    r"(?:(?<=[?.!:])\s*|\s{2,}|\s+)(?P<all>[\[(]\s*(?:\d{1,2}(?:\s*[x×+]\s*\d{1,2})?\s*(?:marks?|points?|pts?|m)\b\.?|[A-Z]{1,3}\s?\d{1,2}(?:\s*[,/]\s*[A-Z]{1,3}\s?\d{1,2}){0,3})\s*[\])])\s*$"
    r"|\s{3,}(?P<right>[\[(][^\[\]()]{1,30}[\])])\s*$",
    re.I,
)


def strip_badges(text: str) -> tuple[str, tuple[str, ...]]:
    """Return `text` without the badges at its ends, and the badges in the order in which they stood.

    Round brackets go only where they name a level or a citation: "(CNN)" and "(SVM, trees)" belong to a question.
    """
    front: list[str] = []
    back: list[str] = []
    while True:
        rest = text.rstrip()
        piece = _badge_at_end(rest)
        if piece and rest[: -len(piece)].strip(" *_"):  # something must be left
            back.insert(0, piece.strip())
            text = rest[: -len(piece)].rstrip().rstrip("|•·").rstrip()
            text = re.sub(r"\s[-–—:]$", "", text)
            continue
        start = _BRACKETED_START.match(text)
        if start and _names_badge(start["inner"]):
            front.append(start["all"].strip())
            text = text[start.end() :]
            continue
        return text.strip(), tuple(front + back)


def is_badge(text: str) -> bool:
    """Say whether `text` as a whole is a badge: signs without a word, a level, a citation."""
    return strip_badges(f"?  {text}")[0] == "?" or not re.search(r"[^\W_]", text)


def names_level(badge: str) -> bool:
    """Say whether a badge tells how hard a question is."""
    return bool(re.search(r"[^\W_]", badge)) and bool(_level().fullmatch(badge))


def _badge_at_end(text: str) -> str:
    if match := _SIGNS_END.search(text[-40:]):
        return match[0]
    if (match := _LINK_END.search(text, max(0, len(text) - 600))) and (
        match.start() == 0 or text[match.start() - 1] in " ?.!*_"
    ):
        return (
            match[0]
            if text[: match.start()].rstrip(" *_").endswith(("?", "？", ".", "!")) or match[0].startswith(("[[", "(["))
            else ""
        )
    if match := _NOTED_END.search(text, max(0, len(text) - 120)):
        return match["all"] or match["right"]
    for pattern in (_BRACKETED_END, _BARE_END):
        if (match := pattern.search(text, max(0, len(text) - 80))) and _names_badge(match["inner"]):
            return text[match.start("all") :]
    return ""


def _names_badge(inner: str) -> bool:
    return bool(_level().fullmatch(inner)) or bool(_citation().fullmatch(inner))
