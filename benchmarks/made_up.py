"""Make up a collection of any size, the same each time: entries of the length and form that real ones have."""

import random
from pathlib import Path

from build_tools.collection import render_entry
from build_tools.model import Asked, Entry

LEVELS = ("basic", "intermediate", "advanced")
FORMS = (
    "What is {}, and how does it work?", "Why do we use {}?", "How does {} differ from {}?", "When does {} fail?",
    "How would you choose {}?", "What are the advantages of {}?", "What is the effect of {} on {}?", "Explain {}",
)  # fmt: skip
FORMULAS = (
    r"\mathbf{{{a}}}", r"{a}_{{{b}}}", r"{a}=\frac{{{b}}}{{\sqrt{{{c}}}}}", r"\sigma({a}^\top\mathbf{{{b}}}+{c})",
    r"\lambda", r"O({a}^2\log {b})", r"\mathbb{{E}}_{{{a}}}[{b}]", r"\nabla_{{{a}}}\mathcal{{L}}",
    r"{a}\in\mathbb{{R}}^{{{b}}}", "{a}",
)  # fmt: skip
DISPLAY = (
    r"\mathcal{{L}}({a})=\frac{{1}}{{{b}}}\sum_{{i=1}}^{{{b}}}\left\lVert {a}_i-\hat{{{c}}}_i\right\rVert_2^2+\lambda",
    r"\begin{{aligned}}{a}_t&=\beta {a}_{{t-1}}+(1-\beta){b}_t\\ {c}_t&={c}_{{t-1}}-\eta\,{a}_t\end{{aligned}}",
    r"\frac{{\partial\mathcal{{L}}}}{{\partial {a}}}=\begin{{bmatrix}}{b}&0\\0&{c}\end{{bmatrix}}\,\delta^{{({b})}}",
)
CODE = """```python
import numpy as np

rng = np.random.default_rng({seed})
{a} = rng.normal(0, 1, ({rows}, 3))  # {comment}
weights = np.linalg.lstsq({a}, {a} @ [1.0, -2.0, 3.0], rcond=None)[0]


def {b}(x, rate=0.1, steps={rows}):
    for step in range(steps):
        x = x - rate * 2 * (x - {seed})
    return x


print(weights.round(2), round({b}(4.0), 3))
```"""
SMALL = "the of a and to in is that it for with as by on from are at which this be so not an or each than".split()
SHORT = 0.2  # paragraphs that use an abbreviation
EXPLAINED = 240  # entries of which a glossary, which may be no longer, has a line
SYLLABLES = "ba co di fe gu la me no pi ru sa te vo xi zu kra plo stri dre gno ter al in or".split()


class Words:
    """Words that nobody has used, the first of them often and the last of them seldom, as in any language."""

    def __init__(self, chance: random.Random, count: int) -> None:
        self.chance = chance
        made = dict.fromkeys("".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(2 * count))
        self.all = list(made)[:count]
        self.weights = [0.0]
        for rank in range(len(self.all)):
            self.weights.append(self.weights[-1] + 1 / (rank + 10))
        del self.weights[0]

    def some(self, count: int) -> list[str]:
        """Return `count` words, every second one a small English one."""
        rare = self.chance.choices(self.all, cum_weights=self.weights, k=count)
        return [self.chance.choice(SMALL) if self.chance.random() < 0.45 else word for word in rare]


class MadeUp:
    """The parts of a made-up collection of `count` entries."""

    def __init__(self, count: int, seed: int = 11) -> None:
        self.chance = random.Random(seed)
        self.words = Words(self.chance, 3000 + count // 2)
        self.topics = [f"topic-{number:02}" for number in range(min(30, 11 + count // 500))]
        self.tags = {topic: [f"{self.chance.choice(self.words.all)}-{n}" for n in range(6)] for topic in self.topics}
        self.sources = [f"source-{number}" for number in range(5 + count // 500)]
        self.works = [f"made{1950 + number}work" for number in range(80)]
        self.things = [self._thing(number) for number in range(count)]
        self.homes = [self.chance.choice(self.topics) for _ in range(count)]
        explained = range(0, min(count, EXPLAINED), 3)  # of whose names a short form is in use
        self.shorts = {number: "".join(self.chance.choices("ABCDEFGHKLMNPRSTUVX", k=4)) for number in explained}
        self.ids = [f"{thing.replace(' ', '-')}-{number}" for number, thing in enumerate(self.things)]

    def _thing(self, number: int) -> str:
        return f"{self.chance.choice(self.words.all)} {self.words.all[number % len(self.words.all)]}"

    def entry(self, number: int) -> Entry:
        """Return one entry: a short answer, then some five hundred words with formulas, code, a table now and then."""
        chance, topic, thing = self.chance, self.homes[number], self.things[number]
        title = chance.choice(FORMS).format(thing, chance.choice(self.things))
        wordings = [title, *(form.format(thing, chance.choice(self.things)) for form in chance.sample(FORMS, 3))]
        asked = tuple(
            Asked(source, number + 1, chance.choice(wordings))
            for source in chance.sample(self.sources, chance.choice((1, 1, 1, 2, 3)))
        )
        return Entry(
            self.ids[number],
            topic,
            Path(f"{self.ids[number]}.md"),
            title,
            self._body(number, topic),
            1,
            level=chance.choice(LEVELS),
            tags=tuple(chance.sample(self.tags[topic], chance.choice((1, 1, 2)))),
            terms=(thing,),
            aliases=tuple(" ".join(chance.sample(self.words.all, 2)) for _ in range(2)),
            asked=asked,
            references=tuple(chance.sample(self.works, 2)),
        )

    def _body(self, number: int, topic: str) -> str:
        chance = self.chance
        blocks = [self._prose(35, 2)]
        for heading in ("How it works", "Why it works", "When it fails"):
            blocks += [f"## {heading}", self._prose(75, 3), self._prose(55, 2)]
        blocks.insert(4, f"$$\n{self._formula(DISPLAY)}\n$$")
        blocks.insert(7, self._code(number))
        if number % 4 == 0:
            rows = [f"| {' '.join(self.words.some(2))} | ${self._formula(FORMULAS)}$ |" for _ in range(4)]
            blocks.append("\n".join(["| case | what it takes |", "|---|---|", *rows]))
        blocks += ["## Often said, but", "\n".join(f"- *{self._prose(6, 0)}* {self._prose(25, 0)}" for _ in range(3))]
        others = [chance.randrange(len(self.ids)) for _ in range(3)]
        links = [
            f"- [{self.things[one]}]({'' if self.homes[one] == topic else f'../{self.homes[one]}/'}{self.ids[one]}.md):"
            f" {self._prose(8, 0)}"
            for one in others
        ]
        return "\n\n".join([*blocks, "## What comes next", "\n".join(links)])

    def glossary(self) -> str:
        """Return a line for each of the first entries, some with an abbreviation."""
        lines = []
        for number, thing in enumerate(self.things[:EXPLAINED]):
            if number % 40 == 0:
                lines.append(f"\n## Part {number // 40 + 1}\n")
            also = f" (also: {self.shorts[number]})" if number in self.shorts else ""
            target = f"topics/{self.homes[number]}/{self.ids[number]}.md"
            lines.append(f"- **[{thing}]({target})**{also}: {self._prose(10, 0)}")
        return "# Glossary\n" + "\n".join(lines) + "\n"

    def _code(self, number: int) -> str:
        a, b = self.chance.sample(self.words.all, 2)
        comment = " ".join(self.words.some(5))
        return CODE.format(seed=number, rows=self.chance.randint(5, 50), comment=comment, a=a, b=b)

    def _prose(self, length: int, formulas: int) -> str:
        words = self.words.some(length)
        words[-1] += "."
        for place in range(12, length - 1, 15):
            words[place] += "."
            words[place + 1] = words[place + 1].capitalize()
        if length > 30:
            words[length // 2] = f"**{words[length // 2]}**"
            words[5] = self.chance.choice(self.things)  # a term of another entry, to be linked
            if self.chance.random() < SHORT:
                words[8] = self.chance.choice(list(self.shorts.values()))
        for _ in range(formulas):
            words.insert(self.chance.randrange(1, length), f"${self._formula(FORMULAS)}$")
        return " ".join([words[0].capitalize(), *words[1:]])

    def _formula(self, forms: tuple[str, ...]) -> str:
        a, b, c = self.chance.sample("abcdfghknpqstuvwxyz", 3)
        return self.chance.choice(forms).format(a=a, b=b, c=c)


def write(docs: Path, count: int) -> None:
    """Write a collection of `count` made-up entries into the new folder `docs`."""
    made = MadeUp(count)
    (docs / "sources").mkdir(parents=True)
    for topic in made.topics:
        (docs / "topics" / topic).mkdir(parents=True)
        about = f"---\ntitle: Topic {topic[6:]}\norder: {int(topic[6:])}\ntags: [{', '.join(made.tags[topic])}]\n---\n"
        _write(docs / "topics" / topic / "index.md", f"{about}{made._prose(40, 0)}\n")
    for source in made.sources:
        _write(
            docs / "sources" / f"{source}.md", f"---\ntitle: Questions of {source}\npublisher: {source} press\n---\n"
        )
    _write(docs / "references.bib", "\n".join(_work(key, " ".join(made.words.some(6))) for key in made.works))
    _write(docs / "index.md", "# Made-up questions\n\nQuestions that nobody asks.\n")
    _write(docs / "glossary.md", made.glossary())
    for number in range(count):
        entry = made.entry(number)
        _write(docs / "topics" / entry.topic / f"{entry.id}.md", render_entry(entry))


def _work(key: str, title: str) -> str:
    fields = (
        f"author = {{Doe, Jane}}, title = {{{title}}}, journal = {{Made up}}, pages = {{1--9}}, year = {{{key[4:8]}}}"
    )
    return f"@article{{{key}, {fields}}}\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="\n")
