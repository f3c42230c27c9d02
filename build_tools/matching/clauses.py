"""Read one clause of a question by its form: the first form of `forms.toml` that fits gives the frame."""

import re

from build_tools.matching.forms import adverbs, closers, lookup, openers, patterns, rewrites
from build_tools.matching.frames import Frame, action, frame_of, phrase, restricted
from build_tools.matching.phrases import predicate, telling

_BEFORE_VERSUS = re.compile(
    r"^(?:what (?:is|are) the differences? between|explain|describe|compare|what is|what are|the) "
)

# Kinds whose noun means nothing but a means ("the techniques used for X"); a "hash function" is chosen itself.
_MEANS = ("methods", "procedure", "evaluation", "types", "parts", "remedy", "detection", "examples", "uses", "code")


def stripped(clause: str) -> str:
    """Return a clause without openers ("can you tell me") and closers ("with an example")."""
    clause = " ".join(w for w in clause.strip(" ,").split() if w not in adverbs())
    while (match := openers().match(clause)) and match.end() < len(clause):
        clause = clause[match.end() :].strip(" ,")
    for rewrite, plainly in rewrites():
        clause = rewrite.sub(plainly, clause)
    while match := closers().search(clause):
        clause = clause[: match.start()].strip(" ,")
    return clause


def read_clause(clause: str) -> Frame | None:
    """Return the frame of one asking clause (folded words, openers gone), None if it has no form of a question."""
    if " vs " in f" {clause} " and "tradeoff" not in clause:
        return frame_of("comparison", _BEFORE_VERSUS.sub("", clause).replace(" vs ", " and "))
    if clause.startswith(("its ", "their ")):
        return phrase(clause, "")
    for pattern, rule in patterns().get(clause.split(" ", 1)[0]) or patterns()["assert"]:
        match = pattern.fullmatch(clause)
        if match and (frame := _read_match(match, rule)):
            return frame
    return None


def _aspect_noun(words: str) -> str:
    """Return the kind that the last one or two words of a noun phrase ask for, "" if they are no aspect."""
    nouns, parts = lookup("aspects"), words.split()
    return nouns.get(" ".join(parts[-2:])) or nouns.get(parts[-1], "")


def _read_match(match: re.Match[str], rule: dict) -> Frame | None:
    """Return the frame of a clause that fits a form, None if the form's noun is none that asks for a kind."""
    found = {slot: text or "" for slot, text in match.groupdict().items()}
    thing, place = found.get("thing", ""), found.get("place", "")
    otherwise = rule.get("else", "definition")
    if "other" in found:
        return frame_of(rule["kind"], f"{thing} and {found['other']}" if found["other"] else thing)
    if rule.get("action"):
        return action(found.get("action") or thing, otherwise)
    if rule.get("inverse"):
        kind = _aspect_noun(found["aspect"])
        return frame_of(kind, thing, place) if kind else None
    if "aspect" in found and place:
        return _choice(found["aspect"], place)
    if "aspect" in found:
        return _tool(found["aspect"], found.get("verb", ""), thing)
    if "verb" in found:
        return restricted(action(f"{found['verb']} {thing}", otherwise), place)
    if rule.get("clause"):  # "(what does it mean when) a network overfits" asks what overfitting is
        return frame_of(rule["kind"], predicate(thing))
    if rule["kind"]:
        return frame_of(rule["kind"], thing, place)
    return restricted(phrase(thing, otherwise), place)


def _choice(means: str, place: str) -> Frame:
    """Return the frame of "which <means> is used <place>": the means is asked about, what it is for restricts it."""
    if _aspect_noun(means) in _MEANS or not telling(means):
        return _tool(means, "", place.partition(" ")[2])
    several = re.search(r"[^su]s$", means)
    return restricted(frame_of("list" if several else "choosing", means), place)


def _tool(means: str, verb: str, aim: str) -> Frame:
    """Return the frame of "what techniques are used to <aim>": the aim is asked about, the means by its noun."""
    kind = _aspect_noun(means)
    aimed = action(f"{verb} {aim}".strip(), "procedure")
    noun = means if means in lookup("aspects") else means.split()[-1]
    if kind and telling(means.removesuffix(noun)):  # "which augmentation methods do you know for images"
        return restricted(frame_of(kind, means), f"for {aim}")
    if kind in ("procedure", "methods") or verb or aimed.kind != "procedure":
        return aimed
    if kind:
        return frame_of(kind, aim)
    return restricted(frame_of("list", means), f"for {aim}")
