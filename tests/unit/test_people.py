"""``people.db``: sittings with and without a counter, texts with and without their entry."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.ids import Moment, NoteId, TicketId
from shared.hub import attempts
from shared.hub.codec import draft_of
from shared.hub.journal.sqlite import SqliteJournal
from shared.hub.notes import Notes
from shared.hub.officers import Officer, Officers
from shared.hub.people import PEOPLE_FILE, migrations
from shared.hub.sign_on import SignOnRefused
from shared.hub.texts import ANNOUNCEMENT, NOTE, Text, Texts
from tests.unit.played_hall import PlayedHall


class OpenAgain:
    """Opens the tables anew, as a restart of the hub does; the last ones are closed at the end."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._open: Officers | None = None

    def __call__(self) -> Officers:
        self.close()
        self._open = Officers(self._directory)
        return self._open

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
        self._open = None


@pytest.fixture
def restart(tmp_path: Path) -> Iterator[OpenAgain]:
    again = OpenAgain(tmp_path)
    yield again
    again.close()


@pytest.fixture
def officers(restart: OpenAgain) -> Officers:
    return restart()


def run(work: Callable[[], Awaitable[Any]]) -> Any:
    async def all_of_it() -> Any:
        return await work()

    return asyncio.run(all_of_it())


def known(*ids: str) -> list[Officer]:
    return [Officer(id=id_, name=id_.title(), pin="1234", role="supervisor") for id_ in ids]


def is_over(officers: Officers, token: str) -> bool:
    try:
        officers.sittings.of(token)
    except SignOnRefused as refused:
        return (refused.code, refused.status) == ("no-session", 401)
    return False


def test_a_counter_has_one_sitting_and_an_officer_one_at_each_device(officers: Officers) -> None:
    async def work() -> list[str]:
        sittings = officers.sittings
        await officers.load(known("ani", "budi"))
        return [
            await sittings.at_counter("5", "ani"),
            await sittings.at_counter("5", "budi"),
            await sittings.at_desk("ani", "pc-1", "2026-11-23"),
            await sittings.at_desk("ani", "pc-1", "2026-11-23"),
            await sittings.at_desk("ani", "pc-2", "2026-11-23"),
            await sittings.at_desk("budi", "pc-1", "2026-11-23"),
        ]

    tokens = run(work)
    over = [is_over(officers, token) for token in tokens]
    assert over == [True, False, True, False, False, False]
    found = officers.sittings.of(tokens[3])
    assert (found.officer, found.counter) == ("ani", "")
    assert all(token not in repr(found) for token in tokens)
    assert is_over(officers, "")
    assert is_over(officers, tokens[3] + "x")


def test_a_sitting_without_a_counter_ends_with_its_day_or_by_itself(
    officers: Officers, restart: OpenAgain
) -> None:
    async def work() -> list[str]:
        await officers.load(known("ani", "budi", "citra"))
        sittings = officers.sittings
        tokens = [
            await sittings.at_counter("5", "ani"),
            await sittings.at_desk("budi", "pc-1", "2026-11-23"),
            await sittings.at_desk("ani", "pc-1", "2026-11-24"),
            await sittings.at_desk("citra", "pc-1", "2026-11-24"),
            await sittings.at_desk("ani", "pc-2", "2026-11-24"),
        ]
        await sittings.turn_day("2026-11-24")
        await sittings.sign_out(tokens[2])
        await officers.keep(["ani", "budi"])
        return tokens

    tokens = run(work)
    ended = [False, True, True, True, False]
    assert [is_over(officers, token) for token in tokens] == ended
    again = restart()
    assert [is_over(again, token) for token in tokens] == ended


def test_a_sitting_ends_with_its_officer_role_device_and_place(
    officers: Officers, restart: OpenAgain
) -> None:
    day = "2026-11-24"

    async def work() -> dict[str, str]:
        sittings = officers.sittings
        await officers.load(known("ani", "budi", "citra", "dewi", "eko"))
        tokens = {
            "has gone": await sittings.at_counter("1", "ani", "pc-1"),
            "other role": await sittings.at_counter("2", "budi", "pc-2"),
            "device taken out": await sittings.at_counter("3", "citra", "pc-3"),
            "left behind": await sittings.at_desk("dewi", "pc-4", day, "pc-4"),
            "is there now": await sittings.at_desk("dewi", "pc-5", day, "pc-5"),
            "at the hub": await sittings.at_desk("dewi", "rest 127.0.0.1", day),
            "goes on": await sittings.at_counter("4", "eko", "pc-6"),
        }
        await officers.keep(["budi", "citra", "dewi", "eko"])
        await officers.set_role("budi", "desk")
        await officers.set_role("eko", "supervisor")  # which they have already
        sittings.end(lambda one: one.device == "pc-3")
        await sittings.settle()
        return tokens

    tokens = run(work)
    going_on = {"is there now", "at the hub", "goes on"}
    for now in (officers, restart()):
        assert {why for why, token in tokens.items() if not is_over(now, token)} == going_on


def test_who_says_nothing_for_as_long_as_the_site_allows_types_the_pin_again(
    officers: Officers, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    sittings = officers.sittings
    monkeypatch.setattr(sittings, "_clock", lambda: now)
    monkeypatch.setattr(sittings, "idle_seconds", lambda: 600.0)

    async def work() -> list[bool]:
        nonlocal now
        await officers.load(known("ani"))
        token = await sittings.at_counter("1", "ani")
        over = []
        for pause in (599.0, 599.0, 601.0):
            now += pause
            over.append(is_over(officers, token))
        await sittings.settle()
        return over

    assert run(work) == [False, False, True]


def test_roles_are_known_at_once_and_after_a_restart(
    officers: Officers, restart: OpenAgain
) -> None:
    run(lambda: officers.load(known("ani")))
    assert (officers.role_of("ani"), officers.known("budi"), officers.role_of("x")) == (
        "supervisor",
        False,
        "",
    )
    assert restart().role_of("ani") == "supervisor"


def test_wrong_pins_are_remembered_over_a_restart(
    officers: Officers, restart: OpenAgain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "FIRST_WAIT", 600.0)  # longer than a busy machine takes for this

    async def guess(table: Officers, pin: str) -> str:
        try:
            await table.check("ani", pin, ["pc-1"])
        except SignOnRefused as refused:
            return refused.code
        return ""

    async def work() -> list[str]:
        await officers.load(known("ani", "budi"))
        return [await guess(officers, "0000") for _ in range(4)]

    assert run(work) == ["wrong-pin"] * 3 + ["too-many-attempts"]
    again = restart()
    assert run(lambda: guess(again, "1234")) == "too-many-attempts"

    async def unlocked() -> str:
        again.forgive("ani")
        code = await guess(again, "1234")
        await again.settle()
        return code

    assert run(unlocked) == ""
    third = restart()
    assert third.waits() == {}
    assert run(lambda: guess(third, "1234")) == ""


def test_the_tables_of_before_are_taken_over(tmp_path: Path, restart: OpenAgain) -> None:
    old = Database(str(tmp_path / PEOPLE_FILE))
    migrations.apply(old, stop_before="sittings_and_texts")
    old.table("officers").insert({"id": "ani", "name": "Ani", "role": "officer", "pin_hash": "x"})
    digest = hashlib.sha256(b"token").hexdigest()
    old.table("sessions").insert({"counter": "5", "officer": "ani", "digest": digest})
    old.conn.close()
    found = restart()
    assert found.sittings.of("token").counter == "5"
    assert found.role_of("ani") == "officer"


# Texts --------------------------------------------------------------------------------------


def text(id_: str, *, day: str = "2026-11-23", kind: str = NOTE) -> Text:
    return Text(id=id_, kind=kind, about="t", officer="ani", at=len(id_), day=day, text=f"~{id_}~")


def putting(one: Text) -> Callable[[Texts], bool]:
    """What keeps a text."""
    return lambda texts: texts.put(one)


def test_a_text_is_told_once_its_entry_is_there_and_dropped_without(officers: Officers) -> None:
    async def work() -> list[str]:
        for one in ("a", "bb", "ccc"):
            assert await officers.text(putting(text(one)))
        assert not await officers.text(lambda texts: texts.put(text("a")))
        await officers.text(lambda texts: texts.keep("a"))
        await officers.text(lambda texts: texts.keep("bb"))
        await officers.text(lambda texts: texts.drop("bb"))  # it is kept: nothing to drop
        await officers.text(lambda texts: texts.drop("ccc"))
        return [one.id for one in await officers.text(lambda texts: texts.notes("t"))]

    assert run(work) == ["a", "bb"]


def test_what_is_purged_is_gone_from_the_file(
    officers: Officers, restart: OpenAgain, tmp_path: Path
) -> None:
    async def work() -> int:
        for one in (text("old", day="2026-11-10"), text("said", day="2026-11-10")):
            await officers.text(putting(one))
        await officers.text(lambda texts: texts.put(text("new")))
        sealed.update(_sealed_in(tmp_path / PEOPLE_FILE))
        count: int = await officers.text(lambda texts: texts.purge("2026-11-16"))
        return count

    sealed: dict[str, bytes] = {}
    assert run(work) == 2
    restart.close()
    kept = (tmp_path / PEOPLE_FILE).read_bytes()
    assert sealed.pop("new") in kept
    for gone in sealed.values():
        assert gone not in kept
    assert b"~new~" not in kept, "the words are encrypted"


def _sealed_in(path: Path) -> dict[str, bytes]:
    return {row["id"]: row["sealed"] for row in Database(str(path)).table("texts").rows}


def test_what_a_crash_left_is_looked_up_in_the_journal(officers: Officers, tmp_path: Path) -> None:
    noted = e.TicketNoted(ticket=TicketId("t"), note=NoteId("bb"), digest="d")
    said = e.AnnouncementMade(announcement=NoteId("dddd"), zones=(), digest="d")

    async def work() -> tuple[list[str], int]:
        (tmp_path / "journal").mkdir()
        journal = await SqliteJournal.open(tmp_path / "journal" / "journal.db")
        order = c.Order(command=c.TurnDay(), sender="app")
        drafts = [draft_of(event, order, Moment(1)) for event in (noted, said)]
        await journal.append(await journal.head(), drafts)
        for one in (text("a"), text("bb"), text("dddd", kind=ANNOUNCEMENT)):
            await officers.text(putting(one))
        hall = PlayedHall().hall
        notes = Notes(hall, officers, None, lambda: Moment(1))  # type: ignore[arg-type]
        await notes.settle(journal)
        await journal.close()
        left = len(await officers.text(lambda texts: texts.unkept()))
        return [one.id for one in await officers.text(lambda texts: texts.notes("t"))], left

    assert run(work) == (["bb"], 0)
