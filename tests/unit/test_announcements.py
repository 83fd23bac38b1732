"""A supervisor's words to the hall: shown at once, spoken after the calls, and then over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.ids import CommandId, CounterId
from shared.hub.announcements import Announcements
from shared.hub.officers import Officers
from shared.hub.presence import Line, Presence
from shared.hub.voice import LONGEST_WAIT, STALE
from shared.hub.written import Asked
from tests.unit.voice_stage import Stage, on_stage

SHOWN = 20.0


class Desk:
    """A supervisor's desk on the stage."""

    def __init__(self, stage: Stage, directory: Path) -> None:
        self.stage = stage
        self.officers = Officers(directory)
        self.count = 0
        self.announcements = self.begun()

    def begun(self) -> Announcements:
        return Announcements(
            self.stage.play.hall,
            self.stage.presence,
            self.stage.voice,
            self.officers,
            submit=self.submit,
            now=lambda: self.stage.play.now,
            shown_seconds=SHOWN,
        )

    def start_anew(self) -> None:
        """The hub has ended, and another one runs: nothing but the journal is known."""
        self.announcements.stop()
        self.stage.presence = Presence(self.stage.play.hall)
        self.stage.voice = self.stage.voice_desk()
        self.announcements = self.begun()

    async def submit(self, order: c.Order) -> Any:
        before = len(self.stage.play.entries)
        receipt = self.stage.play.do(order.command, id_=order.id, digest=order.digest)
        self.announcements.committed(self.stage.play.entries[before:])
        return receipt

    async def say(self, *zones: str, text: str = "Harap tenang.", id_: str = "") -> str:
        self.count += 1
        body = {"zones": list(zones), "text": text, "english": "Quiet, please."}
        asked = Asked(
            id=CommandId(id_ or f"say-{self.count}"),
            name="Announce",
            body=body,
            sender="app",
            actor="supervisor",
        )
        return str((await self.announcements.make(asked))["announcement"])

    def tv(self, name: str, *zones: str, voice: bool = True) -> Line:
        line = self.stage.tv(name, *zones, voice=voice, announces=True)
        self.announcements.greet(line)
        return line

    def close(self) -> None:
        self.announcements.stop()
        self.officers.close()


def played(directory: Path, work: Any) -> None:
    async def on(stage: Stage) -> None:
        desk = Desk(stage, directory)
        try:
            await work(desk, stage)
        finally:
            desk.close()

    on_stage(on)


def kinds(heard: list[dict[str, Any]]) -> list[str]:
    return [f"{one['type']}{' over' if one.get('over') else ''}" for one in heard]


def test_it_is_shown_everywhere_and_spoken_by_one_display_in_earshot(tmp_path: Path) -> None:
    async def work(desk: Desk, stage: Stage) -> None:
        blue, green = desk.tv("tv-1", "biru"), desk.tv("tv-2", "hijau")
        red, mute = desk.tv("tv-3", "merah"), desk.tv("tv-4", "merah", voice=False)
        id_ = await desk.say("biru", "hijau")
        shown, grant = stage.heard(blue)
        assert (shown["type"], shown["id"], shown["zones"]) == ("announcement", id_, ["biru"])
        assert (shown["text"], shown["english"]) == ("Harap tenang.", "Quiet, please.")
        words = {"id": id_, "zone": "biru", "text": "Harap tenang.", "english": "Quiet, please."}
        assert (grant["words"], grant["calls"], grant["style"]) == (words, [], "full")
        assert kinds(stage.heard(green)) == ["announcement"]
        assert stage.heard(red) == stage.heard(mute) == []
        stage.voice.done(blue, grant["lease"], "")
        assert stage.heard(green) == []  # whoever does not hear has time to read
        await stage.wait(SHOWN + 1)
        assert kinds(stage.heard(green)) == kinds(stage.heard(blue)) == ["announcement over"]

    played(tmp_path, work)


def test_calls_go_first_and_one_that_comes_meanwhile_waits_for_its_end(tmp_path: Path) -> None:
    async def work(desk: Desk, stage: Stage) -> None:
        tv = desk.tv("tv", "biru")
        stage.call("1")
        called = stage.granted(tv)
        await desk.say("biru")
        second = stage.call("4")
        assert kinds(stage.heard(tv)) == ["announcement"]
        stage.spoken(tv, called)
        (grant,) = stage.heard(tv)
        assert [one["ticket"] for one in grant["calls"]] == [second.id]
        stage.spoken(tv, grant)
        words = stage.granted(tv)
        assert words["words"]["text"] == "Harap tenang."
        stage.call("5")
        assert stage.heard(tv) == []
        stage.voice.done(tv, words["lease"], "")
        assert stage.granted(tv)["calls"]

    played(tmp_path, work)


def test_the_same_order_again_says_nothing_again(tmp_path: Path) -> None:
    async def work(desk: Desk, stage: Stage) -> None:
        tv = desk.tv("tv", "biru")
        first = await desk.say("biru", id_="same")
        assert kinds(stage.heard(tv)) == ["announcement", "grant"]
        assert await desk.say("biru", id_="same") == first
        assert stage.heard(tv) == []

    played(tmp_path, work)


def test_a_display_that_comes_is_told_and_takes_over_from_one_that_dies(tmp_path: Path) -> None:
    async def work(desk: Desk, stage: Stage) -> None:
        one = desk.tv("tv-1", "biru")
        await desk.say("biru")
        stage.goes(one)
        await stage.wait(30)
        two = desk.tv("tv-2", "biru")
        assert sorted(kinds(stage.heard(two))) == ["announcement", "grant"]

    played(tmp_path, work)


def test_where_nobody_can_speak_it_is_over_after_a_minute(tmp_path: Path) -> None:
    async def work(desk: Desk, stage: Stage) -> None:
        old = stage.tv("old", "biru")
        silent = desk.tv("tv", "biru", voice=False)
        await desk.say("biru")
        assert stage.heard(old) == []  # it would not understand
        await stage.wait(STALE / 1000 + 2)
        await stage.wait(1)
        assert kinds(stage.heard(silent)) == ["announcement", "announcement over"]
        late = desk.tv("late", "biru")
        assert stage.heard(late) == []

    played(tmp_path, work)


def test_calls_without_end_leave_it_to_the_screen(tmp_path: Path) -> None:
    async def work(desk: Desk, stage: Stage) -> None:
        tv = desk.tv("tv", "biru")
        stage.call("1")
        stage.granted(tv)
        await desk.say("biru")
        last = CounterId("1")
        for counter in range(4, 12):
            await stage.wait(LONGEST_WAIT / 1000 / 7)
            stage.voice.left(tv)  # its lease was long over
            stage.do(c.RecordNoShow(counter=last, reason="other"))
            last = CounterId(str(counter))
            stage.call(last)
        told = kinds(stage.heard(tv))
        assert told.count("announcement") == 1
        assert "announcement over" in told

    played(tmp_path, work)


def test_what_cannot_be_spoken_is_tried_twice(tmp_path: Path) -> None:
    async def work(desk: Desk, stage: Stage) -> None:
        tv = desk.tv("tv", "biru")
        await desk.say("biru")
        _, grant = stage.heard(tv)
        stage.voice.done(tv, grant["lease"], "no voice")
        again = stage.granted(tv)
        stage.voice.done(tv, again["lease"], "no voice")
        await stage.wait(SHOWN + 1)
        assert kinds(stage.heard(tv)) == ["announcement over"]

    played(tmp_path, work)


def over(desk: Desk) -> list[tuple[tuple[str, ...], bool]]:
    """Where the journal says that one is over, and whether it was heard."""
    events = (one.event for one in desk.stage.play.entries)
    return [(one.zones, one.spoken) for one in events if isinstance(one, e.AnnouncementOver)]


def test_the_journal_knows_where_it_was_heard(tmp_path: Path) -> None:
    async def work(desk: Desk, stage: Stage) -> None:
        tv = desk.tv("tv", "biru")
        await desk.say("biru")
        _, grant = stage.heard(tv)
        stage.voice.done(tv, grant["lease"], "")
        await stage.wait(1)
        assert over(desk) == [(("biru",), True)]
        assert stage.play.hall.announced == {}

    played(tmp_path, work)


def test_a_hub_that_starts_anew_says_what_nobody_heard_yet(tmp_path: Path) -> None:
    async def work(desk: Desk, stage: Stage) -> None:
        id_ = await desk.say("biru")
        await stage.wait(STALE / 1000 / 2)
        desk.start_anew()
        await desk.announcements.adopt()
        await stage.wait(STALE / 1000 - 10)  # its displays take their time to come back
        tv = desk.tv("tv", "biru")
        told = stage.heard(tv)
        assert sorted(kinds(told)) == ["announcement", "grant"]
        assert {one["words"]["id"] for one in told if one["type"] == "grant"} == {id_}

    played(tmp_path, work)


def test_but_never_hours_late(tmp_path: Path) -> None:
    async def work(desk: Desk, stage: Stage) -> None:
        await desk.say("biru")
        stage.play.wait(LONGEST_WAIT / 60_000 + 1)
        desk.start_anew()
        await desk.announcements.adopt()
        assert stage.heard(desk.tv("tv", "biru")) == []
        assert over(desk) == [(("biru",), False)]

    played(tmp_path, work)
