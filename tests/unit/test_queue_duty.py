"""Help across counters, work profiles and outages, as an admin and a supervisor would try them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.availability import availability
from shared.domain.duty import helping, rebuild, served_by
from shared.domain.ids import DAY, MINUTE, AgencyCode, CounterId, Moment, ProfileCode, ServiceCode
from shared.domain.refusal import Code, Refusal
from shared.domain.rule import ahead_of, choose
from shared.domain.site import Site
from shared.protocol.site_file import site_document
from tests.unit.played_hall import PlayedHall, two_agency_site
from tests.unit.test_queue_rules import refused

ONE, TWO, THREE = CounterId("1"), CounterId("2"), CounterId("3")
KK, NEW, PRINT = ServiceCode("KK"), ServiceCode("KTP-BARU"), ServiceCode("KTP-CETAK")
OUTAGE = {"code": "system", "name": {"id": "Gangguan", "en": "Outage"}, "outage": True}
KTP = {"code": "ktp", "name": {"id": "KTP", "en": "Cards"}, "services": ["KTP-BARU", "KTP-CETAK"]}


def site_with(*help_: dict[str, Any], **changes: Any) -> Site:
    """Counter 3, whose own service is KK, helps."""
    document = site_document(two_agency_site())
    *others, third = document["counters"]
    reasons = document["reasons"]
    return two_agency_site(
        counters=[*others, {**third, "help": list(help_)}],
        profiles=[KTP],
        reasons={**reasons, "suspend": [*reasons["suspend"], OUTAGE]},
        **changes,
    )


def played(*help_: dict[str, Any], **changes: Any) -> PlayedHall:
    play = PlayedHall(site_with(*help_, **changes))
    play.open("1", "2", "3")
    return play


def next_at(play: PlayedHall, counter: CounterId) -> str | None:
    chosen = choose(play.hall, counter, play.now)
    return chosen[0].number if chosen is not None else None


# Conditions of a help -------------------------------------------------------------------------


def test_help_without_a_condition_always_helps() -> None:
    play = played({"services": ["KTP-BARU"]})
    first = play.issue()
    play.wait(1)
    own = play.issue("KK")
    assert next_at(play, THREE) == first.number, "the earlier place wins, own or not"
    assert play.call_next("3").number == first.number
    choice = play.hall.tickets[first.id].choice
    assert choice is not None
    assert (choice.helped, choice.runner_up) == (("KTP-BARU",), own.number)


def test_more_than_counts_those_who_wait_for_the_services_of_the_help_in_all() -> None:
    play = played({"agency": "DUKCAPIL", "more_than": 3})
    for service in ("KTP-BARU", "KTP-CETAK", "KTP-BARU"):
        play.issue(service)
    for _ in range(5):
        play.issue("KK")  # its own: these do not count
    assert helping(play.hall, THREE, play.now) == ()
    assert next_at(play, THREE) == "K-001"
    play.issue("KTP-CETAK")
    assert helping(play.hall, THREE, play.now) == ("KTP-BARU", "KTP-CETAK")
    assert served_by(play.hall, THREE, play.now) == ("KK", "KTP-BARU", "KTP-CETAK")
    assert play.call_next("3").number == "A-001"
    assert helping(play.hall, THREE, play.now) == (), "three are left"


def test_a_head_start_is_no_waiting_that_calls_for_help() -> None:
    play = played({"services": ["KTP-BARU"], "waits_longer_than": 10})
    play.issue(priority="elderly")
    play.wait(1)
    plain = play.issue()
    play.wait(8)
    assert helping(play.hall, THREE, play.now) == ()
    play.wait(1)
    play.now = Moment(play.now + 1)
    assert helping(play.hall, THREE, play.now) == ("KTP-BARU",)
    play.call_next("1")  # the elder one goes, who had waited ten minutes
    assert helping(play.hall, THREE, play.now) == ()
    play.wait(1)
    assert next_at(play, THREE) == plain.number


def test_idle_help_ends_with_the_first_visitor_of_its_own() -> None:
    play = played({"services": ["KTP-BARU"], "when_idle": True})
    play.issue()
    assert next_at(play, THREE) == "A-001"
    own = play.issue("KK")
    assert next_at(play, THREE) == own.number


def test_a_counter_is_idle_while_its_own_visitors_are_at_another_desk() -> None:
    play = played({"services": ["KTP-BARU"], "when_idle": True})
    first = play.issue("KTP-CETAK")
    play.issue("KK", visit=first.visit)
    assert play.call_next("1").number == first.number
    waits = play.issue()
    assert next_at(play, THREE) == waits.number
    finished = choose(play.hall, THREE, play.now, leaving=first.visit)
    assert finished is not None
    assert finished[0].number == "K-001", "its visitor is about to be free"


def test_all_conditions_that_are_stated_must_hold() -> None:
    play = played({"services": ["KTP-BARU"], "more_than": 1, "waits_longer_than": 10})
    play.issue()
    play.wait(11)
    assert helping(play.hall, THREE, play.now) == ()
    play.issue()
    assert helping(play.hall, THREE, play.now) == ("KTP-BARU",)


def test_each_help_on_its_own() -> None:
    several: list[dict[str, Any]] = [
        {"services": ["KTP-CETAK"]},
        {"agency": "DUKCAPIL", "more_than": 9},
    ]
    play = played(*several)
    assert helping(play.hall, THREE, play.now) == ("KTP-CETAK",)


def test_finish_and_call_helps_as_well() -> None:
    play = played({"services": ["KTP-BARU"], "when_idle": True})
    play.issue("KK")
    play.issue()
    play.call_next("3")
    play.do(c.FinishService(counter=THREE, then_call=True))
    desk = play.hall.desks[THREE]
    assert desk.ticket is not None
    assert play.hall.tickets[desk.ticket].number == "A-001"


# Who counts as serving ------------------------------------------------------------------------


def test_help_shortens_nobody_s_line_but_is_a_way_on() -> None:
    """Who is ahead is told from counters' own services; a transfer may go where one only helps."""
    document = site_document(site_with({"services": ["KTP-CETAK"]}))
    document["counters"][0]["services"] = ["KTP-BARU"]
    play = PlayedHall(two_agency_site(counters=document["counters"]))
    play.open("1", "2", "3")
    play.issue("KK")
    ticket = play.issue()
    assert ahead_of(play.hall, PRINT, ticket.key) == 0
    play.do(c.TransferTicket(counter=ONE, ticket=ticket.id, service=PRINT))
    assert next_at(play, THREE) == "K-001"
    assert play.hall.roster.counters_of(PRINT) == (THREE,)


@pytest.mark.parametrize(
    ("condition", "code"), [({}, None), ({"when_idle": True}, None), ({"more_than": 2}, "no-staff")]
)
def test_who_may_never_be_called_for_is_no_staff(
    condition: dict[str, Any], code: str | None
) -> None:
    """Where nobody serves it as their own: a counter that helps sooner or later is enough."""
    document = site_document(site_with({"services": ["KTP-CETAK"], **condition}))
    document["counters"][0]["services"] = ["KTP-BARU"]
    play = PlayedHall(two_agency_site(counters=document["counters"]))
    play.open("3")
    assert play.hall.plan is not None
    assert availability(play.hall, play.hall.plan.services[PRINT], play.now).code == code


# Profiles -------------------------------------------------------------------------------------


def give(play: PlayedHall, counter: CounterId, profile: str | None) -> None:
    play.do(c.SetProfile(counter=counter, profile=ProfileCode(profile) if profile else None))


def test_a_profile_counts_from_the_next_call() -> None:
    play = played()
    served, own, other = play.issue("KK"), play.issue("KK"), play.issue("KTP-CETAK")
    assert play.call_next("3").number == served.number
    give(play, THREE, "ktp")
    assert play.hall.desks[THREE].ticket == served.id, "whoever stands there stays"
    play.do(c.FinishService(counter=THREE, then_call=True))
    assert play.hall.desks[THREE].ticket == other.id
    play.do(c.FinishService(counter=THREE))
    give(play, THREE, None)
    assert next_at(play, THREE) == own.number


def test_lines_that_are_one_and_who_serves_follow_the_profiles() -> None:
    play = played()
    roster = play.hall.roster
    assert (roster.served_at[PRINT], roster.rivals[PRINT]) == ((ONE,), (PRINT, NEW))
    give(play, THREE, "ktp")
    roster = play.hall.roster
    assert (roster.served_at[PRINT], roster.served_at[KK]) == ((ONE, THREE), (TWO,))
    give(play, ONE, "ktp")
    give(play, TWO, "ktp")
    assert play.hall.roster.served_at[KK] == ()
    assert play.hall.plan is not None
    kk = play.hall.plan.services[KK]
    assert availability(play.hall, kk, play.now).code is Code.NO_STAFF


def test_a_profile_twice_adds_nothing_and_answers_with_the_counter() -> None:
    play = played()
    give(play, THREE, "ktp")
    before = play.hall.seq
    answer = play.do(c.SetProfile(counter=THREE, profile=ProfileCode("ktp")))
    assert play.hall.seq == before
    assert answer.desk is not None
    assert answer.desk.profile == "ktp"


def test_unknown_names_are_refused() -> None:
    play = played()
    no = refused(play, c.SetProfile(counter=ONE, profile=ProfileCode("sim")))
    assert (no.code, no.facts["profiles"]) == (Code.UNKNOWN_PROFILE, ["ktp"])
    no = refused(play, c.SetProfile(counter=CounterId("9"), profile=None))
    assert no.code is Code.UNKNOWN_COUNTER
    no = refused(play, c.SuspendAgency(agency=AgencyCode("PLN"), reason="system"))
    assert no.code is Code.UNKNOWN_AGENCY
    assert refused(play, c.RestoreAgency(agency=AgencyCode("PLN"))).code is Code.UNKNOWN_AGENCY
    no = refused(play, c.SuspendAgency(agency=AgencyCode("DUKCAPIL"), reason="rain"))
    assert no.code is Code.UNKNOWN_REASON


def test_a_profile_of_the_site_stands_in_for_services() -> None:
    document = site_document(site_with())
    third = {"id": "3", "number": 3, "zone": "biru", "profile": "ktp"}
    counters = [*document["counters"][:2], third]
    play = PlayedHall(two_agency_site(counters=counters, profiles=[KTP]))
    play.open("2", "3")
    play.issue("KK")
    ticket = play.issue("KTP-CETAK")
    assert play.call_next("3").number == ticket.number


def test_a_profile_ends_with_the_day_even_where_a_visitor_stands() -> None:
    play = played()
    play.issue("KTP-CETAK")
    give(play, THREE, "ktp")
    play.call_next("3")
    play.now = Moment(play.now + DAY)
    play.do(c.TurnDay())
    desk = play.hall.desks[THREE]
    assert (desk.ticket is not None, desk.profile) == (True, None)
    assert play.hall.roster.own[THREE] == ("KK",)
    assert play.replayed() == play.hall


def test_a_site_without_a_profile_in_force_is_refused() -> None:
    play = played()
    give(play, THREE, "ktp")
    other = two_agency_site()
    command = c.LoadSite(site=other, document=site_document(other))
    no = refused(play, command)
    assert (no.code, no.facts["profiles"]) == (Code.SITE_IN_USE, ["ktp"])
    give(play, THREE, None)
    play.do(command)


def test_a_new_version_of_a_profile_counts_at_once() -> None:
    play = played()
    give(play, THREE, "ktp")
    site = site_with()
    profiles = [{**KTP, "services": ["KTP-BARU"]}]
    changed = two_agency_site(counters=site_document(site)["counters"], profiles=profiles)
    play.do(c.LoadSite(site=changed, document=site_document(changed)))
    assert play.hall.roster.own[THREE] == ("KTP-BARU",)


def test_a_copy_shares_the_roster_and_goes_its_own_way() -> None:
    play = played()
    twin = deepcopy(play.hall)
    assert twin.roster is play.hall.roster
    give(play, THREE, "ktp")
    assert twin.roster.own[THREE] == ("KK",)
    rebuilt = deepcopy(play.hall)
    rebuild(rebuilt)
    assert rebuilt.roster == play.hall.roster


# Suspensions ----------------------------------------------------------------------------------


def suspend(play: PlayedHall, service: str = "KTP-BARU", **more: Any) -> None:
    play.do(c.SuspendService(service=ServiceCode(service), **{"reason": "system", **more}))


def test_nobody_is_called_for_a_service_that_is_out() -> None:
    play = played()
    waits = play.issue()
    suspend(play)
    assert refused(play, c.CallNext(counter=ONE)).code is Code.NOBODY_WAITS
    after = play.issue("KTP-CETAK")
    assert ahead_of(play.hall, PRINT, after.key) == 0, "nobody who cannot be called is ahead"
    assert play.call_next("1").number == after.number
    play.do(c.FinishService(counter=ONE))
    by_number = c.CallTicket(counter=ONE, ticket=waits.id, reason="other")
    assert play.do(by_number).ticket is not None, "with a reason they may be"
    play.do(c.HoldTicket(counter=ONE))
    play.do(c.ResumeTicket(counter=ONE, ticket=waits.id))
    play.do(c.RestoreService(service=NEW))
    assert play.call_next("1").number == waits.number


def test_nor_where_it_waits_for_one_counter_alone() -> None:
    play = played()
    waits = play.issue()
    play.do(c.TransferTicket(counter=ONE, ticket=waits.id, to_counter=THREE))
    suspend(play)
    assert next_at(play, THREE) is None
    assert choose(play.hall, ONE, play.now) is None


def test_closed_for_another_reason_those_who_wait_are_served() -> None:
    play = played()
    waits = play.issue()
    suspend(play, reason="other")
    assert play.call_next("1").number == waits.number


def test_nobody_helps_where_nothing_can_be_served_and_who_is_out_is_idle() -> None:
    play = played({"services": ["KTP-BARU"], "when_idle": True})
    play.issue("KK")
    play.issue()
    suspend(play, "KK")
    assert next_at(play, THREE) == "A-001"
    suspend(play)
    assert next_at(play, THREE) is None
    play = played({"services": ["KTP-BARU", "KTP-CETAK"], "more_than": 1})
    play.issue()
    play.issue("KTP-CETAK")
    suspend(play)
    assert helping(play.hall, THREE, play.now) == ()


def test_an_agency_is_suspended_and_restored_as_its_services() -> None:
    play = played()
    suspend(play, "KK", reason="other")
    play.wait(5)
    until = Moment(play.now + 60 * MINUTE)
    before = len(play.entries)
    play.do(c.SuspendAgency(agency=AgencyCode("DUKCAPIL"), reason="system", until=until))
    events = [one.event for one in play.entries[before:]]
    assert [event.service for event in events if isinstance(event, e.ServiceSuspended)] == [
        NEW,
        PRINT,
        KK,
    ]
    assert {one.outage for one in play.hall.suspended.values()} == {True}
    assert play.hall.suspended[KK].since == play.now, "the outage began later than the closing"
    before = len(play.entries)
    again = c.SuspendAgency(agency=AgencyCode("DUKCAPIL"), reason="system", until=until)
    play.do(again)
    assert len(play.entries) == before, "known already"
    play.do(c.RestoreAgency(agency=AgencyCode("DUKCAPIL")))
    (alone,) = play.hall.suspended.values()
    assert (alone.service, alone.reason, alone.outage) == (KK, "other", False)
    before = len(play.entries)
    play.do(c.RestoreAgency(agency=AgencyCode("DUKCAPIL")))
    assert len(play.entries) == before
    play.do(c.RestoreService(service=KK))
    assert not play.hall.suspended


def test_what_an_agency_is_suspended_over_outlives_the_night_and_old_entries() -> None:
    """Of an entry of before nobody knows with whom it was: the agency opens it, as it did then."""
    play = played()
    suspend(play, "KK", reason="other")
    play.do(c.SuspendAgency(agency=AgencyCode("DUKCAPIL"), reason="system"))
    play.now = Moment(play.now + DAY)
    play.do(c.TurnDay())
    assert play.replayed(after=len(play.entries) - 2).suspended == play.hall.suspended
    play.do(c.RestoreAgency(agency=AgencyCode("DUKCAPIL")))
    assert list(play.hall.suspended) == [KK]
    play.record(e.ServiceSuspended(service=PRINT, reason="system", outage=True))
    play.do(c.RestoreAgency(agency=AgencyCode("DUKCAPIL")))
    assert list(play.hall.suspended) == [KK]


def test_an_outage_lasts_since_its_beginning_whatever_is_said_of_its_end() -> None:
    play = played()
    suspend(play)
    began = play.now
    play.wait(30)
    suspend(play, until=Moment(play.now + 10 * MINUTE))
    assert play.hall.suspended[NEW].since == began


def test_it_stays_suspended_until_a_person_restores_it_and_says_that_it_lasts_too_long() -> None:
    play = played()
    assert play.hall.plan is not None
    service = play.hall.plan.services[NEW]
    until = Moment(play.now + 10 * MINUTE)
    suspend(play, until=until)
    found = availability(play.hall, service, play.now)
    assert (found.opens_at, found.expected) == (until, until)
    play.wait(10)
    found = availability(play.hall, service, play.now)
    assert (found.opens_at, found.expected) == (None, until)
    assert (found.code, found.outage) == (Code.SERVICE_SUSPENDED, True)
    with pytest.raises(Refusal) as no:
        play.issue()
    assert no.value.facts["opens_at"] is None


def test_an_outage_outlives_the_night() -> None:
    play = played()
    suspend(play)
    play.now = Moment(play.now + DAY)
    play.do(c.TurnDay())
    assert play.hall.suspended[NEW].outage
    assert play.replayed() == play.hall
