"""What the kiosk says about a service: places, times, numbers, papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

import pytest

from kiosk.catalogue import Catalogue, pages, runs_text
from kiosk.closures import EXPLAINED, closure_text
from kiosk.facts import service_facts, ticket_facts, ticket_forecast, wait_forecast
from kiosk.papers import qr_text, scanned_ticket, ticket_number
from kiosk.printing.ticket_words import times
from kiosk.rows import AgencyRow, Reader
from kiosk.scanner import Scanner
from kiosk.times import Forecast, moment_text, opening_text, span_text
from shared.domain.ids import MINUTE, Moment
from shared.domain.promise import told
from shared.domain.site import Series, Site
from shared.protocol.site_file import site_from
from shared.protocol.views import LeadWait, ServiceStatus, TicketView
from tests.unit.small_site import small_document, small_site

JAKARTA = ZoneInfo("Asia/Jakarta")


def at(clock: str, day: int = 23) -> Moment:
    """A time of a day in November 2026 (the 23rd is a Monday)."""
    hour, minute = map(int, clock.split(":"))
    local = dt.datetime(2026, 11, day, hour, minute, tzinfo=JAKARTA)
    return Moment(int(local.timestamp() * 1000))


def reader(site: Site, now: Moment, **status: object) -> Reader:
    view = ServiceStatus(code="KTP-BARU", **{"waiting": 12, "open": True, **status})  # type: ignore[arg-type]
    return Reader(Catalogue(site, "kiosk-1"), lambda _: view, "id", now)


def test_paper_and_screen_tell_the_same_time() -> None:
    span = told(at("09:12"), 0, 4 * MINUTE)
    assert times(span, JAKARTA, "id") == span_text(span, JAKARTA, "id")


@pytest.mark.parametrize(
    ("language", "several", "one"),
    [("id", "Loket 1–3", "Loket 1"), ("en", "Counters 1–3", "Counter 1")],
)
def test_several_counters_are_counters(language: str, several: str, one: str) -> None:
    document = small_document()
    alone = Reader(Catalogue(small_site(), "kiosk-1"), lambda _: None, language, at("09:00"))
    assert service_facts(alone, alone.catalogue.site.services[0]).place.counters == one
    document["counters"] = [
        {**document["counters"][0], "id": str(number), "number": number} for number in (1, 2, 3)
    ]
    hall = Reader(Catalogue(site_from(document), "kiosk-1"), lambda _: None, language, at("09:00"))
    assert service_facts(hall, hall.catalogue.site.services[0]).place.counters == several


def test_half_are_called_before_the_time_that_is_told_first() -> None:
    status = ServiceStatus(
        code="A", waiting=10, open=True, ahead=10, wait_low=20, wait_expected=28, wait_high=52
    )
    assert wait_forecast(at("09:12"), status) == Forecast(at("09:40"), at("10:05"))
    status.wait_expected = None  # a hub that tells the ends alone
    assert wait_forecast(at("09:12"), status) == Forecast(at("09:30"), at("10:05"))


def test_a_priority_group_is_told_what_its_head_start_brings() -> None:
    site = small_site()
    leads = [LeadWait(minutes=30, ahead=2, wait_low=3, wait_expected=8, wait_high=13)]
    known = reader(site, at("09:12"), ahead=10, wait_low=20, wait_high=52, leads=leads)
    plain = service_facts(known, site.services[0])
    ticked = service_facts(known, site.services[0], site.priority[0].code)
    assert (plain.ahead, plain.estimate) == (10, "09.30–10.05")
    assert (ticked.ahead, ticked.estimate) == (10, "09.20–09.25")
    unsaid = reader(site, at("09:12"), ahead=10, wait_low=20, wait_high=52)
    told = service_facts(unsaid, site.services[0], site.priority[0].code)
    assert told.estimate == plain.estimate
    first = [LeadWait(minutes=30, ahead=0, wait_low=0, wait_expected=0, wait_high=4)]
    passes = reader(site, at("09:12"), ahead=50, wait_low=90, wait_high=200, leads=first)
    assert service_facts(passes, site.services[0]).warning == "long"
    ticked = service_facts(passes, site.services[0], site.priority[0].code)
    assert (ticked.soon, ticked.warning) == (True, "")


def test_the_counters_are_those_that_call_now() -> None:
    site = small_site()
    known = reader(site, at("09:12"), counters=[7, 4, 5])
    assert service_facts(known, site.services[0]).place.counters == "Loket 4, 5, 7"


def ticket_of(state: str, ahead: int = 0) -> TicketView:
    return TicketView(
        id="t",
        number="A-001",
        state=state,
        service="KTP-BARU",
        issued_at="",
        zone="biru",
        visit="v",
        ahead=ahead,
        counters=[],
    )


def test_a_ticket_is_told_what_the_hub_says_of_it() -> None:
    ticket = ticket_of("waiting", ahead=3)
    assert ticket_forecast(at("09:12"), ticket) is None
    ticket.expected_at, ticket.latest_at = moment_text(at("09:15")), moment_text(at("09:25"))
    assert ticket_forecast(at("09:12"), ticket) == Forecast(at("09:15"), at("09:25"))
    ticket.ahead = 0
    assert ticket_forecast(at("09:12"), ticket) == Forecast(at("09:15"), at("09:25"), soon=True)


def test_who_is_next_is_told_to_stay() -> None:
    site, idle = small_site(), {"ahead": 0, "wait_low": 0, "wait_high": 0}
    facts = service_facts(reader(site, at("09:12"), **idle), site.services[0])
    assert (facts.soon, facts.estimate) == (True, "09.15–09.20")
    busy = reader(site, at("09:12"), **{**idle, "wait_low": 5, "wait_high": 10})
    assert not service_facts(busy, site.services[0]).soon
    nobody_there = reader(site, at("09:12"), ahead=0)
    assert not service_facts(nobody_there, site.services[0]).soon


def test_a_ticket_that_does_not_wait_has_no_forecast() -> None:
    site = small_site()
    ticket = ticket_of("called")
    forecast = Forecast(at("09:15"), at("09:20"), soon=True)
    called = ticket_facts(reader(site, at("09:12")), ticket, forecast)
    assert (called.estimate, called.soon) == ("", False)
    ticket.state = "waiting"
    waiting = ticket_facts(reader(site, at("09:12")), ticket, forecast)
    assert (waiting.estimate, waiting.soon) == ("09.15–09.20", True)


@pytest.mark.parametrize(
    ("opens", "indonesian", "english"),
    [
        (at("13:00"), "hari ini 13.00", "today 13:00"),
        (at("07:30", 24), "besok 07.30", "tomorrow 07:30"),
        (at("07:30", 27), "Jumat 07.30", "Friday 07:30"),
        (at("07:30", 30), "Sen 30 Nov 07.30", "Mon 30 Nov 07:30"),
    ],
)
def test_next_opening_in_words(opens: Moment, indonesian: str, english: str) -> None:
    assert opening_text(opens, at("09:12"), JAKARTA, "id") == indonesian
    assert opening_text(opens, at("09:12"), JAKARTA, "en") == english


def test_closing_time_is_warned_of_and_never_blocks() -> None:
    site = small_site()
    late = reader(site, at("14:50"), ahead=12, wait_low=20, wait_high=60)
    facts = service_facts(late, site.services[0])
    assert (facts.warning, facts.warning_time) == ("closing", "15.30")
    assert facts.available


def test_long_line_is_warned_of() -> None:
    site = small_site()
    facts = service_facts(reader(site, at("09:00"), ahead=41), site.services[0])
    assert facts.warning == "long"


def test_break_says_when_it_ends() -> None:
    site = small_site()
    pause = {"ahead": 1, "break_until": moment_text(at("13:00"))}
    facts = service_facts(reader(site, at("12:10"), **pause), site.services[0])
    assert (facts.warning, facts.warning_time) == ("break", "13.00")
    at_work = service_facts(reader(site, at("12:10"), ahead=1), site.services[0])
    assert at_work.warning == "", "the hub knows whether it keeps the break"


def test_closed_service_says_why_and_when() -> None:
    site = small_site()
    status = {
        "open": False,
        "reason": "quota-reached",
        "reason_text": {"id": "Nomor habis", "en": "All numbers are taken"},
        "opens_at": moment_text(at("07:30", 24)),
    }
    facts = service_facts(reader(site, at("09:00"), **status), site.services[0])
    assert (facts.reason, facts.opens) == ("Nomor habis", "besok 07.30")


@pytest.mark.parametrize(
    ("language", "texts", "reason", "words"),
    [
        ("id", {"id": "Listrik padam", "en": "Power cut"}, "service-suspended", "Listrik padam"),
        ("en", {"id": "Listrik padam", "en": "Power cut"}, "service-suspended", "Power cut"),
        ("en", {"id": "Listrik padam"}, "service-suspended", "Closed for now"),
        ("en", {"id": "Hari Raya Natal"}, "holiday", "Holiday"),
        ("id", {}, "quota-reached", "Nomor habis"),
        ("en", {}, "", "Closed at the moment"),
        ("en", {"id": "Lain"}, "made-up", "Lain"),
        ("id", None, "", "Sedang tutup"),
    ],
)
def test_why_is_said_in_the_visitors_language_and_never_nothing(
    language: str, texts: dict[str, str] | None, reason: str, words: str
) -> None:
    status = None
    if texts is not None:
        status = ServiceStatus(code="A", waiting=0, open=False, reason=reason, reason_text=texts)
    assert closure_text(status, language) == words


def test_every_reason_to_be_closed_has_words_of_its_own() -> None:
    assert len(EXPLAINED) == 12
    for code in EXPLAINED:
        status = ServiceStatus(code="A", waiting=0, open=False, reason=code)
        assert closure_text(status, "en") != closure_text(None, "en"), code
        assert closure_text(status, "id") != closure_text(status, "en"), code


def agency_row(*statuses: Mapping[str, object]) -> AgencyRow:
    """The agency of small_site, with as many services as there are statuses."""
    document = small_document()
    first = document["services"][0]
    codes = [f"S{place}" for place in range(len(statuses))]
    document["services"] = [{**first, "code": code} for code in codes]
    document["counters"] = [{**document["counters"][0], "services": codes}]
    views = {
        code: ServiceStatus(code=code, waiting=0, **{"open": False, **status})  # type: ignore[arg-type]
        for code, status in zip(codes, statuses, strict=True)
    }
    catalogue = Catalogue(site_from(document), "kiosk-1")
    (row,) = Reader(catalogue, views.get, "en", at("09:00")).agencies(catalogue.agencies)
    return row


def test_an_agency_is_grey_only_when_nothing_of_it_can_be_taken() -> None:
    full = {"reason": "quota-reached", "opens_at": moment_text(at("07:30", 24))}
    down = {"reason": "service-suspended", "reason_text": {"en": "Central system down"}}
    later = full | {"opens_at": moment_text(at("07:30", 27))}
    assert agency_row(full, {"open": True}).available
    same = agency_row(later, full)
    assert (same.reason, same.opens) == ("All numbers are taken", "tomorrow 07:30")
    unknown = agency_row(down, down)
    assert (unknown.reason, unknown.opens) == ("Central system down", "")
    mixed = agency_row(down, full)
    assert (mixed.reason, mixed.opens) == ("Closed at the moment", "tomorrow 07:30")


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([], ""),
        ([5], "5"),
        ([1, 2], "1, 2"),
        ([1, 2, 3], "1–3"),
        ([1, 2, 3, 7, 9, 10, 11], "1–3, 7, 9–11"),
    ],
)
def test_counter_numbers_as_people_read_them(numbers: list[int], words: str) -> None:
    assert runs_text(numbers) == words


def test_pages_are_never_none() -> None:
    assert [pages(count, 9) for count in (0, 1, 9, 10, 27)] == [1, 1, 1, 2, 3]


@pytest.mark.parametrize("address", [None, "https://mall.example/antrean/"])
def test_code_on_the_paper_is_read_back(address: str | None) -> None:
    assert scanned_ticket(qr_text(address, "x7_Qz-1") + "\r") == "x7_Qz-1"


@pytest.mark.parametrize("scan", ["", "8991234567890", "giliran", "https://example.org/"])
def test_other_codes_are_no_tickets(scan: str) -> None:
    assert scanned_ticket(scan) == ""


@pytest.mark.parametrize("typed", ["A012", "a12", "A12", "A-012"])
def test_number_however_it_is_typed(typed: str) -> None:
    series = [Series(code="A", prefix="A")]  # type: ignore[arg-type]
    assert ticket_number(typed, series) == "A-012"
    assert ticket_number("Q12", series) == "Q12"


def test_scanner_is_told_from_a_hand() -> None:
    scanner = Scanner()
    codes = [scanner.type(key, n * 10) for n, key in enumerate("giliran:x\r")]
    assert codes[-1] == "giliran:x"
    slow = [scanner.type(key, 10_000 + n * 400) for n, key in enumerate("giliran:x\r")]
    assert slow[-1] == ""
