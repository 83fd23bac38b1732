"""Writes the sample of this version: a data directory that later versions must be able to open.

    python -m tests.samples.make [--again]

A sample of a released version is never made again; `--again` is for the one under way.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from shared import __version__
from shared.domain import commands as c
from shared.domain.events import EVENTS, DaySigned, SigningKeyChanged
from shared.domain.hours import business_date
from shared.domain.ids import (
    DAY,
    AssistCode,
    CounterId,
    DeviceId,
    GroupCode,
    Moment,
    NoteId,
    OfficerId,
    ProfileCode,
    RecordId,
    ServiceCode,
    TicketId,
    VisitId,
    ZoneCode,
)
from shared.hub.backup.copies import copy
from shared.hub.identity.signing import new_key
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.journal.sqlite import SqliteJournal
from shared.hub.officers import Officer, Officers
from shared.hub.witness.statement import of_change, of_day
from shared.protocol.site_file import site_document
from tests.samples.sample import SAMPLES, Sample
from tests.unit.played_hall import MONDAY_9, two_agency_site
from tests.unit.running_engine import Desk, SetClock, running

BEGINS = Moment(MONDAY_9 - 21 * DAY)
"""Long enough ago for every clock on which a later version runs its tests."""

KIOSK, TV = DeviceId("kiosk-1"), DeviceId("tv-biru")
ONE, TWO = CounterId("1"), CounterId("2")
LOST = 8
KEY = "b25lIG9mIHRoZSBzYW1wbGUgc2l0ZSdzIGRldmljZXM="


async def write(directory: Path) -> None:
    """Plays two days in which everything happens that can happen."""
    journal = await SqliteJournal.open(directory / JOURNAL_FILE)
    clock = SetClock(BEGINS)
    try:
        async with running(journal, clock) as desk:
            await _devices(desk)
            await _visitors(desk, clock)
            await _counters(desk, clock)
            await _errands(desk, clock)
            await _supervisor(desk)
            await _staff(desk)
            await _personal(desk)
            await _kiosk_alone(desk, clock)
            clock.set_by(90)
            await desk.issue("after-the-step")
            clock.wait(24 * 60)
            await desk.do(c.TurnDay())
            await _signed(desk)
            await desk.open("1")
            await desk.issue("next-day")
            await desk.call_next("1")
    finally:
        await journal.close()
    officers = Officers(directory)
    await officers.load([Officer(id=f"officer-{n}", name=f"Petugas {n}", pin="1234") for n in "12"])
    officers.close()


async def _devices(desk: Desk) -> None:
    cards = {"code": "cards", "name": {"id": "KTP", "en": "Cards"}, "services": ["KTP-BARU"]}
    site = two_agency_site(profiles=[cards])
    await desk.do(c.LoadSite(site=site, document=site_document(site)))
    await desk.do(c.EnrolDevice(device=KIOSK, role="kiosk", name="Kiosk 1"))
    zones = (ZoneCode("biru"),)
    await desk.do(c.EnrolDevice(device=TV, role="display", name="TV Biru", zones=zones))
    await desk.do(c.ConfigureDisplay(display=TV, volume=70))
    new = DeviceId("tv-baru")
    await desk.do(c.PairDevice(device=new, role="display", name="TV", key=KEY, by="officer-1"))
    await desk.do(c.RenameDevice(device=new, name="TV Baru"))
    await desk.do(c.RevokeDevice(device=new, reason="lost", by=""))
    paper = c.TendKiosk(kiosk=KIOSK, act=c.KioskAct.PAPER, officer=OfficerId("officer-1"))
    await desk.do(paper)
    await desk.do(c.GrantNumbers(kiosk=KIOSK, held=None))


async def _visitors(desk: Desk, clock: SetClock) -> None:
    for name in ("first", "second", "third", "fourth", "fifth"):
        ticket = await desk.issue(name)
        clock.wait(1)
        await desk.do(c.RecordPrint(ticket=ticket.id, outcome="printed", device=KIOSK))
    command = c.IssueTicket(
        ticket=TicketId("elderly"),
        new_visit=VisitId("v-elderly"),
        service=ServiceCode("KTP-BARU"),
        priority=GroupCode("elderly"),
        kiosk=KIOSK,
    )
    await desk.do(command)
    elderly = TicketId("elderly")
    await desk.do(c.RecordPrint(ticket=elderly, outcome="failed", reason="paper-out", half=True))
    await desk.do(c.RequestReprint(ticket=elderly, kiosk=KIOSK))
    await desk.do(c.SetPriority(ticket=elderly, priority=None, reason="other"))
    await desk.do(c.CancelTicket(ticket=TicketId("fifth"), reason="visitor"))


async def _counters(desk: Desk, clock: SetClock) -> None:
    await desk.open("1")
    await desk.open("2")
    called = await desk.call_next("1")
    clock.wait(1)
    await desk.do(c.Recall(counter=ONE))
    calls = (c.CallRef(ticket=called.id, call=2),)
    await desk.do(c.ReportShown(display=TV, calls=calls))
    await desk.do(c.ReportSpoken(display=TV, calls=calls))
    await desk.do(c.StartService(counter=ONE))
    await desk.do(c.HoldTicket(counter=ONE))
    await desk.do(c.ResumeTicket(counter=ONE, ticket=called.id))
    await desk.call_next("1")
    await desk.do(c.StartService(counter=ONE))
    await desk.do(c.TransferTicket(counter=ONE, service=ServiceCode("KK"), reason="other"))
    await desk.call_next("1")
    await desk.do(c.StartService(counter=ONE))
    await desk.do(c.FinishService(counter=ONE))
    await desk.do(c.UndoLast(counter=ONE, reason="mistake"))
    await desk.do(c.FinishService(counter=ONE))
    missed = await desk.call_next("1")
    await desk.do(c.RecordNoShow(counter=ONE, reason="other"))
    await desk.do(c.RejoinTicket(ticket=missed.id))
    await desk.do(c.PauseCounter(counter=TWO, reason="other"))
    await desk.do(c.CloseCounter(counter=TWO))
    await desk.do(c.SuspendService(service=ServiceCode("KK"), reason="other"))
    await desk.do(c.RestoreService(service=ServiceCode("KK")))


async def _errands(desk: Desk, clock: SetClock) -> None:
    """Visits that go on, go back, wait for one officer, come back in some minutes or tomorrow."""
    await desk.open("2")
    going_on = await desk.call_next("1")
    await desk.do(c.ContinueVisit(counter=ONE, service=ServiceCode("KTP-CETAK"), here=True))
    to_two = c.TransferTicket(counter=ONE, to_officer=OfficerId("officer-2"), back=True)
    await desk.do(to_two)
    await desk.do(c.CallTicket(counter=TWO, ticket=going_on.id, reason="other"))
    await desk.do(c.FinishService(counter=TWO, result="incomplete"))
    await desk.do(c.CallTicket(counter=ONE, ticket=going_on.id, reason="other"))
    await desk.do(c.HoldTicket(counter=ONE, minutes=20))
    clock.wait(20)
    await desk.do(c.ResumeDue())
    await desk.do(
        c.MoveTicket(ticket=going_on.id, service=ServiceCode("KK"), reason="other"),
    )
    note = NoteId("note-1")
    await desk.do(c.NoteTicket(ticket=going_on.id, note=note, code="other"))
    await desk.do(c.SetAssistance(ticket=going_on.id, assist=(AssistCode("deaf"),)))
    left = await desk.issue("left-for-tomorrow")
    await desk.do(c.PostponeTicket(ticket=left.id, reason="other"))
    await desk.do(c.DecideEnd(service=ServiceCode("KK"), choice="tomorrow"))


async def _supervisor(desk: Desk) -> None:
    await desk.do(c.SetProfile(counter=TWO, profile=ProfileCode("cards")))
    relief = c.OpenCounter(counter=TWO, officer=OfficerId("officer-3"), take_over="relief")
    await desk.do(relief)
    await desk.do(c.UnlockOfficer(officer=OfficerId("officer-3")))
    words = NoteId("announcement-1")
    zones = (ZoneCode("biru"),)
    await desk.do(c.Announce(announcement=words, zones=zones, digest="00"))
    await desk.do(c.EndAnnouncement(announcement=words, zones=zones, spoken=True))
    for name in ("layanan.webm", "pantai.png"):
        await desk.do(c.AddMedium(name=name, digest="00" * 32, size=10, kind="picture"))
    await desk.do(c.RemoveMedium(name="layanan.webm"))


async def _staff(desk: Desk) -> None:
    """Somebody new, who chooses a PIN of her own."""
    for act, role in ((c.StaffAct.ADDED, "officer"), (c.StaffAct.PIN_OWN, "")):
        await desk.do(c.TraceStaff(act=act, officers=(OfficerId("ani"),), role=role))
    await desk.do(c.TraceSitting(act=c.SittingAct.ON, officer=OfficerId("ani")))
    await desk.do(c.GiveWord(act=c.WordAct.RESTORE_GO, about=(KIOSK,)))


async def _personal(desk: Desk) -> None:
    """Something is known of a visitor, is read, and is erased; a new key."""
    records = (RecordId("record-1"),)
    for act in (c.PersonalAct.KEPT, c.PersonalAct.READ, c.PersonalAct.ERASED):
        trace = c.TracePersonal(act=act, records=records, kind="contact", reason="asked")
        await desk.do(trace)
    await desk.do(c.ChangePersonalKey(key="0a1b2c3d"))


async def _signed(desk: Desk) -> None:
    """The hub's word under the day that is over, and for another key."""
    key, new, head = new_key(), new_key(), desk.engine.head
    at = desk.engine.hall.at
    day = DaySigned(
        date=business_date(two_agency_site(), BEGINS).isoformat(),
        seq=head.seq,
        hash=head.hash,
        signed_at=at,
        key=key.public,
        signature="",
    )
    signed = key.sign(of_day(head.journal, day))
    await desk.do(c.SignDay(**asdict(day) | {"signature": signed}), sender="hub")
    change = SigningKeyChanged(old=key.public, new=new.public, changed_at=at, signature="")
    vouched = key.sign(of_change(head.journal, change))
    await desk.do(c.ChangeSigningKey(**asdict(change) | {"signature": vouched}), sender="hub")
    doubt = c.DoubtPast(reason=c.Doubt.RESTORED, device=TV, seq=head.seq + 9, hash="f" * 64)
    await desk.do(doubt, sender="hub")


async def _kiosk_alone(desk: Desk, clock: SetClock) -> None:
    """An officer enters an emergency number, the kiosk hands it over; the hub lost a normal one."""
    await desk.do(
        c.EnterPaper(
            counter=ONE,
            ticket=TicketId("entered-by-hand"),
            new_visit=VisitId("v-entered-by-hand"),
            number="A-980",
            service=ServiceCode("KTP-BARU"),
        )
    )
    clock.wait(1)
    date = desk.engine.hall.date
    printed = {desk.engine.hall.tickets[TicketId("first")].series: LOST}
    await desk.do(c.SkipNumbers(kiosk=KIOSK, date=date, printed=printed))
    for name, number, lost in (
        ("paper-alone-980", "A-980", False),
        ("paper-lost-008", "A-008", True),
    ):
        await desk.do(
            c.HandOver(
                ticket=TicketId(name),
                number=number,
                service=ServiceCode("KTP-BARU"),
                visit=VisitId(f"v-{name}"),
                date=date,
                age=120_000,
                lost=lost,
                kiosk=KIOSK,
            ),
            sender=KIOSK,
        )


def main(arguments: list[str]) -> int:
    """The exit status."""
    target = SAMPLES / __version__
    if target.exists() and "--again" not in arguments:
        print(f"{target} is there: a released sample stays as it is.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as room:
        data = Path(room) / "data"
        data.mkdir()
        asyncio.run(write(data))
        made, manifest = copy(data, Path(room))
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(made, target)
    sample = Sample(target)
    missing = EVENTS.keys() - sample.types()
    print(f"{target}: {manifest.head.seq} entries; missing: {sorted(missing) or 'none'}")
    sample.note_facts()
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
