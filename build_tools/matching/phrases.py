"""What the words of a phrase say: its content, its restriction, and what in it only names the field."""

import re
from functools import cache

from build_tools.matching.lexicon import heads, stem, terms, word_set
from build_tools.matching.normalise import american

# Prepositions that begin a restriction. "of" does not: "the rate of learning" is the learning rate.
_RESTRICTING = re.compile(
    r" (?:in|on|for|with|without|when|while|during|within|inside|under|over|at|by|from|into|before|after|between|"
    r"across|against|instead|rather|compared|given|if|where|through|to|as|than|because) "
)
# A field's own name in front of what is asked about ("neural network weights").
_FIELD = re.compile(
    r"(?:(?:a|an|the|your) )?(?:(?:(?:deep |artificial )*neural|deep) (?:network|net|model)s?"
    r"|(?:deep|machine) learning(?: (?:model|algorithm|system)s?)?) "
)


def content(words: str) -> frozenset[str]:
    """Return the stems of the words that carry content; never empty if any word is no stop word."""
    left = [w for w in words.replace(",", " ").split() if w not in word_set("stop") or w in word_set("negation")]
    strong = [w for w in left if w not in word_set("filler")] or left
    named = [w for w in strong if w not in word_set("classifier")] or strong
    return frozenset(_same_stems().get(found, found) for found in map(stem, named))


@cache
def _same_stems() -> dict[str, str]:
    """Return {stem: stem of the word that stands for it} for words that say the same inside a question."""
    return {stem(american(word)): stem(name) for name, words in terms()["same"].items() for word in words.split()}


@cache
def context_stems() -> frozenset[str]:
    """Return the stems of the words of the list `context` in `terms.toml`."""
    return frozenset(map(stem, word_set("context")))


def names_field(place: frozenset[str]) -> bool:
    """Return whether a restriction only names the field ("in neural networks") and so restricts nothing."""
    return place <= context_stems()


def fields(place: frozenset[str]) -> frozenset[str]:
    """Return the fields that a restriction names and no more ("in NLP", "in language models"), none if it says more."""
    known = _field_of()
    named_by = [known[word] for word in place if word in known]
    return frozenset(named_by) if place <= known.keys() | context_stems() else frozenset()


@cache
def field_stems() -> frozenset[str]:
    """Return the words that name a field: beside a thing's name they say where it is at home ("image filter")."""
    return context_stems() | _field_of().keys()


@cache
def _field_of() -> dict[str, str]:
    return {stem(word): name for name, words in terms()["fields"].items() for word in words.split()}


def telling(words: str) -> bool:
    """Return whether a phrase says more than stop words, fillers and classifying words do."""
    weak = word_set("stop") | word_set("filler") | word_set("classifier")
    return any(word not in weak for word in words.split())


def split(phrase: str) -> tuple[str, str]:
    """Return a phrase's thing and its restriction ("dropout", "in rnns")."""
    match = _RESTRICTING.search(f" {phrase} ", 1)
    return (phrase, "") if match is None else (phrase[: match.start()].strip(), phrase[match.start() :].strip())


def named(phrase: str) -> tuple[str, str]:
    """Return the words that name the thing of a phrase, and its restriction; the field's own name counts for nothing.

    "The weights of a network" are weights; "the receptive field of a CNN" is the receptive field, for a name of two
    words says all, and its owner is where it is at home.
    """
    head, rest = split(phrase)
    if not content(head):  # "what happens if the rate is high": the phrase begins with its preposition
        head, rest = phrase, ""
    owner = re.fullmatch(r"(.+) of ((?:(?!of ).)+)", head)
    if owner and telling(owner[1]) and names_field(content(owner[2])):
        head = owner[1]
    return unfielded(head), rest


def owned(head: str) -> tuple[str, str]:
    """Return a name of two words or more and its owner ("receptive field", "of a cnn"), "" where there is none."""
    part = re.fullmatch(r"(.+?) (of .+)", head)
    if part and len(content(part[1]) - heads().family.keys()) > 1 and content(part[2]):
        return part[1], part[2]
    return head, ""


def restriction(words: str) -> frozenset[str]:
    """Return the content of a restriction."""
    found = content(words)
    if "without" in found:  # "in Python without a library" asks for what "from scratch" asks for
        found -= context_stems()
    return frozenset() if found == {"without"} else found


def sides(head: str) -> list[str]:
    """Return the things that a phrase names side by side."""
    return [side for side in re.split(r" (?:and|,|or)(?: and)? ", head) if side.strip()]


def classifying(words: str) -> frozenset[str]:
    """Return the stems at the end of a noun phrase that only classify what stands before them ("dense layer")."""
    said, found = content(words), set()
    for word in reversed(words.split()):
        told = content(word) & said
        if told and not told <= heads().family.keys():
            break
        found |= told
    return frozenset(found)


def predicate(clause: str) -> str:
    """Return a clause without a subject that only names the field: "overfits" of "a deep network overfits"."""
    words = clause.split()
    for place, word in enumerate(words):
        if content(word) and not names_field(content(word)) and word not in word_set("classifier"):
            return " ".join(words[place:])
    return clause


def unfielded(words: str) -> str:
    """Return a noun phrase without the field's name in front ("neural network weights"), if more than that is said."""
    match = _FIELD.match(words)
    rest = words[match.end() :] if match else ""
    return rest if rest and telling(rest) and rest.split()[0] not in {"and", "or", ","} else words
