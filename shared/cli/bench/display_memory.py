"""Whether a TV's memory stays flat: ten thousand calls in fast motion on a real display.

The display is the usual process at 1080p without a voice, which would take two days for so many;
its calls come from a real hub. No visitor stands up before a frame had the number, so every call
is drawn, or the bench fails: officers who press as fast as they can end calls, on a busy machine,
before any frame. Every twentieth visitor does not come, so that the missed numbers go round in the
footer as well: for a minute instead of thirty, for there are as many in it then.
"""

from __future__ import annotations

import re
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.cli.bench.figures import Figure
from shared.cli.bench.tv_hall import Hub
from shared.cli.demo.cast import Cast, Player
from shared.cli.environment import without_screen

CALLS, FEW = 10_000, 400
TV = "tv-biru"
SAMPLES = 100
"""How often it is looked at the memory, evenly over the calls."""
WARM = 4_000
"""Calls in which caches fill, the memory growing ever slower: what grows after them grows for
ever. A shorter run tells only how fast they fill, which is good for comparing two versions."""
AIM_PER_THOUSAND = 0.1
"""MB: a year's calls of a large zone, a hundred thousand, in some ten megabytes."""


@dataclass(frozen=True, slots=True)
class Sample:
    """After so many calls: MB that the display holds for itself."""

    calls: int
    megabytes: float


def display_memory(directory: Path | None, *, quick: bool) -> list[Figure]:
    """What a TV holds at the end, and how it grows; DemoFailed where a call was not drawn."""
    with (
        tempfile.TemporaryDirectory(dir=directory, prefix="giliran-bench-") as name,
        Cast(Path(name), without_screen()) as cast,
    ):
        hub = Hub(cast.hub()[1])
        hub.change_site(_forget_soon)
        tv = _display(cast, hub.url)
        hub.await_display()
        began = time.monotonic()
        samples = _played(hub, tv, FEW if quick else CALLS)
        seconds = time.monotonic() - began
        shown = hub.shown()
    last = samples[-1]
    return [
        Figure(
            name=f"a display's own memory after {last.calls:,} calls, each of them drawn",
            unit="MB",
            runs=[last.megabytes],
            more={"first_mb": samples[0].megabytes, "seconds": seconds, "drawn": shown},
        ),
        _growth(samples),
    ]


def _growth(samples: list[Sample]) -> Figure:
    """What a thousand calls add: to a warm display, or to one that a short run only warms."""
    warm = [one for one in samples if one.calls > WARM]
    cold = [one for one in samples if one.calls > samples[-1].calls / 4]
    return Figure(
        name=f"… what a thousand calls add to it {'once warm' if warm else 'while it warms'}",
        unit="MB",
        runs=[_slope(warm or cold)],
        at_most=AIM_PER_THOUSAND if warm else None,
        more={f"mb_after_{one.calls}": one.megabytes for one in samples[:: SAMPLES // 10]},
    )


def _forget_soon(site: dict[str, Any]) -> None:
    site.setdefault("rules", {})["missed_minutes"] = 1


def _display(cast: Cast, hub: str) -> Player:
    """As in the hall: nobody leads it, for what a director notes would be counted as well."""
    size = ("--windowed", "1920x1080", "--no-voice")
    data = cast.directory / "display"
    return cast.start("display", "display", "--hub", hub, "--device", TV, "--data", data, *size)


def _played(hub: Hub, tv: Player, calls: int) -> list[Sample]:
    each = max(1, calls // SAMPLES)
    samples = []
    for nth in range(1, calls + 1):
        hub.call(nth)
        if nth % each == 0:
            samples.append(Sample(nth, _private_mb(tv.pid)))
    hub.await_shown(calls)
    assert tv.running, tv.tail()
    return samples


def _private_mb(pid: int) -> float:
    """What the process alone holds: code that it shares with others is left out."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    found = re.findall(r"^(?:Private_Clean|Private_Dirty|Swap):\s+(\d+) kB", rollup, re.M)
    return sum(map(int, found)) / 1024


def _slope(samples: list[Sample]) -> float:
    """MB for a thousand calls: of the straight line that fits best."""
    middle = sum(one.calls for one in samples) / len(samples)
    level = sum(one.megabytes for one in samples) / len(samples)
    across = sum((one.calls - middle) ** 2 for one in samples)
    along = sum((one.calls - middle) * (one.megabytes - level) for one in samples)
    return 1_000 * along / across if across else 0.0
