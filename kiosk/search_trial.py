"""How well the search answers a list of queries: the figures, and every query that it misses.

python -m kiosk.search_trial LIST [--site FILE] [--half even|odd] [--times N]

LIST is a TOML file like tests/search_queries.toml. A [[query]] is answered when one of its `right`
services is among the first three rows of a sure find; an [[absent]] one when nothing is called a
find. Both halves of the list are told apart, by even and odd numbers: who tunes the search on one
half learns from the other whether it has become better. `--half` shows the misses of one half only.
"""

from __future__ import annotations

import argparse
import dataclasses
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from kiosk.catalogue import Catalogue
from kiosk.search import Findings, Search
from shared.domain.ids import ServiceCode
from shared.domain.site import Site
from shared.protocol.site_file import read_site, read_site_file

FIRST = 3
"""A right answer stands among so many rows."""
_COPY = "~"
HALVES = {"odd": 1, "even": 0}


@dataclass(frozen=True, slots=True)
class Asked:
    """One query of the list; `right` is empty for what no service answers."""

    number: int
    text: str
    right: tuple[str, ...]
    kind: str


@dataclass(slots=True)
class Trial:
    """What became of a list's queries."""

    answered: list[Asked] = field(default_factory=list)
    missed: list[tuple[Asked, tuple[str, ...]]] = field(default_factory=list)
    """With the codes that were shown as found; empty where nothing was."""
    key_ms: list[float] = field(default_factory=list)
    """Processor time of each press of a key, in milliseconds, the shortest first."""

    def share(self, half: str, *, absent: bool) -> tuple[int, int]:
        """Answered and asked of one half."""
        mine = HALVES[half]
        right = sum(a.number % 2 == mine and absent == (not a.right) for a in self.answered)
        wrong = sum(a.number % 2 == mine and absent == (not a.right) for a, _ in self.missed)
        return right, right + wrong


def asked_in(source: str) -> Iterator[Asked]:
    """The queries and the absent ones of a list, each numbered from 1."""
    lists = tomllib.loads(source)
    for number, entry in enumerate(lists.get("query", ()), start=1):
        yield Asked(number, entry["text"], tuple(entry["right"]), entry.get("kind", ""))
    for number, entry in enumerate(lists.get("absent", ()), start=1):
        yield Asked(number, entry["text"], (), "absent")


def tried(search: Search, queries: Iterator[Asked], *, first: int = 1) -> Trial:
    """Each query typed letter by letter, as at the kiosk; before the `first` it is not searched."""
    trial = Trial()
    for asked in queries:
        found = Findings()
        for end in range(min(first, len(asked.text)), len(asked.text) + 1):
            start = time.process_time()
            found = search.find(asked.text[:end])
            trial.key_ms.append((time.process_time() - start) * 1000)
        shown = () if found.near else tuple(one.code.partition(_COPY)[0] for one in found.services)
        if set(shown[:FIRST]) & set(asked.right) or not (shown or asked.right):
            trial.answered.append(asked)
        else:
            trial.missed.append((asked, shown[:FIRST]))
    trial.key_ms.sort()
    return trial


def larger(site: Site, times: int) -> Site:
    """A site with so many times the services, each with a word of its own."""
    copies = [
        dataclasses.replace(
            one,
            code=ServiceCode(f"{one.code}{_COPY}{copy}"),
            popular=None,
            aliases=(*one.aliases, f"{one.code}{copy}".replace("-", "").casefold()),
        )
        for copy in range(1, times)
        for one in site.services
    ]
    return dataclasses.replace(site, services=(*site.services, *copies))


def report(trial: Trial, halves: tuple[str, ...]) -> Iterator[str]:
    """Lines for people: misses first, then the figures."""
    for asked, shown in trial.missed:
        if asked.number % 2 in {HALVES[half] for half in halves}:
            told = ", ".join(shown) if shown else "nothing"
            wanted = ", ".join(asked.right[:4]) or "nothing"
            yield f"{asked.number:>4} {asked.kind:<8} “{asked.text}”: {told}; right: {wanted}"
    for half in HALVES:
        right, all_of = trial.share(half, absent=False)
        none, all_none = trial.share(half, absent=True)
        yield f"{half:>5} numbers: {right} of {all_of} answered, {none} of {all_none} not here"
    middle, most = (trial.key_ms[int((len(trial.key_ms) - 1) * part)] for part in (0.5, 0.99))
    longest = trial.key_ms[-1]
    yield f"a key: median {middle:.1f} ms, 99 % within {most:.1f} ms, longest {longest:.1f} ms"


def main() -> int:
    """Exit status 1 when fewer than 95 of 100 are answered, or something absent is called found."""
    options = _parser().parse_args()
    site = larger(_site(options.site), options.times)
    search = Search(Catalogue(site, ""))
    trial = tried(search, asked_in(options.list.read_text(encoding="utf-8")))
    for line in report(trial, (options.half,) if options.half else tuple(HALVES)):
        print(line)
    asked = [one for one in (*trial.answered, *(a for a, _ in trial.missed)) if one.right]
    wrong = [one for one, _ in trial.missed if one.right]
    return int(len(wrong) > 0.05 * len(asked) or any(not one.right for one, _ in trial.missed))


def _site(path: Path | None) -> Site:
    if path is not None:
        return read_site_file(path)
    sample = files("assets").joinpath("sample_site.json")
    return read_site(sample.read_text(encoding="utf-8"), toml=False)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m kiosk.search_trial",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("list", type=Path, metavar="LIST")
    parser.add_argument("--site", type=Path, default=None, metavar="FILE")
    parser.add_argument("--half", choices=tuple(HALVES), help="show the misses of this half only")
    parser.add_argument("--times", type=int, default=1, help="so many times the site's services")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
