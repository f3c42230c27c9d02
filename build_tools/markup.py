"""Find the links, the formulas and the code of a Markdown text, each with its place."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

_FENCE = re.compile(
    r"^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)", re.DOTALL | re.MULTILINE
)
# The expressions below begin with the sign that they look for, and look behind only then: that is times faster.
_CODE = re.compile(r"(?P<ticks>`(?<![\\`]`)`*)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)", re.DOTALL)
# The forms that pymdownx.arithmatex takes for mathematics; a blank line ends each of them.
_FORMULA = re.compile(
    r"\$\$(?<!\\\$\$)(?P<dollars>(?:\\.|[^\\$\n]++|\n(?![ \t]*\n))+)\$\$"
    r"|\\\[(?<!\\\\\[)(?P<square>(?:\\[^\]]|[^\\\n]++|\n(?![ \t]*\n))+)\\\]"
    r"|\\(?P<begin>begin(?<![^\n \t]\\begin)\{(?P<name>[a-z]+\*?)\}"
    r"(?:\\.|[^\\\n]++|\n(?![ \t]*\n))+?\\end\{(?P=name)\})"
    r"|\$(?<![\\$]\$)(?![\s$])(?P<dollar>(?:\\.|[^\\$\n]++|\n(?![ \t]*\n))+)(?<!\s)\$"
    r"|\\\((?<!\\\\\()(?P<round>(?:\\[^)]|[^\\\n]++|\n(?![ \t]*\n))+)\\\)",
    re.DOTALL,
)
_INLINE_LINK = re.compile(
    r"\]\((?<!\\\]\()[ \n]*(?P<open><)?(?P<target>(?(open)[^<>\n]*|[^\s<>()]*(?:\([^\s()]*\)[^\s<>()]*)*))"
)
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*<?(?P<target>[^\s<>]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Link:
    """The target of one link, image or reference definition."""

    target: str
    start: int  # offset of the target in the text
    line: int  # 1-based


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula."""

    tex: str
    display: bool  # on lines of its own
    start: int  # offset of its opening sign
    end: int
    line: int  # 1-based


def code_blocks(markdown: str) -> list[tuple[int, int]]:
    """Return where each fenced block of code begins and ends."""
    return [block.span() for block in _FENCE.finditer(markdown)]


def code_spans(markdown: str) -> list[tuple[int, int]]:
    """Return where each piece of code inside a line begins and ends, with its ticks."""
    return [span.span() for span in _CODE.finditer(_FENCE.sub(_blank, markdown))]


@lru_cache(32)  # several ask of the same text, one after another
def without_code(markdown: str) -> str:
    """Return `markdown` with the same length and lines, and blanks where it shows code."""
    if "`" not in markdown and "~~~" not in markdown:
        return markdown
    return _CODE.sub(_blank, _FENCE.sub(_blank, markdown))


def links(markdown: str) -> list[Link]:
    """Return the links of `markdown` in order; code and formulas have none."""
    if "](" not in markdown and "]:" not in markdown:
        return []
    seen = prose(markdown)
    found = list(_INLINE_LINK.finditer(seen))
    if "]:" in seen:
        found += _DEFINITION.finditer(seen)
        found.sort(key=lambda match: match.start("target"))
    return [Link(m["target"], m.start("target"), markdown.count("\n", 0, m.start("target")) + 1) for m in found]


@lru_cache(32)
def formulas(markdown: str) -> tuple[Formula, ...]:
    """Return the formulas of `markdown` in order; code has none."""
    return tuple(_formulas(markdown))


def has_formula(markdown: str) -> bool:
    """Say whether `markdown` has a formula."""
    return next(_formulas(markdown), None) is not None


def _formulas(markdown: str) -> Iterator[Formula]:
    if "$" not in markdown and "\\" not in markdown:
        return
    seen = without_code(markdown)
    end = 0
    while match := _FORMULA.search(seen, end):
        form = str(match.lastgroup)  # the form that it has: groups inside of others close before these
        if form == "begin" and seen[seen.rfind("\n", 0, match.start()) + 1 : match.start()].strip(" \t"):
            end = match.start() + 1  # an environment begins on a line of its own
            continue
        end = match.end()
        line = markdown.count("\n", 0, match.start(form)) + 1
        tex = match[0] if form == "begin" else match[form]
        yield Formula(tex, form in ("dollars", "square", "begin"), match.start(), end, line)


@lru_cache(32)
def prose(markdown: str) -> str:
    """Return `markdown` with the same length and lines, and blanks where it shows code or a formula."""
    return _covered(without_code(markdown), formulas(markdown), " ")


def without_formulas(markdown: str, filling: str = " ") -> str:
    """Return `markdown` with `filling` in place of every character of its formulas, line ends kept."""
    return _covered(markdown, formulas(markdown), filling)


def _covered(markdown: str, covered: Iterable[Formula], filling: str) -> str:
    parts, end = [], 0
    for formula in covered:
        parts += [markdown[end : formula.start], _filled(markdown[formula.start : formula.end], filling)]
        end = formula.end
    return "".join([*parts, markdown[end:]])


def _blank(match: re.Match[str]) -> str:
    return _filled(match[0], " ")


def _filled(text: str, filling: str) -> str:
    """Return as many lines of the same length, made of `filling`."""
    return "\n".join(filling * len(line) for line in text.split("\n"))
