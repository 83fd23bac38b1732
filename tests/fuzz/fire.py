"""A hub under fire, and what is counted: inputs, and whatever must not be."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.integration.real_hub import RealHub

HANG_S = 20.0
"""Whoever has no answer by then gets none."""

SPARE_MIB = 12.0
"""By which a hub may grow whatever comes: what allocators keep, and lists that are bounded."""

ENTRY_KIB = 12.0
"""What an entry of the journal may keep in memory: a ticket, its visit, its texts, its id."""


@dataclass
class Seen:
    """What has been fired, and what came of it."""

    inputs: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    seconds: Counter[str] = field(default_factory=Counter)
    slowest_s: float = 0.0
    memory_mib: list[float] = field(default_factory=list)
    entries: list[int] = field(default_factory=list)

    @contextmanager
    def one(self, kind: str, what: object) -> Iterator[None]:
        """One input; it hangs when it takes too long."""
        self.inputs[kind] += 1
        began = time.monotonic()
        yield
        took = time.monotonic() - began
        self.seconds[kind] += took  # type: ignore[assignment]  # it adds what can be added
        self.slowest_s = max(self.slowest_s, took)
        if took > HANG_S:
            self.fault(f"{kind} took {took:.1f} s", what)

    def fault(self, words: str, what: object) -> None:
        if len(self.faults) < 20:
            self.faults.append(f"{words}: {what!r:.3000}")

    def report(self) -> str:
        """For the record, as JSON."""
        return json.dumps(
            {
                "inputs": sum(self.inputs.values()),
                "by kind": dict(self.inputs),
                "seconds": {kind: round(took, 1) for kind, took in self.seconds.items()},
                "outcomes": dict(self.outcomes.most_common()),
                "faults": self.faults,
                "slowest s": round(self.slowest_s, 2),
                "memory MiB": [round(one, 1) for one in self.memory_mib],
                "journal entries": self.entries,
            },
            indent=1,
        )


Fire = Callable[[RealHub, random.Random, int, Seen], None]
"""Fires so many inputs."""


def under_fire(hub: RealHub, fires: dict[Fire, int], seen: Seen, seed: int, rounds: int) -> None:
    """Each in turn, some rounds: what grows by the round is a leak."""
    chance = random.Random(seed)
    for _ in range(rounds):
        for fire, count in fires.items():
            fire(hub, chance, max(1, count // rounds), seen)
            _still_there(hub, seen, fire)
        seen.memory_mib.append(memory_mib(hub))
        seen.entries.append(int(hub.get("/healthz")["journal"]["seq"]))
    said = hub.said()
    for words in ("Traceback", "a fault of ours", "A fault of ours", "never awaited"):
        if words in said:
            at = said.index(words)
            seen.fault("the log", said[max(0, at - 200) :].splitlines()[:60])


def _still_there(hub: RealHub, seen: Seen, fire: Fire) -> None:
    assert hub.process is not None
    if hub.process.poll() is not None:
        raise AssertionError(f"the hub is gone after {fire}: {hub.said()[-3_000:]}")
    began = time.monotonic()
    if hub.request("GET", "/healthz").status_code != 200:
        seen.fault("no health", fire)
    seen.slowest_s = max(seen.slowest_s, time.monotonic() - began)


def require_no_leak(seen: Seen) -> None:
    """From the first round on a hub grows by what it has to remember, and by nothing else."""
    grown = seen.memory_mib[-1] - seen.memory_mib[0]
    remembered = (seen.entries[-1] - seen.entries[0]) * ENTRY_KIB / 1024
    assert grown <= SPARE_MIB + remembered, seen.report()


def memory_mib(hub: RealHub) -> float:
    """What the hub's process holds."""
    assert hub.process is not None
    for line in Path(f"/proc/{hub.process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise AssertionError("no VmRSS")
