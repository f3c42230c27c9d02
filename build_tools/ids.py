"""Make ids: short, readable, never two alike, and the same for the same words."""

import re
import unicodedata
from collections.abc import Collection

_LONGEST = 60  # characters: an address that can be read aloud
_LONGEST_QUESTION = 50
# Words that say nothing in an address; "why", "how", "vs", "not" do.
_EMPTY = frozenset(
    "a an the of in on to for and or is are was be been being do does did you your we i it its it's they them their "
    "can could would should will has have had by with as at this that these those there any some into from name tell "
    "me us please use used using explain describe define discuss list give mention different few".split()
)
# What opens a question and says nothing of its matter.
_OPENERS = re.compile(
    r"^(?:(?:can|could|would) you (?:please |briefly )?|please |briefly )?"
    r"(?:(?:what(?:'?s| is| are| was| do you (?:mean|understand) by| do you know about)|"
    r"explain(?: what)?|describe|define|discuss|tell me about)\b\s*)?(?:(?:the (?:concept|term|idea) of|a|an|the)\s+)?",
    re.I,
)


def slug(text: str, longest: int = _LONGEST) -> str:
    """Return `text` as an id of a-z, 0-9 and hyphens, at most `longest` characters, cut between words.

    Accents are taken off; a text in another script, of which nothing would be left, gives its characters' names' ends.
    """
    folded = unicodedata.normalize("NFKD", text.replace("'", "").replace("’", "")).casefold()
    if not re.search(r"[a-z0-9]", folded):
        folded = " ".join(
            unicodedata.name(c, "").rpartition(" ")[2].rpartition("-")[2] for c in folded if c.isalnum()
        ).lower()
    whole = "-".join(re.findall(r"[a-z0-9]+", "".join(c for c in folded if not unicodedata.combining(c))))
    if len(whole) <= longest:
        return whole
    return whole[:longest].rpartition("-")[0] or whole[:longest]


def question_id(wording: str, taken: Collection[str]) -> str:
    """Return an id for a question: its words without the opener, with a number where that id is taken."""
    short = _OPENERS.sub("", wording.replace("’", "'")).strip()
    parts = slug(short if re.search(r"\w{2}", short) else wording, 400).split("-")
    telling = [part for part in parts if part not in _EMPTY] or parts
    while len("-".join(telling)) > _LONGEST_QUESTION and len(telling) > 1:
        telling.pop()
    return free("-".join(telling) or "question", taken)


def free(wanted: str, taken: Collection[str]) -> str:
    """Return `wanted`, or the first of `wanted`-2, `wanted`-3 … that is not in `taken`."""
    if wanted not in taken:
        return wanted
    n = 2
    while f"{wanted}-{n}" in taken:
        n += 1
    return f"{wanted}-{n}"
