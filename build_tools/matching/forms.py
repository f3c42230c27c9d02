"""Load the forms of questions from `forms.toml` and compile them: the grammar of matching is data."""

import re
from functools import cache
from importlib import resources
from tomllib import loads

from build_tools.matching.lexicon import stem, word_set
from build_tools.matching.normalise import american

_SLOTS = {"thing": ".+?", "place": ".+?", "other": ".+", "action": ".+", "aspect": ".+?"}
# "(?:in|for) <place>": the restriction keeps its preposition, for it says what sort of restriction it is.
_PREPOSITIONS = re.compile(
    r"\(\?:((?:(?:in|on|for|with|to|of|as|at|by|over|during|inside|within|before|after|when|us|you)\|?)+)\) <place>"
)
# "the problems faced in X", "the metrics used to evaluate X"
_FACED = "(?:faced|encountered|involved|associated|used|employed|applied|present|found|that arise|there) "
_LINKS = "of|in|for|to|between|behind|with|when|on|from|about|that|which|where|while|during|related to|by|why|using"


@cache
def forms() -> dict:
    """Return the tables of `forms.toml`."""
    return loads(resources.files(__package__).joinpath("forms.toml").read_text("utf-8"))


def _written_out(form: str) -> str:
    for name, macro in forms()["macros"].items():
        form = form.replace("{" + name + "}", macro)
    return form


def _compiled(form: str) -> re.Pattern[str]:
    """Return a form of the data file as a pattern: macros written out, slots made named groups."""
    form = _PREPOSITIONS.sub(r"(?P<place>(?:\1) .+?)", _written_out(form))
    for slot, shape in _SLOTS.items():
        form = re.sub(rf"(?<!\?P)<{slot}>", f"(?P<{slot}>{shape})", form)
    return re.compile(form)


@cache
def patterns() -> dict[str, tuple[tuple[re.Pattern[str], dict], ...]]:
    """Return the compiled forms, with their rules, by the first word of the clause they read."""
    lists = {name: tuple((_compiled(rule["form"]), rule) for rule in rules) for name, rules in forms()["forms"].items()}
    by_word = {word: lists[name] for name, words in forms()["first"].items() for word in words}
    return {word: rules + lists["assert"] for word, rules in (lists | by_word).items()}


@cache
def lookup(table: str) -> dict[str, str]:
    """Return {word or words: kind} of one of the tables `aspects`, `trailing`, `verbs` (verbs as stems)."""
    fold = stem if table == "verbs" else str
    return {fold(american(word)): kind for kind, words in forms()[table].items() for word in words}


@cache
def aspect_form() -> re.Pattern[str]:
    """Return the pattern of a phrase whose head noun says the kind: "the main advantages of X"."""
    nouns = "|".join(sorted(lookup("aspects"), key=lambda noun: (-len(noun), noun)))
    told = {"short", "concise", "quick", "detailed", "formal"}  # "a short explanation"
    loose = "|".join(sorted(word_set("filler") | word_set("many") | word_set("stop") | told))
    about = rf" (?:{_FACED})?(?P<link>{_LINKS}) (?P<rest>.+)"
    return re.compile(rf"(?:(?:{loose}) )*?(?P<noun>{nouns})(?: (?:and|or|,) (?:\w+ )?\w+)?(?:{about})?")


@cache
def openers() -> re.Pattern[str]:
    """Return the pattern of words in front of a question that change nothing."""
    return re.compile("(?:" + "|".join(forms()["openers"]) + ")(?: |$)")


@cache
def closers() -> re.Pattern[str]:
    """Return the pattern of words behind a question that change nothing."""
    return re.compile(" (?:" + "|".join(forms()["closers"]) + ")$")


@cache
def adverbs() -> frozenset[str]:
    """Return the words that may stand anywhere and change nothing."""
    return frozenset(forms()["adverbs"].split())


@cache
def rewrites() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return (beginning, the same said plainly) for beginnings of questions."""
    return tuple((re.compile("^" + _written_out(old)), new) for old, new in forms()["rewrites"].items())


@cache
def next_question() -> re.Pattern[str]:
    """Return the pattern of "and" or a comma behind which a sentence asks a second question."""
    asking = "|".join(["what", "which", "how", "why", "when", "where", *forms()["second"].split()])
    helping = "|".join(sorted(forms()["first"]["is"]))
    return re.compile(
        rf" (?:, )*(?:and|or|also|then|,)(?: also| then)? "
        rf"(?=(?:{asking}) |(?:{helping}) (?:it|they|you|we|this|that|there) |(?:its|their) )"
    )
