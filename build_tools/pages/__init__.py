"""Turn a collection into the pages of a site: Markdown for any generator, and the order in which to read it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from build_tools.collection import Article
from build_tools.history import History
from build_tools.model import Collection, Entry
from build_tools.pages import lists, questions
from build_tools.pages.changes import changes_page
from build_tools.pages.groups import group_pages, part_pages
from build_tools.pages.inline import escape
from build_tools.pages.links import rebase
from build_tools.pages.mentions import term_index
from build_tools.pages.moved import moved_page
from build_tools.pages.navigation import Group, in_parts, pages_only, sections, topic_group
from build_tools.pages.page import Moved, Page, Section, Site
from build_tools.pages.quality import quality_page
from build_tools.pages.related import Related, related
from build_tools.pages.study import STUDY, study_page
from build_tools.pages.tags import INDEX as TAGS
from build_tools.pages.tags import tag_groups, tag_pages, tags_page

__all__ = ["Moved", "Page", "Section", "Site", "make_site", "moved_page"]

ASK = "ask.md"  # the article that shows the nearest questions to whoever asks for one that is not there
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
    said = next((article for article in articles if article.path == STUDY), None)
    studying = [study_page(collection, said, pages)] if any(entry.body for entry in collection.entries) else []
    others = [article for article in articles if article.path not in ("index.md", *(page.path for page in studying))]
    nearest = related(collection.entries)
    own = {article.path for article in articles}
    quality, charts = quality_page(collection, history)
    made = [page for page in (quality, changes_page(collection, history)) if page.path not in own] + studying
    introduction = rebase(home.body, "index.md", "index.md", pages) if home else ""
    topics = _topic_groups(collection)
    tags = tag_groups(collection, topics)
    lines = _lines(collection, topics, tags)
    titles = {path: title for path, (title, _) in lines.items()}
    listed = {
        "topics": in_parts([sections(group, _path) for group in topics.values()], "topics", titles),
        "tags": in_parts([pages_only(group) for group in tags.values()], "tags", titles),
        "sources": in_parts([_source(source.id) for source in collection.sources], "sources", titles),
    }
    question = _question_maker(collection, pages, edit, {tag: group.path for tag, group in tags.items()}, nearest)
    return Site(
        pages=(
            lists.home_page(collection, introduction, home.title if home else "Interview questions"),
            lists.topics_page(collection),
            *_topics(collection, topics, pages),
            *map(question, collection.entries),
            *((tags_page(collection, tags),) if tags else ()),
            *(page for group in tags.values() for page in tag_pages(group, pages)),
            lists.sources_page(listed["sources"], lines),
            *_sources(collection, pages),
            *(page for kind, items in listed.items() for page in part_pages(items, kind, lines)),
            *(_other(article, pages) for article in others),
            *made,
        ),
        moved=tuple(
            Moved(questions.path(old), questions.path(entry.id))
            for entry in collection.entries
            for old in entry.former_ids
        ),
        navigation=_navigation(listed, _in_order(others, made)),
        drawings=charts,
        question=question,
        related={entry: tuple(one.entry for one in found) for entry, found in nearest.items()},
    )


def _path(entry: Entry) -> str:
    return questions.path(entry.id)


def _source(id_: str) -> str:
    return f"sources/{id_}.md"


def _topic_groups(collection: Collection) -> dict[str, Group]:
    held = defaultdict(list)
    for entry in collection.entries:
        held[entry.topic].append(entry)
    return {topic.id: topic_group(topic, held[topic.id]) for topic in collection.topics}


def _lines(
    collection: Collection, topics: Mapping[str, Group], tags: Mapping[str, Group]
) -> dict[str, tuple[str, int]]:
    """Return what a list says of a page: the title and the number of questions of each by its path."""
    asked = Counter(one.source for entry in collection.entries for one in entry.asked)
    groups = {group.path: (group.title, len(group.entries)) for group in (*topics.values(), *tags.values())}
    sources = {_source(one.id): (questions.source_name(one), asked[one.id]) for one in collection.sources}
    return groups | sources


def _topics(collection: Collection, groups: Mapping[str, Group], pages: dict[str, str]) -> list[Page]:
    made = []
    for topic in collection.topics:
        group = groups[topic.id]
        made += [lists.topic_page(topic, group, pages), *group_pages(group, "topic", pages)]
    return made


def _question_maker(
    collection: Collection,
    pages: dict[str, str],
    edit: str,
    tags: Mapping[str, str],
    nearest: Mapping[str, Sequence[Related]],
) -> Callable[[Entry], Page]:
    """Return what makes the page of an entry of `collection`, also when its answer has changed since."""
    topics = {topic.id: topic for topic in collection.topics}
    sources = {source.id: source for source in collection.sources}
    works = {work.key: work for work in collection.references}
    terms = term_index(collection.entries)

    def question(entry: Entry) -> Page:
        others = nearest[entry.id]
        return questions.question_page(entry, topics[entry.topic], sources, others, pages, edit, works, terms, tags)

    return question


def _sources(collection: Collection, pages: dict[str, str]) -> list[Page]:
    asked = defaultdict(list)
    for entry in collection.entries:
        for one in entry.asked:
            asked[one.source].append((one, entry))
    return [lists.source_page(source, asked[source.id], pages) for source in collection.sources]


def _other(article: Article, pages: dict[str, str]) -> Page:
    body = rebase(article.body, article.path, article.path, pages)
    kind = "ask" if article.path == ASK else "other"
    return Page(article.path, article.title, f"# {escape(article.title)}\n\n{body}\n", kind, article.path)


def _in_order(articles: Sequence[Article], made: Sequence[Page]) -> list[str]:
    """Return the paths of articles that say their place, in that order, then of the pages made, then of the others."""
    placed = [article for article in articles if article.order is not None]
    placed.sort(key=lambda article: article.order)
    rest = [article.path for article in articles if article.order is None]
    return [*(article.path for article in placed), *(page.path for page in made), *rest]


def _navigation(listed: Mapping[str, tuple[Section | str, ...]], others: Sequence[str]) -> tuple[Section | str, ...]:
    about = tuple(path for path in others if path not in (STUDY, GLOSSARY))
    return (
        "index.md",
        Section("Topics", "topics/index.md", listed["topics"]),
        *((STUDY,) if STUDY in others else ()),
        *((Section("Tags", TAGS, listed["tags"]),) if listed["tags"] else ()),
        *((GLOSSARY,) if GLOSSARY in others else ()),
        Section("Sources", "sources/index.md", listed["sources"]),
        *((Section("About", "", about),) if about else ()),
    )
