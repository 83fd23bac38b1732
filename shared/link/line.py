"""An app's line to its hub: found, kept, resumed."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QTimer, Slot

from shared.domain.ids import Moment
from shared.link.addresses import HubAddress
from shared.link.clock import HubClock
from shared.link.connection import Connection
from shared.link.memory import Memory, Remembered
from shared.link.orders import OnAnswer, Orders
from shared.link.pairing.entrance import Entrance
from shared.link.pairing.guest import Guest
from shared.link.pairing.trust import REVOKED, UNPAIRED, Trust
from shared.link.position import OutOfStep, Position
from shared.link.reach import Reach
from shared.link.signals import LineSignals
from shared.link.state import LineState, Standing
from shared.link.timing import Timing, ms
from shared.link.trusted import DISTRUSTED, Trusted, distrust, foreign_version
from shared.protocol.messages import (
    OLDEST,
    PROTOCOL,
    Announcement,
    Answer,
    Bye,
    CounterMessage,
    Frame,
    Grant,
    Hello,
    Hush,
    Numbers,
    Order,
    PictureWanted,
    Pong,
    Presence,
    Revoke,
    Services,
    TestSound,
    TroubleSeen,
    VoiceDone,
    VoiceState,
    Welcome,
)
from shared.protocol.pairing_file import PairedDevice
from shared.protocol.troubles import REPORT
from shared.protocol.views import Trouble

log = logging.getLogger(__name__)


class Line(LineSignals):
    """The whole line of one app, from `start` to `close`; lives on the GUI's thread.

    It looks for the hub (or takes `hub_url`), connects, resumes after a break without losing or
    repeating a change, and delivers each order once. mDNS is only a hint: the last address is
    tried all the same, and what counts is the hub's id in its welcome.
    """

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
        trusted: Trusted | None = None,
        parent: QObject | None = None,
    ) -> None:
        """ValueError when `hub_url` is no address. `token`: of a tool on the hub's own machine."""
        super().__init__(parent)
        trust = Trust(data_dir, trusted, token)
        if trust.paired is not None:
            device, name = trust.paired.device, trust.paired.name
        self._hello = Hello(
            protocol=PROTOCOL,
            oldest=OLDEST,
            role=role,
            device=device,
            name=name,
            token=token,
            voice=voice,
            counter=counter,
            tests_sound=voice,
            announces=role == "display",
            hushes=role == "display",
            draws_itself=role == "display",
            reads=role == "counter",
        )
        self._told = self._hello.troubles
        """What the hub has heard of them."""
        self._timing = timing or Timing()
        self._memory = Memory(data_dir)
        remembered = trust.remembered(self._memory.last)
        self._position = Position(remembered.head)
        self._reach = Reach(hub_url, remembered, self._timing, trust, self)
        self._hubs = self._reach.hubs
        self._connection = Connection(self._reach, self._timing, trust, self)
        self._entrance = Entrance(trust, self._connection, self._hello, self._timing, self)
        self._rest_token = ""
        self._standing = Standing()
        self._clock = HubClock()
        self._orders = Orders(self)
        self._bye: Bye | None = None
        self._heard_at = time.monotonic()
        self._nonsense = False
        self._save = QTimer(self, singleShot=True, interval=ms(self._timing.save))
        self._save.timeout.connect(self._remember)
        self._listen()

    def _listen(self) -> None:
        self._reach.opened.connect(self._on_way)
        self._reach.undecided.connect(self._on_undecided)
        self._connection.trying.connect(self._on_trying)
        self._connection.opened.connect(self._entrance.opened)
        self._entrance.greet.connect(self._say_hello)
        self._entrance.waiting.connect(self._on_waiting)
        self._entrance.let_in.connect(self._on_let_in)
        self._connection.received.connect(self._on_message)
        self._connection.broke.connect(self._on_broken)
        self._connection.distrusted.connect(self._on_distrusted)
        self._connection.unreadable.connect(self._on_nonsense)

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

    def unheard_ms(self) -> int:
        """How long nothing has been heard of the hub: longer than the line is known to be away."""
        return ms(time.monotonic() - self._heard_at)

    @property
    def bye(self) -> Bye | None:
        """Why the hub closed the line; None once it has welcomed us again."""
        return self._bye

    @property
    def device(self) -> str:
        """The id of this app's device."""
        return self._hello.device

    @property
    def role(self) -> str:
        """What this app is."""
        return self._hello.role

    @property
    def name(self) -> str:
        """What people call this device."""
        return self._hello.name

    @property
    def guest(self) -> Guest:
        """This device's digits, while a hub waits for them."""
        return self._entrance.guest

    @property
    def paired(self) -> PairedDevice | None:
        """As whom a hub has let this device in; None: nobody has, and on loopback none needs to."""
        return self._entrance.trust.paired

    @property
    def asks(self) -> bool:
        """Whether this device wants to be let in, though a hub has done so before."""
        return self._entrance.trust.anew

    @property
    def certificates(self) -> str:
        """PEM of whom this line believes; empty: it is plain text, on this machine."""
        return self._entrance.trust.certificates()

    @property
    def rest_token(self) -> str:
        """What the hub wants to see over REST while the line lasts; empty: nothing."""
        return self._rest_token if self.state is LineState.LIVE else ""

    @property
    def hub(self) -> str:
        """The id of our hub; empty while there is none."""
        return self._hubs.paired

    @property
    def url(self) -> str:
        """Where our hub answers now, as a WebSocket address; empty while it does not."""
        return self._connection.url if self.state is LineState.LIVE else ""

    @property
    def last_url(self) -> str:
        """Where our hub answered last; empty: nowhere yet."""
        return self._memory.last.url

    @property
    def latency(self) -> int | None:
        """To the hub and back (ms), as measured last; None where the line is away."""
        return self._connection.latency if self.state is LineState.LIVE else None

    def probe(self) -> None:
        """Have the hub give a sign of life, so that `latency` is fresh."""
        if self.state is LineState.LIVE:
            self._connection.prove()

    @property
    def hubs_seen(self) -> list[HubAddress]:
        """The hubs on the network now."""
        return self._hubs.seen

    def hub_now(self) -> Moment:
        """The hub's time, in which every moment of tickets and calls is told."""
        return self._clock.now()

    def start(self) -> None:
        self._connection.start()

    def close(self) -> None:
        """Hang up and stop looking; leaves no thread. Orders under way stay unanswered."""
        self._remember()
        self._save.stop()
        self._orders.clear()
        self._connection.hush()
        self._connection.close()

    def choose(self, hub: str) -> None:
        """Belong to this hub from now on: a person said so.

        It is remembered when the hub welcomes us. If it refuses or does not answer, the choice is
        open again.
        """
        if hub != self._hubs.paired:
            self._position = Position(None)
        self._bye = None
        self._hubs.choose(hub)
        self._connection.hang_up()
        self._reach.seek(True)
        self._connection.attempt()

    def pair_anew(self) -> None:
        """Show digits again: to the hub that has sent this device away, else to any. Until a hub
        lets it in, a new start goes back to what was."""
        trust = self._entrance.trust
        if self._bye is None or self._bye.code not in (UNPAIRED, REVOKED):
            self._hubs.pair("")
        trust.begin_anew()
        self._bye = None
        self._connection.hang_up()
        self._reach.seek(True)
        self._reach.ask()
        self._connection.attempt()

    def choose_again(self) -> None:
        """The hub that waits for our digits is not ours: ask a person which one is."""
        if self.state is LineState.PAIRING:
            self._hubs.pair("")
            self._connection.hang_up()
            self._entrance.left()
            self._reach.ask()

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
            self._orders.transmit(self._connection.send, again=False)
        return order.id

    def tell_voice(self, able: bool) -> None:
        """This display can be heard, or no longer; told again after every break."""
        self._hello.voice = able
        if self.state is LineState.LIVE:
            self._connection.send(VoiceState(able=able))

    def tell_troubles(self, troubles: Sequence[Trouble]) -> None:
        """What is wrong with this device now, all of it; told again after every break."""
        if list(troubles) == self._hello.troubles:
            return
        self._hello.troubles = list(troubles)
        if self.state is LineState.LIVE:
            # Not kept for a broken line, where the next hello brings what is true then.
            self._report_troubles()

    def _report_troubles(self) -> None:
        self._told = self._hello.troubles
        body = {"troubles": msgspec.to_builtins(self._told)}
        self._connection.send(Order(id=uuid.uuid4().hex, name=REPORT, body=body))

    def give_back(self, lease: str, failed: str = "") -> None:
        """The lease's calls are spoken (or `failed` says why not)."""
        if self.state is LineState.LIVE:
            self._connection.send(VoiceDone(lease=lease, failed=failed))

    # Connecting -----------------------------------------------------------------------------

    @Slot()
    def _on_way(self) -> None:
        """A new way to our hub: it may have moved, and left us on a wire that leads nowhere."""
        if self.state is LineState.LIVE:
            self._connection.prove()
        else:
            self._connection.attempt()

    @Slot(list)
    def _on_undecided(self, hubs: list[HubAddress]) -> None:
        if self.state is LineState.LIVE or self._connection.exists:
            return
        self._become(LineState.CHOOSING if hubs else LineState.SEARCHING)
        if hubs:
            self.ambiguous.emit(hubs)

    @Slot()
    def _on_trying(self) -> None:
        self._become(LineState.CONNECTING)

    @Slot(str, str)
    def _on_broken(self, url: str, reason: str) -> None:
        """The line broke, or did not come about: try again."""
        live = self.state is LineState.LIVE
        log.log(logging.WARNING if live else logging.DEBUG, "line to %s: %s", url, reason)
        if live:
            self._after_live()
        met, rest = self._entrance.met, self._entrance.left()
        refused = self.state is LineState.REFUSED
        if not met and self._hubs.give_up(refused=refused):
            self._reach.seek(True)
            self._reach.ask()
        else:
            ours = self._bye is None or self._bye.code == DISTRUSTED
            self._connection.retry(refused=refused and not ours, rest=rest)

    @Slot()
    def _on_waiting(self) -> None:
        self._bye = None
        self._become(LineState.PAIRING)

    @Slot(object)
    def _on_let_in(self, paired: PairedDevice) -> None:
        """Another line, at once: on it this device is who the hub says."""
        url = self._connection.url
        if paired.hub != self._hubs.paired:
            self._position = Position(None)
        self._hello.device, self._hello.name = paired.device, paired.name
        self._hubs.pair(paired.hub, url)
        self._remember()
        self.letIn.emit(paired)
        self._connection.hang_up()
        self._connection.attempt()

    def _after_live(self) -> None:
        if self._standing.lasted() >= self._timing.stable:
            self._connection.proved()
        elif self._position.resumed and self._nonsense:
            # What we resumed with may be what breaks the line: ask for everything.
            self._position.has_state = False
        self._nonsense = False
        self._become(LineState.AWAY)

    # What the hub says ----------------------------------------------------------------------

    @Slot()
    def _say_hello(self) -> None:
        self._hello.head = self._position.head
        self._hello.snapshot = not self._position.has_state
        self._entrance.sign(self._hello)
        self.greeting.emit(self._hello)
        self._told = self._hello.troubles
        self._connection.send(self._hello)

    @Slot(object)
    def _on_message(self, message: object) -> None:
        self._heard_at = time.monotonic()
        try:
            match message:
                case _ if self.state is not LineState.LIVE and self._entrance.takes(message):
                    pass
                case Welcome():
                    self._on_welcome(message)
                case Bye():
                    self._on_bye(message)
                case _ if self.state is not LineState.LIVE:
                    self._connection.drop("a message before the welcome")
                case _:
                    self._on_live_message(message)
        except OutOfStep as error:
            self._on_nonsense(str(error))

    @Slot(str)
    def _on_nonsense(self, words: str) -> None:
        """The hub, or what we made of it, is at fault here, and not the network."""
        self._nonsense = True
        self._connection.drop(words)

    def _on_live_message(self, message: object) -> None:
        match message:
            case Frame():
                self._on_frame(message)
            case Answer():
                self.answered.emit(message)
                self._orders.answer(message)
            case Services(services=services, helps=helps, waits=waits, popular=popular):
                if message.open_counters is not None:
                    self.openCountersChanged.emit(message.open_counters)
                self.servicesChanged.emit(services)
                if popular is not None:
                    self.popularChanged.emit(popular)
                self.waitsChanged.emit(waits)
                self.helpsChanged.emit(helps)
            case Presence(zones=zones, troubles=troubles):
                self.presenceChanged.emit(zones)
                self.troublesChanged.emit(troubles)
            case Pong(now=now):
                self._tell_time(now)
            case _:
                self._on_own_message(message)

    def _on_own_message(self, message: object) -> None:
        """What is for this device alone, or for whoever stands before it."""
        match message:
            case TestSound(id=test):
                self.testWanted.emit(test)
            case PictureWanted(id=picture):
                self.pictureWanted.emit(picture)
            case TroubleSeen(code=code, part=part):
                self.troubleSeen.emit(code, part)
            case Grant():
                self.granted.emit(message)
            case Revoke(lease=lease):
                self.revoked.emit(lease)
            case Hush(on=on):
                self.hushed.emit(on)
            case Announcement():
                self.announced.emit(message)
            case CounterMessage():
                self.messaged.emit(message)
            case Numbers(grant=grant):
                self.numbersChanged.emit(grant)

    def _on_welcome(self, welcome: Welcome) -> None:
        if not OLDEST <= welcome.protocol <= PROTOCOL:
            self._on_bye(foreign_version(welcome.protocol))
            return
        url = self._connection.url
        if not self._hubs.belongs(welcome.hub):
            self._hubs.forget(url)
            self._connection.drop(f"another hub answers there: {welcome.hub}")
            return
        self._position.welcome(welcome)
        self._rest_token = welcome.token
        self._tell_time(welcome.now)
        self._hubs.pair(welcome.hub, url)
        self._remember()
        self._bye = None
        self.welcomed.emit(welcome)
        if self.state is not LineState.LIVE and self._connection.exists:
            self._become(LineState.LIVE)
            self._reach.seek(False)
            self._orders.transmit(self._connection.send, again=True)
            if self._told != self._hello.troubles:  # found while the hub was being greeted
                self._report_troubles()

    def _on_frame(self, frame: Frame) -> None:
        self._position.follow(frame)
        for change in frame.events:
            self.changed.emit(change, self._position.is_late(change))
        self.frame.emit(frame)
        if not self._save.isActive():
            self._save.start()
        if any(change.site_version is not None for change in frame.events):
            self._position.has_state = False
            self._connection.drop("a new site: everything is asked for anew")

    @Slot(str)
    def _on_distrusted(self, reason: str) -> None:
        if self._bye is None or self._bye.code != DISTRUSTED:
            log.error("whoever answers at %s is not believed: %s", self._connection.url, reason)
        self._bye = distrust(reason, paired=self.paired is not None)
        # Whoever calls itself our hub must not stop what goes on without it.
        if self.state is not LineState.LIVE and self.paired is None:
            self._become(LineState.REFUSED)

    def _on_bye(self, bye: Bye) -> None:
        let_in_anew = self._entrance.dismissed(bye)
        self._bye = None if let_in_anew else bye
        if not bye.retry and not let_in_anew:
            self._become(LineState.REFUSED)
        self._connection.drop(f"{bye.code}: {bye.detail}")

    def _tell_time(self, text: str) -> None:
        try:
            self._clock.set(text)
        except ValueError as error:
            raise OutOfStep(f"a time that cannot be read: {error}") from None

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
