"""The two files of https://llmstxt.org: llms.txt lists every question, llms-full.txt holds every answer."""

from collections import defaultdict

from build_tools.data.answers import whole_answers
from build_tools.data.places import copy, folder
from build_tools.model import Entry
from build_tools.pages import questions
from build_tools.pages.excerpt import first_paragraph
from build_tools.pages.inline import escape, link
from build_tools.pages.lists import teaching_order
from build_tools.publication import Publication


def llms_txt(publication: Publication) -> dict[str, bytes]:
    """Return the list and the full text: what is answered, topic by topic in teaching order."""
    collection, home = publication.collection, publication.site.pages[0]
    answers, held = whole_answers(publication), defaultdict(list)
    for entry in collection.entries:
        if entry.body:
            held[entry.topic].append(entry)
    title = f"# {escape(home.title)}\n"
    listed, full = [title, f"\n> {escape(home.description)}\n"] if home.description else [title], [title]
    for topic in collection.topics:
        if entries := teaching_order(held[topic.id]):
            listed += [f"\n## {escape(topic.title)}\n\n", *(_line(one, publication.address) for one in entries)]
            full += [_whole(one, answers[one.id], publication.address) for one in entries]
    return {"llms.txt": "".join(listed).encode(), "llms-full.txt": "".join(full).encode()}


def _line(entry: Entry, address: str) -> str:
    about = escape(questions.description(first_paragraph(entry.body)))
    return f"- {link(entry.title, address + copy(questions.path(entry.id)))}: {about}\n"


def _whole(entry: Entry, answer: str, address: str) -> str:
    return f"\n# {escape(entry.title)}\n\n<{address}{folder(questions.path(entry.id))}>\n\n{answer}\n"
