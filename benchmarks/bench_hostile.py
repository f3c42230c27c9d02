"""How long hostile inputs take: each pattern repeated to two sizes, through ingest, check and rendering.

    python benchmarks/bench_hostile.py [PATTERN ...]

A pattern fills a scraped page of 500 kB and of 1 MB, and an entry as full as the limits allow, in one paragraph and in
many. Every run is a process of its own with limits, so that a hang is a line of the table. Times are CPU seconds.
"""

import os
import resource
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from build_tools.errors import UserError
from build_tools.extraction import extract
from build_tools.markup import formulas, links
from build_tools.policy import MAX_ANSWER_LINES, MAX_BODY, MAX_LINES, MAX_PAGE_LINE, forbidden, over_limits, render
from build_tools.reading import read

PATTERNS = tomllib.loads((Path(__file__).parent.parent / "tests/hostile/patterns.toml").read_text("utf-8"))["patterns"]
SIZES = (500_000, 1_000_000)  # characters of a scraped page
RUNS = (1_000_000, 390, 60, 5)  # repetitions in one paragraph of an entry
LIMIT = 12  # seconds
MEMORY = 3 * 2**30
LINE, LINES, ANSWER, ANSWER_LINES = MAX_PAGE_LINE - 1, MAX_LINES - 500, MAX_BODY - 100, MAX_ANSWER_LINES - 1
SLOW = 1.0  # seconds: what takes less is not told


def main() -> None:
    """Measure all patterns, or those named."""
    print(f"{'pattern':24}{'text 0.5 MB':>12}{'1 MB':>8}{'HTML 0.5 MB':>13}{'1 MB':>8}{'render':>8}{'check':>8}")
    slowest = 0.0
    for name, pattern in PATTERNS.items():
        if len(sys.argv) > 1 and name not in sys.argv[1:]:
            continue
        times = [
            measure(lambda f=form, s=size, p=pattern: ingest(f, p, s)) for form in ("txt", "html") for size in SIZES
        ]
        times += [
            max((measure(partial(way, text)) for text in entries(pattern)), default=0) for way in (render_, check_)
        ]
        slowest = max(slowest, *times)
        if max(times) > SLOW:
            print(
                f"{name:24}" + "".join(f"{t:{w}.1f}" for t, w in zip(times, (12, 8, 13, 8, 8, 8), strict=True)),
                flush=True,
            )
    print(f"slowest of {len(PATTERNS)} patterns: {slowest:.1f} s; those under {SLOW} s are not shown")


def entries(pattern: str) -> Iterator[str]:
    """Yield texts made of `pattern` that the limits let pass."""
    for run in RUNS:
        paragraph = (pattern * min(run, MAX_BODY // len(pattern) + 1))[:MAX_BODY]
        for size in (MAX_BODY, MAX_BODY // 4, MAX_BODY // 16):
            text = (f"{paragraph}\n\n" * (size // (len(paragraph) + 2) + 1))[:size]
            if not list(over_limits(text)):
                yield text
                break


def ingest(form: str, pattern: str, size: int) -> None:
    """Read and clean a page whose answers are made of `pattern`, as long as answers may be."""
    filling = (pattern * (size // len(pattern) + 1))[:size]
    lines = [line[at : at + LINE] for line in filling.split("\n") for at in range(0, len(line) or 1, LINE)][:LINES]
    answers, count = [], 0
    for line in lines:
        if not answers or count + len(line) > ANSWER or len(answers[-1]) >= ANSWER_LINES:
            answers.append([])
            count = 0
        answers[-1].append(line)
        count += len(line) + 1
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"page.{form}")
        questions = [
            (f"{n}. What is thing {n} of this page?", "\n".join(answer)) for n, answer in enumerate(answers, 1)
        ]
        text = "\n\n".join(f"{question}\n\n{answer}" for question, answer in questions)
        page = "\n".join(f"<h2>{question}</h2><p>{answer}</p>" for question, answer in questions)
        path.write_text(text if form == "txt" else f"<html><body>{page}</body></html>", "utf-8", "surrogatepass")
        extract(read(path))


def render_(text: str) -> None:
    """Render an entry's text and look at the outcome."""
    forbidden(render(text))


def check_(text: str) -> None:
    """Look for links and formulas as `check` does."""
    links(text)
    list(formulas(text))


def measure(work: Callable[[], None]) -> float:
    """Return the CPU seconds that `work` takes in a process of its own; 99 where it is killed or fails."""
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        start = time.process_time()
        with suppress(UserError):  # refused in good order
            work()
        os.write(there, f"{time.process_time() - start:.3f}".encode())
        os._exit(0)
    os.close(there)
    os.waitpid(child, 0)
    said = os.read(here, 100).decode()
    os.close(here)
    return float(said or 99)


if __name__ == "__main__":
    main()
