"""What several test modules share: a copy of the small collection in `tests/collection`."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from build_tools.build import ROOT, build
from build_tools.publication import Answer
from tests.hostile.sites import accepted_site, ingested_collection
from tests.year.git import Repository

# A busy machine is no mistake.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

FIXTURE = Path(__file__).parent / "collection"


def answered(short: str, rest: str = "") -> Answer:
    """Return an answer whose page is nothing else."""
    page, end = (short + rest).encode(), len(short.encode())
    return Answer(page, slice(end), slice(end, None))


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Return a collection that a test may change."""
    return Path(shutil.copytree(FIXTURE, tmp_path / "docs"))


@pytest.fixture
def git(docs: Path, tmp_path: Path) -> Repository:
    """Return a repository whose docs/ is that collection, committed."""
    made = Repository.made(tmp_path / "repository")
    docs.rename(made.folder / "docs")
    made.commit("the collection")
    return made


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the repository's own site, built once."""
    folder = tmp_path_factory.mktemp("own") / "site"
    build(ROOT / "docs", folder)
    return folder


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the hostile texts that are not refused, with every hostile value in every key."""
    return accepted_site(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def hostile_collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the collection that an ingest of all hostile texts makes."""
    return ingested_collection(tmp_path_factory.mktemp("ingested"))
