"""An app's line to its hub: found, kept, resumed."""

from __future__ import annotations

import logging
import uuid
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from shared.domain.ids import Moment
from shared.link.addresses import HubAddress
from shared.link.backoff import Backoff
from shared.link.clock import HubClock
from shared.link.memory import Memory, Remembered
from shared.link.orders import OnAnswer, Orders
from shared.link.position import OutOfStep, Position
from shared.link.reach import Reach
from shared.link.sockets import Sockets
from shared.link.state import LineState, Standing
from shared.link.timing import Timing, ms
from shared.link.wire import Wire
from shared.protocol.messages import (
    PROTOCOL,
    Answer,
    Bye,
    Frame,
    Grant,
    Hello,
    Message,
    Order,
    Pong,
    Presence,
    Revoke,
    Services,
    Tally,
    VoiceDone,
    VoiceState,
    Welcome,
)

log = logging.getLogger(__name__)


class Line(QObject):
    """The whole line of one app, from `start` to `close`; lives on the GUI's thread.

    It looks for the hub (or takes `hub_url`), connects, resumes after a break without losing or
    repeating a change, and delivers each order once. mDNS is only a hint: the last address is
    tried all the same, and what counts is the hub's id in its welcome.
    """

    stateChanged = Signal(str)
    """LineState. At ``live`` the welcome has been told already."""
    welcomed = Signal(object)
    """Welcome: with a snapshot everything is new, without one the changes follow."""
    changed = Signal(object, bool)
    """Change, and whether it was learnt on resumption: an old call is shown, not spoken."""
    frame = Signal(object)
    """Frame, after its changes."""
    servicesChanged = Signal(object)
    """list[ServiceStatus]"""
    presenceChanged = Signal(object)
    """list[ZonePresence]"""
    granted = Signal(object)
    """Grant"""
    revoked = Signal(str)
    """The lease. A broken line ends every lease as well."""
    answered = Signal(object)
    """Answer, before it goes to the order's own callback."""
    ambiguous = Signal(list)
    """list[HubAddress] of which one is to be chosen."""

    def __init__(
        self,
        role: str,
        device: str,
        name: str,
        *,
        data_dir: Path,
        hub_url: str = "",
        counter: str = "",
        voice: bool = False,
        token: str = "",
        timing: Timing | None = None,
        parent: QObject | None = None,
    ) -> None:
        """ValueError when `hub_url` is no address."""
        super().__init__(parent)
        self._hello = Hello(
            protocol=PROTOCOL,
            role=role,
            device=device,
            name=name,
            token=token,
            voice=voice,
            counter=counter,
        )
        self._timing = timing or Timing()
        self._memory = Memory(data_dir)
        self._position = Position(self._memory.last.head)
        self._reach = Reach(hub_url, self._memory.last, self._timing, self)
        self._reach.opened.connect(self._on_way)
        self._reach.undecided.connect(self._on_undecided)
        self._hubs = self._reach.hubs
        self._sockets = Sockets(self)
        self._sockets.ready.connect(self._attempt)
        self._standing = Standing()
        self._clock = HubClock()
        self._orders = Orders(self)
        self._backoff = Backoff(self._timing.retry)
        self._bye: Bye | None = None
        self._wire: Wire | None = None
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(self._attempt)
        self._save = QTimer(self, singleShot=True, interval=ms(self._timing.save))
        self._save.timeout.connect(self._remember)

    # For the app ----------------------------------------------------------------------------

    @property
    def state(self) -> LineState:
        return self._standing.state

    @property
    def since(self) -> Moment:
        """When the state began, by this machine's own clock."""
        return self._standing.since

    def in_state_ms(self) -> int:
        """How long the state has lasted, whatever a clock does meanwhile."""
        return ms(self._standing.lasted())

    @property
    def bye(self) -> Bye | None:
        """Why the hub closed the line; None once it has welcomed us again."""
        return self._bye

    @property
    def hub(self) -> str:
        """The id of our hub; empty while there is none."""
        return self._hubs.paired

    @property
    def hubs_seen(self) -> list[HubAddress]:
        """The hubs on the network now."""
        return self._hubs.seen

    def hub_now(self) -> Moment:
        """The hub's time, in which every moment of tickets and calls is told."""
        return self._clock.now()

    def start(self) -> None:
        self._sockets.prepare()
        self._reach.start()

    def close(self) -> None:
        """Hang up and stop looking; leaves no thread. Orders under way stay unanswered."""
        self._remember()
        self._retry.stop()
        self._save.stop()
        self._orders.clear()
        self._discard_wire()
        self._reach.close()
        self._sockets.close()

    def choose(self, hub: str) -> None:
        """Belong to this hub from now on: a person said so."""
        if hub != self._hubs.paired:
            self._position = Position(None)
        self._hubs.pair(hub)
        self._remember()
        self._discard_wire()
        self._reach.seek(True)
        self._attempt()

    def send(
        self,
        name: str,
        body: dict[str, Any],
        on_answer: OnAnswer | None = None,
        *,
        command: str = "",
        wait: bool = False,
        seconds: float = 0.0,
    ) -> str:
        """Give an order; its id (`command`, or a fresh one). Answered once, unless closed.

        While the hub is away it is refused at once with code ``away``, unless it may `wait` for
        the hub. An order that is under way when the line breaks is sent again with the same id.
        Without an answer after `seconds` (default: Timing.order) the answer is ``away`` as well;
        the problem's ``extra["sent"]`` says whether the hub may have carried it out. The same
        `command` given again before its answer is the same act, and only one is sent.
        """
        order = Order(id=command or uuid.uuid4().hex, name=name, body=body)
        live = self.state is LineState.LIVE
        if not live and not wait:
            self._orders.refuse_soon(order, on_answer)
            return order.id
        self._orders.add(order, on_answer, seconds or self._timing.order)
        if live:
            self._orders.transmit(self._say, again=False)
        return order.id

    def tell_voice(self, able: bool) -> None:
        """This display can be heard, or no longer; told again after every break."""
        self._hello.voice = able
        if self.state is LineState.LIVE:
            self._say(VoiceState(able=able))

    def give_back(self, lease: str, failed: str = "") -> None:
        """The lease's calls are spoken (or `failed` says why not)."""
        if self.state is LineState.LIVE:
            self._say(VoiceDone(lease=lease, failed=failed))

    def tell_tally(self, tally: Tally) -> None:
        """A visitor went without; a count that the hub is not there to hear is lost."""
        if self.state is LineState.LIVE:
            self._say(tally)

    # Connecting -----------------------------------------------------------------------------

    @Slot()
    def _on_way(self) -> None:
        if self.state is not LineState.LIVE:
            self._attempt()

    @Slot(list)
    def _on_undecided(self, hubs: list[HubAddress]) -> None:
        if self.state is LineState.LIVE or self._wire is not None:
            return
        self._become(LineState.CHOOSING if hubs else LineState.SEARCHING)
        if hubs:
            self.ambiguous.emit(hubs)

    @Slot()
    def _attempt(self) -> None:
        self._retry.stop()
        url = self._hubs.next_url() if self._sockets.are_ready else None
        if url is None or (self._wire is not None and self._wire.url == url):
            return
        self._discard_wire()
        log.debug("trying %s", url)
        self._become(LineState.CONNECTING)
        self._wire = self._make_wire(url)
        self._wire.open()

    def _make_wire(self, url: str) -> Wire:
        wire = Wire(url, self._timing, self)
        wire.opened.connect(self._say_hello)
        wire.received.connect(self._on_message)
        wire.closed.connect(self._on_closed)
        return wire

    def _discard_wire(self) -> None:
        wire, self._wire = self._wire, None
        if wire is not None:
            wire.hang_up()
            wire.deleteLater()

    @Slot(str)
    def _on_closed(self, reason: str) -> None:
        """The line broke, or did not come about: try again."""
        live = self.state is LineState.LIVE
        url = self._wire.url if self._wire is not None else ""
        log.log(logging.WARNING if live else logging.DEBUG, "line to %s: %s", url, reason)
        self._discard_wire()
        if live:
            self._after_live()
        if self.state is not LineState.REFUSED:
            self._hubs.doubt()
        self._reach.seek(True)
        self._retry.start(ms(self._pause()))

    def _after_live(self) -> None:
        if self._standing.lasted() >= self._timing.stable:
            self._backoff.reset()
        elif self._position.resumed:
            # What we resumed with may be what breaks the line: ask for everything.
            self._position.has_state = False
        self._become(LineState.AWAY)

    def _pause(self) -> float:
        """Seconds until the next try."""
        if self.state is LineState.REFUSED:
            return self._timing.refused
        if not self._hubs.round_over:
            return 0.0
        return self._backoff.pause()

    # What the hub says ----------------------------------------------------------------------

    @Slot()
    def _say_hello(self) -> None:
        self._hello.head = self._position.head
        self._hello.snapshot = not self._position.has_state
        self._say(self._hello)

    @Slot(object)
    def _on_message(self, message: object) -> None:
        try:
            match message:
                case Welcome():
                    self._on_welcome(message)
                case Bye():
                    self._on_bye(message)
                case _ if self.state is not LineState.LIVE:
                    self._drop("a message before the welcome")
                case _:
                    self._on_live_message(message)
        except OutOfStep as error:
            self._drop(str(error))

    def _on_live_message(self, message: object) -> None:
        match message:
            case Frame():
                self._on_frame(message)
            case Answer():
                self.answered.emit(message)
                self._orders.answer(message)
            case Services(services=services):
                self.servicesChanged.emit(services)
            case Presence(zones=zones):
                self.presenceChanged.emit(zones)
            case Grant():
                self.granted.emit(message)
            case Revoke(lease=lease):
                self.revoked.emit(lease)
            case Pong(now=now):
                self._tell_time(now)

    def _on_welcome(self, welcome: Welcome) -> None:
        url = self._wire.url if self._wire is not None else ""
        if not self._hubs.belongs(welcome.hub):
            self._hubs.forget(url)
            self._drop(f"another hub answers there: {welcome.hub}")
            return
        self._position.welcome(welcome)
        self._tell_time(welcome.now)
        self._hubs.pair(welcome.hub, url)
        self._remember()
        self._bye = None
        self.welcomed.emit(welcome)
        if self.state is not LineState.LIVE and self._wire is not None:
            self._become(LineState.LIVE)
            self._reach.seek(False)
            self._orders.transmit(self._say, again=True)

    def _on_frame(self, frame: Frame) -> None:
        self._position.follow(frame)
        for change in frame.events:
            self.changed.emit(change, self._position.is_late(change))
        self.frame.emit(frame)
        if not self._save.isActive():
            self._save.start()
        if any(change.site_version is not None for change in frame.events):
            self._position.has_state = False
            self._drop("a new site: everything is asked for anew")

    def _on_bye(self, bye: Bye) -> None:
        self._bye = bye
        if not bye.retry:
            self._become(LineState.REFUSED)
        self._drop(f"{bye.code}: {bye.detail}")

    def _tell_time(self, text: str) -> None:
        try:
            self._clock.set(text)
        except ValueError as error:
            raise OutOfStep(f"a time that cannot be read: {error}") from None

    def _say(self, message: Message) -> None:
        if self._wire is not None:
            self._wire.send(message)

    def _drop(self, reason: str) -> None:
        if self._wire is not None:
            self._wire.drop(reason)

    # Keeping --------------------------------------------------------------------------------

    def _become(self, state: LineState) -> None:
        if self._standing.move(state):
            log.info("line %s", self.state)
            self.stateChanged.emit(self.state.value)

    @Slot()
    def _remember(self) -> None:
        self._memory.keep(
            Remembered(hub=self._hubs.paired, url=self._hubs.last_url, head=self._position.head)
        )
