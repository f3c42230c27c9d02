"""Make the pages that list questions: home, the topics, each topic, the sources and each source."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from build_tools.model import Asked, Collection, Entry, Source, Topic
from build_tools.pages import questions
from build_tools.pages.groups import listing, part_lines
from build_tools.pages.inline import count, escape, link
from build_tools.pages.links import rebase, relative
from build_tools.pages.navigation import Group
from build_tools.pages.page import Page, Section

MOST_ASKED = 10  # questions on the home page


def home_page(collection: Collection, introduction: str, title: str) -> Page:
    """Return the home page: what the collection is, its topics with counts, and what is asked most."""
    here = "index.md"
    entries, sources = collection.entries, collection.sources
    asked = sum(len(entry.asked) for entry in entries)
    blocks = [f"# {escape(title)}"] + ([introduction] if introduction else [])
    if entries:
        scope = [
            count(len(entries), "question"),
            f"asked {count(asked, 'time')}",
            f"by {count(len(sources), 'source')}",
        ]
        blocks += [", ".join(scope[:2]) + f" {scope[2]}." if sources else f"{scope[0]}."]
        used = {entry.topic for entry in entries}
        topics = [topic for topic in collection.topics if topic.id in used]
        blocks += ["## Topics", _topic_list(collection, topics, here)]
    else:
        blocks.append(
            "There is no question here yet. `python -m build_tools ingest` reads scraped pages into this folder."
        )
    most = sorted(entries, key=lambda entry: (-len({one.source for one in entry.asked}), entry.id))[:MOST_ASKED]
    most = [entry for entry in most if len({one.source for one in entry.asked}) > 1]
    if most:
        lines = [
            f"- {link(entry.title, questions.path(entry.id))} ({count(len({a.source for a in entry.asked}), 'source')})"
            for entry in most
        ]
        blocks += ["## Asked most", "\n".join(lines)]
    return Page(
        here, title, "\n\n".join(blocks) + "\n", "home", here, questions.description(introduction.partition("\n\n")[0])
    )


def topics_page(collection: Collection) -> Page:
    """Return the list of all topics."""
    here = "topics/index.md"
    text = f"# Topics\n\n{_topic_list(collection, collection.topics, here) or 'There is no topic yet.'}\n"
    return Page(here, "Topics", text, "topics", description="All topics with their number of questions")


def _topic_list(collection: Collection, topics: Sequence[Topic], here: str) -> str:
    held = defaultdict(int)
    for entry in collection.entries:
        held[entry.topic] += 1
    return "\n".join(
        f"- {link(topic.title, relative(f'topics/{topic.id}/index.md', here))} ({count(held[topic.id], 'question')})"
        for topic in topics
    )


def topic_page(topic: Topic, group: Group, pages: Mapping[str, str]) -> Page:
    """Return a topic's page: its introduction, and its questions with their short answers, or by groups."""
    here, origin = group.path, f"topics/{topic.id}/index.md"
    blocks = [f"# {escape(topic.title)}"]
    if topic.introduction:
        blocks.append(rebase(topic.introduction, origin, here, pages))
    answered = sum(bool(entry.body) for entry in group.entries)
    state = "" if answered == len(group.entries) else f", {answered or 'none'} of them answered"
    blocks += [f"{count(len(group.entries), 'question')}{state}.", *listing(group, here, pages)]
    about = questions.description(topic.introduction.partition("\n\n")[0])
    return Page(here, topic.title, "\n\n".join(blocks) + "\n", "topic", origin, about)


def sources_page(items: Sequence[Section | str], lines: Mapping[str, tuple[str, int]]) -> Page:
    """Return the list of all sources, in parts where they are many; `lines` says each one's name and questions."""
    here = "sources/index.md"
    text = f"# Sources\n\n{part_lines(items, here, lines) or 'There is no source yet.'}\n"
    return Page(here, "Sources", text, "sources", description="Who asks these questions")


def source_page(source: Source, asked: Sequence[tuple[Asked, Entry]], pages: Mapping[str, str]) -> Page:
    """Return a source's page: where it comes from, and what it asks with a link to each answer."""
    here = origin = f"sources/{source.path.name}"
    blocks = [f"# {escape(source.title)}"]
    if facts := questions.source_facts(source):
        blocks.append("\n".join(facts))
    if source.body:
        blocks.append(rebase(source.body, origin, here, pages))
    lines = [_question(one, entry, here) for one, entry in sorted(asked, key=_place)]
    blocks += ["## What it asks", "\n".join(lines) or "No question of it is in this collection."]
    title = f"{source.title}: {count(len(asked), 'question')}"
    return Page(here, source.title, "\n\n".join(blocks) + "\n", "source", origin, title)


def _place(pair: tuple[Asked, Entry]) -> tuple[list[tuple[int, str]], str]:
    """Return a key by which 2 comes before 10 and "1.2" before "1.10"."""
    parts = re.findall(r"\d+|\D+", str(pair[0].number))
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts], pair[0].wording


def _question(asked: Asked, entry: Entry, here: str) -> str:
    target = link(entry.title, relative(questions.path(entry.id), here))
    same = asked.wording == entry.title
    return f"- No. {escape(str(asked.number))}: " + (target if same else f"“{escape(asked.wording)}” → {target}")
