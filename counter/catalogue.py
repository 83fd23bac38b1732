"""The site by code: what things are called, in the language of the screen."""

from __future__ import annotations

from dataclasses import dataclass

from counter.words import FLOOR, say, small
from shared.domain.site import Counter, Reason, Service, Site, Texts, Zone, text


@dataclass(frozen=True, slots=True)
class ServiceName:
    """A service as the counter names it; the agency always stands beside it."""

    full: str
    plain: str
    """What people say, for lists; the full name where there is none."""
    agency: str


class Catalogue:
    """Looks things up in one version of the site."""

    def __init__(self, site: Site, language: str) -> None:
        self.site = site
        self.language = language
        self.services: dict[str, Service] = {str(each.code): each for each in site.services}
        self.counters: dict[str, Counter] = {str(each.id): each for each in site.counters}
        self.zones: dict[str, Zone] = {str(each.code): each for each in site.zones}
        self.looked_through: dict[tuple[str, str], str] = {}
        """The words of a service and a kiosk, by both, as far as somebody has searched them."""
        self._agencies = {each.code: each for each in site.agencies}
        self._assist = {str(each.code): each.name for each in site.assistance}
        self._groups = {str(each.code): each.name for each in site.priority}

    def text(self, texts: Texts) -> str:
        return text(texts, self.language)

    def service(self, code: str) -> ServiceName:
        """A service that the site has lost is named by its code."""
        service = self.services.get(code)
        if service is None:
            return ServiceName(code, code, "")
        full = self.text(service.name)
        agency = self._agencies.get(service.agency)
        plain = self.text(service.plain) or full
        return ServiceName(full, plain, agency.short if agency else "")

    def minutes(self, code: str) -> float:
        """Typical time at the counter."""
        service = self.services.get(code)
        return service.minutes if service else 10

    def target_wait(self, code: str) -> int:
        """Minutes that a visitor should wait at most."""
        service = self.services.get(code)
        return service.target_wait if service else 30

    def counter(self, counter: str) -> str:
        """``Loket 5``"""
        known = self.counters.get(counter)
        word = self.text(self.site.counter_word)
        return f"{word} {known.number if known else counter}"

    @property
    def desk(self) -> str:
        """``Meja Informasi``: where visitors are helped further."""
        return self.text(self.site.desk_name)

    def by_number(self, number: str) -> Counter | None:
        """The counter with the number (or id) that somebody typed."""
        wanted = number.strip()
        return self.counters.get(wanted) or next(
            (each for each in self.counters.values() if str(each.number) == wanted), None
        )

    def zone(self, zone: str) -> str:
        known = self.zones.get(zone)
        return self.text(known.name) if known else zone

    def floor(self, floor: int) -> str:
        return say(FLOOR, self.language, floor=floor)

    def assist(self, code: str) -> str:
        return self.text(self._assist.get(code, {})) or code

    def group(self, code: str) -> str:
        """A priority group, for the officer's eyes alone."""
        return self.text(self._groups.get(code, {})) or code

    def group_within(self, code: str) -> str:
        """The same within a sentence: ``lansia``, without what the site explains in brackets."""
        return small(self.group(code).partition(" (")[0])

    def reason(self, code: str, reasons: tuple[Reason, ...]) -> str:
        """A reason's words; the code where the list does not have it any more."""
        known = next((each for each in reasons if each.code == code), None)
        return self.text(known.name) if known else code
