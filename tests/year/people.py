"""What people do to a collection in the year that is played, each act as contributing.md says it is done.

An act takes the folder and a number that picks what it does; it returns {address that is new: address of which it was
a part}, and changes nothing where there is nothing to do.
"""

import re
import shutil
from dataclasses import replace
from pathlib import Path

from build_tools.collection import add_asked, load, read_text, readable, render_entry
from build_tools.model import Asked, Entry
from build_tools.text import wording_key

NEW = "written-by-hand"  # ids that begin so belong to no source


def pick_entry(docs: Path, pick: int) -> Entry:
    """Return one of the entries."""
    entries = load(docs).entries
    return entries[pick % len(entries)]


def write(entry: Entry) -> None:
    """Write an entry as a person does who keeps the form."""
    entry.path.write_text(render_entry(entry), "utf-8")


def edit(docs: Path, pick: int) -> dict[str, str]:
    """Correct an answer."""
    entry = pick_entry(docs, pick)
    write(replace(entry, body=f"{entry.body.strip()}\n\nCorrected by hand, {pick}.\n".lstrip()))
    return {}


def shorten(docs: Path, pick: int) -> dict[str, str]:
    """Throw an answer away and write a better one."""
    write(replace(pick_entry(docs, pick), body=f"Written anew, {pick}.\n"))
    return {}


def retitle(docs: Path, pick: int) -> dict[str, str]:
    """Word a title anew."""
    entry = pick_entry(docs, pick)
    write(replace(entry, title=f"Title number {pick} of {entry.id}?"))
    return {}


def move(docs: Path, pick: int) -> dict[str, str]:
    """Put an entry into another topic."""
    entry, topics = pick_entry(docs, pick), load(docs).topics
    target = docs / "topics" / topics[pick % len(topics)].id / entry.path.name
    if target != entry.path:
        shutil.move(entry.path, target)
    return {}


def rename(docs: Path, pick: int) -> dict[str, str]:
    """Give an entry another address; the old one goes into `former_ids`."""
    entry, taken = pick_entry(docs, pick), names(docs)
    name = f"renamed-{pick}-{entry.id[:20].strip('-')}"
    if name in taken:
        return {}
    entry.path.unlink()
    write(replace(entry, path=entry.path.with_name(f"{name}.md"), former_ids=(*entry.former_ids, entry.id)))
    return {name: entry.id}


def divide(docs: Path, pick: int) -> dict[str, str]:
    """Take one wording out of an entry into one of its own."""
    many = [e for e in load(docs).entries if len(e.asked) > 1]
    if not many:
        return {}
    entry = many[pick % len(many)]
    name = f"split-{pick}-{entry.id[:20].strip('-')}"
    if name in names(docs):
        return {}
    gone = entry.asked[pick % len(entry.asked)]
    path = entry.path.with_name(f"{name}.md")
    fields = {"former_ids": (), "terms": (), "distinct_from": (entry.id,), "body": "Written by hand.\n"}
    write(replace(entry, path=path, title=f"Split {pick} from {entry.id}?", asked=(gone,), **fields))
    write(replace(entry, asked=tuple(one for one in entry.asked if one != gone)))
    return {name: entry.id}


def unite(docs: Path, pick: int) -> dict[str, str]:
    """Make one entry of two; the id that goes away stays as a former one."""
    entries = load(docs).entries
    if len(entries) > 3:
        kept, gone = entries[pick % len(entries)], entries[(pick + 1) % len(entries)]
        unite_two(docs, kept, gone)
    return {}


def unite_two(docs: Path, kept: Entry, gone: Entry) -> None:
    """Put what `gone` holds into `kept`."""
    gone.path.unlink()
    ids = (*kept.former_ids, *gone.former_ids, gone.id)
    told_apart = tuple(i for i in dict.fromkeys(kept.distinct_from + gone.distinct_from) if i not in (kept.id, *ids))
    asked = tuple(dict.fromkeys(kept.asked + gone.asked))
    write(replace(kept, asked=asked, former_ids=ids, distinct_from=told_apart))
    for other in load(docs).entries:  # what was told apart from the one is told apart from both
        if gone.id in other.distinct_from and other.id == kept.id:
            write(replace(other, distinct_from=tuple(i for i in other.distinct_from if i != gone.id)))


def hand_over(docs: Path, pick: int) -> dict[str, str]:
    """Move one wording to another entry, the lines of all who use it, by hand and to its end."""
    giver, taker = pick_entry(docs, pick), pick_entry(docs, pick + 1)
    if giver.asked and giver != taker:
        key = wording_key(giver.asked[-1].wording)
        moved = tuple(one for one in giver.asked if wording_key(one.wording) == key)
        write(replace(giver, asked=tuple(one for one in giver.asked if one not in moved)))
        write(replace(taker, asked=taker.asked + moved))
    return {}


def shuffle(docs: Path, pick: int) -> dict[str, str]:
    """Put the `asked` lines of an entry into an order of one's own."""
    entry = pick_entry(docs, pick)
    write(replace(entry, asked=entry.asked[::-1]))
    return {}


def compose(docs: Path, pick: int) -> dict[str, str]:
    """Write a question that no source asks."""
    name, near = f"{NEW}-{pick}", pick_entry(docs, pick)
    if name in names(docs):
        return {}
    path = near.path.with_name(f"{name}.md")
    write(Entry(name, near.topic, path, f"What did hand number {pick} write?", f"By hand, {pick}.\n", 0))
    return {name: near.id}


def describe(docs: Path, pick: int) -> dict[str, str]:
    """Mend the title of a source."""
    sources = load(docs).sources
    path = sources[pick % len(sources)].path
    path.write_text(re.sub(r"(?m)^title: .*$", f"title: Source number {pick}", read_text(path)), "utf-8")
    return {}


def mend(docs: Path, pick: int) -> dict[str, str]:
    """Write a wording in `asked` as its source should have written it."""
    entry = pick_entry(docs, pick)
    if entry.asked:
        first = entry.asked[0]
        mended = Asked(first.source, first.number, " ".join(first.wording.split()).rstrip(".") + ".")
        bare = render_entry(replace(entry, asked=entry.asked[1:]))
        entry.path.write_text(add_asked(bare, [mended]), "utf-8")
    return {}


def settle(docs: Path) -> None:
    """Do what `check` says where two branches that were each right make two entries of one wording."""
    seen: dict[str, Entry] = {}
    titles: set[str] = set()
    for entry in readable(docs).entries:
        if wording_key(entry.title) in titles:
            entry = replace(entry, title=f"{entry.title} ({entry.id})")
        titles.add(wording_key(entry.title))
        homes = (seen.setdefault(wording_key(one.wording), entry).id for one in entry.asked)
        others = [home for home in dict.fromkeys(homes) if home != entry.id and home not in entry.distinct_from]
        write(replace(entry, distinct_from=(*entry.distinct_from, *others)))


def names(docs: Path) -> set[str]:
    """Return every id that is, or was, an entry's."""
    return {name for entry in load(docs).entries for name in (entry.id, *entry.former_ids)}


WRITING = (edit, shorten, retitle, compose, describe, mend, shuffle)
GROUPING = (divide, unite, hand_over)
PLACING = (move, rename)
ACTS = WRITING + GROUPING + PLACING
