"""`/ws`: an app's line. Greets, hands out the state, carries orders in and frames out."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import msgspec
from starlette.websockets import WebSocket, WebSocketDisconnect

from shared.domain import commands as c
from shared.domain.hall import Receipt, Ticket
from shared.domain.ids import DeviceId, ZoneCode
from shared.domain.refusal import Refusal
from shared.hub.engine import Unavailable
from shared.hub.officers import SignOnRefused
from shared.hub.orders import BY_ROLE, OPEN_TO_APPS, BadCommand, order_of
from shared.hub.presence import Line
from shared.hub.problems import FAULT, of_refusal, of_unavailable, problem
from shared.hub.roles import Role, snapshot_for
from shared.hub.views import counter_view, device_view, people_ahead, staff_ticket
from shared.protocol.messages import (
    DEAD_SECONDS,
    PROTOCOL,
    Answer,
    Bye,
    Hello,
    Order,
    Ping,
    Pong,
    Tally,
    ToHub,
    VoiceDone,
    VoiceState,
    Welcome,
)
from shared.protocol.views import DeviceView, Problem

if TYPE_CHECKING:
    from shared.hub.hub import Hub

log = logging.getLogger(__name__)

_FOR_VISITORS = frozenset({"RequestReprint", "RejoinTicket"})

ORDERS_AT_ONCE = 64
"""Orders of one line under way; the next one is read when one of them is answered."""

_decode = msgspec.json.Decoder(ToHub).decode
_encode = msgspec.json.Encoder().encode


class _Rude(Exception):
    """The client says what cannot be understood: the line is closed with these words."""

    def __init__(self, code: str, detail: str, *, retry: bool = True) -> None:
        super().__init__(detail)
        self.bye = Bye(code=code, detail=detail, retry=retry)


class Socket:
    """One app's connection, from its greeting to its end."""

    def __init__(self, hub: Hub, websocket: WebSocket) -> None:
        self._hub = hub
        self._websocket = websocket
        self._orders: set[asyncio.Task[None]] = set()

    async def serve(self) -> None:
        """Runs until either side ends the line."""
        await self._websocket.accept()
        try:
            line = await self._greet()
            await self._talk(line)
        except _Rude as rude:
            await self._part(rude.bye)
        except Unavailable as error:
            await self._part(Bye(code=error.code, detail=error.detail))
        except (WebSocketDisconnect, TimeoutError, RuntimeError):
            pass

    async def _part(self, bye: Bye) -> None:
        log.info("line closed: %s (%s)", bye.detail, bye.code)
        try:
            await self._websocket.send_text(_encode(bye).decode())
            await self._websocket.close(code=1008)
        except (WebSocketDisconnect, RuntimeError):
            pass

    async def _receive(self) -> ToHub:
        async with asyncio.timeout(DEAD_SECONDS):
            message = await self._websocket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", 1000))
        raw = message.get("text") or message.get("bytes") or b""
        try:
            heard: ToHub = _decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise _Rude("bad-message", f"That is no message of this protocol: {error}") from None
        return heard

    # The greeting ---------------------------------------------------------------------------

    async def _greet(self) -> Line:
        hello = await self._receive()
        if not isinstance(hello, Hello):
            raise _Rude("hello-first", "The first message must be a hello.")
        self._require_welcome(hello)
        role = Role(hello.role)
        await self._enrol(hello)
        line = Line(role, DeviceId(hello.device), voice=hello.voice, counter=hello.counter)
        resumed = await self._resume(hello, line)
        # No await between the state that is sent and joining those who are sent frames.
        self._hub.frames.flush(role)
        line.outbox.put_nowait(
            _encode(self._welcome(hello, line, resumed=resumed is not None)).decode()
        )
        for text in resumed or []:
            line.send(text)
        self._hub.presence.join(line)
        return line

    def _require_welcome(self, hello: Hello) -> None:
        if hello.protocol != PROTOCOL:
            raise _Rude(
                "protocol",
                f"This hub speaks version {PROTOCOL} of the protocol, the app {hello.protocol}:"
                " install the same version on both.",
                retry=False,
            )
        if hello.role not in set(Role):
            raise _Rude("role", f"There is no role '{hello.role}'.", retry=False)
        if not hello.device or len(hello.device) > 64 or "/" in hello.device:
            raise _Rude("device", "A device needs an id of 1 to 64 characters.", retry=False)
        if not self._hub.trust.token_fits(hello.token):
            raise _Rude("token", "This hub wants the token of its data directory.", retry=False)

    async def _enrol(self, hello: Hello) -> None:
        hall = self._hub.engine.hall
        known = hall.devices.get(DeviceId(hello.device))
        if hall.plan is None or (known is not None and known.role == hello.role):
            return
        zones: tuple[ZoneCode, ...] = ()
        name = hello.name or hello.device
        for listed in hall.plan.site.displays:
            if listed.id == hello.device:
                zones, name = listed.zones, listed.name
        command = c.EnrolDevice(
            device=DeviceId(hello.device), role=hello.role, name=name, zones=zones
        )
        await self._hub.engine.submit(c.Order(command=command, sender=hello.device))

    async def _resume(self, hello: Hello, line: Line) -> list[str] | None:
        """The frames an app has missed; None where it needs a snapshot."""
        if hello.head is None:
            return None
        missed = await self._hub.missed_frames(line.role, hello.head)
        return None if hello.snapshot else missed

    def _welcome(self, hello: Hello, line: Line, *, resumed: bool) -> Welcome:
        hub, hall = self._hub, self._hub.engine.hall
        device = hall.devices.get(line.device)
        snapshot = None
        if not resumed:
            snapshot = snapshot_for(line.role, hall, hub.now(), hub.presence.zones())
        return Welcome(
            protocol=PROTOCOL,
            hub=hub.id,
            site=hall.plan.site.name if hall.plan else "",
            role=line.role,
            device=device_view(hall, device) if device else _stranger(hello),
            now=hub.text(hub.now()),
            head=hello.head if resumed and hello.head else hub.engine.head,
            snapshot=snapshot,
        )

    # The talk -------------------------------------------------------------------------------

    async def _talk(self, line: Line) -> None:
        works = (self._hear_all(line), self._send_all(line), line.behind.wait())
        tasks = [asyncio.ensure_future(work) for work in works]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._hub.presence.leave(line)
            self._hub.voice.left(line)
            for task in (*tasks, *self._orders):
                task.cancel()
            ended = await asyncio.gather(*tasks, return_exceptions=True)
        for end in ended:
            if isinstance(end, Exception):
                raise end
        if line.behind.is_set():
            log.warning("%s could not keep up: its line is closed", line.device)

    async def _hear_all(self, line: Line) -> None:
        while True:
            await self._hear(line, await self._receive())

    async def _send_all(self, line: Line) -> None:
        while (text := await line.outbox.get()) is not None:
            await self._websocket.send_text(text)
        await self._websocket.close(code=1012)

    async def _hear(self, line: Line, message: ToHub) -> None:
        if isinstance(message, Order):
            if len(self._orders) >= ORDERS_AT_ONCE:
                await asyncio.wait(self._orders, return_when=asyncio.FIRST_COMPLETED)
            task = asyncio.create_task(self._carry_out(line, message))
            self._orders.add(task)
            task.add_done_callback(self._orders.discard)
        elif isinstance(message, Ping):
            line.send(_encode(Pong(n=message.n, now=self._hub.text(self._hub.now()))).decode())
        elif isinstance(message, VoiceDone):
            self._hub.voice.done(line, message.lease, message.failed)
        elif isinstance(message, VoiceState):
            line.voice = message.able
            self._hub.presence.changed()
        elif isinstance(message, Tally):
            self._hub.tally(message)
        else:
            raise _Rude("hello-twice", "A line has one hello.")

    async def _carry_out(self, line: Line, message: Order) -> None:
        line.send(_encode(await self._answer(line, message)).decode())

    async def _answer(self, line: Line, message: Order) -> Answer:
        hall = self._hub.engine.hall
        if not message.id or len(message.id) > 64:
            return _no(message, problem(422, "id-missing", "A command needs an id of its own."))
        try:
            if message.name in self._hub.queries:
                return self._hub.queries[message.name](message.id, message.body)
            receipt = await self._submit(line, message)
        except Refusal as refusal:
            self._hub.refused(refusal)
            return _no(message, of_refusal(refusal, hall))
        except Unavailable as error:
            return _no(message, of_unavailable(error))
        except BadCommand as bad:
            return _no(message, problem(422, "bad-command", bad.detail))
        except SignOnRefused as refused:
            return _no(message, problem(refused.status, refused.code, refused.detail))
        except Exception:
            log.exception("a fault of ours while carrying out %s", message.name)
            return _no(message, FAULT)
        answer = self._yes(message, receipt)
        if message.name == "OpenCounter" and receipt.desk is not None:
            officer = str(message.body.get("officer", ""))
            session = await self._hub.officers.open_session(receipt.desk.id, officer)
            answer.body = {"session": session}
        return answer

    async def _submit(self, line: Line, message: Order) -> Receipt:
        if message.name in OPEN_TO_APPS and message.name not in BY_ROLE[line.role]:
            raise SignOnRefused("not-allowed", f"A {line.role} may not ask for {message.name}.")
        body = dict(message.body)
        session = str(body.pop("session", ""))
        if "counter" in body and "pin" not in body and not self._hub.trust.loopback_only:
            await self._hub.officers.require_session(str(body["counter"]), session)
        if message.name == "OpenCounter":
            body = await self._hub.signed_on(body)
        actor = self._hub.officer_at(str(body.get("counter", "")))
        order = order_of(message.name, body, sender=line.device, actor=actor, id_=message.id)
        return await self._hub.engine.submit(order)

    def _yes(self, message: Order, receipt: Receipt) -> Answer:
        hall = self._hub.engine.hall
        answer = Answer(id=message.id, status=201 if message.name == "IssueTicket" else 200)
        if receipt.ticket is not None:
            answer.ticket = staff_ticket(
                hall, receipt.ticket, ahead=self._ahead(message.name, receipt.ticket)
            )
        if receipt.desk is not None:
            answer.counter = counter_view(hall, receipt.desk)
        return answer

    def _ahead(self, name: str, ticket: Ticket) -> int:
        """Told to those who ask for a visitor: it is counted along the whole line."""
        if name == "IssueTicket":
            return ticket.ahead
        return people_ahead(self._hub.engine.hall, ticket) if name in _FOR_VISITORS else 0


def _stranger(hello: Hello) -> DeviceView:
    return DeviceView(id=hello.device, role=hello.role, name=hello.name or hello.device)


def _no(message: Order, refused: Problem) -> Answer:
    return Answer(id=message.id, status=refused.status, problem=refused)
