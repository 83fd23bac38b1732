"""The server's end of one WebSocket, without a task or a queue between the socket and the hub.

uvicorn hands a connection over at its upgrade; the websockets library parses and builds the frames
(its sans-I/O half is made for this). A message is given to the hub the moment it has arrived, and
what goes to a hundred apps is framed once and written as it is. See docs/adr/0010.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Protocol, cast

from uvicorn.config import Config
from uvicorn.server import ServerState
from websockets.frames import Frame, Opcode
from websockets.http11 import Request
from websockets.protocol import State
from websockets.server import ServerProtocol

if TYPE_CHECKING:
    from shared.hub.crowd import Place

log = logging.getLogger(__name__)

LONGEST_MESSAGE = 1024 * 1024
"""Bytes of one message; more ends the line."""

LONGEST_GREETING = 128 * 1024
"""The same while it is not known who speaks."""

QUEUE = 512
"""Packets that may wait for one client; a TV that is so far behind resumes faster anew."""

QUEUE_BYTES = 4 * 1024 * 1024
"""Bytes of them all; a single packet may be larger, where nothing else waits."""

PIECE = 32 * 1024
"""Bytes of one frame; a longer message goes in several, so that a client on a slow network hears
something long before it has all, and does not take the line for dead."""

SLICE = 4 * 1024
"""Bytes of one client that are looked at in one turn of the loop. Of the smallest messages a read
of the socket holds ten thousand: one client that floods the hub would stop it for all others."""

FAREWELL_SECONDS = 2.0
"""How long a client may take to answer a close, or to read what was sent before it."""

DRAINED_BYTES = 16 * 1024 * 1024
"""What a client may still send after it has broken the rules; we read it so that it hears why: a
connection closed over unread bytes is reset, and what was said last is lost."""

NORMAL, GOING_AWAY, POLICY, RESTART = 1000, 1001, 1008, 1012

_quiet = logging.getLogger("websockets.server")
_quiet.setLevel(logging.WARNING)  # strangers would fill the log by coming and going


class Ears(Protocol):
    """Who listens to a wire. Its methods are called on the loop, and return at once."""

    def heard(self, message: bytes) -> None:
        """A whole message."""

    def overlong(self) -> bytes | None:
        """The last packet for a client whose message was too long."""

    def gone(self) -> None:
        """The connection is no more; said once."""


class Refused(Exception):
    """This request is not let onto the line."""


Listen = Callable[["Wire", Request], Ears]
"""Makes who listens to a new wire; raises `Refused`."""


def packed(text: bytes) -> bytes:
    """A text message as it goes over the wire, the same for every client."""
    if len(text) <= PIECE:
        return Frame(Opcode.TEXT, text).serialize(mask=False)
    starts = range(0, len(text), PIECE)
    return b"".join(
        Frame(
            Opcode.CONT if start else Opcode.TEXT,
            text[start : start + PIECE],
            fin=start == starts[-1],
        ).serialize(mask=False)
        for start in starts
    )


class _Nothing(asyncio.Transport):
    """In the place of a transport that is no more. With TLS each holds half a megabyte, and whoever
    still knows a wire would keep it until the garbage is collected: after hundreds of them."""

    def is_closing(self) -> bool:
        return True

    def write(self, data: Any) -> None: ...

    def close(self) -> None: ...

    def abort(self) -> None: ...

    def resume_reading(self) -> None: ...

    def pause_reading(self) -> None: ...

    def can_write_eof(self) -> bool:
        return False


_NONE = _Nothing()


class Wire(asyncio.Protocol):
    """One client's connection: `send` never blocks, it writes, queues, or gives the client up."""

    def __init__(
        self, listen: Listen, config: Config, server_state: ServerState, app_state: dict[str, Any]
    ) -> None:
        self._listen = listen
        self._connections = server_state.connections
        self._frames = ServerProtocol(max_size=LONGEST_GREETING, logger=_quiet)
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport
        self._ears: Ears | None = None
        self._parts = bytearray()
        self._unread = bytearray()
        self._turn: asyncio.Handle | None = None
        self._reading = True
        self._waiting: deque[bytes] = deque()
        self._waiting_bytes = 0
        self._writable = True
        self._listening = True
        self._farewell: int | None = None
        self._last_resort: asyncio.TimerHandle | None = None
        self._left_to_drain: int | None = None
        self.heard_at = self._loop.time()
        """When the client last said anything, on the loop's clock."""
        self._times_heard = 0
        self.place: Place | None = None
        """Its room among all connections."""

    # For the hub ----------------------------------------------------------------------------

    @property
    def open(self) -> bool:
        return self._frames.state is State.OPEN and self._farewell is None

    @property
    def listening(self) -> bool:
        """False while what the client says is left in its own buffers."""
        return self._listening

    @property
    def address(self) -> str:
        """The client's machine, as the network tells; empty once it is gone."""
        peer = self._transport.get_extra_info("peername")
        return str(peer[0]) if peer else ""

    @property
    def own_address(self) -> str:
        """Under which of the hub's addresses the client has found it."""
        own = self._transport.get_extra_info("sockname")
        return str(own[0]) if own else ""

    @property
    def silent_seconds(self) -> float:
        """How long the client has said nothing."""
        return self._loop.time() - self.heard_at

    def believe(self, device: str) -> None:
        """The client has shown who it is: it may say more at once, and keeps its room. `device` is
        empty for a tool of the hub's own machine."""
        self._frames.max_message_size = LONGEST_MESSAGE
        if self.place is not None:
            self.place.believe(device)

    def stay(self) -> None:
        """The client waits to be let in: no stranger's connection pushes its own out."""
        if self.place is not None:
            self.place.stay()

    def send(self, packet: bytes) -> bool:
        """Writes a packet, or keeps it until the client has read enough.

        False where the client is too far behind: it is given up, and may come back.
        """
        if not self.open:
            return True
        if self._writable:
            self._transport.write(packet)
            return True
        if not self._has_room_for(packet):
            self.abort()
            return False
        self._waiting.append(packet)
        self._waiting_bytes += len(packet)
        return True

    def _has_room_for(self, packet: bytes) -> bool:
        if not self._waiting:
            return True
        return len(self._waiting) < QUEUE and self._waiting_bytes + len(packet) <= QUEUE_BYTES

    def close(self, code: int) -> None:
        """Ends the line after what waits has been sent."""
        if not self.open:
            return
        self._farewell = code
        self._last_resort = self._loop.call_later(FAREWELL_SECONDS, self._transport.abort)
        if not self._waiting:
            self._say_farewell()

    def abort(self) -> None:
        """Ends the connection now; nothing more is sent."""
        self._farewell = GOING_AWAY
        self._forget_waiting()
        self._transport.abort()

    def prove(self, seconds: float) -> None:
        """Ends the connection unless the client is heard within so long; every WebSocket answers
        a ping by itself."""
        if self.open:
            self._frames.send_ping(b"")
            self._flush()
            self._loop.call_later(seconds, self._abort_unless_heard_since, self._times_heard)

    def ping(self) -> None:
        """Asks the client to say something; `silent_seconds` tells whether it did."""
        if self.open:
            self._frames.send_ping(b"")
            self._flush()

    def _abort_unless_heard_since(self, times_heard: int) -> None:
        silent = self._times_heard == times_heard  # the loop's clock is too coarse for this
        if silent and self._listening and not self._transport.is_closing():
            self.abort()

    def listen_no_more(self) -> None:
        """Leaves what the client says in its own buffers, until `listen_again`."""
        self._listening = False
        self._pace()

    def listen_again(self) -> None:
        if not self._listening:
            self._listening = True
            self.heard_at = self._loop.time()  # until now it was us who did not listen
        self._pace()

    # For the loop and the server ------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._connections.add(self)  # type: ignore[arg-type]  # it asks for `shutdown` alone

    def connection_lost(self, exc: Exception | None) -> None:
        self._connections.discard(self)
        if self._last_resort is not None:
            self._last_resort.cancel()
        self._farewell = self._farewell or GOING_AWAY
        self._forget_waiting()
        if self.place is not None:
            self.place.gone()
        self._transport = _NONE
        ears, self._ears = self._ears, None
        if ears is not None:
            ears.gone()

    def data_received(self, data: bytes) -> None:
        self.heard_at = self._loop.time()
        self._times_heard += 1
        if self._left_to_drain is not None:
            self._drain(len(data))
            return
        if self._listening and not self._unread and len(data) <= SLICE:
            self._look_at(data)
            return
        self._unread += data
        self._take_turn()

    def _take_turn(self) -> None:
        """Looks at the next slice of what has been read."""
        self._turn = None
        if self._listening and self._unread:
            piece = bytes(self._unread[:SLICE])
            del self._unread[:SLICE]
            self._look_at(piece)
        self._pace()

    def _pace(self) -> None:
        """Reads no more than can be looked at, and lets the others have their turn in between."""
        if self._transport.is_closing():
            self._unread.clear()
            return
        reading = self._listening and not self._unread
        if reading != self._reading:
            self._reading = reading
            (self._transport.resume_reading if reading else self._transport.pause_reading)()
        if self._listening and self._unread and self._turn is None:
            self._turn = self._loop.call_soon(self._take_turn)

    def _look_at(self, data: bytes) -> None:
        self._frames.receive_data(data)
        for event in self._frames.events_received():
            if isinstance(event, Request):
                self._greet(event)
            elif isinstance(event, Frame):
                self._take(event)
        if self._frames.parser_exc is not None:
            self._complain(self._frames.parser_exc)
        self._flush()

    def pause_writing(self) -> None:
        self._writable = False

    def resume_writing(self) -> None:
        self._writable = True
        while self._waiting and self._writable:
            packet = self._waiting.popleft()
            self._waiting_bytes -= len(packet)
            self._transport.write(packet)
        if self._farewell is not None and not self._waiting:
            self._say_farewell()

    def shutdown(self) -> None:
        """The server stops."""
        self.close(RESTART)

    # ----------------------------------------------------------------------------------------

    def _greet(self, request: Request) -> None:
        response = self._frames.accept(request)
        if response.status_code == HTTPStatus.SWITCHING_PROTOCOLS:
            try:
                self._ears = self._listen(self, request)
            except Refused:
                response = self._frames.reject(HTTPStatus.FORBIDDEN, "")
        self._frames.send_response(response)

    def _take(self, frame: Frame) -> None:
        if frame.opcode is Opcode.CLOSE:
            self._farewell = self._farewell or GOING_AWAY
        elif frame.opcode in (Opcode.TEXT, Opcode.BINARY, Opcode.CONT):
            if frame.fin and not self._parts:
                self._hand_over(bytes(frame.data))
                return
            self._parts += frame.data  # not a list: empty parts without end must cost nothing
            if frame.fin:
                message = bytes(self._parts)
                self._parts.clear()
                self._hand_over(message)

    def _hand_over(self, message: bytes) -> None:
        if self._ears is not None and self.open:
            self._ears.heard(message)

    def _complain(self, error: Exception) -> None:
        """The library has framed the close already; before it goes what a person can read."""
        log.warning("a client broke the line's rules: %s", error)
        last = self._ears.overlong() if self._ears is not None else None
        if last is not None and self._farewell is None and not self._transport.is_closing():
            self._transport.write(last)
        self._farewell = self._farewell or POLICY

    def _say_farewell(self) -> None:
        if self._frames.state is State.OPEN and self._farewell is not None:
            self._frames.send_close(self._farewell)
        self._flush()

    def _flush(self) -> None:
        """Writes what the library has to say; it asks for the end with an empty piece.

        While the line is open that is a pong, and waits its turn like any packet: a client may
        ask a million times and read none of the answers. Once it is over nothing else is due.
        """
        pieces = self._frames.data_to_send()
        if self._frames.state is not State.OPEN:
            self._forget_waiting()
        for piece in pieces:
            if self._transport.is_closing():
                return
            if not piece:
                self._end()
            elif self._frames.state is State.OPEN:
                self.send(piece)
            else:
                self._transport.write(piece)

    def _end(self) -> None:
        """Closes; one who broke the rules, and may be sending still, is read to the end first."""
        if self._frames.parser_exc is None or self._left_to_drain is not None:
            self._transport.close()
            return
        self._left_to_drain = DRAINED_BYTES
        self._listening = True
        if self._transport.can_write_eof():
            self._transport.write_eof()
        if self._last_resort is None:
            self._last_resort = self._loop.call_later(FAREWELL_SECONDS, self._transport.abort)
        self._drain(len(self._unread))
        self._unread.clear()

    def _drain(self, size: int) -> None:
        """Forgets so many bytes; the client that never stops is cut off."""
        self._left_to_drain = (self._left_to_drain or 0) - size
        if self._left_to_drain <= 0:
            self._transport.abort()

    def _forget_waiting(self) -> None:
        self._waiting.clear()
        self._waiting_bytes = 0
