"""The papers of a visit, as data for the press."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from kiosk.catalogue import Catalogue, runs_text
from kiosk.printing.paper import Desk, Errand, RequirementsPaper, TicketPaper, Whereabouts, Wording
from kiosk.times import language_of
from shared.domain.ids import Moment
from shared.domain.site import Series, Service, Site, text
from shared.domain.states import TicketState
from shared.protocol.moments import moment_of
from shared.protocol.views import TicketView

TOKEN = "giliran:"
"""Before a ticket's id in a QR code that only the staff's scanners and the kiosks understand."""
PUBLIC_PATH = "/t/"


def ticket_paper(
    catalogue: Catalogue,
    ticket: TicketView,
    *,
    others: list[TicketView],
    span: tuple[Moment, Moment] | None,
    now: Moment,
    reprint: bool = False,
) -> TicketPaper:
    """The paper of one ticket; `others` are the further errands of the visit."""
    site, service = catalogue.site, catalogue.services[ticket.service]
    agency = catalogue.agency(service.agency)
    return TicketPaper(
        mall=site.name,
        place=site.place,
        number=ticket.number,
        agency=agency.short,
        agency_name=wording(agency.name),
        service=wording(service.name),
        where=whereabouts(catalogue, service, callers(catalogue, ticket)),
        issued_at=moment_of(ticket.issued_at),
        time_zone=ZoneInfo(site.timezone),
        kiosk=kiosk_name(catalogue),
        check_code=ticket.check,
        qr=qr_text(site.public_address, ticket.id),
        qr_is_link=site.public_address is not None,
        desk=desk(site),
        language=language_of(ticket.language),
        discreet=service.discreet,
        priority=ticket.priority,
        reprint=reprint,
        estimate=span,
        ahead=ticket.ahead if ticket.state == TicketState.WAITING and ticket.ahead >= 0 else None,
        emergency=ticket.emergency,
        errands=tuple(_errand(catalogue, other) for other in others),
    )


def requirements_paper(
    catalogue: Catalogue, service: Service, *, language: str, now: Moment
) -> RequirementsPaper:
    """What to bring, without a number."""
    site, agency = catalogue.site, catalogue.agency(service.agency)
    return RequirementsPaper(
        mall=site.name,
        place=site.place,
        agency=agency.short,
        agency_name=wording(agency.name),
        service=wording(service.name),
        requirements=_requirements(service),
        fee=wording(service.fee),
        minutes=round(service.minutes),
        where=whereabouts(catalogue, service),
        printed_at=now,
        time_zone=ZoneInfo(site.timezone),
        kiosk=kiosk_name(catalogue),
        desk=desk(site),
        language=language_of(language),
        discreet=service.discreet,
        completion=wording(service.completion),
        product=wording(service.product),
        complaints=wording(service.complaints or site.complaints),
    )


def qr_text(public_address: str | None, ticket: str) -> str:
    """What the QR code says: the ticket's page, or a token for scanners."""
    if public_address is None:
        return TOKEN + ticket
    return public_address.rstrip("/") + PUBLIC_PATH + ticket


def scanned_ticket(scan: str) -> str:
    """The ticket's id in what a scanner has typed; empty when it is something else."""
    scan = scan.strip()
    if scan.startswith(TOKEN):
        return scan.removeprefix(TOKEN)
    _, found, ticket = scan.rpartition(PUBLIC_PATH)
    return ticket if found else ""


def ticket_number(typed: str, series: Iterable[Series]) -> str:
    """A typed number as it stands on paper: "a12" → "A-012"; what fits no series stays as it is."""
    letters = typed.rstrip("0123456789").rstrip("-").upper()
    digits = typed[len(typed.rstrip("0123456789")) :]
    width = next((one.width for one in series if one.prefix == letters), 0)
    return f"{letters}-{int(digits):0{width}}" if width and digits else typed


def whereabouts(
    catalogue: Catalogue, service: Service, counters: Sequence[int] | None = None
) -> Whereabouts:
    """Where its visitors wait; `counters`: the numbers of those that call them now, None: as the
    site says."""
    zone = catalogue.zone(service.zone)
    return Whereabouts(
        floor=str(zone.floor),
        zone=wording(zone.name),
        counters=runs_text(sorted(counters or catalogue.counters(service.code))),
        counter_label=wording(catalogue.site.counter_word),
    )


def callers(catalogue: Catalogue, ticket: TicketView) -> list[int] | None:
    """The numbers of the counters that may call it, as the hub said; None: it did not."""
    named = set(ticket.counters)
    return [one.number for one in catalogue.site.counters if one.id in named] or None


def desk(site: Site) -> Desk:
    """Where staff help, as this mall calls it."""
    return Desk(wording(site.desk_name), str(site.desk_floor))


def kiosk_name(catalogue: Catalogue) -> str:
    """What this kiosk is called on paper."""
    return catalogue.kiosk.name if catalogue.kiosk else catalogue.device


def wording(texts: Mapping[str, str]) -> Wording:
    """A text of the site in the kiosk's languages."""
    return Wording(text(texts, "id"), texts.get("en", ""), texts)


def _requirements(service: Service) -> tuple[Wording, ...]:
    """Line by line; a language that has fewer or more lines is left out as a whole."""
    lists = service.requirements
    lines = lists.get("id") or next(iter(lists.values()), ())
    whole = {language: own for language, own in lists.items() if len(own) == len(lines)}
    return tuple(
        wording({"id": line} | {language: own[index] for language, own in whole.items()})
        for index, line in enumerate(lines)
    )


def _errand(catalogue: Catalogue, ticket: TicketView) -> Errand:
    service = catalogue.services[ticket.service]
    agency = catalogue.agency(service.agency).short
    where = whereabouts(catalogue, service, callers(catalogue, ticket))
    return Errand(ticket.number, agency, where)
