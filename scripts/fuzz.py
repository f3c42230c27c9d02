"""Feed mutated pages and entries to reading, cleaning, matching and checking until the time is over.

    python scripts/fuzz.py MINUTES [SEED]

With atheris, and its arguments in place of these (`make fuzz`), the mutations follow what the code does. An input that
raises anything but `UserError`, loses a line, writes what the policy refuses or takes longer than ten seconds is
written to `build/fuzz/` and told.
"""

import hashlib
import json
import random
import sys
import tempfile
import time
from pathlib import Path

from build_tools.collection import render_entry
from build_tools.collection.front_matter import parse
from build_tools.errors import UserError
from build_tools.extraction import extract, unaccounted
from build_tools.matching import Wording, group
from build_tools.model import Entry
from build_tools.policy import forbidden, odd_characters, over_limits, render
from build_tools.reading import read
from tests import hostile

FOLDER = Path("build/fuzz")
SLOW = 10.0  # seconds
SIGNS = (b"\n", b"\n\n", b"    ", b"`", b"$", b"*", b"_", b"[", b"](", b"<", b"&#1;", b"|", b"\\", b"\xe2\x80\xae")
LARGEST = 20_000  # bytes


def once(data: bytes) -> None:
    """Take one input through every step; raise whatever is wrong with what they make of it."""
    with tempfile.TemporaryDirectory() as folder:
        for suffix in (".md", ".html"):
            path = Path(folder, f"page{suffix}")
            path.write_bytes(data)
            try:
                document = read(path)
                extraction = extract(document)
            except UserError:
                continue
            assert unaccounted(document, extraction) == [], "lines are lost"
            _written([(one.question, one.answer) for one in extraction.questions])
    text = data.decode("utf-8", "replace")
    try:
        parts = parse(text, "entry.md")
        if not list(over_limits(parts.body)):
            forbidden(render(parts.body))
    except UserError:
        pass


def _written(questions: list[tuple[str, str]]) -> None:
    """Check what would be written, and that it reads back."""
    group([Wording(question, answer) for question, answer in questions[:20]], [None] * len(questions[:20]), set())
    for question, answer in questions:
        assert not list(odd_characters(question + answer)), "a character hides something"
        assert not list(over_limits(answer)), "an answer is over a limit"
        assert not forbidden(render(answer)), "an answer holds what no page may"
        if question:
            text = render_entry(Entry("x", "y", Path("x.md"), question, answer, 0))
            assert parse(text, "x.md").body == answer.strip("\n").rstrip(), "an entry does not read back"


def seeds() -> list[bytes]:
    """Return what mutations begin with: the hostile corpus, the small collection, the layouts of pages."""
    tests = Path(__file__).parent.parent / "tests"
    texts = [case.text for case in (*hostile.texts(), *hostile.values(), *hostile.front_matters())]
    files = [path for path in tests.rglob("*") if path.suffix in (".md", ".html", ".txt")]
    return [text.encode("utf-8", "replace") for text in texts] + [path.read_bytes() for path in sorted(files)]


def mutated(chance: random.Random, stock: list[bytes]) -> bytes:
    """Return a mixture of pieces of `stock`, some repeated, some changed, as the body of a page of questions."""
    pieces = []
    for _ in range(chance.randint(1, 6)):
        piece = chance.choice(stock)
        start = chance.randrange(len(piece) or 1)
        piece = piece[start : start + chance.choice((8, 80, 800))] * chance.choice((1, 1, 1, 2, 30))
        for _ in range(chance.choice((0, 0, 1, 5))):
            at = chance.randrange(len(piece) + 1)
            piece = piece[:at] + chance.choice(SIGNS) + piece[at:]
        pieces.append(piece)
    body = chance.choice((b"\n", b"\n\n", b" ", b"")).join(pieces)
    start = chance.choice((b"", b"1. What is dropout?\n\n", b"<h2>What is dropout?</h2><p>", b"---\ntitle: T\n---\n"))
    return (start + body + b"\n\n2. What is Adam?\n\nAn optimiser.\n")[:LARGEST]


def main() -> None:
    """Run for the minutes given, and end with 1 where something was found."""
    minutes, seed = float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    chance, stock, end = random.Random(seed), seeds(), time.monotonic() + 60 * minutes
    count, found = 0, 0
    while time.monotonic() < end:
        data = mutated(chance, stock)
        begun = time.process_time()
        wrong = _wrong(data)
        if not wrong and time.process_time() - begun > SLOW:
            wrong = f"took {time.process_time() - begun:.0f} s"
        count += 1
        if wrong:
            found += 1
            FOLDER.mkdir(parents=True, exist_ok=True)
            path = FOLDER / hashlib.sha256(data).hexdigest()[:12]
            path.write_bytes(data)
            sys.stdout.write(json.dumps([str(path), wrong]) + "\n")
            sys.stdout.flush()
    sys.stdout.write(f"{count:,} inputs in {minutes:g} minutes, {found} findings\n")
    sys.exit(found > 0)


def _wrong(data: bytes) -> str:
    try:
        once(data)
    except Exception as error:  # noqa: BLE001 (whatever it is, it is a finding)
        return f"{type(error).__name__}: {error}"[:300]
    return ""


def guided() -> None:
    """Run under atheris, which takes libFuzzer's arguments and ends at the first finding; `build/fuzz/corpus` grows."""
    import atheris

    corpus = FOLDER / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for n, seed in enumerate(seeds()):
        (corpus / f"seed-{n}").write_bytes(seed[:LARGEST])
    atheris.instrument_all()
    atheris.Setup([*sys.argv, f"-artifact_prefix={FOLDER}/", f"-max_len={LARGEST}", str(corpus)], once)
    atheris.Fuzz()


if __name__ == "__main__":
    guided() if sys.argv[1:2] and sys.argv[1].startswith("-") else main()
