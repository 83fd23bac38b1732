"""Restarts and days: a hub on a journal of several days, whole, replayed in part, and verified."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import subprocess
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner, Result

from shared.cli.environment import environment, python
from shared.cli.exits import ExitCode
from shared.cli.journal import app as journal_command
from shared.domain import commands as c
from shared.domain.evolve import evolve
from shared.domain.hall import Hall
from shared.domain.ids import DAY, HOUR, CounterId, DeviceId, Moment, ServiceCode
from shared.domain.refusal import Code, Refusal
from shared.hub.codec import recorded_of
from shared.hub.journal.port import Draft
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.journal.sqlite import SqliteJournal
from shared.hub.replay import replay
from shared.protocol.site_file import site_from
from tests.integration.real_hub import RealHub
from tests.unit.played_hall import MONDAY_9
from tests.unit.running_engine import Desk, SetClock, running


def played(
    directory: Path, clock: SetClock, work: Callable[[Desk, SetClock], Awaitable[None]]
) -> None:
    """Runs an engine on the journal in `directory` with a clock of the test's own."""
    directory.mkdir(exist_ok=True)

    async def run() -> None:
        journal = await SqliteJournal.open(directory / JOURNAL_FILE)
        try:
            async with running(journal, clock) as desk:
                await work(desk, clock)
        finally:
            await journal.close()

    asyncio.run(run())


async def a_day(desk: Desk, clock: SetClock) -> None:
    """Six visitors: served, absent, held, called at the end, and one who still waits."""
    day = f"{clock.at // DAY}"
    for name in "abcdef":
        await desk.issue(f"{day}-{name}")
        clock.wait(1)
    await desk.open("1")
    one = CounterId("1")
    await desk.call_next("1")
    await desk.do(c.FinishService(counter=one, then_call=True))
    await desk.do(c.RecordNoShow(counter=one, reason="other"))
    await desk.call_next("1")
    await desk.do(c.HoldTicket(counter=one))
    tv = c.EnrolDevice(device=DeviceId("tv"), role="display", name="TV")
    await desk.do(tv)
    suspended = c.SuspendService(service=ServiceCode("KK"), reason="other")
    await desk.do(suspended)
    await desk.do(c.RestoreService(service=ServiceCode("KK")))
    clock.wait(1)
    await desk.call_next("1")


async def finish_yesterdays(desk: Desk) -> None:
    with suppress(Refusal):
        await desk.do(c.FinishService(counter=CounterId("1")))


async def four_days(desk: Desk, clock: SetClock) -> None:
    for _ in range(4):
        await finish_yesterdays(desk)
        await a_day(desk, clock)
        clock.at = Moment(clock.at + DAY)
    clock.at = Moment(clock.at - DAY + HOUR)
    await desk.issue("last of all")


def test_a_replay_from_the_day_gives_what_a_full_one_gives(tmp_path: Path) -> None:
    played(tmp_path, SetClock(), four_days)
    read: list[int] = []

    async def look() -> None:
        journal = await SqliteJournal.open(tmp_path / JOURNAL_FILE)
        whole, begun = Hall(always_open=True), Hall(always_open=True)
        for entry in await journal.read(0, 1_000_000):
            evolve(whole, recorded_of(entry), site_from)
        ask = journal.read

        async def counted(after: int, limit: int = 1_000):  # type: ignore[no-untyped-def]
            read.append(after)
            return await ask(after, limit)

        journal.read = counted  # type: ignore[method-assign]
        head = await replay(journal, begun)
        assert head == await journal.head()
        assert begun == whole  # command ids of the last 24 hours included
        assert begun.receipts
        await journal.close()

    asyncio.run(look())
    assert min(read) > 40  # two days were never read


def test_a_short_history_is_replayed_from_its_beginning(tmp_path: Path) -> None:
    async def one_hour(desk: Desk, clock: SetClock) -> None:
        await a_day(desk, clock)

    played(tmp_path, SetClock(), one_hour)

    async def look() -> None:
        journal = await SqliteJournal.open(tmp_path / JOURNAL_FILE)
        hall = Hall()
        await replay(journal, hall)
        assert len(hall.tickets) == 6
        await journal.close()

    asyncio.run(look())


def test_command_ids_live_for_a_day_over_midnight_and_restarts(tmp_path: Path) -> None:
    clock = SetClock(Moment(MONDAY_9 + 14 * HOUR))  # 23.00

    async def evening(desk: Desk, clock: SetClock) -> None:
        await desk.issue("evening", id_="tap")

    async def next_evening(desk: Desk, clock: SetClock) -> None:
        clock.wait(23.9 * 60)
        await desk.issue("somebody else")
        assert desk.engine.hall.date == "2026-11-24"
        assert (await desk.issue("again", id_="tap")).id == "evening"

    async def later(desk: Desk, clock: SetClock) -> None:
        assert (await desk.issue("again", id_="tap")).id == "evening"
        clock.wait(60)
        await desk.issue("somebody else again")
        assert (await desk.issue("new", id_="tap")).id == "new"

    for part in (evening, next_evening, later):
        played(tmp_path, clock, part)


# The real hub -----------------------------------------------------------------------------------


def yesterday_at(hour: int) -> SetClock:
    local = dt.datetime.now(ZoneInfo("Asia/Jakarta")) - dt.timedelta(days=1)
    return SetClock(Moment(int(local.replace(hour=hour, minute=0).timestamp()) * 1_000))


def verified(directory: Path) -> Result:
    return CliRunner().invoke(journal_command, ["verify", "--data", str(directory)])


def test_a_hub_that_was_down_at_midnight_opens_the_day_first(tmp_path: Path) -> None:
    data = tmp_path / "data"
    played(data, yesterday_at(9), a_day)
    with RealHub(data, "--always-open") as hub:
        kept = [entry for entry in hub.entries() if entry.at < time.time() * 1_000 - 60_000]
        fresh = [entry.type for entry in hub.entries()[len(kept) :]]
        assert fresh == ["DayClosed", "DayOpened", "Carried", "DaySigned"]
        assert hub.get("/api/v1/queue")["waiting"] == 0
        carried = hub.get("/api/v1/counters/1")
        assert carried["state"] == "open"  # its visitor stands there since yesterday
        number = hub.get(f"/api/v1/tickets/{carried['ticket']}")["number"]
        given_out = [hub.take()["number"] for _ in range(6)]
        assert number not in given_out
        assert given_out == sorted(
            {"A-001", "A-002", "A-003", "A-004", "A-005", "A-006", "A-007"} - {number}
        )
        known = {"id": "officer-1", "name": "Sri Wahyuni", "pin": "480913"}
        assert hub.request("PUT", "/api/v1/officers", {"officers": [known]}).is_success
        assert hub.at("1", "finish").json()["state"] == "done"
        closed = next(entry for entry in hub.entries() if entry.type == "DayClosed")
        assert len(json.loads(closed.body)["unserved"]) == 3  # held, two waiting
        hub.kill()
    found = verified(data)
    assert found.exit_code == ExitCode.OK, found.output


def test_a_key_is_remembered_over_a_kill(tmp_path: Path) -> None:
    headers = {"idempotency-key": "tap"}
    with RealHub(tmp_path / "data", "--always-open") as hub:
        body = {"service": "KTP-BARU"}
        one = hub.request("POST", "/api/v1/tickets", body, headers=headers).json()
        hub.kill()
        hub.start()
        two = hub.request("POST", "/api/v1/tickets", body, headers=headers)
        assert two.status_code == 201
        assert two.json() == one
        other = hub.request("POST", "/api/v1/tickets", {"service": "IKD"}, headers=headers)
        assert other.json()["code"] == Code.ID_REUSED


# verify -----------------------------------------------------------------------------------------


def forge(directory: Path, type_: str, body: dict[str, object], version: int = 1) -> None:
    """Appends an entry that fits the chain, whatever it says."""

    async def run() -> None:
        journal = await SqliteJournal.open(directory / JOURNAL_FILE)
        draft = Draft(MONDAY_9 + 90 * DAY, type_, version, json.dumps(body).encode())
        await journal.append(await journal.head(), [draft])
        await journal.close()

    asyncio.run(run())


def test_verify_plays_the_queue_again(tmp_path: Path) -> None:
    played(tmp_path, SetClock(), four_days)
    found = verified(tmp_path)
    assert found.exit_code == ExitCode.OK, found.output
    assert "Whole" in found.stdout


@pytest.mark.parametrize(
    ("type_", "body", "version", "kind"),
    [
        ("TicketFlown", {}, 1, "foreign"),
        ("TicketIssued", {}, 2, "foreign"),
        ("TicketIssued", {"ticket": 7}, 1, "foreign"),
        ("TicketHeld", {"ticket": "nobody's", "counter": "1"}, 1, "replay"),
        ("DayOpened", {"date": "2027-01-01"}, 1, "replay"),
    ],
)
def test_verify_tells_what_cannot_follow(
    tmp_path: Path, type_: str, body: dict[str, object], version: int, kind: str
) -> None:
    """Chained as it should be, but no hub would have written it. An opening without what is
    carried over loses the hall."""
    played(tmp_path, SetClock(), a_day)
    forge(tmp_path, type_, body, version)
    found = verified(tmp_path)
    assert found.exit_code == ExitCode.DAMAGED
    assert f"DAMAGED ({kind})" in found.stdout


def test_a_hub_does_not_start_on_what_it_cannot_read(tmp_path: Path) -> None:
    data = tmp_path / "data"
    played(data, yesterday_at(9), a_day)
    forge(data, "TicketFlown", {})
    command = python("shared.cli", "hub", "--data", str(data), "--no-advertise")
    ended = subprocess.run(
        command, env=environment(), capture_output=True, text=True, check=False, timeout=20
    )
    assert ended.returncode == ExitCode.DAMAGED
    assert "this program is too old for it" in ended.stderr
    assert "Traceback" not in ended.stderr
