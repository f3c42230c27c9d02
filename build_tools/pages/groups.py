"""Make the pages that list a topic's or a tag's questions, one page a group where there are many, and lists' parts."""

from collections.abc import Iterator, Mapping, Sequence

from build_tools.model import Entry
from build_tools.pages import questions
from build_tools.pages.excerpt import short_answer
from build_tools.pages.inline import count, escape, link
from build_tools.pages.links import rebase, relative
from build_tools.pages.navigation import Group
from build_tools.pages.page import Page, Section


def listing(group: Group, here: str, pages: Mapping[str, str]) -> list[str]:
    """Return the blocks of Markdown that list a group's questions on the page `here`.

    They come with their short answers where they fit on one page, else under the headings of their groups, each of
    which has a page with the short answers. `pages` maps files to pages.
    """
    if not group.groups:
        return [_question(entry, here, pages) for entry in group.entries]
    blocks = []
    for one in group.groups:
        below = [link(sub.title, relative(sub.path, here)) for sub in one.groups] or [
            link(entry.title, relative(questions.path(entry.id), here)) for entry in one.entries
        ]
        blocks += [f"## {link(one.title, relative(one.path, here))}", count(len(one.entries), "question") + ":"]
        blocks.append("\n".join(f"- {line}" for line in below))
    return blocks


def group_pages(group: Group, kind: str, pages: Mapping[str, str], within: str = "") -> Iterator[Page]:
    """Yield the pages of the groups that `group` is divided into, and of theirs; `within` is said before its title."""
    name = f"{within}{group.title}"
    for one in group.groups:
        title = f"{name}: {one.title}"
        blocks = [f"# {escape(title)}", f"{count(len(one.entries), 'question')}.", *listing(one, one.path, pages)]
        yield Page(one.path, title, "\n\n".join(blocks) + "\n", kind, description=title)
        yield from group_pages(one, kind, pages, f"{name}: ")


def part_pages(items: Sequence[Section | str], kind: str, lines: Mapping[str, tuple[str, int]]) -> Iterator[Page]:
    """Yield the pages of the parts that a list is cut into; `lines` says each page's title and number of questions."""
    for item in items:
        if isinstance(item, Section) and item.index not in lines:
            text = f"# {escape(item.title)}\n\n{part_lines(item.children, item.index, lines)}\n"
            yield Page(item.index, item.title, text, kind, description=item.title)
            yield from part_pages(item.children, kind, lines)


def part_lines(items: Sequence[Section | str], here: str, lines: Mapping[str, tuple[str, int]]) -> str:
    """Return the list of `items` on the page `here`; `lines` says what is known of those that are no parts."""
    shown = []
    for item in items:
        path = item.index if isinstance(item, Section) else item
        if path in lines:
            title, held = lines[path]
            shown.append(f"- {link(title, relative(path, here))} ({count(held, 'question')})")
        else:
            shown.append(f"- {link(item.title, relative(path, here))}")
    return "\n".join(shown)


def _question(entry: Entry, here: str, pages: Mapping[str, str]) -> str:
    origin = f"topics/{entry.topic}/{entry.path.name}"
    answer = rebase(short_answer(entry.body), origin, here, pages) if entry.body else "*No answer yet.*"
    level = f" ({entry.level})" if entry.level else ""
    heading = f"- {link(entry.title, relative(questions.path(entry.id), here))}{level}"
    return f"{heading}\n\n    {answer}" if answer else heading
