"""A Markdown extension that shows raw HTML as the text it is: scraped pages and strangers write it, nobody needs it."""

from markdown import Markdown
from markdown.extensions import Extension


class PlainHtml(Extension):
    """Take the two rules out of Python-Markdown that pass HTML through."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Change `md`, which then escapes every `<`; entities such as `&lt;` keep their meaning."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")


def makeExtension(**options: object) -> PlainHtml:  # noqa: N802 (the name is Python-Markdown's)
    """Return the extension, as Python-Markdown asks for it."""
    return PlainHtml(**options)
