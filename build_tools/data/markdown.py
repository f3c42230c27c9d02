"""The Markdown of each page beside it, at its address with ".md" behind it, as https://llmstxt.org asks for."""

from build_tools.publication import Made, Publication


def markdown_copies(publication: Publication) -> Made:
    """Yield the Markdown of every page at the page's own path, so that its links lead from one such file to another.

    The proposal would have that of an address that ends in a slash at "index.html.md", which a server that does not
    know ".md" may call HTML: `<script>`, which a page shows as text, would then run.
    """
    for page in publication.site.pages:
        yield page.path, page.markdown.encode()
