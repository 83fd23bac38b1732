"""Shows the desk: its words, lists and buttons, from the hall, the order under way and the rights
of who sits there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from counter.acts import WORDING, Act
from counter.asking import Asker
from counter.cards import FaceCard
from counter.catalogue import Catalogue
from counter.clerk import Clerk
from counter.desk import Desk, Manner, Mode, offers
from counter.expecting import expected
from counter.face import Face, face_of
from counter.facts import Facts
from counter.hall import Hall
from counter.hand import Hand
from counter.permitted import allowed, sees_groups, sees_queue
from counter.queue import next_of
from counter.roster import Roster
from counter.session import Session
from counter.shelf import Shelf
from counter.shift.auto_call import AutoCall
from counter.shift.words import CALLS_IN
from counter.sitting.sitting import Sitting
from counter.timing import NO_TIMER
from counter.undo import UndoOffer
from counter.visit.notes import Notes
from counter.visit.results import results_of
from counter.words import say


@dataclass(slots=True, kw_only=True)
class Showing:
    """`steady` is a clock in milliseconds; `sitting` what the hub has told of who sits here."""

    hall: Hall
    session: Session
    roster: Roster
    clerk: Clerk
    hand: Hand
    face: FaceCard
    shelf: Shelf
    undo: UndoOffer
    auto_call: AutoCall
    notes: Notes
    steady: Callable[[], int]
    sitting: Callable[[], Sitting]

    def show(self, desk: Desk, facts: Facts, catalogue: Catalogue, ask: Callable[[], Desk]) -> None:
        """The desk as it is now; `ask` gives it later on, to a question that stays open."""
        asker = self._asker(catalogue, ask)
        self.hand.asker = asker
        self.hand.show(desk, offers(desk, self.hall.now(), self._manner(desk, catalogue, asker)))
        soon = expected(desk, self.clerk.draft, self.hall.now())
        self.face.show(self._completed(self._face(soon, facts, catalogue), soon, facts, catalogue))
        self._fill(desk, soon, facts, catalogue)

    def calls_in(self, desk: Desk, facts: Facts) -> int:
        """Seconds until the next one is called by itself; 0: an officer calls."""
        idle = desk.mode is Mode.WAITING and facts.live
        return self.auto_call.seconds(self.steady()) if idle else 0

    def _asker(self, catalogue: Catalogue, ask: Callable[[], Desk]) -> Asker:
        hall, name_of = self.hall, self.roster.name
        return Asker(
            self.session.counter, catalogue, hall.facts, ask, hall.now, self.sitting(), name_of
        )

    def _manner(self, desk: Desk, catalogue: Catalogue, asker: Asker) -> Manner:
        ticket, sitting = desk.ticket, self.sitting()
        return Manner(
            finish_and_call=catalogue.site.rules.finish_and_call,
            undo_seconds=self.undo.seconds(self.steady()),
            results=ticket is not None and len(results_of(catalogue, ticket.service)) > 1,
            missed=bool(asker.bringing.missed),
            may=lambda act: act is Act.HELD or allowed(act, sitting),
        )

    def _face(self, soon: Desk, facts: Facts, catalogue: Catalogue) -> Face:
        """While the hub is asked the state says what for; nobody has been called yet."""
        now, groups = self.hall.now(), sees_groups(self.sitting())
        face = face_of(soon, facts, catalogue, now, self.roster.name, groups=groups)
        if self.clerk.draft is None:
            return face
        calls = soon.mode is Mode.CALLED and self.clerk.draft.act is not Act.RECALL
        act = Act.CALL_NEXT if calls else self.clerk.draft.act
        doing = say(WORDING[act].doing, catalogue.language)
        timer = NO_TIMER if calls else face.timer
        return replace(face, state=doing, timer=timer, delivery="", pending=True)

    def _completed(self, face: Face, soon: Desk, facts: Facts, catalogue: Catalogue) -> Face:
        """With the notes on the ticket here, and with who is about to be called by itself."""
        following, seconds = next_of(soon.line), self.calls_in(soon, facts)
        if seconds and following is not None:
            parts = {"number": following.number, "seconds": seconds}
            return replace(face, next=say(CALLS_IN, catalogue.language, **parts))
        ticket = soon.ticket
        if ticket is None:
            return face
        if ticket.notes:
            self.notes.ask(ticket.id, ticket.notes, self.session.sealed, live=facts.live)
        return self.notes.onto(face, ticket, catalogue)

    def _fill(self, desk: Desk, soon: Desk, facts: Facts, catalogue: Catalogue) -> None:
        self.shelf.fill(
            soon,
            facts,
            self.session.counter,
            catalogue,
            self.hall.now(),
            name_of=self.roster.name,
            whole=sees_queue(self.sitting()),
        )
        assert self.hand.offered is not None
        self.shelf.fill_buttons(
            self.hand.offered,
            self.clerk.doing,
            catalogue.language,
            live=facts.live,
            calls_in=self.calls_in(desk, facts),
        )
