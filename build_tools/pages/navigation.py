"""Nest the pages of a site so that no list of its navigation has more than thirty items, however many there are.

Where a topic or a tag has more questions than that, they are divided into groups with a page each: a topic's by their
first tags, if these divide them well, a tag's by topic, then by level, then by their place in the teaching order.
Topics, sources and tags that are more become parts of their list.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from build_tools.ids import free, slug
from build_tools.model import Entry, Topic
from build_tools.pages.order import LEVELS, teaching_order
from build_tools.pages.page import Section

MOST = 30  # items of one list
FEW = 5  # questions that make no group of their own
_level = attrgetter("level")


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that are listed together, and the groups that they are divided into."""

    title: str  # plain text
    path: str  # of the page that lists them, an index.md
    entries: tuple[Entry, ...]  # all of them, in teaching order
    groups: tuple["Group", ...] = ()  # none where they fit on one page


# A way to divide questions: gives each part its title, and each question one part.
Division = Callable[[Sequence[Entry]], list[tuple[str, Sequence[Entry]]]]


def topic_group(topic: Topic, entries: Sequence[Entry]) -> Group:
    """Return the questions of a topic; the page that lists them is the topic's."""
    divisions = (lambda some: _by_tag(some, topic.tags), _by_level)
    return _group(topic.title, f"topics/{topic.id}/index.md", teaching_order(entries), divisions)


def tag_group(tag: str, name: str, entries: Sequence[Entry], topics: Sequence[Topic]) -> Group:
    """Return the questions of a tag, which addresses call `name`; `entries` come in the orders of their topics."""
    divisions = (lambda some: _by_topic(some, topics), _by_level)
    by_level = sorted(entries, key=lambda entry: LEVELS.index(entry.level))
    return _group(tag, f"tags/{name}/index.md", by_level, divisions)


def sections(group: Group, page: Callable[[Entry], str]) -> Section:
    """Return a group with its questions as a part of the navigation; `page` says the path of a question's page."""
    within = tuple(sections(one, page) for one in group.groups)
    return Section(group.title, group.path, within or tuple(page(entry) for entry in group.entries))


def pages_only(group: Group) -> Section | str:
    """Return the pages that list a group as a part of the navigation, in which its questions stand elsewhere."""
    within = tuple(pages_only(one) for one in group.groups)
    return Section(group.title, group.path, within) if within else group.path


def in_parts(items: Sequence[Section | str], folder: str, titles: Mapping[str, str]) -> tuple[Section | str, ...]:
    """Return `items` as they are, or, where they are too many, in parts that are each named by its first and last.

    `titles` holds the titles of pages by path; the pages of parts stand in `folder`.
    """
    if len(items) <= MOST:
        return tuple(items)
    return tuple(
        Section(
            f"{_title(some[0], titles)} … {_title(some[-1], titles)}",
            f"{folder}/part_{number}/index.md",  # no id and no tag's name has an underscore
            in_parts(some, f"{folder}/part_{number}", titles),
        )
        for number, some in enumerate(_cut(items), 1)
    )


def _group(title: str, path: str, entries: Sequence[Entry], divisions: Sequence[Division]) -> Group:
    """Return a group, divided by the first of `divisions` that gives several parts and not too many, if it must be."""
    if len(entries) <= MOST:
        return Group(title, path, tuple(entries))
    for number, divide in enumerate(divisions):
        divided, further = divide(entries), divisions[number + 1 :]
        if 1 < len(divided) <= MOST:
            break
    else:
        divided, further = _by_place(entries), ()
    groups: dict[str, Group] = {}
    for part, some in divided:
        name = free(slug(part) or "group", groups)
        groups[name] = _group(part, f"{path.removesuffix('index.md')}{name}/index.md", some, further)
    return Group(title, path, tuple(entries), tuple(groups.values()))


def _by_tag(entries: Sequence[Entry], tags: Sequence[str]) -> list[tuple[str, Sequence[Entry]]]:
    """Return entries by their first tag, in the order of `tags`; nothing where most have none that many share."""
    held = defaultdict(list)
    for entry in entries:
        held[entry.tags[0] if entry.tags else ""].append(entry)
    large = [tag for tag in held if tag and len(held[tag]) > FEW]
    chosen = set(sorted(large, key=lambda tag: (-len(held[tag]), tag))[: MOST - 1])
    rest = [entry for entry in entries if not entry.tags or entry.tags[0] not in chosen]
    if 2 * len(rest) > len(entries):
        return []
    order = {tag: number for number, tag in enumerate(tags)}
    in_order = sorted(chosen, key=lambda tag: (order.get(tag, len(tags)), tag))
    return [(tag_title(tag), held[tag]) for tag in in_order] + ([("Other questions", rest)] if rest else [])


def tag_title(tag: str) -> str:
    """Return a tag as a title."""
    return tag[:1].upper() + tag[1:].replace("-", " ")


def _by_topic(entries: Sequence[Entry], topics: Sequence[Topic]) -> list[tuple[str, Sequence[Entry]]]:
    held = defaultdict(list)
    for entry in entries:
        held[entry.topic].append(entry)
    return [(topic.title, held[topic.id]) for topic in topics if topic.id in held]


def _by_level(entries: Sequence[Entry]) -> list[tuple[str, Sequence[Entry]]]:
    return [(level.capitalize() or "Of unknown level", list(some)) for level, some in groupby(entries, _level)]


def _by_place(entries: Sequence[Entry]) -> list[tuple[str, Sequence[Entry]]]:
    parts, first = [], 1
    for some in _cut(entries):
        parts.append((f"Questions {first} to {first + len(some) - 1}", some))
        first += len(some)
    return parts


def _cut(items: Sequence) -> list[Sequence]:
    """Return a long list as full lists of `MOST` items, or as full lists of such lists, and the rest."""
    size = MOST
    while size * MOST < len(items):
        size *= MOST
    return [items[start : start + size] for start in range(0, len(items), size)]


def _title(item: Section | str, titles: Mapping[str, str]) -> str:
    return item.title if isinstance(item, Section) else titles[item]
