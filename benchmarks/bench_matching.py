"""Measure the time and memory of matching at 10,000 and 100,000 made-up questions, beside two rivals in the same run.

Run `python benchmarks/bench_matching.py [SMALL LARGE]`. Fails (exit 1) if the large run takes more than 13 times the
small one or the process needs more than 1 GB. The rivals: rapidfuzz token_set_ratio on all pairs, at 1,000 questions
(it is quadratic), and sparse word overlap with an inverted index of all words, at the small size.
"""

import random
import resource
import sys
import time
from collections import Counter, defaultdict
from itertools import combinations

from rapidfuzz.fuzz import token_set_ratio

from build_tools.matching import Wording, group

FORMS = (
    "What is {t}?", "Explain {t}.", "What do you understand by {t}?", "How does {t} work?", "Why do we use {t}?",
    "What are the advantages of {t}?", "What are the drawbacks of {t}?", "Name the components of {t}.",
    "How would you implement {t} in Python?", "What is the difference between {t} and {u}?", "{t} vs {u}",
    "When should you use {t}?", "How do you evaluate {t}?", "What is the effect of {t} on {u}?",
)  # fmt: skip
SAME = {1: 0, 2: 0, 3: 0, 5: 4, 10: 9}  # form: the form that asks the same
SYLLABLES = "ba co di fe gu la me no pi ru sa te vo xi zu kra plo stri dre gno".split()


def made_up(count: int, seed: int = 7) -> list[tuple[int, str]]:
    """Return (true group, question) pairs about invented things; a third of all questions ask what another asks."""
    chance = random.Random(seed)
    word = ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(2000 + count // 20)]
    things = [f"{chance.choice(word)} {chance.choice(word)}" for _ in range(count // 6 + 1)]
    out = []
    for _ in range(count):
        i, form = chance.randrange(len(things)), chance.randrange(len(FORMS))
        other = things[(i * 31 + 7) % len(things)]
        out.append((i * 100 + SAME.get(form, form), FORMS[form].format(t=things[i], u=other)))
    return out


def scores(found: set[tuple[int, int]], truth: list[int]) -> str:
    """Return precision and recall of pairs as text."""
    sizes = Counter(truth)
    real = sum(n * (n - 1) // 2 for n in sizes.values())
    right = sum(1 for i, j in found if truth[i] == truth[j])
    return f"precision {right / max(1, len(found)):.2f}, recall {right / max(1, real):.2f} of {real} pairs"


def ours(data: list[tuple[int, str]]) -> tuple[float, str]:
    start = time.process_time()
    grouping = group([Wording(question) for _, question in data])
    spent = time.process_time() - start
    found = {pair for g in grouping.groups for pair in combinations(g.members, 2)}
    return spent, scores(found, [number for number, _ in data])


def all_pairs(data: list[tuple[int, str]]) -> tuple[float, str]:
    start = time.process_time()
    found = {(i, j) for (i, a), (j, b) in combinations(enumerate(q for _, q in data), 2) if token_set_ratio(a, b) >= 90}
    return time.process_time() - start, scores(found, [number for number, _ in data])


def word_overlap(data: list[tuple[int, str]]) -> tuple[float, str]:
    start = time.process_time()
    words = [frozenset(question.casefold().strip("?.").split()) for _, question in data]
    holders: dict[str, list[int]] = defaultdict(list)
    found = set()
    for i, own in enumerate(words):
        shared = Counter(j for word in own if len(holders[word]) < 500 for j in holders[word])
        found |= {(j, i) for j, n in shared.items() if 2 * n / (len(own) + len(words[j])) >= 0.7}
        for word in own:
            holders[word].append(i)
    return time.process_time() - start, scores(found, [number for number, _ in data])


def main() -> int:
    small, large = [int(size) for size in sys.argv[1:3]] if len(sys.argv) > 2 else (10_000, 100_000)
    say = sys.stdout.write
    ours(made_up(200))  # read the data files before the clock runs
    for name, run, size in (("rapidfuzz all pairs", all_pairs, 1000), ("word overlap", word_overlap, small)):
        spent, quality = run(made_up(size))
        say(f"{name:>20} {size:>7} questions {spent:8.1f} s CPU  {quality}\n")
    times = {}
    for size in (small, large):
        times[size], quality = ours(made_up(size))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e9 if sys.platform == "darwin" else 1e6)
        say(f"{'this project':>20} {size:>7} questions {times[size]:8.1f} s CPU  {quality}, peak {memory:.2f} GB\n")
    ratio = times[large] / times[small]
    say(f"{large // small} times the questions take {ratio:.1f} times as long\n")
    return int(ratio > 1.3 * large / small or memory > 1)


if __name__ == "__main__":
    sys.exit(main())
