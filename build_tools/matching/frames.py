"""Frames: what kind of answer a phrase asks for, about which thing, under which restriction."""

import re
from dataclasses import dataclass
from functools import cache

from build_tools.matching.forms import aspect_form, forms, lookup
from build_tools.matching.normalise import american
from build_tools.matching.lexicon import stem, terms, word_set

# Prepositions that begin a restriction. "of" does not: "the rate of learning" is the learning rate.
_RESTRICTING = re.compile(
    r" (?:in|on|for|with|without|when|while|during|within|inside|under|over|at|by|from|into|before|after|between|"
    r"across|against|instead|rather|compared|given|if|where|through|to|as|than|because) "
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One clause of a question. Words are stems; classifying words ("problem", "technique") are left out."""

    kind: str  # the kind of answer wanted, as named in forms.toml: "definition", "comparison", ...
    thing: frozenset[str]  # what is asked about
    place: frozenset[str]  # its restriction: "in RNNs", "on small batches"
    link: str = ""  # the preposition of the restriction: "in", "on"


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
def _context_stems() -> frozenset[str]:
    return frozenset(map(stem, word_set("context")))


def names_field(place: frozenset[str]) -> bool:
    """Return whether a restriction only names the field ("in neural networks") and so restricts nothing."""
    return place <= _context_stems()


def _split(phrase: str) -> tuple[str, str]:
    """Return a phrase's thing and its restriction ("dropout", "in rnns")."""
    match = _RESTRICTING.search(f" {phrase} ", 1)
    return (phrase, "") if match is None else (phrase[: match.start()].strip(), phrase[match.start() :].strip())


def frame_of(kind: str, thing: str, place: str = "") -> Frame:
    """Return the frame of a phrase; what stands behind its first preposition joins the restriction `place`."""
    head, rest = _split(thing)
    said = content(head)
    if not said:  # "what happens if the rate is high": the phrase begins with its preposition
        head, rest = thing, ""
    owner = re.fullmatch(r"(.+) of ((?:(?!of ).)+)", head)
    if owner and telling(owner[1]) and names_field(content(owner[2])):  # "the weights of a network" are weights
        head = owner[1]
    if kind == "definition" and _several(head):
        kind = "comparison"  # "precision and recall": told apart by telling what each is
    inside = content(head)
    return _contrasted(Frame(kind, inside, restriction(f"{rest} {place}") - inside, (rest or place).split(" ", 1)[0]))


def restricted(frame: Frame, place: str) -> Frame:
    """Return the frame with one more restriction, given as words."""
    more = restriction(place) - frame.thing
    wide = [part for part in (frame.place, more) if names_field(part)]  # the name of a field adds nothing
    both = (frame.place | more) if len(wide) != 1 else (more if wide[0] == frame.place else frame.place)
    return Frame(frame.kind, frame.thing, both, frame.link or place.split(" ", 1)[0])


def predicate(clause: str) -> str:
    """Return a clause without a subject that only names the field: "overfits" of "a deep network overfits"."""
    words = clause.split()
    for place, word in enumerate(words):
        if content(word) and not names_field(content(word)) and word not in word_set("classifier"):
            return " ".join(words[place:])
    return clause


def telling(words: str) -> bool:
    """Return whether a phrase says more than stop words, fillers and classifying words do."""
    weak = word_set("stop") | word_set("filler") | word_set("classifier")
    return any(word not in weak for word in words.split())


def restriction(words: str) -> frozenset[str]:
    """Return the content of a restriction."""
    found = content(words)
    if "without" in found:  # "in Python without a library" asks for what "from scratch" asks for
        found -= _context_stems()
    return frozenset() if found == {"without"} else found


def _several(head: str) -> bool:
    """Return whether a phrase names two or three things side by side, each with a word of its own."""
    parts = [part for part in re.split(r" (?:and|,|or)(?: and)? ", head) if part.strip()]
    return 1 < len(parts) < 4 and all(0 < len(content(part)) < 6 for part in parts)


def phrase(words: str, otherwise: str) -> Frame:
    """Return the frame of a noun phrase: its head noun may say the kind ("the advantages of X"), else `otherwise`."""
    words = re.sub(r"^\d+ (?=\w)", "", words.strip(" ,"))  # "(name) 3 loss functions"
    match = aspect_form().fullmatch(words)
    if match:
        nouns = lookup("aspects")
        kind = nouns.get(f"{match['noun']} {match['link']}") or nouns[match["noun"]]
        return _aspect(kind, match["link"], match["rest"]) if match["rest"] else Frame(kind, frozenset(), frozenset())
    last = _trailing(words)
    if last:
        return frame_of(last[0], last[1])
    asks_several = words.split() and set(words.split()[:3]) & word_set("many")
    plural = asks_several and re.search(r"s\b", _split(words)[0][4:]) and otherwise in ("definition", "list")
    return frame_of("list" if plural else otherwise, words)


def _aspect(kind: str, link: str, rest: str) -> Frame:
    """Return the frame of "the <aspect> <link> <rest>"; "the concept of the role of X" asks for the role."""
    acting = link in ("to", "that", "which", "where", "for", "of", "when", "in", "while")
    verb = rest.split()[0]
    if acting and kind in ("procedure", "list", "examples") and (link == "to" or verb.endswith("ing")):
        found = action(rest, "procedure")
        if found.kind != "procedure" or verb not in ("training", "learning", "pooling", "embedding"):
            return found
    inner = phrase(rest, "")
    if kind == "definition" or (kind, inner.kind) in {("examples", "uses"), ("types", "list")}:
        return Frame(inner.kind or kind, inner.thing, inner.place, inner.link)
    if kind == "cause" and link in ("for", "of", "behind", "why", "that") and re.match(r"(?:\w+ing|use) ", rest):
        kind = "reason"  # "the reason for scaling inputs"
    return _contrasted(Frame(kind, inner.thing, inner.place, inner.link))


def _contrasted(frame: Frame) -> Frame:
    """Return the frame of "the advantages of X over Y" as the question why X is preferred to Y."""
    rule = forms()["contrast"]
    contrasts = frame.link in rule["links"] and frame.kind in rule["kinds"]
    return Frame("preference", frame.thing, frame.place, frame.link) if contrasts else frame


def _trailing(words: str) -> tuple[str, str] | None:
    """Return kind and rest of a phrase that ends with its aspect ("transformer architecture"), if it does."""
    for count in (2, 1):
        before, last = words.rsplit(" ", count)[0], " ".join(words.split()[-count:])
        kind = lookup("trailing").get(last)
        if kind and len(words.split()) > count and content(before):
            return kind, before
    return None


def action(words: str, otherwise: str) -> Frame:
    """Return the frame of a verb phrase: the verb may say the kind ("prevent overfitting"), else it is content."""
    parts = words.split()
    verb = parts[0]
    two = " ".join(parts[:2])
    for known, rest in ((two, parts[2:]), (stem(verb), parts[1:])):
        kind = lookup("verbs").get(known)
        if kind:
            kind = phrase(" ".join(rest), kind).kind if kind == "definition" else kind
            return _aimed(kind, re.sub(r"^(?:with|against|for|if|whether|that|out|of|between) ", "", " ".join(rest)))
    return frame_of(otherwise, words)


def _aimed(kind: str, words: str) -> Frame:
    """Return the frame of what an action is done to: "(prevent) a network from overfitting" is about overfitting."""
    head, rest = _split(words)
    if rest.startswith(("from ", "to ")) and names_field(content(head)):
        words = rest.split(" ", 1)[1]
    found = frame_of(kind, words)
    told = found.thing - _context_stems() - word_set("negation")  # "make sure that it does not overfit"
    return Frame(kind, told, found.place, found.link) if told and kind in ("remedy", "detection") else found
