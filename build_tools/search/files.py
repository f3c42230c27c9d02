"""Write the index of the search as scripts: one file for a small collection, for a large one many, loaded as needed."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from build_tools.content import NOTATION
from build_tools.content.glossary import Item, items
from build_tools.matching.normalise import SAME_IN_BOTH, SPELLINGS
from build_tools.model import Collection
from build_tools.pages import GLOSSARY
from build_tools.pages.excerpt import short_answer
from build_tools.pages.inline import unescape
from build_tools.publication import Made, Publication
from build_tools.search.equivalents import Equivalents, own_abbreviations
from build_tools.search.index import NAMED, STEPS, Index, make_index
from build_tools.search.names import names, notation
from build_tools.search.texts import Texts
from build_tools.search.weighing import Weigher
from build_tools.search.words import SIGNS, compounds, groups, term, word_list

FOLDER = "search"
START = f"{FOLDER}/index.js"  # what opening the search loads; it says what else there is
WHOLE = 450_000  # characters up to which all stands in that file: about a hundred entries
_WORDS, _POSTINGS, _RECORDS = 1200, 16_000, 12  # words, characters, entries in one file of a larger collection
_SHOWN = 180  # characters of a short answer that a hit shows
_NEAREST = 5  # entries to show where nothing at all is near


def search_files(publication: Publication) -> Made:
    """Yield the files of the search."""
    collection = _by_interest(publication.collection)
    shorts = [short_answer(entry.body) for entry in collection.entries]
    index = _index(collection, shorts, _page(publication, GLOSSARY), _page(publication, NOTATION))
    start, parts = _parts(collection, shorts, index)
    if sum(map(len, parts.values())) <= WHOLE:
        yield START, "".join([_call("start", start), *(_call(*part) for part in parts.items())]).encode()
        return
    digest = hashlib.sha256()
    for data in parts.values():
        digest.update(data.encode())
    folder = f"{FOLDER}/{digest.hexdigest()[:10]}/"
    yield START, _call("start", _json({**json.loads(start), "folder": folder})).encode()
    for name, data in parts.items():
        yield f"{folder}{name}.js", _call(name, data).encode()


def _by_interest(collection: Collection) -> Collection:
    """Return the collection with what is asked most first, then the shorter titles.

    Of two hits that fit alike the first is shown first, and a short title asks of the thing itself.
    """
    order = sorted(collection.entries, key=lambda entry: (-len(entry.asked), len(entry.title), entry.id))
    return replace(collection, entries=tuple(order))


def _parts(collection: Collection, shorts: Sequence[str], index: Index) -> tuple[str, dict[str, str]]:
    """Return what every search needs, and the parts of the index by their names, all as JSON."""
    topics = {topic.id: at for at, topic in enumerate(collection.topics)}
    records = [
        [one.id, topics[one.topic], one.title, _beginning(short)]
        for one, short in zip(collection.entries, shorts, strict=True)
    ]
    vocabulary = [index.words[at : at + _WORDS] for at in range(0, len(index.words), _WORDS)]
    postings = list(_by_size(index))
    start = {
        "entries": len(records),
        "topics": [topic.title for topic in collection.topics],
        "words": [some[0][0] for some in vocabulary],
        "terms": [first for first, _ in postings],
        "records": _RECORDS,
        "nearest": list(range(min(_NEAREST, len(records)))),
        "unit": STEPS,
        "named": NAMED,
        "frames": [" ".join(frame) for frame in groups("frames")],
        "near": index.near,
        "stop": " ".join(word_list("stop")),
        "signs": SIGNS,
        "spellings": [[old.pattern, new.replace("\\1", "$1").replace("\\2", "$2")] for old, new in SPELLINGS],
        "same": " ".join(sorted(SAME_IN_BOTH)),
    }
    parts = {f"words-{at}": _json(_vocabulary(some)) for at, some in enumerate(vocabulary)}
    parts |= {f"terms-{at}": _json(data) for at, (_, data) in enumerate(postings)}
    some = range(0, len(records), _RECORDS)
    parts |= {f"entries-{at}": _json(records[first : first + _RECORDS]) for at, first in enumerate(some)}
    return _json(start), parts


def _index(collection: Collection, shorts: Sequence[str], glossary: str, table: str) -> Index:
    leading = _leading(glossary)
    told = [" ".join(item.sentence for item in leading.get(entry.id, ())) for entry in collection.entries]
    named = [list(names(entry, leading.get(entry.id, ()))) for entry in collection.entries]
    groups = [*((*one.terms, *one.aliases) for one in collection.entries), *(item.names for item in items(glossary))]
    equivalents = Equivalents(groups, (entry.body for entry in collection.entries), notation(table))
    weigher = Weigher((name for some in named for name in some), equivalents)
    weighed = [
        weigher.weigh(some, own_abbreviations(entry)) for some, entry in zip(named, collection.entries, strict=True)
    ]
    counts: Counter[str] = Counter()
    for some in named:
        for name in some:
            found = compounds(name.text)
            counts.update(part for parts in found for part in parts)
            counts.update("".join(parts) for parts in found if len(parts) > 1)
    said = {stem for one in weighed for stem in one.words}
    counts.update(word for word in equivalents.words if word not in counts and term(word) in said)
    texts = Texts()
    for at, (entry, short) in enumerate(zip(collection.entries, shorts, strict=True)):
        texts.add(at, f"{short} {told[at]}", entry.body)
    return make_index(weighed, counts, texts)


def _vocabulary(some: Sequence[tuple[str, int, int]]) -> dict[str, str | list[int]]:
    """Return words, the steps from one's term to the next one's, how often names have them, and which weigh less."""
    numbers = [number for _, number, _ in some]
    steps = [numbers[0], *(b - a for a, b in zip(numbers, numbers[1:], strict=False))]
    light = {term(word) for word in word_list("light")}
    return {
        "words": " ".join(word for word, _, _ in some),
        "terms": steps,
        "named": "".join(str(named) for *_, named in some),
        "light": "".join("01"[term(word) in light] for word, *_ in some),
    }


def _by_size(index: Index) -> Iterator[tuple[int, dict]]:
    """Yield (number of the first term, terms) in parts of about equal size."""
    first, size, some = 0, 0, []
    for number, one in enumerate(index.terms):
        some.append(one)
        size += len(one.entries) + sum(len(str(table)) for table in (one.after, one.wholes) if table)
        if size > _POSTINGS or number == len(index.terms) - 1:
            yield (
                first,
                {
                    "counts": [term.count for term in some],
                    "entries": [term.entries for term in some],
                    "after": [term.after or 0 for term in some],
                    "wholes": [term.wholes or 0 for term in some],
                },
            )
            first, size, some = number + 1, 0, []


def _leading(glossary: str) -> dict[str, list[Item]]:
    """Return the items of the glossary that lead to each entry."""
    leading: dict[str, list[Item]] = {}
    for item in items(glossary):
        if item.target:
            leading.setdefault(PurePosixPath(item.target.partition("#")[0]).stem, []).append(item)
    return leading


def _page(publication: Publication, path: str) -> str:
    return next((page.markdown for page in publication.site.pages if page.path == path), "")


def _beginning(short: str) -> str:
    """Return the beginning of a short answer as plain text."""
    text = unescape(short)
    if len(text) <= _SHOWN:
        return text
    return text[:_SHOWN].rpartition(" ")[0].rstrip(",;:") + " …"


def _call(name: str, data: str) -> str:
    """Return the script that hands one part to the search."""
    return f"searchPart({json.dumps(name)},{data});\n"


def _json(value: object) -> str:
    """Return JSON that is a script as well and can end no element of a page."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
