"""Measure the time and memory of building sites of made-up entries, beside bare Material in the same run.

Run `python benchmarks/bench_site.py [ENTRIES ...] [--where]`, by default at 100 and 1,000 entries. The rival is MkDocs
with Material as it comes: its search, `navigation.prune`, no hook, our Markdown extensions, on the very pages that we
make of the entries, in folders nested as our navigation is. Both run in processes of their own, by turns, twice (once
at more than 1,000 entries); the better run of each counts. `--where` says what our build spends its time on instead.
Fails (exit 1) where ours takes more than 1.25 times the rival's CPU time at 1,000 entries or more; with fewer, most of
the time goes into starting.
"""

import argparse
import os
import posixpath
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import reduce, wraps
from importlib import import_module
from pathlib import Path

import yaml
from made_up import write

from build_tools.build import ROOT
from build_tools.collection import load, load_articles
from build_tools.pages import Section, make_site
from build_tools.pages.links import rebase

LIMIT = 1.25
LARGE = 1000  # entries from which the limit holds
MEMORY_FOLDER = Path(
    "/dev/shm"
)  # of Linux; to make a file on a disk takes more or less time by what was deleted before
ROOM = 400_000  # bytes that the pages, both sites and what stands before them take for each entry
ROUNDS = 2
MEGABYTE = 1e6 if sys.platform == "darwin" else 1e3  # what rusage counts memory in
# What a build is made of, as the module and the function: a time includes what the function calls.
PARTS = (
    ("build_tools.check", "check"),
    ("build_tools.collection", "load"),
    ("build_tools.pages", "make_site"),
    ("build_tools.pages", "related"),
    ("build_tools.pages.questions", "link_mentions"),
    ("build_tools.pages", "quality_page"),
    ("mkdocs.structure.pages", "Page.render"),
    ("jinja2", "Template.render"),
    ("build_tools.mathematics", "render_formulas"),
    ("build_tools.mathfont", "math_font"),
    ("build_tools.policy", "unsafe"),
    ("build_tools.pages.abbreviations", "explain"),
)
ADDRESS = "https://example.com/"  # a site that has none gets no previews and no feed
EVENTS = ("config", "files", "page_markdown", "page_content", "page_context", "post_page", "post_build")


@dataclass(frozen=True)
class Cost:
    """What one process took."""

    cpu: float  # seconds
    wall: float  # seconds
    memory: float  # megabytes


def bare(docs: Path, folder: Path) -> Path:
    """Write the pages of the collection under `docs` as a plain MkDocs project into `folder`; return its mkdocs.yml."""
    site = make_site(load(docs), load_articles(docs))
    places = dict(_places(site.navigation, ""))
    for page in site.pages:
        target = folder / "docs" / places[page.path]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(rebase(page.markdown, page.path, places[page.path], places), "utf-8")
    ours = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    extensions = [one for one in ours["markdown_extensions"] if not str(one).startswith("build_tools.")]
    theme = {"name": "material", "features": ["navigation.prune", "navigation.indexes"]}
    settings = {"site_name": "Bare", "theme": theme, "plugins": ["search"], "markdown_extensions": extensions}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")
    return folder / "mkdocs.yml"


def _places(items: tuple[Section | str, ...], folder: str) -> list[tuple[str, str]]:
    """Return each page's path, and its path in folders that are nested as the navigation is."""
    found = []
    for item in items:
        if isinstance(item, Section):
            own = posixpath.join(folder, item.title.casefold().replace(" ", "-").replace("/", "-"))
            found += [(item.index, f"{own}/index.md")] if item.index else []
            found += _places(item.children, own)
        else:
            found.append((item, posixpath.join(folder, posixpath.basename(item))))
    return found


def in_memory(count: int) -> str | None:
    """Return a folder of the system's that is in memory and has room for sites of `count` entries; None without one."""
    there = MEMORY_FOLDER.is_dir() and shutil.disk_usage(MEMORY_FOLDER).free > count * ROOM
    return str(MEMORY_FOLDER) if there else None


def made_up_history(docs: Path) -> None:
    """Put the collection under `docs` into a repository: a build reads from git when each entry came."""
    person = ["-c", "user.name=Jane Doe", "-c", "user.email=jane@example.com", "-c", "gc.auto=0"]
    for command in (["init", "-q"], ["add", "."], [*person, "commit", "-q", "-m", "Add the collection"]):
        subprocess.run(["git", "-C", str(docs), *command], check=True)


def measured(command: list[str], folder: Path) -> Cost:
    """Return what a command takes; end the run where it fails."""
    began = time.monotonic()
    with (folder / "log.txt").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            stdout=log,
            stderr=log,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command} failed:\n{(folder / 'log.txt').read_text()[-2000:]}")
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - began, used.ru_maxrss / MEGABYTE)


def compare(count: int, folder: Path) -> float:
    """Print what both take for `count` entries, and return the ratio of the times."""
    docs = folder / "docs"
    write(docs, count)
    made_up_history(docs)
    rival = ["-m", "mkdocs", "build", "--quiet", "--config-file", str(bare(docs, folder / "bare"))]
    commands = {
        "bare Material": [*rival, "--site-dir", str(folder / "bare-site")],
        "ours": [__file__, "--build", str(docs), str(folder / "site")],
    }
    runs = {name: [] for name in commands}
    for _ in range(ROUNDS if count <= 1000 else 1):
        for name, command in commands.items():
            runs[name].append(measured(command, folder))
    best = {name: min(costs, key=lambda cost: cost.cpu) for name, costs in runs.items()}
    for name, cost in best.items():
        size = sum(path.stat().st_size for path in (folder / ("bare-site" if "bare" in name else "site")).rglob("*"))
        print(
            f"{count:>6} entries  {name:<14} {cost.cpu:7.1f} s CPU {cost.wall:7.1f} s {cost.memory:6.0f} MB memory "
            f"{size / 1e6:6.0f} MB of files"
        )
    ours, theirs = best["ours"], best["bare Material"]
    print(f"{'':>15} ratio {ours.cpu / theirs.cpu:.2f} in CPU, {ours.wall / theirs.wall:.2f} in time, ", end="")
    print(f"{ours.memory / theirs.memory:.2f} in memory", flush=True)
    return ours.cpu / theirs.cpu


def where(count: int, folder: Path) -> None:
    """Print what our build of `count` entries spends its time on."""
    write(folder / "docs", count)
    made_up_history(folder / "docs")
    spent: dict[str, float] = defaultdict(float)
    for module, function in PARTS:
        *path, name = function.split(".")
        holder = reduce(getattr, path, import_module(module))
        setattr(holder, name, timed(getattr(holder, name), f"{module}.{function}", spent))
    artifacts = import_module("build_tools.artifacts")
    artifacts.ARTIFACTS = [timed_steps(make, f"artifact {make.__name__}", spent) for make in artifacts.ARTIFACTS]
    plugins = import_module("mkdocs.plugins")
    by_event = {event: timed(plugins.PluginCollection.run_event, f"hook on_{event}", spent) for event in EVENTS}
    run = plugins.PluginCollection.run_event
    plugins.PluginCollection.run_event = lambda self, name, *a, **k: by_event.get(name, run)(self, name, *a, **k)
    timed(build, "the whole build", spent)(folder / "docs", folder / "site")
    for name, seconds in sorted(spent.items(), key=lambda pair: pair[1]):
        print(f"{count:>6} entries  {name:<48} {seconds:7.2f} s {seconds / spent['the whole build']:5.0%}")


def build(docs: Path, site: Path) -> None:
    """Build the collection under `docs` as one that has a home."""
    builder = import_module("build_tools.build")
    builder.settings = lambda docs: {"docs_dir": str(docs), "site_url": ADDRESS, "edit_uri": ""}
    builder.build(docs, site)


def timed(function: Callable, name: str, spent: dict[str, float]) -> Callable:
    """Return a function that also adds to `spent` the CPU time that it takes."""

    @wraps(function)
    def run(*args, **kwargs):
        began = time.process_time()
        try:
            return function(*args, **kwargs)
        finally:
            spent[name] += time.process_time() - began

    return run


def timed_steps(make: Callable, name: str, spent: dict[str, float]) -> Callable:
    """Return the same for a function that yields: the time that it takes between what it yields."""

    def run(*args):
        step = timed(iter(make(*args)).__next__, name, spent)
        with suppress(StopIteration):
            while True:
                yield step()

    return run


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("entries", nargs="*", type=int, default=[100, 1000])
    parser.add_argument("--where", action="store_true", help="say what our build spends its time on")
    parser.add_argument("--build", nargs=2, type=Path, help=argparse.SUPPRESS)  # what the measured process does
    options = parser.parse_args()
    if options.build:
        build(*options.build)
        return 0
    over = False
    for count in options.entries:
        with tempfile.TemporaryDirectory(prefix="bench-", dir=in_memory(count)) as folder:
            if options.where:
                where(count, Path(folder))
            else:
                over |= compare(count, Path(folder)) > LIMIT and count >= LARGE
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
