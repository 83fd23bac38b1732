"""Decisions: a command against the state gives events, or a `Refusal`. Nothing is changed here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shared.domain import commands as c
from shared.domain.decide import (
    counters,
    days,
    delivery,
    desk,
    devices,
    end,
    grants,
    hold,
    media,
    notes,
    papers,
    personal,
    rejoin,
    sending,
    services,
    supervision,
    tickets,
)
from shared.domain.decide.answer import answer_to as answer_to
from shared.domain.events import Event
from shared.domain.hall import Hall, Receipt
from shared.domain.ids import Moment
from shared.domain.refusal import Code, Refusal

Decider = Callable[[Hall, Any, Moment], list[Event]]


def decide(hall: Hall, order: c.Order, now: Moment) -> list[Event]:
    """The events that a command leads to; an empty list where it adds nothing.

    Expects `now` not to be before the hall's last entry, and the day to be open
    (`days.day_events` gives what is due first).
    """
    if hall.plan is None and not isinstance(order.command, c.LoadSite):
        raise Refusal(Code.NO_SITE, "This hall has no site yet: load one.")
    decider = _DECIDERS.get(type(order.command))
    if decider is not None:
        return decider(hall, order.command, now)
    return desk.decide_at_desk(hall, order.command, order.actor, now)


def earlier_answer(hall: Hall, order: c.Order) -> Receipt | None:
    """The receipt of the same command; Refusal when its id was used for something else."""
    if order.id is None:
        return None
    receipt = hall.receipts.get((order.sender, order.id))
    if receipt is not None and receipt.digest != order.digest:
        raise Refusal(
            Code.ID_REUSED,
            f"The id {order.id} was used for another command; make up a new one.",
            id=order.id,
        )
    return receipt


day_events = days.day_events

_DECIDERS: dict[type[c.Command], Decider] = {
    c.IssueTicket: tickets.issue,
    c.CancelTicket: tickets.cancel,
    c.RejoinTicket: rejoin.rejoin,
    c.RequestReprint: tickets.request_reprint,
    c.RecordPrint: tickets.record_print,
    c.SetPriority: tickets.set_priority,
    c.SetAssistance: notes.set_assistance,
    c.NoteTicket: notes.note,
    c.MoveTicket: sending.move,
    c.PostponeTicket: end.postpone,
    c.DecideEnd: end.decide_end,
    c.ResumeTicket: hold.resume,
    c.ResumeDue: hold.resume_due,
    c.OpenCounter: counters.open_counter,
    c.PauseCounter: counters.pause,
    c.CloseCounter: counters.close,
    c.UnlockOfficer: supervision.unlock,
    c.TraceStaff: supervision.trace_staff,
    c.Announce: supervision.announce,
    c.EndAnnouncement: supervision.end_announcement,
    c.ReportShown: delivery.shown,
    c.ReportSpoken: delivery.spoken,
    c.SuspendService: services.suspend,
    c.RestoreService: services.restore,
    c.SuspendAgency: services.suspend_agency,
    c.RestoreAgency: services.restore_agency,
    c.SetProfile: services.set_profile,
    c.LoadSite: services.load_site,
    c.EnrolDevice: devices.enrol,
    c.PairDevice: devices.pair,
    c.RenameDevice: devices.rename,
    c.RevokeDevice: devices.revoke,
    c.ConfigureDisplay: devices.configure,
    c.TendKiosk: devices.tend,
    c.AddMedium: media.add,
    c.RemoveMedium: media.remove,
    c.TracePersonal: personal.trace,
    c.ChangePersonalKey: personal.change_key,
    c.TurnDay: days.turn,
    c.SignDay: days.sign,
    c.ChangeSigningKey: days.change_key,
    c.DoubtPast: days.doubt,
    c.GiveWord: supervision.give_word,
    c.TraceSitting: supervision.trace_sitting,
    c.GrantNumbers: grants.grant,
    c.SkipNumbers: grants.skip,
    c.HandOver: papers.hand_over,
    c.EnterPaper: papers.enter,
}
