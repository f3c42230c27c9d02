"""Make the page of one question: level and topic, short answer, depth, who asks it, and what to read next."""

from collections.abc import Mapping, Sequence

from build_tools.model import Entry, Reference, Source, Topic
from build_tools.pages.citations import citation
from build_tools.pages.excerpt import short_answer
from build_tools.pages.inline import address, escape, link, unescape
from build_tools.pages.links import rebase, relative
from build_tools.pages.mentions import Terms, link_mentions
from build_tools.pages.page import Page
from build_tools.pages.related import Related

SECTIONS = ASKED, ALIASES, REFERENCES, RELATED = ("Asked as", "Also found by", "References", "Related questions")
DESCRIPTION = 160  # characters that a search engine shows


def path(entry_id: str) -> str:
    """Return the path of a question's page: it knows no topic, so that a move between topics changes no address."""
    return f"questions/{entry_id}.md"


def question_page(
    entry: Entry,
    topic: Topic,
    sources: Mapping[str, Source],
    others: Sequence[Related],
    pages: Mapping[str, str],
    edit: str,
    works: Mapping[str, Reference],
    terms: Terms,
    tags: Mapping[str, str],
) -> Page:
    """Return the page of `entry`.

    `pages` maps files to pages, `edit` is what file addresses for editing begin with, `works` holds each work that the
    entry cites by its key, `terms` the id of the entry that defines each term, `tags` the path of each tag's page.
    """
    here, origin = path(entry.id), f"topics/{entry.topic}/{entry.path.name}"
    if entry.body:
        based = rebase(entry.body, origin, here, pages)
        body = link_mentions(based, terms, entry.id, lambda other: relative(path(other), here))
    else:
        body = invitation(origin, edit)
    head = f"# {escape(entry.title)}\n\n{_about(entry, topic, here, tags)}\n\n"
    blocks = [
        head + body,
        *_asked(entry, sources, here),
        *_aliases(entry),
        *_references(entry, works),
        *_related(others, here),
    ]
    return Page(
        here,
        entry.title,
        "\n\n".join(blocks) + "\n",
        "question",
        origin,
        description(short_answer(entry.body)) or entry.title,
        (len(head), len(head) + len(body)) if entry.body else (0, 0),
    )


def description(markdown: str) -> str:
    """Return a paragraph as plain text of the length that search engines show."""
    text = unescape(" ".join(markdown[: 10 * DESCRIPTION].split()))  # a paragraph may be a whole page
    return text if len(text) <= DESCRIPTION else text[:DESCRIPTION].rsplit(" ", 1)[0] + " …"


def invitation(origin: str, edit: str) -> str:
    """Return the paragraph that stands where nobody has answered yet."""
    where = f"[Write the answer]({edit}{origin})" if edit else f"Write it in the file `{origin}`"
    return f"*No answer yet.* {where}: one or two sentences that would do in an interview, then the depth."


def _about(entry: Entry, topic: Topic, here: str, tags: Mapping[str, str]) -> str:
    parts = [entry.level.capitalize()] if entry.level else []
    parts.append(link(topic.title, relative(f"topics/{topic.id}/index.md", here)))
    return " · ".join([*parts, *(link(tag, relative(tags[tag], here)) for tag in entry.tags)])


def _asked(entry: Entry, sources: Mapping[str, Source], here: str) -> list[str]:
    """Return who asks the question; wordings are what a search finds it by as well."""
    if not entry.asked:
        return []
    lines = []
    for asked in entry.asked:
        source = sources[asked.source]
        target = relative(f"sources/{source.id}.md", here)
        lines.append(
            f"- “{escape(asked.wording)}” ({link(source_name(source), target)}, no. {escape(str(asked.number))})"
        )
    return [f"## {ASKED}", "\n".join(lines)]


def _aliases(entry: Entry) -> list[str]:
    known = dict.fromkeys((*entry.terms, *entry.aliases))
    return [f"## {ALIASES}", escape(", ".join(known))] if known else []


def _references(entry: Entry, works: Mapping[str, Reference]) -> list[str]:
    lines = [f"- {citation(works[key])}" for key in entry.references]
    return [f"## {REFERENCES}", "\n".join(lines)] if lines else []


def _related(others: Sequence[Related], here: str) -> list[str]:
    lines = [f"- {link(one.entry.title, relative(path(one.entry.id), here))} ({escape(one.reason)})" for one in others]
    return [f"## {RELATED}", "\n".join(lines)] if lines else []


def source_name(source: Source) -> str:
    """Return what a list calls a source: many pages bear the same title."""
    return f"{source.title} ({source.publisher})" if source.publisher else source.title


def source_facts(source: Source) -> list[str]:
    """Return what is known of a source's origin, one Markdown list item a fact."""
    facts = (
        ("Author", escape(source.author)),
        ("Publisher", escape(source.publisher)),
        ("Address", address(source.address)),
        ("Licence", escape(source.licence)),
        ("Read on", escape(source.read)),
    )
    return [f"- {name}: {value}" for name, value in facts if value]
