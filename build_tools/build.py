"""Build the site of a collection with MkDocs; a build that fails leaves the former site as it was."""

import gc
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from build_tools.data.places import ENTRIES
from build_tools.errors import UserError
from build_tools.swap import replacing

ROOT = Path(__file__).resolve().parent.parent  # the repository, which holds the configuration and the theme's changes
MARK = ENTRIES  # every site has it
_OBJECTS = 20_000  # made before Python looks for rings of them; at its own 700 that is a fortieth of the time

# Material tells everybody who builds that it ends in May 2027; docs/architecture.md says so to those who can act on it.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


def build(docs: Path, site: Path, progress: Callable[[int, int], None] = lambda done, pages: None) -> int:
    """Build the collection under `docs` into the folder `site`, and return the number of pages.

    `progress` is called with the number of pages done and the number of all pages. Raise `UserError`, or a group of
    them, for what is wrong in the collection.
    """
    if not docs.is_dir():
        raise UserError(docs, "no such folder", "name the folder of a collection, or start one with `ingest`")
    docs, site = docs.absolute(), site.absolute()
    if site == docs or site in docs.parents or docs in site.parents:
        raise UserError(site, f"stands in the way of {docs}", "name a folder outside of it")
    counter = _Counter(progress)
    with replacing(site, MARK) as new, _messages() as messages, _seldom_collecting():
        _mkdocs(docs, new, counter, messages)
    return counter.pages


def settings(docs: Path) -> dict[str, str]:
    """Return the settings of mkdocs.yml that depend on the collection: only the repository's own has a home."""
    here = docs.resolve() == ROOT / "docs"
    return {"docs_dir": str(docs), **({} if here else {"site_url": "", "edit_uri": ""})}


def configuration() -> str:
    """Return the path of mkdocs.yml; raise `UserError` where the tool was installed without its repository."""
    path = ROOT / "mkdocs.yml"
    if not path.is_file():
        raise UserError(path, "is missing", "run the tool from its repository (`pip install --editable`)")
    return str(path)


def failure(docs: Path, error: BaseException, messages: list[str]) -> Exception:
    """Return what to raise for an error of MkDocs: the user's mistakes behind it, else what MkDocs said."""
    behind: BaseException | None = error
    while behind is not None:
        if isinstance(behind, (UserError, ExceptionGroup)):
            return behind
        behind = behind.__cause__ or behind.__context__
    said = [" ".join(message.split()) for message in messages or [str(error)]]
    return ExceptionGroup("build", [UserError(docs, one, "mend it, and build again") for one in said])


def _mkdocs(docs: Path, new: Path, counter: "_Counter", messages: list[str]) -> None:
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    try:
        config = load_config(configuration(), site_dir=str(new), strict=True, **settings(docs))
        config.plugins["progress"] = counter.plugin()
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()
    except (Abort, MkDocsException) as error:
        raise failure(docs, error, messages) from None


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Let Python look for rings of objects seldom: what a build makes either has none or stays to its end."""
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


class _Counter:
    """Count the pages that MkDocs has finished."""

    def __init__(self, progress: Callable[[int, int], None]) -> None:
        self.progress, self.pages, self.done = progress, 0, 0

    def plugin(self) -> object:
        """Return the counter in the form in which MkDocs calls it."""
        from mkdocs.plugins import BasePlugin

        counter = self

        class Progress(BasePlugin):
            def on_env(self, env, config, files):
                counter.pages = len(files.documentation_pages())

            def on_post_page(self, output, page, config):
                counter.done += 1
                counter.progress(counter.done, counter.pages)

        return Progress()


@contextmanager
def _messages() -> Iterator[list[str]]:
    """Yield the list that MkDocs' warnings and errors are collected in, in place of being printed."""
    logger, messages = logging.getLogger("mkdocs"), []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    handler, propagate = Collect(logging.WARNING), logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate
