"""Turn the bytes of a scraped file into text, or say why they are none."""

import codecs
import re
from pathlib import Path

from build_tools.errors import UserError

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})|encoding=[\"']([\w-]{2,40})[\"']", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROL = 0.002  # a stray form feed or escape occurs in scrapes; a binary file is full of such characters
_STRAY = 4  # such characters make no file binary, however short it is


def decode(data: bytes, path: Path) -> str:
    """Return the text of `data` with line ends as "\\n".

    A byte order mark decides, then UTF-8, then what an HTML page declares, then UTF-16 without a mark (every
    other byte is zero), at last Windows-1252, of which Latin-1 text is a part.
    Raises UserError for an empty or binary file.
    """
    if not data.strip():
        raise UserError(path, "the file is empty", "give a page with text in it")
    text = _by_best_encoding(data)
    if text is None or len(_CONTROL.findall(text)) > max(_STRAY, _MOST_CONTROL * len(text)):
        raise UserError(path, "the file is not text (binary bytes)", "save the page as UTF-8 text, Markdown or HTML")
    return _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n"))


def _by_best_encoding(data: bytes) -> str | None:
    for encoding in _candidates(data):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return None


def _candidates(data: bytes) -> list[str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return [encoding]
    if data[:2000].count(0) > _STRAY:
        even, odd = data[0:2000:2].count(0), data[1:2000:2].count(0)
        return ["utf-16-le"] if odd > 4 * even else ["utf-16-be"] if even > 4 * odd else []
    declared = _DECLARED.search(data[:4000])
    named = [(declared[1] or declared[2]).decode("ascii")] if declared else []
    return ["utf-8", *named, "cp1252", "latin-1"]
