"""Turn links between the files of a collection into links between its pages."""

import posixpath
import re
from collections.abc import Mapping

from build_tools.markup import links

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#|$", re.IGNORECASE)  # other sites, absolute paths, this page


def is_relative(target: str) -> bool:
    """Say whether a link's target is a path from the file that it stands in."""
    return not _ELSEWHERE.match(target)


def resolve(target: str, file: str) -> str:
    """Return the path under the root that the relative `target` means in `file`, without its `#anchor`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), target.partition("#")[0].partition("?")[0]))


def relative(path: str, page: str) -> str:
    """Return how `page` links to `path`, both paths under one root."""
    return posixpath.relpath(f"/{path}", f"/{posixpath.dirname(page)}")  # from a root, so that no folder is asked for


def rebase(markdown: str, file: str, page: str, pages: Mapping[str, str]) -> str:
    """Return `markdown` from `file` with its relative links as `page` must write them.

    `pages` maps the path of a file to the path of the page that is made from it.
    """
    parts, done = [], 0
    for link in links(markdown):
        if is_relative(link.target):
            meant = resolve(link.target, file)
            anchor = "".join(link.target.partition("#")[1:])
            parts += [markdown[done : link.start], relative(pages.get(meant, meant), page) + anchor]
            done = link.start + len(link.target)
    return "".join([*parts, markdown[done:]])
