"""`/ws`: an app's line. Greets, hands out the state, carries orders in and frames out."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from websockets.datastructures import MultipleValuesError
from websockets.http11 import Request

from shared.domain import commands as c
from shared.domain.ids import DeviceId, ZoneCode
from shared.domain.refusal import Refusal
from shared.hub.caller import PAIRED
from shared.hub.engine import Unavailable
from shared.hub.grants import told
from shared.hub.greeting import Rude, caller_of, require_own_key, revoked, unpaired
from shared.hub.homes import TOOLS
from shared.hub.line_orders import LineOrders
from shared.hub.missed import knows, missed_frames
from shared.hub.pairing.applicant import Applicant
from shared.hub.presence import Line, packet_of
from shared.hub.roles import SEES_PRESENCE, Role, snapshot_for
from shared.hub.trust import Distrust
from shared.hub.views import device_view
from shared.hub.wire import LONGEST_MESSAGE, NORMAL, POLICY, Refused, Wire
from shared.protocol.messages import (
    DEAD_SECONDS,
    PROTOCOL,
    Bye,
    Challenge,
    Hello,
    Message,
    Order,
    Pair,
    PairProof,
    Ping,
    Pong,
    Services,
    ToHub,
    VoiceDone,
    VoiceState,
    Welcome,
    agreed,
)
from shared.protocol.pairing import new_nonce
from shared.protocol.views import DeviceView

if TYPE_CHECKING:
    from shared.hub.hub import Hub

log = logging.getLogger(__name__)

PATH = "/ws"

ORDERS_AT_ONCE = 64
"""Orders of one line under way; the next one is read when one of them is answered."""

_decode = msgspec.json.Decoder(ToHub).decode


def line_protocol(hub: Hub) -> Callable[..., Wire]:
    """What the server makes of a connection that asks for a WebSocket."""
    return partial(Wire, partial(_let_in, hub))


def _let_in(hub: Hub, wire: Wire, request: Request) -> Socket:
    """A listener of its own for a new wire; `Refused` for whom the hub does not trust."""
    try:
        if hub.trust.loopback_only:
            hub.trust.require_local(request.headers)
    except (Distrust, MultipleValuesError) as error:
        raise Refused from error
    if request.path.partition("?")[0] != PATH:
        raise Refused
    return Socket(hub, wire)


class Socket:
    """One app's connection, from its greeting to its end."""

    def __init__(self, hub: Hub, wire: Wire) -> None:
        self._hub = hub
        self._wire = wire
        self._loop = asyncio.get_running_loop()
        self._line: Line | None = None
        self._orders: LineOrders | None = None
        self._greeting: asyncio.Task[None] | None = None
        self._nonce = ""
        self._applicant: Applicant | None = None
        self._token = ""
        self._held: deque[bytes] = deque()
        self._going_on = False
        self._watch = self._loop.call_later(DEAD_SECONDS, self._look)
        if not hub.trust.loopback_only:
            self._loop.call_soon(self._challenge)  # the wire is not open before this turn is over

    # The wire's side ------------------------------------------------------------------------

    def heard(self, message: bytes) -> None:
        """Handles a message; those that come while the line is busy wait for their turn."""
        if self._busy() or self._held:
            self._held.append(message)
            self._wire.listen_no_more()
            return
        try:
            self._hear(_decoded(message))
        except Rude as rude:
            self._part(rude.bye)

    def overlong(self) -> bytes:
        detail = f"A message has at most {LONGEST_MESSAGE} bytes, in frames of RFC 6455."
        return packet_of(Bye(code="bad-frame", detail=detail))

    def gone(self) -> None:
        self._watch.cancel()
        self._held.clear()
        if self._greeting is not None:
            self._greeting.cancel()
        if self._applicant is not None:
            self._hub.pairing.gone(self._applicant)
        self._hub.trust.take_back(self._token)
        if self._line is not None and self._orders is not None:
            self._orders.leave()
            self._hub.contacts.part(self._line)
            self._hub.presence.leave(self._line)
            self._hub.voice.left(self._line)

    # ----------------------------------------------------------------------------------------

    def _busy(self) -> bool:
        if self._applicant is not None:
            return False
        if self._orders is None:
            return self._greeting is not None
        return self._orders.under_way >= ORDERS_AT_ONCE

    def _go_on(self) -> None:
        """Takes up what was held, as far as there is room again."""
        if not self._held or self._going_on:
            return
        self._going_on = True
        while self._held and not self._busy() and self._wire.open:
            try:
                self._hear(_decoded(self._held.popleft()))
            except Rude as rude:
                self._part(rude.bye)
        self._going_on = False
        if not self._held:
            self._wire.listen_again()

    def _part(self, bye: Bye) -> None:
        log.info("line closed: %s (%s)", bye.detail, bye.code)
        self._held.clear()
        self._wire.send(packet_of(bye))
        self._wire.close(POLICY)

    def _look(self) -> None:
        """Ends a line that has said nothing for too long, or no hello in its first seconds; an
        app says hello at once, and sends a ping in time."""
        silent = self._wire.silent_seconds if self._wire.listening else 0.0
        if silent >= DEAD_SECONDS or self._greeting is None:
            self._wire.abort()
            return
        self._watch = self._loop.call_later(max(DEAD_SECONDS - silent, 0.1), self._look)

    def _hear(self, message: ToHub) -> None:
        line, orders = self._line, self._orders
        if self._applicant is not None:
            self._hear_outside(self._applicant, message)
        elif line is None or orders is None:
            self._greeting = self._loop.create_task(self._greet(message))
        elif isinstance(message, Order):
            orders.take(message)
        elif isinstance(message, Ping):
            line.tell(Pong(n=message.n, now=self._hub.text(self._hub.now())))
        elif isinstance(message, VoiceDone):
            self._hub.voice.done(line, message.lease, message.failed)
        elif isinstance(message, VoiceState):
            line.voice = message.able
            self._hub.presence.changed()
        else:
            raise Rude("hello-twice", "A line has one hello.")

    # Before the door ------------------------------------------------------------------------

    def _challenge(self) -> None:
        """What a paired device signs; it is good for one hello."""
        self._nonce = new_nonce()
        self.say(Challenge(nonce=self._nonce))

    def _hear_outside(self, applicant: Applicant, message: ToHub) -> None:
        if isinstance(message, Ping):
            self.say(Pong(n=message.n, now=self._hub.text(self._hub.now())))
        elif isinstance(message, PairProof):
            self._hub.pairing.prove(applicant, message.proof)
        else:
            raise Rude("hello-first", "Whoever is not let in says nothing else.")

    @property
    def address(self) -> str:
        return self._wire.address

    def say(self, message: Message) -> None:
        self._wire.send(packet_of(message))

    def stay(self) -> None:
        self._wire.stay()

    def part(self, bye: Bye | None) -> None:
        if bye is None:
            self._wire.close(NORMAL)
        else:
            self._part(bye)

    # The greeting ---------------------------------------------------------------------------

    async def _greet(self, hello: ToHub) -> None:
        try:
            nonce, self._nonce = self._nonce, ""
            if isinstance(hello, Pair) and not self._hub.trust.loopback_only:
                require_own_key(self._hub, hello, nonce)
                self._applicant = self._hub.pairing.apply(hello, self)
                return
            if not isinstance(hello, Hello):
                raise Rude("hello-first", "The first message must be a hello.")
            caller = caller_of(self._hub, hello, nonce, self._wire)
            if caller.kind not in PAIRED:
                await self._enrol(hello)
            await self._hub.grants.greet(hello)
            await self._hub.restored.report(hello)
            line = Line(
                Role(hello.role),
                DeviceId(hello.device),
                self._wire,
                voice=hello.voice,
                counter=hello.counter,
                tests_sound=hello.tests_sound,
                announces=hello.announces,
                hushes=hello.hushes,
                reads=hello.reads,
                draws_itself=hello.draws_itself,
                caller=caller,
                address=self._wire.address,
                keeps_numbers=hello.role == Role.KIOSK and hello.grant is not msgspec.UNSET,
            )
            resumed = await self._resume(hello, line)
            self._join(hello, line, resumed)
        except Rude as rude:
            self._part(rude.bye)
        except Refusal as refusal:
            self._part(Bye(code=refusal.code, detail=refusal.detail))
        except Unavailable as error:
            self._part(Bye(code=error.code, detail=error.detail))
        except Exception:
            log.exception("a fault of ours while greeting an app")
            self._part(Bye(code="fault", detail="The hub met a fault of its own."))
        else:
            self._go_on()

    def _join(self, hello: Hello, line: Line, resumed: list[bytes] | None) -> None:
        """No await between the state that is sent and joining those who are sent frames."""
        if not self._wire.open or not self._still_let_in(line):
            return
        paired = line.caller.kind in PAIRED
        self._wire.believe(line.device if paired else TOOLS)
        if paired:
            self._token = self._hub.trust.lend(line.caller)
        self._hub.frames.flush(line.role)
        self._hub.contacts.meet(line)
        line.tell(self._welcome(hello, line, resumed=resumed is not None))
        for packet in resumed or []:
            line.send(packet)
        if resumed is not None:  # services change by time, and with a restart, without a frame
            helps = self._hub.told.helps if line.role is Role.COUNTER else {}
            popular = self._hub.popular.order if line.role is Role.KIOSK else None
            services = self._hub.told.services()
            line.tell(Services(services=services, helps=helps, popular=popular))
        self._line, self._orders = line, LineOrders(self._hub, line, self._go_on)
        self._hub.presence.doubt(line.role, line.device)
        self._hub.presence.join(line)
        self._hub.troubles.take(line, hello.troubles)
        if line.role in SEES_PRESENCE:
            line.tell(self._hub.told.presence_for(line.role))
        if line.role is Role.COUNTER and self._hub.waits.known:
            line.tell(Services(services=[], waits=self._hub.waits.known))
        if line.role is Role.KIOSK:
            line.tell(Services(services=[], open_counters=self._hub.told.open_counters()))
        self._hub.announcements.greet(line)

    def _still_let_in(self, line: Line) -> bool:
        """Whether its device was not revoked while it was greeted."""
        known = self._hub.engine.hall.devices.get(line.device)
        if line.caller.kind not in PAIRED or (known is not None and known.key):
            return True
        self._part((revoked(known) if known is not None else unpaired()).bye)
        return False

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

    async def _resume(self, hello: Hello, line: Line) -> list[bytes] | None:
        """The frames an app has missed; None where it needs a snapshot: an officer who may not see
        the queue is told no frame that was made for those who may."""
        if hello.head is None or not await knows(self._hub, line, hello.head):
            return None
        if self._hub.sight.limited(line):
            return None
        bare = self._hub.sight.bare(line)
        missed = await missed_frames(self._hub, line.role, hello.head, bare=bare)
        return None if hello.snapshot else missed

    def _welcome(self, hello: Hello, line: Line, *, resumed: bool) -> Welcome:
        hub, hall = self._hub, self._hub.engine.hall
        device = hall.devices.get(line.device)
        snapshot = None
        if not resumed:
            counter = line.role is Role.COUNTER
            snapshot = snapshot_for(
                line.role,
                hall,
                hub.now(),
                services=hub.told.services(),
                zones=hub.presence.zones(),
                tickets=hub.sight.snapshot(line, hub.live) if counter else [],
                popular=hub.popular.order,
            )
        grant = hub.grants.of(line.device, hello.grant or None) if line.keeps_numbers else None
        line.told_numbers = told(grant)
        return Welcome(
            protocol=agreed(hello.protocol, hello.oldest) or PROTOCOL,
            hub=hub.id,
            site=hall.plan.site.name if hall.plan else "",
            role=line.role,
            device=device_view(hall, device) if device else _stranger(hello),
            now=hub.text(hub.now()),
            head=hello.head if resumed and hello.head else hub.engine.head,
            snapshot=snapshot,
            token=self._token,
            grant=grant,
            restored=hub.restored.told if line.role is Role.KIOSK else "",
        )


def _stranger(hello: Hello) -> DeviceView:
    return DeviceView(id=hello.device, role=hello.role, name=hello.name or hello.device)


def _decoded(message: bytes) -> ToHub:
    try:
        heard: ToHub = _decode(message)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Rude("bad-message", f"That is no message of this protocol: {error}") from None
    return heard
