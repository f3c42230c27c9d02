"""Serving in a browser: what is saved shows without a key being pressed."""

import os
import shutil
import socket
import subprocess
import sys

import pytest
from playwright.sync_api import expect

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
    piped = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    own = {**os.environ, "TMPDIR": str(tmp_path)}  # where it leaves the site when it is killed
    with subprocess.Popen(command, cwd=ROOT, env=own, **piped) as server:
        assert any(address in line for line in server.stdout), "it has ended"
        yield docs / "topics/cooking/salt.md", f"http://{address}/"
        server.kill()


def test_an_answer_that_is_saved_shows_in_the_open_page(page, served):
    salt, address = served
    page.goto(address + "questions/salt/")
    with salt.open("a", encoding="utf-8") as file:
        file.write("\n\nSalt keeps for ever.\n")
    expect(page.get_by_text("Salt keeps for ever.")).to_be_visible()
    page.goto("about:blank")  # before the server ends, which the page would tell of
