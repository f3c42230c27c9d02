"""The answers as text: the short one in plain words and signs, the whole one as Markdown."""

from build_tools.model import Entry
from build_tools.pages import Page, questions
from build_tools.pages.excerpt import first_paragraph
from build_tools.pages.inline import unescape
from build_tools.publication import Publication


def question_pages(publication: Publication) -> dict[str, Page]:
    """Return the page of each entry by the entry's id."""
    pages = {page.path: page for page in publication.site.pages}
    return {entry.id: pages[questions.path(entry.id)] for entry in publication.collection.entries}


def short_text(entry: Entry) -> str:
    """Return the short answer of an entry as plain text on one line, "" where nobody has answered."""
    return unescape(first_paragraph(entry.body))


def whole_answer(page: Page) -> str:
    """Return the answer on a question's page as Markdown whose links start from the page's path, "" without one."""
    return page.markdown[slice(*page.answer)]
