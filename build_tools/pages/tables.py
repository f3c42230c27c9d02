"""Make the HTML of tables say what programs that read pages aloud need."""

import re

_EMPTY_HEAD = re.compile(r"<th\b([^>]*)></th>")


def without_empty_heads(page: str) -> str:
    """Return an HTML page whose tables have a plain cell for every header that says nothing, such as the corner's."""
    return _EMPTY_HEAD.sub(r"<td\1></td>", page)
