"""What the menu may ask of the machine around it: a small port."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from kiosk.printing.port import PrinterState
from shared.protocol.messages import Answer


@dataclass(frozen=True, slots=True)
class Network:
    """How the kiosk stands with its hub."""

    state: str
    """A LineState."""
    hub: str = ""
    """Where it answers, or answered last."""
    latency: int | None = None
    """To the hub and back (ms), as measured last."""
    unheard: int = 0
    """How long nothing has been heard of it (ms)."""
    own: Sequence[str] = ()
    """This machine's addresses."""
    owed: int = 0
    """What the hub has still to be told."""
    why: str = ""
    """The hub's own words where it will not have this kiosk."""


class Machine(Protocol):
    """The kiosk around the menu."""

    @property
    def name(self) -> str:
        """The id of this kiosk."""

    @property
    def live(self) -> bool:
        """Whether the hub answers."""

    @property
    def printers(self) -> Sequence[tuple[str, PrinterState]]:
        """Address and state of each, in their order."""

    @property
    def network(self) -> Network:
        """As it stands now."""

    def probe(self) -> None:
        """Asks the hub for a sign of life: `network` then has a fresh latency."""

    def ask(self, name: str, body: dict[str, Any], on_answer: Callable[[Answer], None]) -> None:
        """Puts a question to the hub; answered ``away`` where it does not answer."""

    def record(self, body: dict[str, Any]) -> None:
        """An act for the journal: it reaches the hub, however long that is away."""

    def print_test(self, on_end: Callable[[bool, str], None]) -> None:
        """A test print; then whether it came out, and else why (FailureReason)."""

    def set_volume(self, percent: int) -> None:
        """How loud everything is that this kiosk says, until it is set again."""

    @property
    def audible(self) -> bool:
        """Whether it can say anything."""

    def sound(self) -> None:
        """A sentence, for the ear that sets the volume."""

    @property
    def can_reboot(self) -> bool:
        """Whether it knows how to start the whole machine again."""

    def restart(self) -> None:
        """This app ends and begins anew."""

    def reboot(self) -> bool:
        """The whole machine; whether that could be begun."""
