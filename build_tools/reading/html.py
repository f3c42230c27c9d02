"""Turn an HTML page into lines of Markdown that know their place in the file and what the page's markup says of them.

lxml parses the page and markdownify writes the Markdown. In between, every piece of text gets a mark in
private-use characters with its source line and its role; the marks travel through markdownify and are read off again.
"""

import json
import re
from collections.abc import Iterator

import lxml.etree
import lxml.html
from bs4 import BeautifulSoup
from markdownify import ATX, MarkdownConverter

from build_tools.model import Line
from build_tools.text import wording_key

_OPEN, _SHUT = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d+)(\\w*){_SHUT}")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # an entity may stand for any of them
_ROLES = {"c": "chrome", "q": "question", "x": "code", "p": "picture", "": ""}
_DEEPEST = 120  # deeper elements are unwrapped, text kept: no real page nests so, and recursion must end

# What a page's own elements say. Chrome is all that is not the article: HTML Living Standard, sections 4.3 and 4.11;
# WAI-ARIA landmark roles.
_UNSEEN = {
    "script",
    "style",
    "template",
    "svg",
    "iframe",
    "object",
    "canvas",
    "select",
    "input",
    "head",
    "link",
    "meta",
}
_CHROME_TAGS = {"nav", "aside", "footer", "form", "dialog", "noscript", "menu"}
_CHROME_ROLES = {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu", "menubar"}
_CHROME_WORDS = frozenset(
    "nav navbar navigation menu sidebar breadcrumb breadcrumbs footer cookie cookies consent newsletter subscribe "
    "share sharing social related recommended comment comments respond disqus advert advertisement ads sponsor promo "
    "popup modal pagination skip login signup bio author byline".split()
)
_ASKING_WORDS = frozenset({"question"})
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_TABLE_PARTS = {"table", "thead", "tbody", "tr", "td", "th"}
_BLOCKS = {
    "p",
    "div",
    "ul",
    "ol",
    "table",
    "pre",
    "blockquote",
    "section",
    "article",
    "details",
    "dl",
    "dd",
    "h1",
    "h2",
    "h3",
}
_AS_PARAGRAPH = {"summary", "dt", "button", "legend", "label", "figcaption"}
_AS_BLOCK = {"dd", "dl", "details", "figure", "main", "header", "footer", "aside", "nav", "form", "fieldset", "address"}


class _Converter(MarkdownConverter):
    """markdownify with "<" kept as text and TeX left alone."""

    def escape(self, text: str, parent_tags: object) -> str:
        return re.sub(r"<(?=[A-Za-z/!?])", "&lt;", text)


def html_lines(text: str) -> tuple[list[Line], str, dict[str, str]]:
    """Return the page's visible lines in order, its title, and what it says of its origin.

    Chrome (navigation, asides, footers, forms, related posts, comments) keeps its place with the role "chrome";
    physical lines that show nothing (script, style, bare tags) come with the role "markup", so that every
    non-blank line of the file is accounted for.
    """
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = lxml.html.document_fromstring(text.replace(_OPEN, "").replace(_SHUT, ""), parser=parser)
    except lxml.etree.ParserError:  # comments and nothing else
        return [], "", {}
    faq = dict(_structured_questions(root))
    title, about = _origin(root)
    _mark(root)
    markdown = _Converter(
        heading_style=ATX, bullets="-", escape_asterisks=False, escape_underscores=False, escape_misc=False
    ).convert_soup(BeautifulSoup(lxml.html.tostring(root, encoding="unicode"), "lxml"))
    lines = _with_faq(_read_marks(markdown), faq)
    return _with_unseen(lines, text), title, about


def _origin(root: lxml.html.HtmlElement) -> tuple[str, dict[str, str]]:
    """Return the title and author, publisher, address, licence and language, where the head names them."""
    meta = {
        (m.get("name") or m.get("property") or "").lower(): (m.get("content") or "").strip() for m in root.iter("meta")
    }
    link = {(e.get("rel") or "").lower(): (e.get("href") or "").strip() for e in root.iter("link")}
    title = " ".join((root.findtext(".//title") or meta.get("og:title", "")).split())
    said = {
        "author": meta.get("author", ""),
        "publisher": meta.get("og:site_name", ""),
        "address": link.get("canonical") or meta.get("og:url", ""),
        "licence": link.get("license", ""),
        "language": root.get("lang", ""),
    }
    return title, {key: value for key, value in said.items() if value}


def _structured_questions(root: lxml.html.HtmlElement) -> Iterator[tuple[str, tuple[int, str, str]]]:
    """Yield wording key -> (line, question, answer HTML) of schema.org Questions in JSON-LD (schema.org/FAQPage)."""
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            found = list(_questions_in(json.loads(script.text or "null")))
        except (
            json.JSONDecodeError,
            RecursionError,
        ):  # a page's broken structured data is no evidence; its text still counts
            continue
        for question, answer in found:
            yield wording_key(question), (script.sourceline or 1, question, answer)


def _questions_in(data: object) -> Iterator[tuple[str, str]]:
    if isinstance(data, list):
        for item in data:
            yield from _questions_in(item)
    elif isinstance(data, dict):
        name, accepted = data.get("name"), data.get("acceptedAnswer")
        if data.get("@type") == "Question" and isinstance(name, str):
            accepted = accepted[0] if isinstance(accepted, list) and accepted else accepted
            answer = accepted.get("text") if isinstance(accepted, dict) else None
            yield " ".join(name.split()), answer if isinstance(answer, str) else ""
        else:
            for value in data.values():
                yield from _questions_in(value)


def _mark(root: lxml.html.HtmlElement) -> None:
    """Put a mark with line and role before every visible piece of text, and make blocks of what stands alone."""
    for table in [e for e in root.iter("table") if _is_layout(e)]:
        for part in [table, *(e for e in table.iter(*_TABLE_PARTS) if next(e.iterancestors("table"), None) is table)]:
            part.tag = "div"
    size = len(root.text_content()) or 1
    main = next((e for e in root.iter("main") if len(e.text_content()) > 200), None)
    inside_main = set(main.iter()) | set(main.iterancestors()) if main is not None else set()
    line = 1
    stack: list[tuple[lxml.html.HtmlElement, str, int, bool]] = [(root, "", 0, False)]
    while stack:
        element, role, depth, leaving = stack.pop()
        if leaving:
            element.tail, line = _marked(element.tail, line, role, element.getparent() is not None and role == "x")
            continue
        line = max(line, element.sourceline or 1)
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _UNSEEN:
            element.text = None
            for child in list(element):
                element.remove(child)
            line += 0
            stack.append((element, role, depth, True))
            continue
        own = _own_role(element, tag, role, size)
        if main is not None and element not in inside_main and tag not in ("html", "body"):
            own = "c"
        element.text, line = _marked(element.text, line, own, own == "x")
        if tag in _AS_PARAGRAPH:
            element.tag = "p"
        elif tag in _AS_BLOCK or depth > _DEEPEST and tag != "br":
            element.tag = "div" if depth <= _DEEPEST else "span"
        stack.append((element, role, depth, True))
        stack.extend((child, own, depth + 1, False) for child in reversed(element))
    for element in [e for e in root.iter() if e.tag in _UNSEEN]:
        element.drop_tree()


def _is_layout(table: lxml.html.HtmlElement) -> bool:
    """A table that holds tables or headings lays out a page and shows no data (HTML Living Standard 4.9.1)."""
    return (
        table.get("role") == "presentation"
        or next(table.iter("h1", "h2", "h3", "h4"), None) is not None
        or any(inner is not table for inner in table.iter("table"))
    )


def _marked(text: str | None, line: int, role: str, verbatim: bool) -> tuple[str | None, int]:
    """Return `text` with a mark at each source line of it, and the line on which it ends."""
    if not text:
        return text, line
    text = _NO_XML.sub("", text)
    pieces = []
    for n, piece in enumerate(text.split("\n")):
        stripped = piece.lstrip(" \t\r")
        if stripped and not verbatim:
            piece = f"{piece[: len(piece) - len(stripped)]}{_OPEN}{line + n}{role}{_SHUT}{stripped}"
        elif stripped:
            piece = f"{_OPEN}{line + n}{role}{_SHUT}{piece}"
        pieces.append(piece)
    return "\n".join(pieces), line + len(pieces) - 1


def _own_role(element: lxml.html.HtmlElement, tag: str, role: str, page_size: int) -> str:
    """Return the role of an element's text: what an ancestor said, or what its own tag, role and class words say."""
    if role in ("c", "x", "p"):
        return role
    if tag == "figcaption":
        return "p"
    if tag == "pre":
        return "x"
    class_words = {w for w in re.split(r"[^a-z]+", f"{element.get('class', '')} {element.get('id', '')}".lower()) if w}
    if tag not in ("html", "body", "main", "article") and _says_chrome(element, tag, class_words):
        # a name may mislead ("accordion-menu"); what holds most of the page's words is no chrome
        return "c" if len(element.text_content()) < page_size / 2 else role
    if tag in ("summary", "dt") or tag == "button" and _opens_something(element):
        return "q"
    if tag == "button":
        return "c"
    schema = (element.get("itemprop") or "") == "name" and any(
        "Question" in (a.get("itemtype") or "") for a in element.iterancestors()
    )
    if schema or (class_words & _ASKING_WORDS and not any(child.tag in _BLOCKS for child in element.iterdescendants())):
        return "q" if len(element.text_content()) < 400 else role
    return role


def _opens_something(button: lxml.html.HtmlElement) -> bool:
    """Say whether a button opens a part of the page: it says so, or it stands in a heading."""
    says = any(name in ("aria-expanded", "aria-controls") or name.endswith("-toggle") for name in button.attrib)
    return says or any(above.tag in _HEADINGS for above in button.iterancestors())


def _says_chrome(element: lxml.html.HtmlElement, tag: str, class_words: set[str]) -> bool:
    landmark = tag in _CHROME_TAGS or (element.get("role") or "") in _CHROME_ROLES
    return landmark or bool(class_words & _CHROME_WORDS)


def _read_marks(markdown: str) -> list[Line]:
    """Return the lines of marked Markdown with number, last and role taken from their marks."""
    lines, number, role, fence = [], 1, "", False
    for raw in markdown.split("\n"):
        marks = _MARK.findall(raw)
        text = _MARK.sub("", raw).rstrip()
        if marks:
            number, role = int(marks[0][0]), _ROLES[marks[0][1]]
        if text.lstrip("> ").startswith("```") and not marks:
            fence = not fence
            lines.append(Line(number, text, "code"))
        elif text.strip():
            lines.append(
                Line(
                    number, text, role if marks else "code" if fence else "", max((int(m[0]) for m in marks), default=0)
                )
            )
        else:
            lines.append(Line(number, "", "code" if fence else ""))
    return lines


def _with_faq(lines: list[Line], faq: dict[str, tuple[int, str, str]]) -> list[Line]:
    """Give the lines that ask a schema.org question the role "question"; append the questions shown nowhere."""
    shown = set()
    result = []
    for line in lines:
        key = wording_key(re.sub(r"^[#\s>*-]+", "", line.text))
        if key in faq and line.role != "chrome":
            shown.add(key)
            line = Line(line.number, line.text, "question", line.last)
        result.append(line)
    for key in [k for k in faq if k not in shown and not any(k in wording_key(line.text) for line in lines)]:
        number, question, answer = faq[key]
        result += [Line(number, ""), Line(number, question, "question"), Line(number, "")]
        body = _Converter(heading_style=ATX, bullets="-").convert(answer) if answer.strip() else ""
        result += [Line(number, text.rstrip(), "answer") for text in body.strip().split("\n")]
    return result


def _with_unseen(lines: list[Line], text: str) -> list[Line]:
    """Add the physical lines that show nothing, in their places, with the role "markup"."""
    covered: set[int] = set()
    for line in lines:
        if line.text.strip():
            covered.update(range(line.number, line.end + 1))
    unseen = [
        Line(n, raw.strip(), "markup") for n, raw in enumerate(text.split("\n"), 1) if raw.strip() and n not in covered
    ]
    if not unseen:
        return lines
    merged, waiting = [], iter(unseen)
    following = next(waiting, None)
    for line in lines:
        while following is not None and line.text.strip() and following.number < line.number:
            merged.append(following)
            following = next(waiting, None)
        merged.append(line)
    return merged + ([following] if following else []) + list(waiting)
