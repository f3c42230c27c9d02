"""Hand pages to MkDocs: as files with the front matter that it reads, in the navigation that it shows."""

import html
import json
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from build_tools.pages import Page, Section, Site, moved_page

HOME = "index.md"


def put_files(site: Site, files: Files, config: MkDocsConfig) -> None:
    """Put the pages, drawings and former addresses of a site in the place of what MkDocs has found to render.

    Raise `PluginError` where a file under docs has the name or the address of one of them.
    """
    for file in [file for file in files if file.is_documentation_page() or _of_theme(file)]:
        files.remove(file)
    for page in site.pages:
        if files.get_file_from_path(page.path):
            raise PluginError(f"{page.path}: the build makes a page of this name; rename the file under docs")
        files.append(generated(config, page))
    for path, drawing in site.drawings.items():
        files.append(File.generated(config, path, content=drawing))
    for moved in site.moved:
        address = File.generated(config, moved.path, content="").dest_uri
        target = files.get_file_from_path(moved.target).url_relative_to(File.generated(config, moved.path, content=""))
        files.append(File.generated(config, address, content=moved_page(target)))
    _one_address_each(files)


def _of_theme(file: File) -> bool:
    """Say whether a file comes with the theme, whose scripts and styles no page asks for."""
    return file.src_dir is not None and Path(file.src_dir).parts[-2:] == ("material", "templates")


def _one_address_each(files: Files) -> None:
    """Refuse two files for one address, of which MkDocs would publish one without a word."""
    first: dict[str, str] = {}
    for file in files:
        other = first.setdefault(file.dest_uri.casefold(), file.src_uri)
        if other != file.src_uri:
            raise PluginError(f"{file.src_uri} has the address of {other}; move or rename it")


def generated(config: MkDocsConfig, page: Page) -> File:
    """Return the file that MkDocs reads a page from."""
    file = File.generated(config, page.path, content=_front_matter(page) + page.markdown)
    file.edit_uri = page.origin or None
    return file


def _front_matter(page: Page) -> str:
    """Return what MkDocs reads of a page's title and kind; the theme prints titles as they are, so they are escaped.

    A page that begins with front matter also keeps a first line such as `Question: …`, which would be taken for it.
    """
    home = page.path == HOME  # the theme shows the site's name alone as its title, and nothing stands beside it
    values = {"title": "" if home else page.title, "description": page.description, "kind": page.kind}
    lines = [f"{key}: {json.dumps(html.escape(value))}" for key, value in values.items() if value]
    return "\n".join(["---", *lines, "---", "", ""])


def navigation(item: Section | str) -> str | dict[str, list]:
    """Return an item of the site's navigation as MkDocs' `nav` has it."""
    if item == HOME:
        return {"Home": HOME}
    if isinstance(item, str):
        return item
    index = [item.index] if item.index else []
    return {html.escape(item.title): index + [navigation(child) for child in item.children]}
