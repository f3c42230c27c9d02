"""Make the files of the site that are no pages; one list says which."""

from collections.abc import Callable

from build_tools.data.atom import feed
from build_tools.data.chance import question_list
from build_tools.data.entries import entries_json
from build_tools.data.llms import llms_txt
from build_tools.data.markdown import markdown_copies
from build_tools.data.previews import previews
from build_tools.publication import Made, Publication
from build_tools.search import search_files
from build_tools.study import anki_package, card_files, scheduler_files

# Each takes the publication and yields files; it holds no file any longer that it has yielded.
ARTIFACTS: tuple[Callable[[Publication], Made], ...] = (
    entries_json,
    question_list,
    llms_txt,
    markdown_copies,
    feed,
    previews,
    search_files,
    card_files,
    scheduler_files,
    anki_package,
)


def artifacts(publication: Publication) -> Made:
    """Yield the path and the bytes of every file that is no page; raise `ValueError` where two have one path."""
    made: set[str] = set()
    for make in ARTIFACTS:
        for path, data in make(publication):
            if path in made:
                raise ValueError(f"two artifacts write {path}")
            made.add(path)
            yield path, data
