"""Frames: what kind of answer a phrase asks for, about which thing, under which restriction."""

import re
from dataclasses import dataclass, replace
from functools import cache

from build_tools.matching.forms import aspect_form, forms, lookup
from build_tools.matching.lexicon import families, stem, terms, word_set
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


@dataclass(frozen=True, slots=True)
class Frame:
    """One clause of a question. Words are stems; classifying words ("problem", "technique") are left out."""

    kind: str  # the kind of answer wanted, as named in forms.toml: "definition", "comparison", ...
    thing: frozenset[str]  # what is asked about
    place: frozenset[str]  # its restriction: "in RNNs", "on small batches"
    link: str = ""  # the preposition of the restriction: "in", "on"
    light: frozenset[str] = frozenset()  # words of thing and restriction that only classify: "layer" of "dense layer"
    sides: int = 1  # how many things are asked about side by side: "A and B", "A, B and C"
    act: str = ""  # the verb that gave the kind: "choose" of "how do you choose features" (also "feature choice")


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
    head = unfielded(head)
    part = re.fullmatch(r"(.+?) of (.+)", head)
    if part and kind in forms()["at_home"]["kinds"] and len(content(part[1])) > 1 and content(part[2]):
        head, rest = part[1], f"of {part[2]} {rest}"  # "the receptive field of a CNN": a name of two words says all
    sides = _sides(head)
    if kind == "definition" and 1 < len(sides) < 4 and all(0 < len(content(side)) < 6 for side in sides):
        kind = "comparison"  # "precision and recall": told apart by telling what each is
    inside, link = content(head), (rest or place).split(" ", 1)[0]
    light = frozenset().union(*map(_classifying, [*sides, rest, place])) | inside & families()[2]
    return _contrasted(Frame(kind, inside, restriction(f"{rest} {place}") - inside, link, light, len(sides)))


def _classifying(words: str) -> frozenset[str]:
    """Return the stems at the end of a noun phrase that only classify what stands before them ("dense layer")."""
    said, found = content(words), set()
    for word in reversed(words.split()):
        told = content(word) & said
        if told and not told <= families()[0].keys():
            break
        found |= told
    return frozenset(found)


def restricted(frame: Frame, place: str) -> Frame:
    """Return the frame with one more restriction, given as words."""
    more = restriction(place) - frame.thing
    wide = [part for part in (frame.place, more) if names_field(part)]  # the name of a field adds nothing
    both = (frame.place | more) if len(wide) != 1 else (more if wide[0] == frame.place else frame.place)
    light = frame.light | _classifying(place)
    return replace(frame, place=both, light=light, link=frame.link or place.split(" ", 1)[0])


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


def _sides(head: str) -> list[str]:
    """Return the things that a phrase names side by side."""
    return [side for side in re.split(r" (?:and|,|or)(?: and)? ", head) if side.strip()]


def phrase(words: str, otherwise: str) -> Frame:
    """Return the frame of a noun phrase: its head noun may say the kind ("the advantages of X"), else `otherwise`."""
    words = re.sub(r"^\d+ (?=\w)", "", words.strip(" ,"))  # "(name) 3 loss functions"
    match = aspect_form().fullmatch(words)
    if match:
        nouns = lookup("aspects")
        kind = nouns.get(f"{match['noun']} {match['link']}") or nouns[match["noun"]]
        return _aspect(kind, match["link"], match["rest"]) if match["rest"] else Frame(kind, frozenset(), frozenset())
    asks_several = words.split() and set(words.split()[:3]) & word_set("many")
    last = _trailing(words)
    if last and (last[0] != "methods" or asks_several or otherwise == "list"):  # "kernel methods" may be a name
        return frame_of(last[0], last[1])
    plural = asks_several and re.search(r"s\b", _split(words)[0][4:]) and otherwise in ("definition", "list")
    return frame_of("list" if plural else otherwise, words)


def _aspect(kind: str, link: str, rest: str) -> Frame:
    """Return the frame of "the <aspect> <link> <rest>"; "the concept of the role of X" asks for the role."""
    acting = link in ("to", "that", "which", "where", "for", "of", "when", "in", "while")
    verb = rest.split()[0]
    if acting and kind in ("procedure", "methods", "list", "examples") and (link == "to" or verb.endswith("ing")):
        found = action(rest, "procedure")
        if found.kind != "procedure" or verb not in ("training", "learning", "pooling", "embedding"):
            return found
    inner = phrase(rest, "")
    if kind == "definition" or (kind, inner.kind) in {("examples", "uses"), ("types", "list")}:
        return replace(inner, kind=inner.kind or kind)
    if kind == "cause" and link in ("for", "of", "behind", "why", "that") and verb.endswith("ing"):
        kind = "need" if verb in word_set("stop") else "reason"  # "the reason for using masks", "for scaling inputs"
    return _contrasted(replace(inner, kind=kind))


def _contrasted(frame: Frame) -> Frame:
    """Return the frame of "the advantages of X over Y" as the question why X is preferred to Y."""
    rule = forms()["contrast"]
    contrasts = frame.link in rule["links"] and frame.kind in rule["kinds"]
    return replace(frame, kind="preference") if contrasts else frame


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
        if kind and not (kind == "definition" and names_field(content(" ".join(rest)))):  # "interpret a model"
            kind = phrase(" ".join(rest), kind).kind if kind == "definition" else kind
            aim = re.sub(r"^(?:with|against|for|if|whether|that|out|of|between) ", "", " ".join(rest))
            return replace(_aimed(kind, aim), act=min(content(verb), default=""))
    aim, place = _split(" ".join(parts[1:]))
    if names_field(content(aim)) and not names_field(content(verb)):  # "compress a neural network"
        aim = ""
    return frame_of(otherwise, " ".join(f"{verb} {unfielded(aim)} {place}".split()))


def _aimed(kind: str, words: str) -> Frame:
    """Return the frame of what an action is done to: "(prevent) a network from overfitting" is about overfitting."""
    head, rest = _split(words)
    if rest.startswith(("from ", "to ", "against ")) and names_field(content(head)):
        words = rest.split(" ", 1)[1]
    elif kind == "remedy" and rest.startswith("from "):  # "stop a chatbot from lying": lying, in a chatbot
        words = f"{rest.removeprefix('from ')} in {head}"
    found = frame_of(kind, words)
    told = found.thing - _context_stems() - word_set("negation")  # "make sure that it does not overfit"
    return replace(found, thing=told) if told and kind in ("remedy", "detection") else found
