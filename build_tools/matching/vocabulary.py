"""Bring the words of all wordings to one vocabulary: abbreviations, other names, joined spellings, typing errors."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from build_tools.matching.abbreviations import Name, explained, harvest
from build_tools.matching.lexicon import terms, word_set
from build_tools.matching.normalise import american, sentences, tidy, tokens
from build_tools.matching.spelling import corrections

_LONG = 4  # words of a name that is one word to compare by: most of so many words in common is no likeness
_HYPHENATED = re.compile(r"\w+(?:-\w+)+")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the data files and the texts themselves say about words; made by `learn`."""

    names: dict[str, tuple[tuple[Name, Name], ...]]  # first word: (words, words to compare by)
    joined: frozenset[str]  # words that may also be written in two
    corrections: dict[str, str]  # typing error: word meant

    def words(self, wording: str) -> list[list[str]]:
        """Return the folded words of each sentence of a wording, abbreviations written out, commas kept as words."""
        text, local = tidy(wording), {}
        for short, long, match in list(explained(text)):
            short = tuple(_join(short, self.joined))
            local[short[0]] = ((short, long),)
            text = text.replace(match[0], match[0].split("(")[0], 1)
        return [self._fold(sentence, local) for sentence in sentences(text)]

    def _fold(self, sentence: str, local: dict) -> list[str]:
        out: list[str] = []
        for part in sentence.replace(", ", " , ").split():
            out += [","] if part == "," else [american(word.casefold()) for word in tokens(part)]
        out = _join([self.corrections.get(word, word) for word in out], self.joined)
        out = _rename(out, local) if local else out
        return _rename(_rename(out, self.names), self.names)  # twice: names hold names


def _join(words: Sequence[str], joined: frozenset[str]) -> list[str]:
    """Return the words with "multi layer" and "data set" joined where that word is known or the prefix always is."""
    prefixes, out, i = word_set("joined", "prefixes"), [], 0
    while i < len(words):
        pair = words[i] + words[i + 1] if i + 1 < len(words) and words[i + 1] != "," else ""
        lettered = len(words[i]) == 1 and words[i] not in "ai" and words[i].isalpha()  # "k-means", "t SNE", "n-th"
        named = lettered and words[i + 1 : i + 2] and words[i + 1].isalpha() and words[i + 1] not in word_set("stop")
        if pair and len(words[i + 1]) > 1 and (pair in joined or words[i] in prefixes or named):
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


def _by_first_word(pairs: Iterable[tuple[Name, Name]]) -> dict[str, tuple[tuple[Name, Name], ...]]:
    table: dict[str, list] = defaultdict(list)
    for old, new in sorted(pairs, key=lambda pair: (-len(pair[0]), pair)):
        table[old[0]].append((old, new))
    return {first: tuple(found) for first, found in table.items()}


@cache
def _known_words() -> frozenset[str]:
    names = " ".join([*terms()["abbreviations"], *terms()["abbreviations"].values(), *terms()["synonyms"].values()])
    listed = " ".join(terms()[name] for name in ("stop", "filler", "classifier", "context", "section", "leaning"))
    asked = re.findall(r"[a-z]+", resources.files(__package__).joinpath("forms.toml").read_text("utf-8"))
    return word_set("words", "lexicon") | frozenset(american(word) for word in [*f"{names} {listed}".split(), *asked])


@cache
def _named_words() -> frozenset[str]:
    """Return the words of the names in full: as likely to be misspelt as the words of the lexicon."""
    return frozenset(american(word) for long in terms()["abbreviations"].values() for word in long.split())


def learn(questions: Sequence[str], answers: Sequence[str] = ()) -> Vocabulary:
    """Return the vocabulary of these texts: the names in `terms.toml`, and abbreviations and spellings found here."""
    tidied = sorted(set(map(tidy, questions)))
    counts = Counter(word for text in tidied for word in {american(token.casefold()) for token in tokens(text)})
    known = _known_words()
    joined = frozenset(word for word in known | {w for w, n in counts.items() if n >= 2} if len(word) > 6)
    names = {(short,): tuple(long.split()) for short, long in terms()["abbreviations"].items()}
    names |= harvest([*questions, *answers])
    names |= {name: ("".join(name),) for text in tidied for name in _compounds(text)}
    names |= {tuple(old.split()): tuple(new.split()) for old, new in terms()["synonyms"].items()}
    table = _resolved(names, joined)
    return Vocabulary(table, joined, corrections(counts, known, word_set("words", "lexicon") | _named_words()))


def _compounds(text: str) -> Iterable[Name]:
    """Yield the hyphenated words of a text that hold a small word: "on-policy" is one word, and no place."""
    for match in _HYPHENATED.finditer(text):
        parts = tuple(american(part.casefold()) for part in tokens(match[0]))
        if len(parts) > 1 and not word_set("bound").isdisjoint(parts):
            yield parts


def _resolved(names: dict[Name, Name], joined: frozenset[str]) -> dict[str, tuple[tuple[Name, Name], ...]]:
    """Return names by their first word, folded, with the names in long forms replaced too ("tf idf", "tfidf")."""
    folded = {
        tuple(_join([american(w) for w in old], joined)): tuple(_join([american(w) for w in new], joined))
        for old, new in names.items()
    }
    orders = Counter(tuple(sorted(long)) for long in {*folded.values()})
    whole = {
        long: ("_".join(long),)
        for long in folded.values()
        if _loses_words(long) or len(long) >= _LONG or orders[tuple(sorted(long))] > 1
    }
    table = _by_first_word((folded | whole).items())
    resolved = folded
    for _ in range(2):  # "tf idf", "tfidf", its long form, that as one word
        resolved = {old: tuple(_rename(new, table)) for old, new in resolved.items()}
    inside = _by_first_word(whole.items())
    outer = {(old[0], *_rename(old[1:], inside)): new for old, new in whole.items()}
    return _by_first_word((resolved | outer | whole).items())


def _loses_words(long: Name) -> bool:
    """Return whether a name must stay one word: it has words that carry nothing elsewhere ("bag of words")."""
    weak = word_set("stop") | word_set("filler") | word_set("classifier")
    return len(long) > 1 and any(word in weak for word in long)
