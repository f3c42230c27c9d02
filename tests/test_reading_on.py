"""No entry of the repository's own collection is an island: pages lead on, and others lead to them."""

import posixpath
from pathlib import Path

import pytest

from build_tools.collection import load
from build_tools.markup import links
from build_tools.pages import make_site

DOCS = Path(__file__).parent.parent / "docs"
LEADS_ON, LED_TO = 4, 2


@pytest.fixture(scope="module")
def reached():
    """Return for each question's page the pages of other questions that it links: by hand, at mentions, as related."""
    pages = {page.path: page.markdown for page in make_site(load(DOCS)).pages if page.kind == "question"}
    return {
        path: {
            posixpath.normpath(posixpath.join(posixpath.dirname(path), link.target.partition("#")[0]))
            for link in links(markdown)
        }
        & pages.keys() - {path}
        for path, markdown in pages.items()
    }


def test_every_page_leads_to_at_least_four_other_questions(reached):
    assert reached
    assert {path: others for path, others in reached.items() if len(others) < LEADS_ON} == {}


def test_every_page_is_linked_from_at_least_two_others(reached):
    incoming = {path: sum(path in others for others in reached.values()) for path in reached}
    assert {path: count for path, count in incoming.items() if count < LED_TO} == {}
