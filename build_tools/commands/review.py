"""The command `review`: what a change does to a collection, for whoever decides on it, changing nothing."""

import json
from pathlib import Path

import click

from build_tools.check import check_all
from build_tools.collection import readable
from build_tools.commands.check import told
from build_tools.matching import SUGGEST, Wording, nearest
from build_tools.model import Collection, Entry
from build_tools.revision import changed_files, former_collection, losses

_MOST_COMPARED = 50  # entries of one change; each is compared with the whole collection
_NEAREST = 2


def run(docs: Path, against: str, as_json: bool) -> None:
    """Print what changed since the revision `against`: files, moved addresses, mistakes, near-duplicates."""
    before, now = former_collection(docs, against), readable(docs)
    files = {path.resolve() for path in changed_files(docs, against)}
    changed = [entry for entry in now.entries if entry.path.resolve() in files]
    mistakes = [one for one in check_all(docs) if Path(one.place).resolve() in files] + list(losses(before, now))
    review = {
        "changed": _changed(docs, files, changed),
        "moved": _moved(before, now),
        "messages": [[told(one)] for one in mistakes],
        "near": _near(changed, before, now),
    }
    click.echo(json.dumps(review, ensure_ascii=False, indent=1) if as_json else _shown(review))


def _changed(docs: Path, files: set[Path], changed: list[Entry]) -> list[list[str]]:
    titles = {entry.path.resolve(): [f"questions/{entry.id}/", entry.title] for entry in changed}
    root = docs.resolve()
    return [[path.relative_to(root).as_posix(), *titles.get(path, [])] for path in sorted(files)]


def _moved(before: Collection, now: Collection) -> list[list[str]]:
    """Return each id that was a question's own and now leads to another, with that one."""
    leads = {old: entry.id for entry in now.entries for old in entry.former_ids}
    return [[entry.id, leads[entry.id]] for entry in before.entries if entry.id in leads]


def _near(changed: list[Entry], before: Collection, now: Collection) -> list[list[str]]:
    """Return the pairs of a question that is new, or newly worded, and another that may be the same."""
    titles = {entry.title for entry in before.entries}
    fresh = [entry for entry in changed if entry.title not in titles][:_MOST_COMPARED]
    pairs = []
    for entry in fresh:
        apart = {entry.id, *entry.distinct_from, *(e.id for e in now.entries if entry.id in e.distinct_from)}
        others = [other for other in now.entries if other.id not in apart]
        known = [Wording(other.title, other.body) for other in others]
        for i, evidence in nearest(Wording(entry.title, entry.body), known, _NEAREST):
            if evidence.score >= SUGGEST:
                pairs.append([entry.title, others[i].title, f"{evidence.score:.2f}"])
    return pairs


def _shown(review: dict[str, list[list[str]]]) -> str:
    parts = [
        f"{name}:\n" + "\n".join(f"  {' → '.join(item)}" for item in items) for name, items in review.items() if items
    ]
    return "\n".join(parts) or "nothing of the collection changes"
