"""Look at what MkDocs is about to read, write and convert Markdown with, and give it one converter for all pages."""

from pathlib import Path

import markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure import pages as mkdocs_pages

from build_tools.policy import EXTENSIONS, unsafe


def guard(config: MkDocsConfig) -> None:
    """Refuse what MkDocs would follow or delete before it asks for the pages, and extensions that pass HTML."""
    if wrong := unsafe(Path(config.docs_dir)):
        raise PluginError("\n".join(map(str, wrong)))
    if Path(config.site_dir).is_symlink():
        raise PluginError(f"{config.site_dir}: is a symbolic link; what it leads to would be deleted")
    other = {name: config.mdx_configs.get(name, {}) for name in config.markdown_extensions if name != "fenced_code"}
    for name, options in other.items():
        if name not in EXTENSIONS or not options.items() <= EXTENSIONS[name].items():
            raise PluginError(f"mkdocs.yml: the policy does not allow the extension {name} so; see build_tools/policy")


def use_one_converter() -> None:
    """Let MkDocs convert all pages with one converter."""
    mkdocs_pages.markdown = _OneConverter()


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
