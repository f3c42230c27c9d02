"""Turn a collection into the pages of a site: Markdown for any generator, and the order in which to read it."""

from collections import defaultdict
from collections.abc import Sequence

from build_tools.collection import Article
from build_tools.history import History
from build_tools.model import Collection, Entry
from build_tools.pages import lists, questions
from build_tools.pages.changes import changes_page
from build_tools.pages.inline import escape
from build_tools.pages.links import rebase
from build_tools.pages.mentions import term_index
from build_tools.pages.moved import moved_page
from build_tools.pages.page import Moved, Page, Section, Site
from build_tools.pages.quality import quality_page
from build_tools.pages.related import related

__all__ = ["Moved", "Page", "Section", "Site", "make_site", "moved_page"]

GLOSSARY = "glossary.md"  # the one article that readers look things up in: it stands beside the topics
_UNKNOWN = History()


def make_site(
    collection: Collection, articles: Sequence[Article] = (), edit: str = "", history: History = _UNKNOWN
) -> Site:
    """Return all pages of the site, its former addresses and its navigation.

    `edit` is the address that opens a file for editing, without the file's path under `docs/`; "" where there is none.
    A file of the collection takes the place of a page that would be made under its path.
    """
    pages = {f"topics/{one.topic}/{one.path.name}": questions.path(one.id) for one in collection.entries}
    home = next((article for article in articles if article.path == "index.md"), None)
    others = [article for article in articles if article.path != "index.md"]
    own = {article.path for article in articles}
    quality, charts = quality_page(collection, history)
    made = [page for page in (quality, changes_page(collection, history)) if page.path not in own]
    introduction = rebase(home.body, "index.md", "index.md", pages) if home else ""
    return Site(
        pages=(
            lists.home_page(collection, introduction, home.title if home else "Interview questions"),
            lists.topics_page(collection),
            *_topics(collection, pages),
            *_questions(collection, pages, edit),
            lists.sources_page(collection),
            *_sources(collection, pages),
            *(_other(article, pages) for article in others),
            *made,
        ),
        moved=tuple(
            Moved(questions.path(old), questions.path(entry.id))
            for entry in collection.entries
            for old in entry.former_ids
        ),
        navigation=_navigation(collection, [article.path for article in others] + [page.path for page in made]),
        drawings=charts,
    )


def _by_topic(collection: Collection) -> dict[str, list[Entry]]:
    held = {topic.id: [] for topic in collection.topics}
    for entry in collection.entries:
        held[entry.topic].append(entry)
    return {topic: lists.teaching_order(entries) for topic, entries in held.items()}


def _topics(collection: Collection, pages: dict[str, str]) -> list[Page]:
    held = _by_topic(collection)
    return [lists.topic_page(topic, held[topic.id], pages) for topic in collection.topics]


def _questions(collection: Collection, pages: dict[str, str], edit: str) -> list[Page]:
    topics = {topic.id: topic for topic in collection.topics}
    sources = {source.id: source for source in collection.sources}
    others = related(collection.entries)
    works = {work.key: work for work in collection.references}
    terms = term_index(collection.entries)
    return [
        questions.question_page(entry, topics[entry.topic], sources, others[entry.id], pages, edit, works, terms)
        for entry in collection.entries
    ]


def _sources(collection: Collection, pages: dict[str, str]) -> list[Page]:
    asked = defaultdict(list)
    for entry in collection.entries:
        for one in entry.asked:
            asked[one.source].append((one, entry))
    return [lists.source_page(source, asked[source.id], pages) for source in collection.sources]


def _other(article: Article, pages: dict[str, str]) -> Page:
    body = rebase(article.body, article.path, article.path, pages)
    return Page(article.path, article.title, f"# {escape(article.title)}\n\n{body}\n", "other", article.path)


def _navigation(collection: Collection, others: Sequence[str]) -> tuple[Section | str, ...]:
    held = _by_topic(collection)
    topics = tuple(
        Section(topic.title, f"topics/{topic.id}/index.md", tuple(questions.path(one.id) for one in held[topic.id]))
        for topic in collection.topics
    )
    sources = tuple(f"sources/{source.path.name}" for source in collection.sources)
    about = tuple(path for path in others if path != GLOSSARY)
    return (
        "index.md",
        Section("Topics", "topics/index.md", topics),
        *((GLOSSARY,) if GLOSSARY in others else ()),
        Section("Sources", "sources/index.md", sources),
        *((Section("About", "", about),) if about else ()),
    )
