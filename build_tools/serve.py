"""Serve the site of a collection on this machine, and build it anew whenever one of its files is saved."""

import logging
import socket
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from build_tools.build import ROOT, configuration, failure, settings
from build_tools.check import check
from build_tools.errors import UserError

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from build_tools.revising import Revision

RELOAD = "assets/javascripts/reload.js"  # under the site's root


def serve(docs: Path, address: str, say: Callable[[str], None]) -> None:
    """Build the collection under `docs` into a temporary folder and serve it at `address` ("host:port") until stopped.

    An entry that is edited shows at once on its own page. Where its title or other front matter has changed, the whole
    site follows; an edited answer shows in lists, search and cards after the next whole build. `say` is told the
    address, and what is done at each change. Raise `UserError` for a mistake in the collection and for an address that
    is taken.
    """
    host, port = _free(address)
    if mistakes := check(docs):
        raise ExceptionGroup("serve", mistakes)
    logger, handler = logging.getLogger("mkdocs"), _Say(say)
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    with TemporaryDirectory(prefix="site-") as folder:
        builder = _Builder(docs.absolute(), Path(folder), f"http://{address}", say)
        try:
            builder.whole()
            server = _server()(lambda: builder.again() and server.once_more(), host, port, folder, builder.mount)
            server.error_handler = lambda code: _error_page(Path(folder, f"{code}.html"))
            for path in (builder.docs, Path(configuration()), ROOT / "overrides"):
                server.watch(str(path))
            if builder.missed():
                server.once_more()
            try:
                server.serve()
            except KeyboardInterrupt:
                say("Stopped")
            finally:
                server.shutdown()
        finally:
            logger.removeHandler(handler)
            logger.propagate = True


class _Builder:
    """Builds the site whole, or only the pages of entries that were edited."""

    def __init__(self, docs: Path, site: Path, root: str, say: Callable[[str], None]) -> None:
        self.docs, self.site, self.root, self.say = docs, site, root, say
        self.mount, self.built = "/", None
        self.behind = False  # pages have been made anew of which others show something too

    def whole(self) -> None:
        """Build the whole site; raise `UserError`, or a group of them, for what is wrong."""
        from mkdocs.commands.build import build
        from mkdocs.config import load_config
        from mkdocs.exceptions import Abort, MkDocsException

        from build_tools.revising import Built

        self.built, self.behind = None, False
        try:
            config = load_config(configuration(), site_dir=str(self.site), **settings(self.docs))
            self.mount = urlsplit(config.site_url or "/").path
            config.site_url = self.root + self.mount
            config.plugins["built"] = built = Built(self.docs)
            config.plugins.on_startup(command="serve", dirty=False)
            build(config, serve_url=config.site_url)
        except (Abort, MkDocsException) as error:
            raise failure(self.docs, error, []) from None
        self.built = built

    def missed(self) -> bool:
        """Say whether a file has been saved since the build read it: whoever watches began only afterwards."""
        return self.built is not None and self.built.outdated()

    def again(self) -> bool:
        """Build what has changed, and return whether to be called once more for the rest.

        Say what is wrong, and raise `SystemExit`, as MkDocs' server expects of a failure.
        """
        mistakes: list[BaseException] = []
        try:
            revision = self._revised()
            if revision is None or (self.behind and not revision.addresses):
                self.whole()
            else:
                self.behind |= revision.whole
                rest = "the whole site follows" if self.behind else "the next whole build brings it to lists and search"
                for address in revision.addresses:
                    self.say(f"Made {address} anew; {rest}")
        except* UserError as group:
            mistakes += group.exceptions
        for mistake in mistakes:
            self.say(str(mistake))
        if mistakes:  # raised here, as Python before 3.11.4 wraps what `except*` raises
            raise SystemExit("The pages stay as they were")
        return self.behind

    def _revised(self) -> "Revision | None":
        """Make edited entries anew, as `Built.revise` does; raise `UserError`, or a group, for what is wrong."""
        from mkdocs.exceptions import MkDocsException

        try:
            return self.built.revise() if self.built else None
        except MkDocsException as error:
            raise failure(self.docs, error, []) from None


def _server() -> "type[LiveReloadServer]":
    """Return MkDocs' server, with its script in a file: the pages' policy lets none run that stands in a page."""
    from mkdocs.livereload import LiveReloadServer

    class Server(LiveReloadServer):
        def _inject_js_into_html(self, content: bytes, epoch: float) -> bytes:
            script = f'<script src="{self.mount_path}{RELOAD}" data-built="{epoch}"></script>'
            return content.replace(b"</body>", script.encode() + b"</body>")

        def once_more(self) -> None:
            """Build again when the browsers have been told to load what there is."""
            with self._rebuild_cond:
                self._want_rebuild = True
                self._rebuild_cond.notify_all()

    return Server


def _error_page(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _free(address: str) -> tuple[str, int]:
    """Return the host and the port of `address`; raise `UserError` where nothing can be served there.

    The server would say so only after the build.
    """
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal():
        raise UserError(address, "is no address", "write it as 127.0.0.1:8000")
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host.strip("[]"), int(port)))
    except (OSError, OverflowError) as error:
        cause = getattr(error, "strerror", None) or str(error)
        raise UserError(address, f"cannot be served at: {cause}", "name another, such as 127.0.0.1:8001") from None
    return host.strip("[]"), int(port)


class _Say(logging.Handler):
    """Hand log messages on as text."""

    def __init__(self, say: Callable[[str], None]) -> None:
        super().__init__(logging.INFO)
        self.say = say

    def emit(self, record: logging.LogRecord) -> None:
        """Hand one message on."""
        self.say(record.getMessage())
