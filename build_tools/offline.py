"""Pack a built site into one archive that opens from a folder, without a server: every link names its file."""

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PATH = "offline.zip"  # under the site's root
_LEFT_OUT = frozenset([".apkg", ".gz", ".json", ".md", ".txt", ".xml", ".zip"])  # for other programs than browsers
_PREVIEWS = "previews"  # pictures that pages show nowhere
# A link that ends in a folder: "../dropout/", "..", "." before its query or anchor.
_FOLDER = re.compile(rb'(?:\bhref="|\bcontent="0; url=)(?:[^"#?:]*/)?(?:\.{1,2})?(?=["#?])')
_LEVEL = 1  # of compression: the highest saves a tenth of the bytes and takes four times as long
_OPEN = 0o644 << 16  # may be read by everybody


def pack(site: Path, name: str) -> None:
    """Write the archive of the site in the folder `site` into it; in the archive it stands in a folder `name`.

    The same site gives the same bytes. Pages are rewritten one at a time, so that no more than one is in memory.
    """
    with ZipFile(site / PATH, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for path in _files(site):
            entry = ZipInfo(f"{name}/{path.relative_to(site).as_posix()}")  # dated 1980: no date of today
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, _OPEN
            data = path.read_bytes()
            archive.writestr(entry, named_files(data) if path.suffix == ".html" else data)


def _files(site: Path) -> Iterator[Path]:
    for path in sorted(site.rglob("*")):
        inside = path.relative_to(site)
        if path.is_file() and path.suffix not in _LEFT_OUT and inside.parts[0] not in (_PREVIEWS, "404.html"):
            yield path


def named_files(page: bytes) -> bytes:
    """Return the HTML of a page with `index.html` behind every relative link that leads to a folder."""

    def one(match: re.Match[bytes]) -> bytes:
        if match[0].endswith((b'"', b"=")):
            return match[0]  # an anchor of the page itself
        return match[0] + (b"index.html" if match[0].endswith(b"/") else b"/index.html")

    return _FOLDER.sub(one, page)
