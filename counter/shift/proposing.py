"""Which counter the form begins with: the last one, or a free one near it where that is held."""

from __future__ import annotations

from counter.catalogue import Catalogue
from counter.facts import Facts
from shared.domain.site import Counter


def proposed(wanted: str, officer: str, facts: Facts, catalogue: Catalogue) -> Counter | None:
    """The counter to begin with; `wanted` is an id or a number, `officer` who is likely to come."""
    counter = catalogue.by_number(wanted)
    if counter is None or not held_by_another(str(counter.id), officer, facts):
        return counter
    near = [one for one in catalogue.counters.values() if one.zone == counter.zone]
    free = [one for one in near if _is_free(str(one.id), facts)]
    return min(free, key=lambda one: abs(one.number - counter.number), default=counter)


def held_by_another(counter: str, officer: str, facts: Facts) -> bool:
    view = facts.counters.get(counter)
    return view is not None and view.state != "closed" and view.officer not in ("", officer)


def _is_free(counter: str, facts: Facts) -> bool:
    view = facts.counters.get(counter)
    return view is not None and view.state == "closed"
