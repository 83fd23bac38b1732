"""Who serves what today: each counter's own services and where it helps, by counter and by service.

Made anew with each version of the site, each day and each profile that a supervisor gives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from shared.domain.ids import MINUTE, CounterId, ProfileCode, ServiceCode
from shared.domain.site import Counter, Help, Profile, Site


@dataclass(frozen=True, slots=True)
class Helping:
    """A `Help` of the site as it is asked: its services spelled out, but for the counter's own."""

    services: tuple[ServiceCode, ...]
    more_than: int | None = None
    longer_than: int | None = None
    """ms"""
    when_idle: bool = False

    @property
    def sure(self) -> bool:
        """Whether everybody is called there sooner or later, however few they are."""
        return self.more_than is None


@dataclass(frozen=True, slots=True)
class Roster:
    own: dict[CounterId, tuple[ServiceCode, ...]] = field(default_factory=dict)
    help: dict[CounterId, tuple[Helping, ...]] = field(default_factory=dict)
    """Only counters that help somewhere."""
    served_at: dict[ServiceCode, tuple[CounterId, ...]] = field(default_factory=dict)
    """Counters that serve it as their own, by their number."""
    helped_at: dict[ServiceCode, tuple[CounterId, ...]] = field(default_factory=dict)
    """Counters that serve it while they help, by their number."""
    rivals: dict[ServiceCode, tuple[ServiceCode, ...]] = field(default_factory=dict)
    """Services that share a counter's own with it, itself included: one line for its visitors."""

    @classmethod
    def of(cls, site: Site, given: Mapping[CounterId, ProfileCode | None]) -> Self:
        """`given` are the profiles that counters got from a supervisor."""
        duties = {
            one.id: duty(site, one, given.get(one.id))
            for one in sorted(site.counters, key=lambda counter: counter.number)
        }
        own = {counter: one.services for counter, one in duties.items()}
        help_ = {
            counter: tuple(_helping(site, rule, own[counter]) for rule in one.help)
            for counter, one in duties.items()
            if one.help
        }
        helped = {
            c: tuple(code for one in found for code in one.services) for c, found in help_.items()
        }
        served_at = _by_service(site, own)
        return cls(own, help_, served_at, _by_service(site, helped), _rivals(served_at, own))

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """A roster never changes, so a copy of the state may share it."""
        return self

    def counters_of(self, service: ServiceCode) -> tuple[CounterId, ...]:
        """Where its visitors are called: at those whose own it is, else at those that help."""
        return self.served_at.get(service) or self.helped_at.get(service, ())

    def sure_of(self, service: ServiceCode) -> tuple[CounterId, ...]:
        """Counters at which everybody who waits for it is called in the end."""
        sure = tuple(
            counter
            for counter in self.helped_at.get(service, ())
            if any(one.sure and service in one.services for one in self.help[counter])
        )
        return self.served_at.get(service, ()) + sure


def duty(site: Site, counter: Counter, given: ProfileCode | None = None) -> Counter | Profile:
    """What says which services a counter serves and where it helps: the profile `given` to it,
    else the one of the site, else the counter itself."""
    code = given or counter.profile
    if code is None:
        return counter
    return next((profile for profile in site.profiles if profile.code == code), counter)


def own_services(site: Site, counter: Counter) -> tuple[ServiceCode, ...]:
    """What a counter serves always, as the site says."""
    return duty(site, counter).services


def counters_serving(site: Site, service: str) -> list[Counter]:
    """The counters whose own a service is, as the site says; where it is no one's own, those that
    help with it."""
    duties = [(counter, duty(site, counter)) for counter in site.counters]
    own = [counter for counter, one in duties if service in one.services]
    return own or [
        counter
        for counter, one in duties
        if any(service in services_of(site, help_) for help_ in one.help)
    ]


def services_of(site: Site, help_: Help) -> tuple[ServiceCode, ...]:
    """All that a help is for: those of its agency, and those it lists."""
    agency = (one.code for one in site.services if one.agency == help_.agency)
    return tuple(dict.fromkeys((*agency, *help_.services)))


def _helping(site: Site, help_: Help, own: tuple[ServiceCode, ...]) -> Helping:
    longer = help_.waits_longer_than
    return Helping(
        tuple(code for code in services_of(site, help_) if code not in own),
        more_than=help_.more_than,
        longer_than=None if longer is None else longer * MINUTE,
        when_idle=help_.when_idle,
    )


def _by_service(
    site: Site, by_counter: Mapping[CounterId, tuple[ServiceCode, ...]]
) -> dict[ServiceCode, tuple[CounterId, ...]]:
    found: dict[ServiceCode, dict[CounterId, None]] = {one.code: {} for one in site.services}
    for counter, services in by_counter.items():
        for code in services:
            found.setdefault(code, {})[counter] = None
    return {code: tuple(counters) for code, counters in found.items()}


def _rivals(
    served_at: Mapping[ServiceCode, tuple[CounterId, ...]],
    own: Mapping[CounterId, tuple[ServiceCode, ...]],
) -> dict[ServiceCode, tuple[ServiceCode, ...]]:
    beside = {
        counters: tuple(dict.fromkeys(one for c in counters for one in own[c]))
        for counters in set(served_at.values())
    }
    return {
        code: tuple(dict.fromkeys((code, *beside[counters])))
        for code, counters in served_at.items()
    }
