"""Make the search of the site: an index in small files, of which a reader loads only what one search needs."""

from build_tools.search.files import search_files

__all__ = ["search_files"]
