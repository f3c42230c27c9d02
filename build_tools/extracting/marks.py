"""What each line of a page looks like: its container, its number or label, its text, and how much it asks."""

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from build_tools.extracting.asking import asks, ends_asking, split_answer
from build_tools.extracting.badges import is_badge, names_level, strip_badges
from build_tools.extracting.language import phrases
from build_tools.model import Line

_FENCE = re.compile(r"\s*(?:[-*+]\s+|\d+[.)]\s+)?(```+|~~~+)")
_TAGS = re.compile(r"</?(?:p|b|i|em|strong|u|font|span|div|center|h[1-6]|summary|dt|a|br|small|big|mark|label|li|td)\b[^<>]{0,300}>", re.I)
_CODE_TAG = re.compile(r"</?(?:code|kbd|tt)>", re.I)
_ASKING_TAG = re.compile(r"<(?:summary|dt)\b", re.I)
_BLOCK_TAG_LINE = re.compile(r"\s*(?:</?(?:details|summary|dl|dt|dd|p|div|center|br|hr|ul|ol|li|table|tbody|thead|tr|blockquote|section|article|span|b|h[1-6])\b[^<>]{0,300}/?>\s*)+$", re.I)
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_BULLET = re.compile(r"([-*+•◦▪‣●○■□➤►→✅✔➔·–])\s+(?=\S)")
_CHECKBOX = re.compile(r"\[[ xX]\]\s+")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}$")
_ROW = re.compile(r"\s*\|?.*\S\s*\|.*$")
_ROW_RULE = re.compile(r"\s*\|?[\s:|-]*-{2,}[\s:|-]*\|?\s*$")
_LEADING_SIGNS = re.compile(r"^(?:[^\w\s\"'“‘(\[*_`$#\\<|&@%+\-–—.?¿¡=~/°]|\ufe0f|\u20e3)+\s*")
_DOTTED = r"\d{1,4}(?:\.\d{1,3}){0,3}+"
_KEYCAP = re.compile(r"(?<=\d)\ufe0f?\u20e3\s*|\U0001f51f\s*")
NEVER_ASKING = ("code", "rule", "picture")
_LINKED = re.compile(r"^\[(.*)\]\(([^()\s]*(?:\([^()]*\)[^()\s]*)*)\)\s*$")


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


def label_pattern() -> re.Pattern[str]:
    """Return the pattern of what may stand before a question: word and number, or number."""
    words = "|".join(re.escape(w) for w in phrases("question_labels"))
    return re.compile(
        rf"(?P<word>(?:{words})(?![^\W\d_]))\s*(?:no\.?|nr\.?|number|\#|№)?\s*[-.#]?\s*(?P<wn>{_DOTTED})?\s*(?:\s*[.:：)\]\-–—|/、]+\s*|(?<=\d)\s+|$)"
        rf"|[第(（]?\s*(?P<z>[一二三四五六七八九十]{{1,3}}|[IVX]{{1,5}}|[ivx]{{2,5}})(?:\s*[.)）、．:：]+\s*|[题題問问]\s*[:：.、]?\s*)(?=\S)"
        rf"|(?-i:(?P<letter>[A-Z])(?P<ln>\d{{1,3}}))\s*(?:[.:)]+\s*|\s[-–—]\s+)(?=\S)"
        rf"|[\[(]\s*(?P<bn>{_DOTTED})\s*[\])]\s*[.:-]?\s*(?!\()"
        rf"|\#?(?P<n>{_DOTTED})(?P<p>\s*[.)\]:、．]+\s*(?:[-–—]\s+)?(?=\S)|\s+[-–—|]\s+|[.):]?\s*$)"
        rf"|\#?(?P<d>\d{{1,3}}(?:\.\d{{1,3}}){{0,2}})\s+(?=[A-Z\"“*(¿])",
        re.I,
    )


_LABEL = label_pattern()
_SPEAKER = re.compile(r"(?P<name>[^\W\d_][\w .'’/-]{0,24}?)\s*[:：]\s*(?=\S)")
_ANSWER_LABELS = frozenset(phrases("answer_labels"))


def marks_of(lines: Sequence[Line], fenced: bool = False) -> list[Mark]:
    """Return the marks of a page's content lines, in order; chrome and bare markup have none.

    Lines in code have the container "code" unless `fenced` says that the page stands in a fence as a whole.
    """
    marks: list[Mark] = []
    fence = ""
    for index, line in enumerate(lines):
        if line.role in ("chrome", "markup", "picture") or not line.text.strip():
            continue
        opening = _FENCE.match(line.text)
        if line.role == "code" or (fence or opening) and not fenced:
            if opening and line.role != "code":
                fence = "" if fence and opening[1].startswith(fence) else fence or opening[1]
            marks.append(Mark(index, index, "code", "", (), "", line.text, "", 0.0))
            continue
        if opening:
            continue
        marks.append(_mark(index, line))
    return _with_speakers(_with_options(_with_definitions(_merged(_with_tables(marks), lines), lines)))


def _mark(index: int, line: Line) -> Mark:
    raw = _KEYCAP.sub(lambda m: ". " if m[0][0] != "\U0001f51f" else "10. ", unicodedata.normalize("NFC", line.text))
    asking = line.role == "question" or bool(_ASKING_TAG.search(raw))
    if _BLOCK_TAG_LINE.match(raw) and not _TAGS.sub("", raw).strip() or _RULE.match(raw) or _ROW_RULE.match(raw):
        return Mark(index, index, "rule", "", (), "", raw.strip(), "", 0.0)
    if re.match(r"\s*!\[[^\]]*\]\([^()\s]*\)\s*$", raw):
        return Mark(index, index, "picture", "", (), "", raw.strip(), "", 0.0)
    tagged_heading = re.match(r"\s*<h([1-6])\b", raw, re.I)
    bold_tag = re.match(r"\s*<(?:b|strong)\b[^<>]*>.*</(?:b|strong)>\s*$", raw, re.I)
    indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
    text = re.sub(r"^(?:>\s?)+", "", _TAGS.sub(" ", _CODE_TAG.sub("`", raw)).strip()).strip()
    container = "plain"
    if heading := _HEADING.match(text):
        container, text = f"h{len(heading[1])}", heading[2]
    elif tagged_heading:
        container = f"h{tagged_heading[1]}"
    elif (text.startswith("|") or text.count("|") >= 2) and _ROW.match(text):
        return Mark(index, index, "row", "", (), "", text, "", 0.0)
    elif bullet := _BULLET.match(text):
        container, text = f"bullet{min(indent // 2, 3)}", _CHECKBOX.sub("", text[bullet.end() :], count=1)
    if asking:
        container = "asking"
    text = _LEADING_SIGNS.sub("", text).strip()
    link = ""
    if linked := _LINKED.match(text.strip("*_ ")):
        text, link = linked[1], linked[2]
    inner, rest, bold = _bold_lead(text)
    if bold_tag and container == "plain":
        container = "bold"
    return _labelled(index, container, text, inner, rest, bold, link)


def _bold_lead(text: str) -> tuple[str, str, bool]:
    """Return the bold text that a line begins with (several adjoining runs as one), the rest, and whether there is any."""
    lead = ""
    rest = text
    number = re.match(rf"(?:\\?\#)?{_DOTTED}\\?[.)\]:]?\s*(?=\*\*|__)", rest)
    if number:
        lead, rest = number[0], rest[number.end() :]
    bold = False
    while match := re.match(r"\s*(\*\*\*|\*\*|__)((?:(?!\1).)+)\1", rest):
        lead, rest, bold = f"{lead} {match[2].strip()}".strip(), rest[match.end() :], True
    return lead, rest.strip(), bold


def _labelled(index: int, container: str, text: str, inner: str, rest: str, bold: bool, link: str) -> Mark:
    """Read number or label off a line's text; decide what is the question and what an answer on the same line."""
    whole_bold = bold and is_badge(rest)
    body = f"{inner} {rest}".strip() if whole_bold else text
    if whole_bold and container == "plain":
        container = "bold"
    clean = re.sub(r"^(?:\*\*\*|\*\*|__|\*|_)+", "", body).replace("\\.", ".").replace("\\)", ")")
    match = _LABEL.match(clean)
    label, number, labelled = "", (), ""
    if match and _is_label(match, clean):
        digits = match["wn"] or match["bn"] or match["n"] or match["d"] or match["ln"] or ""
        number = (numeral(match["z"]),) if match["z"] else tuple(int(n) for n in digits.split(".") if n)
        label = "q" if match["word"] else "(#)" if match["bn"] else "A#" if match["ln"] else "#" if match["d"] else "I." if match["z"] else _form(match["p"], len(number))
        labelled, clean = match[0].strip(), clean[match.end() :].strip()
        clean = re.sub(r"^(?:\*\*|__)\s*|^[:.)\-–—]\s+", "", clean)
    clean, badges = strip_badges(clean)
    if whole_bold or not bold:
        question, tail = _question_and_tail(_balanced(clean), label == "q")
    else:  # a bold lead with the answer after it
        lead, after, _ = _bold_lead(text)
        lead = lead.replace("\\.", ".")
        lead = lead[len(match[0]) :] if labelled and lead.startswith(match[0]) else lead
        if asks(lead) >= 0.5 or label == "q" and lead.strip():
            container = "bold" if container == "plain" else container
            question, tail, badges = lead.strip(), after, ()
        else:
            question, tail = _question_and_tail(clean)
    question, more = strip_badges(_LEADING_SIGNS.sub("", question))
    if tail and is_badge(tail):
        more, tail = (*more, tail), ""
    if link:  # where the question links to is no part of it
        badges += (f"({link})",)
    return Mark(index, index, container, label, number, labelled, question, tail, asks(question), link, more + badges)


def _question_and_tail(text: str, labelled: bool = False) -> tuple[str, str]:
    question, tail = split_answer(text, labelled)
    return (question, tail) if tail and ends_asking(question) else (text, "")


def _balanced(text: str) -> str:
    """Drop emphasis marks that open or close nothing because a label stood inside them."""
    for mark in ("**", "__"):
        if text.count(mark) % 2:
            text = text[: -len(mark)] if text.endswith(mark) else text.replace(mark, "", 1)
    return text.strip()


def _is_label(match: re.Match[str], text: str) -> bool:
    rest = text[match.end() :].strip(" *_")
    if match["letter"]:  # "A1." may number an answer, "L2:" name a norm
        return asks(rest) >= 0.5 or bool(_OPTION.match(rest))
    if match["z"]:  # "I. Introduction" and option "C) …" are no questions by their number alone
        return asks(rest) >= 0.5
    if match["word"] and not match["wn"] and match[0][-1:] == ".":  # "q.pop()" is code, "question." ends a sentence
        return False
    if match["word"]:
        return bool(match["wn"]) or (match[0].rstrip(" *")[-1:] in ".:：)、-–—" and len(match["word"]) > 0) or not rest
    if match["d"]:  # a bare number begins many sentences ("10 Core Questions", "3 layers"): a capital must follow
        return rest[:1].isupper() or rest[:1] in "“\"¿("
    if not rest and match["n"]:
        return True
    return not re.match(r"\d", rest) or "." in (match["p"] or "") and " " in match[0]


_CHINESE = {c: n for n, c in enumerate("一二三四五六七八九", 1)}


def numeral(text: str) -> int:
    """Return the value of a Chinese numeral up to 99 or of a Roman one up to 39."""
    if text[0] in _CHINESE or text[0] == "十":
        tens, ten, ones = text.rpartition("十")
        return (_CHINESE.get(tens, 1) * 10 if ten else 0) + _CHINESE.get(ones, 0)
    values = [{"i": 1, "v": 5, "x": 10}[c] for c in text.lower()]
    return sum(-v if v < max(values[n:]) else v for n, v in enumerate(values))


def _form(punctuation: str | None, depth: int) -> str:
    sign = next((s for s in ".):-" if s in (punctuation or "").replace("–", "-").replace("—", "-").replace("、", ".").replace("．", ".")), "")
    return ("#.#" if depth > 1 else "#") + sign


def _cells(text: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", text.strip().removeprefix("|").removesuffix("|"))]


def _with_tables(marks: list[Mark]) -> list[Mark]:
    """Read each table by its columns: the one that asks most holds the questions, those after it the answers."""
    result: list[Mark] = []
    for in_table, group in itertools.groupby(marks, key=lambda mark: mark.container == "row" or mark.container == "rule" and "|" in mark.text):
        rows = list(group)
        result += _table(rows) if in_table else rows
    return result


def _table(rows: list[Mark]) -> list[Mark]:
    cells = {n: _cells(mark.text) for n, mark in enumerate(rows) if mark.container == "row"}
    width = max((len(row) for row in cells.values()), default=0)
    asking = [sum(asks(row[c]) for row in cells.values() if c < len(row)) for c in range(width)]
    best = max(asking, default=0.0)
    column = asking.index(best) if best else 0
    if len(rows) > 1 and rows[1].container == "rule":  # the head of the table names its columns
        rows[0] = replace(rows[0], container="rule")
        cells.pop(0, None)
    return [_row(mark, cells[n], column) if n in cells and column < len(cells[n]) else mark for n, mark in enumerate(rows)]


def _row(mark: Mark, cells: list[str], column: int) -> Mark:
    question = _balanced(re.sub(r"^(?:\*\*|__)|(?:\*\*|__)$", "", cells[column]))
    match = _LABEL.match(question)
    labelled, number = "", ()
    if match and _is_label(match, question) and question[match.end() :].strip():
        labelled, question = match[0].strip(), question[match.end() :].strip()
        number = tuple(int(n) for n in (match["wn"] or match["bn"] or match["n"] or match["d"] or "").split(".") if n)
    digits = next((m for cell in cells[:column] if (m := re.fullmatch(r"\W*(?:Q\.?\s*)?(\d{1,4})\W*", cell, re.I))), None)
    if digits:
        number, labelled = (int(digits[1]),), digits[0].strip()
    question, badges = strip_badges(question)
    before = tuple(cell for cell in cells[:column] if cell and not (digits and cell == digits[0]))
    after = [cell for cell in cells[column + 1 :] if cell]
    return replace(
        mark, label="#" if number else "", number=number, labelled=labelled, text=question, asks=asks(question),
        tail=" ".join(cell for cell in after if not is_badge(cell)),
        badges=before + badges + tuple(cell for cell in after if is_badge(cell)),
    )


def _merged(marks: list[Mark], lines: Sequence[Line]) -> list[Mark]:
    """Join a number or label alone on its line with the text on the next, and a wrapped question with its rest."""
    result: list[Mark] = []
    for mark in marks:
        before = result[-1] if result else None
        if before and before.last + 1 == mark.first and _underlines(before, mark):
            result[-1] = replace(before, last=mark.last, container="h1" if mark.text[:1] == "=" else "h2")
        elif before and _label_alone(before) and mark.container not in NEVER_ASKING + ("row",) and not mark.label:
            container = before.container if mark.container == "plain" else mark.container
            result[-1] = replace(
                mark, first=before.first, container=container, label=before.label + "↵", number=before.number, labelled=before.labelled
            )
        elif before and _wrapped(before, mark, lines):
            question, tail = _question_and_tail(f"{before.text} {mark.text}" + (f" {mark.tail}" if mark.tail else ""))
            result[-1] = replace(before, last=mark.last, text=question, tail=tail, asks=asks(question))
        else:
            result.append(mark)
    return result


def _underlines(before: Mark, mark: Mark) -> bool:
    """Setext headings (CommonMark 4.3): a short line with a line of "=" or "-" under it."""
    return before.container == "plain" and before.weight <= 20 and bool(re.fullmatch(r"={3,}|-{3,}", mark.text))


def _label_alone(mark: Mark) -> bool:
    return bool(mark.labelled) and not mark.text.strip(" *_.:") and not mark.tail


def _wrapped(before: Mark, mark: Mark, lines: Sequence[Line]) -> bool:
    """A line goes on in the next where it stops without an end and the two together ask, or the next begins small."""
    if mark.first != before.last + 1 or mark.container not in ("plain", "bold") or mark.label or before.tail:
        return False
    if before.container in NEVER_ASKING + ("row", "asking") or before.container.startswith("h") or not before.text:
        return False
    if before.text.rstrip(" *_").endswith(("?", "？", ".", ":", "!", ";")) or lines[before.last].role or _SPEAKER.match(mark.text):
        return False
    joined = f"{before.text} {mark.text}"
    opens = asks(before.text) >= 0.5 or bool(before.label)
    small = mark.text[:1].islower()
    return opens and len(lines[before.last].text) >= 40 and (small or mark.asks >= 1 and asks(joined) >= 1) and len(joined.split()) <= 70


_OPTION = re.compile(r"[\s*_(\[>-]{0,6}([a-d])\s*[.)\]:-]+\s*\S", re.I)


def _with_options(marks: list[Mark]) -> list[Mark]:
    """A text over options a and b asks, whatever its words."""
    result = list(marks)
    for n in range(len(marks) - 2):
        letters = [m[1].lower() if (m := _OPTION.match(mark.labelled + mark.text)) else "" for mark in marks[n + 1 : n + 3]]
        if letters == ["a", "b"] and marks[n].container not in NEVER_ASKING:
            result[n] = replace(marks[n], asks=max(marks[n].asks, 0.8))
    return result


def _with_definitions(marks: list[Mark], lines: Sequence[Line]) -> list[Mark]:
    """Definition lists (PHP Markdown Extra): a line of its own over one that begins with a colon."""
    result = list(marks)
    for n, (mark, after) in enumerate(itertools.pairwise(marks)):
        if mark.container == "plain" and re.match(r"\s{0,3}:\s+\S", lines[after.first].text):
            result[n] = replace(mark, container="term")
    return result


def _with_speakers(marks: list[Mark]) -> list[Mark]:
    """Give a label "speaker:…" to lines whose first word before a colon asks again and again on this page."""
    named = [(n, m) for n, mark in enumerate(marks) if not mark.label and mark.container not in NEVER_ASKING + ("row",)
             if (m := _SPEAKER.match(mark.text.lstrip("*_ ")))]
    counts = Counter(m["name"].casefold() for _, m in named)
    asking: Counter[str] = Counter()
    for _, m in named:
        asking[m["name"].casefold()] += asks(m.string[m.end() :].strip(" *_")) >= 0.5
    speakers = {name for name, count in counts.items() if count >= 3 and asking[name] >= 0.6 * count and name not in _ANSWER_LABELS}
    result = list(marks)
    for n, m in named:
        if (name := m["name"].casefold()) in speakers:
            question, tail = _question_and_tail(_balanced(m.string[m.end() :].strip(" *_")))
            result[n] = replace(marks[n], label=f"speaker:{name}", labelled=m[0].strip(), text=question, tail=tail, asks=asks(question))
    return result
