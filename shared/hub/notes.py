"""Notes about tickets: their words in a table of their own, and in the journal that there is one.

The text is stored first, and dropped again when the hall refuses the note. What a crash left
between the two is looked up in the journal when the hub starts.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.decide.finding import plan_of, ticket_of
from shared.domain.hall import Hall, Receipt
from shared.domain.ids import CommandId, Moment, NoteId, TicketId
from shared.domain.refusal import Code, Refusal
from shared.hub.codec import digest_of, moment_text, recorded_of
from shared.hub.journal.port import Journal
from shared.hub.officers import Officers
from shared.hub.orders import BadCommand, require_code
from shared.hub.texts import NOTE, Text
from shared.hub.written import Asked, digest_of_text

log = logging.getLogger(__name__)

Submit = Callable[[c.Order], Awaitable[Receipt]]

ADD, LIST = "AddNote", "ListNotes"


class Notes:
    """All methods belong to the hub's loop."""

    def __init__(
        self, hall: Hall, officers: Officers, submit: Submit, now: Callable[[], Moment]
    ) -> None:
        self._hall = hall
        self._officers = officers
        self._submit = submit
        self._now = now

    async def add(self, asked: Asked) -> dict[str, Any]:
        """`AddNote {ticket, code}` or `{ticket, text}`: a note of the site's list, or one's own."""
        asked.require_only("ticket", "code", "text")
        ticket = ticket_of(self._hall, TicketId(asked.string("ticket")))
        code, text = asked.string("code"), asked.written("text")
        if bool(code) == bool(text):
            raise BadCommand(f"{ADD}: a 'code' of the site's list, or a 'text'.")
        require_code(ADD, "code", code)
        if text:
            self._require_written_notes()
        note = Text(
            id=asked.text_id,
            kind=NOTE,
            about=ticket.id,
            officer=asked.actor,
            at=self._now(),
            day=self._hall.date,
            code=code,
            text=text,
            after=self._hall.seq,
        )
        command = c.NoteTicket(
            ticket=ticket.id,
            note=NoteId(note.id),
            code=code,
            digest=digest_of_text(text) if text else "",
        )
        await recorded(self._officers, self._submit, note, asked, command)
        return {"note": note.id}

    def _require_written_notes(self) -> None:
        if not plan_of(self._hall).site.rules.written_notes:
            raise Refusal(
                Code.NOTES_OFF, "In this hall notes are chosen from the list: nobody writes any."
            )

    async def list(self, asked: Asked) -> dict[str, Any]:
        """`ListNotes {ticket}`: the oldest first, each with who wrote it and when."""
        asked.require_only("ticket")
        ticket = ticket_of(self._hall, TicketId(asked.string("ticket")))
        names = await self._officers.names()
        notes = await self._officers.text(lambda texts: texts.notes(ticket.id))
        zone = plan_of(self._hall).site.timezone
        rows = [
            {
                "id": one.id,
                "at": moment_text(one.at, zone),
                "officer": one.officer,
                "name": names.get(one.officer, ""),
                "code": one.code,
                "text": one.text,
            }
            for one in notes
        ]
        return {"notes": rows}

    async def purge(self) -> None:
        """Deletes the texts that have been kept for as long as the site says."""
        if self._hall.plan is None or not self._hall.date:
            return
        days = dt.timedelta(days=self._hall.plan.site.rules.note_days)
        oldest = (dt.date.fromisoformat(self._hall.date) - days).isoformat()
        if count := await self._officers.text(lambda texts: texts.purge(oldest)):
            log.info("%s notes and announcements of before %s are deleted", count, oldest)

    async def settle(self, journal: Journal) -> None:
        """What a hub left in the middle of it: kept where the journal has it, else deleted."""
        for text in await self._officers.text(lambda texts: texts.unkept()):
            known = await _is_recorded(journal, text)
            log.info("the text %s was left behind: %s", text.id, "kept" if known else "deleted")
            await settle_text(self._officers, text, known=known)


async def recorded(
    officers: Officers, submit: Submit, text: Text, asked: Asked, command: c.Command
) -> Receipt:
    """Stores a text, has its entry decided, and keeps or drops it."""
    new = await officers.text(lambda texts: texts.put(text))
    order = c.Order(
        command=command,
        sender=asked.sender,
        actor=asked.actor,
        id=CommandId(asked.id),
        digest=digest_of(asked.name, dict(asked.body)),
    )
    try:
        receipt = await submit(order)
    except Exception:
        if new:
            await settle_text(officers, text, known=False)
        raise
    await settle_text(officers, text, known=True)
    return receipt


async def settle_text(officers: Officers, text: Text, *, known: bool) -> None:
    """`known`: its entry is in the journal."""
    if known:
        await officers.text(lambda texts: texts.keep(text.id))
    else:
        await officers.text(lambda texts: texts.drop(text.id))


async def _is_recorded(journal: Journal, text: Text) -> bool:
    after = text.after
    while entries := await journal.read(after):
        for entry in entries:
            if entry.type not in _BRING_TEXTS:
                continue
            event = recorded_of(entry).event
            named = getattr(event, "note", None) or getattr(event, "announcement", None)
            if named == text.id:
                return True
        after = entries[-1].seq
    return False


_BRING_TEXTS = {kind.__name__ for kind in (e.TicketNoted, e.AnnouncementMade)}
