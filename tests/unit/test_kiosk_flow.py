"""The visitor's way as a state: no Qt, no clock."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kiosk.flow import Flow
from kiosk.screens import BROWSING, Ask, Notice, Screen
from shared.protocol.tally import LONGEST_SEARCH, STEPS, search_text
from shared.protocol.views import TicketView

SEEN = 1_000
"""Milliseconds after which a screen has been seen."""


def ticket(number: int = 12, service: str = "KTP") -> TicketView:
    return TicketView(
        id=f"ticket-{number}",
        number=f"A-{number:03}",
        state="waiting",
        service=service,
        issued_at="2026-11-23T09:12:00+07:00",
        zone="biru",
        visit="visit-1",
        ahead=3,
        counters=["1"],
    )


def at_confirmation() -> Flow:
    flow = Flow()
    assert flow.choose_service("KTP", SEEN, is_open=True)
    return flow


def test_second_tap_within_a_moment_is_nothing() -> None:
    flow = at_confirmation()
    assert not flow.take(SEEN + 299)
    assert flow.take(SEEN + 300)
    assert not flow.take(SEEN + 5_000), "a number is on its way"


def test_closed_service_is_explained() -> None:
    flow = Flow()
    flow.choose_service("KTP", SEEN, is_open=False)
    assert flow.screen is Screen.CLOSED


def test_same_service_asks_once_and_only_within_a_minute() -> None:
    flow = at_confirmation()
    flow.take(2_000)
    flow.issued(ticket(), 2_000)
    flow.home(3_000)
    flow.choose_service("KTP", 10_000, is_open=True)
    assert not flow.take(11_000)
    assert flow.ask is Ask.FOR_OTHER
    assert flow.just_taken() == "A-012"
    assert not flow.take(11_100, for_other=True), "the question has not been seen yet"
    assert flow.take(12_000, for_other=True)
    flow.issued(ticket(13), 12_000)
    flow.home(13_000)
    flow.choose_service("KTP", 80_000, is_open=True)
    assert flow.take(81_000)


def test_paper_that_is_late_changes_no_other_screen() -> None:
    flow = at_confirmation()
    flow.take(2_000)
    flow.issued(ticket(), 2_000)
    flow.home(3_000)
    flow.paper_failed("ticket-12", "paper_out", 4_000)
    flow.paper_out("ticket-12", 4_000)
    assert flow.screen is Screen.START
    assert not flow.printed


def test_next_visitor_finds_nothing_of_the_last() -> None:
    flow = Flow(home_language="id")
    flow.choose_language("en", SEEN)
    flow.open(Screen.SEARCH, SEEN)
    for letter in "cerai":
        flow.type(letter, SEEN)
    flow.visitor.toggle_priority("disabilitas")
    flow.home(5_000)
    assert flow.visitor.language == "id"
    assert flow.visitor.query == ""
    assert flow.visitor.priority == ""
    assert not flow.can_go_back


def test_identity_number_in_groups_is_seen_as_one() -> None:
    flow = Flow()
    for letter in "3510 1234 5678 9012":
        flow.type(letter, SEEN)
    assert flow.visitor.query == ""
    assert flow.notice is Notice.NO_DIGITS


def test_fifteen_digits_are_no_identity_number() -> None:
    flow = Flow()
    for letter in "351012345678901":
        flow.type(letter, SEEN)
    assert flow.visitor.query == "351012345678901"


def test_whoever_chose_english_is_asked_before_it_is_taken_away() -> None:
    flow = Flow()
    flow.choose_language("en", SEEN)
    assert not flow.tick(SEEN + 29_999)
    assert flow.tick(SEEN + 30_000)
    assert (flow.visitor.language, flow.ask) == ("en", Ask.STILL_THERE)
    flow.touch(SEEN + 31_000)
    assert (flow.visitor.language, flow.ask) == ("en", Ask.NOTHING)
    flow.tick(SEEN + 61_000)
    flow.tick(SEEN + 81_000)
    assert (flow.visitor.language, flow.ask) == ("id", Ask.NOTHING)


@pytest.mark.parametrize("sheet", [Ask.HELP, Ask.LANGUAGE, Ask.ACCESS])
def test_what_is_read_at_the_start_stands_there_again_for_whoever_is_there(sheet: Ask) -> None:
    flow = Flow()
    flow.open_question(sheet, SEEN)
    asked = SEEN + (flow.waits.access if sheet is Ask.ACCESS else flow.waits.still_there)
    assert not flow.tick(asked - 1)
    flow.tick(asked)
    assert flow.ask is Ask.STILL_THERE
    flow.touch(asked + 5_000)
    assert flow.ask is sheet


def test_a_start_where_nothing_was_chosen_asks_nobody() -> None:
    flow = Flow()
    flow.touch(SEEN)
    assert not flow.tick(SEEN + 600_000)
    assert flow.ask is Ask.NOTHING


# Losses -----------------------------------------------------------------------------------


def losses(flow: Flow) -> list[tuple[str, str, str]]:
    return [(one.kind, one.step, one.service or one.text) for one in flow.take_losses()]


def searching(typed: str) -> Flow:
    """Before results that found nothing."""
    flow = Flow()
    flow.open(Screen.SEARCH, SEEN)
    for letter in typed:
        flow.type(letter, SEEN)
    flow.visitor.fruitless = True
    return flow


def test_who_walks_away_is_counted_once_where_it_was() -> None:
    flow = at_confirmation()
    flow.tick(SEEN + 49_999)
    assert losses(flow) == []
    flow.tick(SEEN + 50_000)
    flow.tick(SEEN + 200_000)
    assert losses(flow) == [("abandoned", "confirm", "KTP")]
    assert losses(flow) == []


def test_who_goes_to_the_start_by_hand_has_left_a_step_as_well() -> None:
    flow = Flow()
    flow.choose_service("KTP", SEEN, is_open=True)
    flow.back(2_000)
    flow.choose_agency("DUKCAPIL", 3_000, grouped=True)
    flow.home(4_000)
    assert losses(flow) == [("abandoned", "groups", "")]


def test_who_has_a_number_or_looked_at_one_has_lost_nothing() -> None:
    flow = at_confirmation()
    flow.take(2_000)
    flow.issued(ticket(), 2_000)
    flow.home(4_000)
    flow.open(Screen.FIND, 5_000)
    flow.found(ticket(), 6_000)
    flow.home(7_000)
    assert losses(flow) == []


def test_the_steps_that_are_told_are_screens() -> None:
    assert set(Screen) >= STEPS
    assert set(BROWSING) - STEPS == {Screen.CLOSED, Screen.MY_TICKET}, "nothing is lost there"


def test_a_closed_service_is_counted_with_its_reason_and_once() -> None:
    flow = Flow()
    flow.choose_service("KTP", SEEN, is_open=False, reason="quota-reached")
    flow.home(3_000)
    (loss,) = flow.take_losses()
    assert (loss.kind, loss.step, loss.service) == ("refused-at-kiosk", "start", "KTP")
    assert loss.reason == "quota-reached"


def test_a_search_in_vain_is_counted_however_it_is_given_up() -> None:
    for give_up in (Flow.back, Flow.home):
        flow = searching("Cerai 12 34")
        give_up(flow, 2_000)
        assert losses(flow) == [("search-without-result", "search", "cerai #")]
    flow = searching("cerai")
    flow.erase(2_000, everything=True)
    flow.home(3_000)
    assert losses(flow) == [
        ("search-without-result", "search", "cerai"),
        ("abandoned", "search", ""),
    ]


def test_to_look_by_agency_instead_is_to_have_searched_in_vain() -> None:
    flow = searching("tambal ban")
    assert flow.open(Screen.AGENCIES, 2_000)
    assert losses(flow) == [("search-without-result", "search", "tambal ban")]


def test_taking_one_of_the_nearest_is_no_search_in_vain() -> None:
    flow = searching("cerai")
    flow.choose_service("KTP", 2_000, is_open=True)
    flow.take(3_000)
    flow.issued(ticket(), 3_000)
    flow.home(5_000)
    assert losses(flow) == []


@given(st.text(max_size=80))
def test_no_two_digits_of_a_search_are_told(typed: str) -> None:
    told = search_text(typed)
    assert len(told) <= LONGEST_SEARCH
    assert re.search(r"\d\d", told) is None
    assert search_text(told) == told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("3510123456789012", "#"),
        ("3510 1234 5678 9012", "#"),
        ("0812-3456-789 budi", "# budi"),
        ("  KTP  el ", "ktp el"),
        ("akta 3", "akta 3"),
    ],
)
def test_digit_runs_are_masked_with_what_stands_between(typed: str, told: str) -> None:
    assert search_text(typed) == told


class Visitors(RuleBasedStateMachine):
    """Anything that hands can do, in any order, at any pace."""

    def __init__(self) -> None:
        super().__init__()
        self.flow = Flow()
        self.now = 10_000
        self.number = 0
        self.wanted = 0
        self.got = 0

    @rule(ms=st.integers(0, 70_000))
    def wait(self, ms: int) -> None:
        self.now += ms
        self.flow.tick(self.now)

    @rule(screen=st.sampled_from([Screen.AGENCIES, Screen.SEARCH, Screen.FIND]))
    def open(self, screen: Screen) -> None:
        self.flow.open(screen, self.now)

    @rule(service=st.sampled_from("ABC"), is_open=st.booleans())
    def choose(self, service: str, is_open: bool) -> None:
        self.flow.choose_service(service, self.now, is_open=is_open)

    @rule(times=st.integers(1, 4), for_other=st.booleans())
    def take(self, times: int, for_other: bool) -> None:
        self.wanted += sum(self.flow.take(self.now, for_other=for_other) for _ in range(times))

    @rule(outcome=st.sampled_from(["issued", "closed", "away"]))
    def answer(self, outcome: str) -> None:
        if self.flow.screen is not Screen.ISSUING:
            return
        self.got += 1
        self.number += 1
        if outcome == "issued":
            self.flow.issued(ticket(self.number, self.flow.visitor.service), self.now)
        else:
            closed, away = outcome == "closed", outcome == "away"
            self.flow.refused(self.now, closed=closed, away=away)

    @rule(out=st.booleans())
    def paper(self, out: bool) -> None:
        if out:
            self.flow.paper_out(f"ticket-{self.number}", self.now)
        else:
            self.flow.paper_failed(f"ticket-{self.number}", "paper_out", self.now)

    @rule()
    def back(self) -> None:
        self.flow.back(self.now)

    @rule()
    def another(self) -> None:
        self.flow.another_errand(self.now)

    @rule()
    def choose_event(self) -> None:
        self.flow.choose_event("birth", self.now)

    @rule(ask=st.sampled_from([Ask.HELP, Ask.ACCESS, Ask.STANDARD, Ask.MAP]))
    def ask(self, ask: Ask) -> None:
        self.flow.open_question(ask, self.now)

    @rule()
    def close_question(self) -> None:
        self.flow.close_question(self.now)

    @invariant()
    def one_wish_at_a_time(self) -> None:
        assert self.wanted - self.got in (0, 1)
        assert (self.flow.screen is Screen.ISSUING) == (self.wanted - self.got == 1)

    @invariant()
    def a_number_on_the_screen_is_one_that_was_given(self) -> None:
        if self.flow.screen in (Screen.DONE, Screen.NO_PAPER):
            assert self.flow.visitor.tickets

    @invariant()
    def nobody_stays_for_ever(self) -> None:
        idle = self.now - max(self.flow.touched, self.flow.entered)
        if self.flow.screen in BROWSING:
            self.flow.tick(self.now)
            longest = self.flow.waits.access + self.flow.waits.countdown
            assert idle < longest or self.flow.screen is Screen.START


def test_no_paper_is_told_though_somebody_looks_at_the_plan() -> None:
    flow = at_confirmation()
    flow.take(2 * SEEN)
    flow.issued(ticket(), 2 * SEEN)
    flow.open_question(Ask.MAP, 4 * SEEN)
    flow.tick(2 * SEEN + flow.waits.printing)
    assert (flow.screen, flow.ask) == (Screen.NO_PAPER, Ask.NOTHING)


def test_what_else_a_life_event_asks_for_follows_a_number() -> None:
    flow = Flow()
    flow.open(Screen.EVENTS, SEEN)
    flow.choose_event("birth", 2 * SEEN)
    flow.choose_service("KTP", 3 * SEEN, is_open=True)
    flow.take(4 * SEEN)
    flow.issued(ticket(), 4 * SEEN)
    flow.another_errand(6 * SEEN)
    assert (flow.screen, flow.visitor.event, flow.visitor.visit) == ("event", "birth", "visit-1")
    flow.back(8 * SEEN)
    assert flow.screen is Screen.START
    flow.choose_service("SIM", 9 * SEEN, is_open=True)
    assert flow.visitor.event == "", "another way, another matter"


Visitors.TestCase.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
TestVisitors = Visitors.TestCase
