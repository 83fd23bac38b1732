"""What a supervisor does about one ticket, wherever it waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from counter.information import words as desk
from counter.information.ended import OVER, Ended
from counter.information.finding import Finder
from counter.information.first import First, may_ask
from counter.information.returning import Returning, may_return
from counter.information.standing import outlook, standing
from counter.information.words import DEEDS
from counter.questions import ENOUGH, Draft, Enough, Option, Question
from counter.sitting.cancelling import cancel_question
from counter.sitting.entitlement import Entitlement
from counter.sitting.sight import Sight, order
from counter.sitting.writing import note_question
from counter.supervision import words
from counter.supervision.moving import Moving
from shared.domain.permits import Permit
from shared.domain.site import Texts
from shared.protocol.views import TicketView

_SEEN = "seen"
_MOVABLE = ("waiting", "held", "no-show")


@dataclass(frozen=True, slots=True)
class Tickets:
    """Asks about one ticket, or which one."""

    sight: Sight
    ended: Ended | None = None
    """Asks the hub for those that are over; without it only those alive are found."""

    def question(self, ticket: TicketView) -> Question:
        catalogue, acts = self.sight.catalogue, dict(self._acts(ticket))
        name = catalogue.service(ticket.service)
        told = (standing(ticket, self.sight).words, outlook(ticket, self.sight).words)
        options = [Option(act, self.sight.say(texts)) for act, (texts, _) in acts.items()]
        options += [] if options else [Option(_SEEN, self.sight.say(desk.ENOUGH))]
        return Question(
            title=f"{ticket.number} · {name.plain}",
            detail=" · ".join(filter(None, (name.agency, *told))),
            options=lambda _typed: options,
            chosen=lambda act: acts[act][1]() if act in acts else ENOUGH,
        )

    def _acts(self, ticket: TicketView) -> Iterable[tuple[str, tuple[Texts, _Asks]]]:
        sight = self.sight
        if ticket.state in OVER:
            yield from self._asks(ticket)
            return
        if ticket.state in _MOVABLE:
            yield "go", (words.MOVE, lambda: Moving(sight).question(ticket))
        if may_return(ticket):
            yield "back", (DEEDS["back"], lambda: Returning(sight).question(ticket))
        if sight.allows(Permit.PRIORITY):
            yield "priority", (words.PRIORITY, lambda: Entitlement(sight).question(ticket))
        if ticket.state in ("waiting", "held"):
            yield "tomorrow", (words.POSTPONE, lambda: self.postpone(ticket))
        yield from self._asks(ticket)
        yield "note", (words.NOTE, lambda: note_question(sight, ticket))
        if sight.allows(Permit.CANCEL):
            yield "cancel", (words.CANCEL, lambda: cancel_question(sight, ticket))

    def _asks(self, ticket: TicketView) -> Iterable[tuple[str, tuple[Texts, _Asks]]]:
        """What can be asked about it, over or not."""
        if may_ask(ticket):
            yield "first", (words.WHY, lambda: First(self.sight).question(ticket))

    def postpone(self, ticket: TicketView) -> Question:
        say, desk = self.sight.say, self.sight.catalogue.desk
        options = [Option("no", say(words.NO)), Option("yes", say(words.POSTPONE_YES))]

        def chosen(id_: str) -> Draft | Enough:
            draft = order("PostponeTicket", {"ticket": ticket.id}, ticket.number)
            return draft if id_ == "yes" else ENOUGH

        return Question(
            title=say(words.POSTPONE_ASK, number=ticket.number),
            detail=say(words.POSTPONE_DETAIL, desk=desk),
            options=lambda _typed: options,
            chosen=chosen,
        )

    # Which one ------------------------------------------------------------------------------

    def find(self) -> Question:
        """Any ticket of today, as the information desk finds it: those that are over as well."""
        return Question(
            title=self.sight.say(words.FIND),
            search=self.sight.say(words.FIND_HINT),
            empty=self.sight.say(words.FIND_EMPTY),
            options=lambda typed: self.options(self._found(typed)),
            chosen=self.chosen,
        )

    def _found(self, typed: str) -> list[TicketView]:
        finder, facts = Finder(self.sight.catalogue), self.sight.look()
        over: Mapping[str, TicketView] = {}
        if self.ended is not None:
            self.ended.look(facts.tickets)
            wish = finder.wish(typed, self.sight.now())
            self.ended.ask(wish, self.sight.sitting.sealed, live=facts.live)
            over = self.ended.tickets
        return finder.find({**over, **facts.tickets}.values(), typed)

    def of(self, title: str, tickets: Callable[[], Iterable[TicketView]]) -> Question:
        """One of a line."""
        return Question(
            title=title,
            empty=self.sight.say(words.FIND_EMPTY),
            options=lambda _typed: self.options(tickets()),
            chosen=self.chosen,
        )

    def options(self, tickets: Iterable[TicketView]) -> list[Option]:
        return [self._option(one) for one in tickets]

    def _option(self, ticket: TicketView) -> Option:
        name = self.sight.catalogue.service(ticket.service)
        detail = f"{name.plain} · {name.agency}"
        return Option(ticket.id, ticket.number, detail, standing(ticket, self.sight).words)

    def chosen(self, id_: str) -> Question | Enough:
        over = self.ended.tickets if self.ended is not None else {}
        ticket = self.sight.ticket(id_) or over.get(id_)
        return self.question(ticket) if ticket is not None else ENOUGH


_Asks = Callable[[], Question]
