"""The two files of https://llmstxt.org: llms.txt lists every question, llms-full.txt holds every answer."""

import io
from collections import defaultdict

from build_tools.data.answers import question_pages, whole_answer
from build_tools.data.places import ENTRIES, SCHEMA
from build_tools.pages import Page
from build_tools.pages.inline import escape, link
from build_tools.pages.order import teaching_order
from build_tools.publication import Made, Publication


def llms_txt(publication: Publication) -> Made:
    """Yield the list and the full text: what is answered, topic by topic in teaching order."""
    collection, home, address = publication.collection, publication.site.pages[0], publication.address
    pages, held = question_pages(publication), defaultdict(list)
    for entry in collection.entries:
        if entry.body:
            held[entry.topic].append(entry)
    title = f"# {escape(home.title)}\n"
    listed = [title, f"\n> {escape(home.description)}\n"] if home.description else [title]
    full = io.BytesIO()  # the whole text of a large collection stands in memory once
    full.write(f"{title}\nRelative links start from the address that stands below each title.\n".encode())
    for topic in collection.topics:
        if entries := [pages[one.id] for one in teaching_order(held[topic.id])]:
            listed += [f"\n## {escape(topic.title)}\n\n", *(_line(page, address) for page in entries)]
            full.writelines(_whole(page, address).encode() for page in entries)
    listed += [
        "\n## Optional\n\n",
        f"- [llms-full.txt]({address}llms-full.txt): All answers in one text\n",
        f"- [{ENTRIES}]({address}{ENTRIES}): All entries with who asks them, as JSON that {SCHEMA} describes\n",
    ]
    yield "llms.txt", "".join(listed).encode()
    yield "llms-full.txt", full.getvalue()


def _line(page: Page, address: str) -> str:
    return f"- {link(page.title, address + page.path)}: {escape(page.description)}\n"


def _whole(page: Page, address: str) -> str:
    return f"\n# {escape(page.title)}\n\n<{address}{page.path}>\n\n{whole_answer(page)}\n"
