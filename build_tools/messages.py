"""Find what explains a message of `check`: its anchor on the page docs/messages.md, made from messages.toml."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PAGE = "messages.md"  # under docs/


@dataclass(frozen=True, slots=True)
class Message:
    """One kind of message."""

    name: str  # its anchor
    says: tuple[str, ...]  # the causes, with … for what a message puts in
    means: str  # Markdown


def _read() -> tuple[Message, ...]:
    said = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return tuple(Message(name, tuple(one["says"]), one["means"]) for name, one in said.items())


@cache
def pattern(said: str) -> re.Pattern:
    """Return what the causes match that `said` stands for."""
    return re.compile(".*".join(map(re.escape, said.split("…"))), re.DOTALL)


MESSAGES = _read()


def kind_of(cause: str) -> Message | None:
    """Return the kind of the message with that cause; where several fit, the one that says most of it in its words."""
    fitting = [
        (len(said.replace("…", "")), -place, one)
        for place, one in enumerate(MESSAGES)
        for said in one.says
        if pattern(said).fullmatch(cause)
    ]
    return max(fitting, key=lambda fit: fit[:2])[2] if fitting else None


def anchor_of(cause: str) -> str:
    """Return where the message with that cause is explained, such as `messages.md#link`; "" for other messages."""
    kind = kind_of(cause)
    return f"{PAGE}#{kind.name}" if kind else ""
