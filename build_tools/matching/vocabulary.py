"""Bring the words of all wordings to one vocabulary: abbreviations, other names, joined spellings, typing errors."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from tomllib import loads

import snowballstemmer
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from build_tools.matching.normalise import american, sentences, tidy, tokens

# "Convolutional Neural Network (CNN)", "CNN (Convolutional Neural Network)"
_LONG_SHORT = re.compile(r"((?:[\w-]+\s+){1,8})\(\s*(?:or\s+)?([A-Z][\w-]{1,9})\s*\)")
_SHORT_LONG = re.compile(r"\b([A-Z][\w-]{1,9})\s*\(\s*((?:[A-Za-z-]+\s*){2,8})\)")
_COMMON = 2000  # words of the texts themselves that may correct a typing error: a fixed number keeps the time linear
_SEEN_OFTEN = 3  # a word that stands in so many wordings is no typing error


@cache
def terms() -> dict:
    """Return the word lists of `terms.toml`."""
    return loads(resources.files(__package__).joinpath("terms.toml").read_text("utf-8"))


@cache
def word_set(name: str, table: str = "") -> frozenset[str]:
    """Return one list of `terms.toml` as a set of folded words."""
    words = terms()[table][name] if table else terms()[name]
    return frozenset(american(word) for word in words.split())


@cache
def stem(word: str) -> str:
    """Return the Porter2 stem of a word; words with a digit stay."""
    if any(c.isdigit() for c in word):
        return word
    found = _STEMMER.stemWord(word)
    return found[:-1] if found.endswith("ifi") else found  # Porter2 tells "classification" from "classifier"


_STEMMER = snowballstemmer.stemmer("english")


def initials_fit(short: str, long: Sequence[str]) -> bool:
    """Return whether every letter of `short` is found in order in `long`, the first one starting its first word.

    The rule of Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions" (2003), with one
    thing added: every word must give a letter, or be one of the small words that abbreviations pass over.
    """
    letters = [c for c in short.casefold() if c.isalnum()]
    starts = "".join(word[0] for word in long)
    if not long or not letters or letters[0] != starts[0]:
        return False
    rest = iter("".join(long))
    in_order = all(letter in rest for letter in letters)
    given = iter(letters)
    words_used = sum(1 for word in long if word in {"of", "the", "and", "for", "to", "in"} or word[0] in given)
    return in_order and words_used >= min(len(long), len(letters)) - 1 and len(long) <= len(letters) + 2


def _spans(text: str) -> Iterable[tuple[str, tuple[str, ...], re.Match[str]]]:
    """Yield (abbreviation, words of its long form, place in the text) for each explained abbreviation."""
    for match in _LONG_SHORT.finditer(text):
        short, before = match[2].removesuffix("s"), [word.casefold() for word in re.findall(r"[^\W_]+", match[1])]
        for length in range(2, min(len(before), len(short) + 3) + 1):
            if initials_fit(short, before[-length:]):
                yield short.casefold(), _without_head(short, before[-length:]), match
                break
    for match in _SHORT_LONG.finditer(text):
        short, inside = match[1].removesuffix("s"), [word.casefold() for word in re.findall(r"[^\W_]+", match[2])]
        if initials_fit(short, inside):
            yield short.casefold(), _without_head(short, inside), match


def _without_head(short: str, long: list[str]) -> tuple[str, ...]:
    """Return the long form without a last word that the abbreviation does not count ("LSTM networks")."""
    uncounted = len(long) > 2 and long[-1][0] != short[-1].casefold() and initials_fit(short, long[:-1])
    return tuple(long[:-1] if uncounted else long)


def _harvest(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the abbreviations that the texts explain in one way only (by stems), with their commonest long form."""
    found: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for text in texts:
        if "(" in text:
            for short, long, _ in _spans(text):
                found[short][tuple(american(word) for word in long)] += 1
    agreed = {}
    for short, longs in found.items():
        if len({tuple(map(stem, long)) for long in longs}) == 1:
            agreed[short] = min(longs, key=lambda long: (-longs[long], long))
    return agreed


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the data files and the texts themselves say about words; made by `learn`."""

    names: dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]  # first word: (words, words to compare by)
    joined: frozenset[str]  # words that may also be written in two
    corrections: dict[str, str]  # typing error: word meant

    def words(self, wording: str) -> list[list[str]]:
        """Return the folded words of each sentence of a wording, abbreviations written out, commas kept as words."""
        text, own = tidy(wording), []
        for short, long, match in list(_spans(text)):
            own.append((short, long))
            text = text.replace(match[0], match[0].split("(")[0], 1)
        local = {short: [(((short,), tuple(map(american, long))))] for short, long in own}
        return [self._fold(sentence, local) for sentence in sentences(text)]

    def _fold(self, sentence: str, local: dict) -> list[str]:
        out: list[str] = []
        for part in sentence.replace(", ", " , ").split():
            out += [","] if part == "," else [american(word.casefold()) for word in tokens(part)]
        out = _join([self.corrections.get(word, word) for word in out], self.joined)
        return _rename(_rename(out, local) if local else out, self.names)


def _join(words: Sequence[str], joined: frozenset[str]) -> list[str]:
    """Return the words with "multi layer" and "data set" joined where that word is known or the prefix always is."""
    prefixes, out, i = word_set("joined", "prefixes"), [], 0
    while i < len(words):
        pair = words[i] + words[i + 1] if i + 1 < len(words) and words[i + 1] != "," else ""
        lettered = len(words[i]) == 1 and words[i] not in "ai" and words[i].isalpha()  # "k-means", "t SNE", "n-gram"
        named = lettered and words[i + 1 : i + 2] and words[i + 1].isalpha() and words[i + 1] not in word_set("stop")
        if pair and (pair in joined or ((words[i] in prefixes or named) and len(words[i + 1]) > 2)):
            out.append(pair)
            i += 2
        else:
            out.append(words[i])
            i += 1
    return out


def _rename(words: Sequence[str], names: dict) -> list[str]:
    """Return the words with each known name (longest first) replaced by the name to compare by."""
    out, i = [], 0
    while i < len(words):
        found = names.get(words[i]) or names.get(words[i].removesuffix("s"), ())
        for old, new in found:
            here = words[i : i + len(old)]
            if len(here) == len(old) and all(a == b or a == b + "s" for a, b in zip(here, old, strict=True)):
                out += new
                i += len(old)
                break
        else:
            out.append(words[i])
            i += 1
    return out


def _by_first_word(pairs: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]) -> dict:
    table: dict[str, list] = defaultdict(list)
    for old, new in sorted(pairs, key=lambda pair: (-len(pair[0]), pair)):
        table[old[0]].append((old, new))
    return {first: tuple(found) for first, found in table.items()}


def _corrections(counts: Counter[str], known: frozenset[str]) -> dict[str, str]:
    """Return {typing error: word meant} for rare words close to exactly one known or common word.

    One edit in words of five letters or more, two in words of eleven or more. The first letter must agree, for a
    different first letter is more often another prefix ("encoder", "decoder") than a slip; and in a short word an
    exchanged letter is more often another word ("curse", "curve") than a slip.
    """
    often = [word for word, n in counts.items() if n >= _SEEN_OFTEN and len(word) > 4]
    targets: dict[str, list[str]] = defaultdict(list)
    common = sorted(often, key=lambda w: (-counts[w], w))[:_COMMON]
    for word in sorted(set(common) | {w for w in word_set("words", "lexicon") if len(w) > 4}):
        targets[word[0]].append(word)
    stems = {stem(word) for word in known}
    found = {}
    for word in sorted(counts):
        if len(word) < 5 or word in known or counts[word] >= _SEEN_OFTEN or stem(word) in stems or not word.isalpha():
            continue
        near = extract(word, targets[word[0]], scorer=OSA.distance, score_cutoff=2 if len(word) > 10 else 1, limit=3)
        near = [(other, n) for other, n, _ in near if n and stem(other) != stem(word) and not _exchanged(word, other)]
        best = {stem(other) for other, n in near if n == near[0][1]}
        if len(best) == 1:
            found[word] = min(other for other, n in near if n == near[0][1])
    return found


def _exchanged(word: str, other: str) -> bool:
    """Return whether two short words differ by a letter in another's place; vowels in six letters or more pass."""
    if len(word) >= 9 or len(word) != len(other) or sorted(word) == sorted(other):
        return False
    changed = {letter for a, b in zip(word, other, strict=True) if a != b for letter in (a, b)}
    return len(word) < 6 or not changed <= set("aeiouy")


@cache
def _known_words() -> frozenset[str]:
    names = " ".join([*terms()["abbreviations"], *terms()["abbreviations"].values(), *terms()["synonyms"].values()])
    listed = " ".join(terms()[name] for name in ("stop", "filler", "classifier", "context", "section", "leaning"))
    asked = re.findall(r"[a-z]+", resources.files(__package__).joinpath("forms.toml").read_text("utf-8"))
    return word_set("words", "lexicon") | frozenset(american(word) for word in [*f"{names} {listed}".split(), *asked])


def learn(questions: Sequence[str], answers: Sequence[str] = ()) -> Vocabulary:
    """Return the vocabulary of these texts: the names in `terms.toml`, and abbreviations and spellings found here."""
    counts = Counter(word for q in sorted(set(questions)) for word in {american(t.casefold()) for t in tokens(tidy(q))})
    known = _known_words()
    corrections = _corrections(counts, known)
    joined = frozenset(word for word in known | {w for w, n in counts.items() if n >= 2} if len(word) > 6)
    names = {(short,): tuple(long.split()) for short, long in terms()["abbreviations"].items()}
    names |= {(short,): long for short, long in _harvest([*questions, *answers]).items()}
    names |= {tuple(old.split()): tuple(new.split()) for old, new in terms()["synonyms"].items()}
    folded = {tuple(map(american, old)): tuple(_join([american(w) for w in new], joined)) for old, new in names.items()}
    whole = {long: ("_".join(long),) for long in folded.values() if _loses_words(long)}
    table = _by_first_word((folded | whole).items())
    resolved = folded
    for _ in range(2):  # "tf idf", "tfidf", its long form, that as one word
        resolved = {old: tuple(_rename(new, table)) for old, new in resolved.items()}
    return Vocabulary(_by_first_word((resolved | whole).items()), joined, corrections)


def _loses_words(long: tuple[str, ...]) -> bool:
    """Return whether a name must stay one word: it has words that carry nothing elsewhere ("bag of words")."""
    weak = word_set("stop") | word_set("filler") | word_set("classifier")
    return len(long) > 1 and any(word in weak for word in long)
