"""A hub in this process, with somebody of each role at a counter, asked by callers of each kind."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any, TypeVar

from starlette.types import Message, Scope

from shared.domain import commands as c
from shared.domain.ids import CounterId, DeviceId, OfficerId
from shared.domain.permits import Permit
from shared.domain.site import Site
from shared.hub.caller import Caller, CallerKind
from shared.hub.http.app import application
from shared.hub.hub import Hub
from shared.hub.line_orders import LineOrders
from shared.hub.officers import Officer
from shared.hub.presence import Line
from shared.hub.roles import Role
from shared.hub.server import Settings
from shared.hub.server import _open as open_hub
from shared.protocol.messages import Head, Order
from shared.protocol.site_file import site_from
from tests.unit.small_site import small_document

R = TypeVar("R")

ROLES = ("officer", "desk", "supervisor", "manager", "technician", "magang")
"""The usual ones, and one of the site's own that may nothing beside serving who is next."""

ADDRESS = "10.0.0.7"

OF_THE_HUB = frozenset({"ClockStepped", "DaySigned", "PersonalKeyChanged"})
"""What it enters of its own accord; and the one order that has nothing to make no sense with."""


def counter_of(role: str) -> str:
    """Where the one of this role sits."""
    return str(ROLES.index(role) + 1)


def hall_site() -> Site:
    return site_from(hall_document())


def hall_document() -> dict[str, Any]:
    """A counter for each role, and one more that nobody sits at."""
    document = small_document()
    first = document["counters"][0]
    document["counters"] = [first | {"id": str(n), "number": n} for n in range(1, len(ROLES) + 2)]
    document["roles"] = [{"code": "magang", "name": {"id": "Magang", "en": "Trainee"}, "may": []}]
    return document


@dataclass
class Outlet:
    """Keeps what goes out to one app."""

    address: str = ADDRESS
    silent_seconds: float = 0.0

    def __post_init__(self) -> None:
        self.sent: list[bytes] = []
        self.came = asyncio.Event()

    def send(self, packet: bytes) -> bool:
        self.sent.append(packet)
        self.came.set()
        return True

    def close(self, code: int) -> None:
        pass

    def prove(self, seconds: float) -> None:
        pass

    def ping(self) -> None:
        pass


class PermissionHall:
    """`loopback`: nobody else can reach the hub."""

    def __init__(self, directory: Path, *, loopback: bool) -> None:
        self._runner = asyncio.Runner()
        self._numbers = itertools.count()
        self.run(self._one_thread())
        self.loopback = loopback
        self.hub = self.run(self._open(directory))
        self.sessions = {role: self.run(self._sit(role)) for role in ROLES}
        self._app = application(self.hub)
        self._bearers: dict[CallerKind, str] = {}
        self._lines: dict[tuple[CallerKind, str], tuple[LineOrders, Outlet]] = {}

    def close(self) -> None:
        self.run(self.hub.stop())
        self._runner.close()

    def run(self, work: Coroutine[Any, Any, R]) -> R:
        # Not the runner's own: it looks at the signals each time, and there are ten thousand.
        return self._runner.get_loop().run_until_complete(work)

    async def _one_thread(self) -> None:
        """For what waits for a disk: begun here, so that no test leaves one behind."""
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
        await asyncio.to_thread(lambda: None)

    async def _open(self, directory: Path) -> Hub:
        host = "127.0.0.1" if self.loopback else ADDRESS
        settings = Settings(
            directory=directory,
            host=host,
            first_site=lambda: (hall_site(), False),
            always_open=True,
            advertise=False,
            forecast=False,
        )
        hub = await open_hub(settings, loopback_only=self.loopback)
        people = [Officer(id=role, name=role.title(), pin="739164", role=role) for role in ROLES]
        await hub.officers.load(people)
        return hub

    async def _sit(self, role: str) -> str:
        counter = CounterId(counter_of(role))
        command = c.OpenCounter(counter=counter, officer=OfficerId(role))
        await self.hub.engine.submit(c.Order(command=command, sender="test"))
        return await self.hub.officers.sittings.at_counter(counter, role)

    def since(self, head: Head) -> list[str]:
        """The types of what has been entered since; the hub's own marks do not count."""
        entries = self.run(self.hub.journal.read(head.seq))
        return [one.type for one in entries if one.type not in OF_THE_HUB]

    def permits(self, role: str) -> frozenset[Permit]:
        return self.hub.signing_in.permits(role)

    # Asking ---------------------------------------------------------------------------------

    def over_rest(
        self, kind: CallerKind, method: str, path: str, body: Mapping[str, Any], session: str = ""
    ) -> str:
        """The code with which the hub refuses a request of such a caller; empty: it does not."""
        status, told = self.answer(kind, method, path, json.dumps(body).encode(), session)
        return str(json.loads(told)["code"]) if status >= HTTPStatus.BAD_REQUEST else ""

    def answer(
        self, kind: CallerKind, method: str, path: str, body: bytes, session: str
    ) -> tuple[int, bytes]:
        """Status and content of what the hub answers to a request of such a caller."""
        return self.run(self._ask(kind, method, path, body, session))

    async def _ask(
        self, kind: CallerKind, method: str, path: str, body: bytes, session: str
    ) -> tuple[int, bytes]:
        coming: list[Message] = [{"type": "http.request", "body": body}]
        told: list[Message] = []

        async def receive() -> Message:
            return coming.pop() if coming else {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            told.append(message)

        await self._app(self._scope(kind, method, path, session), receive, send)
        start, *parts = told
        return start["status"], b"".join(part.get("body", b"") for part in parts)

    def _scope(self, kind: CallerKind, method: str, path: str, session: str) -> Scope:
        """As the server makes it of a request."""
        here = kind in (CallerKind.LOCAL, CallerKind.TOOL)
        path, _, query = path.partition("?")
        if kind not in self._bearers:
            self._bearers[kind] = self._bearer(kind)
        named = {
            "host": "127.0.0.1",
            "content-type": "application/json",
            "authorization": f"Bearer {self._bearers[kind]}",
            "giliran-session": session,
        }
        return {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in named.items()],
            "client": ("127.0.0.1" if here else ADDRESS, 50_000),
            "server": ("127.0.0.1", 80),
        }

    def _bearer(self, kind: CallerKind) -> str:
        if kind is CallerKind.TOOL:
            return (self.hub.contacts.path.parent / "token").read_text().strip()
        if kind in (CallerKind.LOCAL, CallerKind.STRANGER):
            return ""
        return self.hub.trust.lend(Caller(kind, f"{kind}-1", ADDRESS))

    def over_a_line(
        self, kind: CallerKind, role: str, name: str, body: Mapping[str, Any]
    ) -> dict[str, Any]:
        """What the hub answers to an order of an app of a role on its line."""
        return self.run(self._order(kind, role, name, dict(body)))

    async def _order(
        self, kind: CallerKind, role: str, name: str, body: dict[str, Any]
    ) -> dict[str, Any]:
        orders, outlet = self._line(kind, role)
        order = Order(id=f"order-{next(self._numbers)}", name=name, body=body)
        orders.take(order)
        async with asyncio.timeout(30):
            while True:
                for packet in outlet.sent:
                    answer = json.loads(packet[packet.index(b"{") :])
                    if answer.get("id") == order.id:
                        outlet.sent.clear()
                        return dict(answer)
                outlet.came.clear()
                await outlet.came.wait()

    def _line(self, kind: CallerKind, role: str) -> tuple[LineOrders, Outlet]:
        if (kind, role) not in self._lines:
            device, outlet = DeviceId(f"{role}-1"), Outlet()
            caller = Caller(kind, device, ADDRESS)
            line = Line(Role(role), device, outlet, caller=caller, address=ADDRESS)
            self._lines[kind, role] = (LineOrders(self.hub, line, lambda: None), outlet)
        return self._lines[kind, role]
