"""Cut the HTML of a question's page into what stands around the answer and the answer itself."""

import re

from build_tools.pages.questions import SECTIONS
from build_tools.publication import Answer

_PARAGRAPH = re.compile(r"\s*(<p>.*?</p>)", re.DOTALL)
_IDS = "|".join(re.sub(r"\W+", "-", section.lower()) for section in SECTIONS)
_SECTIONS = re.compile(f'<h2 id="(?:{_IDS})">')


def answer(content: str) -> Answer | None:
    """Return the answer in the HTML of a question's page, or None where the page has another form.

    It stands between the line of level and topic, the first paragraph, and the first of the page's own sections.
    """
    _, heading, behind = content.partition("</h1>")
    about = _PARAGRAPH.match(behind)
    if not heading or not about:
        return None
    own = _SECTIONS.search(behind, about.end())
    text = behind[about.end() : own.start() if own else len(behind)]
    short = _PARAGRAPH.match(text)
    return Answer(short[1], text[short.end() :].strip()) if short else Answer("", text.strip())
