"""Which order needs which permit, and whose session; the roles of a hall."""

from __future__ import annotations

from typing import Any

import pytest

from shared.domain.permits import Permit, permits_of, roles_of
from shared.domain.site import StaffRole
from shared.hub.media.orders import ADD_MEDIUM, REMOVE_MEDIUM
from shared.hub.orders import BY_ROLE, OPEN_TO_APPS
from shared.hub.staff import NEEDS, needed, wants_session
from tests.unit.played_hall import two_agency_site

OPEN_TO_ALL_OFFICERS = {
    *("OpenCounter", "CallNext", "Recall", "StartService", "FinishService", "ContinueVisit"),
    *("RecordNoShow", "HoldTicket", "ResumeTicket", "UndoLast", "RecordPrint"),
}
"""What whoever sits at a counter does all day; nobody can lose it."""


def test_of_every_order_at_a_counter_it_is_said_who_may() -> None:
    depends = {"IssueTicket", "PauseCounter", "CloseCounter"}
    by_queue = set(NEEDS) - {"Announce", "MessageCounter", "FindEnded", ADD_MEDIUM, REMOVE_MEDIUM}
    assert by_queue <= BY_ROLE["counter"]
    assert BY_ROLE["counter"] == by_queue | OPEN_TO_ALL_OFFICERS | depends


@pytest.mark.parametrize(
    ("role", "name", "body", "own", "permits"),
    [
        ("", "IssueTicket", {}, None, ()),
        ("", "IssueTicket", {"desk": True}, None, (Permit.ISSUE,)),
        ("counter", "IssueTicket", {}, None, (Permit.ISSUE,)),
        ("kiosk", "IssueTicket", {}, None, ()),
        ("counter", "CloseCounter", {"counter": "5"}, "5", ()),
        ("counter", "CloseCounter", {"counter": "5"}, "6", (Permit.SUPERVISE,)),
        ("", "PauseCounter", {"counter": "5"}, "", (Permit.SUPERVISE,)),
        ("counter", "CallNext", {"counter": "5"}, "5", ()),
        ("counter", "CallTicket", {"counter": "5"}, "5", (Permit.CALL_BY_NUMBER,)),
        ("counter", "RejoinTicket", {}, None, (Permit.DESK, Permit.ISSUE)),
        ("", "Announce", {}, None, (Permit.SUPERVISE,)),
        ("counter", "ResumeTicket", {"counter": "5"}, "5", ()),
        ("counter", "ResumeTicket", {}, "", (Permit.DESK, Permit.SUPERVISE)),
        ("counter", "EnterPaper", {}, "", (Permit.ISSUE,)),
    ],
)
def test_the_table(
    role: str, name: str, body: dict[str, Any], own: str | None, permits: tuple[Permit, ...]
) -> None:
    assert needed(role, name, body, own) == permits


def test_beyond_loopback_staff_s_orders_want_a_session() -> None:
    anybody = {"IssueTicket", "CancelTicket", "RejoinTicket", "RequestReprint", "RecordPrint"}
    anybody |= {"ReportShown", "ReportSpoken", "ConfigureDisplay", "HandOver"}
    wanting = {name for name in OPEN_TO_APPS if wants_session("", name, {})}
    assert wanting == OPEN_TO_APPS.keys() - anybody
    at_counter = {name for name in BY_ROLE["counter"] if not wants_session("counter", name, {})}
    assert at_counter == {"IssueTicket"}
    for name in ("AddNote", "ListNotes", "Announce", "MessageCounter", "FindEnded", "WhyBefore"):
        assert wants_session("", name, {})
    assert not wants_session("counter", "OpenCounter", {"pin": "1"})


def test_officers_serve_the_desk_finds_and_supervisors_do_everything() -> None:
    site = two_agency_site()
    assert permits_of(site, "supervisor") == frozenset(Permit)
    assert Permit.CALL_BY_NUMBER in permits_of(site, "officer")
    assert Permit.SUPERVISE not in permits_of(site, "officer") | permits_of(site, "desk")
    assert Permit.DESK in permits_of(site, "desk")
    assert Permit.TRANSFER not in permits_of(site, "desk")
    assert permits_of(site, "") == permits_of(site, "gone") == frozenset()


def test_a_site_adds_roles_and_gives_the_usual_ones_other_rights() -> None:
    trainee = StaffRole(code="magang", name={"id": "Magang"}, may=())
    officer = StaffRole(code="officer", name={"id": "Petugas"}, may=("see-queue",))
    site = two_agency_site(
        roles=[
            {"code": one.code, "name": one.name, "may": list(one.may)} for one in (trainee, officer)
        ]
    )
    assert set(roles_of(site)) == {"officer", "desk", "supervisor", "magang"}
    assert permits_of(site, "magang") == frozenset()
    assert permits_of(site, "officer") == {Permit.SEE_QUEUE}
