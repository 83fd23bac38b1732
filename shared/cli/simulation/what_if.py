"""A question about the roster, as an admin types it: "+1 dukcapil 09:00-11:00".

One counter more or fewer, for an agency, a service, or like a counter that there is, from one time
to another. What is asked is answered by the same visitors on the changed roster.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from shared.cli.simulation.scenario.model import Scenario, Spell
from shared.domain.hours import clock_minutes
from shared.domain.ids import CounterId, ServiceCode
from shared.domain.roster import own_services
from shared.domain.site import Counter, Site

_FORM = re.compile(
    r"(?P<sign>[+-]?)(?P<many>\d{1,2})\s+(?P<like>(?:like|seperti|counter|loket)\s+)?(?P<whom>\S+)"
    r"\s+(?P<begins>\d{1,2}[:.]\d\d)\s*[-–]\s*(?P<ends>\d{1,2}[:.]\d\d)",
    re.IGNORECASE,
)

EXAMPLES = '"+1 dukcapil 09:00-11:00", "+1 KTP-CETAK 08:00-12:00", "-1 like 7 13:00-15:00"'

MIDNIGHT = 24 * 60


class NotUnderstood(ValueError):
    """The question; the message says what is wrong with it and how it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One counter more or fewer."""

    more: bool
    counter: CounterId
    number: int
    new: bool
    """The site has no such counter."""
    spell: Spell

    def document(self) -> dict[str, object]:
        """For JSON; times as minutes since midnight."""
        return {
            "counter": self.counter,
            "number": self.number,
            "more": self.more,
            "new": self.new,
            "begins": self.spell.begins,
            "ends": self.spell.ends,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """The services that the counter is to serve, and which counters stand for one another."""

    services: tuple[ServiceCode, ...]
    zone_of: Counter
    alike: tuple[Counter, ...]


def changed(scenario: Scenario, question: str) -> tuple[Scenario, tuple[Change, ...]]:
    """The scenario as it is asked for, and what was changed. Raises NotUnderstood."""
    found = _FORM.fullmatch(question.strip())
    if found is None:
        raise NotUnderstood(f"'{question}' is not understood: write it like {EXAMPLES}.")
    begins, ends = (_minute(found[name]) for name in ("begins", "ends"))
    if begins >= ends:
        raise NotUnderstood(f"'{question}': {found['begins']} is not before {found['ends']}.")
    wanted = _wanted(scenario.site, found["whom"], by_number=found["like"] is not None)
    changes: list[Change] = []
    for _ in range(int(found["many"])):
        one = _more if found["sign"] != "-" else _fewer
        scenario, change = one(scenario, wanted, Spell(begins=begins, ends=ends))
        changes.append(change)
    return scenario, tuple(changes)


def _minute(clock: str) -> int:
    try:
        return clock_minutes(clock.replace(".", ":").zfill(5))
    except ValueError as error:
        raise NotUnderstood(f"{error}.") from None


def _wanted(site: Site, whom: str, *, by_number: bool) -> _Wanted:
    if by_number:
        like = next((one for one in site.counters if str(one.number) == whom), None)
        if like is None:
            raise NotUnderstood(f"The site has no counter {whom}.")
        own = own_services(site, like)
        alike = [one for one in site.counters if own_services(site, one) == own]
        return _Wanted(services=own, zone_of=like, alike=tuple(alike))
    name = whom.upper()
    codes = [one.code for one in site.services if name in (one.code, one.agency)]
    serving = [one for one in site.counters if {*codes} & {*own_services(site, one)}]
    if not serving:
        raise NotUnderstood(_unknown(site, whom))
    served = {code for one in serving for code in own_services(site, one)}
    services = tuple(code for code in codes if code in served)
    return _Wanted(services=services, zone_of=serving[0], alike=tuple(serving))


def _unknown(site: Site, whom: str) -> str:
    known = [*(one.code for one in site.agencies), *(one.code for one in site.services)]
    near = get_close_matches(whom.upper(), known, n=1)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    return f"No counter of the site serves an agency or a service '{whom}'.{hint}"


def _more(scenario: Scenario, wanted: _Wanted, spell: Spell) -> tuple[Scenario, Change]:
    """A counter that is closed then, of those that serve most of it; else one that is new."""
    closed = [one for one in wanted.alike if not _overlaps(scenario.roster.get(one.id, ()), spell)]
    if not closed:
        return _new(scenario, wanted, spell)
    own = {one.id: own_services(scenario.site, one) for one in closed}
    counter = max(closed, key=lambda one: len({*own[one.id]} & {*wanted.services}))
    spells = sorted((*scenario.roster.get(counter.id, ()), spell), key=lambda one: one.begins or 0)
    change = Change(more=True, counter=counter.id, number=counter.number, new=False, spell=spell)
    return _with(scenario, counter.id, spells), change


def _new(scenario: Scenario, wanted: _Wanted, spell: Spell) -> tuple[Scenario, Change]:
    site = scenario.site
    number = max(counter.number for counter in site.counters) + 1
    counter = Counter(
        id=CounterId(str(number)),
        number=number,
        zone=wanted.zone_of.zone,
        services=wanted.services,
    )
    grown = replace(scenario, site=replace(site, counters=(*site.counters, counter)))
    change = Change(more=True, counter=counter.id, number=number, new=True, spell=spell)
    return _with(grown, counter.id, [spell]), change


def _fewer(scenario: Scenario, wanted: _Wanted, spell: Spell) -> tuple[Scenario, Change]:
    """The one that serves least of it among those that are open all the while."""
    own = {one.id: own_services(scenario.site, one) for one in wanted.alike}
    working = [one for one in wanted.alike if _covers(scenario.roster.get(one.id, ()), spell)]
    if not working:
        raise NotUnderstood("No counter is open all that time that could be closed.")
    counter = min(working, key=lambda one: (len(own[one.id]), -one.number))
    spells = [left for one in scenario.roster[counter.id] for left in _without(one, spell)]
    change = Change(more=False, counter=counter.id, number=counter.number, new=False, spell=spell)
    return _with(scenario, counter.id, spells), change


def _with(scenario: Scenario, counter: CounterId, spells: Sequence[Spell]) -> Scenario:
    return replace(scenario, roster={**scenario.roster, counter: tuple(spells)})


def _edges(spell: Spell) -> tuple[int, int]:
    return spell.begins or 0, MIDNIGHT if spell.ends is None else spell.ends


def _overlaps(spells: Iterable[Spell], asked: Spell) -> bool:
    begins, ends = _edges(asked)
    return any(_edges(one)[0] < ends and begins < _edges(one)[1] for one in spells)


def _covers(spells: Iterable[Spell], asked: Spell) -> bool:
    begins, ends = _edges(asked)
    return any(_edges(one)[0] <= begins and ends <= _edges(one)[1] for one in spells)


def _without(spell: Spell, asked: Spell) -> list[Spell]:
    """What is left of a spell; whoever is called back in the afternoon is."""
    begins, ends = _edges(asked)
    if not _overlaps([spell], asked):
        return [spell]
    left = []
    if _edges(spell)[0] < begins:
        left.append(Spell(begins=spell.begins, ends=begins))
    if ends < _edges(spell)[1]:
        left.append(Spell(begins=ends, ends=spell.ends))
    return left
