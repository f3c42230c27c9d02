"""What each line of a page looks like: its container, its number or label, its text, and how much it asks."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from build_tools.extracting.asking import asks, ends_asking, split_answer
from build_tools.extracting.badges import is_badge, names_level, strip_badges
from build_tools.extracting.labels import DOTTED, label_words, read_label
from build_tools.model import Line

_FENCE = re.compile(r"\s*(?:[-*+]\s+|\d+[.)]\s+)?(```+|~~~+)")
_TAGS = re.compile(
    r"</?(?:p|b|i|em|strong|u|font|span|div|center|h[1-6]|summary|dt|a|br|small|big|mark|label|li|td)\b[^<>]{0,300}>",
    re.I,
)
_CODE_TAG = re.compile(r"</?(?:code|kbd|tt)>", re.I)
_ASKING_TAG = re.compile(r"<(?:summary|dt)\b", re.I)
_BLOCK_TAG_LINE = re.compile(
    r"\s*(?:</?(?:details|summary|dl|dt|dd|p|div|center|br|hr|ul|ol|li|table|tbody|thead|tr|blockquote|section|article|span|b|h[1-6])\b[^<>]{0,300}/?>\s*)+$",
    re.I,
)
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_NUMBERED_HEADING = re.compile(r"^(\d{1,4}[.)])\s+(#{1,6})(?=\s)")  # a heading as the item of a list
_BULLET = re.compile(r"([-*+•◦▪‣●○■□➤►→✅✔➔·–])\s+(?=\S)")
_CHECKBOX = re.compile(r"\[[ xX]\]\s+")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}$")
_ROW = re.compile(r"\s*\|?.*\S\s*\|.*$")
_ROW_RULE = re.compile(r"\s*\|?[\s:|-]*-{2,}[\s:|-]*\|?\s*$")
_LEADING_SIGNS = re.compile(r"^(?:[^\w\s\"'“‘(\[*_`$#\\<|&@%+\-–—.?¿¡=~/°]|\ufe0f|\u20e3)+\s*")
_KEYCAP = re.compile(r"(?<=\d)\ufe0f?\u20e3\s*|\U0001f51f\s*")
NO_CONTENT = ("chrome", "markup", "picture")  # roles of lines that are no part of the article
NEVER_ASKING = ("code", "rule", "picture")
LINKED = re.compile(r"^\[(.*)\]\(([^()\s]*(?:\([^()]*\)[^()\s]*)*)\)\s*$")


@dataclass(frozen=True, slots=True)
class Mark:
    """One non-blank line of content, seen as a possible question."""

    first: int  # index in the document's lines
    last: int  # index of its last line: more than `first` for a number alone on its line, or a wrapped heading
    container: str  # "h1".."h6", "bold", "bullet0".., "row", "asking" (summary, dt), "plain", "code", "rule", "picture"
    label: str  # the form of its number or label: "", "#.", "#)", "#-", "#", "q" (a word for question), "speaker:…"
    number: tuple[int, ...]  # () where it has none
    labelled: str  # the label as it stands, "" where it has none
    text: str  # what follows the label, Markdown
    tail: str  # an answer on the same line, "" where there is none
    asks: float  # 0..1
    link: str = ""  # target, where the text is one link
    badges: tuple[str, ...] = ()  # difficulty, citation and the like that stood at the text's ends

    @property
    def style(self) -> tuple[str, str]:
        """What questions of one page have in common; a word for question binds whatever it stands in."""
        return ("", self.label) if self.label.startswith(("q", "speaker")) else (self.container, self.label)

    @property
    def whole(self) -> str:
        """All that stands on the line but its label."""
        return " ".join((self.text, self.tail, *self.badges)).strip()

    @property
    def levelled(self) -> bool:
        """Say whether a badge tells how hard it is."""
        return any(names_level(badge) for badge in self.badges)

    @property
    def weight(self) -> int:
        """Words in the text."""
        return len(self.text.split())


def marks_of(lines: Sequence[Line], fenced: bool = False) -> list[Mark]:
    """Return the marks of a page's content lines, in order; chrome and bare markup have none.

    Lines in code have the container "code" unless `fenced` says that the page stands in a fence as a whole.
    """
    marks: list[Mark] = []
    words = label_words(
        re.sub(r"^[\s>#*_\-+•]+", "", _squeezed(line.text)) for line in lines if line.role not in NO_CONTENT
    )
    fence = ""
    for index, line in enumerate(lines):
        if line.role in NO_CONTENT or not line.text.strip():
            continue
        opening = _FENCE.match(line.text)
        if line.role == "code" or (fence or opening) and not fenced:
            if opening and line.role != "code":
                fence = "" if fence and opening[1].startswith(fence) else fence or opening[1]
            marks.append(Mark(index, index, "code", "", (), "", line.text, "", 0.0))
            continue
        if opening:
            continue
        marks.append(_mark(index, line, words))
    return marks


def _squeezed(text: str) -> str:
    """Return a line with keycaps as numbers and no run of spaces longer than a right-aligned note needs."""
    text = _KEYCAP.sub(lambda m: ". " if m[0][0] != "\U0001f51f" else "10. ", unicodedata.normalize("NFC", text))
    return re.sub(r"\s{41,}", " " * 40, text)


def _mark(index: int, line: Line, words: Collection[str]) -> Mark:
    raw = _squeezed(line.text)
    asking = line.role == "question" or bool(_ASKING_TAG.search(raw))
    bare = raw.strip()
    if _BLOCK_TAG_LINE.match(bare) or _RULE.match(bare) or _ROW_RULE.match(bare):
        return Mark(index, index, "rule", "", (), "", bare, "", 0.0)
    if re.match(r"\s*!\[[^\]]*\]\([^()\s]*\)\s*$", raw):
        return Mark(index, index, "picture", "", (), "", raw.strip(), "", 0.0)
    tagged_heading = re.match(r"\s*<h([1-6])\b", raw, re.I)
    bold_tag = re.match(r"\s*<(?:b|strong)\b[^<>]*>.*</(?:b|strong)>\s*$", raw, re.I)
    indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
    text = re.sub(r"^(?:>\s?)+", "", _TAGS.sub(" ", _CODE_TAG.sub("`", raw)).strip()).strip()
    container = "plain"
    text = _NUMBERED_HEADING.sub(r"\2 \1", text)
    if heading := _HEADING.match(text):
        container, text = f"h{len(heading[1])}", heading[2]
    elif tagged_heading:
        container = f"h{tagged_heading[1]}"
    elif "\t" in raw.strip() and all(part.strip() for part in raw.strip().split("\t")) and not line.role:
        return Mark(index, index, "row", "", (), "", raw.strip(), "", 0.0)
    elif (text.startswith("|") or text.count("|") >= 2) and _ROW.match(text):
        return Mark(index, index, "row", "", (), "", text, "", 0.0)
    elif bullet := _BULLET.match(text):
        container, text = f"bullet{min(indent // 2, 3)}", _CHECKBOX.sub("", text[bullet.end() :], count=1)
    if asking:
        container = "asking"
    text = _LEADING_SIGNS.sub("", text).strip()
    link = ""
    if linked := LINKED.match(text.strip("*_ ")):
        text, link = linked[1], linked[2]
    inner, rest, bold = _bold_lead(text)
    if bold_tag and container == "plain":
        container = "bold"
    return _labelled(index, container, text, inner, rest, bold, link, words)


def _bold_lead(text: str) -> tuple[str, str, bool]:
    """Return the bold text that a line begins with (adjoining runs as one), the rest, and whether there is any."""
    lead = ""
    rest = text
    number = re.match(rf"(?:\\?\#)?{DOTTED}\\?[.)\]:]?\s*(?=\*\*|__)", rest)
    if number:
        lead, rest = number[0], rest[number.end() :]
    bold = False
    while match := re.match(r"\s*(\*\*\*|\*\*|__)((?:(?!\1).)+)\1", rest):
        lead, rest, bold = f"{lead} {match[2].strip()}".strip(), rest[match.end() :], True
    return lead, rest.strip(), bold


def _labelled(
    index: int, container: str, text: str, inner: str, rest: str, bold: bool, link: str, words: Collection[str]
) -> Mark:
    """Read number or label off a line's text; decide what is the question and what an answer on the same line."""
    whole_bold = bold and is_badge(rest)
    body = f"{inner} {rest}".strip() if whole_bold else text
    if whole_bold and container == "plain":
        container = "bold"
    clean = re.sub(r"^(?:\*\*\*|\*\*|__|\*|_)+", "", body).replace("\\.", ".").replace("\\)", ")")
    found = read_label(clean, words)
    label, number, labelled = "", (), ""
    if found:
        label, number = found.form, found.number
        labelled, clean = clean[: found.length].strip(), clean[found.length :].strip()
        clean = re.sub(r"^(?:\*\*|__)\s*|^[:.)\-–—]\s+", "", clean)
    clean, badges = strip_badges(clean)
    if whole_bold or not bold:
        question, tail = question_and_tail(balanced(clean), label == "q")
    else:  # a bold lead with the answer after it
        lead, after, _ = _bold_lead(text)
        lead = lead.replace("\\.", ".")
        lead = lead.removeprefix(labelled)
        if asks(lead) >= 0.5 or label == "q" and lead.strip():
            container = "bold" if container == "plain" else container
            question, tail, badges = lead.strip(), after, ()
        else:
            question, tail = question_and_tail(clean)
    if container[0] == "h" and tail:  # a heading holds no answer
        question, tail = f"{question} {tail}", ""
    question, more = strip_badges(_LEADING_SIGNS.sub("", question))
    if tail and is_badge(tail):
        more, tail = (*more, tail), ""
    if link:  # where the question links to is no part of it
        badges += (f"({link})",)
    return Mark(index, index, container, label, number, labelled, question, tail, asks(question), link, more + badges)


def question_and_tail(text: str, labelled: bool = False) -> tuple[str, str]:
    """Return a line's question and the answer after it on the line; `labelled` as in `split_answer`."""
    question, tail = split_answer(text, labelled)
    return (question, tail) if tail and ends_asking(question) else (text, "")


def balanced(text: str) -> str:
    """Drop emphasis marks that open or close nothing because a label stood inside them."""
    for mark in ("**", "__"):
        if text.count(mark) % 2:
            text = text[: -len(mark)] if text.endswith(mark) else text.replace(mark, "", 1)
    return text.strip()
