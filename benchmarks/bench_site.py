"""Measure the time and memory of building sites of made-up entries, beside bare Material in the same run.

Run `python benchmarks/bench_site.py [ENTRIES ...] [--where]`, by default at 100 and 1,000 entries. The rival is MkDocs
with Material as it comes: its search, `navigation.prune`, no hook, our Markdown extensions, on the very pages that we
make of the entries, in folders nested as our navigation is. Both run in processes of their own, by turns, twice (once
at more than 1,000 entries); the better run of each counts. `--where` says what our build spends its time on (the
profiler makes it slower). Fails (exit 1) where ours takes more than 1.25 times the rival's CPU time.
"""

import argparse
import cProfile
import os
import posixpath
import pstats
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import yaml
from made_up import write

from build_tools.artifacts import ARTIFACTS
from build_tools.build import ROOT, build
from build_tools.collection import load, load_articles
from build_tools.pages import Section, make_site
from build_tools.pages.links import rebase

LIMIT = 1.25
ROUNDS = 2
MEGABYTE = 1e6 if sys.platform == "darwin" else 1e3  # what rusage counts memory in
# What a build is made of, as (module, function): their times include what they call.
PARTS = (
    ("check.py", "check"), ("loader.py", "load"), ("pages/__init__.py", "make_site"), ("related.py", "related"),
    ("pages.py", "render"), ("environment.py", "render"), ("mkdocs_hook.py", "on_page_content"),
    ("mkdocs_hook.py", "on_page_context"), ("mkdocs_hook.py", "on_post_page"), ("nav.py", "get_navigation"),
    ("files.py", "copy_static_files"), ("pages.py", "validate_anchor_links"), ("mkdocs_hook.py", "on_post_build"),
)  # fmt: skip


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
    extensions = [one for one in ours["markdown_extensions"] if one != "build_tools.plain_html"]
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


def measured(command: list[str], folder: Path) -> Cost:
    """Return what a command takes; end the run where it fails."""
    began = time.monotonic()
    with (folder / "log.txt").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            stdout=log,
            stderr=log,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed:\n{(folder / 'log.txt').read_text()[-2000:]}")
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - began, used.ru_maxrss / MEGABYTE)


def compare(count: int, folder: Path) -> float:
    """Print what both take for `count` entries, and return the ratio of the times."""
    docs = folder / "docs"
    write(docs, count)
    rival = ["mkdocs", "build", "--quiet", "--config-file", str(bare(docs, folder / "bare"))]
    commands = {
        "bare Material": [*rival, "--site-dir", str(folder / "bare-site")],
        "ours": ["build_tools", "build", "--docs", str(docs), "--site", str(folder / "site")],
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
    profile = cProfile.Profile()
    profile.runcall(build, folder / "docs", folder / "site")
    makers = [("/".join(make.__module__.split(".")) + ".py", make.__name__) for make in ARTIFACTS]
    spent = pstats.Stats(profile).stats
    whole = max(cumulative for _, _, _, cumulative, _ in spent.values())
    for module, function in (*PARTS, *makers):
        times = [one[3] for (path, _, name), one in spent.items() if path.endswith(module) and name == function]
        if times:
            print(f"{count:>6} entries  {module:>32} {function:<24} {max(times):6.1f} s {max(times) / whole:5.0%}")
    print(f"{count:>6} entries  {'whole build, profiled':>57} {whole:6.1f} s")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("entries", nargs="*", type=int, default=[100, 1000])
    parser.add_argument("--where", action="store_true", help="say what our build spends its time on")
    options = parser.parse_args()
    ratios = []
    for count in options.entries:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            if options.where:
                where(count, Path(folder))
            else:
                ratios.append(compare(count, Path(folder)))
    return int(any(ratio > LIMIT for ratio in ratios))


if __name__ == "__main__":
    sys.exit(main())
