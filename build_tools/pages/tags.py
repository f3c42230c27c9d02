"""Make the pages of tags: all tags by topic, and a page for each tag with its questions."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from build_tools.ids import free, slug
from build_tools.model import Collection
from build_tools.pages.groups import group_pages, listing, part_lines
from build_tools.pages.inline import count, escape, link
from build_tools.pages.links import relative
from build_tools.pages.navigation import Group, tag_group
from build_tools.pages.page import Page

INDEX = "tags/index.md"


def tag_groups(collection: Collection, topics: Mapping[str, Group]) -> dict[str, Group]:
    """Return the questions of each tag that an entry has, by the tag, in alphabetical order.

    `topics` holds the questions of each topic.
    """
    held = defaultdict(list)
    for group in topics.values():
        for entry in group.entries:
            for tag in dict.fromkeys(entry.tags):
                held[tag].append(entry)
    groups: dict[str, Group] = {}
    names: set[str] = set()
    for tag in sorted(held):
        name = free(slug(tag) or "tag", names)
        names.add(name)
        groups[tag] = tag_group(tag, name, held[tag], collection.topics)
    return groups


def tags_page(collection: Collection, groups: Mapping[str, Group]) -> Page:
    """Return the list of all tags, each under the first topic that names it."""
    lines = {group.path: (group.title, len(group.entries)) for group in groups.values()}
    left, blocks = dict(groups), ["# Tags"]
    for topic in collection.topics:
        if own := [left.pop(tag).path for tag in topic.tags if tag in left]:
            heading = link(topic.title, relative(f"topics/{topic.id}/index.md", INDEX))
            blocks += [f"## {heading}", part_lines(own, INDEX, lines)]
    if left:
        others = part_lines([group.path for group in left.values()], INDEX, lines)
        blocks += ["## Other tags", others] if len(blocks) > 1 else [others]
    return Page(INDEX, "Tags", "\n\n".join(blocks) + "\n", "tags", description="All tags with their questions")


def tag_pages(group: Group, pages: Mapping[str, str]) -> Iterator[Page]:
    """Yield the page of a tag, and the pages of the groups that its questions are divided into."""
    scope = f"{count(len(group.entries), 'question')} with this tag."
    blocks = [f"# {escape(group.title)}", scope, *listing(group, group.path, pages)]
    about = f"{group.title}: {count(len(group.entries), 'question')}"
    yield Page(group.path, group.title, "\n\n".join(blocks) + "\n", "tag", description=about)
    yield from group_pages(group, "tag", pages)
