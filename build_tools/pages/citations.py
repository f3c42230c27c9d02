"""Write a cited work as one line of Markdown: authors, title, where and when it came out, and where to find it."""

from build_tools.model import Reference
from build_tools.pages.inline import escape, link

NAMED = 3  # authors; the others are "et al."


def citation(work: Reference) -> str:
    """Return the line that a list of references shows for `work`."""
    title = f"*{escape(work.title)}*" + ("" if work.title.endswith(("?", "!", ".")) else ".")
    came_out = escape(", ".join(part for part in (work.venue, work.year) if part))
    found = link(work.label, work.address) if work.address else ""
    return " ".join(part for part in (f"{escape(_authors(work.authors))}:", title, f"{came_out}.", found) if part)


def _authors(names: tuple[str, ...]) -> str:
    people = [name for name in names if name != "et al."]
    shown = people if len(people) <= NAMED else people[:NAMED]
    if len(shown) < len(names):
        return ", ".join(shown) + " et al."
    return ", ".join(shown[:-1]) + " and " * (len(shown) > 1) + "".join(shown[-1:])
