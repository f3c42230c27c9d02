"""Check the texts of a collection: form, programs, symbols, spelling, names, glossary, sentences of somebody else's.

The rules of writing (form, symbols, spelling) are those of the page `writing.md`; they hold in a collection that has
this page. Scraped answers that have just come in keep no rules of ours, and their collection has no such page.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from build_tools.collection import load_articles, split
from build_tools.collection.front_matter import Items, Parts, Scalar
from build_tools.content.form import check_form
from build_tools.content.glossary import check_glossary, check_terms
from build_tools.content.names import check_names
from build_tools.content.programs import check_programs, run_programs
from build_tools.content.spelling import check_spelling
from build_tools.content.symbols import check_symbols, notation
from build_tools.content.text import Check, Text
from build_tools.errors import UserError
from build_tools.model import Collection
from build_tools.pages import GLOSSARY

RULES = "writing.md"
NOTATION = "notation.md"


def review(collection: Collection, against: Sequence[Path] = (), run: bool = False) -> list[UserError]:
    """Return what is wrong with the texts of `collection`, which need not be whole: a broken file hides no other.

    `against` names pages, and folders of pages, that no answer may share a sentence with. With `run` the programs of
    the answers are run: only for texts that one trusts.
    """
    ruled = (collection.docs / RULES).is_file()
    entries = [_text(entry.path, entry.title) for entry in collection.entries]
    others = [_text(topic.path, topic.title) for topic in collection.topics] + _articles(collection.docs)
    glossary = [text for text in others if text.path == collection.docs / GLOSSARY]
    found = list(check_names(collection, entries))
    found += _run(check_programs, entries)
    found += _run(run_programs, entries) if run else []
    found += _run(check_glossary, glossary)
    found += [error for text in glossary for error in check_terms(text, entries)]
    if ruled:
        found += [*_run(check_form, entries), *_run(check_spelling, entries + others)]
        known = {symbol for one in others if one.path == collection.docs / NOTATION for symbol in notation(one.body)}
        found += _run(lambda text: check_symbols(text, known), entries)
    if against:
        from build_tools.content.copying import runs, shared  # reads any HTML, for which no build has to wait

        elsewhere = runs(against)
        found += _run(lambda text: shared(text, elsewhere), entries + others)
    return found


def _run(check: Check, texts: Sequence[Text]) -> Iterator[UserError]:
    for text in texts:
        for line, cause, remedy in check(text):
            yield UserError(text.path, cause, remedy, line)


def _articles(docs: Path) -> list[Text]:
    try:
        articles = load_articles(docs)
    except UserError:
        return []  # said already by whoever checks the files themselves
    return [_text(docs / article.path, article.title) for article in articles]


def _text(path: Path, title: str) -> Text:
    parts = split(path)
    titled = parts.table.get("title")
    return Text(path, title, titled.line if titled else parts.body_line, parts.body, parts.body_line, _lists(parts))


def _lists(parts: Parts) -> dict[str, list[tuple[str, int]]]:
    named = zip(parts.table.keys, parts.table.values, strict=True)
    return {
        key.text: [(one.text, one.line) for one in node.items if isinstance(one, Scalar)]
        for key, node in named
        if isinstance(node, Items)
    }
