"""What may stand in the collection and on its pages, in one place: files, characters, sizes, addresses, HTML."""

from build_tools.policy.addresses import remote_pictures, wrong_address
from build_tools.policy.alarm import forbidden
from build_tools.policy.allowed import EXTENSIONS
from build_tools.policy.characters import odd_characters, shown
from build_tools.policy.drawing import wrong_drawing
from build_tools.policy.headings import heading_id
from build_tools.policy.limits import (
    MAX_ALL_SIGNS,
    MAX_ANSWER_LINES,
    MAX_BODY,
    MAX_FILE,
    MAX_LINES,
    MAX_PAGE_LINE,
    MAX_QUESTIONS,
    MAX_SIGNS,
    MAX_TAGS,
    MAX_WORDING,
    over_limits,
)
from build_tools.policy.mistake import Mistake
from build_tools.policy.patience import begin, end, in_time, too_long
from build_tools.policy.rendering import render
from build_tools.policy.tree import misplaced, unsafe

__all__ = [
    "EXTENSIONS",
    "MAX_ALL_SIGNS",
    "MAX_ANSWER_LINES",
    "MAX_BODY",
    "MAX_FILE",
    "MAX_LINES",
    "MAX_PAGE_LINE",
    "MAX_QUESTIONS",
    "MAX_SIGNS",
    "MAX_TAGS",
    "MAX_WORDING",
    "Mistake",
    "begin",
    "end",
    "forbidden",
    "heading_id",
    "in_time",
    "misplaced",
    "odd_characters",
    "over_limits",
    "remote_pictures",
    "render",
    "shown",
    "too_long",
    "unsafe",
    "wrong_address",
    "wrong_drawing",
]
