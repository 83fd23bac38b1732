"""What counters serve: own services, work profiles, and help that can really happen."""

from __future__ import annotations

from collections.abc import Iterator

from shared.domain.ids import ServiceCode
from shared.domain.roster import duty, services_of
from shared.domain.site import Counter, Help, Profile, Service, Site
from shared.domain.site_check.finding import Finding, error, warning


def findings(site: Site) -> Iterator[Finding]:
    for index, profile in enumerate(site.profiles):
        where = f"profiles[{index}]"
        if not profile.services and not profile.help:
            yield error(
                where, f"'{profile.code}' serves nothing", "give it services, or take it out"
            )
        yield from _duty(site, where, profile)
    for index, counter in enumerate(site.counters):
        where = f"counters[{index}]"
        yield from _profile_of(site, where, counter)
        yield from _duty(site, where, counter)
    yield from _served_as_help_alone(site)


def _profile_of(site: Site, where: str, counter: Counter) -> Iterator[Finding]:
    if counter.profile is None:
        if not counter.services:
            yield warning(f"{where}.services", f"counter {counter.number} serves nothing")
        return
    if all(profile.code != counter.profile for profile in site.profiles):
        yield error(
            f"{where}.profile",
            f"'{counter.profile}' is no profile",
            "add the profile or name another",
        )
    if counter.services or counter.help:
        yield error(
            where,
            f"counter {counter.number} has a profile, and services or help beside it",
            "leave one of them out: the profile says it all",
        )


def _duty(site: Site, where: str, one: Counter | Profile) -> Iterator[Finding]:
    known = {service.code for service in site.services}
    yield from _services(f"{where}.services", one.services, known)
    for index, help_ in enumerate(one.help):
        yield from _help(site, f"{where}.help[{index}]", help_, one.services)


def _services(
    where: str, services: tuple[ServiceCode, ...], known: set[ServiceCode]
) -> Iterator[Finding]:
    for index, code in enumerate(services):
        if code not in known:
            yield error(
                f"{where}[{index}]", f"'{code}' is no service", "add the service or name another"
            )
        if code in services[:index]:
            yield error(f"{where}[{index}]", f"'{code}' stands twice", "leave one out")


def _help(site: Site, where: str, help_: Help, own: tuple[ServiceCode, ...]) -> Iterator[Finding]:
    if help_.agency is None and not help_.services:
        yield error(where, "helps with nothing", "name an agency or services")
        return
    if help_.agency is not None and all(one.code != help_.agency for one in site.agencies):
        yield error(
            f"{where}.agency", f"'{help_.agency}' is no agency", "add the agency or name another"
        )
        return
    known = {service.code for service in site.services}
    yield from _services(f"{where}.services", help_.services, known)
    for index, code in enumerate(help_.services):
        if code in own:
            yield warning(
                f"{where}.services[{index}]", f"'{code}' is its own already", "leave it out"
            )
    yield from _can_hold(site, where, help_, own)


def _can_hold(
    site: Site, where: str, help_: Help, own: tuple[ServiceCode, ...]
) -> Iterator[Finding]:
    """Help that nobody would ever see."""
    helped = [code for code in services_of(site, help_) if code not in own]
    if not helped:
        yield error(where, "all of its services are its own", "name others, or leave the help out")
        return
    most = _most_waiting(site, helped)
    if help_.more_than is not None and most is not None and help_.more_than >= most:
        yield warning(
            f"{where}.more_than",
            f"never more than {most} can wait for them: that is their quota",
            f"less than {most}",
        )


def _most_waiting(site: Site, services: list[ServiceCode]) -> int | None:
    """The numbers that can be given for some services in a day; None without a limit."""
    quotas = [service.quota for service in site.services if service.code in services]
    limited = [quota for quota in quotas if quota is not None]
    return sum(limited) if len(limited) == len(quotas) else None


def _served_as_help_alone(site: Site) -> Iterator[Finding]:
    duties = [duty(site, counter) for counter in site.counters]
    own = {code for one in duties for code in one.services}
    rules = [help_ for one in duties for help_ in one.help]
    helped = {code for help_ in rules for code in services_of(site, help_)}
    sure = {c for help_ in rules if help_.more_than is None for c in services_of(site, help_)}
    for index, service in enumerate(site.services):
        if service.code in helped - own:
            yield _unowned(f"services[{index}]", service, service.code in sure)


def _unowned(where: str, service: Service, sure: bool) -> Finding:
    if sure:
        what = f"'{service.code}' is no counter's own: it is called only where one helps"
    else:
        what = (
            f"'{service.code}' is called only where so many wait: the last ones of a day never are"
        )
    return warning(where, what, "make it the own service of a counter or of its profile")
