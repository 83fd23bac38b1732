"""The hub's voice desk: who may speak what now. Lines are real, time is the test's own."""

from __future__ import annotations

from typing import Any

import pytest

from shared.domain import commands as c
from shared.domain.ids import CounterId, DeviceId, ZoneCode
from shared.hub.presence import Presence
from shared.hub.voice import TRIES
from tests.unit.voice_stage import Stage, on_stage, tickets


def test_a_call_is_granted_with_everything_that_is_spoken() -> None:
    async def work(stage: Stage) -> None:
        tv = stage.tv("tv", "biru")
        ticket = stage.call("1")
        grant = stage.granted(tv)
        assert grant["style"] == "full"
        assert grant["calls"] == [
            {"ticket": ticket.id, "call": 1, "number": "A-001", "counter": "1", "zone": "biru"}
        ]

    on_stage(work)


def test_one_voice_at_a_time_in_earshot_and_in_the_order_of_the_journal() -> None:
    async def work(stage: Stage) -> None:
        blue, green = stage.tv("tv-1", "biru"), stage.tv("tv-2", "hijau")
        first, second = stage.call("1"), stage.call("2")
        grant = stage.granted(blue)
        assert tickets(grant) == [first.id]
        assert stage.heard(green) == []  # it would be heard in blue
        stage.spoken(blue, grant)
        assert tickets(stage.granted(green)) == [second.id]
        assert stage.heard(blue) == []

    on_stage(work)


def test_out_of_earshot_both_speak() -> None:
    async def work(stage: Stage) -> None:
        blue, red = stage.tv("tv-1", "biru"), stage.tv("tv-3", "merah")
        first, second = stage.call("1"), stage.call("3")
        assert tickets(stage.granted(blue)) == [first.id]
        assert tickets(stage.granted(red)) == [second.id]

    on_stage(work)


def test_three_that_wait_share_a_chime_in_one_zone() -> None:
    async def work(stage: Stage) -> None:
        tv, other = stage.tv("tv", "biru"), stage.tv("tv-2", "hijau")
        stage.call("1")
        first = stage.granted(tv)
        waiting = [stage.call(str(n)) for n in range(4, 11)]
        elsewhere = stage.call("2")
        stage.spoken(tv, first)
        grant = stage.granted(tv)
        assert (grant["style"], tickets(grant)) == ("short", [t.id for t in waiting[:6]])
        stage.spoken(tv, grant)
        grant = stage.granted(tv)
        assert tickets(grant) == [waiting[6].id]
        stage.spoken(tv, grant)
        assert tickets(stage.granted(other)) == [elsewhere.id]

    on_stage(work)


def test_a_display_that_dies_is_followed_by_another_and_then_by_none() -> None:
    async def work(stage: Stage) -> None:
        one, two = stage.tv("tv-1", "biru"), stage.tv("tv-2", "biru")
        ticket = stage.call("1")
        by_line = {line.device: stage.heard(line) for line in (one, two)}
        speaker = one if by_line[one.device] else two
        other = two if speaker is one else one
        stage.goes(speaker)
        assert tickets(stage.granted(other)) == [ticket.id]
        stage.goes(other)
        assert TRIES == 2
        back = stage.tv("tv-3", "biru")
        assert stage.heard(back) == []  # twice is enough: the screen and the officer have it

    on_stage(work)


def test_who_keeps_the_voice_too_long_loses_it() -> None:
    async def work(stage: Stage) -> None:
        tv = stage.tv("tv", "biru")
        ticket = stage.call("1")
        grant = stage.granted(tv)
        await stage.wait(grant["seconds"] - 1)
        assert stage.heard(tv) == []
        await stage.wait(1.1)
        revoke, again = stage.heard(tv)
        assert revoke == {"type": "revoke", "lease": grant["lease"]}
        assert tickets(again) == [ticket.id]
        stage.voice.done(tv, grant["lease"], "")  # too late: that lease is over
        assert stage.heard(tv) == []
        await stage.wait(again["seconds"] + 0.1)
        assert [message["type"] for message in stage.heard(tv)] == ["revoke"]

    on_stage(work)


def test_what_could_not_be_said_is_tried_once_more() -> None:
    async def work(stage: Stage) -> None:
        tv = stage.tv("tv", "biru")
        ticket = stage.call("1")
        for _ in range(TRIES):
            grant = stage.granted(tv)
            assert tickets(grant) == [ticket.id]
            stage.voice.done(tv, grant["lease"], "no sound device")
        assert stage.heard(tv) == []
        assert stage.voice.waiting() == 0

    on_stage(work)


def test_nobody_gives_back_another_one_s_voice() -> None:
    async def work(stage: Stage) -> None:
        tv, red = stage.tv("tv", "biru"), stage.tv("tv-3", "merah")
        stage.call("1")
        grant = stage.granted(tv)
        stage.voice.done(red, grant["lease"], "")
        stage.call("4")
        assert stage.heard(tv) == []

    on_stage(work)


def test_a_muted_display_is_silent_and_another_speaks() -> None:
    async def work(stage: Stage) -> None:
        quiet, loud = stage.tv("tv-1", "biru"), stage.tv("tv-2", "biru")
        stage.do(c.ConfigureDisplay(display=quiet.device, muted=True))
        stage.call("1")
        assert stage.heard(quiet) == []
        stage.granted(loud)

    on_stage(work)


@pytest.mark.parametrize(
    "change", [{"muted": True}, {"zones": (ZoneCode("merah"),)}], ids=["muted", "moved"]
)
def test_who_may_not_speak_any_more_stops_at_once(change: dict[str, Any]) -> None:
    async def work(stage: Stage) -> None:
        one = stage.tv("tv-1", "biru")
        ticket = stage.call("1")
        grant = stage.granted(one)
        stage.do(c.ConfigureDisplay(display=one.device, **change))
        assert stage.heard(one) == [{"type": "revoke", "lease": grant["lease"]}]
        two = stage.tv("tv-2", "biru")
        assert tickets(stage.granted(two)) == [ticket.id]

    on_stage(work)


def test_sound_that_is_lost_and_found() -> None:
    async def work(stage: Stage) -> None:
        tv = stage.tv("tv", "biru", voice=False)
        ticket = stage.call("1")
        assert stage.heard(tv) == []
        tv.voice = True
        stage.presence.changed()
        grant = stage.granted(tv)
        tv.voice = False
        stage.presence.changed()
        assert stage.heard(tv) == [{"type": "revoke", "lease": grant["lease"]}]
        tv.voice = True
        stage.presence.changed()
        assert tickets(stage.granted(tv)) == [ticket.id]

    on_stage(work)


def test_a_call_older_than_a_minute_is_not_spoken_by_who_comes_then() -> None:
    async def work(stage: Stage) -> None:
        old = stage.call("1")
        await stage.wait(30)
        fresh = stage.call("4")
        await stage.wait(31)
        tv = stage.tv("tv", "biru")
        assert tickets(stage.granted(tv)) == [fresh.id]
        assert old.spoken_at is None

    on_stage(work)


def test_a_call_that_waits_for_a_busy_voice_is_spoken_however_old() -> None:
    """It was heard of by a display that is there without a break."""

    async def work(stage: Stage) -> None:
        tv = stage.tv("tv", "biru")
        for n in range(1, 2):
            stage.call(str(n))
        queued = [stage.call(str(n)) for n in range(4, 16)]
        said: list[str] = []
        for _ in range(4):
            messages = stage.heard(tv)
            if not messages:
                break
            grant = messages[0]
            said += tickets(grant)
            await stage.wait(grant["seconds"] - 1)
            stage.spoken(tv, grant)
        assert said[1:] == [ticket.id for ticket in queued]
        assert stage.play.now - queued[-1].called_at > 60_000  # type: ignore[operator]

    on_stage(work)


def test_who_has_come_is_not_called_any_more() -> None:
    async def work(stage: Stage) -> None:
        tv = stage.tv("tv", "biru")
        stage.call("1")
        first = stage.granted(tv)
        stage.call("4")
        last = stage.call("5")
        stage.do(c.StartService(counter=CounterId("4")))
        stage.spoken(tv, first)
        assert tickets(stage.granted(tv)) == [last.id]

    on_stage(work)


def test_a_repeat_gives_way_to_who_has_not_been_called_yet() -> None:
    async def work(stage: Stage) -> None:
        tv = stage.tv("tv", "biru")
        again = stage.call("1")
        stage.spoken(tv, stage.granted(tv))
        blocker = stage.call("4")
        grant = stage.granted(tv)
        stage.do(c.Recall(counter=CounterId("1")))
        new = stage.call("5")
        stage.spoken(tv, grant)
        grant = stage.granted(tv)
        assert tickets(grant) == [new.id]
        stage.spoken(tv, grant)
        grant = stage.granted(tv)
        assert (tickets(grant), grant["calls"][0]["call"]) == ([again.id], 2)
        assert blocker.spoken_at is not None

    on_stage(work)


@pytest.mark.parametrize(
    ("wanted", "language", "spoken"),
    [
        ("ticket", "en", True),
        ("ticket", "id", False),
        ("always", "id", True),
        ("never", "en", False),
    ],
)
def test_english_where_the_site_wants_it(wanted: str, language: str, spoken: bool) -> None:
    async def work(stage: Stage) -> None:
        tv = stage.tv("tv", "biru")
        stage.call("1", language)
        grant = stage.granted(tv)
        assert grant["calls"][0].get("english", False) is spoken

    on_stage(work, english=wanted)


def test_english_gives_way_when_others_wait() -> None:
    async def work(stage: Stage) -> None:
        tv = stage.tv("tv", "biru")
        stage.call("1")
        first = stage.granted(tv)
        stage.call("4", "en")
        stage.call("5")
        stage.spoken(tv, first)
        grant = stage.granted(tv)
        assert "english" not in grant["calls"][0]

    on_stage(work)


def test_after_a_restart_what_was_just_called_is_spoken() -> None:
    async def work(stage: Stage) -> None:
        old = stage.call("1")
        await stage.wait(61)
        fresh = stage.call("4")
        known = stage.call("5")
        shown = c.CallRef(ticket=known.id, call=1)
        stage.do(c.ReportSpoken(display=DeviceId("tv"), calls=(shown,)))
        stage.presence = Presence(stage.play.hall)
        stage.voice = stage.voice_desk()
        stage.voice.adopt()
        tv = stage.tv("tv", "biru")
        assert tickets(stage.granted(tv)) == [fresh.id]
        assert old.state == "called"

    on_stage(work)
