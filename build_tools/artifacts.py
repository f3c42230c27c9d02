"""Make the files of the site that are no pages; one list says which."""

import json
from collections.abc import Callable, Iterator, Mapping

from build_tools.publication import Publication

ENTRIES = "entries.json"


def entries_json(publication: Publication) -> dict[str, bytes]:
    """Return one JSON file of all entries."""
    entries = [{"id": one.id, "topic": one.topic, "title": one.title} for one in publication.collection.entries]
    return {ENTRIES: json.dumps(entries, ensure_ascii=False, indent=1).encode()}


# Each takes the publication and returns files: the bytes of each by its path under the site's root.
ARTIFACTS: tuple[Callable[[Publication], Mapping[str, bytes]], ...] = (entries_json,)


def artifacts(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of every file that is no page; raise `ValueError` where two have one path."""
    made: set[str] = set()
    for make in ARTIFACTS:
        for path, data in make(publication).items():
            if path in made:
                raise ValueError(f"two artifacts write {path}")
            made.add(path)
            yield path, data
