"""However large a collection is, its navigation stays in lists of thirty, and every page is reached by links."""

import posixpath
import re
from pathlib import Path

import pytest

from build_tools.collection import Article
from build_tools.markup import links
from build_tools.model import Asked, Collection, Entry, Source, Topic
from build_tools.pages import Section, make_site
from build_tools.pages.navigation import MOST, topic_group

LEVELS = ("basic", "intermediate", "advanced", "")


def entry(number: int, topic: str, tags: tuple[str, ...] = (), level: str = "", sources: int = 1) -> Entry:
    name = f"question-{number:05}"
    asked = (Asked(f"source-{number % sources:05}", number, f"What is number {number}?"),)
    path = Path(f"{name}.md")
    return Entry(name, topic, path, f"What is number {number}?", "", 1, level=level, tags=tags, asked=asked)


def collection(count: int, topics: int, tags: int, levels: int, sources: int) -> Collection:
    """Return made-up entries, a third of them in the first topic."""
    homes = [0 if number % 3 == 0 else number % topics for number in range(count)]
    entries = [
        entry(
            number,
            f"topic-{home:03}",
            (f"tag-{home}-{number % tags}",) if tags else (),
            LEVELS[number % levels],
            sources,
        )
        for number, home in enumerate(homes)
    ]
    names = [f"topic-{number:03}" for number in range(topics)]
    return Collection(
        Path("docs"),
        tuple(Topic(name, Path(name, "index.md"), f"Topic {name}", 0, "") for name in names),
        tuple(sorted(entries, key=lambda one: (one.topic, one.id))),
        tuple(Source(f"source-{n:05}", Path(f"source-{n:05}.md"), f"Source {n}") for n in range(sources)),
    )


SHAPES = {
    "small": (100, 11, 4, 3, 5),
    "tags divide": (1000, 13, 6, 3, 5),
    "tags do not divide": (1000, 13, 400, 3, 40),
    "neither tags nor levels": (2000, 3, 0, 1, 5),
    "many topics and sources": (3000, 100, 3, 4, 1000),
}


@pytest.fixture(scope="module", params=SHAPES.values(), ids=SHAPES.keys())
def site(request):
    return make_site(collection(*request.param))


def sections(items):
    for item in items:
        if isinstance(item, Section):
            yield item
            yield from sections(item.children)


def paths(items):
    for item in items:
        yield from [item] if isinstance(item, str) else [*filter(None, [item.index]), *paths(item.children)]


def test_no_list_of_the_navigation_has_more_than_thirty_items(site):
    assert len(site.navigation) <= MOST
    assert [one.title for one in sections(site.navigation) if not 1 <= len(one.children) <= MOST] == []


def test_every_page_stands_in_the_navigation_once(site):
    assert sorted(paths(site.navigation)) == sorted(page.path for page in site.pages)


def test_every_page_is_reached_from_the_home_page_by_links_and_by_the_lists_beside_the_pages(site):
    pages = {page.path: page for page in site.pages}
    beside = {
        one.index: {child if isinstance(child, str) else child.index for child in one.children}
        for one in sections(site.navigation)
    }
    reached, new = set(), set()
    for one in site.navigation:
        new |= {one} if isinstance(one, str) else {one.index} if one.index else set(one.children)
    while new:
        reached |= new
        targets = {
            posixpath.normpath(posixpath.join(posixpath.dirname(path), link.target))
            for path in new
            for link in links(pages[path].markdown)
        }
        new = targets.union(*(beside.get(path, set()) for path in new)) & pages.keys() - reached
    assert reached == pages.keys()


def test_a_page_that_lists_questions_with_their_answers_lists_thirty_at_most(site):
    long = [page.path for page in site.pages if page.kind in ("topic", "tag") and page.markdown.count("\n\n- [") > MOST]
    assert long == []


def test_the_parts_of_a_list_have_titles_and_addresses_of_their_own(site):
    for one in sections(site.navigation):
        titles = [child.title for child in one.children if isinstance(child, Section)]
        assert len(titles) == len(set(titles))
        assert all(re.search(r"\w", title) for title in titles)


def test_the_questions_of_a_topic_are_read_in_the_order_of_its_groups():
    entries = [entry(n, "all", (f"tag-{n % 2}",), LEVELS[n % 3]) for n in range(60)]
    group = topic_group(Topic("all", Path("all/index.md"), "All", 0, "", tags=("tag-1", "tag-0")), entries)
    assert [(one.title, one.path, len(one.entries)) for one in group.groups] == [
        ("Tag 1", "topics/all/tag-1/index.md", 30),
        ("Tag 0", "topics/all/tag-0/index.md", 30),
    ]
    assert [one.level for one in group.groups[0].entries] == ["basic"] * 10 + ["intermediate"] * 10 + ["advanced"] * 10


def test_a_group_that_is_still_too_large_is_divided_by_level_and_then_by_place():
    entries = [entry(n, "all", (), LEVELS[n % 2]) for n in range(100)]
    basic, intermediate = topic_group(Topic("all", Path("all/index.md"), "All", 0, ""), entries).groups
    assert (basic.title, intermediate.title) == ("Basic", "Intermediate")
    assert [(one.title, len(one.entries)) for one in basic.groups] == [
        ("Questions 1 to 30", 30),
        ("Questions 31 to 50", 20),
    ]


def test_a_question_keeps_its_address_when_its_topic_grows():
    few, many = (make_site(collection(count, 2, 2, 3, 2)) for count in (10, 200))
    addresses = [{page.path for page in site.pages if page.kind == "question"} for site in (few, many)]
    assert addresses[0] < addresses[1]


def test_tags_of_one_name_have_a_page_each():
    tags = ("a b", "a-b", "\u00e4 b", "!")
    site = make_site(
        Collection(
            Path("docs"),
            (Topic("all", Path("all/index.md"), "All", 0, ""),),
            tuple(entry(n, "all", (tag,)) for n, tag in enumerate(tags)),
            (Source("source-00000", Path("source-00000.md"), "Source"),),
        )
    )
    assert sorted(page.title for page in site.pages if page.kind == "tag") == sorted(tags)


def test_pages_about_the_site_stand_in_their_own_order_then_those_that_the_build_makes_then_the_others():
    articles = [
        Article(f"{name}.md", name, "", order) for name, order in (("a", None), ("b", 2), ("c", 1), ("d", None))
    ]
    about = make_site(collection(3, 1, 1, 1, 1), articles).navigation[-1]
    assert about == Section("About", "", ("c.md", "b.md", "quality.md", "changes.md", "a.md", "d.md"))
