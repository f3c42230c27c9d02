"""The Atom feed of new and corrected entries (RFC 4287), with dates from the history of their files."""

import html
import re

from lxml import etree

from build_tools.data.answers import short_text
from build_tools.data.places import FEED, file, folder
from build_tools.history import FileHistory
from build_tools.model import Entry
from build_tools.pages import questions
from build_tools.publication import Made, Publication

LATEST = 50  # entries in the feed
_ATOM = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 cannot hold


def feed(publication: Publication) -> Made:
    """Yield the feed of the entries added or corrected last.

    An entry's id is its page's address, which never changes. Only answered entries whose files git knows are in it: a
    feed must say when each was updated, and a made-up date is worse than none. There is no feed where no entry is left
    or the site has no address, as a feed's readers have nothing to start relative addresses from.
    """
    dated = _dated(publication)
    if not dated or not publication.address:
        return
    home, address = publication.site.pages[0], publication.address
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "en")
    _add(root, "id", address)
    _add(root, "title", home.title)
    if home.description:
        _add(root, "subtitle", home.description)
    _add(root, "updated", _updated(dated[0][1]))
    _add(_add(root, "author"), "name", home.title)
    _add(root, "link", rel="self", type="application/atom+xml", href=address + FEED)
    _add(root, "link", rel="alternate", type="text/html", href=address)
    topics = {topic.id: topic.title for topic in publication.collection.topics}
    for entry, history in dated[:LATEST]:
        _entry(root, entry, history, topics[entry.topic], address + folder(questions.path(entry.id)))
    yield FEED, etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def has_feed(publication: Publication) -> bool:
    """Say whether the site has a feed."""
    return bool(publication.address and _dated(publication))


def _dated(publication: Publication) -> list[tuple[Entry, FileHistory]]:
    """Return the answered entries of which git knows, the one corrected or added last first."""
    known = publication.history.files
    entries = [(one, known[file(one)]) for one in publication.collection.entries if one.body and file(one) in known]
    entries.sort(key=lambda pair: pair[0].id)
    return sorted(entries, key=lambda pair: _updated(pair[1]), reverse=True)


def _updated(history: FileHistory) -> str:
    return max(history.added, history.corrected)


def _entry(root: etree._Element, entry: Entry, history: FileHistory, topic: str, address: str) -> None:
    one = _add(root, "entry")
    _add(one, "id", address)
    _add(one, "title", entry.title)
    _add(one, "published", history.added)
    _add(one, "updated", _updated(history))
    _add(one, "link", rel="alternate", type="text/html", href=address)
    _add(one, "category", term=entry.topic, label=topic)
    _add(one, "content", f"<p>{html.escape(short_text(entry))}</p>", type="html")


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    """Add an element to `parent` and return it; lxml escapes what XML means something by."""
    made = etree.SubElement(parent, f"{{{_ATOM}}}{name}", {key: _xml(value) for key, value in attributes.items()})
    made.text = _xml(text) or None
    return made


def _xml(text: str) -> str:
    return _NO_XML.sub("�", text)
