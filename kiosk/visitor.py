"""What one visitor has chosen so far; a new one begins with nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.access.modes import Modes
from kiosk.times import Forecast
from shared.protocol.views import TicketView

NUMBER_LENGTH = 7
CHECK_LENGTH = 4


@dataclass(slots=True)
class Visitor:
    """The choices of the person at the kiosk, from the first tap to the paper."""

    language: str
    agency: str = ""
    group: str = ""
    service: str = ""
    began: int | None = None
    """When the kiosk was first touched, by the flow's clock."""
    event: str = ""
    """The life event whose errands the visitor goes through."""
    page: int = 0
    query: str = ""
    fruitless: bool = False
    """Nothing was found for the query."""
    number: str = ""
    """The ticket number typed under "Sudah punya tiket"."""
    check: str = ""
    priority: str = ""
    assist: set[str] = field(default_factory=set)
    helping: bool = False
    """Whether the list of assistance is unfolded."""
    people: int = 1
    tickets: list[TicketView] = field(default_factory=list)
    """Taken in this visit, oldest first."""
    found: TicketView | None = None
    """The ticket that was looked up."""
    modes: Modes = field(default_factory=Modes)
    """How the kiosk shows itself to this visitor; gone with the visitor."""
    part: str = ""
    """The part of a plain screen that is open ("priority"); empty: the screen itself."""
    forecasts: dict[str, Forecast] = field(default_factory=dict)
    """By the ticket's id, as it was when the visitor got to see it: paper and screen agree."""

    @property
    def visit(self) -> str:
        """The id of the visit that a further ticket joins."""
        return self.tickets[0].visit if self.tickets else ""

    def choose_service(self, service: str) -> None:
        """Another service: what was said about the last one is forgotten, the person stays."""
        self.service = service
        self.people = 1

    def toggle_priority(self, group: str) -> None:
        """One group at most; touching it again takes it back."""
        self.priority = "" if self.priority == group else group

    def toggle_assist(self, kind: str) -> None:
        """Any number of kinds."""
        self.assist ^= {kind}

    def type_number(self, letter: str) -> None:
        """Fills the ticket's number; the dash needs no key."""
        if letter.isalnum() and len(self.number) < NUMBER_LENGTH:
            self.number += letter.upper()

    def type_check(self, letter: str) -> None:
        """Fills the check code."""
        if letter.isalnum() and len(self.check) < CHECK_LENGTH:
            self.check += letter.upper()

    def erase_ticket(self, *, check: bool) -> None:
        """Takes the last letter of one of the two fields away."""
        if check:
            self.check = self.check[:-1]
        else:
            self.number = self.number[:-1]

    def wipe_ticket(self) -> None:
        """Both fields from the beginning."""
        self.number = self.check = ""
