"""Plain forms of text: what a reader sees, its words, and the key under which two wordings are one."""

import re
import unicodedata

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"(\*{1,3}|_{2,3}|`{1,3})(?=\S)(.{1,400}?)(?<=\S)\1")  # bounded, so that no text takes long
_MOST_MARKS = 400  # of one kind in a line that somebody wrote; each costs a look at all that follows it
_TOKEN = re.compile(r"[^\W\d_]+|\d+")


def plain(markdown: str) -> str:
    """Return one line of Markdown as the reader sees it: link texts, no emphasis, single spaces."""
    text = _LINK.sub(r"\1", markdown)
    if max(map(text.count, "*_`")) <= _MOST_MARKS:
        text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text))
    return " ".join(text.replace("**", " ").split())


def words(text: str) -> list[str]:
    """Return the runs of letters and the runs of digits in `text`, compatibility-folded (NFKC), lower case.

    Letters of any script count; "x₀" gives "x", "0", so markup that splits a word's index off changes nothing.
    """
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold())


def words_read(markdown: str) -> list[str]:
    """Return the words of a Markdown text as a reader meets them: those of links, without where they lead."""
    return words(_LINK.sub(r"\1", markdown))


def wording_key(question: str) -> str:
    """Return the form in which two wordings of a question that differ only in type are equal."""
    return " ".join(words(plain(question)))
