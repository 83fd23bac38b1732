"""The history of one ticket on one day, and who was called before it."""

from __future__ import annotations

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from shared.domain import events as e
from shared.domain.causes import Cause
from shared.domain.hall import Hall, Ticket
from shared.domain.ids import TicketId
from shared.domain.numbering import number_text, read_number
from shared.domain.precedence import Precedence, precedence
from shared.domain.site import Site
from shared.domain.states import AT_A_COUNTER, ENDED, TicketState
from shared.hub.journal.reading import Reader
from shared.hub.proof.days import Day, play
from shared.hub.proof.telling import Teller
from shared.language.dates import Language
from shared.language.precedence import not_overtaken, sentence

_TO_BE_TOLD = frozenset(Cause) - {Cause.EARLIER, Cause.OTHER_LINE}
"""Nobody wonders about the others: they came before, or stand in another line."""


class NoSuchNumber(Exception):
    """The day has no such ticket; the words are fit for people."""


@dataclass(frozen=True, slots=True)
class Step:
    """An entry of the history. `actor` is the officer's opaque id, `sender` the device."""

    seq: int
    at: int
    type: str
    words: str
    sender: str
    actor: str


@dataclass(frozen=True, slots=True)
class Call:
    """A call of another ticket, as the one who asks sees it; `reason` and `actor` are for staff."""

    why: Precedence
    by_rule: bool
    reason: str
    actor: str


@dataclass(slots=True)
class Story:
    """What the journal says of a ticket."""

    ticket: Ticket
    site: Site
    language: Language
    steps: list[Step] = field(default_factory=list)
    before: list[Call] = field(default_factory=list)
    """Others that were called before it though they came, or were learnt of, later."""
    rival: Ticket | None = None
    """The one that was asked about."""
    rivals_calls: list[Call] = field(default_factory=list)
    """Its calls while the other one was there and not yet called."""

    def answer(self, language: str) -> str:
        """Why the rival was called before it, in a sentence for the visitor."""
        assert self.rival is not None
        zone = ZoneInfo(self.site.timezone)
        if self.rivals_calls:
            return sentence(self.rivals_calls[-1].why, language, zone)
        return not_overtaken(self.ticket, self.rival, language, zone)


def story_of(
    reader: Reader, day: Day, number: str, rival: str | None = None, language: str | None = None
) -> Story:
    """The story of a number; `rival` is another one that was called before it.

    The language is the site's first where none is given. Raises `NoSuchNumber`, and what reading
    raises.
    """
    end = play(reader, day)
    if end.plan is None:
        raise NoSuchNumber(f"{day.date} had no site, and so no numbers.")
    site = end.plan.site
    spoken: Language = "en" if (language or site.languages[0]) == "en" else "id"
    story = Story(_ticket(end, day, number), site, spoken)
    story.rival = _ticket(end, day, rival) if rival is not None else None
    play(reader, day, _Watch(story).look)
    return story


def _ticket(hall: Hall, day: Day, number: str) -> Ticket:
    assert hall.plan is not None
    wanted = _as_printed(hall.plan.site, number)
    known = hall.numbers.get(wanted)
    if known is not None:
        return hall.tickets[known]
    over = next((one for one in hall.tickets.values() if one.number == wanted), None)
    if over is None:
        raise NoSuchNumber(f"There was no {wanted} on {day.date}.")
    return over


def _as_printed(site: Site, number: str) -> str:
    """``a12`` and ``A-12`` are what the paper calls A-012."""
    typed = number.strip().upper()
    prefix = typed.rstrip("0123456789").rstrip("-")
    found = read_number(site, f"{prefix}-{typed[len(prefix) :].lstrip('-')}")
    return number_text(*found) if found is not None else typed


class _Watch:
    """Goes through a day with the one who asks."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._teller = Teller(story.language)
        self._while_away: list[Call] = []
        """Calls while it was missed or put aside: they matter only if it came back."""

    def look(self, hall: Hall, recorded: e.Recorded) -> None:
        """One entry, with the state before it."""
        event = recorded.event
        if self._about(event):
            self._tell(hall, recorded)
        elif isinstance(event, e.TicketCalled):
            self._other_called(hall, recorded, event)

    def _about(self, event: e.Event) -> bool:
        ids = {self._story.ticket.id, *self._story.ticket.aliases}
        if isinstance(event, e.DayClosed):
            return not ids.isdisjoint(event.unserved)
        if isinstance(event, e.Carried):
            return any(one["id"] in ids for one in event.tickets)
        named: TicketId | None = getattr(event, "ticket", None)
        return named in ids

    def _tell(self, hall: Hall, recorded: e.Recorded) -> None:
        words = self._teller.words(hall, recorded)
        kind = type(recorded.event).__name__
        step = Step(recorded.seq, recorded.at, kind, words, recorded.sender, recorded.actor)
        self._story.steps.append(step)
        if isinstance(recorded.event, e.TicketRejoined | e.TicketResumed | e.TicketCalled):
            self._story.before += self._while_away
            self._while_away.clear()

    def _other_called(self, hall: Hall, recorded: e.Recorded, event: e.TicketCalled) -> None:
        asking = hall.tickets.get(self._story.ticket.id)
        if asking is None or asking.state in AT_A_COUNTER or asking.state in ENDED:
            return
        choice = event.choice
        reason = self._teller.reason(self._story.site, choice.reason) if choice.reason else ""
        why = precedence(hall, asking, recorded)
        call = Call(why, choice.by_rule, reason, recorded.actor)
        if self._story.rival is not None and event.ticket == self._story.rival.id:
            self._story.rivals_calls.append(call)
        if asking.state is not TicketState.WAITING:
            if _same_line(hall, event, asking) and why.came > asking.arrival:
                self._while_away.append(call)
        elif why.cause in _TO_BE_TOLD:
            self._story.before.append(call)


def _same_line(hall: Hall, event: e.TicketCalled, asking: Ticket) -> bool:
    return hall.tickets[event.ticket].service == asking.service
