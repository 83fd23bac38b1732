"""The orders and questions of the rooms beside the counter, for a hall that exists only in memory.

They change the hall at once, in the hub's favourable way; `counter.rehearsal` asks here for what
it does not know itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec

from shared.domain.permits import permits_of
from shared.protocol.typed_number import number_fits
from shared.protocol.views import ServiceStatus, TicketView

if TYPE_CHECKING:
    from counter.rehearsal import ScriptedHall

Body = dict[str, Any]


@dataclass(slots=True)
class RoomPart:
    """What happens behind the rooms: `roles` of officers by their ids, the devices, the notes."""

    hall: ScriptedHall
    roles: dict[str, str] = field(default_factory=dict)
    devices: list[Body] = field(default_factory=list)
    notes: dict[str, list[Body]] = field(default_factory=dict)
    over: list[TicketView] = field(default_factory=list)
    """Tickets of today that have ended."""
    given: int = 30
    """The last number that was given at the desk."""
    screens: dict[str, Body] = field(default_factory=dict)
    """What the TVs show, as the hub tells it."""

    # Questions ------------------------------------------------------------------------------

    def told(self, name: str, body: Body) -> Body | None:
        """The answer to a question; None where it is none."""
        questions: dict[str, Callable[[Body], Body]] = {
            "SignIn": self._sign_in,
            "SignOut": lambda _body: {},
            "WhoAmI": lambda _body: {},
            "ListDevices": lambda _body: {"devices": self.devices},
            "SeeDisplay": lambda body: {
                "display": body["display"],
                **self.screens.get(body["display"], {"connected": False}),
            },
            "FindEnded": self._find_ended,
            "WhyBefore": self._why_before,
            "ListNotes": lambda body: {"notes": self.notes.get(body["ticket"], [])},
        }
        return questions[name](body) if name in questions else None

    def _find_ended(self, body: Body) -> Body:
        found = [
            one
            for one in self.over
            if number_fits(one.number, body.get("number", ""))
            and body.get("from", "") <= one.issued_at <= body.get("to", "~")
            and one.service in body.get("services", [one.service])
        ]
        return {"tickets": msgspec.to_builtins(found)}

    def _why_before(self, body: Body) -> Body:
        number = self.hall.tickets[body["ticket"]].number
        told = {
            "id": f"{body['number']} dipanggil lebih dulu karena datang 6 menit sebelum {number}.",
            "en": f"{body['number']} was called first: it came 6 minutes before {number}.",
        }
        return {"why": {"number": number, "before": body["number"], "sentences": told}}

    def _sign_in(self, body: Body) -> Body:
        return {"session": "s-1", **self.rights(body["officer"])}

    def rights(self, officer: str) -> Body:
        """An officer's role, and what it may do."""
        role, site = self.roles.get(officer, "officer"), self.hall.facts().site
        return {"role": role, "may": sorted(permits_of(site, role)) if site else []}

    # Orders ---------------------------------------------------------------------------------

    def carries_out(self) -> dict[str, Callable[[Body], TicketView | None]]:
        """What the rooms may order, by name."""
        quiet = {"Announce", "MessageCounter", "UnlockOfficer", "ConfigureDisplay", "SetProfile"}
        return {
            **dict.fromkeys(quiet, self._nothing),
            "RequestReprint": self._reprint,
            "RejoinTicket": lambda body: self._become(body, "waiting"),
            "ResumeTicket": lambda body: self._become(body, "waiting"),
            "CancelTicket": self._cancel,
            "SetPriority": self._priority,
            "SetAssistance": self._assist,
            "AddNote": self._note,
            "MoveTicket": self._move,
            "PostponeTicket": lambda body: self._become(body, "postponed"),
            "DecideEnd": self._end,
            "SuspendService": lambda body: self._suspend([body["service"]], body),
            "RestoreService": lambda body: self._restore([body["service"]]),
            "SuspendAgency": lambda body: self._suspend(self._of(body["agency"]), body),
            "RestoreAgency": lambda body: self._restore(self._of(body["agency"])),
        }

    def issue(self, body: Body) -> TicketView:
        """A number that is given at the desk."""
        self.given += 1
        more: Body = {"people": body.get("people", 1), "assist": body.get("assist", [])}
        if body.get("priority"):
            more |= {"group": body["priority"], "head_start": 30}
        if body.get("visit"):
            more["visit"] = body["visit"]
        return self.hall.arrive(f"A-{self.given:03}", body["service"], **more)

    def _nothing(self, _body: Body) -> None:
        return None

    def _become(self, body: Body, state: str) -> TicketView:
        self.hall.change(body["ticket"], state=state, missed_at="")
        return self.hall.tickets[body["ticket"]]

    def _cancel(self, body: Body) -> TicketView:
        cancelled = self._become(body, "cancelled")
        del self.hall.tickets[body["ticket"]]
        return cancelled

    def _reprint(self, body: Body) -> TicketView:
        self.hall.change(body["ticket"], reprint_wanted=True, reprint_at=body["kiosk"])
        return self.hall.tickets[body["ticket"]]

    def _priority(self, body: Body) -> TicketView:
        group = body["priority"] or ""
        head = 30 if group else 0
        self.hall.change(
            body["ticket"], priority=bool(group), group=group, head_start=head, checked=True
        )
        return self.hall.tickets[body["ticket"]]

    def _assist(self, body: Body) -> TicketView:
        self.hall.change(body["ticket"], assist=body["assist"])
        return self.hall.tickets[body["ticket"]]

    def _note(self, body: Body) -> TicketView:
        known = self.notes.setdefault(body["ticket"], [])
        said: Body = {key: body[key] for key in ("code", "text") if key in body}
        at = self.hall.tickets[body["ticket"]].issued_at
        known.append({"at": at, "name": "Siti Rahayu", **said})
        self.hall.change(body["ticket"], notes=len(known))
        return self.hall.tickets[body["ticket"]]

    def _move(self, body: Body) -> TicketView:
        to_counter = body.get("to_counter", "")
        service = body.get("service", self.hall.tickets[body["ticket"]].service)
        serving = [id_ for id_, one in self.hall.counters.items() if service in one.services]
        self.hall.change(
            body["ticket"],
            state="waiting",
            service=service,
            for_counter=to_counter,
            counters=[to_counter] if to_counter else serving,
        )
        return self.hall.tickets[body["ticket"]]

    def _end(self, body: Body) -> None:
        self._status(body["service"], ending=body["choice"])
        if body["choice"] == "tomorrow":
            for one in [*self.hall.tickets.values()]:
                if one.service == body["service"] and one.state in ("waiting", "held"):
                    self.hall.change(one.id, state="postponed")

    def _of(self, agency: str) -> list[str]:
        site = self.hall.facts().site
        return [str(one.code) for one in site.services if str(one.agency) == agency] if site else []

    def _suspend(self, services: list[str], body: Body) -> None:
        site = self.hall.facts().site
        reasons = site.reasons.suspend if site else ()
        reason = next((one for one in reasons if one.code == body["reason"]), None)
        for service in services:
            self._status(
                service,
                open=False,
                reason="service-suspended",
                reason_text=dict(reason.name) if reason else {},
                suspended_until=body.get("until", ""),
                outage=reason.outage if reason else False,
            )

    def _restore(self, services: list[str]) -> None:
        for service in services:
            self._status(
                service, open=True, reason="", reason_text={}, suspended_until="", outage=False
            )

    def _status(self, service: str, **changes: Any) -> None:
        now = self.hall.services.get(service) or ServiceStatus(code=service, waiting=0, open=True)
        for name, value in changes.items():
            setattr(now, name, value)
        self.hall.services[service] = now
        self.hall.pass_time(0)
