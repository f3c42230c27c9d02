"""Figures of the five steps by which a reader corrects a page in the browser."""

from build_tools.figures.draw import (
    BLUE,
    GREEN,
    ORANGE,
    WIDTH,
    Drawing,
    arrow,
    box,
    line,
    rectangle,
    text,
)

_LEFT, _RIGHT, _TOP = 40, WIDTH - 40, 12  # of the window
_BAR = 26  # height of its head
_MARGIN = _LEFT + 18


def _window(height: float, head: str) -> list[str]:
    """Return a window of a browser with words in its head."""
    return [
        rectangle(_LEFT, _TOP, _RIGHT - _LEFT, height, fill=0, thin=True),
        line((_LEFT, _TOP + _BAR), (_RIGHT, _TOP + _BAR), thin=True, faint=True),
        text(_MARGIN, _TOP + _BAR / 2, head, anchor="start"),
    ]


def _prose(y: float, *widths: float) -> list[str]:
    """Return lines that stand for lines of text."""
    return [line((_MARGIN, y + 14 * i), (_MARGIN + width, y + 14 * i), faint=True) for i, width in enumerate(widths)]


def _button(x: float, y: float, words: str, width: float) -> str:
    return box(x, y, width, 30, words, GREEN, fill=0.25)


def edit_page() -> Drawing:
    """Return the page of a question with the link that opens its file."""
    return Drawing(
        230,
        (
            *_window(206, "…/questions/dropout/"),
            text(_MARGIN, 60, "What is dropout?", anchor="start", bold=True),
            line((_MARGIN, 80), (_MARGIN, 106), color=BLUE),
            *[line((_MARGIN + 12, y), (_MARGIN + width, y), faint=True) for y, width in ((86, 400), (100, 330))],
            *_prose(126, 430, 410, 300),
            arrow((_MARGIN + 62, 162), (_MARGIN + 62, 178), color=ORANGE),
            box(_MARGIN + 62, 196, 132, 28, "Edit this page", BLUE),
            text(_MARGIN + 150, 196, "Something is wrong", anchor="start"),
        ),
    )


def edit_fork() -> Drawing:
    """Return the question of the code host whether to make a copy."""
    return Drawing(
        164,
        (
            *_window(112, "code host"),
            text(WIDTH / 2, 60, "To change this file you need a copy of your own."),
            _button(WIDTH / 2, 96, "Fork this repository", 180),
            arrow((420, 96), (WIDTH / 2 + 96, 96), color=ORANGE),
            text(WIDTH / 2, 146, "It asks only once."),
        ),
    )


def edit_sentence() -> Drawing:
    """Return the editor with the lines to leave alone and the sentence to change."""
    head = ("---", "title: What is dropout?", "level: basic", "---")
    return Drawing(
        250,
        (
            *_window(226, "docs/topics/regularization/dropout.md"),
            box(_MARGIN + 26, 56, 52, 24, "Edit", BLUE),
            text(_MARGIN + 66, 56, "Preview", anchor="start"),
            *[text(_MARGIN, 88 + 20 * i, words, anchor="start") for i, words in enumerate(head)],
            line((330, 82), (340, 82), (340, 154), (330, 154), thin=True),
            text(350, 118, "leave these alone", anchor="start"),
            rectangle(_MARGIN - 6, 170, 262, 24, ORANGE, 0.2, outline=False),
            text(_MARGIN, 182, "Dropout is on in training only.", anchor="start"),
            arrow((344, 182), (_MARGIN + 264, 182), color=ORANGE),
            text(350, 182, "here you write", anchor="start"),
            *_prose(208, 420, 380),
        ),
    )


def edit_propose() -> Drawing:
    """Return the window that asks what was changed."""
    return Drawing(
        216,
        (
            *_window(192, "Propose changes"),
            text(_MARGIN, 58, "What was wrong?", anchor="start"),
            rectangle(_MARGIN, 70, 440, 28, fill=0, thin=True),
            text(_MARGIN + 10, 84, "Dropout is off when the network is used", anchor="start"),
            text(_MARGIN, 118, "Where can it be looked up?", anchor="start"),
            rectangle(_MARGIN, 130, 440, 28, fill=0, thin=True),
            _button(_MARGIN + 368, 182, "Propose changes", 144),
            arrow((270, 182), (_MARGIN + 292, 182), color=ORANGE),
        ),
    )


def edit_send() -> Drawing:
    """Return the comparison of the old line with the new one, and what comes of it."""
    return Drawing(
        226,
        (
            *_window(136, "Comparing changes"),
            rectangle(_MARGIN, 50, 440, 24, ORANGE, 0.2, outline=False),
            text(_MARGIN + 10, 62, "−  Dropout is always on.", anchor="start"),
            rectangle(_MARGIN, 76, 440, 24, GREEN, 0.2, outline=False),
            text(_MARGIN + 10, 88, "+  Dropout is on in training only.", anchor="start"),
            _button(_MARGIN + 358, 124, "Create pull request", 164),
            arrow((260, 124), (_MARGIN + 272, 124), color=ORANGE),
            box(110, 192, 140, 40, "a machine\nchecks it", BLUE),
            arrow((182, 192), (206, 192)),
            box(280, 192, 140, 40, "a maintainer\nreads it", BLUE),
            arrow((352, 192), (376, 192)),
            box(450, 192, 140, 40, "the site is\nbuilt anew", BLUE),
        ),
    )
