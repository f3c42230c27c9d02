"""Serving in a browser: what is saved shows without a key being pressed."""

import shutil
import socket
import subprocess
import sys

import pytest

from build_tools.build import ROOT
from tests.conftest import FIXTURE


@pytest.fixture
def served(tmp_path):
    """Yield the folder of a collection, and the address at which it is served."""
    docs = shutil.copytree(FIXTURE, tmp_path / "docs")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "build_tools", "serve", "--docs", str(docs), "--address", address]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        for line in server.stdout:
            if address in line:
                break
        yield docs, f"http://{address}/"
        server.kill()
        server.stdout.close()


def test_an_answer_that_is_saved_shows_in_the_open_page(page, served):
    docs, address = served
    page.goto(address + "questions/salt/")
    with (docs / "topics/cooking/salt.md").open("a", encoding="utf-8") as file:
        file.write("\n\nSalt keeps for ever.\n")
    page.get_by_text("Salt keeps for ever.").wait_for(timeout=20_000)
    page.goto("about:blank")  # before the server ends, which the page would tell of
