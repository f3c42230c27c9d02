"""Feed the pages to MkDocs, and put finished mathematics into what it renders; all else stands in other modules."""

import html
import json
import os
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import markdown
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure import pages as mkdocs_pages
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import write_file
from mkdocs.utils.templates import TemplateContext

from build_tools.artifacts import artifacts
from build_tools.build import ROOT
from build_tools.check import load_checked
from build_tools.content.glossary import explanations
from build_tools.data.head import Heads
from build_tools.errors import UserError
from build_tools.figures.inline import inline_figures
from build_tools.history import read_history
from build_tools.ids import slug
from build_tools.mathematics import FormulaError, render_formulas, text_formulas
from build_tools.mathfont import PATH as FONT
from build_tools.mathfont import formula_characters, math_font
from build_tools.offline import PATH as OFFLINE
from build_tools.offline import pack
from build_tools.pages import ASK, GLOSSARY, Page, Section, make_site, moved_page
from build_tools.pages.abbreviations import explain
from build_tools.pages.expand import expandable
from build_tools.pages.parts import answer
from build_tools.pages.reporting import missing_question, wrong_answer
from build_tools.pages.tables import without_empty_heads
from build_tools.pages.titles import text_titles
from build_tools.policy import EXTENSIONS, begin, end, forbidden, heading_id, too_long, unsafe
from build_tools.publication import Publication

HOME = "index.md"

# A site says nothing of the day on which it was built, so that two builds are equal byte for byte.
_NO_DATE = str(10 * 365 * 86400)


_serving = False  # pages are looked at while they are written: nobody takes an offline copy of them


def on_startup(command: str, dirty: bool) -> None:
    """Remember what MkDocs was started for."""
    global _serving
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Fix the one date that MkDocs writes (into the compressed site map), and look at what it is about to read."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", _NO_DATE)
    _guard(config)
    config.mdx_configs.setdefault("toc", {})["slugify"] = heading_id
    mkdocs_pages.markdown = _OneConverter()
    return config


class _OneConverter:
    """Stands for the module `markdown` in MkDocs, which would make a new converter for every page.

    Making and clearing them away is a twentieth of the time of a large build.
    """

    def __init__(self) -> None:
        self.converter: markdown.Markdown | None = None

    def __getattr__(self, name: str) -> object:
        return getattr(markdown, name)

    def Markdown(self, **options: object) -> markdown.Markdown:  # noqa: N802
        """Return the one converter, with nothing left of the page before."""
        self.converter = self.converter.reset() if self.converter else markdown.Markdown(**options)
        return self.converter


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Replace the collection's files by the pages made of them, and set the navigation."""
    docs = Path(config.docs_dir)
    try:
        collection, articles = load_checked(docs)
        collection, history = text_titles(collection), read_history(docs)
        site = make_site(collection, articles, config.edit_uri or "", history)
    except (UserError, ExceptionGroup) as error:  # not `except*`, in which Python before 3.11.4 loses the cause
        mistakes = getattr(error, "exceptions", [error])
        raise PluginError("\n".join(str(mistake) for mistake in mistakes)) from error
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
    config.site_name = html.escape(site.pages[0].title)
    glossary = next((article.body for article in articles if article.path == GLOSSARY), "")
    config.extra["abbreviations"] = explanations(glossary)
    config.extra["publication"] = Publication(collection, site, {}, config.site_url or "", history)
    config.extra["heads"] = Heads(config.extra["publication"])
    config.extra["answered"] = {entry.id for entry in collection.entries if entry.body}
    config.extra["characters"] = set()  # that formulas show
    config.nav = [_navigation(item) for item in site.navigation]
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Tell every template where a reader may ask for a question that is not there, and where the offline copy is."""
    env.globals["missing"] = missing_question(_form(config))
    asking = files.get_file_from_path(ASK)
    env.globals["ask"] = asking.url if asking else ""
    env.globals["offline"] = "" if _serving else OFFLINE
    return env


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
    """Let the rendering of a page that somebody wrote take no longer than the policy says."""
    if page.file.edit_uri:
        late = too_long(Path(config.docs_dir, page.file.edit_uri))
        stop = PluginError(str(late))
        stop.__cause__ = late
        begin(stop)


def on_build_error(error: Exception) -> None:
    """Stop the clock of the page that ended the build."""
    end()


def on_page_content(content: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Draw the formulas and figures of a page, and explain the abbreviations of an answer on hover."""
    own = page.file.edit_uri or ""
    page.markdown = page.file.content_string = ""  # rendered, and not to be held to the end of the build
    if found := forbidden(content):  # before formulas and figures are drawn, which this program writes
        place = Path(config.docs_dir, own or page.file.src_uri)
        raise PluginError(f"{place}: the page holds {found}, which no text may; take it out")
    try:
        content = inline_figures(
            render_formulas(without_empty_heads(content)),
            Path(config.docs_dir),
            config.extra["publication"].site.drawings,
        )
        _name_headings(page.toc)
        config.extra["characters"] |= formula_characters(content)
    except UserError as error:
        raise PluginError(str(error)) from error
    except FormulaError as error:
        place = Path(config.docs_dir, own or page.file.src_uri)
        raise PluginError(f"{place}: a formula does not parse: {error}; mend the TeX") from None
    end()  # of what `on_page_markdown` began
    if page.meta.get("kind") != "question":
        return content
    content = explain(content, config.extra["abbreviations"], own)
    publication = config.extra["publication"]
    made = answer(content.encode())
    entry = Path(page.file.src_uri).stem
    if made and entry in config.extra["answered"]:
        publication.answers[entry] = made
        return ""  # no page is held twice: `on_page_context` takes it from there
    return content


def _name_headings(items: Iterable[AnchorLink]) -> None:
    """Give the table of contents the formulas of headings as plain text."""
    for item in items:
        item.title = html.escape(text_formulas(html.unescape(item.title)))
        _name_headings(item.children)


def on_page_context(
    context: TemplateContext, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Give the templates what they say of a page, and a list of questions the whole answers."""
    publication: Publication = config.extra["publication"]
    context["head"] = config.extra["heads"].of(page.file.src_uri)
    if page.meta.get("kind") == "topic":
        page.content = expandable(page.content or "", publication.answers)
    if page.meta.get("kind") == "question":
        entry = Path(page.file.src_uri).stem
        page.content = page.content or publication.answers[entry].page.decode()
        past = publication.history.files.get(page.file.edit_uri or "")
        context["corrected"] = past.corrected if past else ""
        address, version = page.canonical_url or "", past.changed if past else ""
        context["wrong"] = wrong_answer(_form(config), html.unescape(page.meta["title"]), entry, address, version)
    return context


def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """Let go of the page's HTML, which MkDocs would hold to the end of the build."""
    page.content = ""
    return output


def on_post_build(config: MkDocsConfig) -> None:
    """Write the files that are no pages."""
    font = math_font(config.extra["characters"], ROOT / "build" / "fonts")
    try:
        for path, data in chain(artifacts(config.extra["publication"]), [(FONT, font)]):  # never all in memory at once
            write_file(data, f"{config.site_dir}/{path}")
    except UserError as error:
        raise PluginError(str(error)) from error
    if not _serving:
        pack(Path(config.site_dir), slug(config.site_name))


def _form(config: MkDocsConfig) -> str:
    """Return the address of the code host's page for new issues, "" where the collection is not the repository's."""
    return config.extra.get("issues", "") if config.edit_uri else ""


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


def _guard(config: MkDocsConfig) -> None:
    """Refuse what MkDocs would follow or delete before it asks for the pages, and extensions that pass HTML."""
    if wrong := unsafe(Path(config.docs_dir)):
        raise PluginError("\n".join(map(str, wrong)))
    if Path(config.site_dir).is_symlink():
        raise PluginError(f"{config.site_dir}: is a symbolic link; what it leads to would be deleted")
    other = {name: config.mdx_configs.get(name, {}) for name in config.markdown_extensions if name != "fenced_code"}
    for name, options in other.items():
        if name not in EXTENSIONS or not options.items() <= EXTENSIONS[name].items():
            raise PluginError(f"mkdocs.yml: the policy does not allow the extension {name} so; see build_tools/policy")


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


def _navigation(item: Section | str) -> str | dict[str, list]:
    if item == HOME:
        return {"Home": HOME}
    if isinstance(item, str):
        return item
    index = [item.index] if item.index else []
    return {html.escape(item.title): index + [_navigation(child) for child in item.children]}
