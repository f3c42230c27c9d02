"""Make what readers study with: the cards that the study page loads, its scheduler, and a package for Anki."""

from build_tools.study.anki import anki_package
from build_tools.study.cards import card_files
from build_tools.study.scheduler import scheduler_files

__all__ = ["anki_package", "card_files", "scheduler_files"]
