"""Collections and scraped pages made of the hostile inputs."""

import json
from pathlib import Path

from build_tools.build import build
from build_tools.ingest import apply, open_collection, plan, read_pages
from tests.hostile import Case, texts, values

INDEX = "---\ntitle: Things\n---\nWhat is asked of things.\n"
ENTRY = "---\ntitle: What is {name}?\n---\nThe short answer to this question.\n\n{text}\n"


def collection(folder: Path, bodies: dict[str, str]) -> Path:
    """Write a collection whose entries have these names and texts, and return its folder."""
    docs = folder / "docs"
    (docs / "topics/things").mkdir(parents=True)
    (docs / "pictures").mkdir()
    (docs / "pictures/pan.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>', "utf-8")
    (docs / "topics/things/index.md").write_text(INDEX, "utf-8")
    for name, text in bodies.items():
        (docs / f"topics/things/{name}.md").write_text(text, "utf-8", newline="")
    return docs


def accepted() -> dict[str, str]:
    """Return an entry for each text that is not refused."""
    cases = [case for case in texts() if case.outcome != "refused"]
    return {case.name: ENTRY.format(name=case.name, text=case.text) for case in cases}


def valued(docs: Path, cases: list[Case]) -> None:
    """Add an entry for each case that has its text in every key that takes text; a source and a topic have them too."""
    (docs / "sources").mkdir()
    for case in cases:
        text, topic = json.dumps(f"{case.text} {case.name}"), docs / f"topics/{case.name}"
        topic.mkdir()
        (topic / "index.md").write_text(f"---\ntitle: {text}\nwords: [{text}]\ntags: [{text}]\n---\nAbout.\n", "utf-8")
        keys = "".join(f"{key}: [{text}]\n" for key in ("tags", "terms", "aliases"))
        asked = f"asked:\n  - {{source: {case.name}, number: {text}, wording: {text}}}\n"
        body = f"---\ntitle: {text}\n{keys}{asked}---\nThe short answer.\n"
        (topic / f"{case.name}.md").write_text(body, "utf-8")
        facts = "".join(f"{key}: {text}\n" for key in ("title", "author", "publisher", "address", "licence", "read"))
        (docs / f"sources/{case.name}.md").write_text(f"---\n{facts}---\n", "utf-8")


def accepted_site(folder: Path) -> Path:
    """Build the site of all texts that are not refused, with every value in every key, and return it."""
    docs = collection(folder, accepted())
    valued(docs, values())
    build(docs, folder / "site")
    return folder / "site"


def scraped(folder: Path, cases: list[Case]) -> Path:
    """Write a page for each case, which is the answer to the page's first question, and return their folder."""
    for case in cases:
        lines = [
            f"# Questions of {case.name}",
            f"1. What does the case {case.name} show?\n\nThe short answer.\n\n{case.text}",
            "2. What is dropout?\n\nA way to leave units out.",
        ]
        (folder / f"{case.name}.md").write_text("\n\n".join(lines) + "\n", "utf-8", "surrogatepass", newline="")
    return folder


def ingested_collection(folder: Path) -> Path:
    """Ingest a page of every text, those that are refused as well, and return the collection; every page must do."""
    pages = folder / "pages"
    pages.mkdir()
    found, mistakes = read_pages(sorted(scraped(pages, texts()).iterdir()))
    assert [str(mistake) for mistake in mistakes] == []
    apply(plan(found, open_collection(folder / "docs")))
    return folder / "docs"
