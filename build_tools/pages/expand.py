"""Put the whole answers into the HTML of a list of questions, each closed until a reader opens it."""

import re
from collections.abc import Mapping

from build_tools.publication import Answer

# What lists.py writes of one question, as Markdown renders it: its link and level, then its short answer.
_QUESTION = re.compile(
    r'<li>\s*<p><a href="(?P<to>(?:\.\./)*questions/(?P<id>[a-z0-9-]+)/)">(?P<title>.*?)</a>'
    r"(?: \((?P<level>basic|intermediate|advanced)\))?</p>(?P<short>.*?)</li>",
    re.DOTALL,
)
# Each begins with plain letters, which `re` finds many times faster than a choice of them or the edge of a word; what
# stands before them is looked at afterwards.
_ADDRESSES = tuple(
    re.compile(rf'(?P<name>{name}=")(?<!\w{name}=")(?![a-z][a-z0-9+.-]*:|/)(?P<address>[^"]*)')
    for name in ("href", "src")
)
_ID = re.compile(r'id="(?<!\wid=")(?P<id>[^"]*)"')
_LABELS = re.compile(r'aria-(?<!\waria-)(?P<kind>labelledby|describedby)="(?P<ids>[^"]*)"')
_SIGN = re.compile(r'<a class="headerlink".*?</a>')
_CUT = " …</p>"  # behind a short answer that is longer than a list shows


def expandable(page: str, answers: Mapping[str, Answer]) -> str:
    """Return the HTML of a list of questions with the rest of each answer in a `<details>` behind the short one.

    `answers` are as their own pages show them: addresses and ids are made to hold on this page too.
    """

    def one(match: re.Match[str]) -> str:
        level = f' <span class="level {match["level"]}">{match["level"]}</span>' if match["level"] else ""
        head = f'<p><a href="{match["to"]}">{match["title"]}</a>{level}</p>{match["short"]}'
        answer = answers.get(match["id"])
        whole = answer and (answer.short * match["short"].rstrip().endswith(_CUT) + answer.rest)
        if not whole:
            return f"<li>{head}</li>"
        moved = moved_html(whole, match["to"], match["id"])
        return f'<li>{head}<details class="answer"><summary>The whole answer</summary>\n{moved}</details></li>'

    return _QUESTION.sub(one, page)


def moved_html(answer: str, page: str, name: str) -> str:
    """Return HTML of the page at the relative address `page` for another page, where its ids begin with `name`."""

    def address(match: re.Match[str]) -> str:
        target = match["address"]
        return match["name"] + (f"#{name}--{target[1:]}" if target.startswith("#") else page + target)

    def labels(match: re.Match[str]) -> str:
        ids = " ".join(f"{name}--{one}" for one in match["ids"].split())
        return f'aria-{match["kind"]}="{ids}"'

    answer = _SIGN.sub("", answer)
    for addresses in _ADDRESSES:
        answer = addresses.sub(address, answer)
    return _LABELS.sub(labels, _ID.sub(lambda match: f'id="{name}--{match["id"]}"', answer))
