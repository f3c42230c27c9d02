"""What entries name must be there, and be named once: tags, terms, the works of the bibliography."""

from collections.abc import Iterable, Iterator

from build_tools.collection import BIBLIOGRAPHY
from build_tools.content.text import Text
from build_tools.errors import UserError
from build_tools.model import Collection
from build_tools.text import words


def check_names(collection: Collection, texts: Iterable[Text]) -> Iterator[UserError]:
    """Yield unknown tags, terms that two entries define, and works that nobody cites; `texts` are those of entries."""
    tags = {tag for topic in collection.topics for tag in topic.tags}
    definers: dict[str, Text] = {}
    for text in texts:
        for tag, line in text.lines.get("tags", ()):
            if tag not in tags:
                remedy = "take a tag that a topic lists, or add it to the `tags` of its topic"
                yield UserError(text.path, f"unknown tag `{tag}`", remedy, line)
        for term, line in text.lines.get("terms", ()):
            first = definers.setdefault(" ".join(words(term)), text)
            if first is not text:
                cause = f"the term “{term}” is defined in {first.path} too"
                yield UserError(text.path, cause, "leave it in the entry that explains it best", line)
    cited = {key for entry in collection.entries for key in entry.references}
    for work in collection.references:
        if work.key not in cited:
            place = collection.docs / BIBLIOGRAPHY
            yield UserError(place, f"no entry cites `{work.key}`", "cite it, or delete it", work.line)
