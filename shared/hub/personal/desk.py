"""What staff do with what is known of people: keep it, see it masked, read it with a reason.

Whatever is shown in full has its entry in the journal before; what is deleted is gone from the
table before its entry says so.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import re
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from shared.domain import commands as c
from shared.domain.decide.finding import plan_of, ticket_of
from shared.domain.hall import Hall, Receipt, Ticket
from shared.domain.ids import CommandId, Moment, RecordId, TicketId
from shared.domain.refusal import Code, Refusal
from shared.hub.codec import moment_text
from shared.hub.engine import Unavailable
from shared.hub.officers import Officers
from shared.hub.orders import BadCommand, new_command_id, require_code
from shared.hub.personal import person as p
from shared.hub.personal.keys import KeyFileDamaged
from shared.hub.personal.table import PERSONAL_FILE, PersonalTable, Record, opened
from shared.hub.sign_on import SignOnRefused
from shared.hub.written import Asked

log = logging.getLogger(__name__)

Submit = Callable[[c.Order], Awaitable[Receipt]]
R = TypeVar("R")

AT_ONCE = 500
"""Records that one entry of the journal names as purged."""

_ID = re.compile(r"[A-Za-z0-9_-]{12,64}")


class PersonalDesk:
    """All methods belong to the hub's loop; the table is on a thread of its own."""

    def __init__(
        self,
        directory: Path,
        hall: Hall,
        officers: Officers,
        submit: Submit,
        now: Callable[[], Moment],
    ) -> None:
        self._hall = hall
        self._officers = officers
        self._submit = submit
        self._now = now
        self.keys = officers.keys
        self._writing = asyncio.Lock()
        """Two who write down one visitor at once do not make two of them."""
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="personal")
        self._path = directory / PERSONAL_FILE
        self._opened = self._thread.submit(opened, self._path, self.keys).result()
        self._say_what_is_lost()

    def close(self) -> None:
        self._thread.submit(self._opened.close).result()
        self._thread.shutdown()

    def _say_what_is_lost(self) -> None:
        """A hub that was restored has the rows, and not their key."""
        counts = self._thread.submit(self._opened.count).result()
        try:
            lost = counts.keys() - {one.id for one in self.keys.all()}
        except KeyFileDamaged as error:
            log.error("%s", error)
            return
        if lost:
            log.warning(
                "%s records of visitors cannot be read: their key is not here. Bring the one that"
                " was kept elsewhere ('giliran personal keys --bring FILE'), or let them expire.",
                sum(counts[one] for one in lost),
            )

    # What is kept ---------------------------------------------------------------------------

    async def put_contact(self, asked: Asked) -> dict[str, Any]:
        """`PutContact {ticket, name, phone, messages}`: in the place of what its visit had."""
        asked.require_only("ticket", p.NAME, p.PHONE, "messages")
        ticket = ticket_of(self._hall, TicketId(asked.string("ticket")))
        person = p.person_from(dict(asked.body))
        async with self._writing:
            before = await self._contacts(ticket)
            record = Record(
                id=before[0].id if before else asked.text_id,
                kind=p.CONTACT,
                ticket=before[0].ticket if before else ticket.id,
                day=self._hall.date,
                at=self._now(),
                person=person,
            )
            return self.masked(await self._put(asked, record, before))

    async def put_booking(self, asked: Asked) -> dict[str, Any]:
        """`PutBooking {booking, day, name, phone, nik}`; `day` is the visit's, ``YYYY-MM-DD``."""
        asked.require_only("booking", "day", *p.FIELDS, "messages")
        id_, day = asked.string("booking") or asked.text_id, asked.string("day")
        if not _ID.fullmatch(id_):
            raise BadCommand("'booking' is a random id of 12 to 64 letters, digits, '-' and '_'.")
        if not _is_date(day):
            raise BadCommand("'day' is a date, YYYY-MM-DD.")
        person = p.person_from(dict(asked.body))
        if person.nik and not plan_of(self._hall).site.rules.ask_nik:
            raise Refusal(Code.NIK_OFF, "This hall asks nobody for the identity card's number.")
        record = Record(id=id_, kind=p.BOOKING, ticket="", day=day, at=self._now(), person=person)
        async with self._writing:
            before = await self._do(lambda table: table.of([id_]))
            _require_own(before)
            return self.masked(await self._put(asked, record, before))

    async def _put(self, asked: Asked, record: Record, before: Sequence[Record]) -> Record:
        """What the disk has is told in the journal; without its entry it is not there."""
        await self._do(lambda table: table.put(record))
        act = c.PersonalAct.CHANGED if before else c.PersonalAct.KEPT
        try:
            await self.trace(asked, act, [record], kind=record.kind)
        except Exception:
            old = [one for one in before if one.person is not None]
            await self._do(lambda table: table.put(old[0]) if old else table.drop([record.id]))
            raise
        return record

    # What is seen ---------------------------------------------------------------------------

    async def look(self, asked: Asked) -> dict[str, Any]:
        """`LookAtContact {ticket}`: masked, for who has the visitor before them."""
        asked.require_only("ticket")
        ticket = ticket_of(self._hall, TicketId(asked.string("ticket")))
        return {"contacts": [self.masked(one) for one in await self._contacts(ticket)]}

    async def find(self, asked: Asked) -> dict[str, Any]:
        """`FindPersonal {name | phone | nik | ticket | records}`: masked, and recorded."""
        records = await self.meant(asked)
        await self.trace(asked, c.PersonalAct.FOUND, records)
        return {"records": [self.masked(one) for one in records]}

    async def read(self, asked: Asked) -> dict[str, Any]:
        """`ReadPersonal {…, reason}`: all of it, to somebody who is known, once it is recorded."""
        require_somebody(asked)
        records = await self.meant(asked, "reason")
        require_some(records)
        await self.trace(asked, c.PersonalAct.READ, records)
        return {"records": [self.whole(one) for one in records]}

    # What ends ------------------------------------------------------------------------------

    async def erase(self, asked: Asked) -> dict[str, Any]:
        """`ErasePersonal {…, reason}`: a person's bookings and contacts, and the notes about their
        tickets or with their name or number in them."""
        records = await self.meant(asked, "reason")
        require_some(records)
        self._require_why(asked)
        notes = [one.id for one in await self.notes_about(records)]
        ids = [one.id for one in records]
        await self._officers.text(lambda texts: texts.erase(notes))
        await self._do(lambda table: table.drop(ids))
        await self.trace(asked, c.PersonalAct.ERASED, records)
        return {"erased": ids, "notes": len(notes)}

    async def purge(self, asked: Asked | None = None) -> dict[str, Any]:
        """`PurgePersonal`, and each day: what has been kept for as long as the site says."""
        if self._hall.plan is None or not self._hall.date:
            return {"purged": 0}
        days = dt.timedelta(days=self._hall.plan.site.rules.personal_days)
        oldest = (dt.date.fromisoformat(self._hall.date) - days).isoformat()
        count = 0
        while gone := await self._do(lambda table: table.drop(table.due(oldest, AT_ONCE))):
            count += len(gone)
            records = tuple(map(RecordId, gone))
            command = c.TracePersonal(act=c.PersonalAct.PURGED, records=records)
            await self._submit(_order(asked, command))
        if count:
            log.info("%s records of visitors of before %s are deleted", count, oldest)
        return {"purged": count, "before": oldest}

    # Keys -----------------------------------------------------------------------------------

    async def list_keys(self, asked: Asked) -> dict[str, Any]:
        """`ListPersonalKeys`: their names, and how much each has sealed; never the keys."""
        counts = await self._counts()
        known = [{"id": one.id, "made": one.made} for one in self.keys.all()]
        lost = [{"id": id_, "made": ""} for id_ in counts.keys() - {one["id"] for one in known}]
        rows = [*lost, *known]
        return {"keys": [row | {"sealed": counts.get(row["id"], 0)} for row in rows]}

    async def rotate(self, asked: Asked) -> dict[str, Any]:
        """`RotatePersonalKey`: a new key, everything under it, and the old ones gone for good."""
        before = {one.id for one in self.keys.all()}
        key = await self._do(lambda table: self.keys.renew())
        left = await self._do(lambda table: table.reseal())
        left += await self._officers.text(lambda texts: texts.reseal())
        gone = before - (await self._counts()).keys()
        await self._do(lambda table: self.keys.forget(gone))
        await self._submit(_order(asked, c.ChangePersonalKey(key=key.id)))
        return {"key": key.id, "forgotten": sorted(gone), "unreadable": left}

    async def _counts(self) -> dict[str, int]:
        counts = await self._do(lambda table: table.count())
        for key, count in (await self._officers.text(lambda texts: texts.sealed_by())).items():
            counts[key] = counts.get(key, 0) + count
        return counts

    # ----------------------------------------------------------------------------------------

    async def meant(self, asked: Asked, *more: str) -> list[Record]:
        """The records that an order names: by their ids, by a ticket, or by exactly a name, a
        telephone number or an identity number."""
        asked.require_only("records", "ticket", *p.FIELDS, *more)
        named = [one for one in ("records", "ticket", *p.FIELDS) if asked.body.get(one)]
        if len(named) != 1:
            raise BadCommand(f"{asked.name}: one of 'records', 'ticket', 'name', 'phone', 'nik'.")
        if named == ["records"]:
            ids = asked.body["records"]
            if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
                raise BadCommand(f"{asked.name}: 'records' is a list of ids.")
            return await self._do(lambda table: table.of(ids))
        if named == ["ticket"]:
            ticket = self._hall.ticket(TicketId(asked.string("ticket")))
            tickets = [asked.string("ticket")] if ticket is None else self._errands(ticket)
            return await self._do(lambda table: table.of_tickets(tickets))
        field, value = named[0], p.compared(named[0], asked.string(named[0]))
        if not value:
            raise BadCommand(f"{asked.name}: '{field}' says nothing by which to find anybody.")
        return await self._do(lambda table: table.found(field, value))

    async def known(self, names: set[str]) -> set[str]:
        """Those that somebody who is known has, exactly; all as `person.compared` has them."""
        return await self._do(lambda table: table.known(p.NAME, names))

    async def everyone(self) -> list[Record]:
        return await self._do(lambda table: table.everyone())

    async def of(self, ids: Sequence[str]) -> list[Record]:
        return await self._do(lambda table: table.of(ids))

    async def notes_about(self, records: Sequence[Record]) -> list[Any]:
        """The notes about the tickets of some records, and those that name one of the people."""
        tickets = {ticket for one in records if one.ticket for ticket in self._tickets_of(one)}
        people = [one.person for one in records if one.person is not None]
        names = {p.compared(p.NAME, one.name) for one in people if one.name}
        numbers = {value for one in people for value in (one.phone, one.nik) if value}
        return await self._officers.text(lambda texts: texts.about(tickets, names, numbers))

    def masked(self, record: Record) -> dict[str, Any]:
        """A record as it is shown without a reason."""
        person = record.person
        return self._outside(record) | (p.masked(person) if person is not None else {})

    def whole(self, record: Record) -> dict[str, Any]:
        """A record with everything in it: what asks for it has been recorded."""
        person = record.person
        return self._outside(record) | (p.whole(person) if person is not None else {})

    def _outside(self, record: Record) -> dict[str, Any]:
        plan = plan_of(self._hall)
        days = dt.timedelta(days=plan.site.rules.personal_days + 1)
        return {
            "record": record.id,
            "kind": record.kind,
            "ticket": record.ticket,
            "day": record.day,
            "kept_at": moment_text(record.at, plan.site.timezone),
            "until": (dt.date.fromisoformat(record.day) + days).isoformat(),
            "readable": record.person is not None,
        }

    async def _contacts(self, ticket: Ticket) -> list[Record]:
        errands = self._errands(ticket)
        return await self._do(lambda table: table.of_tickets(errands))

    def _tickets_of(self, record: Record) -> list[str]:
        ticket = self._hall.ticket(TicketId(record.ticket))
        return [record.ticket] if ticket is None else self._errands(ticket)

    def _errands(self, ticket: Ticket) -> list[str]:
        """A visit's tickets: one visitor."""
        return [str(one) for one in self._hall.visits.get(ticket.visit, [ticket.id])]

    def _require_why(self, asked: Asked) -> None:
        """Before anything is deleted: the hall refuses a reason that is none."""
        known = [one.code for one in plan_of(self._hall).site.reasons.personal]
        reason = _reason_in(asked)
        if not reason:
            raise Refusal(Code.REASON_NEEDED, "Erasing it before its time needs a reason.")
        if known and reason not in known:
            detail = f"That is not among the site's reasons; those are: {', '.join(known)}."
            raise Refusal(Code.UNKNOWN_REASON, detail, reasons=known)

    async def trace(
        self, asked: Asked, act: c.PersonalAct, records: Sequence[Record], kind: str = ""
    ) -> None:
        """An entry for it, each time anew: an order that comes twice is shown twice."""
        ids = tuple(RecordId(one.id) for one in records)
        reason = _reason_in(asked)
        await self._submit(
            _order(asked, c.TracePersonal(act=act, records=ids, kind=kind, reason=reason))
        )

    async def _do(self, work: Callable[[PersonalTable], R]) -> R:
        """Has something done with the table, on its thread."""
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._thread, work, self._opened)
        except KeyFileDamaged as error:
            log.error("%s", error)
            raise Unavailable("personal-key", "The key of personal data is damaged.") from error
        except (sqlite3.OperationalError, OSError) as error:
            log.error("%s cannot be used: %s", self._path, error)
            raise Unavailable("io-error", f"{PERSONAL_FILE} cannot be used now.") from error


def _order(asked: Asked | None, command: c.Command) -> c.Order:
    sender, actor = ("hub", "") if asked is None else (asked.sender, asked.actor)
    return c.Order(command=command, sender=sender, actor=actor, id=CommandId(new_command_id()))


def _reason_in(asked: Asked) -> str:
    """A code: it stands in the journal, for good."""
    reason = asked.string("reason")
    require_code(asked.name, "reason", reason)
    return reason


def _is_date(text: str) -> bool:
    """Written like the business dates, so that they can be compared; of this time."""
    try:
        date = dt.date.fromisoformat(text)
    except ValueError:
        return False
    return date.isoformat() == text and 2000 <= date.year < 2200


def _require_own(before: Sequence[Record]) -> None:
    """A booking's id is its sender's: it must not name somebody's contact."""
    if any(one.kind != p.BOOKING for one in before):
        raise BadCommand("'booking' is the id of something else: make up a new one.")


def require_somebody(asked: Asked) -> None:
    """Raises `SignOnRefused`: a program is nobody whom one could ask later why."""
    if not asked.actor:
        raise SignOnRefused(
            "no-session",
            "What is known of a person is shown to a person alone: sign in first.",
            401,
        )


def require_some(records: Sequence[Record]) -> None:
    """Refusal where nobody was found."""
    if not records:
        raise Refusal(Code.UNKNOWN_RECORD, "Nothing is known of such a person.")
