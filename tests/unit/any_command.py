"""Any command at all, well-meant or not, chosen with whatever makes the choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from shared.domain import commands as c
from shared.domain.hall import Desk, Hall
from shared.domain.ids import (
    AgencyCode,
    AssistCode,
    CounterId,
    DeviceId,
    GroupCode,
    NoteId,
    OfficerId,
    ProfileCode,
    RecordId,
    ServiceCode,
    TicketId,
    VisitId,
    ZoneCode,
)
from shared.domain.states import TRANSITIONS, CounterState, TicketAction, TicketState

Option = TypeVar("Option")


class Pick(Protocol):
    """Chooses one of several: `random.Random.choice`, or a draw of hypothesis."""

    def __call__(self, options: Sequence[Option], /) -> Option: ...


OFTEN = 15
"""What is wrong must be tried, but what is right has to happen most of the time."""


class AnyCommand:
    """Makes commands that suit the hall as it stands, mostly."""

    def __init__(self, hall: Hall, pick: Pick, number: int) -> None:
        self._hall = hall
        self._pick = pick
        self._number = number

    def make(self) -> c.Command:
        return self._pick(_KINDS)(self)

    def visitor(self) -> c.Command:
        visits = [None, None, *list(self._hall.visits)[-3:]]
        return c.IssueTicket(
            ticket=TicketId(f"t{self._number}"),
            new_visit=VisitId(f"v{self._number}"),
            service=self._service(),
            priority=self._group(),
            people=self._pick([1] * 2 * OFTEN + [0, 4, 5]),
            visit=self._pick(visits),
            assist=(AssistCode("deaf"),) if self._rarely() else (),
        )

    def call_next(self) -> c.Command:
        return c.CallNext(counter=self._free())

    def finish(self) -> c.Command:
        result = self._pick(["", "done", "incomplete"] * OFTEN + ["no such"])
        then_call = self._pick([True, False])
        return c.FinishService(counter=self._busy(), then_call=then_call, result=result)

    def go_on(self) -> c.Command:
        here = self._pick([True, False])
        return c.ContinueVisit(counter=self._busy(), service=self._service(), here=here)

    def at_desk(self) -> c.Command:
        kind = self._pick([c.Recall, c.StartService])
        return kind(counter=self._busy())

    def hold(self) -> c.Command:
        minutes = self._pick([None, 1, 2, 20, 0, 241])
        return c.HoldTicket(counter=self._busy(), minutes=minutes)

    def due(self) -> c.Command:
        return c.ResumeDue()

    def undo(self) -> c.Command:
        reason = self._pick(["mistake", "came"] * OFTEN + ["", "no such"])
        counter = self._fitting(lambda desk: desk.undo is not None and desk.ticket is None)
        return c.UndoLast(counter=counter, reason=reason)

    def absent(self) -> c.Command:
        return c.RecordNoShow(counter=self._busy(), reason=self._pick(["other", "other", ""]))

    def by_number(self) -> c.Command:
        ticket = self._ticket(*TRANSITIONS[TicketAction.CALL_BY_NUMBER][0])
        return c.CallTicket(counter=self._free(), ticket=ticket, reason=self._reason())

    def resume(self) -> c.Command:
        counter = self._pick([self._counter(), None])
        return c.ResumeTicket(counter=counter, ticket=self._ticket(TicketState.HELD))

    def rejoin(self) -> c.Command:
        reason = self._pick(["visitor", "late", "not-heard"] * OFTEN + ["no such"])
        ticket = self._ticket(*TRANSITIONS[TicketAction.REJOIN][0])
        return c.RejoinTicket(ticket=ticket, reason=reason)

    def cancel(self) -> c.Command:
        return c.CancelTicket(ticket=self._ticket(*TRANSITIONS[TicketAction.CANCEL][0]))

    def paper(self) -> c.Command:
        ticket = self._ticket(TicketState.WAITING)
        outcome = self._pick(["printed", "failed", "again"])
        if outcome == "again":
            kiosk = self._pick([None, DeviceId("kiosk-1")])
            return c.RequestReprint(ticket=ticket, kiosk=kiosk)
        return c.RecordPrint(ticket=ticket, outcome=outcome, half=self._rarely())

    def priority(self) -> c.Command:
        ticket = self._ticket(TicketState.WAITING, TicketState.HELD, TicketState.NO_SHOW)
        known = self._hall.tickets.get(ticket)
        if known is not None and known.group is not None and self._pick([True, False]):
            return c.SetPriority(ticket=ticket, priority=known.group, reason="")
        return c.SetPriority(ticket=ticket, priority=self._group(), reason=self._reason())

    def transfer(self) -> c.Command:
        ticket = self._pick([None, None, self._ticket(TicketState.WAITING, TicketState.HELD)])
        at_work = [desk.officer for desk in self._hall.desks.values() if desk.officer]
        officer = self._pick([*at_work, OfficerId("officer-1")])
        whom: str = self._pick(["service", "service", "counter", "officer", "officer"])
        return c.TransferTicket(
            counter=self._busy() if ticket is None else self._counter(),
            service=self._service() if whom == "service" else self._pick([None, self._service()]),
            to_counter=self._counter() if whom == "counter" else None,
            to_officer=officer if whom == "officer" else None,
            back=self._pick([True, False]),
            ticket=ticket,
        )

    def move(self) -> c.Command:
        return c.MoveTicket(
            ticket=self._ticket(*TRANSITIONS[TicketAction.MOVE][0]),
            service=self._pick([None, self._service(), self._service()]),
            to_counter=self._pick([None, None, self._counter()]),
            reason=self._reason(),
        )

    def noted(self) -> c.Command:
        ticket = self._ticket(*TicketState)
        if self._pick([True, False]):
            kinds = [AssistCode("deaf")] * OFTEN + [AssistCode("no such")]
            return c.SetAssistance(ticket=ticket, assist=self._pick([(), (self._pick(kinds),)]))
        note = NoteId(f"note-{self._number}")
        digest = self._pick(["", "0123abcd"])
        return c.NoteTicket(ticket=ticket, note=note, code=self._reason(), digest=digest)

    def later(self) -> c.Command:
        if self._pick([True, True, False]):
            ticket = self._ticket(*TRANSITIONS[TicketAction.POSTPONE][0])
            return c.PostponeTicket(ticket=ticket, reason=self._reason())
        choice = self._pick(["serve-on"] * 4 + ["tomorrow", "no such"])
        return c.DecideEnd(service=self._service(), choice=choice)

    def counter(self) -> c.Command:
        kind = self._pick([c.PauseCounter, c.CloseCounter])
        return kind(counter=self._counter())

    def sign_on(self) -> c.Command:
        counter = self._counter()
        someone = self._pick([counter] * 3 + [self._counter()])
        return c.OpenCounter(
            counter=counter,
            officer=OfficerId(f"officer-{someone}"),
            take_over=self._pick(["", "", "relief", "left", "no such"]),
            leave_other=self._pick([False, True]),
        )

    def supervisor(self) -> c.Command:
        if self._pick([True, False, False]):
            return c.UnlockOfficer(officer=OfficerId(f"officer-{self._counter()}"))
        said = list(self._hall.announced)
        over = self._pick([True, False]) if said else False
        if over:
            heard = (ZoneCode("biru"),) if self._pick([True, True, True, False]) else ()
            return c.EndAnnouncement(announcement=said[0], zones=heard, spoken=True)
        zones = self._pick([("biru",), ("biru", "biru")] * 3 + [("no such",), ()])
        words = NoteId(f"words-{self._number}")
        return c.Announce(announcement=words, zones=tuple(map(ZoneCode, zones)), digest="01ab")

    def delivered(self) -> c.Command:
        ticket = self._ticket(TicketState.CALLED)
        kind = self._pick([c.ReportShown, c.ReportSpoken])
        calls = tuple(c.CallRef(ticket=ticket, call=call) for call in (1, 2, 3))
        return kind(display=DeviceId("tv"), calls=calls)

    def suspension(self) -> c.Command:
        closed = list(self._hall.suspended)
        if not closed or self._rarely():
            reason = self._pick(["other", "system"])
            return c.SuspendService(service=self._service(), reason=reason)
        return c.RestoreService(service=self._pick([*closed * OFTEN, ServiceCode("no such")]))

    def agency(self) -> c.Command:
        agency = AgencyCode(self._pick(["DUKCAPIL"] * OFTEN + ["no such"]))
        if self._pick([False] * 5 + [True]):
            return c.SuspendAgency(agency=agency, reason="system")
        return c.RestoreAgency(agency=agency)

    def device(self) -> c.Command:
        """A TV is met for the first time or again, and set up by a supervisor."""
        tv = DeviceId(self._pick(["tv", "tv-biru"] * OFTEN + ["no such"]))
        if self._pick([True, False, False]):
            zones = (ZoneCode("biru"),)
            return c.EnrolDevice(device=tv, role="display", name="TV", zones=zones)
        volume = self._pick([0, 40, 100] * OFTEN + [101])
        return c.ConfigureDisplay(display=tv, volume=volume, muted=self._pick([None, True, False]))

    def let_in(self) -> c.Command:
        """A TV is paired, with a new key or its own, gets a name, or is taken out."""
        tv = DeviceId(self._pick(["tv", "tv-lobi"]))
        known = self._hall.devices.get(tv)
        if known is not None and self._pick([True, False, False]):
            return c.RenameDevice(device=tv, name=self._pick(["TV", "TV Lobi"]))
        if known is not None and known.key and self._pick([True, True, False]):
            return c.RevokeDevice(device=tv, reason="lost", by="officer-1")
        key = f"{self._pick([tv, tv, 'another'])} {len(known.revoked) if known else 0}"
        return c.PairDevice(device=tv, role="display", name="TV", key=key, by="")

    def tended(self) -> c.Command:
        """Staff at a kiosk's menu."""
        act = self._pick(list(c.KioskAct))
        kiosk, officer = DeviceId("kiosk-1"), OfficerId("officer-1")
        return c.TendKiosk(kiosk=kiosk, act=act, officer=officer, volume=self._pick([None, 101]))

    def medium(self) -> c.Command:
        """A file for the TVs comes, comes anew, or goes."""
        name = self._pick(["pantai.png", "layanan.webm"])
        known = [*self._hall.media, "no such"]
        if self._pick(["add", "remove"]) == "remove":
            return c.RemoveMedium(name=self._pick(known))
        digest = self._pick(["a" * 64, "b" * 64])
        lufs = self._pick([None, -18.5])
        return c.AddMedium(name=name, digest=digest, size=10, kind="picture", lufs=lufs)

    def personal(self) -> c.Command:
        """Somebody does something with what is known of people."""
        if self._rarely():
            return c.ChangePersonalKey(key="0a1b2c3d")
        act = self._pick(list(c.PersonalAct))
        records = self._pick([(RecordId("record-1"),)] * OFTEN + [()])
        reason = self._pick(["asked"] * OFTEN + ["", "no such"])
        return c.TracePersonal(act=act, records=records, kind="contact", reason=reason)

    def staff(self) -> c.Command:
        """Somebody may work here, or has another PIN."""
        officers = self._pick([(OfficerId("ani"),)] * OFTEN + [()])
        return c.TraceStaff(act=self._pick(list(c.StaffAct)), officers=officers, role="officer")

    def turn(self) -> c.Command:
        return c.TurnDay()

    def signed(self) -> c.Command:
        """The hub's word under a day, or for another key."""
        at, word = self._hall.at, "5" * 128
        if self._pick([True, False]):
            keys = ("a" * 64, "b" * 64)
            return c.ChangeSigningKey(old=keys[0], new=keys[1], changed_at=at, signature=word)
        return c.SignDay(
            date=self._hall.date,
            seq=max(1, self._hall.seq),
            hash="c" * 64,
            signed_at=at,
            key="a" * 64,
            signature=word,
        )

    def doubted(self) -> c.Command:
        """The hub, or an app, remembers another journal; or a person gives their word."""
        doubt = c.DoubtPast(reason=self._pick(list(c.Doubt)), seq=3, dates=(self._hall.date,))
        word = c.GiveWord(act=self._pick(list(c.WordAct)), about=("kiosk-1",))
        act = self._pick(list(c.SittingAct))
        return self._pick([doubt, word, c.TraceSitting(act=act, officer=OfficerId("ani"))])

    def profile(self) -> c.Command:
        profiles = [None, None, ProfileCode("ktp"), ProfileCode("all"), ProfileCode("no such")]
        return c.SetProfile(counter=self._counter(), profile=self._pick(profiles))

    # What they name ---------------------------------------------------------------------------

    def _rarely(self) -> bool:
        return self._pick([False] * OFTEN + [True])

    def _counter(self) -> CounterId:
        return CounterId(self._pick(["1", "2", "3"] * OFTEN + ["no such"]))

    def _busy(self) -> CounterId:
        """A counter where somebody stands, mostly."""
        return self._fitting(lambda desk: desk.ticket is not None)

    def _free(self) -> CounterId:
        """One that may call, mostly."""
        return self._fitting(lambda desk: desk.ticket is None and desk.state is CounterState.OPEN)

    def _fitting(self, fits: Callable[[Desk], bool]) -> CounterId:
        fit = [desk.id for desk in self._hall.desks.values() if fits(desk)]
        return self._pick(fit) if fit and not self._rarely() else self._counter()

    def _service(self) -> ServiceCode:
        services = ["KTP-BARU", "KTP-BARU", "KTP-CETAK", "KK"]
        return ServiceCode(self._pick(services * OFTEN + ["no such"]))

    def _group(self) -> GroupCode | None:
        return self._pick([None, None, GroupCode("elderly")])

    def _reason(self) -> str:
        return self._pick(["other"] * OFTEN + [""])

    def _ticket(self, *states: TicketState) -> TicketId:
        tickets = self._hall.tickets
        fit = [id_ for id_, ticket in tickets.items() if ticket.state in states]
        if fit and not self._rarely():
            return self._pick(fit)
        return self._pick([*tickets, TicketId("no such")])


_A = AnyCommand
_KINDS: list[Callable[[AnyCommand], c.Command]] = [
    *(_A.visitor,) * 14,
    *(_A.call_next,) * 5,
    *(_A.finish,) * 6,
    *(_A.at_desk,) * 2,
    *(_A.undo,) * 2,
    *(_A.go_on, _A.hold, _A.due, _A.move, _A.noted, _A.later),
    *(_A.absent,) * 2,
    *(_A.sign_on,) * 4,
    *(_A.resume, _A.rejoin, _A.cancel, _A.paper, _A.priority, _A.turn, _A.device, _A.medium),
    _A.tended,
    _A.signed,
    _A.doubted,
    _A.personal,
    _A.staff,
    *(_A.transfer,) * 3,
    *(_A.by_number, _A.counter, _A.delivered, _A.agency, _A.profile),
    *(_A.suspension,) * 3,
    *(_A.supervisor,) * 2,
    _A.let_in,
]
