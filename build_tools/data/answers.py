"""The answers as text: the short one with its mathematics in words and signs, the whole one as Markdown."""

from build_tools.data.places import copies, file
from build_tools.model import Entry
from build_tools.pages import questions
from build_tools.pages.excerpt import first_paragraph
from build_tools.pages.inline import unescape
from build_tools.pages.links import rebase
from build_tools.publication import Publication


def short_text(entry: Entry) -> str:
    """Return the short answer of an entry as plain text on one line, "" where nobody has answered."""
    return unescape(first_paragraph(entry.body))


def whole_answers(publication: Publication) -> dict[str, str]:
    """Return the whole answer of each entry by its id, as Markdown whose links start from the site's root."""
    entries, places = publication.collection.entries, copies(publication)
    files = {file(one): places[questions.path(one.id)] for one in entries} | places
    return {one.id: rebase(one.body, file(one), "", files) for one in entries}
