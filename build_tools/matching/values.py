"""The values of matching: wordings in; groups, suggestions and the evidence for each decision out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """One question as somebody asks it."""

    question: str
    answer: str = ""  # Markdown, "" where there is none


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two questions are taken for one, or not."""

    score: float  # 0 to 1
    matched: tuple[str, ...]  # for people: "kind: definition", "thing: dropout"
    differed: tuple[str, ...]  # for people: "kind: definition / reason", "restriction: - / rnns"


@dataclass(frozen=True, slots=True)
class Group:
    """Wordings of one question."""

    anchor: str | None  # id of the entry it belongs to, None for a new one
    members: tuple[int, ...]  # indexes into the wordings given, ascending
    centre: int  # index of the member nearest to the others


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two groups that may be one: for a person to decide."""

    left: int  # index into `Grouping.groups`
    right: int  # index into `Grouping.groups`, greater than `left`
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Grouping:
    """The groups of all wordings, and why."""

    groups: tuple[Group, ...]  # by their first member
    # Of each wording, against its group's centre (score 1.0 for the centre itself); of a new wording that joined an
    # entry, against the entry's wording nearest to it.
    evidence: tuple[Evidence, ...]
    suggestions: tuple[Suggestion, ...]  # best first
