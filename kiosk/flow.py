"""The visitor's way through the kiosk as one state. No Qt, no clock: `now` is an argument.

`now` is any steady clock in milliseconds. Every act returns whether it was taken: while a screen
has just changed, or a number is on its way, a touch does nothing, so that a double tap acts once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kiosk.access.modes import Modes
from kiosk.screens import BROWSING, NEEDS_HUB, READING, Ask, Notice, Screen, Waits
from kiosk.visitor import Visitor
from shared.protocol.tally import STEPS, Tally, TallyKind, search_text
from shared.protocol.views import TicketView

MAX_QUERY = 40
NO_PRINTER = "no_printer"
_IDENTITY_NUMBER = re.compile(r"(?:\d[ .-]?){16}")
"""Sixteen digits in a row: nobody's identity number is to stand here, or be kept."""


@dataclass(frozen=True, slots=True)
class _Step:
    screen: Screen
    page: int


@dataclass(slots=True)
class Flow:
    """Where the visitor stands. What begins with `home` is what a new visitor finds."""

    home_language: str = "id"
    home_modes: Modes = field(default_factory=Modes)
    waits: Waits = field(default_factory=Waits)
    screen: Screen = Screen.START
    ask: Ask = Ask.NOTHING
    notice: Notice = Notice.NONE
    away: bool = False
    """The hub cannot be reached, and nothing goes without it."""
    alone: bool = False
    """The hub cannot be reached, and this kiosk gives numbers of its own."""
    cramped: bool = False
    """The screen is too small for the usual screens: the plain ones stand there for everyone."""
    paperless: bool = False
    """This kiosk has no printer."""
    printed: bool = False
    """The paper of the ticket on the screen is out."""
    paper_problem: str = ""
    """Why it is not: the printer's reason (kiosk.printing.port), or `NO_PRINTER`."""
    entered: int = 0
    """When the screen began."""
    changed: int = 0
    """When the screen or the question over it began."""
    touched: int = 0
    visitor: Visitor = field(init=False)
    _under: Ask = Ask.NOTHING
    """What "still there?" covers, to be read on afterwards."""
    _trail: list[_Step] = field(default_factory=list)
    _losses: list[Tally] = field(default_factory=list)
    _recent: dict[str, tuple[int, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.visitor = Visitor(self.home_language, modes=self.home_modes)

    # Acts of the visitor ---------------------------------------------------------------------

    def touch(self, now: int) -> None:
        """A finger anywhere: somebody is there."""
        if self._begins(now):
            self.visitor.began = now
        self.touched = now
        if self.ask is Ask.STILL_THERE:
            self._put(self._under, now)

    def listens(self, now: int) -> None:
        """Something is being said: whoever listens is not asked whether they are there."""
        if self.ask is not Ask.STILL_THERE:
            self.touched = now

    def choose_language(self, language: str, now: int) -> bool:
        """Another language, at once, where one stands."""
        if self.screen is Screen.ISSUING:
            return False
        self.touch(now)
        self.visitor.language = language
        if self.ask is Ask.LANGUAGE:
            self._put(Ask.NOTHING, now)
        return True

    def open(self, screen: Screen, now: int) -> bool:
        """One of the ways that start from the first screen, or from a search in vain."""
        if not self._takes(now):
            return False
        self._lose_search()
        self.visitor.event = ""
        return self._go(screen, now)

    def choose_event(self, event: str, now: int) -> bool:
        """To the errands of a life event."""
        if not self._takes(now):
            return False
        self.visitor.event = event
        return self._go(Screen.EVENT, now)

    def choose_agency(self, agency: str, now: int, *, grouped: bool) -> bool:
        if not self._takes(now):
            return False
        self.visitor.agency, self.visitor.group = agency, ""
        return self._go(Screen.GROUPS if grouped else Screen.SERVICES, now)

    def choose_group(self, group: str, now: int) -> bool:
        if not self._takes(now):
            return False
        self.visitor.group = group
        return self._go(Screen.SERVICES, now)

    def choose_service(self, service: str, now: int, *, is_open: bool, reason: str = "") -> bool:
        """To the confirmation, or to why the service cannot be taken (`reason`: its code)."""
        if not self._takes(now):
            return False
        if self.screen is Screen.START:
            self.visitor.event = ""
        self.visitor.choose_service(service)
        if not is_open:
            self._lose(TallyKind.REFUSED, service=service, reason=reason)
        return self._go(Screen.CONFIRM if is_open else Screen.CLOSED, now)

    def turn(self, page: int, now: int) -> bool:
        """Another page of the same list."""
        self.touch(now)
        self.visitor.page = page
        return True

    def back(self, now: int) -> bool:
        if not self._takes(now) or not self._trail:
            return False
        self._lose_search()
        step = self._trail.pop()
        self._show(step.screen, now)
        self.visitor.page = step.page
        return True

    def home(self, now: int) -> None:
        """The next visitor's start: nothing of this one remains but what came to nothing."""
        if not self._lose_search() and self.screen in STEPS:
            chosen = self.visitor.service if self.screen is Screen.CONFIRM else ""
            self._lose(TallyKind.ABANDONED, service=chosen)
        self.visitor = Visitor(self.home_language, modes=self.home_modes)
        self._trail.clear()
        self.printed = False
        self._show(Screen.START, now)

    def open_question(self, ask: Ask, now: int) -> bool:
        if self.screen is Screen.ISSUING:
            return False
        self.touch(now)
        if ask is Ask.STANDARD:
            self.visitor.page = 0
        self._put(ask, now)
        return True

    def close_question(self, now: int) -> None:
        self.touch(now)
        self._put(Ask.NOTHING, now)

    # Taking a number -------------------------------------------------------------------------

    def take(self, now: int, *, for_other: bool = False) -> bool:
        """Whether a number is to be asked for now; the screen then waits for the answer."""
        if self.screen is not Screen.CONFIRM or not self._takes(now):
            return False
        if not for_other and self._taken_just_now(now):
            self._put(Ask.FOR_OTHER, now)
            return False
        self._show(Screen.ISSUING, now)
        return True

    def just_taken(self) -> str:
        """The number that this kiosk gave for the same service a moment ago."""
        return self._recent.get(self.visitor.service, (0, ""))[1]

    def issued(self, ticket: TicketView, now: int) -> None:
        """The number is committed: it is shown at once, the paper follows."""
        self.visitor.tickets.append(ticket)
        self._recent[ticket.service] = (now, ticket.number)
        self.printed = False
        self.paper_problem = NO_PRINTER if self.paperless else ""
        self._show(Screen.NO_PAPER if self.paperless else Screen.DONE, now)

    def refused(self, now: int, *, closed: bool, away: bool) -> None:
        """No number: back to the confirmation, or to the reason why the service is closed."""
        self._show(Screen.CLOSED if closed else Screen.CONFIRM, now)
        self.notice = Notice.NOT_SENT if away else Notice.NONE if closed else Notice.REFUSED

    def time_to_paper(self, ticket: str, now: int) -> int | None:
        """From the first touch to the first paper of the visit, now that it is out; said once."""
        visitor = self.visitor
        if visitor.began is None or not self._shows(ticket) or len(visitor.tickets) > 1:
            return None
        took, visitor.began = now - visitor.began, None
        return took

    def paper_out(self, ticket: str, now: int) -> None:
        """The paper of a ticket lies below; it may come late, when the printer is well again."""
        if not self._shows(ticket):
            return
        if self.screen is Screen.NO_PAPER:
            self._show(Screen.DONE, now)
        if self.screen is Screen.DONE:
            self.printed = True
            self.touched = now

    def paper_failed(self, ticket: str, reason: str, now: int) -> None:
        """The paper did not come: the number has to be noted."""
        if self._shows(ticket) and self.screen is Screen.DONE:
            self.paper_problem = reason
            self._show(Screen.NO_PAPER, now)

    def another_errand(self, now: int) -> bool:
        """Back to the start with the same visit, or to what else its life event asks for: after a
        number, and where there was none to be had."""
        over = (Screen.DONE, Screen.NO_PAPER, Screen.CLOSED)
        if self.screen not in over or not self._takes(now):
            return False
        visitor = self.visitor
        self.visitor = Visitor(
            visitor.language,
            tickets=visitor.tickets,
            assist=visitor.assist,
            forecasts=visitor.forecasts,
            event=visitor.event,
            began=visitor.began,
            modes=visitor.modes,
        )
        self.visitor.priority = visitor.priority
        self._trail.clear()
        self._show(Screen.START, now)
        if visitor.event:
            self._go(Screen.EVENT, now)
        return True

    # Search and one's own ticket -------------------------------------------------------------

    def type(self, letter: str, now: int) -> None:
        """A letter for the search; an identity number is taken away as it becomes one."""
        self.touch(now)
        self.notice = Notice.NONE
        query = (self.visitor.query + letter).lstrip()[:MAX_QUERY]
        if _IDENTITY_NUMBER.search(query):
            query, self.notice = "", Notice.NO_DIGITS
        self.visitor.query, self.visitor.page = query, 0

    def erase(self, now: int, *, everything: bool = False) -> None:
        self.touch(now)
        self.notice = Notice.NONE
        if everything:
            self._lose_search()
        self.visitor.query = "" if everything else self.visitor.query[:-1]

    def found(self, ticket: TicketView, now: int) -> None:
        """The hub knows the ticket that was asked for."""
        self.visitor.found = ticket
        self.notice = Notice.NONE
        if self.screen is Screen.FIND:
            self._go(Screen.MY_TICKET, now)

    def not_found(self, now: int, *, away: bool) -> None:
        self.notice = Notice.NOT_SENT if away else Notice.NOT_FOUND
        self.visitor.check = ""
        self.touched = now

    def tell(self, notice: Notice) -> None:
        """A sentence about what has just happened."""
        self.notice = notice

    # Losses ----------------------------------------------------------------------------------

    def take_losses(self) -> list[Tally]:
        """What visitors wanted and did not get since the last asking."""
        losses, self._losses = self._losses, []
        return losses

    def _lose(
        self, kind: TallyKind, *, service: str = "", reason: str = "", text: str = ""
    ) -> None:
        self._losses.append(
            Tally(kind=kind, step=self.screen, service=service, reason=reason, text=text)
        )

    def _lose_search(self) -> bool:
        """Whether a search is given up for which nothing was found."""
        lost = self.screen is Screen.SEARCH and self.visitor.fruitless
        if lost:
            self._lose(TallyKind.SEARCH, text=search_text(self.visitor.query))
            self.visitor.fruitless = False
        return lost

    # Time ------------------------------------------------------------------------------------

    def tick(self, now: int) -> bool:
        """Time has passed; whether anything changed."""
        before = (self.screen, self.ask, self.visitor.language)
        idle = now - max(self.touched, self.entered)
        if self.screen in BROWSING or (self.screen is Screen.START and self.visitor.tickets):
            self._tick_browsing(idle, now)
        elif self.screen is Screen.START:
            self._tick_start(idle, now)
        elif self.screen is Screen.DONE:
            self._tick_done(idle, now)
        elif self.screen is Screen.NO_PAPER and self.visitor.modes.any:
            self._tick_browsing(idle, now)
        elif self.screen is Screen.NO_PAPER and idle >= self.waits.no_paper:
            self.home(now)
        return before != (self.screen, self.ask, self.visitor.language)

    def seconds_left(self, now: int) -> int:
        """What remains of the countdown of "still there?", in seconds."""
        idle = now - max(self.touched, self.entered)
        left = self._patience + self.waits.countdown - idle
        return max(0, -(-left // 1000))

    @property
    def lost(self) -> bool:
        """Whether the visitor has to be told that the hub is away."""
        return self.away and self.screen in NEEDS_HUB

    @property
    def plain(self) -> bool:
        """Whether plain screens stand in for the usual ones."""
        return self.cramped or self.visitor.modes.plain

    @property
    def can_go_back(self) -> bool:
        return bool(self._trail) and self.screen in BROWSING

    def _tick_browsing(self, idle: int, now: int) -> None:
        if idle >= self._patience + self.waits.countdown:
            self.home(now)
        elif idle >= self._patience and self.ask is not Ask.STILL_THERE:
            self._under = self.ask if self.ask in READING else Ask.NOTHING
            self._put(Ask.STILL_THERE, now)

    @property
    def _patience(self) -> int:
        """Who reads slowly, or has to look for the keys, is asked later."""
        asked = self._under if self.ask is Ask.STILL_THERE else self.ask
        slow = self.visitor.modes.any or asked is Ask.ACCESS
        return self.waits.access if slow else self.waits.still_there

    def _tick_start(self, idle: int, now: int) -> None:
        """Where nothing has been chosen, there is nothing to go home from."""
        chosen = self.visitor.modes.any or self.visitor.language != self.home_language
        if chosen or self.ask is not Ask.NOTHING:
            self._tick_browsing(idle, now)

    def _tick_done(self, idle: int, now: int) -> None:
        reads = self.ask in (Ask.MAP, Ask.STILL_THERE)
        if not self.printed and now - self.entered >= self.waits.printing:
            self._show(Screen.NO_PAPER, now)
        elif reads or (self.printed and self.visitor.modes.any):
            self._tick_browsing(idle, now)
        elif self.printed and idle >= self.waits.done:
            self.home(now)

    def settled(self, now: int) -> bool:
        """Whether an act would count: nothing is under way, and the screen has been seen."""
        return self.screen is not Screen.ISSUING and now - self.changed >= self._settle()

    def rests(self, now: int) -> bool:
        """Whether nobody has touched the start for a while."""
        fresh = self.screen is Screen.START and not self.visitor.tickets
        return fresh and self.ask is Ask.NOTHING and now - self.touched >= self.waits.done

    def idle(self, now: int) -> bool:
        """Whether nobody has been here for so long that the kiosk rests."""
        quiet = now - max(self.touched, self.entered) >= self.waits.rest
        return quiet and self.rests(now) and not self.visitor.modes.any

    def wake(self, now: int) -> None:
        """A touch on the resting kiosk only wakes it, and so does the second of a double tap."""
        self.touch(now)
        self.changed = now

    def _begins(self, now: int) -> bool:
        """Whether a touch is the first of a visit; whoever only leant on the start is gone."""
        if self.visitor.tickets:
            return False
        leant = self.screen is Screen.START and now - self.touched >= self.waits.still_there
        return self.visitor.began is None or (leant and not self.visitor.modes.any)

    def _settle(self) -> int:
        shows_number = self.screen in (Screen.DONE, Screen.NO_PAPER)
        return self.waits.number if shows_number else self.waits.settle

    def _takes(self, now: int) -> bool:
        if not self.settled(now):
            return False
        self.touch(now)
        return True

    def _taken_just_now(self, now: int) -> bool:
        at, number = self._recent.get(self.visitor.service, (0, ""))
        return number != "" and now - at < self.waits.same_again

    def _shows(self, ticket: str) -> bool:
        return bool(self.visitor.tickets) and self.visitor.tickets[-1].id == ticket

    def _go(self, screen: Screen, now: int) -> bool:
        self._trail.append(_Step(self.screen, self.visitor.page))
        self._show(screen, now)
        self.visitor.page = 0
        return True

    def _show(self, screen: Screen, now: int) -> None:
        self.screen, self.notice = screen, Notice.NONE
        self.visitor.part = ""
        self.entered = self.touched = now
        self._put(Ask.NOTHING, now)

    def _put(self, ask: Ask, now: int) -> None:
        self.ask, self.changed = ask, now
