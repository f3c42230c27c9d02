"""Read the number or label that stands before a question: "Q3.", "4)", "1.2 -", "Exercise 5:", "第三题", "b)"."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from build_tools.extracting.asking import asks
from build_tools.extracting.language import phrases

DOTTED = r"\d{1,4}(?:\.\d{1,3}){0,3}(?!\d|\.\d)"  # all of 1.2.3, never the beginning of it
_WORDS = "|".join(re.escape(w) for w in phrases("question_labels"))
_PATTERN = re.compile(
    rf"(?P<word>(?:{_WORDS})(?![^\W\d_]))\s*(?:no\.?|nr\.?|number|\#|№)?\s*[-.#]?\s*(?P<wn>{DOTTED})?\s*(?:\s*[.:)\]\-–—|/、]+\s*|(?<=\d)\s+|$)"
    rf"|[第(]?\s*(?P<z>[一二三四五六七八九十]{{1,3}}|[IVX]{{1,5}}|[ivx]{{2,5}})(?:\s*[.)、:]+\s*|[题題問问]\s*[:.、]?\s*)(?=\S)"
    rf"|(?-i:(?P<letter>[A-Z])(?P<ln>\d{{1,3}}))\s*(?:[.:)]+\s*|\s[-–—]\s+)(?=\S)"
    rf"|[\[(]\s*(?P<bn>{DOTTED})\s*[\])]\s*[.:-]?\s*(?!\()"
    rf"|\#?(?P<n>{DOTTED})(?P<p>\s*[.)\]:、]+\s*(?:[-–—]\s+)?(?=\S)|\s+[-–—|]\s+|[.):]?\s*$)"
    rf"|\#?(?P<d>\d{{1,3}}(?:\.\d{{1,3}}){{0,2}})\s+(?=[A-Z\"“*(¿])"
    rf"|(?P<sub>(?-i:[a-h]))\s*[.)]+\s+(?=\S)",
    re.I,
)
# A word and a number before a text. Which words label questions on a page, the page itself shows.
_WORD_AND_NUMBER = re.compile(r"(?P<word>[^\W\d_]{1,15})\s*[.#-]?\s*(?P<n>\d{1,3})\s*(?:[.:)\-–—|]+\s*|$)")
_ANSWER_WORDS = frozenset(phrases("answer_labels"))
_OTHER_WORDS = frozenset(phrases("numbered_things"))
OPTION = re.compile(r"[\s*_(\[>-]{0,6}([a-d])\s*[.)\]:-]+\s*\S", re.I)


@dataclass(frozen=True, slots=True)
class Label:
    """A label as read."""

    form: str  # "q" (a word), "#.", "#)", "#-", "#", "(#)", "A#" (letter and number), "I.", "a)"
    number: tuple[int, ...]
    length: int  # characters of the text that are the label


def narrowed(text: str) -> str:
    """Return `text` with full-width digits, letters and punctuation at its beginning as plain ones, length kept."""
    return "".join(unicodedata.normalize("NFKC", c) if "！" <= c <= "～" else c for c in text[:24]) + text[24:]


def label_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that number a page's questions, lower case: three rising numbers or more, and texts that ask.

    "Exercise 1:", "س2:", "Ejercicio 3." need no list of words; steps, figures and chapters must all ask to count.
    """
    seen: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for text in texts:
        match = _WORD_AND_NUMBER.match(narrowed(text))
        if match and (word := match["word"].casefold()) not in _ANSWER_WORDS:
            seen[word].append((int(match["n"]), text[match.end() :].strip(" *_")))
    found = set()
    for word, uses in seen.items():
        numbers = [n for n, _ in uses]
        rising = sum(b > a for a, b in zip(numbers, numbers[1:], strict=False))
        share = sum(not rest or asks(rest) >= 0.5 for _, rest in uses) / len(uses)
        if (
            len(set(numbers)) >= 3
            and rising >= 0.6 * (len(numbers) - 1)
            and share >= (0.8 if word in _OTHER_WORDS else 0.4)
        ):
            found.add(word)
    return frozenset(found)


def read_label(text: str, page_words: Collection[str] = ()) -> Label | None:
    """Return the label that `text` begins with, None where it has none; `page_words` as `label_words` gives them."""
    plain = narrowed(text)
    own = _WORD_AND_NUMBER.match(plain)
    if own and own["word"].casefold() in page_words:
        return Label("q", (int(own["n"]),), own.end())
    match = _PATTERN.match(plain)
    if not match or not _holds(match, plain[match.end() :].strip(" *_")):
        return None
    groups = {name: value for name, value in match.groupdict().items() if value}
    if "z" in groups:
        return Label("I.", (numeral(match["z"]),), match.end())
    if "sub" in groups:
        return Label("a)", (ord(match["sub"]) - ord("a") + 1,), match.end())
    digits = next((groups[name] for name in ("wn", "bn", "n", "d", "ln") if name in groups), "")
    number = tuple(int(n) for n in digits.split(".") if n)
    form = (
        "q"
        if "word" in groups
        else "(#)"
        if "bn" in groups
        else "A#"
        if "ln" in groups
        else "#"
        if "d" in groups
        else _form(match["p"], len(number))
    )
    return Label(form, number, match.end())


def _holds(match: re.Match[str], rest: str) -> bool:
    """Say whether what looks like a label is one, given the text after it."""
    if match["letter"] or match["sub"]:  # "A1." may number an answer, "L2:" name a norm, "a)" an option
        return asks(rest) >= 0.5 or bool(match["letter"]) and bool(OPTION.match(rest))
    if match["z"]:  # "I. Introduction" and option "C) …" are no questions by their number alone
        return asks(rest) >= 0.5
    if match["word"] and not match["wn"]:  # "q.pop()" is code, "question." ends a sentence
        sign = match[0].rstrip(" *")[-1:]
        if rest and sign == ".":
            return match[0].endswith(" ") and rest[:1].isupper()
        return sign in ":)、-–—" if rest else match[0][-1:] != "."
    if match["word"]:
        return True
    if match["d"]:  # a bare number begins many sentences ("10 Core Questions", "3 layers"): a capital must follow
        return rest[:1].isupper() or rest[:1] in '“"¿('
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
    sign = next((s for s in ".):-" if s in re.sub("[–—]", "-", (punctuation or "").replace("、", "."))), "")
    return ("#.#" if depth > 1 else "#") + sign
