"""A hub that is told to stop stops, whatever else happens at that very moment."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.integration.permission_hall import PermissionHall

TURNS = range(6)
"""So many turns of the loop lie between the two; one of them used to swallow the stop."""


def test_its_watch_ends_also_while_the_clock_is_set(tmp_path: Path) -> None:
    hall = PermissionHall(tmp_path, loopback=True)

    async def ends(turns: int) -> bool:
        watch = asyncio.get_running_loop().create_task(hall.hub._watch_time())
        await asyncio.sleep(0)  # it waits
        hall.hub.clock.stepped.set()
        for _ in range(turns):
            await asyncio.sleep(0)
        watch.cancel()
        done, _ = await asyncio.wait({watch}, timeout=10)
        watch.cancel()
        return bool(done)

    ended = [hall.run(ends(turns)) for turns in TURNS]
    hall.close()
    assert ended == [True] * len(TURNS)
