"""The list of all figures: what each shows, in words, and what draws it."""

from collections.abc import Callable
from dataclasses import dataclass

from build_tools.figures import activations
from build_tools.figures.draw import Drawing, render


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the site."""

    name: str  # of its file without the ending; ids in the file begin with it
    title: str  # what it shows, in a few words
    description: str  # for those who cannot see it: what a reader takes from it, with its numbers
    draw: Callable[[], Drawing]

    def svg(self) -> str:
        """Return the text of the figure's file."""
        return render(self.name, self.title, self.description, self.draw())


FIGURES = (
    Figure(
        "activation-functions",
        "Activation functions and their derivatives",
        "Sigmoid, tanh and ReLU over inputs from −5 to 5, each with its derivative below. The sigmoid's derivative is "
        "0.25 at most and tanh's 1, and both fall to zero on either side; ReLU's is 0 left of zero and 1 right of it.",
        activations.activation_functions,
    ),
    # Figures of the second part follow here.
)
