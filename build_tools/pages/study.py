"""Make the page to study from: what it is, and the topics, for those who read it without a script."""

from build_tools.collection import Article
from build_tools.model import Collection
from build_tools.pages.inline import count, escape, link
from build_tools.pages.links import rebase, relative
from build_tools.pages.page import Page

STUDY = "study.md"  # an article of this name says more on the page
_TITLE = "Study"
_INTRODUCTION = (
    "Flashcards and a mock interview made of the questions of this site. Your progress stays in this browser."
)


def study_page(collection: Collection, article: Article | None, pages: dict[str, str]) -> Page:
    """Return the study page; `article` is what the collection says on it, `pages` maps files to pages."""
    title = article.title if article else _TITLE
    body = rebase(article.body, STUDY, STUDY, pages) if article else _INTRODUCTION
    held = {topic.id: 0 for topic in collection.topics}
    for entry in collection.entries:
        held[entry.topic] += bool(entry.body)
    lines = [
        f"- {link(topic.title, relative(f'topics/{topic.id}/index.md', STUDY))} ({count(held[topic.id], 'card')})"
        for topic in collection.topics
        if held[topic.id]
    ]
    listed = ["## The topics", "\n".join(lines)] if lines else []
    text = "\n\n".join([f"# {escape(title)}", body, *listed]) + "\n"
    about = "Flashcards that come back when you are about to forget them, and mock interviews, in the browser."
    return Page(STUDY, title, text, "study", STUDY if article else "", about)
