"""What sources publish in the year that is played: questions in several wordings, and pages that change."""

from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.text import wording_key

# Each line is one question, in wordings that a page may change between. Neighbours differ by little and are not the
# same; the last but one fits no topic, and the last leans on the question before it.
QUESTIONS = (
    ("What is dropout?", "Explain dropout.", "What do you understand by dropout?"),
    ("What is early stopping?", "How does early stopping work?"),
    ("What is a convolutional neural network (CNN)?", "What are CNNs?"),
    ("What is the difference between precision and recall?", "How do precision and recall differ?"),
    ("What is L1 regularization?", "Explain L1 regularization."),
    ("What is L2 regularization?", "Explain L2 regularization."),
    ("What is overfitting and how do you fight it?",),
    ("What is underfitting and how do you fight it?",),
    ("Why does a network need a validation set?",),
    ("Why does a network need a training set?",),
    ("What is a batch size of 32 good for?",),
    ("What is a batch size of 64 good for?",),
    ("What does an embedding layer store?",),
    ("Why is accuracy a poor measure for rare classes?",),
    ("How do you change a tyre?", "How is a tyre changed?"),
    ("How would you choose its value?",),
)
_MATTERS = (
    "salt",
    "bread",
    "water",
    "paper",
    "iron",
    "wool",
    "honey",
    "glass",
    "coal",
    "linen",
    "amber",
    "copper",
    "rye",
    "chalk",
    "cedar",
    "slate",
)  # of the answers, which only have to differ


def answer(question: int, kind: int) -> str:
    """Return the Markdown of an answer: one sentence, two paragraphs, a list, or nothing."""
    matter = _MATTERS[question]
    return (
        f"In one sentence it is a thing of {matter}.",
        f"The way of {matter} follows its slope until it ends.\n\nThen whoever carries {matter} goes slower.",
        f"Three things matter to {matter}:\n\n- old {matter}\n- fresh {matter}\n- the price of {matter}",
        "",
    )[kind]


def variant(wording: str, kind: int) -> str:
    """Return a wording as another scrape may bring it: itself, in capitals, without its mark, with a typing error."""
    long = max(wording.strip("?.").split(), key=len).strip("(),")
    mistyped = f"{long[:-1]}{long[-2]}{long[-1]}"
    return (wording, wording.upper(), wording.rstrip("?."), wording.replace(long, mistyped, 1))[kind]


FORM = {  # wording key -> (question, form): what a line of `asked` is about, for whoever wrote it down
    wording_key(variant(wording, kind)): (number, form)
    for number, wordings in enumerate(QUESTIONS)
    for form, wording in enumerate(wordings)
    for kind in range(4)
}


@dataclass(frozen=True)
class Asking:
    """One question on a page."""

    question: int
    form: int = 0
    kind: int = 0
    answer: int = 0

    @property
    def wording(self) -> str:
        """The words on the page."""
        wordings = QUESTIONS[self.question]
        return variant(wordings[self.form % len(wordings)], self.kind)


@dataclass(frozen=True)
class Page:
    """One source as it is today."""

    name: str
    address: str
    asked: tuple[Asking, ...]

    @property
    def keys(self) -> set[str]:
        """What it asks, whatever the type."""
        return {wording_key(one.wording) for one in self.asked}

    def save(self, folder: Path) -> Path:
        """Write the page as a scraper saves it."""
        title = f"Interview questions of the {self.name} meetup"
        said = [(n, one.wording, answer(one.question, one.answer)) for n, one in enumerate(self.asked, 1)]
        if self.address:
            path = folder / f"{self.name}.html"
            head = f'<head><title>{title}</title><link rel="canonical" href="{self.address}"></head>'
            main = "\n".join(f"<h2>{n}. {wording}</h2>\n<p>{text}</p>" for n, wording, text in said)
            whole = f"<html>{head}<body><main>\n{main}\n</main></body></html>"
        else:
            path = folder / f"{self.name}.txt"
            whole = "\n\n".join([title, *(f"Q{n}. {wording}\nAnswer: {text}" for n, wording, text in said)])
        path.write_text(f"{whole}\n", "utf-8")
        return path

    def reworded(self, place: int, form: int, kind: int) -> "Page":
        """Return the page with one question in other words."""
        place %= len(self.asked)
        return self._with(place, replace(self.asked[place], form=form, kind=kind))

    def answered(self, place: int, answer: int) -> "Page":
        """Return the page with another answer to one question."""
        place %= len(self.asked)
        return self._with(place, replace(self.asked[place], answer=answer))

    def turned(self, by: int) -> "Page":
        """Return the page with its questions in another order, and so with other numbers."""
        by %= len(self.asked)
        return replace(self, asked=self.asked[by:] + self.asked[:by])

    def without(self, place: int) -> "Page":
        """Return the page with one question fewer; four stay."""
        place %= len(self.asked)
        return replace(self, asked=self.asked[:place] + self.asked[place + 1 :]) if len(self.asked) > 4 else self

    def changed(self, place: int, question: int) -> "Page":
        """Return the page with another question under the number of one that goes."""
        known = {one.question for one in self.asked}
        return self if question in known else self._with(place % len(self.asked), Asking(question))

    def longer(self, place: int, question: int) -> "Page":
        """Return the page with one question more."""
        if question in {one.question for one in self.asked}:
            return self
        place %= len(self.asked) + 1
        return replace(self, asked=(*self.asked[:place], Asking(question, answer=1), *self.asked[place:]))

    def _with(self, place: int, asking: Asking) -> "Page":
        return replace(self, asked=(*self.asked[:place], asking, *self.asked[place + 1 :]))
