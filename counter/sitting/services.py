"""Services to choose from by search, with how they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from counter.questions import Option
from counter.search import found
from counter.sitting import words
from counter.sitting.sight import Sight
from shared.protocol.views import ServiceStatus


def service_options(
    sight: Sight, typed: str, wanted: Callable[[str], bool] = lambda _code: True
) -> list[Option]:
    """Those that can be taken now come first; of a closed one stands why."""
    codes = [code for code in sight.catalogue.services if wanted(code)]
    fitting = found(codes, typed, lambda code: _names(sight, code))
    return [_option(sight, code) for code in sorted(fitting, key=lambda one: _closed(sight, one))]


def _closed(sight: Sight, code: str) -> bool:
    status = sight.look().services.get(code)
    return status is not None and not status.open


def _names(sight: Sight, code: str) -> Iterable[str]:
    service, name = sight.catalogue.services[code], sight.catalogue.service(code)
    return (name.plain, name.full, name.agency, *service.aliases, *service.name.values(), code)


def _option(sight: Sight, code: str) -> Option:
    name, service = sight.catalogue.service(code), sight.catalogue.services[code]
    zone = sight.catalogue.zone(str(service.zone))
    only = f" · {sight.say(words.DESK_ONLY)}" if service.desk_only else ""
    note = _standing(sight, sight.look().services.get(code))
    return Option(code, name.full, f"{name.agency} · {zone}{only}", note)


def _standing(sight: Sight, status: ServiceStatus | None) -> str:
    if status is None:
        return ""
    if status.open:
        return sight.say(words.WAITING, count=status.waiting)
    if not status.opens_at:
        return sight.say(words.CLOSED)
    return sight.say(words.CLOSED_UNTIL, time=sight.clock_of(status.opens_at))
