"""The kiosk's screens, the questions over them, and how long each of them waits (ms)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shared.domain.ids import SECOND


class Screen(StrEnum):
    """What stands on the kiosk: exactly one of them."""

    START = "start"
    EVENTS = "events"
    EVENT = "event"
    AGENCIES = "agencies"
    GROUPS = "groups"
    SERVICES = "services"
    SEARCH = "search"
    CONFIRM = "confirm"
    CLOSED = "closed"
    ISSUING = "issuing"
    DONE = "done"
    NO_PAPER = "no_paper"
    FIND = "find"
    MY_TICKET = "my_ticket"


class Ask(StrEnum):
    """A question over the screen."""

    NOTHING = "nothing"
    STILL_THERE = "still_there"
    FOR_OTHER = "for_other"
    CANCEL = "cancel"
    HELP = "help"
    ACCESS = "access"
    LANGUAGE = "language"
    STANDARD = "standard"
    """All six elements of a service's standard."""
    MAP = "map"


class Notice(StrEnum):
    """A sentence on the screen about what has just become of an act."""

    NONE = ""
    NOT_SENT = "not_sent"
    REFUSED = "refused"
    NOT_FOUND = "not_found"
    NO_DIGITS = "no_digits"
    SHEET_PRINTING = "sheet_printing"
    SHEET_PRINTED = "sheet_printed"
    SHEET_FAILED = "sheet_failed"
    REPRINTING = "reprinting"
    REPRINTED = "reprinted"
    REPRINT_FAILED = "reprint_failed"
    REJOINED = "rejoined"


@dataclass(frozen=True, slots=True)
class Waits:
    """How long the kiosk waits, in milliseconds."""

    settle: int = 300
    """After a screen has changed: the second tap of a double tap hits nothing."""
    number: int = SECOND
    """After a number has come: a slow double tap on the button before must not take it away."""
    still_there: int = 30 * SECOND
    access: int = 60 * SECOND
    """In place of `still_there` while a mode of access is on."""
    countdown: int = 20 * SECOND
    done: int = 8 * SECOND
    no_paper: int = 60 * SECOND
    printing: int = 12 * SECOND
    """A printer that says nothing for so long has not printed."""
    same_again: int = 60 * SECOND
    """The same service again within it: "untuk orang lain?"."""
    rest: int = 180 * SECOND
    """At the start, untouched so long: the screen for people who pass by, or the dim one."""


BROWSING = frozenset(
    {
        Screen.EVENTS,
        Screen.EVENT,
        Screen.AGENCIES,
        Screen.GROUPS,
        Screen.SERVICES,
        Screen.SEARCH,
        Screen.CONFIRM,
        Screen.CLOSED,
        Screen.FIND,
        Screen.MY_TICKET,
    }
)
"""Screens on which somebody may have walked away in the middle."""

READING = frozenset({Ask.STANDARD, Ask.MAP, Ask.ACCESS, Ask.HELP, Ask.LANGUAGE})
"""What is read at leisure: it stands there again after "still there?"."""

NEEDS_HUB = BROWSING | {Screen.START}
"""Screens that mean nothing while the hub is away."""
