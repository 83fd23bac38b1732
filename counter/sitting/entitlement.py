"""Priority, confirmed, given or withdrawn, with the visitor before one's eyes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counter.questions import Draft, Option, Question, reason_question
from counter.sitting import words
from counter.sitting.sight import Sight, order
from shared.domain.site import PriorityGroup, Reason
from shared.protocol.views import TicketView

WITHDRAW = "none"
LOOKED_AT = "dilihat"
"""The reason where the site has no list of its own."""


@dataclass(frozen=True, slots=True)
class Entitlement:
    """Asks which group, and why. The group stays with staff."""

    sight: Sight

    def question(self, ticket: TicketView) -> Question:
        say, catalogue = self.sight.say, self.sight.catalogue
        if ticket.group:
            group = catalogue.group(ticket.group)
            detail = say(words.PRIORITY_NOW, group=group, minutes=ticket.head_start)
        else:
            detail = say(words.PRIORITY_NONE)
        options = list(self._options(ticket))
        if not options:
            name = catalogue.service(ticket.service).plain
            detail = say(words.NOT_ALLOWED_THERE, service=name)
        return Question(
            title=say(words.PRIORITY, number=ticket.number),
            detail=detail,
            options=lambda _typed: options,
            chosen=lambda group: self._chosen(ticket, group),
        )

    def _options(self, ticket: TicketView) -> Iterable[Option]:
        """What it has is the first, to be confirmed; then to withdraw it; then the others."""
        say, site = self.sight.say, self.sight.catalogue.site
        service = self.sight.catalogue.services.get(ticket.service)
        mine = next((one for one in site.priority if str(one.code) == ticket.group), None)
        if mine is not None:
            title = say(words.PRIORITY_CONFIRM, group=self._name(mine))
            yield Option(str(mine.code), title, "", self._start(mine))
        if ticket.group:
            detail = say(words.PRIORITY_WITHDRAW_DETAIL)
            yield Option(WITHDRAW, say(words.PRIORITY_WITHDRAW), detail)
        if service is not None and service.priority_allowed:
            for one in site.priority:
                if one is not mine:
                    yield Option(str(one.code), self._name(one), "", self._start(one))

    def _name(self, group: PriorityGroup) -> str:
        return self.sight.catalogue.text(group.name)

    def _start(self, group: PriorityGroup) -> str:
        return self.sight.say(words.AHEAD_START, minutes=group.minutes)

    def _chosen(self, ticket: TicketView, group: str) -> Question | Draft:
        reasons = self.sight.catalogue.site.reasons
        if group == WITHDRAW:
            title = self.sight.say(words.PRIORITY_WHY_NOT, number=ticket.number)
            return self._why(ticket, None, title, reasons.withdraw_priority)
        name = self.sight.catalogue.group(group)
        title = self.sight.say(words.PRIORITY_WHY, number=ticket.number, group=name)
        return self._why(ticket, group, title, reasons.give_priority)

    def _why(
        self, ticket: TicketView, group: str | None, title: str, reasons: tuple[Reason, ...]
    ) -> Question | Draft:
        def draft(why: str) -> Draft:
            body = {"ticket": ticket.id, "priority": group, "reason": why}
            return order("SetPriority", body, ticket.number)

        if not reasons:
            return draft(LOOKED_AT)
        return reason_question(title, reasons, self.sight.reason, draft)
