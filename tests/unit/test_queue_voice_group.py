"""The voice desk's further habits: who takes over, quiet hours, and a call spoken once more."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from shared.domain import commands as c
from shared.domain.ids import CounterId
from shared.hub.presence import Line
from shared.hub.voice import REPEAT_SECONDS
from shared.hub.voice_watch import ASK_SECONDS, DEAD_SECONDS
from shared.protocol.site_file import site_document, site_from
from tests.unit.voice_stage import Paper, Stage, TravelLoop, on_stage, three_zones, tickets


def with_voice(work: Callable[[Stage], Awaitable[None]], **voice: object) -> None:
    site = site_from({**site_document(three_zones()), "voice": voice})
    with asyncio.Runner(loop_factory=TravelLoop) as runner:

        async def run() -> None:
            loop = asyncio.get_running_loop()
            assert isinstance(loop, TravelLoop)
            await work(Stage(loop, site))

        runner.run(run())


def two(stage: Stage) -> tuple[Line, Line, dict[str, Any]]:
    """Two displays of one zone and a call: who was granted it, the other one, the grant."""
    one, other = stage.tv("tv-1", "biru"), stage.tv("tv-2", "biru")
    stage.call("1")
    heard = {line: stage.heard(line) for line in (one, other)}
    holder = one if heard[one] else other
    return holder, other if holder is one else one, heard[holder][0]


def test_a_holder_that_answers_no_more_is_followed_within_a_second() -> None:
    assert DEAD_SECONDS + ASK_SECONDS <= 1.0

    async def work(stage: Stage) -> None:
        holder, other, grant = two(stage)
        assert isinstance(holder.wire, Paper)
        await stage.wait(ASK_SECONDS)
        assert stage.heard(other) == []
        holder.wire.silent_seconds = 60.0  # pulled from the wall: no line ends
        for _ in range(3):
            await stage.wait(ASK_SECONDS)
        assert tickets(stage.granted(other)) == tickets(grant)
        assert stage.heard(holder) == [{"type": "revoke", "lease": grant["lease"]}]

    on_stage(work)


def test_one_that_is_alone_is_not_doubted() -> None:
    async def work(stage: Stage) -> None:
        tv = stage.tv("tv", "biru")
        assert isinstance(tv.wire, Paper)
        tv.wire.silent_seconds = 60.0
        stage.call("1")
        stage.granted(tv)
        for _ in range(10):
            await stage.wait(ASK_SECONDS)
        assert stage.heard(tv) == []

    on_stage(work)


def test_where_the_zone_s_only_tv_is_gone_one_in_earshot_speaks() -> None:
    async def work(stage: Stage) -> None:
        blue, red = stage.tv("tv-1", "biru"), stage.tv("tv-3", "merah")
        ticket = stage.call("2")  # green has no display; blue is heard there, red is not
        grant = stage.granted(blue)
        assert tickets(grant) == [ticket.id]
        assert grant["calls"][0]["zone"] == "hijau"  # with its own chime
        assert stage.heard(red) == []

    on_stage(work)


def test_a_zone_that_somebody_has_muted_stays_silent() -> None:
    async def work(stage: Stage) -> None:
        blue, green = stage.tv("tv-1", "biru"), stage.tv("tv-2", "hijau")
        stage.do(c.ConfigureDisplay(display=green.device, muted=True))
        stage.call("2")
        assert stage.heard(blue) == stage.heard(green) == []

    on_stage(work)


def test_in_quiet_hours_nothing_is_spoken_and_later_nothing_is_made_up_for() -> None:
    async def work(stage: Stage) -> None:
        tv = stage.tv("tv", "biru")
        stage.call("1")
        assert stage.heard(tv) == []
        assert stage.voice.waiting() == 0

    with_voice(work, quiet=[{"begins": "00:00", "ends": "00:00"}])


def test_softer_hours_do_not_silence_the_voice() -> None:
    async def work(stage: Stage) -> None:
        tv = stage.tv("tv", "biru")
        stage.call("1")
        stage.granted(tv)

    with_voice(work, quiet=[{"begins": "00:00", "ends": "00:00", "percent": 20}])


def test_a_call_is_spoken_once_more_if_nobody_has_come() -> None:
    async def work(stage: Stage) -> None:
        tv = stage.tv("tv", "biru")
        ticket = stage.call("1")
        first = stage.granted(tv)
        assert "again" not in first["calls"][0]
        stage.spoken(tv, first)
        await stage.wait(REPEAT_SECONDS - 0.5)
        assert stage.heard(tv) == []
        await stage.wait(1)
        again = stage.granted(tv)
        assert tickets(again) == [ticket.id]
        assert again["calls"][0]["again"] is True
        stage.voice.done(tv, again["lease"], "")
        await stage.wait(2 * REPEAT_SECONDS)
        assert stage.heard(tv) == []  # once

    with_voice(work, repeat=True)


@pytest.mark.parametrize("what", ["come", "other", "unwanted"])
def test_a_repeat_gives_way(what: str) -> None:
    async def work(stage: Stage) -> None:
        tv = stage.tv("tv", "biru")
        stage.call("1")
        stage.spoken(tv, stage.granted(tv))
        if what == "come":
            stage.do(c.StartService(counter=CounterId("1")))
        if what == "other":
            stage.call("4")
            stage.granted(tv)
        await stage.wait(REPEAT_SECONDS + 1)
        assert stage.heard(tv) == []

    with_voice(work, repeat=what != "unwanted")
