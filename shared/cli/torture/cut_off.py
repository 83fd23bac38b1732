"""Cables pulled, packets lost, hubs that vanish and move: no line loses or repeats anything.

Each host of the hall is a network namespace. Lines without apps stand for the apps (the trial
`apps` starts real ones); beside the hub stand witnesses whose lines nothing happens to.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

from shared.cli.torture.hub import Hub
from shared.cli.torture.ledger import Ledger
from shared.cli.torture.lines import AppLine, Officer, Silent, Traffic
from shared.cli.torture.network import HallNetwork, Weather, cannot
from shared.cli.torture.trial import Findings, Say, Skipped, Trial, dice
from shared.hub.journal.schema import JOURNAL_FILE

BACK_SECONDS = 5.0
"""Promised: from the line's return until the hub has answered an app's question."""

NOTICED_SECONDS = 10.0
"""Promised: from the moment in which the other side vanished, at both ends."""

PATIENCE_SECONDS = 20.0
"""What is waited for before a promise counts as broken for good."""

PORT = 8_080
APPS = {"kiosk-1": "kiosk", "pc-1": "counter", "tv-biru": "display"}
WITNESSES = {"desk": "kiosk", "witness": "counter", "tv-hijau": "display"}
MANNED = "pc-1"
"""Where an officer works."""
HUB, SPARE = "hub", "spare"

STORM = Weather(loss=0.1, delay_ms=60, jitter_ms=30)

_LOOK_SECONDS = 0.1


class Stage:
    """The hall: its network, the hub, the lines, and what was found."""

    def __init__(self, directory: Path, stack: ExitStack, findings: Findings, say: Say) -> None:
        self.directory = directory
        self.findings = findings
        self.say = say
        self.ledger = Ledger()
        self._stack = stack
        self.network = stack.enter_context(HallNetwork(*APPS, HUB, SPARE))
        for host in (*APPS, HUB, SPARE):
            self.network.give_address(host)
        self.network.wait_until_forwarding()
        self.hub = stack.enter_context(self._hub_on(HUB))
        self.apps = {name: self._line(name, role, name) for name, role in APPS.items()}
        self.witnesses = {name: self._line(name, role, HUB) for name, role in WITNESSES.items()}
        for line in self.lines:
            line.live(PATIENCE_SECONDS)

    @property
    def lines(self) -> list[AppLine]:
        return [*self.apps.values(), *self.witnesses.values()]

    def _hub_on(self, host: str) -> Hub:
        beyond = ("--listen", f"0.0.0.0:{PORT}", "--advertise", "--always-open")
        return Hub(self.directory / "data", *beyond, prefix=self.network.prefix(host))

    def _line(self, name: str, role: str, host: str) -> AppLine:
        self.hub.let_in(role, name, self.directory / name, self._at_the_hub)
        options = ("--voice",) if role == "display" else ()
        prefix = self.network.prefix(host)
        line = AppLine(name, role, self.directory, self.ledger, *options, prefix=prefix)
        return self._stack.enter_context(line)

    def _at_the_hub(self, ask: Callable[[], Any]) -> Any:
        """What is found on the hub's machine."""
        here = HUB if self.hub.prefix == self.network.prefix(HUB) else SPARE
        return self.network.on(here, ask)

    def fresh(self, role: str) -> AppLine:
        """An app that has not been there before, beside the hub as it stands now."""
        host = HUB if self.hub.prefix == self.network.prefix(HUB) else SPARE
        return self._line(f"fresh-{role}", role, host)

    def officer(self, counter: str) -> Officer:
        """Signed on, on the counter's line."""
        officer = Officer(self.apps[MANNED], counter, dice("cut-off officer"))
        officer.sign_on(self.hub.own_pin(f"officer-{counter}", self._at_the_hub))
        return officer

    def move_hub(self) -> None:
        """The machine is lost without a word; its disk goes on in another one."""
        self.network.cut(HUB)
        self.hub.kill()
        self.hub = self._stack.enter_context(self._hub_on(SPARE))

    def lines_at_the_hub(self) -> int:
        """How many lines the hub believes to be open."""
        address = self.hub.address()
        text = self.network.on(HUB, lambda: address.text("/metrics"))
        counts = [line for line in text.splitlines() if line.startswith("giliran_lines{")]
        return sum(round(float(line.rpartition(" ")[2])) for line in counts)

    # Promises -------------------------------------------------------------------------------

    @contextmanager
    def fault(self, name: str, detail: str = "") -> Iterator[None]:
        """What is done inside ends with the line's return; then every app must be back in time."""
        self.say(f"{name} {detail}".strip())
        yield
        self.all_back(name)

    def all_back(self, name: str) -> None:
        returned = time.monotonic()
        asked = {
            app: app.ask("FindTicket", {"ticket": "nobody's"}, wait=True)
            for app in self.apps.values()
        }
        for app, question in asked.items():
            try:
                back = app.answer(question, PATIENCE_SECONDS)["at"] - returned
            except Silent as silent:
                self.findings.broken.append(f"{name}: {silent}")
                continue
            self.findings.most(f"back after {name} (s)", round(back, 2))
            self.findings.require(
                back <= BACK_SECONDS, f"{name}: {app.name} was back after {back:.1f} s only"
            )

    def all_notice(self, since: float, told: dict[str, int]) -> None:
        """A side that vanished without a word is missed in time by all apps, and by the hub."""
        while self.lines_at_the_hub() > len(self.witnesses):
            if time.monotonic() > since + PATIENCE_SECONDS:
                self.findings.broken.append("the hub never missed its vanished apps")
                break
            time.sleep(_LOOK_SECONDS)
        self._noticed("missed by the hub (s)", time.monotonic() - since)
        for name, app in self.apps.items():
            away = app.until(lambda one: one.get("state") == "away", PATIENCE_SECONDS, told[name])
            self._noticed("missed by an app (s)", away["at"] - since)

    def _noticed(self, name: str, seconds: float) -> None:
        self.findings.most(name, round(seconds, 2))
        self.findings.require(seconds <= NOTICED_SECONDS, f"{name} after {seconds:.1f} s only")


# Faults -----------------------------------------------------------------------------------------


def unplugged(stage: Stage, host: str = HUB, seconds: float = 3.0) -> None:
    """A cable is pulled for a while: shorter than anybody takes a line for dead, or longer."""
    where = "the hub's" if host == HUB else "an app's"
    with stage.fault(f"{where} cable out", f"for {seconds:g} s"):
        stage.network.unplug(host)
        time.sleep(seconds)
        stage.network.plug(host)


def storm(stage: Stage, seconds: float = 4.0) -> None:
    """Packets are lost and late, and overtake one another; nobody's line breaks for it."""
    with stage.fault(f"{STORM.loss:.0%} of the packets lost"):
        stage.network.spoil(HUB, STORM)
        try:
            time.sleep(seconds)
        finally:
            stage.network.mend(HUB)


def vanished(stage: Stage) -> None:
    """Half-open: every packet is swallowed, and no end is told."""
    with stage.fault("half-open lines"):
        told = {name: len(app.told) for name, app in stage.apps.items()}
        since = time.monotonic()
        stage.network.cut(HUB)
        try:
            stage.all_notice(since, told)
        finally:
            stage.network.join(HUB)


def readdressed(stage: Stage) -> None:
    """The hub's machine gets another address, as DHCP may do; the hub runs on."""
    with stage.fault("the hub at another address"):
        stage.network.take_address(HUB)
        stage.network.give_address(HUB, f"10.77.0.{100 + int(time.monotonic()) % 100}")


def killed(stage: Stage) -> None:
    """The hub's process dies and is started again at its port."""
    with stage.fault("the hub killed"):
        stage.hub.kill()
        stage.hub.start()


SHORT: tuple[Callable[[Stage], None], ...] = (unplugged, storm, vanished)


def _long(stage: Stage) -> Iterator[Callable[[], None]]:
    """Every fault, each app's cable too, for longer and shorter than a line takes to be missed."""
    chance = dice("cut-off")
    for _ in range(6):
        faults: list[Callable[[], None]] = [
            *(lambda fault=fault: fault(stage) for fault in (*SHORT, readdressed, killed)),
            *(
                lambda host=host: unplugged(stage, host, round(chance.uniform(1, 20), 1))
                for host in (*APPS, HUB)
            ),
            lambda: storm(stage, 30),
        ]
        chance.shuffle(faults)
        yield from faults


# The trial --------------------------------------------------------------------------------------


def run(short: bool, directory: Path, findings: Findings, say: Say) -> None:
    """See `Trial.run`."""
    if reason := cannot():
        raise Skipped(reason)
    with ExitStack() as stack:
        stage = Stage(directory, stack, findings, say)
        findings.figures["packets are lost by"] = (
            f"a cable of our own: {stage.network.no_netem}" if stage.network.no_netem else "netem"
        )
        say(f"packets are lost by {findings.figures['packets are lost by']}")
        kiosks = (stage.apps["kiosk-1"], stage.witnesses["desk"])
        traffic = Traffic(kiosks, stage.officer("1"), dice("cut-off traffic"))
        with traffic:
            faults = [lambda f=f: f(stage) for f in SHORT] if short else list(_long(stage))
            for number, fault in enumerate(faults, 1):
                fault()
                say(f"{number} of {len(faults)} faults", number / (len(faults) + 1))
            _compare_with_witnesses(stage)
            with stage.fault("the hub on another machine"):
                stage.move_hub()
        _judge(stage)
    judged = Findings()
    stage.ledger.judge(directory / "data" / JOURNAL_FILE, judged)
    findings.broken += judged.broken
    findings.figures |= {name: judged.figures[name] for name in ("acknowledged", "entries")}


def _compare_with_witnesses(stage: Stage) -> None:
    """Who was cut off has been told of every entry that was told to those who were not."""
    for witness in stage.witnesses.values():
        app = next(one for one in stage.apps.values() if one.role == witness.role)
        until = max(witness.changes, default=0)
        told = _once_it_has(app, until)
        first = app.told[0]["at"]
        expected = {
            one["change"]
            for one in witness.told
            if "change" in one and one["at"] > first and one["change"] <= until
        }
        lacking = sorted(expected - told)
        stage.findings.require(not lacking, f"{app.name} was never told of entries {lacking[:9]}")
        stage.findings.count(f"entries told to the {app.role}", len(expected))


def _once_it_has(app: AppLine, seq: int) -> set[int]:
    with suppress(Silent):  # what it lacks is about to be said
        app.until(lambda one: one.get("change", 0) >= seq, BACK_SECONDS)
    return set(app.changes)


def _judge(stage: Stage) -> None:
    # A kiosk keeps no copy of tickets that a new one could be held against.
    copies = [app for app in stage.apps.values() if app.role != "kiosk"]
    fresh = {app.name: stage.fresh(app.role) for app in copies}
    for app in stage.apps.values():
        changes = app.changes
        in_order = all(one <= other for one, other in pairwise(changes))
        twice = sum(one == other for one, other in pairwise(changes))
        in_order &= twice <= (app.name == MANNED)  # told anew once, when its officer signed on
        stage.findings.require(in_order, f"{app.name} was told of an entry twice, or too late")
        stage.findings.require(all(app.resumed[1:]), f"{app.name} was not resumed: {app.resumed}")
        stage.findings.require("a gap:" not in app.said(), f"{app.name} met a gap")
        stage.findings.count("resumptions", len(app.resumed) - 1)
    for app in copies:
        _same_as_fresh(stage, app, fresh[app.name])


def _same_as_fresh(stage: Stage, app: AppLine, fresh: AppLine) -> None:
    """All that an app has been told bit by bit is what a new app is told at once."""
    fresh.live(PATIENCE_SECONDS)
    deadline = time.monotonic() + BACK_SECONDS
    while (same := app.copy() == fresh.copy()) is False and time.monotonic() < deadline:
        time.sleep(_LOOK_SECONDS)
    stage.findings.require(same, f"{app.name} holds another hall than an app that has just come")


TRIALS = (Trial("cut-off", 2, run, short_seconds=120, long_seconds=1_800),)
