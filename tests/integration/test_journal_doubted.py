"""A past that was changed while the hub was stopped gets no quiet signature when it starts."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from shared.domain.commands import Order
from shared.domain.events import DaySigned, PastDoubted
from shared.domain.hall import Receipt
from shared.domain.ids import DAY, HOUR, Moment
from shared.hub.codec import recorded_of
from shared.hub.engine import Unavailable
from shared.hub.identity.signing import fingerprint, key_path, read_key
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.journal.sqlite import SqliteJournal
from shared.hub.witness.book import BOOK_FILE
from shared.hub.witness.daily import Witness
from shared.hub.witness.memory import NAME
from shared.hub.witness.statement import of_day
from shared.protocol.machine import wall_ms
from shared.protocol.troubles import TroubleCode
from tests.integration.real_hub import RealHub
from tests.integration.signed_hall import (
    Alive,
    Forger,
    entries_of,
    journal,
    lived,
    signed_in,
    some_days,
    verified,
)
from tests.unit.running_engine import SetClock, running


@pytest.fixture(scope="module")
def signed_days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("signed")
    lived(directory, SetClock(), some_days)
    return directory


@pytest.fixture
def days(signed_days: Path, tmp_path: Path) -> Path:
    """A copy for one test."""
    return Path(shutil.copytree(signed_days, tmp_path / "hall"))


def started(directory: Path, after: int = 1_000) -> list[str]:
    """The hub starts on what it finds; the parts of what staff are told."""
    told: list[str] = []

    async def look(hall: Alive) -> None:
        told.extend(one.part for one in hall.witness.doubts.troubles())
        assert {one.code for one in hall.witness.doubts.troubles()} <= {TroubleCode.PAST_DOUBTED}

    lived(directory, SetClock(Moment(entries_of(directory)[-1].at + after)), look)
    return told


def doubts(directory: Path) -> list[PastDoubted]:
    events = [recorded_of(one).event for one in entries_of(directory)]
    return [event for event in events if isinstance(event, PastDoubted)]


def redone(directory: Path, from_: int) -> None:
    """The number of people of each ticket from an entry on is another, every hash fits, and all
    signatures behind it are gone, in the journal and beside it: the key is not read."""
    forger = Forger(directory)
    kept = [one for one in forger.entries if one.seq < from_]
    rest = forger.drafts[len(kept) :]
    changed = [
        msgspec.structs.replace(one, body=one.body.replace(b'"people":1', b'"people":4'))
        for one in rest
        if one.type != "DaySigned"
    ]
    forger.chain([*forger.drafts[: len(kept)], *changed])
    good = {event.signature.encode() for _, event in signed_in(directory)}
    lines = (directory / BOOK_FILE).read_bytes().splitlines(keepends=True)
    left = [line for line in lines if any(one in line for one in good)]
    (directory / BOOK_FILE).write_bytes(b"".join(left))


@settings(max_examples=5, suppress_health_check=list(HealthCheck), deadline=None)
@given(from_=st.integers(3, 26))
def test_whoever_rewrites_the_signed_past_and_lets_the_hub_sign_it_again_is_found(
    tmp_path_factory: pytest.TempPathFactory, signed_days: Path, from_: int
) -> None:
    """Wherever it begins: the hub remembers what it has signed, says so before it signs again, and
    `verify` with the right key says so for good."""
    assume(from_ <= max(one.seq for one in entries_of(signed_days) if one.type == "TicketIssued"))
    hall = tmp_path_factory.mktemp("redone") / "hall"
    shutil.copytree(signed_days, hall)
    redone(hall, from_)
    known = fingerprint(read_key(hall).public)
    assert verified(hall, "--key", known)
    assert "head" in started(hall)
    assert signed_in(hall)[-1][1].seq < len(entries_of(hall))  # it signs, and behind its word
    faults = verified(hall, "--key", known)
    assert "doubted" in {kind for kind, _ in faults}
    assert "head" in started(hall)
    assert len(doubts(hall)) <= 2  # each is said once
    shutil.rmtree(hall)


def test_the_same_with_what_the_hub_remembers_taken_away_too(days: Path) -> None:
    redone(days, 4)
    (days / NAME).unlink()
    assert started(days) == ["unsigned"]
    assert doubts(days)[0].dates == ("2026-11-23", "2026-11-24", "2026-11-25")
    assert [kind for kind, _ in verified(days)] == ["doubted"]


def test_the_last_signed_day_alone_cannot_be_redone_either(days: Path) -> None:
    redone(days, signed_in(days)[1][0] + 1)
    assert started(days) == ["head"]
    assert [kind for kind, _ in verified(days)] == ["doubted"]


def test_nothing_is_signed_before_the_doubt_is_on_disk(
    days: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full when the hub starts: it signs when it can say first what it has found."""
    redone(days, 4)
    clock = SetClock(Moment(entries_of(days)[-1].at + 1_000))

    async def full(order: Order) -> Receipt:
        raise Unavailable("disk-full", "The disk is full.")

    async def run() -> None:
        journal = await SqliteJournal.open(days / JOURNAL_FILE)
        async with running(journal, clock) as desk:
            witness = Witness(days, journal, desk.engine, lambda: clock.at)
            with monkeypatch.context() as until:
                until.setattr(desk.engine, "submit", full)
                await witness.begin()
            assert await journal.last("DaySigned") is None
            await witness.settle()
        await journal.close()

    asyncio.run(run())
    last = [one.type for one in entries_of(days)][-3:]
    assert last == ["PastDoubted", "PastDoubted", "DaySigned"]


def test_an_export_of_such_a_journal_is_not_sound(days: Path, tmp_path: Path) -> None:
    redone(days, 4)
    started(days)
    some = ("--from", "2026-11-23", "--to", "2026-11-24")  # the hub's word stands behind them
    for name, span in (("all", ()), ("some", some)):
        done = journal("export", "--data", days, "--out", tmp_path / name, *span)
        assert done.exit_code == 6, name
        assert "NOT SOUND In entry" in done.stdout


def test_a_real_hub_tells_of_it(tmp_path: Path) -> None:
    hall = tmp_path / "hub"
    hall.mkdir()
    morning = wall_ms() // DAY * DAY + 3 * HOUR  # in the hall: no night falls between two tickets
    lived(hall, SetClock(Moment(morning - 5 * DAY)), some_days)
    redone(hall, 4)
    with RealHub(hall, "--always-open") as hub:
        assert "past-doubted" in hub.get("/healthz")["troubles"]
        assert hub.stop() == 0
    assert {one.reason for one in doubts(hall)} == {"head", "unsigned"}
    assert "doubted" in {kind for kind, _ in verified(hall)}


def test_a_file_of_signatures_that_is_missing_is_made_anew_but_not_in_silence(days: Path) -> None:
    (days / BOOK_FILE).unlink()
    assert started(days) == ["book"]
    assert verified(days) == []
    assert "signatures.jsonl was missing" in journal("verify", "--data", days).stdout


def test_a_day_that_was_signed_long_after_its_end_is_named(days: Path) -> None:
    """By a hub of before, say: there is no entry that says why."""
    seq, event = signed_in(days)[-1]
    forger, key = Forger(days), read_key(days)
    late = replace(event, signed_at=Moment(event.signed_at + HOUR), signature="")
    late = replace(late, signature=key.sign(of_day(forger.journal, late)))
    drafts = forger.drafts
    drafts[seq - 1] = msgspec.structs.replace(drafts[seq - 1], body=msgspec.json.encode(late))
    forger.chain(drafts)
    (days / BOOK_FILE).unlink()
    said = journal("verify", "--data", days).stdout
    assert "2026-11-25 was signed 60 min after its end, and no entry says why" in said


def test_days_that_were_signed_together_are_named(days: Path) -> None:
    """Their own signatures were taken out; the last one covers them all."""
    forger = Forger(days)
    drafts = [one for one in forger.drafts if one.type != "DaySigned"]
    forger.chain(drafts)
    head, key = entries_of(days)[-1], read_key(days)
    bare = DaySigned(
        date="2026-11-25",
        seq=head.seq,
        hash=head.hash,
        signed_at=Moment(head.at),
        key=key.public,
        signature="",
    )
    own = replace(bare, signature=key.sign(of_day(forger.journal, bare)))
    fresh = msgspec.structs.replace(drafts[-1], type="DaySigned", body=msgspec.json.encode(own))
    forger.chain([*drafts, fresh])
    for name in (BOOK_FILE, NAME):
        (days / name).unlink()
    said = journal("verify", "--data", days).stdout
    assert "2026-11-23, 2026-11-24: over, and without a signature of their own" in said


def test_what_the_hub_remembers_is_what_it_signed_last(days: Path) -> None:
    assert (days / NAME).stat().st_mode & 0o777 == 0o600
    assert signed_in(days)[-1][1].signature in (days / NAME).read_text()
    assert started(days) == []
    assert doubts(days) == []
    (days / NAME).unlink()  # a program of before knew no such file
    assert started(days) == []
    assert (days / NAME).exists()


def test_what_was_taken_back_by_whoever_may_is_no_doubt(days: Path) -> None:
    begins = "2026-11-25T12:00"
    assert journal("rewind", "--data", days, "--before", begins, "--yes").exit_code == 0
    (days / BOOK_FILE).unlink()
    assert not {"head", "unsigned"}.intersection(started(days))


def left_as_it_is(hall: Path) -> None:
    """What the hub remembers shows that it has signed."""


def only_its_certificate(hall: Path) -> None:
    (hall / NAME).rename(hall / "identity" / "hub.key")


@pytest.mark.parametrize("leave", [left_as_it_is, only_its_certificate])
def test_a_hub_that_has_signed_and_whose_key_is_gone_is_not_called_unsigned(
    days: Path, leave: Callable[[Path], None]
) -> None:
    """The signatures are out, the file and the key are gone: what is left shows that they were."""
    forger = Forger(days)
    forger.chain([one for one in forger.drafts if one.type != "DaySigned"])
    (days / BOOK_FILE).unlink()
    key_path(days).unlink()
    leave(days)
    assert "signature" in {kind for kind, _ in verified(days)}
    assert started(days)
    assert "doubted" in {kind for kind, _ in verified(days)}
