"""Pack a built site into one archive that opens from a folder, without a server: every link names its file."""

import os
import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PATH = "offline.zip"  # under the site's root
_LEFT_OUT = frozenset([".apkg", ".gz", ".json", ".md", ".txt", ".xml", ".zip"])  # for other programs than browsers
_PREVIEWS = "previews"  # pictures that pages show nowhere
# A link that ends in a folder: "../dropout/", "..", "." before its query or anchor, also where a former address leads.
# Each pattern begins with plain characters, which `re` finds many times faster than a choice.
_FOLDERS = tuple(
    re.compile(before + rb'(?:[^"#?:]*/)?(?:\.{1,2})?(?=["#?])') for before in (rb'href="', rb'content="0; url=')
)
_LEVEL = 2  # of compression: the usual one saves an eighth of the bytes and takes three times as long
_OPEN = 0o644 << 16  # may be read by everybody


def pack(site: Path, name: str) -> None:
    """Write the archive of the site in the folder `site` into it; in the archive it stands in a folder `name`.

    The same site gives the same bytes. Pages are rewritten one at a time, so that no more than one is in memory.
    """
    with ZipFile(site / PATH, "w") as archive:
        for path in _files(site):
            entry = ZipInfo(f"{name}/{path.relative_to(site).as_posix()}")  # dated 1980: no date of today
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, _OPEN
            data = path.read_bytes()
            # The archive's own level holds for no entry that is given like this.
            archive.writestr(entry, named_files(data) if path.suffix == ".html" else data, compresslevel=_LEVEL)


def _files(site: Path) -> list[Path]:
    """Return the files that go into the archive, by path."""
    names = (Path(folder, name) for folder, _, names in os.walk(site) for name in names)
    wanted = (path for path in names if path.suffix not in _LEFT_OUT)
    return sorted(path for path in wanted if path.relative_to(site).parts[0] not in (_PREVIEWS, "404.html"))


def named_files(page: bytes) -> bytes:
    """Return the HTML of a page with `index.html` behind every relative link that leads to a folder."""

    def one(match: re.Match[bytes]) -> bytes:
        if match[0].endswith((b'"', b"=")):
            return match[0]  # an anchor of the page itself
        return match[0] + (b"index.html" if match[0].endswith(b"/") else b"/index.html")

    for links in _FOLDERS:
        page = links.sub(one, page)
    return page
