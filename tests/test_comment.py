"""The comment on a pull request: written once, for the commit at its head, from whatever the run left behind."""

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
pytestmark = [
    pytest.mark.skipif(not shutil.which(tool), reason=f"{tool} is not installed") for tool in ("jq", "unzip", "bash")
]
SHA = "a" * 40
REVIEW = {"changed": [["topics/cooking/salt.md"]], "messages": [["@everyone <img src=x> [x](javascript:y)"]]}
# Plays the code host: answers from files by the address asked for, and writes down what it is told to write.
GH = """#!{python}
import json, pathlib, sys
given, folder = sys.argv[1:], pathlib.Path(__file__).parent
address = next(one for one in given if one.startswith("repos/"))
method = given[given.index("--method") + 1] if "--method" in given else "GET"
if method != "GET":
    body = next(one for one in given if one.startswith("body=@"))[6:]
    (folder / "written").write_text(method + " " + address + "\\n" + pathlib.Path(body).read_text())
else:
    sys.stdout.buffer.write((folder / address.rpartition("/")[2]).read_bytes())
"""


def archive(text: bytes, name: str = "review.json") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, text)
    return made.getvalue()


@pytest.fixture
def host(tmp_path):
    """Return the folder of a code host with one pull request, a run that left a review, and no comment."""
    (tmp_path / "gh").write_text(GH.format(python=sys.executable), "utf-8")
    (tmp_path / "gh").chmod(0o755)
    for name, said in {
        "pulls": [{"number": 7, "head": {"sha": SHA}}],
        "artifacts": {"artifacts": [{"id": 5, "name": "review", "size_in_bytes": 900}]},
        "comments": [],
    }.items():
        (tmp_path / name).write_text(json.dumps(said), "utf-8")
    (tmp_path / "zip").write_bytes(archive(json.dumps(REVIEW).encode()))
    return tmp_path


def comment(host: Path) -> tuple[int, str]:
    """Run the script; return its status and what it wrote at the code host."""
    environment = {
        **os.environ,
        "PATH": f"{host}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_SERVER_URL": "https://example.com",
        "REPOSITORY": "owner/name",
        "RUN": "11",
        "HEAD_OWNER": "somebody",
        "HEAD_BRANCH": "$(touch x); `y`",
        "HEAD_SHA": SHA,
    }
    done = subprocess.run(["scripts/comment.sh"], cwd=ROOT, env=environment, capture_output=True, check=False)
    written = host / "written"
    return done.returncode, written.read_text("utf-8") if written.exists() else ""


def test_a_review_becomes_a_comment_in_which_nothing_acts(host):
    status, written = comment(host)
    assert status == 0
    assert written.startswith("POST repos/owner/name/issues/7/comments\n<!-- review -->\n### Changed\n\n- ` topics/")
    assert "- ` @everyone <img src=x> [x](javascript:y) `\n" in written


def test_the_next_review_replaces_the_comment(host):
    others = [{"id": 1, "user": {"type": "User"}, "body": "<!-- review -->"}]
    ours = {"id": 2, "user": {"type": "Bot"}, "body": "<!-- review -->\nold"}
    (host / "comments").write_text(json.dumps([*others, ours]), "utf-8")
    assert comment(host)[1].startswith("PATCH repos/owner/name/issues/comments/2\n")


def test_a_commit_that_is_at_the_head_of_no_pull_request_is_not_commented_on(host):
    (host / "pulls").write_text(json.dumps([{"number": 7, "head": {"sha": "b" * 40}}]), "utf-8")
    assert comment(host) == (0, "")


def test_a_review_too_large_to_be_one_is_not_fetched(host):
    (host / "artifacts").write_text('{"artifacts": [{"id": 5, "name": "review", "size_in_bytes": 9000000}]}', "utf-8")
    assert comment(host) == (0, "")


@pytest.mark.parametrize(
    "left",
    [b"no archive", archive(b"{}", "../review.json"), archive(b"not JSON"), archive(b" " * 50_000_000 + b"{}")],
    ids=["no archive", "another file", "no JSON", "a bomb"],
)
def test_what_is_no_review_makes_no_comment(host, left):
    (host / "zip").write_bytes(left)
    status, written = comment(host)
    assert status != 0
    assert written == ""
