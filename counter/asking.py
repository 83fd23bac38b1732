"""The questions of this terminal: which ticket, and why; where to is asked in counter.targets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from counter import queue, words
from counter.acts import WORDING, Act
from counter.alarms import Alarms
from counter.catalogue import Catalogue
from counter.desk import IDLE, Desk, Offers, no_show_wait
from counter.facts import Facts
from counter.information.taking import Taking
from counter.papers import Papers
from counter.permitted import allowed
from counter.phrases import ASK
from counter.precedence import Precedence
from counter.questions import Draft, Option, Question, Todo, acting, reason_question
from counter.refusals import state_words
from counter.sitting.sight import Sight
from counter.sitting.sitting import Sitting
from counter.sitting.writing import note_question
from counter.targets import Targets
from counter.visit.bringing import Bringing
from counter.visit.going_on import GoingOn
from counter.visit.holding import hold
from counter.visit.results import result_question
from counter.words import say
from shared.domain.ids import Moment
from shared.domain.site import MISTAKE, Reason
from shared.protocol.typed_number import number_fits
from shared.protocol.views import TicketView

CALLABLE = ("waiting", "held", "no-show")
"""States from which a certain number may be called."""

DIRECT: dict[Act, tuple[str, dict[str, Any]]] = {
    Act.CALL_NEXT: ("CallNext", {}),
    Act.START: ("StartService", {}),
    Act.FINISH_AND_CALL: ("FinishService", {"then_call": True}),
    Act.FINISH: ("FinishService", {"then_call": False}),
    Act.RECALL: ("Recall", {}),
    Act.UNDO: ("UndoLast", {"reason": MISTAKE}),
}
"""Acts that ask nothing: the order and what it says besides the counter."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Puts the questions for one counter; `look` and `now` give the hall as it is then."""

    counter: str
    catalogue: Catalogue
    look: Callable[[], Facts]
    desk: Callable[[], Desk]
    now: Callable[[], Moment]
    sitting: Sitting = field(default_factory=Sitting)
    """What the officer here may do."""
    name: Callable[[str], str] = str
    """An officer's name, by the id."""

    @property
    def sight(self) -> Sight:
        return Sight(self.catalogue, self.look, self.now, self.sitting)

    # Words ----------------------------------------------------------------------------------

    def _say(self, key: str, **parts: object) -> str:
        return say(ASK[key], self.catalogue.language, **parts)

    def _reason(self, reason: Reason) -> str:
        return self.catalogue.text(reason.name)

    # What an act leads to -------------------------------------------------------------------

    def outcome(self, act: Act, ticket: TicketView | None) -> Question | Draft | None:
        """The order of an act, or the question it asks first; None where it has no object."""
        if act in DIRECT:
            name, body = DIRECT[act]
            number, calls = (ticket.number, ticket.calls) if ticket else ("", 0)
            return Draft(act, name, {"counter": self.counter, **body}, number, calls)
        asks: dict[Act, Callable[[], Question]] = {
            Act.CALL_NUMBER: self.call_number,
            Act.HELP: self.help_others,
            Act.HELD: self.bringing.question,
            Act.ISSUE: lambda: self._issuing,
            Act.PAUSE: self.pause,
            Act.CLOSE: self.close,
            Act.PAPER: self._papers.question,
            Act.WHY: Precedence(self.counter, self.catalogue, self.look).question,
            Act.TROUBLES: Alarms(self.counter, self.catalogue, self.look).question,
        }
        if act in asks:
            return asks[act]()
        return self._of_ticket(act, ticket) if ticket is not None else None

    def _of_ticket(self, act: Act, ticket: TicketView) -> Question | Draft | None:
        match act:
            case Act.NO_SHOW:
                return self.no_show(ticket, due=no_show_wait(ticket, self.now())[1])
            case Act.TRANSFER:
                return Targets(self.counter, self.catalogue, self.look, self.name).transfer(ticket)
            case Act.OTHER_SERVICE:
                return GoingOn(self.sight, self.counter).question(ticket)
            case Act.HOLD:
                return hold(self.sight, self.counter, ticket)
            case Act.RESULT:
                return result_question(self.counter, self.catalogue, ticket)
            case Act.NOTE:
                return acting(note_question(self.sight, ticket), Act.NOTE)
            case Act.WITHDRAW:
                return self.withdraw(ticket)
            case _:
                return None

    # A certain number -----------------------------------------------------------------------

    def call_number(self) -> Question:
        """Any waiting, held or missed number in the building, this counter's first."""
        return Question(
            title=self._say("number"),
            search=self._say("number-hint"),
            empty=self._say("number-empty"),
            options=self._numbers,
            chosen=self._number_chosen,
        )

    def _numbers(self, typed: str) -> list[Option]:
        """Those who may be called; a number that nobody knows may be on an emergency paper."""
        known = [self._ticket_option(one) for one in self._callable(typed)]
        paper = None if known else self._papers.unknown_option(typed)
        return [*known, *([paper] if paper is not None else [])]

    def _number_chosen(self, id_: str) -> Question | Draft:
        if id_ in self.look().tickets:
            return self._why_out_of_order(id_)
        return self._papers.entered(id_)

    @property
    def _papers(self) -> Papers:
        return Papers(
            self.counter,
            self.catalogue,
            self.look,
            self.desk,
            self._why_out_of_order,
            self._ask_why,
        )

    def _callable(self, typed: str) -> list[TicketView]:
        tickets = [one for one in self.look().tickets.values() if one.state in CALLABLE]
        fitting = [one for one in tickets if number_fits(one.number, typed)]
        fitting.sort(key=lambda one: (self.counter not in one.counters, queue.order_key(one)))
        return fitting[:40]

    def _ticket_option(self, ticket: TicketView) -> Option:
        name = self.catalogue.service(ticket.service)
        return Option(
            ticket.id,
            ticket.number,
            f"{name.plain} · {name.agency}",
            self._standing(ticket),
        )

    def _standing(self, ticket: TicketView) -> str:
        language = self.catalogue.language
        if ticket.busy:
            return say(words.ELSEWHERE, language)
        if ticket.state == "no-show" and ticket.missed_at:
            minutes = (self.now() - queue.at(ticket.missed_at)) // 60_000
            return say(words.MISSED, language, minutes=max(0, minutes))
        if ticket.state != "waiting":
            return state_words(ticket.state, language)
        return say(words.MINUTES, language, minutes=queue.waited(ticket, self.now()))

    def call_ticket(self, ticket: str) -> Question | None:
        """A row was pressed: why out of order? None when the ticket has gone meanwhile."""
        known = self.look().tickets.get(ticket)
        if known is None or known.state not in CALLABLE:
            return None
        return self._why_out_of_order(ticket)

    def _why_out_of_order(self, ticket: str) -> Question:
        known = self.look().tickets.get(ticket)
        number = known.number if known else ""
        body = {"counter": self.counter, "ticket": ticket}
        return self._ask_why(
            number,
            lambda why: Draft(Act.CALL_NUMBER, "CallTicket", {**body, "reason": why}, number),
        )

    def _ask_why(self, number: str, draft: Callable[[str], Draft]) -> Question:
        return reason_question(
            self._say("why-call", number=number),
            self.catalogue.site.reasons.out_of_order,
            self._reason,
            draft,
            self._say("why-call-detail"),
        )

    # Another counter's service --------------------------------------------------------------

    def help_others(self) -> Question:
        """The services of others for which people wait, the longest wait first."""
        return Question(
            title=self._say("help"),
            detail=self._say("help-detail"),
            empty=self._say("help-empty"),
            options=lambda _typed: [self._line_option(one) for one in self._first_of_others()],
            chosen=self._why_out_of_order,
        )

    def _first_of_others(self) -> list[TicketView]:
        """The next free visitor of each service that this counter does not serve."""
        first: dict[str, TicketView] = {}
        facts = self.look()
        here = facts.counters.get(self.counter)
        for one in queue.free_for_others(facts.tickets, here) if here is not None else ():
            first.setdefault(one.service, one)
        own = self.catalogue.counters.get(self.counter)
        zone = str(own.zone) if own else ""
        ranked = sorted(first.values(), key=lambda one: (one.zone != zone, queue.order_key(one)))
        return ranked[:9]

    def _line_option(self, ticket: TicketView) -> Option:
        name = self.catalogue.service(ticket.service)
        waiting = [
            one
            for one in self.look().tickets.values()
            if one.state == "waiting" and one.service == ticket.service
        ]
        language = self.catalogue.language
        minutes = queue.longest(waiting, self.now())
        detail = say(words.FIRST_OF_LINE, language, number=ticket.number, minutes=minutes)
        note = say(words.WAITING, language, count=len(waiting))
        return Option(ticket.id, f"{name.plain} · {name.agency}", detail, note)

    # Out of the line and back ---------------------------------------------------------------

    @property
    def bringing(self) -> Bringing:
        """Whom this officer may bring back: a missed one is called at once by who is free."""
        missed = self.look_missed() if allowed(Act.HELD, self.sitting) else []
        may_call = self.desk().mode in IDLE and allowed(Act.CALL_NUMBER, self.sitting)
        call = self._why_out_of_order if may_call else None
        return Bringing(self.sight, self.counter, self.desk().held, missed, call)

    def look_missed(self) -> list[TicketView]:
        minutes = self.catalogue.site.rules.missed_minutes
        return queue.missed_at(self.look().tickets, self.counter, self.now(), minutes)

    @property
    def _issuing(self) -> Question:
        """A number for somebody who cannot use the kiosk."""
        return acting(Taking(self.sight).question(), Act.ISSUE)

    # Reasons alone --------------------------------------------------------------------------

    def no_show(self, ticket: TicketView, *, due: bool) -> Question:
        body = {"counter": self.counter}
        return reason_question(
            self._say("no-show", number=ticket.number),
            self.catalogue.site.reasons.no_show,
            self._reason,
            lambda why: Draft(Act.NO_SHOW, "RecordNoShow", {**body, "reason": why}, ticket.number),
            self._say("no-show-due" if due else "no-show-early", desk=self.catalogue.desk),
        )

    def withdraw(self, ticket: TicketView) -> Question:
        body = {"ticket": ticket.id, "priority": None}
        return reason_question(
            self._say("withdraw", number=ticket.number),
            self.catalogue.site.reasons.withdraw_priority,
            self._reason,
            lambda why: Draft(Act.WITHDRAW, "SetPriority", {**body, "reason": why}, ticket.number),
            self._say("withdraw-detail"),
        )

    def pause(self) -> Question:
        """With how long each kind of pause usually takes."""
        body, language = {"counter": self.counter}, self.catalogue.language
        options = [
            Option(
                one.code,
                self._reason(one),
                note=say(words.MINUTES, language, minutes=one.minutes) if one.minutes else "",
            )
            for one in self.catalogue.site.reasons.pause
        ]
        return Question(
            title=self._say("pause"),
            detail=self._say("pause-detail"),
            options=lambda _typed: options,
            chosen=lambda why: Draft(Act.PAUSE, "PauseCounter", {**body, "reason": why}),
        )

    def close(self) -> Question:
        """One confirmation; who waits is said, and stays in line."""
        label = self.catalogue.counter(self.counter)
        waiting = len(self.desk().line)
        detail = self._say("close-waiting", count=waiting) if waiting else self._say("close-none")
        draft = Draft(Act.CLOSE, "CloseCounter", {"counter": self.counter})
        return Question(
            title=self._say("close", counter=label),
            detail=detail,
            options=lambda _typed: [Option("yes", self._say("close-yes", counter=label))],
            chosen=lambda _id: draft,
        )

    # The menu -------------------------------------------------------------------------------

    def menu(self, offered: Offers) -> Question:
        """Everything that can be done now, each with its own key."""
        language = self.catalogue.language
        acts = offered.beside()
        options = [Option(act, say(WORDING[act].label, language)) for act in acts]
        return Question(
            title=self._say("menu"),
            options=lambda _typed: options,
            chosen=lambda act: Todo(Act(act)),
        )
