"""What a ticket has behind it, in a few words: for whom it waits, whence it comes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

from counter import queue
from counter import words as common
from counter.catalogue import Catalogue
from counter.visit import words
from counter.visit.results import result_name
from counter.words import say
from shared.domain.ids import SECOND, Moment
from shared.protocol.views import TicketView


def story(
    ticket: TicketView, catalogue: Catalogue, now: Moment, name_of: Callable[[str], str]
) -> str:
    """``kembali ke Anda · tadi: Berkas kurang``; empty for most. `name_of` names officers."""
    language = catalogue.language
    parts = []
    if ticket.for_officer:
        returned = ticket.result and not ticket.back_to
        said = words.RETURNED if returned else words.FOR_OFFICER
        parts.append(say(said, language, officer=name_of(ticket.for_officer)))
    elif ticket.for_counter:
        parts.append(say(common.ONLY_HERE, language))
    if ticket.result:
        parts.append(say(words.CAME_WITH, language, result=result_name(catalogue, ticket.result)))
    if carried_over(ticket, catalogue, now):
        parts.append(say(words.FROM_YESTERDAY, language))
    if ticket.back_to:
        parts.append(say(words.GOES_BACK, language, officer=name_of(ticket.back_to)))
    return " · ".join(parts)


def carried_over(ticket: TicketView, catalogue: Catalogue, now: Moment) -> bool:
    """Whether it was taken on an earlier day: its minutes say nothing about today."""
    return _date(queue.at(ticket.issued_at), catalogue) < _date(now, catalogue)


def _date(moment: Moment, catalogue: Catalogue) -> dt.date:
    return dt.datetime.fromtimestamp(moment / SECOND, ZoneInfo(catalogue.site.timezone)).date()
