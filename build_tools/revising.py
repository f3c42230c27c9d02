"""Show an edited answer at once: its page is made anew in a site that is built, all other pages stay as they are."""

from dataclasses import replace
from pathlib import Path

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.utils import write_file

from build_tools.check import check_file
from build_tools.collection import read_text, split
from build_tools.mkdocs_hook import generated
from build_tools.publication import Publication

State = dict[Path, tuple[int, int]]


class Built(BasePlugin):
    """What a whole build leaves in memory, and the collection's files as it read them."""

    def __init__(self, docs: Path) -> None:
        self.docs = docs

    def on_files(self, files: Files, config: MkDocsConfig) -> None:
        """Keep the files of the site and how those of the collection stand."""
        self.files, self.state = files, state(self.docs)
        self.entries = {entry.path: entry for entry in config.extra["publication"].collection.entries}
        self.heads = {path: _head(path) for path in self.entries}

    def on_nav(self, nav, config: MkDocsConfig, files: Files) -> None:
        """Keep the navigation."""
        self.nav, self.config = nav, config

    def on_env(self, env, config: MkDocsConfig, files: Files) -> None:
        """Keep the templates."""
        self.env = env

    def revise(self) -> list[str] | None:
        """Make the pages anew whose answers have changed since, and return their addresses.

        Return None where more than answers has changed, so that the whole site must be built. Raise a group of
        `UserError` for mistakes in a file.
        """
        now = state(self.docs)
        changed = [path for path in now if self.state.get(path) != now[path]]
        if now.keys() != self.state.keys() or any(self.heads.get(path) != _head(path) for path in changed):
            return None
        if mistakes := [mistake for path in changed for mistake in check_file(self.docs, path)]:
            raise ExceptionGroup("serve", mistakes)
        addresses = [self._page(path) for path in changed]
        self.state = now
        return addresses

    def _page(self, path: Path) -> str:
        publication: Publication = self.config.extra["publication"]
        entry, text = self.entries[path], split(path)
        made = publication.site.question(replace(entry, body=text.body, body_line=text.body_line))
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
