"""Read a question as frames: what kind of answer is wanted, about which thing, under which restriction."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from tomllib import loads

from build_tools.matching.normalise import american
from build_tools.matching.vocabulary import Vocabulary, stem, terms, word_set

_SLOTS = {"thing": ".+?", "place": ".+?", "other": ".+", "verb": r"[^\W\d_]+?", "action": ".+", "aspect": ".+?"}
# Prepositions that begin a restriction. "of" does not: "the rate of learning" is the learning rate.
_RESTRICTING = re.compile(
    r" (?:in|on|for|with|without|when|while|during|within|inside|under|over|at|by|from|into|before|after|between|across|"
    r"against|instead|rather|compared|given|if|where|through|to|as|than|because) "
)
_PREPOSITIONS = re.compile(r"\(\?:((?:(?:in|on|for|with|to|of|as|at|by|over|during|inside|within|before|after|when|us|you)\|?)+)\) <place>")
_ASPECT_LINK = r"(?:(?:faced|encountered|involved|associated|that arise|there) )?(?:of|in|for|to|between|behind|with|when|on|from|about|that|which|where|while|during|related to|by|why|using)"


@dataclass(frozen=True, slots=True)
class Frame:
    """One clause of a question. Words are stems; classifying words ("problem", "technique") are left out."""

    kind: str  # the kind of answer wanted, as named in forms.toml: "definition", "comparison", ...
    thing: frozenset[str]  # what is asked about
    place: frozenset[str]  # its restriction: "in RNNs", "on small batches"
    link: str = ""  # the preposition of the restriction: "in", "on"


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole question as frames; the first frame leads."""

    key: str  # the folded words: equal for wordings that differ only in spelling
    frames: tuple[Frame, ...]
    alone: bool  # False for a question that leans on one before it, and for the heading of a section: never merged


@cache
def forms() -> dict:
    """Return the forms, nouns, verbs and nearness of `forms.toml`."""
    return loads(resources.files(__package__).joinpath("forms.toml").read_text("utf-8"))


@cache
def _patterns() -> dict[str, list[tuple[re.Pattern[str], dict]]]:
    """Return the compiled forms by the first word of the clause they read."""

    def compiled(form: str) -> re.Pattern[str]:
        for name, macro in forms()["macros"].items():
            form = form.replace("{" + name + "}", macro)
        form = _PREPOSITIONS.sub(r"(?P<place>(?:\1) .+?)", form)  # a restriction keeps its preposition
        for slot, shape in _SLOTS.items():
            form = re.sub(rf"(?<!\?P)<{slot}>", lambda _, s=slot, x=shape: f"(?P<{s}>{x})", form)
        return re.compile(form)

    lists = {name: [(compiled(rule["form"]), rule) for rule in rules] for name, rules in forms()["forms"].items()}
    by_word = {word: lists[name] for name, words in forms()["first"].items() for word in words}
    return lists | by_word


@cache
def _lookup(table: str) -> dict[str, str]:
    """Return {word or words: kind} of one of the tables `aspects`, `trailing`, `verbs` (verbs as stems)."""
    fold = stem if table == "verbs" else str
    return {fold(american(word)): kind for kind, words in forms()[table].items() for word in words}


@cache
def _openers() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(forms()["openers"]) + ")(?: |$)")


@cache
def _adverbs() -> frozenset[str]:
    return frozenset(forms()["adverbs"].split())


@cache
def _rewrites() -> list[tuple[re.Pattern[str], str]]:
    be = forms()["macros"]["be"]
    return [(re.compile("^" + old.replace("{be}", be)), new) for old, new in forms()["rewrites"].items()]


@cache
def _closers() -> re.Pattern[str]:
    return re.compile(" (?:" + "|".join(forms()["closers"]) + ")$")


@cache
def _asking() -> re.Pattern[str]:
    """Where a new question begins after "and" or a comma inside a sentence."""
    firsts = "|".join(["what", "which", "how", "why", "when", "where", *forms()["second"].split()])
    helper = "|".join(sorted(forms()["first"]["is"]))
    return re.compile(rf" (?:, )*(?:and|or|also|then|,)(?: also| then)? (?=(?:{firsts}) |(?:{helper}) (?:it|they|you|we|this|that|there) |(?:its|their) )")


# ------------------------------------------------------------------------------------------------ phrases
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
    return (phrase, "") if match is None else (phrase[: match.start()].strip(), phrase[match.start():].strip())


def _frame(kind: str, thing: str, place: str = "") -> Frame:
    """Return the frame of a phrase, its restriction cut off: "dropout in rnns", and perhaps one more restriction."""
    head, rest = _split(thing)
    said = content(head)
    if said and rest.startswith("to ") and names_field(said) and content(rest):  # "(what does it mean for) a model to overfit"
        return _frame(kind, rest[3:], place)
    if not said:  # "what happens if the rate is high": the phrase begins with its preposition
        head, rest = thing, ""
    owner = re.fullmatch(r"(.+) of ((?:(?!of ).)+)", head)
    if owner and _telling(owner[1]) and names_field(content(owner[2])):  # "the weights of a network" are weights
        head = owner[1]
    if kind == "definition" and _several(head):
        kind = "comparison"  # "precision and recall": told apart by telling what each is
    inside = content(head)
    return _contrasted(Frame(kind, inside, _outside(f"{rest} {place}") - inside, (rest or place).split(" ", 1)[0]))


def _telling(words: str) -> bool:
    """Return whether a phrase says more than stop words, fillers and classifying words do."""
    weak = word_set("stop") | word_set("filler") | word_set("classifier")
    return any(word not in weak for word in words.split())


def _outside(words: str) -> frozenset[str]:
    """Return the content of a restriction."""
    found = content(words)
    if "without" in found:  # "in Python without a library" asks for what "from scratch" asks for
        found -= _context_stems()
    return frozenset() if found == {"without"} else found


def _several(head: str) -> bool:
    """Return whether a phrase names two or three things side by side, each with a word of its own."""
    parts = [part for part in re.split(r" (?:and|,|or)(?: and)? ", head) if part.strip()]
    return 1 < len(parts) < 4 and all(0 < len(content(part)) < 6 for part in parts)


@cache
def _aspect_form() -> re.Pattern[str]:
    nouns = "|".join(sorted(_lookup("aspects"), key=lambda noun: (-len(noun), noun)))
    loose = "|".join(sorted(word_set("filler") | word_set("many") | word_set("stop") | {"three"}))
    return re.compile(rf"(?P<before>(?:(?:{loose}) )*?)(?P<noun>{nouns})(?: (?:and|or|,) (?:\w+ )?(?:\w+))?(?: (?P<link>{_ASPECT_LINK}) (?P<rest>.+))?")


def phrase(words: str, otherwise: str) -> Frame:
    """Return the frame of a noun phrase: its head noun may say the kind ("the advantages of X"), else `otherwise`."""
    words = words.strip(" ,")
    match = _aspect_form().fullmatch(words)
    if match:
        nouns = _lookup("aspects")
        kind = nouns.get(f"{match['noun']} {match['link']}") or nouns[match["noun"]]
        return _aspect(kind, match["link"], match["rest"]) if match["rest"] else Frame(kind, frozenset(), frozenset())
    last = _trailing(words)
    if last:
        return _frame(last[0], last[1])
    asks_several = words.split() and {w for w in words.split()[:3]} & word_set("many")
    plural = asks_several and re.search(r"s\b", _split(words)[0][4:]) and otherwise in ("definition", "list")
    return _frame("list" if plural else otherwise, words)


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
    if kind == "cause" and re.match(r"(?:using|use|having|applying|employing) ", rest):
        kind = "need"
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
        kind = _lookup("trailing").get(last)
        if kind and len(words.split()) > count and content(before):
            return kind, before
    return None


def action(words: str, otherwise: str) -> Frame:
    """Return the frame of a verb phrase: the verb may say the kind ("prevent overfitting"), else it is content."""
    parts = words.split()
    verb = parts[0]
    two = " ".join(parts[:2])
    for known, rest in ((two, parts[2:]), (stem(verb), parts[1:])):
        kind = _lookup("verbs").get(known)
        if kind:
            kind = phrase(" ".join(rest), kind).kind if kind == "definition" else kind
            return _aimed(kind, re.sub(r"^(?:with|against|for|if|whether|that|out|of|between) ", "", " ".join(rest)))
    return _frame(otherwise, words)


def _aimed(kind: str, words: str) -> Frame:
    """Return the frame of what an action is done to: "(prevent) a network from overfitting" is about overfitting."""
    head, rest = _split(words)
    if rest.startswith(("from ", "to ")) and names_field(content(head)):
        words = rest.split(" ", 1)[1]
    found = _frame(kind, words)
    telling = found.thing - _context_stems() - word_set("negation")  # "make sure that it does not overfit"
    return Frame(kind, telling, found.place, found.link) if telling and kind in ("remedy", "detection") else found


# ------------------------------------------------------------------------------------------------ clauses
def _stripped(clause: str) -> str:
    """Return a clause without openers ("can you tell me") and closers ("with an example")."""
    clause = " ".join(w for w in clause.strip(" ,").split() if w not in _adverbs())
    while (match := _openers().match(clause)) and match.end() < len(clause):
        clause = clause[match.end():].strip(" ,")
    for rewrite, plainly in _rewrites():
        clause = rewrite.sub(plainly, clause)
    while match := _closers().search(clause):
        clause = clause[: match.start()].strip(" ,")
    return clause


def _invited(clause: str, stripped: str) -> bool:
    """Return whether openers that address the other person were taken off ("are you familiar with X")."""
    return bool(re.search(r"\b(?:you|tell|me|let)\b", clause[: len(clause) - len(stripped)]))


def read_clause(clause: str) -> Frame | None:
    """Return the frame of one asking clause (folded words, openers gone), None if it has no form of a question."""
    if " vs " in f" {clause} ":
        asked = re.sub(r"^(?:what (?:is|are) the differences? between|explain|describe|compare|what is|what are|the) ", "", clause)
        return _frame("comparison", asked.replace(" vs ", " and "))
    if clause.startswith(("its ", "their ")):
        return phrase(clause, "")
    for pattern, rule in [*_patterns().get(clause.split(" ", 1)[0], ()), *_patterns()["assert"]]:
        match = pattern.fullmatch(clause)
        if match and (frame := _read_match(match, rule)):
            return frame
    return None


def _aspect_noun(words: str) -> str:
    """Return the kind that the last one or two words of a noun phrase ask for, "" if they are no aspect."""
    nouns, parts = _lookup("aspects"), words.split()
    return nouns.get(" ".join(parts[-2:])) or nouns.get(parts[-1], "")


def _read_match(match: re.Match[str], rule: dict) -> Frame | None:
    found = {slot: text or "" for slot, text in match.groupdict().items()}
    thing, place = found.get("thing", ""), found.get("place", "")
    otherwise = rule.get("else", "definition")
    if "other" in found:
        return _frame(rule["kind"], f"{thing} and {found['other']}" if found["other"] else thing)
    if rule.get("action"):
        return action(found.get("action") or thing, otherwise)
    if rule.get("inverse"):
        kind = _aspect_noun(found["aspect"])
        return _frame(kind, thing, place) if kind else None
    if "aspect" in found:
        return _tool(found["aspect"], found.get("verb", ""), thing)
    if "verb" in found:
        done = action(f"{found['verb']} {thing}", otherwise)
        return Frame(done.kind, done.thing, done.place | _outside(place) - done.thing, done.link or place.split(" ", 1)[0])
    if rule["kind"]:
        return _frame(rule["kind"], thing, place)
    said = phrase(thing, otherwise)
    return Frame(said.kind, said.thing, said.place | (_outside(place) - said.thing), said.link or place.split(" ", 1)[0])


def _tool(means: str, verb: str, aim: str) -> Frame:
    """Return the frame of "what techniques are used to <aim>": the aim is asked about, the means by its noun."""
    kind = _aspect_noun(means)
    aimed = action(f"{verb} {aim}".strip(), "procedure")
    noun = means if means in _lookup("aspects") else means.split()[-1]
    if kind and _telling(means.removesuffix(noun)):  # "which augmentation methods do you know for images"
        return Frame("list", content(means), _outside(aim) - content(means), "for")
    if kind == "procedure" or verb or aimed.kind != "procedure":
        return aimed
    if kind:
        return _frame(kind, aim)
    return Frame("list", content(means), _outside(aim) - content(means), "for")


# ------------------------------------------------------------------------------------------------ whole questions
def read(wording: str, vocabulary: Vocabulary, answered: bool = False) -> Reading:
    """Return a question's reading: clauses that ask become frames; the others are context for frames without a thing."""
    sentences = [" ".join(words) for words in vocabulary.words(wording)]
    key = " ".join(sentences).replace(" ,", "")
    context: list[str] = []
    frames: list[Frame] = []
    leaning = any(f" {pointer} " in f" {key} " for pointer in terms()["pointing_back"])
    for sentence in sentences:
        fronted, clauses = _clauses(sentence)
        for clause in clauses:
            stripped = _stripped(clause)
            frame = read_clause(stripped) if stripped else None
            if frame is None and stripped and _invited(clause, stripped):
                frame = phrase(stripped, "definition")
            if frame is None:
                context.append(stripped)
                continue
            leaning = leaning or (not (frames or context or fronted) and _leans(stripped, frame))
            frames.append(_settled(frame, stripped, fronted, context, frames))
    if frames:
        return Reading(key, tuple(frames), alone=not leaning and bool(frames[0].thing))
    return _unasked(key, " ".join(context), wording, answered)


def _clauses(sentence: str) -> tuple[str, list[str]]:
    """Return a fronted restriction ("in terms of X, ...") and the clauses of a sentence."""
    stripped = _stripped(sentence)
    match = re.match(r"((?:in|on|for|during|when|while|if|given|with|within|at|after|before|suppose|assuming|regarding|concerning) [^,]*(?: ,[^,]*)*?) , (?=(\w+) )", stripped)
    fronted = ""
    if match and (match[2] in _patterns() or _openers().match(stripped[match.end():])):
        fronted, stripped = match[1], stripped[match.end():]
    return fronted, _asking().split(stripped)


def _leans(clause: str, frame: Frame) -> bool:
    """Return whether a clause needs a question before it: a pronoun stands where its thing should be."""
    if not frame.thing:
        return True
    pronouns = word_set("leaning") & set(clause.split()) | set(re.findall(r" that$", clause))
    return bool(pronouns) and len(frame.thing | frame.place) < 2


def _settled(frame: Frame, clause: str, fronted: str, context: list[str], before: Sequence[Frame]) -> Frame:
    """Return the frame with a thing: its own, else that of the context, else that of the clause before."""
    place = frame.place | (_outside(fronted) - frame.thing if frame.thing else frozenset())
    pronouns = word_set("leaning") & set(clause.split())
    if frame.thing and not (pronouns and context and not before):
        return Frame(frame.kind, frame.thing, place, frame.link or fronted.split(" ", 1)[0])
    said = " ".join([fronted, *context]).strip()
    if said and not before:
        return Frame(frame.kind, _situation(said) | frame.thing, frame.place - _situation(said), frame.link)
    if before and not frame.thing:
        return Frame(frame.kind, before[0].thing, frame.place | before[0].place, before[0].link)
    return Frame(frame.kind, frame.thing, place, frame.link or fronted.split(" ", 1)[0])


def _situation(text: str) -> frozenset[str]:
    """Return the content of a described situation, without the words that only set the scene ("training a model")."""
    if len(text.split()) < 5:  # a topic in front ("Convnets: what are they?") sets no scene
        return content(text)
    telling = [w for w in text.split() if w not in word_set("context")]
    return content(" ".join(telling)) or content(text)


def _unasked(key: str, said: str, wording: str, answered: bool) -> Reading:
    """Return the reading of a line that has no form of a question: a phrase with an aspect, a term, or a heading."""
    words = set(said.split())
    section = words & word_set("section")
    frame = phrase(said, "") if said else Frame("", frozenset(), frozenset())
    if frame.kind and not section:
        return Reading(key, (frame,), alone=bool(frame.thing))
    asked = wording.rstrip().endswith("?") or answered
    short = len(said.split()) <= 3
    kind = "definition" if short else "other"
    # A bare term of a few words may head a section as well as ask; a question mark or an answer tells.
    return Reading(key, (_frame(kind, said),), alone=bool(asked or not short) and not section)
