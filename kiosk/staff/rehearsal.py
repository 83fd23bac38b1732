"""A machine and a book that exist only in memory, for pictures and for rehearsing the menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from kiosk.printing.port import PrinterState
from kiosk.staff.book import Notes
from kiosk.staff.machine import Network
from shared.link.state import LineState
from shared.protocol.messages import Answer
from shared.protocol.views import Problem

_NETWORK = Network(LineState.LIVE, "ws://192.168.1.10:8710/ws", 4, 800, ("192.168.1.21",), 0)


@dataclass
class RehearsalBook:
    """Keeps copies, as a file would."""

    notes: Notes = field(default_factory=Notes)
    written: int = 0

    def read(self) -> Notes:
        return Notes(**{name: getattr(self.notes, name) for name in Notes.__struct_fields__})

    def write(self, notes: Notes) -> None:
        self.notes, self.written = notes, self.written + 1
        self.notes = self.read()


@dataclass
class RehearsalMachine:
    """Does everything at once; `pins` are what the hub knows: officer and name by PIN."""

    name: str = "kiosk-1"
    live: bool = True
    pins: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    problem: Problem | None = None
    """What the hub says instead."""
    printers: Sequence[tuple[str, PrinterState]] = (("tcp://10.0.0.9:9100", PrinterState.READY),)
    network: Network = _NETWORK
    audible: bool = True
    can_reboot: bool = True
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    recorded: list[dict[str, Any]] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    volume: int = 0
    on_test: Callable[[bool, str], None] | None = None

    def rest(self) -> None:
        """As it began: the hub is there, and nothing is wrong."""
        fresh = RehearsalMachine()
        self.live, self.problem = fresh.live, None
        self.network, self.printers = fresh.network, fresh.printers

    def probe(self) -> None:
        pass

    def ask(self, name: str, body: dict[str, Any], on_answer: Callable[[Answer], None]) -> None:
        self.asked.append((name, body))
        if self.problem is not None:
            on_answer(Answer(id="", status=self.problem.status, problem=self.problem))
        elif name == "OpenKiosk":
            on_answer(self._whose(str(body["pin"]), str(body.get("officer", ""))))
        else:
            known = [one for rows in self.pins.values() for one, _ in rows]
            on_answer(Answer(id="", status=200, body={"officers": known}))

    def _whose(self, pin: str, officer: str) -> Answer:
        rows = [row for row in self.pins.get(pin, []) if officer in ("", row[0])]
        if not rows:
            problem = Problem(type="", title="", status=403, code="wrong-pin", detail="")
            return Answer(id="", status=403, problem=problem)
        if len(rows) > 1:
            named = [{"officer": one, "name": name} for one, name in rows]
            return Answer(id="", status=200, body={"choose": named})
        ((one, name),) = rows
        return Answer(id="", status=200, body={"officer": one, "name": name, "stamp": f"s-{one}"})

    def record(self, body: dict[str, Any]) -> None:
        self.recorded.append(body)

    def print_test(self, on_end: Callable[[bool, str], None]) -> None:
        self.on_test = on_end

    def set_volume(self, percent: int) -> None:
        self.volume = percent

    def sound(self) -> None:
        self.done.append("sound")

    def restart(self) -> None:
        self.done.append("restart")

    def reboot(self) -> bool:
        self.done.append("reboot")
        return True
