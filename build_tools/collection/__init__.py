"""Keep the collection: read `docs/` with every mistake in it, and write entries without losing a word."""

from build_tools.collection.articles import Article, load_articles, markdown_files
from build_tools.collection.joining import join_asked
from build_tools.collection.loader import (
    BIBLIOGRAPHY,
    Split,
    load,
    load_entry,
    read,
    read_bibliography,
    read_text,
    readable,
    split,
)
from build_tools.collection.mending import mend
from build_tools.collection.writer import add_asked, asked_order, render_entry, write_file

__all__ = [
    "BIBLIOGRAPHY",
    "Article",
    "Split",
    "add_asked",
    "asked_order",
    "join_asked",
    "load",
    "load_articles",
    "load_entry",
    "markdown_files",
    "mend",
    "read",
    "read_bibliography",
    "read_text",
    "readable",
    "render_entry",
    "split",
    "write_file",
]
