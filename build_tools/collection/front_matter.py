"""Split a Markdown file into its front matter and its body, and read the front matter with the line of every value.

Values stay the text that stands in the file (`level: no` is "no", a date is a date's text): the schema of the file
says what they mean. Anchors, aliases, tags and deep nesting are refused before anything is built from them, because
a few hundred bytes of them can hang or crash a YAML reader.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from build_tools.errors import UserError

MAX_CHARACTERS = 200_000  # of front matter; ten thousand `asked` lines fit
MAX_OPEN = 50  # brackets that are open at once, before any YAML is read: its readers take quadratic time on more
MAX_DEPTH = 3  # mapping > list > mapping is all that any file of a collection needs

_FENCES = re.compile(r"\A\ufeff?---[ \t]*(\r?\n)(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's where there is one: ten times as fast
_REMEDY = "write `---`, lines of `key: value`, `---` at the top of the file"


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as text."""

    text: str
    line: int  # 1-based line of the file
    end: int  # offset in the file's text behind the value
    quoted: bool = False
    start: int = 0  # offset of its first character, a quote included


@dataclass(frozen=True, slots=True)
class Items:
    """A list of values."""

    items: tuple["Node", ...]
    line: int
    end: int  # offset behind the last thing written in it, its bracket included
    flow: bool  # written in brackets
    column: int  # of its first dash or its bracket
    start: int = 0  # offset of that dash or bracket


@dataclass(frozen=True, slots=True)
class Table:
    """Keys and values."""

    keys: tuple[Scalar, ...]
    values: tuple["Node", ...]
    line: int
    end: int
    start: int = 0  # offset of its first key, or of its bracket

    def get(self, name: str) -> "Node | None":
        """Return the value of the key `name`, None where there is none."""
        return next((value for key, value in zip(self.keys, self.values, strict=True) if key.text == name), None)


Node = Scalar | Items | Table


@dataclass(frozen=True, slots=True)
class Parts:
    """A file in its parts."""

    table: Table
    body: str  # with `\n` line ends, without blank lines around it
    body_line: int  # 1-based line of the file on which the body begins
    close: int  # offset in the file's text of the line that closes the front matter
    newline: str  # the line end that the front matter uses


def parse(text: str, place: str | Path) -> Parts:
    """Return the parts of a file's text; raise `UserError` with the line where the front matter cannot be read."""
    fences = _FENCES.match(text)
    if not fences:
        raise missing(place)
    if len(fences[2]) > MAX_CHARACTERS:
        raise UserError(place, f"front matter longer than {MAX_CHARACTERS} characters", "shorten it", 1)
    if (open_ := _most_open(fences[2])) > MAX_OPEN:
        raise UserError(place, f"front matter has {open_:,} brackets open at once", "close them, or quote the value", 1)
    table = _Reader(place, fences.start(2)).read(fences[2])
    body = text[fences.end() :].replace("\r\n", "\n")
    blank = len(body) - len(body.lstrip("\n"))
    body_line = text.count("\n", 0, fences.end()) + 1 + blank
    close = text.rfind("---", 0, fences.end())
    return Parts(table, body.strip("\n").rstrip(), body_line, close, fences[1])


def missing(place: str | Path) -> UserError:
    """Return the mistake of a file that has no front matter and needs one."""
    return UserError(place, "no front matter", _REMEDY, 1)


def _most_open(text: str) -> int:
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth = depth + 1 if bracket in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


class _Reader:
    """Build nodes from YAML's events."""

    def __init__(self, place: str | Path, offset: int) -> None:
        self.place, self.offset = place, offset

    def read(self, front_matter: str) -> Table:
        try:
            events = iter(list(yaml.parse(front_matter, _LOADER)))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise self.error(f"front matter is not YAML: {error.problem or error.context}", mark.line) from None
        except yaml.YAMLError as error:  # a character that YAML does not allow has a position and no mark
            line = front_matter.count("\n", 0, getattr(error, "position", 0))
            raise self.error(f"front matter is not YAML: {getattr(error, 'reason', 'bad character')}", line) from None
        next(events)  # the stream
        if isinstance(next(events), yaml.StreamEndEvent):  # nothing in it but comments
            return Table((), (), 1, self.offset)
        node = self.node(events, next(events), 0)
        if isinstance(node, Scalar) and not node.text:
            return Table((), (), 1, self.offset)
        if not isinstance(node, Table):
            raise self.error("front matter has no keys", 0)
        return node

    def error(self, cause: str, line: int) -> UserError:
        return UserError(self.place, cause, "quote values that hold `: ` or ` #`, and mend the line", line + 2)

    def node(self, events: Iterator[yaml.Event], event: yaml.Event, depth: int) -> Node:
        line = event.start_mark.line
        if isinstance(event, yaml.AliasEvent) or event.anchor or getattr(event, "tag", None):
            raise self.error("front matter uses a YAML anchor, alias or tag", line)
        start = self.offset + event.start_mark.index
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, line + 2, self.offset + event.end_mark.index, bool(event.style), start)
        if depth >= MAX_DEPTH:
            raise self.error(f"front matter nests deeper than {MAX_DEPTH}", line)
        children = []
        while not isinstance(child := next(events), (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            children.append(self.node(events, child, depth + 1))
        # A block's end mark stands at whatever comes next, so the end of its last value counts.
        end = self.offset + child.end_mark.index if event.flow_style or not children else children[-1].end
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(tuple(children), line + 2, end, bool(event.flow_style), event.start_mark.column, start)
        return self.table(children, line, end, start)

    def table(self, children: list[Node], line: int, end: int, start: int) -> Table:
        keys, values = children[::2], children[1::2]
        seen = set()
        for key in keys:
            if not isinstance(key, Scalar):
                raise self.error("a key is not a word", key.line - 2)
            if key.text in seen:
                raise self.error(f"the key `{key.text}` stands twice", key.line - 2)
            seen.add(key.text)
        return Table(tuple(keys), tuple(values), line + 2, end, start)
