"""Papers from the desk: a number again, a new one, or all that did not come out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counter import queue
from counter.information import words
from counter.information.kiosks import Kiosk, kiosk_options, kiosks_of
from counter.questions import ENOUGH, Draft, Enough, Option, Question
from counter.sitting.devices import Device
from counter.sitting.sight import Sight, chain, order
from shared.protocol.views import TicketView

ALL = "all:"
_WITHOUT = "none"
_OVER = ("done", "cancelled", "unserved")


def unprinted(tickets: Iterable[TicketView]) -> list[TicketView]:
    """Whose paper is still to be printed, the one that waits longest first."""
    found = [one for one in tickets if one.reprint_wanted and one.state not in _OVER]
    return sorted(found, key=lambda one: queue.at(one.issued_at))


@dataclass(frozen=True, slots=True)
class Printing:
    """Asks at which kiosk; `devices` are those that the hub has told of."""

    sight: Sight
    devices: Sequence[Device]
    own: str = ""
    """The device that prints at this desk; empty: the nearest kiosk does."""
    late: frozenset[str] = frozenset()
    """Ids of those that were sent to a kiosk and take too long."""

    @property
    def kiosks(self) -> list[Kiosk]:
        return kiosks_of(self.sight, self.devices, self.own)

    @property
    def stuck(self) -> list[TicketView]:
        """Whose paper does not come by itself: nobody was asked to print it, or whoever was asked
        cannot. What a kiosk has just been sent is on its way, and no alarm."""
        lacking = {one.id for one in self.kiosks if one.lacks}
        return [
            one
            for one in unprinted(self.sight.look().tickets.values())
            if not one.reprint_at or one.reprint_at in lacking or one.id in self.late
        ]

    def question(self, ticket: TicketView) -> Question:
        """One number again; the nearest kiosk that can comes first."""
        say = self.sight.say
        return Question(
            title=say(words.PRINT, number=ticket.number),
            detail=say(words.PRINT_DETAIL),
            empty=say(words.NO_KIOSK),
            options=lambda _typed: kiosk_options(self.sight, self.kiosks),
            chosen=lambda kiosk: self.at(ticket, kiosk),
        )

    def first(self, ticket: TicketView) -> Question | Draft:
        """The first paper of a number that was given here: at once where this desk has a printer
        that can."""
        best = next(iter(self.kiosks), None)
        if best is not None and best.own and not best.lacks:
            return self.at(ticket, best.id)
        return self.new(ticket)

    def new(self, ticket: TicketView) -> Question:
        """Where it is to be printed: the nearest kiosk is proposed; or nowhere."""
        say = self.sight.say
        without = Option(_WITHOUT, say(words.NO_PAPER), say(words.NO_PAPER_DETAIL))

        def chosen(id_: str) -> Draft | Enough:
            return ENOUGH if id_ == _WITHOUT else self.at(ticket, id_)

        return Question(
            title=f"{ticket.number} · {say(words.NEW_PRINT)}",
            detail=say(words.PRINT_NEW_DETAIL),
            options=lambda _typed: self._with(without),
            chosen=chosen,
        )

    def _with(self, without: Option) -> list[Option]:
        """No paper is better than one that nobody can take: kiosks that cannot print come last."""
        able = [one for one in self.kiosks if not one.lacks]
        unable = [one for one in self.kiosks if one.lacks]
        show = self.sight
        return [*kiosk_options(show, able), without, *kiosk_options(show, unable)]

    def at(self, ticket: TicketView, kiosk: str) -> Draft:
        return order("RequestReprint", {"ticket": ticket.id, "kiosk": kiosk}, ticket.number)

    # All that did not come out --------------------------------------------------------------

    def waiting(self) -> Question:
        """With one key, at the nearest kiosk that can; or one of them, where one likes."""
        say = self.sight.say
        open_ = self.stuck
        return Question(
            title=say(words.UNPRINTED, count=len(open_)),
            detail=say(words.UNPRINTED_DETAIL) if open_ else "",
            empty=say(words.UNPRINTED_NONE),
            options=lambda _typed: self._waiting_options(),
            chosen=self._waiting_chosen,
        )

    def _waiting_options(self) -> list[Option]:
        open_ = self.stuck
        able = [one for one in self.kiosks if not one.lacks] or self.kiosks
        whole = [
            Option(ALL + one.id, self.sight.say(words.UNPRINTED_ALL, kiosk=one.name), one.lacks)
            for one in able[:1]
        ]
        return [*(whole if open_ else []), *map(self._waiting_option, open_)]

    def _waiting_option(self, ticket: TicketView) -> Option:
        name = self.sight.catalogue.service(ticket.service)
        time = self.sight.clock_of(ticket.issued_at)
        taken = self.sight.say(words.TAKEN, time=time)
        return Option(ticket.id, ticket.number, f"{name.plain} · {name.agency}", taken)

    def _waiting_chosen(self, id_: str) -> Question | Draft | Enough:
        if id_.startswith(ALL):
            return self.everything(id_.removeprefix(ALL)) or ENOUGH
        ticket = self.sight.ticket(id_)
        return self.question(ticket) if ticket is not None else ENOUGH

    def everything(self, kiosk: str) -> Draft | None:
        """One order after another, in the order of arrival; None where all are printed."""
        return chain([self.at(ticket, kiosk) for ticket in self.stuck])
