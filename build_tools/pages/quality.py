"""Make the page that says how good the collection is: what it holds, what it lacks, and what waits for a decision."""

from collections import Counter
from collections.abc import Iterable, Sequence

from build_tools.history import History
from build_tools.model import Collection, Entry
from build_tools.pages import census, questions
from build_tools.pages.changes import PATH as CHANGES
from build_tools.pages.changes import corrections, events
from build_tools.pages.charts import FOLDER, Row, bars
from build_tools.pages.inline import count, escape, link
from build_tools.pages.page import Page
from build_tools.pages.undecided import Pair, undecided

PATH = "quality.md"
LISTED = 20  # questions, pairs and corrections that a list shows before it says how many more there are
CHARTED = 30  # topics and sources that a chart has room for
_TOPICS, _STATES, _SOURCES, _ASKED = (
    f"{FOLDER}/quality-{name}.svg" for name in ("topics", "states", "sources", "asked")
)


def quality_page(collection: Collection, history: History) -> tuple[Page, dict[str, str]]:
    """Return the page, and its charts as SVG by their path under the site's root."""
    entries = collection.entries
    topics, sources = census.by_topic(collection), [one for one in census.by_source(collection) if one.asked]
    states, pairs = census.by_state(entries), undecided(collection)
    blocks = [
        "# Quality",
        "What this collection holds and what it lacks, counted by each build.",
        _summary(entries, states[0][1], len(pairs)),
    ]
    if entries:
        blocks += [*_topics(topics), *_states(states, len(entries))]
    if sources:
        blocks += [*_sources(sources), *_asked(entries)]
    blocks += [*_unanswered(entries), *_pairs(pairs), *_corrections(collection, history)]
    description = "Questions by topic, level and state, how much of each source is answered, and what is to be done"
    charts = _charts(topics, states, sources, entries) if entries else {}
    return Page(PATH, "Quality", "\n\n".join(blocks) + "\n", "quality", description=description), charts


def _charts(
    topics: Sequence[census.OfTopic],
    states: Sequence[tuple[str, int]],
    sources: Sequence[census.OfSource],
    entries: Sequence[Entry],
) -> dict[str, str]:
    of_topics = [Row(one.topic.title, one.levels) for one in topics if one.entries]
    of_sources = [Row(questions.source_name(one.source), (one.answered, one.asked - one.answered)) for one in sources]
    found = {
        _TOPICS: bars("quality-topics", "Questions by topic and level", _fullest(of_topics), _level_names()),
        _STATES: bars(
            "quality-states",
            "Questions by state",
            [Row(name, (number,), len(entries)) for name, number in states],
        ),
    }
    if of_sources:
        names = ("answered", "not answered")
        found[_SOURCES] = bars("quality-sources", "Questions of each source", _fullest(of_sources), names)
        rows = [Row(name, (number,)) for name, number in _by_asking(entries)]
        found[_ASKED] = bars("quality-asked", "Questions by the number of sources that ask them", rows)
    return found


def _fullest(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, or so many of the longest as a chart has room for, with the others as one."""
    if len(rows) <= CHARTED:
        return list(rows)
    ordered = sorted(rows, key=lambda row: -row.total)
    rest = ordered[CHARTED - 1 :]
    sums = tuple(map(sum, zip(*(row.parts for row in rest), strict=True)))
    return [*ordered[: CHARTED - 1], Row(f"{len(rest)} others", sums)]


def _level_names() -> list[str]:
    return [level or "no level" for level in census.LEVELS]


def _by_asking(entries: Iterable[Entry]) -> list[tuple[str, int]]:
    held = Counter(min(census.sources_of(entry), 5) for entry in entries)
    names = {5: "5 sources or more", 1: "1 source", 0: "no source"}
    return [(names.get(number, f"{number} sources"), held[number]) for number in sorted(held, reverse=True)]


def _summary(entries: Sequence[Entry], answered: int, pairs: int) -> str:
    waiting = f"{count(pairs, 'pair')} of questions {'waits' if pairs == 1 else 'wait'} for a decision"
    return f"{count(len(entries), 'question')}, {_share(answered, len(entries))} of them answered; {waiting}."


def _topics(topics: Sequence[census.OfTopic]) -> list[str]:
    used = [level for level in range(len(census.LEVELS)) if any(one.levels[level] for one in topics)]
    rows = [
        (
            link(one.topic.title, f"topics/{one.topic.id}/index.md"),
            *(str(one.levels[level] or "") for level in used),
            str(one.entries),
            _share(one.answered, one.entries),
        )
        for one in topics
        if one.entries
    ]
    heads = ("Topic", *(_level_names()[level].capitalize() for level in used), "All", "Answered")
    return ["## By topic and level", f"![Questions of each topic, by level.]({_TOPICS})", _table(heads, rows)]


def _states(states: Sequence[tuple[str, int]], entries: int) -> list[str]:
    rows = [(name.capitalize(), str(number), _percent(number, entries)) for name, number in states]
    picture = f"![Questions in each state; a bar of the whole width stands for all {entries}.]({_STATES})"
    return ["## By state", picture, _table(("State", "Questions", "Share"), rows)]


def _sources(sources: Sequence[census.OfSource]) -> list[str]:
    rows = [
        (
            link(questions.source_name(one.source), f"sources/{one.source.path.name}"),
            str(one.asked),
            _share(one.answered, one.asked),
        )
        for one in sources[:CHARTED]
    ]
    about = "How many of the questions that each source asks are answered here."
    picture = f"![Questions of each source, answered and not.]({_SOURCES})"
    return ["## By source", about, picture, _table(("Source", "Asks", "Answered"), rows), *_more(len(sources), CHARTED)]


def _asked(entries: Sequence[Entry]) -> list[str]:
    most = [entry for entry in census.most_asked(entries)[:LISTED] if census.sources_of(entry) > 1]
    lines = [f"1. {_question(entry)} ({count(census.sources_of(entry), 'source')})" for entry in most]
    picture = f"![Questions by the number of sources that ask them.]({_ASKED})"
    return ["## Asked most", picture, *(["\n".join(lines)] if lines else [])]


def _unanswered(entries: Sequence[Entry]) -> list[str]:
    waiting = census.most_asked(entry for entry in entries if not entry.body)
    if not waiting:
        return ["## Without an answer", "Every question has one."]
    lines = [f"- {_question(entry)} ({count(census.sources_of(entry), 'source')})" for entry in waiting[:LISTED]]
    about = "Those that most sources ask come first; each page says how to write its answer."
    return ["## Without an answer", about, "\n".join(lines), *_more(len(waiting))]


def _pairs(pairs: Sequence[Pair]) -> list[str]:
    about = (
        "Pairs of questions that are worded alike, the likeliest first. Where two are one question, move the `asked` "
        "lines of one file to the other; where they are two, name one in the other's `distinct_from`, and the pair is "
        "never listed again."
    )
    if not pairs:
        return ["## Pairs waiting for a decision", "None: every pair that looks alike has been decided on."]
    lines = [
        f"- {_question(pair.left)} or {_question(pair.right)} (likeness {pair.likeness:.2f})" for pair in pairs[:LISTED]
    ]
    return ["## Pairs waiting for a decision", about, "\n".join(lines), *_more(len(pairs))]


def _corrections(collection: Collection, history: History) -> list[str]:
    if history.missing:
        return ["## Last corrections", f"This build knows none: {escape(history.missing)}."]
    lines = corrections(events(collection, history))[:LISTED]
    told = "\n".join(lines) or "None is recorded yet."
    return ["## Last corrections", told, f"All that came and changed, by month: {link('Changes', CHANGES)}."]


def _question(entry: Entry) -> str:
    return link(entry.title, questions.path(entry.id))


def _more(number: int, shown: int = LISTED) -> list[str]:
    return [f"And {number - shown} more."] if number > shown else []


def _share(part: int, whole: int) -> str:
    return f"{part} ({_percent(part, whole)})" if whole else "0"


def _percent(part: int, whole: int) -> str:
    """Return a share in whole per cent, rounded down, so that only all is 100."""
    return f"{100 * part // whole}%"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; every column but the first holds numbers."""
    lines = [heads, ("---", *("--:" for _ in heads[1:])), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
