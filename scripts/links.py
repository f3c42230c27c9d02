"""Check that the links of the collection to other sites lead somewhere: `make links`, the only check that needs them.

A page that is gone (404, 410), or a host that is not there, is a mistake. A host that refuses programs, or is slow
today, says nothing about the link and is only told.
"""

import sys
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit

import click

from build_tools.collection import load, markdown_files, split
from build_tools.markup import links

_TIMEOUT = 20  # seconds a page
_PAUSE = 1.0  # seconds between two pages of one host
_AT_ONCE = 8  # hosts
_GONE = (404, 410)
_AGENT = {"User-Agent": "link check of a site of interview questions"}


def addresses(docs: Path) -> dict[str, list[str]]:
    """Return each address on the web that the files under `docs` name, with the places where it stands."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in markdown_files(docs):
        parts = split(path)
        for link in links(parts.body):
            if link.target.startswith(("http://", "https://")):
                found[link.target.partition("#")[0]].append(f"{path}:{parts.body_line + link.line - 1}")
    collection = load(docs)
    for place, address in [(s.path, s.address) for s in collection.sources] + [
        (f"{docs / 'references.bib'}:{work.line}", work.address) for work in collection.references
    ]:
        if address:
            found[address].append(str(place))
    return dict(sorted(found.items()))


def state(address: str) -> str:
    """Return "" where an address leads somewhere, "gone: …" where it does not, "unclear: …" where nobody can tell."""
    for method in ("HEAD", "GET"):  # some hosts know no HEAD
        request = urllib.request.Request(address, headers=_AGENT, method=method)
        try:
            with urllib.request.urlopen(request, timeout=_TIMEOUT):
                return ""
        except urllib.error.HTTPError as error:
            said = f"gone: {error.code}" if error.code in _GONE else f"unclear: {error.code}"
        except urllib.error.URLError as error:
            return f"gone: {error.reason}" if "Name or service not known" in str(error) else f"unclear: {error.reason}"
        except (OSError, HTTPException, ValueError) as error:
            return f"unclear: {error}"
    return said


def _of_one_host(found: list[str]) -> Iterator[tuple[str, str]]:
    for n, address in enumerate(found):
        if n:
            time.sleep(_PAUSE)
        yield address, state(address)


def check(places: Mapping[str, list[str]]) -> list[str]:
    """Return a line for each address that does not plainly lead somewhere, the worst first."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for address in places:
        hosts[urlsplit(address).netloc].append(address)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        states = dict(pair for pairs in pool.map(lambda one: list(_of_one_host(one)), hosts.values()) for pair in pairs)
    return sorted(f"{said}: {address} ({', '.join(places[address])})" for address, said in states.items() if said)


if __name__ == "__main__":
    found = addresses(Path("docs"))
    told = check(found)
    for line in told:
        click.echo(line)
    click.echo(f"{len(found)} links, {sum(line.startswith('gone') for line in told)} of them gone")
    sys.exit(any(line.startswith("gone") for line in told))
