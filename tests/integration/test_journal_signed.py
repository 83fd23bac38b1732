"""The hub signs each day; whoever changes the past without its key is found, whatever they do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from shared.cli.hub_calls import hub_address
from shared.domain.events import DaySigned, SigningKeyChanged
from shared.domain.ids import DAY, Moment
from shared.hub.codec import recorded_of
from shared.hub.identity.signing import fingerprint, key_path, new_key, read_key
from shared.hub.journal.port import Draft, Entry
from shared.hub.proof.whole import prove
from shared.hub.witness.book import BOOK_FILE, add_lines, day_line, read_book, text_of
from shared.hub.witness.memory import remember
from shared.hub.witness.statement import of_day
from shared.protocol.machine import wall_ms
from tests.integration.real_hub import RealHub
from tests.integration.signed_hall import (
    DAYS,
    Alive,
    Forger,
    entries_of,
    journal,
    lived,
    signed_in,
    some_days,
    verified,
)
from tests.integration.tampering import BEGINS, DOCUMENT, ENDS, alike, text
from tests.integration.test_hub_days import played
from tests.unit.rule_day import full_day, write_day
from tests.unit.running_engine import Desk, SetClock


@pytest.fixture(scope="module")
def signed_days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("signed")
    lived(directory, SetClock(), some_days)
    return directory


@pytest.fixture
def days(signed_days: Path, tmp_path: Path) -> Path:
    """A copy for one test."""
    return Path(shutil.copytree(signed_days, tmp_path / "hall"))


def later(directory: Path) -> SetClock:
    return SetClock(Moment(entries_of(directory)[-1].at + 1_000))


def lines_in(directory: Path) -> list[str]:
    return (directory / BOOK_FILE).read_text().splitlines()


# Signing ------------------------------------------------------------------------------------


def test_each_day_is_signed_when_it_has_turned(days: Path) -> None:
    signed = signed_in(days)
    assert [event.date for _, event in signed] == ["2026-11-23", "2026-11-24", "2026-11-25"]
    assert verified(days) == []
    for seq, event in signed:
        assert event.seq == seq - 1
        assert event.hash == entries_of(days)[event.seq - 1].hash
    assert [json.loads(line)["entry"] for line in lines_in(days)] == [seq for seq, _ in signed]
    said = journal("verify", "--data", days).stdout
    assert f"Signed by the hub: {DAYS} signatures, the last at the end of 2026-11-25, up to" in said
    assert fingerprint(read_key(days).public) in said
    assert "NOT SIGNED" not in said


def test_the_key_is_for_its_owner_alone(days: Path) -> None:
    assert key_path(days).stat().st_mode & 0o777 == 0o600
    assert key_path(days).parent.stat().st_mode & 0o777 == 0o700


def test_a_restart_signs_nothing_twice(days: Path) -> None:
    before = entries_of(days)

    async def nothing(hall: Alive) -> None:
        await hall.witness.settle()

    lived(days, later(days), nothing)
    assert entries_of(days) == before
    assert len(lines_in(days)) == DAYS


def test_a_day_that_was_not_signed_is_signed_at_the_next_start(tmp_path: Path) -> None:
    """As after a power cut right at midnight, and with a journal of an older program."""
    write_day(tmp_path, full_day())
    said = journal("verify", "--data", tmp_path)
    assert said.exit_code == 0
    assert "NOT SIGNED: no day of it carries the hub's signature" in said.stdout
    assert "DAMAGED" not in said.stdout

    async def nothing(hall: Alive) -> None:
        pass

    lived(tmp_path, later(tmp_path), nothing)
    assert [event.date for _, event in signed_in(tmp_path)] == ["2026-11-23"]
    assert verified(tmp_path) == []


def test_what_the_file_of_signatures_lacks_comes_from_the_journal(days: Path) -> None:
    """As after a restore."""
    before = lines_in(days)
    (days / BOOK_FILE).write_text(before[0] + "\n" + before[1][:40])

    async def nothing(hall: Alive) -> None:
        pass

    lived(days, later(days), nothing)
    after = lines_in(days)
    assert [after[0], *after[-2:]] == before
    assert verified(days) == [("signature", 0)]  # the torn line is there, and is named
    (days / BOOK_FILE).unlink()
    lived(days, later(days), nothing)
    assert lines_in(days) == before
    assert verified(days) == []


def test_a_hall_works_without_a_key_and_says_so(days: Path) -> None:
    key_path(days).write_text("no key")

    async def a_day(hall: Alive) -> None:
        await hall.day()
        await hall.day()

    lived(days, later(days), a_day)
    assert len(signed_in(days)) == DAYS
    assert verified(days) == [("signature", 0)]
    assert (
        "2026-11-26, 2026-11-27 are over and not signed" in journal("verify", "--data", days).stdout
    )


def test_a_real_hub_signs_what_it_finds_unsigned_and_notes_by_which_way_orders_came(
    tmp_path: Path,
) -> None:
    hall = tmp_path / "hub"
    clock = SetClock(Moment(wall_ms() - 2 * DAY))

    async def a_day(desk: Desk, clock: SetClock) -> None:
        await desk.issue("long ago")

    played(hall, clock, a_day)
    with RealHub(hall, "--always-open") as hub:
        hub.take()
        hub_address(None, hall).call("POST", "/api/v1/services/KK/suspend", {"reason": "other"})
        assert hub.stop() == 0
    assert len(signed_in(hall)) == 1
    assert verified(hall) == []
    told = {one.type: one.actor for one in entries_of(hall)}
    assert told["DaySigned"] == "hub"
    assert told["TicketIssued"] == "api"
    assert told["ServiceSuspended"] == "api:tool"
    said = journal("who", "--data", hall, "--language", "en").stdout
    assert "[command on the hub's machine]" in said
    assert "The day" in said
    assert "was signed by the hub up to entry" in said


# Keys ---------------------------------------------------------------------------------------


def test_a_new_key_is_vouched_for_by_the_old_one(days: Path) -> None:
    old = read_key(days).public
    assert journal("new-key", "--data", days).exit_code == 0
    new = read_key(days).public
    assert new != old
    assert verified(days) == []  # before the hub's next start

    async def a_day(hall: Alive) -> None:
        await hall.day()

    lived(days, later(days), a_day)
    (changed,) = (recorded_of(one).event for one in entries_of(days) if "Key" in one.type)
    assert isinstance(changed, SigningKeyChanged)
    assert (changed.old, changed.new) == (old, new)
    assert [event.key for _, event in signed_in(days)] == [old] * DAYS + [new]
    for known in (old, new):
        assert verified(days, "--key", fingerprint(known)) == []


def test_a_key_that_nobody_vouches_for_is_named_until_a_person_knows_it(days: Path) -> None:
    """The machine was lost, and the hall restored without its key."""
    key_path(days).unlink()

    async def a_day(hall: Alive) -> None:
        await hall.day()

    lived(days, later(days), a_day)
    changed = next(one.seq for one in entries_of(days) if one.type == "SigningKeyChanged")
    assert verified(days) == [("key", changed)]
    assert verified(days, "--key", fingerprint(read_key(days).public)) == []
    assert verified(days, "--key", "0" * 16) == [("key", 0), ("key", changed)]


# Tampering, one by one ----------------------------------------------------------------------


def changed_body(entry: Draft) -> Draft:
    body = entry.body.replace(b'"people":1', b'"people":2')
    assert body != entry.body
    return msgspec.structs.replace(entry, body=body)


def rewrite(forger: Forger) -> None:
    """Entry 4 has another content, and all hashes from there on fit."""
    drafts = forger.drafts
    drafts[3] = changed_body(drafts[3])
    forger.chain(drafts)


def test_a_rewritten_chain_is_found_by_the_signature(days: Path) -> None:
    good = signed_in(days)[0][1].seq
    rewrite(Forger(days))
    assert verified(days) == [("rewritten", good)]
    said = journal("verify", "--data", days).stdout
    assert "REWRITTEN (rewritten) At the end of 2026-11-23 the hub signed entry" in said
    assert "something from the first entry to entry" in said
    assert "all hashes after it were made anew" in said


def test_only_what_was_rewritten_is_in_doubt(days: Path) -> None:
    """Of the third day: the two before it stand as they were signed."""
    forger = Forger(days)
    signed = signed_in(days)
    drafts = forger.drafts
    place = next(
        n for n, one in enumerate(drafts) if n > signed[1][0] and one.type == "TicketIssued"
    )
    drafts[place] = changed_body(drafts[place])
    forger.chain(drafts)
    assert verified(days) == [("rewritten", signed[2][1].seq)]
    said = journal("verify", "--data", days).stdout
    assert f"something from entry {signed[1][1].seq + 1} to entry {signed[2][1].seq}" in said
    assert "signatures fit as far as this: 2 signatures, the last at the end of 2026-11-24" in said


def test_a_cut_tail_is_found_by_the_file_of_signatures(days: Path) -> None:
    forger = Forger(days)
    signed = signed_in(days)
    forger.put(forger.entries[: signed[2][1].seq - 2])
    assert ("cut", signed[2][1].seq) in verified(days)
    words = "line 3: at the end of 2026-11-25 the hub signed entry"
    assert words in journal("verify", "--data", days).stdout


def test_a_tail_that_was_cut_and_written_anew_is_found(days: Path) -> None:
    """Just behind what was signed: the entry that holds the signature is gone."""
    forger = Forger(days)
    seq, event = signed_in(days)[2]
    forger.put(forger.entries[: event.seq])
    assert ("rewritten", seq) in verified(days)


def test_a_file_of_signatures_that_was_replaced_is_found(days: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    lived(other, SetClock(), some_days)
    shutil.copy(other / BOOK_FILE, days / BOOK_FILE)
    assert {kind for kind, _ in verified(days)} == {"signature"}
    assert (
        "line 1 and 2 more: signatures of another journal"
        in journal("verify", "--data", days).stdout
    )
    (days / BOOK_FILE).unlink()
    assert verified(days) == [("signature", 0)]
    assert "signatures.jsonl is missing" in journal("verify", "--data", days).stdout


def forged(directory: Path, resign: Callable[[str, DaySigned], DaySigned]) -> list[Entry]:
    """Rewrites the past and gives each signature anew, as `resign` can, in chain and file."""
    forger = Forger(directory)
    rewrite(forger)
    for seq, event in signed_in(directory):
        entries = entries_of(directory)
        fresh = resign(forger.journal, replace(event, hash=entries[event.seq - 1].hash))
        drafts = [Draft(*msgspec.structs.astuple(one)[1:-1]) for one in entries]
        body = msgspec.json.encode(fresh)
        drafts[seq - 1] = msgspec.structs.replace(drafts[seq - 1], body=body)
        forger.chain(drafts)
    lines = [day_line(forger.journal, event, seq) for seq, event in signed_in(directory)]
    (directory / BOOK_FILE).write_bytes(text_of(lines))
    remember(directory, lines[-1])
    return forger.entries


def test_a_chain_signed_anew_with_another_key_is_found(days: Path, signed_days: Path) -> None:
    """By somebody who cannot read the hub's key; whoever puts their own into its place as well is
    found by the fingerprint on any paper."""
    own = new_key()

    def resign(id_: str, event: DaySigned) -> DaySigned:
        bare = replace(event, key=own.public)
        return replace(bare, signature=own.sign(of_day(id_, bare)))

    forged(days, resign)
    assert verified(days) == [("key", 0)]
    assert "The hub's own key" in journal("verify", "--data", days).stdout
    key_path(days).unlink()
    true = fingerprint(read_key(signed_days).public)
    assert verified(days, "--key", true) == [("key", 0)]


def test_a_chain_signed_anew_with_the_hubs_own_key_is_found_by_what_left_the_machine(
    days: Path, signed_days: Path
) -> None:
    """A technician who may read everything: nothing here shows it, a copy elsewhere does."""
    own = read_key(days)

    def resign(id_: str, event: DaySigned) -> DaySigned:
        return replace(event, signature=own.sign(of_day(id_, event)))

    forged(days, resign)
    assert verified(days) == []
    kept = signed_days / BOOK_FILE
    assert verified(days, "--signatures", kept)[0][0] == "rewritten"
    said = journal("verify", "--data", days, "--signatures", kept).stdout
    assert "line 1: at the end of 2026-11-23 the hub signed entry" in said


def test_a_signature_that_was_made_up_is_found(days: Path) -> None:
    forged(days, lambda id_, event: event)
    kinds = [kind for kind, _ in verified(days)]
    assert set(kinds) == {"signature"}


def test_a_copy_that_is_no_copy_and_a_fingerprint_that_is_none_are_refused(days: Path) -> None:
    assert journal("verify", "--data", days, "--signatures", key_path(days)).exit_code == 2
    assert journal("verify", "--data", days, "--key", "abc").exit_code == 2
    assert journal("verify").exit_code == 2


# Tampering, any -----------------------------------------------------------------------------


Tampering = tuple[list[tuple[str, int, int]], bool, str]


@st.composite
def tampering(draw: st.DrawFn) -> Tampering:
    """What is done to the entries, whether the chain is made to fit, and what to the file."""
    acts = st.tuples(
        st.sampled_from(["flip", "delete", "repeat", "swap", "cut", "actor", "time"]),
        st.integers(0, 200),
        st.integers(0, 200),
    )
    return (
        draw(st.lists(acts, min_size=1, max_size=3)),
        draw(st.booleans()),
        draw(st.sampled_from(["left", "lines-out", "gone"])),
    )


def tampered(drafts: list[Draft], act: str, one: int, other: int) -> None:
    if not drafts:  # nothing is left that could be touched
        return
    at, to = one % len(drafts), other % len(drafts)
    entry = drafts[at]
    if act == "flip":
        body = bytearray(entry.body)
        body[other % len(body)] ^= 1 + other % 31
        drafts[at] = msgspec.structs.replace(entry, body=bytes(body))
    elif act == "delete":
        del drafts[at]
    elif act == "repeat":
        drafts.insert(to, entry)
    elif act == "swap":
        drafts[at], drafts[to] = drafts[to], entry
    elif act == "cut":
        del drafts[max(1, at) :]
    elif act == "actor":
        drafts[at] = msgspec.structs.replace(entry, actor=f"{entry.actor}x")
    else:
        drafts[at] = msgspec.structs.replace(entry, at=entry.at + 1)


def check_any(signed_days: Path, room: Path, done: Tampering) -> None:
    """Whatever was done to what is signed, verify finds it by what lies beside the journal; where
    the file of signatures was touched as well, by the copy of it that somebody keeps."""
    acts, fitting, book = done
    hall = room / "hall"
    shutil.copytree(signed_days, hall)
    forger = Forger(hall)
    drafts = forger.drafts
    for act in acts:
        tampered(drafts, *act)
    last = len(forger.entries) - 1  # the last signature's own entry is not signed itself
    assume(drafts[:last] != forger.drafts[:last] and all(map(_is_text, drafts)))
    if fitting:
        forger.chain(drafts)
    else:
        forger.put(_with_old_hashes(forger.entries, drafts))
    kept = read_book(hall / BOOK_FILE)
    assert kept is not None
    _touch_book(hall / BOOK_FILE, book)
    copy = ("kept elsewhere", kept) if book != "left" else None
    proof = prove(hall / "journal.db", copy=copy)
    assert proof.report.faults
    assert not proof.report.sound
    shutil.rmtree(hall)


def _is_text(draft: Draft) -> bool:
    with suppress(UnicodeDecodeError):
        return bool(draft.body.decode())
    return False


@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
@given(tampering())
def test_whatever_is_done_to_the_signed_past_verify_never_says_that_it_is_whole(
    tmp_path_factory: pytest.TempPathFactory, signed_days: Path, done: Tampering
) -> None:
    check_any(signed_days, tmp_path_factory.mktemp("forged"), done)


@pytest.mark.long
@pytest.mark.timeout(900)
@settings(max_examples=2_000, suppress_health_check=list(HealthCheck), deadline=None)
@given(tampering())
def test_the_same_for_longer(
    tmp_path_factory: pytest.TempPathFactory, signed_days: Path, done: Tampering
) -> None:
    check_any(signed_days, tmp_path_factory.mktemp("forged"), done)


def _with_old_hashes(entries: list[Entry], drafts: list[Draft]) -> list[Entry]:
    """The entries as if nothing were: each has the hash that stood at its place."""
    hashes = [entry.hash for entry in entries]
    hashes += ["0" * 64] * max(0, len(drafts) - len(hashes))
    return [
        Entry(seq=seq, **msgspec.structs.asdict(draft), hash=hash_)
        for seq, (draft, hash_) in enumerate(zip(drafts, hashes, strict=False), start=1)
    ]


def _touch_book(path: Path, book: str) -> None:
    if book == "gone":
        path.unlink()
    elif book == "lines-out":
        found = read_book(path)
        assert found is not None
        path.unlink()
        add_lines(path, [line for _, line in found.lines][:1])


# The document -------------------------------------------------------------------------------


def test_the_examples_of_the_document_are_what_verify_says(tmp_path: Path) -> None:
    written = DOCUMENT.read_text(encoding="utf-8").partition(BEGINS)[2].partition(ENDS)[0]
    shown = text(tmp_path)
    assert alike(written.strip()) == alike(shown.strip()), "python -m tests.integration.tampering"
