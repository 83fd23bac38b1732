"""docs/protocol.md says what the code does: every name of it, and its client with a real hub."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from shared.cli.environment import ROOT
from shared.domain.permits import Permit
from shared.domain.refusal import Code
from shared.hub.announcements import ANNOUNCE
from shared.hub.clock import WORDS as CLOCK_WORDS
from shared.hub.counter_messages import MESSAGE
from shared.hub.http import counters, hall, staff, tickets
from shared.hub.http.app import API, ROUTES
from shared.hub.http.body import BODY_LIMIT, SITE_LIMIT
from shared.hub.journal.writing import _CODES
from shared.hub.line_orders import SITTINGS
from shared.hub.looked_up import FIND, WHY
from shared.hub.missed import RESUME_LIMIT
from shared.hub.notes import ADD, LIST
from shared.hub.orders import LONGEST_TEXT, MADE_HERE, OPEN_TO_APPS
from shared.hub.permissions import COMMANDS, Case
from shared.hub.personal import orders as personal
from shared.hub.problems import status_of
from shared.hub.refused import DAYS, TOLD
from shared.hub.roles import Role
from shared.hub.sign_on import CHANGE_PIN, KNOWN_STAFF, OPEN_KIOSK
from shared.hub.wire import QUEUE
from shared.protocol import views
from shared.protocol.announcement import SERVICE_TYPE, Announcement
from shared.protocol.messages import (
    BEAT_SECONDS,
    DEAD_SECONDS,
    PROTOCOL,
    Change,
    FromHub,
    GrantedCall,
    GrantedRange,
    GrantedWords,
    Head,
    HeldGrant,
    Message,
    NumberGrant,
    Snapshot,
    ToHub,
)
from shared.protocol.pictures import REPORT as PICTURE
from shared.protocol.pictures import SEE
from shared.protocol.tally import Tally
from shared.protocol.troubles import ACKNOWLEDGE, REPORT, SOUND_TEST
from tests.documents import blocks, code, page, rows, sections
from tests.integration.real_hub import RealHub

PAGE = page("protocol.md")
SECTIONS = sections(PAGE)
MESSAGES: tuple[type[Message], ...] = (*get_args(ToHub), *get_args(FromHub))
VIEWS: tuple[type[msgspec.Struct], ...] = (
    Head,
    Snapshot,
    Change,
    GrantedCall,
    GrantedWords,
    HeldGrant,
    NumberGrant,
    GrantedRange,
    *(one for one in vars(views).values() if isinstance(one, type) and issubclass(one, views.View)),
)
SHAPES: dict[str, type[msgspec.Struct]] = {
    **{str(one.__struct_config__.tag): one for one in MESSAGES},
    **{one.__name__: one for one in VIEWS if one is not views.View},
}
DEADLINE = 20.0


@pytest.mark.parametrize("heading", SHAPES)
def test_a_shape_is_described_field_by_field(heading: str) -> None:
    described = [code(cells[0])[0] for cells in rows(SECTIONS[heading])]
    assert described == list(SHAPES[heading].__struct_encode_fields__)


def test_every_command_is_described_with_its_fields() -> None:
    described = {code(cells[0])[0]: cells[1] for cells in rows(SECTIONS["The commands"])}
    asked = {"FindTicket", "ListDevices", "ListOfficers", "RecordTally"}
    asked |= {ACKNOWLEDGE, REPORT, SOUND_TEST, ADD, LIST, ANNOUNCE, MESSAGE, *SITTINGS, FIND, WHY}
    asked |= {PICTURE, SEE, OPEN_KIOSK, KNOWN_STAFF, CHANGE_PIN}
    asked |= {*personal.AT_THE_DESK, *personal.MASKED, *personal.IN_FULL}
    assert described.keys() == OPEN_TO_APPS.keys() | asked
    for name, kind in OPEN_TO_APPS.items():
        known = {field.name for field in fields(kind)}
        known -= MADE_HERE.get(kind, frozenset())
        known |= {"pin"} if name == "OpenCounter" else set()
        assert set(code(described[name])) == known, name
    assert set(code(described["RecordTally"])) == set(Tally.__struct_fields__)


def test_every_permit_says_what_it_is_for() -> None:
    listed = {code(cells[0])[0]: code(cells[1]) for cells in rows(SECTIONS["Who may what"])}
    assert listed.keys() == set(Permit)
    for (name, case), row in COMMANDS.items():
        if case is Case.USUAL:
            assert all(name in listed[one] for one in (*row.permits, *row.also)), name


def test_a_tally_is_described_field_by_field() -> None:
    described = [code(cells[0])[0] for cells in rows(SECTIONS["What visitors did not get"])]
    assert described == list(Tally.__struct_fields__)


def test_every_refusal_is_listed_with_its_status() -> None:
    listed = {code(cells[0])[0]: cells[1] for cells in rows(SECTIONS["Refusals"])}
    assert {name: listed.get(name) for name in Code} == {
        name: str(status_of(name)) for name in Code
    }
    others = set(codes_in_the_hub())
    assert listed.keys() == {*Code, *others}


def codes_in_the_hub() -> Iterator[str]:
    """Codes that the hub gives beside the hall's own: literals of the calls that make them.

    Left out are the journal's codes that no client can meet (an append without entries or with
    too many, a file that cannot be opened).
    """
    makers = {"problem": 1, "Distrust": 1, "SignOnRefused": 0, "Rude": 0, "Unavailable": 0}
    makers |= {"Refused": 0, "Unwelcome": 1}
    for file in (ROOT / "shared" / "hub").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield from _literal(node.args, makers.get(node.func.id))
    # Not literals of a call: the framework's own refusals, and SQLite's errors by their number.
    yield from ("not-found", "method-not-allowed", *_CODES.values(), "failed", "unknown")
    yield from CLOCK_WORDS


def _literal(arguments: list[ast.expr], place: int | None) -> Iterator[str]:
    if place is None or len(arguments) <= place:
        return
    value = arguments[place]
    if isinstance(value, ast.Constant) and value.value not in {"empty", "too-many"}:
        yield str(value.value)


def test_every_request_is_listed() -> None:
    actions = [("tickets/{ticket}", name) for name in tickets.ACTIONS | tickets.STAFF_ACTIONS]
    actions += [
        ("counters/{counter}", name) for name in (*counters.STATE_ACTIONS, *counters.TICKET_ACTIONS)
    ]
    actions += [("services/{service}", name) for name in hall.SERVICE_ACTIONS]
    actions += [("agencies/{agency}", name) for name in staff.AGENCY_ACTIONS]
    expected = {f"{method} {API}{path}" for method, path, _ in ROUTES}
    actions += [("personal", name) for name in personal.ACTIONS]
    expected |= {f"POST {API}/{path}/{name}" for path, name in actions}
    expected |= {"GET /api/openapi.json", "GET /healthz", "GET /metrics"}
    assert {code(cells[0])[0] for cells in rows(SECTIONS["REST"])} == expected


def test_actions_over_rest_name_their_command() -> None:
    listed = {code(cells[0])[0]: cells[1] for cells in rows(SECTIONS["REST"])}
    for path, table in (
        ("tickets/{ticket}", tickets.ACTIONS | tickets.STAFF_ACTIONS),
        ("services/{service}", hall.SERVICE_ACTIONS),
        ("agencies/{agency}", staff.AGENCY_ACTIONS),
        ("counters/{counter}", counters.STATE_ACTIONS | counters.TICKET_ACTIONS),
    ):
        for action, command in table.items():
            assert code(listed[f"POST {API}/{path}/{action}"])[0] == command


def test_the_announcement_and_the_roles_are_described() -> None:
    described = {code(cells[0])[0] for cells in rows(SECTIONS["Finding a hub"])}
    assert described == Announcement(site="", hub="", key="of TLS").txt().keys()
    assert SERVICE_TYPE in PAGE
    assert {code(cells[0])[0] for cells in rows(SECTIONS["What each role sees"])} == set(Role)


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Times, ids, limits", f"| a REST body | {BODY_LIMIT // 1024} KiB"),
        ("Times, ids, limits", f"a site {SITE_LIMIT // 1024**2} MiB |"),
        ("Times, ids, limits", f"a reason) | {LONGEST_TEXT} characters |"),
        ("Times, ids, limits", f"| messages waiting for one client | {QUEUE};"),
        ("Times, ids, limits", f"| entries sent again after a break | {RESUME_LIMIT:,};"),
        ("Heartbeats", f"nothing for {BEAT_SECONDS:g} s sends a `ping`"),
        ("Heartbeats", f"nothing for {DEAD_SECONDS:g} s closes the line"),
        ("What visitors did not get", f"the last {TOLD:,}"),
        ("What visitors did not get", f"at most {DAYS} days ago"),
        ("hello", f"the version you speak: {PROTOCOL}"),
    ],
)
def test_figures_are_those_of_the_code(heading: str, words: str) -> None:
    assert words in "\n".join(SECTIONS[heading])


# The example client -------------------------------------------------------------------------


def example() -> str:
    (client,) = blocks(PAGE, "python")
    return client


def test_the_example_is_short() -> None:
    assert len(example().splitlines()) <= 60


def test_the_example_waits_for_its_call_while_the_hub_dies_and_returns(tmp_path: Path) -> None:
    with RealHub(tmp_path / "hub", "--always-open") as hub, _client(hub, "KTP-BARU") as client:
        assert client.stdout is not None
        number = client.stdout.readline().partition(":")[0]
        hub.kill()
        hub.options += ["--listen", f"127.0.0.1:{hub.port}"]
        hub.start()
        hub.open("1")
        called: dict[str, Any] = hub.at("1", "call-next").json()
        assert called["number"] == number
        said, errors = client.communicate(timeout=DEADLINE)
        assert (said, errors, client.returncode) == ("please come to counter 1\n", "", 0)
        taken = [entry for entry in hub.entries() if entry.type == "TicketIssued"]
        assert len(taken) == 1


def test_the_example_says_why_it_got_nothing(tmp_path: Path) -> None:
    with RealHub(tmp_path / "hub", "--always-open") as hub, _client(hub, "NO-SUCH") as client:
        _, errors = client.communicate(timeout=DEADLINE)
        assert client.returncode == 1
        assert errors.startswith("refused: ")
        assert "There is no service 'NO-SUCH'." in errors


def _client(hub: RealHub, service: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", example(), f"ws://127.0.0.1:{hub.port}/ws", service]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
