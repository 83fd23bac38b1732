"""Whoever has signed on is named in the journal for what they do over REST, whichever route it is:
a manager walks them all on a hub that others can reach."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.domain import commands as c
from shared.domain.ids import DAY, CounterId, DeviceId, OfficerId
from shared.hub.caller import CallerKind
from shared.hub.journal.port import Entry
from shared.hub.pairing.applicant import Applicant
from shared.hub.permissions import COMMANDS, ROUTES, Row
from shared.hub.restored import Mark
from shared.protocol.machine import wall_ms
from shared.protocol.messages import PROTOCOL, Bye, Head, Message, Pair, PairAnswer
from shared.protocol.pairing import Shown, new_key, public_key_of
from tests.integration.permission_hall import PermissionHall, counter_of, hall_document

API = "/api/v1"
ME = "manager"
OWN = counter_of(ME)
KIOSK, CODE = DeviceId("kiosk-9"), "482913"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)

BY_NOBODY = {("POST", f"{API}/devices")}
"""For a technician at the hub's machine, who needs no session and can show none."""

ASK_ALONE = {
    ("POST", f"{API}/displays/{{display}}/test-sound"),
    ("POST", f"{API}/counters/{{counter}}/message"),
    ("POST", f"{API}/personal/touched"),
    ("POST", f"{API}/counters/{{counter}}/recall"),
}
"""They make no entry; nor does a recall in the first seconds after a call."""


class Walk:
    """What a manager asks for, and what the journal has of it."""

    def __init__(self, hall: PermissionHall) -> None:
        self.hall = hall
        self.been: set[tuple[str, str]] = set()

    def does(self, method: str, path: str, body: Any = None, **named: str) -> Any:
        """Asks for it as somebody who may; what is answered. The journal names them."""
        self.been.add((method, f"{API}{path}"))
        row = ROUTES[method, f"{API}{path}"]
        rows = (
            [row] if isinstance(row, Row) else [one for (n, _), one in COMMANDS.items() if n == row]
        )
        tool = all(CallerKind.TOOL in one.people for one in rows)
        kind = CallerKind.TOOL if tool else CallerKind.COUNTER
        content = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
        head, session = self.hall.hub.engine.head, self.hall.sessions[ME]
        asked = f"{API}{path}".format_map(named)
        status, told = self.hall.answer(kind, method, asked, content, session)
        assert status in (200, 201), (asked, told)
        sender = "api:tool" if tool else "api:counter-1"
        made = [one for one in self._since(head) if one.actor != "hub"]
        assert made, f"{method} {path} makes no entry"
        assert {one.actor for one in made} == {f"{sender}/{ME}"}, (method, path)
        return json.loads(told)

    def _since(self, head: Head) -> list[Entry]:
        return self.hall.run(self.hall.hub.journal.read(head.seq))

    def ticket(self) -> str:
        """A new one."""
        return str(self.does("POST", "/tickets", {"service": "KTP-BARU"})["id"])

    def of_ticket(self, action: str, body: Any, method: str = "POST", ticket: str = "") -> Any:
        path = f"/tickets/{{ticket}}/{action}"
        return self.does(method, path, body, ticket=ticket or self.ticket())

    def at_counter(self, action: str, body: Any = None) -> Any:
        return self.does("POST", f"/counters/{{counter}}/{action}", body, counter=OWN)


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    hall = PermissionHall(tmp_path, loopback=False)
    yield Walk(hall)
    hall.close()


def test_a_manager_is_named_for_whatever_they_do(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    the_site(walk)
    people(walk)
    tickets(walk)
    a_counter(walk)
    the_hall(walk)
    visitors(walk)
    devices(walk)
    media(walk)
    the_end(walk)
    numbers_again(walk)
    the_clock(walk, monkeypatch)
    by_a_pin(walk)
    changing = {place for place in ROUTES if place[0] != "GET"}
    assert changing - walk.been == BY_NOBODY | ASK_ALONE


def the_site(walk: Walk) -> None:
    """With a second service, to send people to."""
    document = hall_document()
    (service,) = document["services"]
    document["services"].append({**service, "code": "KTP-GANTI"})
    for one in document["counters"]:
        one["services"] = ["KTP-BARU", "KTP-GANTI"]
    other = [{"code": "other", "name": {"id": "Lainnya", "en": "Other"}}]
    lists = ("take_back", "give_priority", "move", "undo", "note", "personal", "take_over")
    document["reasons"] |= dict.fromkeys(lists, other)
    document["profiles"] = [
        {"code": "ganti", "name": {"id": "Ganti", "en": "Replace"}, "services": ["KTP-GANTI"]}
    ]
    walk.does("PUT", "/site", document)


def people(walk: Walk) -> None:
    new = {"id": "baru", "name": "Baru", "role": "officer"}
    walk.does("PUT", "/officers", {"officers": [new]})
    walk.does("POST", "/officers/pins")
    walk.does("POST", "/officers/{officer}/role", {"role": "desk"}, officer="baru")
    walk.does("POST", "/officers/{officer}/pin", officer="baru")
    walk.does("POST", "/officers/{officer}/unlock", officer="baru")


def tickets(walk: Walk) -> None:
    walk.of_ticket("cancel", {})
    walk.of_ticket("reprint", {"kiosk": "kiosk-1"})
    walk.of_ticket("postpone", {"reason": "other"})
    walk.of_ticket("assist", {"assist": ["deaf"]})
    walk.of_ticket("priority", {"priority": "elderly", "reason": "other"})
    walk.of_ticket("move", {"service": "KTP-GANTI", "reason": "other"})
    walk.of_ticket("notes", {"code": "other"})
    walk.does("POST", "/papers", {"number": paper(walk, 0), "service": "KTP-BARU"})


def paper(walk: Walk, nth: int) -> str:
    """One of the numbers that a kiosk may give by itself."""
    hub = walk.hall.hub
    if not hub.engine.hall.grants:
        kiosk = c.EnrolDevice(device=KIOSK, role="kiosk", name="Kiosk", zones=())
        for command in (kiosk, c.GrantNumbers(kiosk=KIOSK, held=None)):
            walk.hall.run(hub.engine.submit(c.Order(command=command, sender="test")))
    ((first, _),) = hub.engine.hall.grants[KIOSK].ranges.values()
    return f"A-{first + nth}"


def a_counter(walk: Walk) -> None:
    """What the usual day brings at one counter, where people wait."""
    first, second, third = (walk.ticket() for _ in range(3))
    for action in ("call-next", "start", "finish", "undo"):
        walk.at_counter(action, {"reason": "other"} if action == "undo" else {})
    walk.at_counter("continue", {"service": "KTP-GANTI"})
    walk.at_counter("call", {"ticket": first, "reason": "other"})
    walk.at_counter("no-show")
    walk.of_ticket("rejoin", {"reason": "other"}, ticket=first)
    walk.at_counter("call", {"ticket": second, "reason": "other"})
    walk.at_counter("hold")
    walk.at_counter("resume", {"ticket": second})
    walk.at_counter("call", {"ticket": third, "reason": "other"})
    walk.at_counter("hold")
    walk.of_ticket("resume", {}, ticket=third)
    walk.at_counter("call", {"ticket": third, "reason": "other"})
    walk.at_counter("transfer", {"service": "KTP-GANTI", "reason": "other"})
    walk.at_counter("enter-paper", {"number": paper(walk, 1), "service": "KTP-BARU"})
    walk.at_counter("pause", {"reason": "other"})
    walk.at_counter("profile", {"profile": "ganti"})
    walk.at_counter("profile", {"profile": None})


def the_hall(walk: Walk) -> None:
    for where, named in (
        ("/services/{service}", {"service": "KTP-GANTI"}),
        ("/agencies/{agency}", {"agency": "DUKCAPIL"}),
    ):
        walk.does("POST", f"{where}/suspend", {"reason": "other"}, **named)
        walk.does("POST", f"{where}/restore", **named)
    walk.does("POST", "/services/{service}/end", {"choice": "tomorrow"}, service="KTP-GANTI")
    walk.does("POST", "/announcements", {"zones": ["biru"], "text": "Loket pindah"})


def visitors(walk: Walk) -> None:
    ticket = walk.ticket()
    known = {"name": "Rina", "phone": "081311112222"}
    record = walk.of_ticket("contact", known, "PUT", ticket)["record"]
    asked = {"records": [record], "reason": "other"}
    walk.does("POST", "/personal/bookings", {**known, "day": "2099-01-05"})
    walk.does("POST", "/personal/find", {"name": "Rina"})
    for action in ("read", "export", "erase"):
        walk.does("POST", f"/personal/{action}", asked)
    walk.does("POST", "/personal/bookings", {**known, "day": "2020-01-05"})
    walk.does("POST", "/personal/purge")
    walk.does("POST", "/personal/rotate")


def devices(walk: Walk) -> None:
    waiting = {"number": str(Waiting(walk).number)}
    known = {"code": CODE, "device": "display-9", "name": "TV"}
    walk.does("POST", "/devices/pending/{number}/approve", known, **waiting)
    walk.does("POST", "/devices/{device}/rename", {"name": "TV baru"}, device="display-9")
    walk.does("PUT", "/displays/{display}", {"muted": True}, display="display-9")
    walk.does("POST", "/devices/{device}/revoke", {"reason": "other"}, device="display-9")


class Waiting:
    """A TV that shows its code, and knows it when it is typed."""

    address = "10.0.0.9"

    def __init__(self, walk: Walk) -> None:
        self._pairing, identity = walk.hall.hub.pairing, walk.hall.hub.identity
        assert identity is not None
        public = public_key_of(new_key())
        self._shown = Shown(CODE, public, identity.der)
        self._asked = Pair(
            protocol=PROTOCOL,
            role="display",
            device="new",
            name="TV",
            key=b64encode(public).decode(),
            start=b64encode(self._shown.start).decode(),
            proof="",
        )
        self._applicant = walk.hall.run(self._apply())
        self.number = self._applicant.number

    async def _apply(self) -> Applicant:
        return self._pairing.apply(self._asked, self)

    def say(self, message: Message) -> None:
        if isinstance(message, PairAnswer):
            self._shown.check(b64decode(message.start), b64decode(message.proof))
            self._pairing.prove(self._applicant, b64encode(self._shown.proof).decode())

    def stay(self) -> None:
        pass

    def part(self, bye: Bye | None) -> None:
        pass


def media(walk: Walk) -> None:
    walk.does("PUT", "/media/{name}", PNG, name="a.png")
    walk.does("DELETE", "/media/{name}", name="a.png")


def the_end(walk: Walk) -> None:
    """Of the counter's day; the manager goes on without one."""
    walk.at_counter("close")
    hub = walk.hall.hub
    sitting = hub.officers.sittings.at_desk(ME, "the office", hub.engine.hall.date)
    walk.hall.sessions[ME] = walk.hall.run(sitting)


def numbers_again(walk: Walk) -> None:
    """As if the hub had been restored, and the kiosk had not been heard."""
    hub = walk.hall.hub
    hub.restored._mark = Mark.new("a copy", hub.engine.head, hub.now())
    walk.does("POST", "/restore/go")


def the_clock(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the machine's clock had been set, by more than a day."""
    monkeypatch.setattr("shared.hub.clock.wall_ms", lambda: wall_ms() + 2 * DAY)
    walk.does("POST", "/clock/accept")


def by_a_pin(walk: Walk) -> None:
    """Who types one is known by it."""
    walk.does("POST", "/change-pin", {"officer": ME, "pin": "739164", "new": "9037518"})
    who = {"officer": ME, "pin": "9037518"}
    walk.hall.sessions[ME] = walk.does("POST", "/sign-in", who)["session"]
    walk.does("POST", "/sign-out")
    walk.at_counter("open", who)
    seated = c.OpenCounter(counter=CounterId("1"), officer=OfficerId("officer"))
    walk.hall.run(walk.hall.hub.engine.submit(c.Order(command=seated, sender="test")))
    taken = who | {"reason": "other", "leave_other": True}
    walk.does("POST", "/counters/{counter}/take-over", taken, counter="1")
