"""What became of an order: said on the screen, and taken in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from counter.acts import Act
from counter.catalogue import Catalogue
from counter.desk import Desk
from counter.facts import Facts
from counter.hand import Hand
from counter.memory import TerminalMemory
from counter.notices import Notice, done_words, outcome_words
from counter.pin.own_pin import OwnPinCard
from counter.questions import Asking, Draft
from counter.refusals import AWAY, NO_SESSION, refusal_words
from counter.roster import Roster
from counter.session import Session
from counter.shift.auto_call import AutoCall
from counter.shift.taking_over import TakingOver
from counter.sitting.devices import Devices
from counter.sitting.office import Office
from counter.unanswered import UNTRACED, Unanswered, trace_of
from counter.visit.giving import given
from shared.protocol.messages import Answer
from shared.protocol.views import Problem, TicketView


@dataclass(slots=True, kw_only=True)
class Aftermath:
    """`steady` is a clock in milliseconds; `desk`, `catalogue` and `language` are those of now."""

    session: Session
    memory: TerminalMemory
    roster: Roster
    hand: Hand
    asking: Asking
    notice: Notice
    auto_call: AutoCall
    devices: Devices
    office: Office
    own_pin: OwnPinCard
    steady: Callable[[], int]
    desk: Callable[[], Desk]
    catalogue: Callable[[], Catalogue | None]
    language: Callable[[], str]
    _unanswered: Unanswered = field(default_factory=Unanswered)

    def done(self, draft: Draft, answer: Answer) -> None:
        """The hub has carried it out."""
        if draft.name == "OpenCounter":
            self.office.at_counter(self.session.officer, answer.body)
        if draft.name == "OpenCounter" and not self.session.signed:
            self._signed_on()
            return
        catalogue = self.catalogue()
        if catalogue is not None:
            seconds = catalogue.site.rules.auto_call_seconds
            self.auto_call.follow(draft, self.desk(), seconds, self.steady())
        if draft.act is Act.ISSUE and draft.name == "IssueTicket" and answer.ticket is not None:
            self._show_number(answer.ticket)
            return
        said = done_words(draft, answer, self.language())
        if said and not self.auto_call.seconds(self.steady()):
            self.notice.put(said, "good", self.steady())

    def refused(self, draft: Draft, problem: Problem) -> None:
        """The hub said no, or nothing: why, in words."""
        said = refusal_words(problem, self.catalogue(), self.language(), draft.name)
        if problem.code == NO_SESSION:
            self.session.leave()
            self.asking.put(None)
        if problem.code == AWAY and problem.extra.get("sent") and draft.act not in UNTRACED:
            self._unanswered.lose(draft)
        if not self.session.signed:
            self.session.refuse(said)
            self.own_pin.begin(problem, self.session.officer)
            self._ask_about_sign_on(draft, problem)
        else:
            self.notice.put(said, "bad", self.steady())

    def tell(self, desk: Desk, facts: Facts, catalogue: Catalogue, *, asking: bool) -> None:
        """Says what became of an order that was under way when the line broke; `asking`: another
        one is."""
        trace, steady = trace_of(desk, facts.tickets), self.steady()
        found = self._unanswered.look(trace, steady, live=facts.live, asking=asking)
        if found is not None:
            mood = "good" if found.carried_out else "bad"
            primary = self.hand.offered.primary if self.hand.offered else None
            self.notice.put(outcome_words(found, primary, catalogue.language), mood, steady)

    def _signed_on(self) -> None:
        session = self.session
        session.accept()
        self.memory.keep(counter=session.counter, officer=session.officer, place="")

    def _show_number(self, ticket: TicketView) -> None:
        """The number that was given, large; and where its paper is to be printed."""
        if self.hand.asker is not None:
            self.hand.follow(given(self.hand.asker.sight, self.devices.told, ticket))

    def _ask_about_sign_on(self, draft: Draft, problem: Problem) -> None:
        """Somebody else is there, or the officer elsewhere: what can be done about it."""
        catalogue = self.catalogue()
        if catalogue is None:
            return
        question = TakingOver(catalogue, self.roster.name).question(draft, problem)
        if question is not None:
            self.hand.follow(question)
