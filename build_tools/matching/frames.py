"""Frames: what kind of answer a phrase asks for, about which thing, under which restriction."""

import re
from dataclasses import dataclass, replace

from build_tools.matching.forms import aspect_form, forms, lookup
from build_tools.matching.lexicon import heads, stem, word_set
from build_tools.matching.phrases import (
    classifying,
    content,
    context_stems,
    named,
    names_field,
    owned,
    restriction,
    sides,
    split,
    unfielded,
)

# "The purpose of pooling" asks about a thing, "the purpose of scaling the inputs" why one does it.
_DOING = re.compile(r"\w+ing (?:the|a|an|your|our|its|their) ")


@dataclass(frozen=True, slots=True)
class Frame:
    """One clause of a question. Words are stems; classifying words ("problem", "technique") are left out."""

    kind: str  # the kind of answer wanted, as named in forms.toml: "definition", "comparison", ...
    thing: frozenset[str]  # what is asked about
    place: frozenset[str]  # its restriction: "in RNNs", "on small batches"
    link: str = ""  # the preposition of the restriction: "in", "on"
    light: frozenset[str] = frozenset()  # words of thing and restriction that only classify: "layer" of "dense layer"
    sides: tuple[tuple[str, ...], ...] = ()  # things asked about side by side ("A and B"): the stems of each in order
    act: str = ""  # the verb that gave the kind: "choose" of "how do you choose features" (also "feature choice")


def frame_of(kind: str, thing: str, place: str = "") -> Frame:
    """Return the frame of a phrase; what stands behind its first preposition joins the restriction `place`."""
    head, rest = named(thing)
    if kind in forms()["at_home"]["kinds"]:
        head, owner = owned(head)
        rest = f"{owner} {rest}".strip()
    things = sides(head)
    if kind == "definition" and 1 < len(things) < 4 and all(0 < len(content(side)) < 6 for side in things):
        kind = "comparison"  # "precision and recall": told apart by telling what each is
    inside, link = frozenset().union(*map(content, things)), (rest or place).split(" ", 1)[0]
    named_so = [side for side in things if len(things) == 1 or not content(side) <= classifying(side)]  # "training" set
    light = frozenset().union(*map(classifying, [*named_so, rest, place])) | inside & heads().anywhere
    return _contrasted(Frame(kind, inside, restriction(f"{rest} {place}") - inside, link, light, _ordered(things)))


def _ordered(things: list[str]) -> tuple[tuple[str, ...], ...]:
    """Return the stems of things side by side, each in the order of its words; none for a thing alone."""
    if len(things) == 1:
        return ()
    return tuple(tuple(dict.fromkeys(s for w in side.split() for s in content(w) & content(side))) for side in things)


def restricted(frame: Frame, place: str) -> Frame:
    """Return the frame with one more restriction, given as words."""
    more = restriction(place) - frame.thing
    wide = [part for part in (frame.place, more) if names_field(part)]  # the name of a field adds nothing
    both = (frame.place | more) if len(wide) != 1 else (more if wide[0] == frame.place else frame.place)
    light = frame.light | classifying(place)
    return replace(frame, place=both, light=light, link=frame.link or place.split(" ", 1)[0])


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
    plural = asks_several and re.search(r"s\b", split(words)[0][4:]) and otherwise in ("definition", "list")
    return frame_of("list" if plural else otherwise, words)


def _aspect(kind: str, link: str, rest: str) -> Frame:
    """Return the frame of "the <aspect> <link> <rest>"; "the concept of the role of X" asks for the role."""
    acting = link in ("to", "that", "which", "where", "for", "of", "when", "in", "while")
    verb = rest.split()[0]
    means = kind in ("procedure", "methods", "list", "examples", "evaluation")
    if acting and means and (link == "to" or verb.endswith("ing")):
        found = action(rest, "procedure")
        if kind == "procedure" and found.kind == "code":  # "the steps to build a compiler" ask for no program
            return replace(found, kind=kind)
        if found.kind != "procedure" or verb not in ("training", "learning", "pooling", "embedding"):
            return found
    inner = phrase(rest, "")
    if kind == "definition" or (kind, inner.kind) in {("examples", "uses"), ("types", "list")}:
        return replace(inner, kind=inner.kind or kind)
    if kind == "cause" and link in ("for", "of", "behind", "why", "that") and verb.endswith("ing"):
        kind = "need" if verb in word_set("stop") else "reason"  # "the reason for using masks", "for scaling inputs"
    if kind == "purpose" and _DOING.match(rest):
        kind = "need"
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
    aim, place = split(" ".join(parts[1:]))
    if names_field(content(aim)) and not names_field(content(verb)):  # "compress a neural network"
        aim = ""
    return frame_of(otherwise, " ".join(f"{verb} {unfielded(aim)} {place}".split()))


def _aimed(kind: str, words: str) -> Frame:
    """Return the frame of what an action is done to: "(prevent) a network from overfitting" is about overfitting."""
    head, rest = split(words)
    if rest.startswith(("from ", "to ", "against ")) and names_field(content(head)):
        words = rest.split(" ", 1)[1]
    elif kind == "remedy" and rest.startswith("from "):  # "stop a chatbot from lying": lying, in a chatbot
        words = f"{rest.removeprefix('from ')} in {head}"
    found = frame_of(kind, words)
    told = found.thing - context_stems() - word_set("negation")  # "make sure that it does not overfit"
    return replace(found, thing=told) if told and kind in ("remedy", "detection") else found
