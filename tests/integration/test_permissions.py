"""Each role, each command, each route, from each kind of caller: allowed or refused as the table of
permissions says, on a real hub's application. What is asked for makes no sense, so that whatever is
allowed is refused for that and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from shared.cli.checks.permissions import stale
from shared.cli.environment import ROOT
from shared.domain.permits import Permit
from shared.hub.caller import PAIRED, CallerKind
from shared.hub.http.app import _routes
from shared.hub.http.public import ROUTES as PUBLIC
from shared.hub.media.orders import ADD_MEDIUM, REMOVE_MEDIUM
from shared.hub.orders import OPEN_TO_APPS
from shared.hub.permissions import COMMANDS, ROUTES, Case, Row
from shared.hub.roles import Role
from shared.hub.sign_on import CHANGE_PIN, SIGN_IN, SIGN_OUT, WHO_AM_I
from tests.integration.permission_hall import ROLES, PermissionHall, counter_of

NOBODY = ""
PERSONS = (NOBODY, *ROLES)

BARRED = frozenset({"not-allowed", "no-session", "token", "not-open"})
"""The refusals of somebody who may not; all others say that they might have."""

BY_PIN = frozenset({SIGN_IN, CHANGE_PIN, SIGN_OUT, WHO_AM_I})
"""The PIN or the session is looked at by these themselves; no permit is asked before."""

OVER_REST_ALONE = frozenset({ADD_MEDIUM, REMOVE_MEDIUM})

NONSENSE = {"zz": 1}


@pytest.fixture(scope="module", params=["loopback", "network"])
def hall(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PermissionHall]:
    directory = tmp_path_factory.mktemp("permissions")
    hall = PermissionHall(directory, loopback=request.param == "loopback")
    yield hall
    hall.close()


def expected(row: Row, kind: CallerKind, permits: frozenset[Permit] | None, role: str = "") -> str:
    """The code with which the table bars them; empty: it does not. `permits` are those of whoever
    is behind it; a tool that greets as a kiosk must be allowed to as both."""
    kinds = {kind, CallerKind(role)} if role else {kind}
    barred = "not-open" if kind is CallerKind.STRANGER else "not-allowed"
    if not kinds <= row.alone | row.people:
        return barred
    if permits is None:
        return "" if kind in row.alone else "no-session"
    if kind not in row.people:
        return barred
    enough = not row.permits or bool(permits.intersection(row.permits))
    return "" if enough and permits.issuperset(row.also) else "not-allowed"


# The table is whole -------------------------------------------------------------------------


def test_every_command_has_a_row_and_every_row_a_command(hall: PermissionHall) -> None:
    hub = hall.hub
    answered = {
        *(*OPEN_TO_APPS, *hub.reports, *hub.queries, *hub.staff_queries, *hub.kiosk_queries),
        *(*hub.staff_orders, *hub.staff_reports, *BY_PIN, *OVER_REST_ALONE),
    }
    assert {name for name, _ in COMMANDS} == answered
    assert all((name, Case.USUAL) in COMMANDS for name, _ in COMMANDS)


def test_every_route_has_a_row_and_every_row_a_route(hall: PermissionHall) -> None:
    served = {
        (method, route.path)  # type: ignore[attr-defined]
        for route in _routes(hall.hub)
        for method in route.methods - {"HEAD"}  # type: ignore[attr-defined]
    }
    assert set(ROUTES) == served
    assert {row for row in ROUTES.values() if isinstance(row, str)} <= {
        name for name, _ in COMMANDS
    }


def test_the_pages_say_what_the_table_says() -> None:
    assert stale(ROOT) == []


def test_strangers_may_what_the_public_side_lets_through() -> None:
    def open_to_strangers(row: str | Row) -> bool:
        rows = [COMMANDS[row, Case.USUAL]] if isinstance(row, str) else [row]
        return any(CallerKind.STRANGER in one.alone for one in rows)

    open_ = {place for place, row in ROUTES.items() if open_to_strangers(row)}
    assert open_ == {(one.method, one.path) for one in PUBLIC}
    on_lines = {name for (name, _), row in COMMANDS.items() if CallerKind.STRANGER in row.alone}
    assert on_lines == {"CancelTicket"}
    assert not any(CallerKind.STRANGER in row.people for row in COMMANDS.values())


# Lines --------------------------------------------------------------------------------------


def body_of(name: str, case: Case, role: str, person: str) -> dict[str, Any]:
    """What makes the order that case of itself, and no sense besides."""
    own = counter_of(person) if person else "nowhere"
    other = str(len(ROLES) + 1)
    body: dict[str, Any] = {"counter": own, **NONSENSE}
    if case is Case.FOR_A_VISITOR:
        body["desk"] = True
    elif case is Case.WITHOUT_COUNTER:
        del body["counter"]
    elif name == "ConfigureDisplay":
        body["display"] = "another" if case is Case.OF_ANOTHER else f"{role}-1"
    elif case is Case.OF_ANOTHER:
        body["counter"] = other
    elif name == "FindTicket" and case is Case.USUAL:
        body["number"] = "A-999"
    elif name == "OpenCounter" and case is Case.USUAL:
        body["pin"] = "000000"
    return body


def lines_of(hall: PermissionHall) -> list[tuple[CallerKind, str]]:
    if hall.loopback:
        return [(CallerKind.LOCAL, role) for role in Role]
    paired = [(CallerKind(role), str(role)) for role in Role]
    return [*paired, *((CallerKind.TOOL, str(role)) for role in Role)]


def barring(code: str) -> str:
    """A code that says that somebody may not; empty for all others."""
    return code if code in BARRED else ""


@pytest.mark.parametrize("person", PERSONS)
def test_each_command_over_each_line(hall: PermissionHall, person: str) -> None:
    before, wrong = hall.hub.engine.head, []
    for kind, role in lines_of(hall):
        for (name, case), row in COMMANDS.items():
            if name in OVER_REST_ALONE or case is Case.AT_THE_HUB:
                continue
            body = body_of(name, case, role, person)
            if person:
                body["session"] = hall.sessions[person]
            want = Try(row, name, case, kind, person, role).wanted(hall)
            answer = hall.over_a_line(kind, role, name, body)
            got = barring(answer.get("problem", {}).get("code", ""))
            if got != want:
                wrong.append(
                    f"{kind} {role}, {person or 'nobody'}: {name} {case}: {got} for {want}"
                )
    assert wrong == [], "\n".join(wrong)
    assert hall.since(before) == []


@dataclass(frozen=True)
class Try:
    """Somebody asks for something; `kind` and `role` as in `expected`."""

    row: Row
    name: str
    case: Case
    kind: CallerKind
    person: str
    role: str = ""

    def wanted(self, hall: PermissionHall) -> str:
        """The code that bars them; empty: none."""
        row, person = self.row, self.person
        if self.name in ("PauseCounter", "CloseCounter") and not person:
            row = COMMANDS[self.name, Case.OF_ANOTHER]  # nobody has one of their own
        if self.name in BY_PIN or (self.name, self.case) == ("OpenCounter", Case.USUAL):
            barred = expected(Row(alone=row.alone | row.people), self.kind, None, self.role)
            of_nobody = self.name in (SIGN_OUT, WHO_AM_I) and not person
            return barred or ("no-session" if of_nobody else "")
        return expected(row, self.kind, hall.permits(person) if person else None, self.role)


# Routes -------------------------------------------------------------------------------------

KINDS_BEYOND = (CallerKind.STRANGER, *sorted(PAIRED), CallerKind.TOOL)

UNTOUCHED = {
    "{ticket}": "no-such-ticket-here",
    "{number}": "A-999",
    "{service}": "NONE",
    "{agency}": "NONE",
    "{officer}": "nobody",
    "{name}": "a,b",
    "{digest}": "0" * 64,
}


def path_of(path: str, body: dict[str, Any]) -> str:
    """A page that there is not; but for the counter and the display that the body names."""
    path = path.replace("{counter}", str(body.get("counter", "nowhere")))
    path = path.replace("{display}", str(body.get("display", "no-tv")))
    for part, nothing in UNTOUCHED.items():
        path = path.replace(part, nothing)
    return path + ("?after=999999999" if path.endswith("/events") else "")


@pytest.mark.parametrize("person", PERSONS)
def test_each_route_for_each_caller(hall: PermissionHall, person: str) -> None:
    before, wrong = hall.hub.engine.head, []
    session = hall.sessions[person] if person else ""
    for kind in (CallerKind.LOCAL,) if hall.loopback else KINDS_BEYOND:
        for (method, path), held in ROUTES.items():
            name = held if isinstance(held, str) else ""
            for case, row in rows_over_rest(path, held, kind):
                want = Try(row, name, case, kind, person).wanted(hall)
                body = body_of(name, case, kind, person)
                body |= {"reason": "left"} if path.endswith("take-over") else {}
                got = barring(hall.over_rest(kind, method, path_of(path, body), body, session))
                if got != want:
                    who = f"{kind}, {person or 'nobody'}"
                    wrong.append(f"{who}: {method} {path} {case}: {got} for {want}")
    assert wrong == [], "\n".join(wrong)
    assert hall.since(before) == []


def rows_over_rest(path: str, row: str | Row, kind: CallerKind) -> list[tuple[Case, Row]]:
    """The rows that a route can come under, of such a caller."""
    if isinstance(row, Row):
        return [(Case.USUAL, row)]
    at_the_hub = kind not in (CallerKind.COUNTER, CallerKind.STRANGER)
    return [
        (case, one)
        for (name, case), one in COMMANDS.items()
        if name == row
        and (name != SIGN_IN or (case is Case.AT_THE_HUB) is at_the_hub)
        and not (case is Case.WITHOUT_COUNTER and "{counter}" in path)
        and not (case is Case.AFTER_A_PAUSE and path.endswith("take-over"))
    ]
