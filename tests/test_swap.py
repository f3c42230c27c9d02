"""Folders are replaced whole or not at all: killed at any moment, on a full or read-only disk, twice at once."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from build_tools import swap
from build_tools.collection import read, split, write_file
from build_tools.errors import UserError
from build_tools.ingest import apply, open_collection, plan, read_pages
from build_tools.swap import replacing

KILLS = int(os.environ.get("KILLS", "6"))  # `make kills` asks for more
MARK, FILES = "mark", 40
WRITER = """
import sys
from pathlib import Path
from build_tools.swap import replacing
folder, version = Path(sys.argv[1]), sys.argv[2]
print("begun", flush=True)
with replacing(folder, "mark") as new:
    new.mkdir()
    for n in range(40):
        (new / f"{n}.txt").write_text(version * 1000)
    (new / "mark").write_text(version)
"""


def write(folder: Path, version: str) -> None:
    with replacing(folder, MARK) as new:
        new.mkdir()
        for n in range(FILES):
            (new / f"{n}.txt").write_text(version * 1000, "utf-8")
        (new / MARK).write_text(version, "utf-8")


def versions(folder: Path) -> set[str]:
    """Return the versions whose files stand in the folder, which must be whole."""
    assert len(list(folder.iterdir())) == FILES + 1
    return {path.read_text("utf-8")[0] for path in folder.iterdir()}


def test_a_kill_at_any_moment_leaves_one_whole_version(tmp_path):
    folder, seen = tmp_path / "site", set()
    write(folder, "0")
    chance = random.Random(1)
    for _ in range(KILLS):
        run = subprocess.Popen([sys.executable, "-c", WRITER, str(folder), "1"], stdout=subprocess.PIPE)
        run.stdout.readline()
        time.sleep(chance.uniform(0, 0.02))
        run.send_signal(signal.SIGKILL)
        run.wait()
        run.stdout.close()
        seen |= versions(folder)
        assert len(versions(folder)) == 1
    write(folder, "2")
    assert versions(folder) == {"2"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"], "the next run clears away what killed ones left"


def test_a_kill_between_two_renames_is_mended_by_the_next_run(tmp_path, monkeypatch):
    folder = tmp_path / "site"
    write(folder, "1")
    monkeypatch.setattr(swap, "_exchange", lambda new, old: False)  # as on systems that cannot exchange names
    write(folder, "2")
    assert versions(folder) == {"2"}
    aside = tmp_path / ".site.abcdefgh"
    aside.mkdir()
    folder.rename(aside / "former")
    with pytest.raises(RuntimeError), replacing(folder, MARK):
        raise RuntimeError
    assert versions(folder) == {"2"}


def test_two_at_once_are_one_and_a_message(tmp_path):
    folder = tmp_path / "site"
    write(folder, "1")
    with replacing(folder, MARK) as new:
        with pytest.raises(UserError, match="is being replaced by another run; wait"):
            write(folder, "3")
        new.mkdir()
        for n in range(FILES):
            (new / f"{n}.txt").write_text("2", "utf-8")
        (new / MARK).write_text("2", "utf-8")
    assert versions(folder) == {"2"}


def test_two_folders_side_by_side_are_replaced_at_once(tmp_path):
    with replacing(tmp_path / "site", MARK) as new:
        write(tmp_path / "export", "1")
        new.mkdir()
        (new / MARK).write_text("1", "utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["export", "site"]


FULL = """
import resource, signal, sys
from pathlib import Path
from build_tools.collection import write_file
from build_tools.errors import UserError
from build_tools.ingest import apply, open_collection, plan, read_pages
from tests.test_swap import write
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))
for work in (lambda: write(Path(sys.argv[1]), "2"), lambda: write_file(Path(sys.argv[2]), "2" * 1000)):
    try:
        work()
    except UserError as error:
        print(error)
"""


def test_a_full_disk_leaves_what_stood_and_says_so(tmp_path):
    folder, entry = tmp_path / "site", tmp_path / "entry.md"
    write(folder, "1")
    write_file(entry, "1")
    command = [sys.executable, "-c", FULL, str(folder), str(entry)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent).stdout
    assert said.count("cannot be written: File too large; make room") == 2
    assert versions(folder) == {"1"}
    assert entry.read_text("utf-8") == "1"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["entry.md", "site"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser writes everywhere")
def test_a_read_only_folder_leaves_what_stood_and_says_so(tmp_path):
    folder = tmp_path / "site"
    write(folder, "1")
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(UserError, match="cannot be written: Permission denied"):
            write(folder, "2")
    finally:
        tmp_path.chmod(0o755)
    assert versions(folder) == {"1"}


PAGE = "".join(
    f"{n}. What is {thing}?\n\nIt is a part of a network.\n\n" for n, thing in enumerate(("ReLU", "Adam"), 1)
)


def ingest(page: Path, docs: Path) -> list[Path]:
    pages, _ = read_pages([page])
    return apply(plan(pages, open_collection(docs)))


def texts(docs: Path) -> dict[str, str]:
    return {str(p.relative_to(docs)): p.read_text("utf-8") for p in docs.rglob("*.md")}


def test_an_ingest_that_is_cut_off_anywhere_is_completed_by_the_same_ingest(tmp_path, monkeypatch):
    page = tmp_path / "page.md"
    page.write_text(PAGE, "utf-8")
    written = len(ingest(page, tmp_path / "whole"))
    assert written > 3
    for last in range(written):
        docs, done = tmp_path / f"cut-{last}", []

        def write(path: Path, text: str, last=last, done=done) -> None:
            if len(done) == last:
                raise KeyboardInterrupt
            done.append(path)
            write_file(path, text)

        with monkeypatch.context() as patch:
            patch.setattr("build_tools.ingest.write_file", write)
            with pytest.raises(KeyboardInterrupt):
                ingest(page, docs)
        if docs.exists():
            assert read(docs, split)[1] == [], "what stands is right"
        ingest(page, docs)
        assert texts(docs) == texts(tmp_path / "whole")
