"""Show an edited entry at once: its page is made anew in a site that is built, all other pages stay as they are."""

from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.utils import write_file

from build_tools.check import check_file
from build_tools.collection import load_entry, read_text
from build_tools.mkdocs_files import generated
from build_tools.model import Entry
from build_tools.publication import Publication

State = dict[Path, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Revision:
    """What has been made anew."""

    addresses: tuple[str, ...]  # of the pages, from the site's root
    whole: bool  # other pages show what has changed as well, so that the whole site must follow


class Built(BasePlugin):
    """What a whole build leaves in memory, and the collection's files as it read them."""

    def __init__(self, docs: Path) -> None:
        self.docs = docs

    def on_files(self, files: Files, config: MkDocsConfig) -> None:
        """Keep the files of the site and how those of the collection stand."""
        self.files, self.state = files, state(self.docs)
        self.heads = {entry.path: _head(entry.path) for entry in config.extra["publication"].collection.entries}

    def on_nav(self, nav, config: MkDocsConfig, files: Files) -> None:
        """Keep the navigation."""
        self.nav, self.config = nav, config

    def on_env(self, env, config: MkDocsConfig, files: Files) -> None:
        """Keep the templates."""
        self.env = env

    def outdated(self) -> bool:
        """Say whether a file of the collection has changed since."""
        return state(self.docs) != self.state

    def revise(self) -> Revision | None:
        """Make the pages anew of the entries that were edited since.

        Return None where their pages cannot show it alone: other files have changed, or an entry names a source, a work
        or a tag that the site does not know. Raise a group of `UserError` for mistakes in a file.
        """
        now = state(self.docs)
        changed = [path for path in now if self.state.get(path) != now[path]]
        if now.keys() != self.state.keys() or not self.heads.keys() >= set(changed):
            return None
        entries = [load_entry(self.docs, path) for path in changed]
        if not all(map(self._known, entries)):
            return None
        if mistakes := [mistake for path in changed for mistake in check_file(self.docs, path)]:
            raise ExceptionGroup("serve", mistakes)
        addresses = tuple(map(self._page, entries))
        heads = {path: _head(path) for path in changed}
        whole = any(self.heads[path] != head for path, head in heads.items())
        self.state, self.heads = now, self.heads | heads
        return Revision(addresses, whole)

    def _known(self, entry: Entry) -> bool:
        """Say whether the site has all that the front matter of an entry names."""
        publication: Publication = self.config.extra["publication"]
        collection = publication.collection
        return (
            {asked.source for asked in entry.asked} <= {source.id for source in collection.sources}
            and set(entry.references) <= {work.key for work in collection.references}
            and set(entry.tags) <= {tag for other in collection.entries for tag in other.tags}
        )

    def _page(self, entry: Entry) -> str:
        publication: Publication = self.config.extra["publication"]
        made = publication.site.question(entry)
        page = self.files.get_file_from_path(made.path).page
        page.file = generated(self.config, made)
        page.read_source(self.config)
        page.render(self.config, self.files)
        page.content = self.config.plugins.on_page_content(
            page.content, page=page, config=self.config, files=self.files
        )
        page.active = True
        context = get_context(self.nav, self.files, self.config, page)
        context = self.config.plugins.on_page_context(context, page=page, config=self.config, nav=self.nav)
        output = self.env.get_template("main.html").render(context)
        page.active = False
        output = self.config.plugins.on_post_page(output, page=page, config=self.config)
        write_file(output.encode("utf-8"), page.file.abs_dest_path)
        return page.url


def state(docs: Path) -> State:
    """Return when each file under `docs` was changed, and its size."""
    found = ((path, path.stat()) for path in docs.rglob("*") if path.is_file())
    return {path: (stat.st_mtime_ns, stat.st_size) for path, stat in found}


def _head(path: Path) -> str:
    """Return the front matter of a file, which says what other pages show of it."""
    return read_text(path).partition("\n---")[0]
