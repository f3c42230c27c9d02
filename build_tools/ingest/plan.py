"""Decide what an ingest will do: which questions are new, which are answered already, which a person must decide."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from build_tools import matching, topics
from build_tools.collection import asked_order
from build_tools.ids import question_id
from build_tools.ingest.composing import Answer, added, compose
from build_tools.ingest.scrapes import asked_already, sources_of
from build_tools.matching import Evidence, Wording
from build_tools.model import Asked, Collection, Document, Entry, Extraction, ScrapedQuestion, Source
from build_tools.text import wording_key

UNSORTED = "unsorted"


@dataclass(frozen=True, slots=True)
class Placed:
    """One scraped question, and where it went."""

    source: Source
    question: ScrapedQuestion
    entry: str  # id
    state: str  # "new" (its entry is new), "added" (to an entry that stands), "known" (nothing changed)
    evidence: Evidence | None  # why it is in that entry; None where it stands there word for word


@dataclass(frozen=True, slots=True)
class Unsure:
    """Two entries that may be one question: for a person to decide."""

    left: str
    right: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Offer:
    """What a source adds to an entry that stands."""

    entry: Entry
    block: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an ingest will do; carrying it out decides nothing more."""

    collection: Collection
    pages: tuple[tuple[Document, Extraction, Source], ...]
    placed: tuple[Placed, ...]
    new_sources: tuple[Source, ...]
    new_entries: tuple[Entry, ...]
    additions: tuple[tuple[Entry, tuple[Asked, ...]], ...]
    unsure: tuple[Unsure, ...]
    unsorted: tuple[str, ...]  # ids of new entries that no topic's words mark
    offers: tuple[Offer, ...]


def plan(
    pages: Sequence[tuple[Document, Extraction]],
    collection: Collection,
    questions_only: bool = False,
    encoder: Callable | None = None,
) -> Plan:
    """Return what an ingest of `pages` into `collection` will do.

    With `questions_only` no answer is taken over; an `encoder` (see `matching.load_encoder`) adds and orders pairs for
    a person to decide. The plan depends neither on the order of the pages nor on how often they are ingested: what
    stands is found again and left as it is.
    """
    pages = sorted(pages, key=lambda page: (page[0].name, [q.question for q in page[1].questions]))
    sources = sources_of(pages, collection)
    scraped = [(s, q) for (_, extraction), s in zip(pages, sources, strict=True) for q in extraction.questions]
    recorded, fresh = _split(scraped, collection)
    standing = _standing(collection)
    wordings = [w for w, _ in standing] + [Wording(q.question, "" if questions_only else q.answer) for _, q in fresh]
    anchors = [anchor for _, anchor in standing] + [None] * len(fresh)
    grouping = matching.group(wordings, anchors, collection.told_apart(), encoder)
    members = {
        n: [i - len(standing) for i in group.members if i >= len(standing)] for n, group in enumerate(grouping.groups)
    }
    fresh_groups = {
        n: (wordings[group.centre].question, [fresh[i] for i in members[n]])
        for n, group in enumerate(grouping.groups)
        if group.anchor is None
    }
    entries = _new_entries(fresh_groups, collection, questions_only)
    return _assemble(
        collection, pages, sources, recorded, fresh, grouping, len(standing), entries, members, questions_only
    )


def _split(
    scraped: Sequence[tuple[Source, ScrapedQuestion]], collection: Collection
) -> tuple[list[Placed], list[tuple[Source, ScrapedQuestion]]]:
    """Part the questions that some entry records already from those that are fresh."""
    home = {(one.source, wording_key(one.wording)): e.id for e in collection.entries for one in e.asked}
    by_source: dict[str, list[Asked]] = {}
    for entry in collection.entries:
        for one in entry.asked:
            by_source.setdefault(one.source, []).append(one)
    recorded, fresh = [], []
    for source, question in scraped:
        one = asked_already(source.id, question.question, by_source.get(source.id, ()))
        if one:
            recorded.append(Placed(source, question, home[source.id, wording_key(one.wording)], "known", None))
        else:
            fresh.append((source, question))
    return recorded, fresh


def _standing(collection: Collection) -> list[tuple[Wording, str]]:
    """Return every wording under which an entry is known, its title first, with the entry's id.

    A title that is asked in other entries alone says nothing: a person has put its question there.
    """
    result = []
    homes = _homes(collection)
    for entry in collection.entries:
        keys = set()
        said = entry.id in homes.get(wording_key(entry.title), {entry.id})
        for text in (*([entry.title] if said else []), *(one.wording for one in entry.asked)):
            if wording_key(text) not in keys:
                keys.add(wording_key(text))
                result.append((Wording(text, entry.body), entry.id))
    return result


def _homes(collection: Collection) -> dict[str, set[str]]:
    """Return for each wording key the ids of the entries in which it is asked."""
    homes: dict[str, set[str]] = {}
    for entry in collection.entries:
        for one in entry.asked:
            homes.setdefault(wording_key(one.wording), set()).add(entry.id)
    return homes


def _new_entries(
    groups: dict[int, tuple[str, list[tuple[Source, ScrapedQuestion]]]], collection: Collection, questions_only: bool
) -> dict[int, Entry]:
    """Return an entry for each group of fresh questions (its central wording, who asks it), by the group's number."""
    taken = {name for e in collection.entries for name in (e.id, *e.former_ids)}
    titles = {wording_key(e.title) for e in collection.entries}
    homes = _homes(collection)
    entries = {}
    for number, (wording, asked) in sorted(groups.items(), key=lambda item: (wording_key(item[1][0]), item[0])):
        answers = [] if questions_only else [Answer(source, question.answer) for source, question in asked]
        entry = _new_entry(wording, asked, answers, collection, taken)
        # "Why is that?" is asked of many things: what leans on the question before it is never merged, only told apart
        keys = {wording_key(one.wording) for one in entry.asked}
        twins = sorted(set().union(*(homes.get(key, set()) for key in keys)))
        if wording_key(entry.title) in titles:
            entry = replace(entry, title=f"{entry.title} ({asked[0][0].title}, {asked[0][1].number})")
        entries[number] = replace(entry, distinct_from=tuple(twins))
        taken.add(entry.id)
        titles.add(wording_key(entry.title))
        for key in keys:
            homes.setdefault(key, set()).add(entry.id)
    return entries


def _new_entry(
    wording: str,
    asked: Sequence[tuple[Source, ScrapedQuestion]],
    answers: Sequence[Answer],
    collection: Collection,
    taken: set[str],
) -> Entry:
    best = max((a.markdown for a in answers), key=len, default="")
    placement = topics.classify(wording, best, collection.topics)
    topic = placement.topic or UNSORTED
    name = question_id(wording, taken)
    tags = topics.tags(wording, [t for t in collection.topics if t.id == topic])
    lines: dict[tuple[str, str], Asked] = {}
    for source, question in asked:
        key = (source.id, wording_key(question.question))
        lines.setdefault(key, Asked(source.id, question.number, question.question))
    ordered = sorted(lines.values(), key=asked_order)
    path = collection.docs / "topics" / topic / f"{name}.md"
    level = topics.level(wording)
    return Entry(name, topic, path, _title(wording), compose(answers), 0, level, tags, asked=tuple(ordered))


def _title(wording: str) -> str:
    return wording[:1].upper() + wording[1:]


def _assemble(
    collection: Collection,
    pages: Sequence[tuple[Document, Extraction]],
    sources: Sequence[Source],
    recorded: Sequence[Placed],
    fresh: Sequence[tuple[Source, ScrapedQuestion]],
    grouping: matching.Grouping,
    offset: int,
    entries: dict[int, Entry],
    members: dict[int, list[int]],
    questions_only: bool,
) -> Plan:
    """Put the plan together; question i of `fresh` is wording i + `offset` of `grouping`.

    `entries` (the new ones) and `members` (places in `fresh`) go by the number of their group.
    """
    standing = {e.id: e for e in collection.entries}
    names = {n: group.anchor or entries[n].id for n, group in enumerate(grouping.groups)}
    placed = list(recorded)
    more: dict[str, dict[tuple[str, str], Asked]] = {}
    for n, group in enumerate(grouping.groups):
        for i in members[n]:
            source, question = fresh[i]
            placed.append(
                Placed(source, question, names[n], "added" if group.anchor else "new", grouping.evidence[i + offset])
            )
            if group.anchor:
                line = Asked(source.id, question.number, question.question)
                more.setdefault(group.anchor, {}).setdefault((source.id, wording_key(question.question)), line)
    known = {source.id for source in collection.sources}
    new_entries = tuple(sorted(entries.values(), key=lambda e: (e.topic, e.id)))
    return Plan(
        collection,
        tuple((document, extraction, source) for (document, extraction), source in zip(pages, sources, strict=True)),
        tuple(sorted(placed, key=lambda p: (p.source.id, p.question.lines, p.question.question))),
        tuple({s.id: s for s in sources if s.id not in known}.values()),
        new_entries,
        tuple((standing[name], tuple(lines.values())) for name, lines in sorted(more.items())),
        tuple(
            Unsure(names[s.left], names[s.right], s.evidence)
            for s in grouping.suggestions
            if _touches(grouping, s, offset)
        ),
        tuple(e.id for e in new_entries if e.topic == UNSORTED),
        () if questions_only else tuple(_offers(placed, standing)),
    )


def _touches(grouping: matching.Grouping, suggestion: matching.Suggestion, offset: int) -> bool:
    """Say whether a suggestion is about a fresh question; what stood before has been told before."""
    return any(i >= offset for side in (suggestion.left, suggestion.right) for i in grouping.groups[side].members)


def _offers(placed: Sequence[Placed], standing: dict[str, Entry]) -> list[Offer]:
    """Return what the answers of questions that belong to standing entries add to them, entry by entry."""
    result = []
    bodies: dict[str, str] = {}
    for one in sorted(placed, key=lambda p: (p.entry, p.source.id, p.question.lines)):
        if one.entry not in standing or not one.question.answer:
            continue
        entry = standing[one.entry]
        body = bodies.get(entry.id, entry.body)
        if block := added(body, Answer(one.source, one.question.answer)):
            result.append(Offer(entry, block))
            bodies[entry.id] = f"{body.rstrip()}\n\n{block}\n".lstrip()
    return result
