"""A part of the hub that fails: the hub ends, and says which part it was and why."""

from __future__ import annotations

import asyncio
import logging
from typing import cast

import pytest

from shared.hub.hub import Hub
from shared.hub.server import _until


class OfOneTask:
    """What `_until` asks of a hub; its one task ends by itself."""

    def __init__(self, error: Exception | None) -> None:
        self._error = error

    async def broken(self) -> asyncio.Task[None]:
        part = asyncio.create_task(self._work(), name="time")
        await asyncio.wait({part})
        return part

    async def _work(self) -> None:
        if self._error is not None:
            raise self._error


@pytest.mark.parametrize(
    ("error", "said"),
    [(RuntimeError("the clock is gone"), "the clock is gone"), (None, "it has ended")],
)
def test_which_part_failed_is_said_and_why(
    error: Exception | None, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def serve() -> None:
        await asyncio.wait_for(_until(asyncio.Event(), cast(Hub, OfOneTask(error))), 10)

    asyncio.run(serve())
    (record,) = [one for one in caplog.records if one.levelno == logging.CRITICAL]
    assert "a part of the hub has failed (time: " in record.getMessage()
    assert said in record.getMessage()
    assert (record.exc_info is not None and record.exc_info[1]) == (error or False)


def test_a_hub_that_is_told_to_stop_says_nothing_of_the_kind(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Whole(OfOneTask):
        async def broken(self) -> asyncio.Task[None]:
            await asyncio.Event().wait()
            raise AssertionError

    async def serve() -> None:
        stopping = asyncio.Event()
        stopping.set()
        await asyncio.wait_for(_until(stopping, cast(Hub, Whole(None))), 10)

    asyncio.run(serve())
    assert [one for one in caplog.records if one.name.startswith("shared.")] == []
