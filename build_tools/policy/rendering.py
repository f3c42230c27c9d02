"""Turn a text into HTML as the site's pages do, for checks that look at the outcome."""

from copy import deepcopy
from functools import cache

from markdown import Markdown

from build_tools.policy.allowed import EXTENSIONS


def render(text: str) -> str:
    """Return the HTML of the Markdown `text`; formulas and figures are marked, not drawn."""
    return _markdown().reset().convert(text)


@cache
def _markdown() -> Markdown:
    return Markdown(extensions=list(EXTENSIONS), extension_configs=deepcopy(EXTENSIONS))
