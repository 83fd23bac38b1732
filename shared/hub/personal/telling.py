"""What a person gets who asks what is known of them, and what a breach is reported with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from shared.domain import commands as c
from shared.domain.hall import Hall
from shared.domain.ids import BEGINNING, DAY, Moment, TicketId
from shared.domain.site import text
from shared.hub.codec import moment_text
from shared.hub.journal.port import Journal
from shared.hub.orders import BadCommand
from shared.hub.personal import orders
from shared.hub.personal import person as p
from shared.hub.personal.desk import PersonalDesk, require_some, require_somebody
from shared.hub.personal.table import Record
from shared.hub.personal.touched import Reading, readings_of, touched
from shared.hub.written import Asked
from shared.protocol.moments import moment_of

FIRST, LAST = 10_000 * DAY, 80_000 * DAY
"""Moments of which a report may be asked for: from 1997 on, and not beyond what a calendar has."""

StaffOrder = Callable[[Asked], Awaitable[dict[str, Any]]]

_KINDS = {
    p.CONTACT: {"id": "Kontak pengunjung", "en": "A visitor's contact"},
    p.BOOKING: {"id": "Pemesanan tempat", "en": "A booking"},
}

_ABOUT = {
    "id": "Semua yang diketahui balai ini tentang orang tersebut.",
    "en": "All that this hall knows of the person.",
}


class PersonalTelling:
    """Answers ready for JSON. All methods belong to the hub's loop."""

    def __init__(self, desk: PersonalDesk, hall: Hall, journal: Journal) -> None:
        self._desk = desk
        self._hall = hall
        self._journal = journal

    async def export(self, asked: Asked) -> dict[str, Any]:
        """`ExportPersonal {…, reason}`: a person's records, the notes about their tickets, and who
        was shown them; in the words of a person, both languages."""
        require_somebody(asked)
        records = await self._desk.meant(asked, "reason")
        require_some(records)
        await self._desk.trace(asked, c.PersonalAct.EXPORTED, records)
        ids = [one.id for one in records]
        notes = await self._desk.notes_about(records)
        return {
            "about": _ABOUT,
            "hall": self._hall.plan.site.name if self._hall.plan is not None else "",
            "made_at": self._text(self._hall.at),
            "records": [self._exported(one) for one in records],
            "notes": [
                {"at": self._text(one.at), "ticket": one.about, "code": one.code, "text": one.text}
                for one in notes
            ],
            "shown_to": [self._reading(one) for one in await readings_of(self._journal, ids)],
        }

    async def touched(self, asked: Asked) -> dict[str, Any]:
        """`TouchedPersonal {from, to}`: who was shown what, and whose data were there to be taken;
        those who are known still are named, masked."""
        asked.require_only("from", "to")
        since, until = self._moment(asked, "from"), self._moment(asked, "to")
        found = await touched(self._journal, since, until)
        read = {record for one in found.readings for record in one.records}
        known = {one.id: one for one in await self._desk.of([*found.there, *read])}
        return {
            "from": self._text(since),
            "to": self._text(until),
            "readings": [self._reading(one) for one in found.readings],
            "read": [self._person(one, known) for one in sorted(read)],
            "there": [
                self._person(one, known) | {"erased_at": self._text(erased)}
                for one, erased in found.there.items()
            ],
        }

    def by_name(self) -> dict[str, StaffOrder]:
        """Every order about what is known of people, by its name."""
        desk = self._desk
        return {
            orders.CONTACT: desk.put_contact,
            orders.BOOKING: desk.put_booking,
            orders.LOOK: desk.look,
            orders.FIND: desk.find,
            orders.READ: desk.read,
            orders.ERASE: desk.erase,
            orders.PURGE: desk.purge,
            orders.KEYS: desk.list_keys,
            orders.ROTATE: desk.rotate,
            orders.EXPORT: self.export,
            orders.TOUCHED: self.touched,
        }

    # ----------------------------------------------------------------------------------------

    def _exported(self, record: Record) -> dict[str, Any]:
        told = self._desk.whole(record) | {"what": _KINDS[record.kind]}
        ticket = self._hall.ticket(TicketId(record.ticket)) if record.ticket else None
        if ticket is None or self._hall.plan is None:
            return told
        service = self._hall.plan.services.get(ticket.service)
        name = text(service.name, self._hall.plan.site.languages[0]) if service else ""
        visit = {"number": ticket.number, "service": name, "state": str(ticket.state)}
        return told | {"visit": visit | {"came_at": self._text(ticket.arrival)}}

    def _reading(self, one: Reading) -> dict[str, Any]:
        plan = self._hall.plan
        reason = plan.reason("personal", one.reason) if plan is not None else None
        return {
            "entry": one.seq,
            "at": self._text(one.at),
            "officer": one.actor,
            "from": one.sender,
            "act": one.act,
            "reason": one.reason,
            "reason_text": dict(reason.name) if reason is not None else {},
            "records": list(one.records),
        }

    def _person(self, record: str, known: dict[str, Record]) -> dict[str, Any]:
        found = known.get(record)
        return {"record": record} if found is None else self._desk.masked(found)

    def _moment(self, asked: Asked, field: str) -> Moment:
        try:
            moment = moment_of(asked.string(field))
        except (ValueError, OverflowError):
            moment = BEGINNING
        if not FIRST <= moment <= LAST:
            raise BadCommand(f"{asked.name}: '{field}' is a time in ISO 8601 with an offset.")
        return moment

    def _text(self, at: Moment | None) -> str:
        return moment_text(at, self._hall.plan.site.timezone) if self._hall.plan else ""
