"""Serve the site of a collection on this machine, and build it anew whenever one of its files is saved."""

import logging
import socket
from collections.abc import Callable
from pathlib import Path

from build_tools.build import ROOT, configuration, failure, settings
from build_tools.check import check
from build_tools.errors import UserError


def serve(docs: Path, address: str, say: Callable[[str], None]) -> None:
    """Build the collection under `docs` into a temporary folder and serve it at `address` ("host:port") until stopped.

    `say` is told the address, and what MkDocs has to say at each rebuild. Raise `UserError` for a mistake in the
    collection and for an address that is taken.
    """
    from mkdocs.commands.serve import serve as mkdocs_serve
    from mkdocs.exceptions import Abort, MkDocsException

    _free(address)
    if mistakes := check(docs):
        raise ExceptionGroup("serve", mistakes)
    logger, handler = logging.getLogger("mkdocs"), _Say(say)
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        mkdocs_serve(configuration(), watch=[str(ROOT / "overrides")], dev_addr=address, **settings(docs.absolute()))
    except (Abort, MkDocsException) as error:
        raise failure(docs, error, []) from None
    finally:
        logger.removeHandler(handler)
        logger.propagate = True


def _free(address: str) -> None:
    """Raise `UserError` where nothing can be served at `address`; MkDocs would say so only after the build."""
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


class _Say(logging.Handler):
    """Hand log messages on as text."""

    def __init__(self, say: Callable[[str], None]) -> None:
        super().__init__(logging.INFO)
        self.say = say

    def emit(self, record: logging.LogRecord) -> None:
        """Hand one message on."""
        self.say(record.getMessage())
