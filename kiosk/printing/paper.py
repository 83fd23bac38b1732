"""What stands on a piece of paper, as data: no sizes, no order, no printer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from shared.language.dates import Language
from shared.language.tongues import word


@dataclass(frozen=True, slots=True)
class Wording:
    """One thing in each of the kiosk's languages; without English, Indonesian stands for both."""

    id: str
    en: str = ""
    others: Mapping[str, str] = field(default_factory=dict)
    """A text of the site in further languages; the program's own words are in the hall's file."""

    def said_in(self, language: Language) -> str:
        """The text in `language`, else in the hall's first one."""
        return self.others.get(language) or word(self.id, self.en, language)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a visitor waits: the floor ("1"), the zone ("Zona Biru") and the counters ("1–8").

    `counter_label` is what this mall calls its desks.
    """

    floor: str
    zone: Wording
    counters: str = ""
    counter_label: Wording = Wording("Loket", "Counter")


@dataclass(frozen=True, slots=True)
class Desk:
    """Where staff help with everything else, as this mall calls it, and on which floor."""

    name: Wording = Wording("Meja Informasi", "Information desk")
    floor: str = "1"


@dataclass(frozen=True, slots=True)
class Errand:
    """A further ticket of the same visit: one line, so that one paper serves three agencies."""

    number: str
    agency: str
    where: Whereabouts


@dataclass(frozen=True, slots=True)
class TicketPaper:
    """A ticket as it is to be printed.

    Moments (`issued_at`, both ends of `estimate`) are milliseconds since the epoch, UTC. `qr` is
    a public address if `qr_is_link`, else a token that only the staff's scanners understand.
    `discreet` keeps the service's name off the paper. An `emergency` number was given while the hub
    was away, and is as good as any other. Nothing about the visitor has a field here, on purpose.
    """

    mall: str
    place: str
    number: str
    agency: str
    agency_name: Wording
    service: Wording
    where: Whereabouts
    issued_at: int
    time_zone: ZoneInfo
    kiosk: str
    check_code: str
    qr: str
    qr_is_link: bool
    desk: Desk = Desk()
    language: Language = "id"
    discreet: bool = False
    priority: bool = False
    emergency: bool = False
    reprint: bool = False
    estimate: tuple[int, int] | None = None
    ahead: int | None = None
    errands: tuple[Errand, ...] = ()
    advice: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class RequirementsPaper:
    """What to bring for a service, without a number: it may save a second trip."""

    mall: str
    place: str
    agency: str
    agency_name: Wording
    service: Wording
    requirements: tuple[Wording, ...]
    fee: Wording
    minutes: int | None
    where: Whereabouts
    printed_at: int
    time_zone: ZoneInfo
    kiosk: str
    desk: Desk = Desk()
    language: Language = "id"
    discreet: bool = False
    """Then what it gives stands not on it either."""
    completion: Wording = Wording("")
    product: Wording = Wording("")
    complaints: Wording = Wording("")
