"""The questions of this terminal: which ticket, and why; where to is asked in counter.targets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from counter import queue, words
from counter.acts import WORDING, Act
from counter.alarms import Alarms
from counter.catalogue import Catalogue
from counter.desk import Desk, Offers, no_show_wait
from counter.facts import Facts
from counter.papers import Papers
from counter.phrases import ASK
from counter.precedence import Precedence
from counter.questions import Draft, Option, Question, Todo, reason_question
from counter.refusals import state_words
from counter.search import number_fits
from counter.targets import Targets
from counter.words import say
from shared.domain.ids import Moment
from shared.domain.site import Reason
from shared.protocol.views import TicketView

CALLABLE = ("waiting", "held", "no-show")
"""States from which a certain number may be called."""

DIRECT: dict[Act, tuple[str, dict[str, Any]]] = {
    Act.CALL_NEXT: ("CallNext", {}),
    Act.START: ("StartService", {}),
    Act.FINISH_AND_CALL: ("FinishService", {"then_call": True}),
    Act.FINISH: ("FinishService", {"then_call": False}),
    Act.RECALL: ("Recall", {}),
    Act.HOLD: ("HoldTicket", {}),
    Act.UNDO: ("UndoLast", {}),
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
            Act.HELD: self.held,
            Act.PAUSE: self.pause,
            Act.CLOSE: self.close,
            Act.PAPER: self._papers.question,
            Act.WHY: Precedence(self.counter, self.catalogue, self.look).question,
            Act.TROUBLES: Alarms(self.counter, self.catalogue, self.look).question,
        }
        if act in asks:
            return asks[act]()
        return self._of_ticket(act, ticket) if ticket is not None else None

    def _of_ticket(self, act: Act, ticket: TicketView) -> Question | None:
        targets = Targets(self.counter, self.catalogue, self.look)
        match act:
            case Act.NO_SHOW:
                return self.no_show(ticket, due=no_show_wait(ticket, self.now())[1])
            case Act.TRANSFER:
                return targets.transfer(ticket)
            case Act.OTHER_SERVICE:
                return targets.other_service(ticket)
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
        for one in queue.free_for_others(self.look().tickets, self.counter):
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

    # Held tickets ---------------------------------------------------------------------------

    def held(self) -> Question:
        """Brings a ticket on hold back into the line, at its old place."""
        return Question(
            title=self._say("held"),
            detail=self._say("held-detail"),
            empty=self._say("held-empty"),
            options=lambda _typed: [self._held_option(one) for one in self.desk().held],
            chosen=self.resume,
        )

    def _held_option(self, ticket: TicketView) -> Option:
        name = self.catalogue.service(ticket.service)
        where = self.catalogue.counter(ticket.counter) if ticket.counter else ""
        note = say(words.ON_HOLD_AT, self.catalogue.language, counter=where) if where else ""
        return Option(ticket.id, ticket.number, f"{name.plain} · {name.agency}", note)

    def resume(self, ticket: str) -> Draft:
        """The order that brings a held ticket back."""
        known = self.look().tickets.get(ticket)
        body = {"counter": self.counter, "ticket": ticket}
        return Draft(Act.HELD, "ResumeTicket", body, known.number if known else "")

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
        body = {"counter": self.counter}
        return reason_question(
            self._say("pause"),
            self.catalogue.site.reasons.pause,
            self._reason,
            lambda why: Draft(Act.PAUSE, "PauseCounter", {**body, "reason": why}),
            self._say("pause-detail"),
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
        options = [Option(act, say(WORDING[act].label, language)) for act in offered.beside()]
        return Question(
            title=self._say("menu"),
            options=lambda _typed: options,
            chosen=lambda act: Todo(Act(act)),
        )
