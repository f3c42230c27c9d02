"""Feed the pages to MkDocs, and put finished mathematics into what it renders; all else stands in other modules."""

import html
import os
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import write_file
from mkdocs.utils.templates import TemplateContext

from build_tools.artifacts import artifacts
from build_tools.build import ROOT
from build_tools.check import load_checked
from build_tools.content.glossary import explained_terms, explanations
from build_tools.data.head import Heads
from build_tools.errors import UserError
from build_tools.figures.inline import inline_figures
from build_tools.history import read_history
from build_tools.ids import slug
from build_tools.mathematics import FormulaError, render_formulas, text_formulas
from build_tools.mathfont import PATH as FONT
from build_tools.mathfont import formula_characters, math_font
from build_tools.mkdocs_files import navigation, put_files
from build_tools.mkdocs_settings import guard, use_one_converter
from build_tools.offline import PATH as OFFLINE
from build_tools.offline import pack
from build_tools.pages import ASK, GLOSSARY, make_site
from build_tools.pages.abbreviations import explain
from build_tools.pages.expand import expandable
from build_tools.pages.explained import explain_terms
from build_tools.pages.parts import answer
from build_tools.pages.reporting import missing_question, wrong_answer
from build_tools.pages.tables import without_empty_heads
from build_tools.pages.titles import text_titles
from build_tools.policy import begin, end, forbidden, heading_id, too_long
from build_tools.publication import Publication

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
    guard(config)
    config.mdx_configs.setdefault("toc", {})["slugify"] = heading_id
    use_one_converter()
    return config


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
    put_files(site, files, config)
    config.site_name = html.escape(site.pages[0].title)
    glossary = next((article.body for article in articles if article.path == GLOSSARY), "")
    config.extra["abbreviations"] = explanations(glossary)
    config.extra["terms"] = explained_terms(glossary)
    config.extra["publication"] = Publication(collection, site, {}, config.site_url or "", history)
    config.extra["heads"] = Heads(config.extra["publication"])
    config.extra["answered"] = {entry.id for entry in collection.entries if entry.body}
    config.extra["characters"] = set()  # that formulas show
    config.nav = [navigation(item) for item in site.navigation]
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
    question = page.meta.get("kind") == "question"
    if question:
        content = explain(content, config.extra["abbreviations"], own)
        content = explain_terms(content, config.extra["terms"], own)
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
    if not question:
        return content
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
