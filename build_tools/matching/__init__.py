"""Decide which wordings ask one question: words folded, read as frames, compared, grouped."""

from build_tools.matching.grouping import group, nearest
from build_tools.matching.score import MERGE, SUGGEST
from build_tools.matching.values import Evidence, Group, Grouping, Suggestion, Wording

__all__ = ["MERGE", "SUGGEST", "Evidence", "Group", "Grouping", "Suggestion", "Wording", "group", "nearest"]
