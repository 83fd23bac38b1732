"""The notes on the ticket that stands here, in one line: the latest, and how many there are."""

from __future__ import annotations

from dataclasses import replace
from textwrap import shorten

from counter.catalogue import Catalogue
from counter.face import Face
from counter.information import notes
from counter.visit import words
from counter.words import say
from shared.protocol.views import TicketView

SHORT = 96
"""Letters of a note for which a strip has room."""


class Notes(notes.Notes):
    """Asked of the hub once for each note that the ticket gets."""

    def onto(self, face: Face, ticket: TicketView, catalogue: Catalogue) -> Face:
        """The face with the notes on its ticket, for a window and for a strip."""
        if not ticket.notes:
            return replace(face, brief_notes=face.story)
        line = self.line(ticket.id, ticket.notes, catalogue)
        return replace(face, notes=line, brief_notes=shorten(line, SHORT, placeholder=" …"))

    def line(self, ticket: str, count: int, catalogue: Catalogue) -> str:
        """``Catatan (2): Membawa berkas susulan``; before the hub has told them, how many."""
        language, last = catalogue.language, self.last(ticket)
        if last is None:
            return say(words.NOTES_COUNT, language, count=count)
        text = last.text or catalogue.reason(last.code, catalogue.site.reasons.note)
        texts = words.NOTES if count < 2 else words.NOTES_MORE
        return say(texts, language, count=count, text=text)
