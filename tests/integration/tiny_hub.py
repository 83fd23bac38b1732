"""A very small hub that speaks the protocol, for tests of the line and of nothing else.

It keeps its journal in a file, so that it can be killed and started again. ``Fault`` orders make
it misbehave in ways that a real hub should not.

    python -m tests.integration.tiny_hub --journal FILE [--host H] [--port P] [--hub ID]
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import datetime as dt
import hashlib
import json
import os
import signal
import ssl
from pathlib import Path
from typing import Any

import msgspec
import uvloop
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from shared.hub.advertiser import Advertiser
from shared.protocol.announcement import Announcement
from shared.protocol.messages import (
    DEAD_SECONDS,
    PROTOCOL,
    Answer,
    Bye,
    Change,
    Frame,
    Head,
    Hello,
    Message,
    Order,
    Ping,
    Pong,
    Presence,
    Services,
    Snapshot,
    ToHub,
    VoiceState,
    Welcome,
)
from shared.protocol.views import (
    CallView,
    CounterView,
    DeviceView,
    Problem,
    ServiceStatus,
    TicketView,
    ZonePresence,
)
from tests.unit.small_site import small_document

SERVICE = "KTP-BARU"
_FINAL = ("done", "cancelled", "unserved")


FUTURE = 99
"""The protocol of a hub that knows nothing of older apps."""


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat()


class Entry(msgspec.Struct, omit_defaults=True):
    """A line of the journal file: an order received, or what one did."""

    received: str = ""
    change: Change | None = None
    answer: Answer | None = None


class Refused(Exception):
    """An order that cannot be carried out."""


class TinyHall:
    """The state, its journal, and the handful of orders it knows."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.changes: list[Change] = []
        self.answers: dict[str, Answer] = {}
        self.tickets: dict[str, TicketView] = {}
        self.calls: dict[str, CallView] = {}
        self.counters = {
            "1": CounterView(
                id="1", label="Loket 1", number=1, zone="biru", services=[SERVICE], state="open"
            )
        }
        self.date = "2026-11-23"
        self.site_version = 1
        self.issued = 0
        if file.exists():
            self._replay()

    def head(self) -> Head:
        return Head(journal="tiny", seq=len(self.changes), hash=self.hash(len(self.changes)))

    def hash(self, seq: int) -> str:
        """Not a chain, but it tells one history from another."""
        if seq == 0:
            return ""
        return hashlib.sha256(msgspec.json.encode(self.changes[seq - 1])).hexdigest()

    def knows(self, head: Head) -> bool:
        within = head.journal == "tiny" and head.seq <= len(self.changes)
        return within and self.hash(head.seq) == head.hash

    def note(self, order: Order) -> None:
        self._write(Entry(received=order.id))

    def carry_out(self, order: Order) -> list[Change]:
        """Decide, write down, apply; Refused when there is nothing to do."""
        changes = self._decide(order.name, order.body)
        ticket = changes[-1].tickets[0] if changes[-1].tickets else None
        answer = Answer(id=order.id, status=200, ticket=ticket)
        for change in changes:
            self._apply(change)
            self._write(Entry(change=change))
        self._write(Entry(answer=answer))
        self.answers[order.id] = answer
        return changes

    def snapshot(self) -> Snapshot:
        document = small_document()
        document["name"] = f"Mal versi {self.site_version}"
        return Snapshot(
            site=document,
            site_version=self.site_version,
            date=self.date,
            tickets=list(self.tickets.values()),
            counters=list(self.counters.values()),
            calls=list(self.calls.values()),
            services=[self.service()],
        )

    def service(self) -> ServiceStatus:
        waiting = sum(ticket.state == "waiting" for ticket in self.tickets.values())
        return ServiceStatus(code=SERVICE, waiting=waiting, open=True)

    def _decide(self, name: str, body: dict[str, Any]) -> list[Change]:
        match name:
            case "IssueTicket":
                return [self._issue(step) for step in range(int(body.get("count", 1)))]
            case "CallNext":
                return [self._call_next()]
            case "Finish" | "Cancel" | "NoShow" | "Recall":
                return [self._move(name, str(body["ticket"]))]
            case "OpenDay":
                return [self._open_day(str(body["date"]))]
            case "LoadSite":
                return [self._change("SiteLoaded", site_version=self.site_version + 1)]
            case _:
                raise Refused(f"unknown order {name}")

    def _change(self, event: str, step: int = 0, **fields: Any) -> Change:
        return Change(seq=len(self.changes) + 1 + step, at=_now(), event=event, **fields)

    def _issue(self, step: int) -> Change:
        number = self.issued + 1 + step
        ticket = TicketView(
            id=f"t{number}",
            number=f"A-{number:03}",
            state="waiting",
            service=SERVICE,
            issued_at=_now(),
            zone="biru",
            visit=f"v{number}",
            ahead=0,
            counters=["1"],
        )
        return self._change("TicketIssued", step, tickets=[ticket])

    def _call_next(self) -> Change:
        waiting = [ticket for ticket in self.tickets.values() if ticket.state == "waiting"]
        if not waiting or self.counters["1"].ticket:
            raise Refused("nobody waits, or the counter is taken")
        ticket = msgspec.structs.replace(waiting[0], state="called", counter="1", calls=1)
        counter = msgspec.structs.replace(self.counters["1"], ticket=ticket.id)
        return self._change(
            "TicketCalled", tickets=[ticket], counters=[counter], calls=[self._call(ticket)]
        )

    def _call(self, ticket: TicketView, state: str = "called") -> CallView:
        return CallView(
            ticket=ticket.id,
            call=ticket.calls,
            number=ticket.number,
            zone="biru",
            counter="1",
            label="1",
            at=_now(),
            state=state,
        )

    def _move(self, name: str, key: str) -> Change:
        ticket = self.tickets.get(key)
        if ticket is None or (ticket.state == "called") != (name != "Cancel"):
            raise Refused(f"{name} of {key}")
        if name == "Recall":
            again = msgspec.structs.replace(ticket, calls=ticket.calls + 1)
            return self._change("TicketCalled", tickets=[again], calls=[self._call(again)])
        state = {"Finish": "done", "Cancel": "cancelled", "NoShow": "no-show"}[name]
        moved = msgspec.structs.replace(ticket, state=state, counter="")
        if name == "Cancel":
            return self._change("TicketCancelled", tickets=[moved])
        freed = msgspec.structs.replace(self.counters["1"], ticket="")
        call = self._call(moved, "over" if name == "Finish" else "no-show")
        return self._change(f"Ticket{name}ed", tickets=[moved], counters=[freed], calls=[call])

    def _open_day(self, date: str) -> Change:
        alive = [ticket for ticket in self.tickets.values() if ticket.state == "called"]
        return self._change("DayOpened", date=date, tickets=alive)

    def _apply(self, change: Change) -> None:
        self.changes.append(change)
        self.issued += change.event == "TicketIssued"
        self.site_version = change.site_version or self.site_version
        if change.date is not None:
            self.date = change.date
            alive = {ticket.id for ticket in change.tickets}
            self.tickets = {k: v for k, v in self.tickets.items() if k in alive}
            self.calls = {k: v for k, v in self.calls.items() if k in alive}
        self.tickets |= {ticket.id: ticket for ticket in change.tickets}
        self.tickets = {k: v for k, v in self.tickets.items() if v.state not in _FINAL}
        self.counters |= {counter.id: counter for counter in change.counters}
        self.calls |= {call.ticket: call for call in change.calls}
        self.calls = {k: v for k, v in self.calls.items() if v.state != "over"}

    def _write(self, line: Entry) -> None:
        with self._file.open("ab") as file:
            file.write(msgspec.json.encode(line) + b"\n")

    def _replay(self) -> None:
        for raw in self._file.read_bytes().splitlines():
            line = msgspec.json.decode(raw, type=Entry)
            if line.change is not None:
                self._apply(line.change)
            if line.answer is not None:
                self.answers[line.answer.id] = line.answer


class TinyHub:
    """The connections, and what is said on them."""

    def __init__(self, hall: TinyHall, hub: str) -> None:
        self._hall = hall
        self._hub = hub
        self._apps: dict[ServerConnection, Hello] = {}
        self._mute = False
        self._die_next = False
        self._decode = msgspec.json.Decoder(ToHub).decode

    async def serve(self, connection: ServerConnection) -> None:
        """One app, from its hello to its end."""
        with contextlib.suppress(ConnectionClosed, TimeoutError):
            while True:
                async with asyncio.timeout(DEAD_SECONDS):
                    message = self._decode(await connection.recv())
                await self._on_message(connection, message)
        self._apps.pop(connection, None)
        await self._tell_presence()

    async def _on_message(self, connection: ServerConnection, message: ToHub) -> None:
        match message:
            case _ if self._mute:
                return
            case Hello():
                await self._greet(connection, message)
            case Ping(n=n):
                await self._say(connection, Pong(n=n, now=_now()))
            case Order():
                self._hall.note(message)
                await self._on_order(connection, message)
            case VoiceState(able=able):
                self._apps[connection].voice = able
                await self._tell_presence()
            case _:
                pass

    async def _greet(self, connection: ServerConnection, hello: Hello) -> None:
        if hello.protocol != PROTOCOL or hello.name == "unwelcome":
            await self._say(connection, Bye(code="protocol", detail="another one", retry=False))
            await connection.close()
            return
        head = hello.head
        resumes = head is not None and not hello.snapshot and self._hall.knows(head)
        welcome = Welcome(
            protocol=FUTURE if hello.name == "from today" else PROTOCOL,
            hub=self._hub,
            site="Mal",
            role=hello.role,
            device=DeviceView(id=hello.device, role=hello.role, name=hello.name),
            now=_now(),
            head=self._hall.head(),
            snapshot=None if resumes else self._hall.snapshot(),
        )
        await self._say(connection, welcome)
        if resumes and head is not None and head.seq < len(self._hall.changes):
            await self._say(connection, self._frame(head.seq))
        self._apps[connection] = hello
        await self._tell_presence()

    async def _on_order(self, connection: ServerConnection, order: Order) -> None:
        if order.name == "Fault":
            await self._misbehave(connection, order)
            return
        known = self._hall.answers.get(order.id)
        if known is not None:
            await self._say(connection, known)
            return
        before = len(self._hall.changes)
        try:
            self._hall.carry_out(order)
        except Refused as error:
            await self._say(connection, _refusal(order, str(error)))
            return
        if self._die_next:
            os.kill(os.getpid(), signal.SIGKILL)
        await self._tell_all(self._frame(before))
        await self._tell_all(Services(services=[self._hall.service()]))
        await self._say(connection, self._hall.answers[order.id])

    async def _misbehave(self, connection: ServerConnection, order: Order) -> None:
        # Answered first: an order without an answer is sent again.
        await self._say(connection, Answer(id=order.id, status=200))
        match order.body["kind"]:
            case "garbage":
                await connection.send('{"type":"frame","from":"one"}')
            case "binary":
                await connection.send(b"\x00\x01")
            case "gap":
                head = self._hall.head()
                await self._say(connection, Frame(from_=head.seq + 5, to=head.seq + 6, hash="x"))
            case "mute":
                self._mute = True
            case "die-before-answer":
                self._die_next = True
            case "bye":
                bye = Bye(code="too-slow", detail="behind by 1,000 frames")
                await self._say(connection, bye)
                await connection.close()

    def _frame(self, after: int) -> Frame:
        head = self._hall.head()
        return Frame(from_=after, to=head.seq, hash=head.hash, events=self._hall.changes[after:])

    async def _tell_presence(self) -> None:
        shown = [hello for hello in self._apps.values() if hello.role == "display"]
        voices = sum(hello.voice for hello in shown)
        zone = ZonePresence(zone="biru", displays=len(shown), voices=voices)
        await self._tell_all(Presence(zones=[zone]))

    async def _tell_all(self, message: Message) -> None:
        for connection in list(self._apps):
            await self._say(connection, message)

    @staticmethod
    async def _say(connection: ServerConnection, message: Message) -> None:
        with contextlib.suppress(ConnectionClosed):
            await connection.send(msgspec.json.encode(message).decode())


def _refusal(order: Order, detail: str) -> Answer:
    problem = Problem(
        type="about:blank", title="Refused", status=409, code="refused", detail=detail
    )
    return Answer(id=order.id, status=409, problem=problem)


def _shown(certificate: Path | None) -> ssl.SSLContext | None:
    """What it proves itself with: the key lies beside the certificate."""
    if certificate is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, certificate.with_suffix(".key"))
    return context


async def run(options: argparse.Namespace) -> None:
    hub = TinyHub(TinyHall(options.journal), options.hub)
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    async with serve(
        hub.serve,
        options.host,
        options.port,
        ssl=_shown(options.tls),
        ping_interval=None,
        close_timeout=0.2,
    ) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        tls = options.tls is not None
        announcement = Announcement(site=options.site, hub=options.hub, tls=tls)
        advertiser = Advertiser(announcement, options.host, port)
        if options.advertise:
            await advertiser.start()
        print(json.dumps({"ready": True, "port": port}), flush=True)
        await stopped.wait()
        await advertiser.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--journal", type=Path, required=True)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--hub", default="tinyhub")
    parser.add_argument("--site", default="Mal Contoh")
    parser.add_argument("--advertise", action="store_true")
    parser.add_argument("--tls", type=Path, help="with this certificate (PEM)")
    uvloop.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
