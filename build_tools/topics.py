"""Places a question: its topic by the words that mark the topic, its tags, and its level by what it asks to do.

The knowledge is in `docs/topics/<topic>/index.md`, so a collection with other topics needs no other code. Each item
of a topic's `words` is a word or phrase, or a group of them, `name (other form, a kind of it)`; a question that uses
any form of a group earns the tag of the group's name, where the topic's `tags` has it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

import snowballstemmer

from build_tools.model import Topic
from build_tools.text import plain, words

FLOOR = 0.35  # a lower score is no placement: the best topic has less than about a third of what was found
DOUBT = 0.5  # what is held against every topic: one word of general use must not place a question alone
ANSWER = 0.75  # the whole answer counts less than one word of the question: answers mention their neighbours
ASIDE = 0.5  # words behind "in" ("... in an RNN") and in further clauses count half: the first thing asked decides
GERUND = "~"  # ends the stem of a word in -ing
LENGTH = 0.5  # what each further word of a phrase adds to its weight
MOST_TAGS = 3
TAG_SHARE = 0.5  # a word that weighs less than this part of the heaviest earns no tag ("... in neural networks")

# What becomes one before stemming; what it does to other words it does to both sides.
_SPELLINGS = (
    (re.compile(r"(?<=\w\w)is(?=(ation|ations|e|es|ed|er|ers|ing)$)"), "iz"),  # British and American spelling
    (re.compile(r"ll(?=(ing|ed|er)$)"), "l"),  # "labelled" and "labeled"
    (re.compile(r"^([^aeiouy\d]+[^aeiouys\d]|[^aeiouy\d]{2,}u)s$"), r"\1"),  # Snowball leaves the s of "CNNs", "GPUs"
)
# Where a further question begins: "What is X, and why …", "What is X? How …". A scenario is no clause of its own.
_FURTHER = re.compile(r"\?\s+\S|,?\s+and\s+(?=(?:how|why|what|when|which|where|mention|name|discuss)\b)", re.IGNORECASE)
_GROUP = re.compile(r"(?P<name>[^()]*)(?:\((?P<forms>.*)\))?")
_STEMMER = snowballstemmer.stemmer("english")

# What a question asks to do, hardest first; the first level that has a cue in the question is its level.
LEVEL_CUES = {
    "advanced": (
        "derive", "prove", "proof", "implement", "implementation", "write a", "write the", "write code", "in python",
        "in code", "code for", "create a", "build", "design", "how would you", "how do you know", "how to know",
        "you notice", "what happens if", "what would happen", "might happen", "could be the reason", "in what context",
        "good idea", "pitfalls", "debug", "diagnose", "at scale", "complexity", "suffering",
        "when would you", "under what", "suppose", "given a", "you are given", "from scratch",
    ),
    "intermediate": (
        "why", "how", "difference", "differences", "differ", "differs", "differentiate", "distinguish", "compare",
        "comparison", "versus", "vs", "better", "effect", "affect", "affects", "influence", "relationship",
        "relation", "important", "advantage of", "benefits", "handle",
        "prevent", "choose", "select", "improve", "solve", "issues", "problems", "challenges", "process", "procedure",
        "intuition", "trade off", "when", "reduce", "learning of", "impact", "tune", "evaluate", "mechanism",
    ),
    "basic": (
        "what", "which", "who", "define", "definition", "explain", "describe", "name", "list", "mention", "give",
        "tell", "state", "discuss", "is", "are",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a question belongs, and what says so."""

    topic: str | None  # id of a topic, or None where nothing marks the question clearly enough
    score: float  # 0 to 1: the topic's part of all evidence found, less a doubt; also given where `topic` is None
    matched: tuple[str, ...]  # the best topic's words that the question or the answer uses, the question's first


@dataclass(frozen=True, slots=True)
class _Index:
    """The topics' words, ready to be looked up; a key is a phrase's stems without spaces ("drop out" is "dropout")."""

    phrases: Mapping[str, str]  # key: the phrase as the first topic that lists it writes it
    topics: Mapping[str, tuple[str, ...]]  # key: ids of the topics that list it, in their order
    weights: Mapping[str, float]  # key: how much it says; 1 for one word that no other topic uses
    tags: Mapping[str, tuple[str, ...]]  # key: tags it earns
    longest: int  # words in the longest phrase


def classify(question: str, answer: str, topics: Sequence[Topic]) -> Placement:
    """Place `question` (plain wording; `answer` is Markdown or "") among `topics` by the words that mark them.

    A phrase weighs by its length and by its inverse document frequency over the topics (Spärck Jones 1972). Equal
    evidence goes to the earlier topic. The score is below `FLOOR` exactly where the result's topic is None.
    """
    index = _index(tuple(topics))
    in_question, in_answer = _question_weights(question, index), _weights(_stems(plain(answer)), index)
    asked, answered = _evidence(in_question, index), _evidence(in_answer, index)
    answer_total = sum(answered.values()) + 2 * DOUBT
    evidence = {topic.id: asked[topic.id] + ANSWER * answered[topic.id] / answer_total for topic in topics}
    if not any(evidence.values()):
        return Placement(None, 0.0, ())
    best = max(evidence, key=evidence.__getitem__)
    score = evidence[best] / (sum(evidence.values()) + DOUBT)
    keys = dict.fromkeys(key for key in (*in_question, *in_answer) if best in index.topics[key])
    return Placement(best if score >= FLOOR else None, score, tuple(index.phrases[key] for key in keys))


def tags(question: str, topics: Sequence[Topic]) -> tuple[str, ...]:
    """Return the tags of `topics` that `question` earns, at most `MOST_TAGS`, in the order of their words in it."""
    index = _index(tuple(topics))
    found = _question_weights(question, index)
    least = max(found.values(), default=0.0) * TAG_SHARE
    earned = dict.fromkeys(tag for key, weight in found.items() if weight >= least for tag in index.tags[key])
    return tuple(earned)[:MOST_TAGS]


def level(question: str) -> str:
    """Return the level of what `question` asks to do: "basic", "intermediate" or "advanced", "" where it has no cue.

    Basic says what a thing is, intermediate reasons, compares or proceeds, advanced builds, diagnoses or judges. The
    first of several clauses decides, as it decides where the question belongs.
    """
    text = f" {' '.join(words(_first_clause(question)))} "
    return next((name for name, cues in LEVEL_CUES.items() if any(f" {cue} " in text for cue in cues)), "")


def _evidence(weights: Mapping[str, float], index: _Index) -> Counter[str]:
    """Return what the phrases found say for each topic."""
    evidence: Counter[str] = Counter()
    for key, weight in weights.items():
        for topic in index.topics[key]:
            evidence[topic] += weight
    return evidence


def _question_weights(question: str, index: _Index) -> dict[str, float]:
    """Return the phrases in `question` with their weights: for less behind "in" and in the clauses after the first."""
    stems, first = _stems(plain(question)), _stems(_first_clause(question))
    aside = next((place for place, stem in enumerate(first) if place and stem == "in"), len(first))
    asked, around = _weights(stems[:aside], index), _weights(stems[aside:], index)
    return {key: max(asked.get(key, 0.0), ASIDE * around.get(key, 0.0)) for key in asked | around}


def _first_clause(question: str) -> str:
    return _FURTHER.split(plain(question), maxsplit=1)[0]


def _weights(stems: Sequence[str], index: _Index) -> dict[str, float]:
    """Return the keys found in `stems` with their weights, in order; a phrase hides the shorter ones within it.

    A phrase that comes again adds the logarithm of its frequency.
    """
    found: Counter[str] = Counter()
    start = 0
    while start < len(stems):
        sizes = range(min(index.longest + 1, len(stems) - start), 0, -1)
        runs = ((size, key) for size in sizes for key in _run_keys(stems[start : start + size]))
        size, key = next((run for run in runs if run[1] in index.weights), (1, ""))
        if key:
            found[key] += 1
        start += size
    return {key: index.weights[key] * (1 + log(count)) for key, count in found.items()}


@lru_cache(maxsize=4)
def _index(topics: tuple[Topic, ...]) -> _Index:
    """Make the index of `topics`."""
    listed: dict[str, list[str]] = {}
    phrases: dict[str, str] = {}
    earned: dict[str, list[str]] = {}
    for topic in topics:
        by_key = {_key(tag): tag for tag in topic.tags}
        for name, phrase in _phrases(topic):
            key = _key(phrase)
            phrases.setdefault(key, phrase)
            listed.setdefault(key, []).append(topic.id)
            earned.setdefault(key, []).extend(by_key[part] for part in (_key(name), key) if part in by_key)
    longest = max((len(words(phrase)) for phrase in phrases.values()), default=0)
    used = [_spans(topic, longest) for topic in topics]
    rarity = {key: log((1 + len(topics)) / sum(key in spans for spans in used)) for key in phrases}
    weights = {
        key: rarity[key] / log(1 + len(topics)) * (1 + LENGTH * (len(words(phrase)) - 1))
        for key, phrase in phrases.items()
    }
    once = {key: tuple(dict.fromkeys(ids)) for key, ids in listed.items()}
    return _Index(phrases, once, weights, {key: tuple(dict.fromkeys(names)) for key, names in earned.items()}, longest)


def _phrases(topic: Topic) -> Iterator[tuple[str, str]]:
    """Yield the topic's phrases, each with the name of its group, forms of the name included."""
    for item in topic.words:
        group = _GROUP.fullmatch(item.strip())
        name, forms = (group["name"].strip(), group["forms"] or "") if group else (item, "")
        for phrase in (name, *forms.split(",")):
            if words(phrase):
                yield name, phrase.strip()


def _spans(topic: Topic, longest: int) -> set[str]:
    """Return the key of every run of up to `longest` words in the topic's title, introduction and words.

    A phrase that other topics' longer phrases contain ("neural network") is thereby a common one.
    """
    texts = (topic.title, topic.introduction, *(phrase for _, phrase in _phrases(topic)))
    runs = (_stems(text) for text in texts)
    return {
        key
        for stems in runs
        for start in range(len(stems))
        for end in range(start + 1, min(start + longest, len(stems)) + 1)
        for key in _run_keys(stems[start:end])
    }


def _key(phrase: str) -> str:
    """Return the key under which `phrase` is listed."""
    return next(iter(_run_keys(_stems(phrase))), "")


def _run_keys(stems: Sequence[str]) -> tuple[str, ...]:
    """Return the keys under which a run of stems is looked up; a single gerund is its own word before it is its stem.

    Methods are called by gerunds: "cluster" is not "clustering", "bag" not "bagging", while "clustering" may be either.
    """
    key = "".join(stems)
    return (key, key.rstrip(GERUND)) if len(stems) == 1 and key.endswith(GERUND) else (key.replace(GERUND, ""),)


def _stems(text: str) -> list[str]:
    return [_stem(word) for word in words(text)]


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    """Return the Snowball stem (Porter 2001) of a word in lower case, one for both spellings and without accents."""
    word = "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
    for pattern, folded in _SPELLINGS:
        word = pattern.sub(folded, word)
    gerund = GERUND if word.endswith(("ing", "ings")) else ""
    return str(_STEMMER.stemWord(word)) + gerund
