"""Where counters help and what profiles there are, in the words of an admin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from shared.domain.site import Help, Profile, Site, text

NAMED = 3
"""Services that a sentence names; the others are counted."""


def sentences(site: Site) -> Iterator[str]:
    """One for all counters that help alike, and one for each profile."""
    alike: dict[tuple[Help, ...], list[int]] = defaultdict(list)
    for counter in site.counters:
        if counter.help:
            alike[counter.help].append(counter.number)
    for help_, numbers in alike.items():
        yield f"counters {runs(numbers)}: their own services; {_helps(help_)}"
    for profile in site.profiles:
        yield f"profile {profile.code} ({text(profile.name, site.languages[0])}): {_duty(profile)}"
    for counter in site.counters:
        if counter.profile is not None:
            yield f"counter {counter.number}: begins its days with the profile {counter.profile}"


def runs(numbers: list[int]) -> str:
    """Numbers as people write them: ``1–8, 10``."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in found)


def _duty(one: Profile) -> str:
    own = _list([str(code) for code in one.services]) or "no own services"
    return f"{own}; {_helps(one.help)}" if one.help else own


def _helps(help_: tuple[Help, ...]) -> str:
    return "; ".join(_sentence(one) for one in help_)


def _sentence(help_: Help) -> str:
    """``also DUKCAPIL, when more than 15 wait for it``"""
    named = [*([str(help_.agency)] if help_.agency else ()), *map(str, help_.services)]
    return f"also {_list(named)}, {_conditions(help_, 'it' if len(named) == 1 else 'them')}"


def _conditions(help_: Help, them: str) -> str:
    stated = []
    if help_.more_than is not None:
        stated.append(f"more than {help_.more_than} wait for {them}")
    if help_.waits_longer_than is not None:
        one = "it" if them == "it" else "one of them"
        stated.append(f"somebody has waited for {one} longer than {help_.waits_longer_than} min")
    if help_.when_idle:
        stated.append("nobody waits for its own")
    return f"when {' and '.join(stated)}" if stated else "always"


def _list(names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
