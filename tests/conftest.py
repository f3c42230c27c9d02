"""What several test modules share: a copy of the small collection in `tests/collection`."""

import shutil
from pathlib import Path

import pytest

FIXTURE = Path(__file__).parent / "collection"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Return a collection that a test may change."""
    return Path(shutil.copytree(FIXTURE, tmp_path / "docs"))
