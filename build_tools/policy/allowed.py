"""The lists: Markdown extensions, elements with their attributes and classes, addresses, and kinds of files."""

from pygments.token import STANDARD_TYPES

from build_tools.policy.headings import heading_id

# Every extension that renders a page, with its options. attr_list, md_in_html, snippets and abbr are not among them:
# they let the text of a page set attributes, pass HTML or read files.
EXTENSIONS: dict[str, dict[str, object]] = {
    "build_tools.plain_html": {},
    "admonition": {},
    "def_list": {},
    "footnotes": {},
    "sane_lists": {},
    "tables": {"use_align_attribute": True},  # the other way is a style, which the pages' own policy refuses
    "toc": {"permalink": True, "slugify": heading_id},
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.betterem": {},
    "pymdownx.highlight": {},
    "pymdownx.superfences": {},
    "build_tools.unmarked_text": {},  # the last: it asks which rules the others have added
}

SCHEMES = ("http", "https", "mailto")  # where a link may lead outside the site; pictures only come from the site

# What Markdown with these extensions makes of a text. Formulas and figures are drawn afterwards, by this program.
ATTRIBUTES: dict[str, set[str]] = {
    **dict.fromkeys("blockquote br code dd dl dt em hr p pre strong table tbody thead tr ul".split(), set()),
    **dict.fromkeys("h1 h2 h3 h4 h5 h6 li sup".split(), {"id"}),
    "a": {"href", "title"},
    "div": set(),
    "img": {"alt", "src", "title"},
    "ol": {"start"},
    "span": set(),
    "td": {"align"},
    "th": {"align"},
}

ADMONITIONS = (
    "abstract",
    "bug",
    "danger",
    "example",
    "failure",
    "info",
    "note",
    "question",
    "quote",
    "success",
    "tip",
    "warning",
)
CLASSES: dict[str, set[str]] = {
    "a": {"footnote-backref", "footnote-ref", "headerlink"},
    "div": {"admonition", "arithmatex", "footnote", "highlight", *ADMONITIONS},
    "p": {"admonition-title"},
    "span": {"arithmatex", "filename", "hll", *STANDARD_TYPES.values()} - {""},
}

SUFFIXES = (".md", ".png", ".svg")  # of the files that the site is made of
BIBLIOGRAPHY = "references.bib"
