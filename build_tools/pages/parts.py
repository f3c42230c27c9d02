"""Cut the HTML of a question's page into what stands around the answer and the answer itself."""

import re

from build_tools.pages.questions import SECTIONS
from build_tools.publication import Answer

_PARAGRAPH = re.compile(rb"\s*(<p>.*?</p>)", re.DOTALL)
_REST = re.compile(rb"\s*(.*\S)?", re.DOTALL)
_IDS = "|".join(re.sub(r"\W+", "-", section.lower()) for section in SECTIONS)
_SECTIONS = re.compile(f'<h2 id="(?:{_IDS})">'.encode())


def answer(page: bytes) -> Answer | None:
    """Return the answer in the HTML of a question's page, or None where the page has another form.

    It stands between the line of level and topic, the first paragraph, and the first of the page's own sections.
    """
    heading = page.find(b"</h1>")
    about = _PARAGRAPH.match(page, heading + len(b"</h1>"))
    if heading < 0 or not about:
        return None
    own = _SECTIONS.search(page, about.end())
    begin, end = about.end(), own.start() if own else len(page)
    short = _PARAGRAPH.match(page, begin, end)
    rest = _REST.match(page, short.end() if short else begin, end)
    return Answer(page, slice(*short.span(1)) if short else slice(0), slice(*rest.span(1)))
