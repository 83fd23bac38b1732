"""What stands in the table of permissions that must not be lost, and the roles of a hall."""

from __future__ import annotations

from typing import Any

import pytest

from shared.domain.permits import Permit, permits_of, roles_of
from shared.domain.site import StaffRole
from shared.hub.allowed import By, case_of
from shared.hub.caller import PAIRED, Caller, CallerKind
from shared.hub.permissions import COMMANDS, Case, row_of
from shared.hub.sign_on import SIGN_IN
from tests.unit.played_hall import two_agency_site

WHOEVER_SERVES = {
    *("CallNext", "Recall", "StartService", "FinishService", "ContinueVisit"),
    *("RecordNoShow", "HoldTicket", "ResumeTicket", "UndoLast", "OpenCounter"),
    *("PauseCounter", "CloseCounter"),
}
"""What whoever sits at a counter does all day."""

BY_DEVICES = {"ReportShown", "ReportSpoken", "HandOver", "TendKiosk", "RecordTally"}


def by(kind: CallerKind, role: str = "") -> By:
    return By(Caller(kind, "app-1"), role)


def test_a_counter_is_served_by_whoever_sits_at_a_paired_one() -> None:
    for name in WHOEVER_SERVES:
        row = COMMANDS[name, Case.USUAL]
        assert row.permits == (Permit.SERVE,)
        assert row.people == {CallerKind.COUNTER, CallerKind.LOCAL}
    assert COMMANDS["OpenCounter", Case.USUAL].alone == {CallerKind.COUNTER, CallerKind.LOCAL}


def test_beyond_loopback_nobody_changes_the_queue_alone_but_kiosks_and_whose_ticket_it_is() -> None:
    may = {
        name
        for (name, _), row in COMMANDS.items()
        for kind in (*PAIRED, CallerKind.STRANGER)
        if kind in row.alone
    }
    visitors = {"IssueTicket", "CancelTicket", "RejoinTicket", "RequestReprint", "RecordPrint"}
    tells = {"ReportTroubles", "ReportSoundTest", "ReportPicture", "ConfigureDisplay"}
    asks = {"FindTicket", "ListOfficers", "KnownStaff"}
    pins = {"OpenCounter", "SignIn", "ChangePin", "OpenKiosk"}
    assert may == visitors | BY_DEVICES | tells | asks | pins


def test_what_is_done_beyond_serving_needs_a_permit() -> None:
    free = {
        name
        for (name, case), row in COMMANDS.items()
        if row.people and not row.permits and not row.also and case is Case.USUAL
    }
    signs = {"SignOut", "WhoAmI", "ChangePin", "ListOfficers", "ListDevices"}
    assert free == signs | {"AcknowledgeTrouble"}


def test_a_tool_of_the_hub_s_machine_runs_the_hall_and_touches_no_queue_alone() -> None:
    alone = {name for (name, _), row in COMMANDS.items() if CallerKind.TOOL in row.alone}
    assert not alone & (WHOEVER_SERVES | {"CallTicket", "TransferTicket", "MoveTicket"})
    assert {"UnlockOfficer", "AddMedium", "ConfigureDisplay", "IssueTicket"} <= alone
    assert all(CallerKind.LOCAL in row.alone | row.people for row in COMMANDS.values())


@pytest.mark.parametrize(
    ("name", "asks", "body", "own", "case"),
    [
        ("IssueTicket", ("local", ""), {}, None, Case.USUAL),
        ("IssueTicket", ("local", ""), {"desk": True}, None, Case.FOR_A_VISITOR),
        ("CloseCounter", ("counter", "counter"), {"counter": "5"}, "5", Case.USUAL),
        ("CloseCounter", ("counter", "counter"), {"counter": "5"}, "6", Case.OF_ANOTHER),
        ("PauseCounter", ("local", ""), {"counter": "5"}, "", Case.OF_ANOTHER),
        ("ResumeTicket", ("counter", "counter"), {"counter": "5"}, "5", Case.USUAL),
        ("ResumeTicket", ("counter", "counter"), {}, "", Case.WITHOUT_COUNTER),
        ("EnterPaper", ("counter", "counter"), {}, "", Case.WITHOUT_COUNTER),
        ("OpenCounter", ("counter", "counter"), {"pin": "1"}, None, Case.USUAL),
        ("OpenCounter", ("counter", "counter"), {"pin": None}, None, Case.AFTER_A_PAUSE),
        ("OpenCounter", ("counter", "counter"), {}, None, Case.AFTER_A_PAUSE),
        ("ConfigureDisplay", ("display", "display"), {"display": "app-1"}, None, Case.USUAL),
        ("ConfigureDisplay", ("display", "display"), {"display": "app-2"}, None, Case.OF_ANOTHER),
        ("ConfigureDisplay", ("display", ""), {"display": "app-1"}, None, Case.USUAL),
        ("ConfigureDisplay", ("display", ""), {"display": "app-2"}, None, Case.OF_ANOTHER),
        ("ConfigureDisplay", ("counter", "counter"), {"display": "app-2"}, None, Case.OF_ANOTHER),
        (SIGN_IN, ("tool", ""), {}, None, Case.AT_THE_HUB),
        (SIGN_IN, ("counter", "counter"), {}, None, Case.USUAL),
        ("FindTicket", ("counter", "counter"), {"ticket": "x"}, None, Case.WITHOUT_PAPER),
        ("FindTicket", ("counter", ""), {"number": "?", "ticket": "x"}, None, Case.WITHOUT_PAPER),
        ("FindTicket", ("counter", ""), {"number": "A-1", "check": "x"}, None, Case.USUAL),
    ],
)
def test_the_case_of_an_order(
    name: str, asks: tuple[str, str], body: dict[str, Any], own: str | None, case: Case
) -> None:
    kind, role = asks
    assert case_of(by(CallerKind(kind), role), name, body, own) is case
    assert row_of(name, case) is COMMANDS[name, case]


def test_roles_do_what_they_are_there_for() -> None:
    site = two_agency_site()
    may = {role: permits_of(site, role) for role in roles_of(site)}
    assert may["manager"] == frozenset(Permit)
    run = {Permit.DEVICES, Permit.PEOPLE, Permit.SITE, Permit.AUDIT, Permit.PERSONAL}
    assert may["supervisor"] == frozenset(Permit) - run
    assert may["technician"] == {Permit.DEVICES, Permit.KIOSK, Permit.MEDIA, Permit.AUDIT}
    assert Permit.CALL_BY_NUMBER in may["officer"]
    assert Permit.SUPERVISE not in may["officer"] | may["desk"]
    assert Permit.DESK in may["desk"]
    assert Permit.TRANSFER not in may["desk"]
    assert permits_of(site, "") == frozenset()
    assert permits_of(site, "gone") == {Permit.SERVE}


def test_a_site_adds_roles_and_gives_the_usual_ones_other_rights() -> None:
    trainee = StaffRole(code="magang", name={"id": "Magang"}, may=())
    officer = StaffRole(code="officer", name={"id": "Petugas"}, may=("see-queue",))
    site = two_agency_site(
        roles=[
            {"code": one.code, "name": one.name, "may": list(one.may)} for one in (trainee, officer)
        ]
    )
    usual = {"officer", "desk", "supervisor", "manager", "technician"}
    assert set(roles_of(site)) == usual | {"magang"}
    assert permits_of(site, "magang") == {Permit.SERVE}
    assert permits_of(site, "officer") == {Permit.SERVE, Permit.SEE_QUEUE}
