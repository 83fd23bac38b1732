"""Where a ticket stands, in words for the clerk: its state, its paper, what its visitor needs."""

from __future__ import annotations

from dataclasses import dataclass

from counter import queue
from counter.face import marks_of
from counter.information import words
from counter.information.ended import OVER
from counter.information.finding import Finder
from counter.information.returning import MISSED, POSTPONED, days_ago, left_today
from counter.precedence import before
from counter.refusals import state_words
from counter.sitting.sight import Sight
from counter.supervision.unattended import is_unattended
from counter.timing import Mood
from shared.domain.ids import MINUTE
from shared.domain.site import Texts
from shared.protocol.views import TicketView


@dataclass(frozen=True, slots=True)
class Standing:
    """Words, and how urgent they are."""

    words: str
    mood: Mood = Mood.PLAIN


def standing(ticket: TicketView, sight: Sight) -> Standing:
    """The state in a few words, for a list."""
    say, catalogue = sight.say, sight.catalogue
    counter = catalogue.counter(ticket.counter) if ticket.counter else ""
    match ticket.state:
        case "waiting" if ticket.busy:
            return Standing(say(words.ELSEWHERE))
        case "waiting":
            return _waiting(ticket, sight)
        case "called":
            return Standing(say(words.CALLED, counter=counter), Mood.GOOD)
        case "serving":
            return Standing(say(words.SERVED, counter=counter), Mood.GOOD)
        case "held":
            return Standing(_held(ticket, counter, sight))
        case _ if ticket.state in OVER:
            return Standing(_over(ticket, counter, sight))
        case _ if ticket.state == MISSED and ticket.missed_at:
            minutes = max(0, sight.now() - queue.at(ticket.missed_at)) // MINUTE
            return Standing(say(words.MISSED, minutes=minutes), Mood.WARN)
        case _ if ticket.state == POSTPONED:
            return Standing(say(_left(days_ago(ticket, sight))), Mood.WARN)
    return Standing(state_words(ticket.state, sight.language))


def _left(days: int) -> Texts:
    """Of one that was left for the day after: whether that is tomorrow, today or gone by."""
    known = (words.POSTPONED, words.FROM_YESTERDAY)
    return known[days] if days < len(known) else words.FROM_EARLIER


def _waiting(ticket: TicketView, sight: Sight) -> Standing:
    minutes = queue.longest((ticket,), sight.now())
    late = minutes > sight.catalogue.target_wait(ticket.service)
    return Standing(sight.say(words.WAITS, minutes=minutes), Mood.BAD if late else Mood.PLAIN)


def _over(ticket: TicketView, counter: str, sight: Sight) -> str:
    """``selesai 10.05 di Loket 3``, and what came of it where the site knows more than "done"."""
    time = sight.clock_of(ticket.ended_at)
    if ticket.state == "done" and counter:
        return sight.say(words.DONE_AT, time=time, counter=counter)
    if ticket.state == "cancelled" and time:
        return sight.say(words.CANCELLED, time=time)
    return state_words(ticket.state, sight.language)


def _held(ticket: TicketView, counter: str, sight: Sight) -> str:
    if ticket.held_until:
        time = sight.clock_of(ticket.held_until)
        return sight.say(words.HELD_UNTIL, counter=counter, time=time)
    return sight.say(words.HELD, counter=counter)


def outlook(ticket: TicketView, sight: Sight) -> Standing:
    """What the visitor may be told: who comes before, when about, or why nobody calls."""
    if ticket.state in OVER:
        return Standing(_became(ticket, sight))
    if ticket.state != "waiting":
        return Standing("")
    status = sight.look().services.get(ticket.service)
    if status is not None and status.outage:
        until = sight.when_of(status.suspended_until)
        texts = words.SUSPENDED_UNTIL if until else words.SUSPENDED
        return Standing(sight.say(texts, time=until), Mood.BAD)
    if is_unattended(ticket, sight.look().counters):
        return Standing(sight.say(words.NO_COUNTER), Mood.BAD)
    count = before(ticket, sight.look().tickets).waiting
    said = sight.say(words.AHEAD, count=count) if count else sight.say(words.NEXT)
    return Standing(f"{said}{_expected(ticket, sight)}")


def _became(ticket: TicketView, sight: Sight) -> str:
    """What became of one that is over: when it was called and served, and its result."""
    said = []
    if ticket.called_at:
        texts = words.CALLED_ONCE if ticket.calls <= 1 else words.CALLED_TIMES
        said.append(sight.say(texts, time=sight.clock_of(ticket.called_at), calls=ticket.calls))
    if ticket.started_at:
        said.append(sight.say(words.STARTED, time=sight.clock_of(ticket.started_at)))
    if ticket.result:
        results = sight.catalogue.site.reasons.result
        said.append(sight.catalogue.reason(ticket.result, results))
    return " · ".join(said)


def _expected(ticket: TicketView, sight: Sight) -> str:
    if not ticket.expected_at or not ticket.latest_at:
        return ""
    early, late = sight.clock_of(ticket.expected_at), sight.clock_of(ticket.latest_at)
    return " · " + sight.say(words.EXPECTED, early=early, late=late)


def paper(ticket: TicketView, sight: Sight) -> Standing:
    """What became of its paper."""
    if ticket.reprint_wanted and ticket.reprint_at:
        kiosk = Finder(sight.catalogue).kiosk(ticket.reprint_at)
        texts = words.HALF_PRINTED if ticket.half_printed else words.NOT_PRINTED
        sent = sight.say(words.PRINTING_AT, kiosk=kiosk)
        return Standing(f"{sight.say(texts)} · {sent}", Mood.WARN)
    if ticket.half_printed:
        return Standing(sight.say(words.HALF_PRINTED), Mood.WARN)
    if not ticket.printed:
        return Standing(sight.say(words.NOT_PRINTED), Mood.WARN)
    return Standing(sight.say(words.PRINTED))


def taken(ticket: TicketView, sight: Sight) -> str:
    """``diambil 09.14 · Kiosk Pintu Utama``"""
    time = sight.clock_of(ticket.issued_at)
    if not ticket.kiosk:
        return sight.say(words.TAKEN_HERE, time=time)
    kiosk = Finder(sight.catalogue).kiosk(ticket.kiosk)
    return sight.say(words.TAKEN_AT, time=time, kiosk=kiosk)


def where(ticket: TicketView, sight: Sight) -> str:
    """Where its visitor waits, and for which counters; nowhere once it is over."""
    catalogue = sight.catalogue
    if ticket.state in OVER:
        return ""
    zone = catalogue.zones.get(ticket.zone)
    if zone is None:
        return ""
    texts = words.WHERE_TOMORROW if left_today(ticket, sight) else words.WHERE
    place = sight.say(texts, zone=catalogue.zone(ticket.zone), floor=catalogue.floor(zone.floor))
    counters = counters_words(ticket.counters, sight)
    return f"{place} · {counters}" if counters else place


def counters_words(counters: list[str], sight: Sight) -> str:
    """``Loket 1–8, 10``"""
    catalogue = sight.catalogue
    numbers = sorted(
        catalogue.counters[one].number for one in counters if one in catalogue.counters
    )
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    said = ", ".join(str(one) if one == two else f"{one}–{two}" for one, two in runs)
    return f"{catalogue.text(catalogue.site.counter_word)} {said}" if said else ""


def marks(ticket: TicketView, sight: Sight) -> str:
    return marks_of(ticket, sight.catalogue)
