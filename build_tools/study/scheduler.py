"""Copy the scheduler of the flashcards, ts-fsrs, from node_modules to the site, with its licence."""

from pathlib import Path

from build_tools.errors import UserError
from build_tools.publication import Made, Publication

PACKAGE = Path(__file__).resolve().parent.parent.parent / "node_modules/ts-fsrs"  # package.json pins it
# The file that runs as a classic script, which a page opened from a file system can load, and what it is given under.
FILES = {"dist/index.umd.js": "assets/javascripts/fsrs.js", "LICENSE": "assets/javascripts/fsrs.LICENSE.txt"}


def scheduler_files(publication: Publication, package: Path = PACKAGE) -> Made:
    """Yield the scheduler and its licence by their paths on the site, nothing where there is nothing to study.

    Raise `UserError` where the package is not installed.
    """
    if not publication.answers:
        return
    missing = next((package / name for name in FILES if not (package / name).is_file()), None)
    if missing:
        raise UserError(missing, "is missing: the flashcards' scheduler", "run `make clean build`, which fetches it")
    for name, target in FILES.items():
        yield target, (package / name).read_bytes()
