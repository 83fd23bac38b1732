"""Tickets a second over HTTP and over the line, beside bare SQLite commits on the same disk."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from shared.cli.bench.figures import Figure
from shared.cli.demo.cast import Cast
from shared.cli.environment import environment, python

DEVICES = 130

RUNS: tuple[tuple[str, int, bool, int, float | None], ...] = (
    ("http", 1, False, 600, None),
    ("http", 64, False, 4_000, 0.8),
    ("ws", 1, False, 600, None),
    ("ws", 64, False, 6_000, 1.5),
    ("http", 1, True, 600, None),
    ("http", 64, True, 3_000, 0.5),
    ("ws", 1, True, 600, None),
    ("ws", 64, True, 4_000, 1.5),
)
"""Kind, clients, with devices, tickets a run, and the ratio to the bare loop that is aimed at."""

BARE = 600
_ROW = "x" * 420
"""As long as the entry of an issued ticket."""


def throughput(directory: Path | None, *, rounds: int, quick: bool) -> list[Figure]:
    """All of RUNS, `rounds` times over, each round with its own bare loop."""
    measured: dict[int, list[float]] = defaultdict(list)
    bare: list[float] = []
    with (
        tempfile.TemporaryDirectory(dir=directory, prefix="giliran-bench-") as name,
        Cast(Path(name), environment()) as cast,
    ):
        quiet, crowded = _hubs(cast)
        _connect(cast, crowded)
        for turn in range(rounds):
            _say(f"round {turn + 1} of {rounds}")
            bare.append(bare_commits(Path(name), BARE // (6 if quick else 1)))
            for index, (kind, clients, devices, total, _) in enumerate(RUNS):
                address = crowded if devices else quiet
                count = max(clients, total // (10 if quick else 1))
                measured[index].append(_load(address, kind, clients, count)["per_second"])
    return [_bound(bare), *(_figure(i, measured[i], bare) for i in range(len(RUNS)))]


def bare_commits(directory: Path, count: int) -> float:
    """Rows a second: BEGIN IMMEDIATE, INSERT, COMMIT at synchronous=FULL, nothing around it."""
    with closing(sqlite3.connect(directory / "bare.db", isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE IF NOT EXISTS entries (seq INTEGER PRIMARY KEY, body TEXT)")
        began = time.perf_counter()
        for _ in range(count):
            database.execute("BEGIN IMMEDIATE")
            database.execute("INSERT INTO entries (body) VALUES (?)", (_ROW,))
            database.execute("COMMIT")
        return count / (time.perf_counter() - began)


def _hubs(cast: Cast) -> tuple[str, str]:
    addresses = []
    for name in ("quiet", "crowded"):
        data = cast.directory / name
        words = ("hub", "--data", data, "--always-open", "--no-advertise")
        hub = cast.start(name, "shared.cli", *words)
        addresses.append(str(hub.hear()["url"]))
    return addresses[0], addresses[1]


def _connect(cast: Cast, address: str) -> None:
    at = urlsplit(address)
    words = (at.hostname, at.port, "devices", DEVICES)
    devices = cast.start("devices", "shared.cli.bench.load", *words)
    devices.hear()


def _load(address: str, kind: str, clients: int, total: int) -> dict[str, float]:
    at = urlsplit(address)
    words = map(str, (at.hostname, at.port, kind, clients, total))
    command = python("shared.cli.bench.load", *words)
    done = subprocess.run(command, capture_output=True, check=True, env=environment())
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def _bound(bare: list[float]) -> Figure:
    return Figure(name="bare SQLite commits (FULL)", unit="/s", runs=bare)


def _figure(index: int, runs: list[float], bare: list[float]) -> Figure:
    kind, clients, devices, _, aim = RUNS[index]
    way = "HTTP" if kind == "http" else "/ws"
    with_devices = f", {DEVICES} devices" if devices else ""
    return Figure(
        name=f"tickets over {way}, {clients} client{'s' if clients > 1 else ''}{with_devices}",
        unit="/s",
        runs=runs,
        bound=bare,
        bound_name="bare",
        at_least=aim,
    )


def _say(words: str) -> None:
    print(f"giliran bench: {words}", file=sys.stderr, flush=True)
