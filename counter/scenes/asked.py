"""A question over the desk."""

from __future__ import annotations

from dataclasses import dataclass

from counter.scenes.desk import Script, crowd, long_name
from counter.scenes.signing import colleagues
from counter.studio import Terminal
from shared.domain.ids import MINUTE


@dataclass(frozen=True, slots=True)
class Asking:
    """A question on the screen, perhaps with something typed."""

    act: str
    after: Script
    typed: str = ""

    def __call__(self, terminal: Terminal) -> None:
        self.after(terminal)
        self.ask(terminal)

    def ask(self, terminal: Terminal) -> None:
        """Where the terminal stands after `after` already."""
        terminal.press(self.act)
        terminal.type(self.typed)


def asking(act: str, after: Script, typed: str = "") -> Asking:
    """A question about what stands there after `after`."""
    return Asking(act, after, typed)


def asking_why(terminal: Terminal) -> None:
    crowd(terminal)
    terminal.press("call-number")
    terminal.type("15")
    terminal.take(0)
    terminal.settle()


def given_number(terminal: Terminal) -> None:
    """A number for somebody who cannot use the kiosk, held up to be read."""
    crowd(terminal)
    terminal.press("issue")
    terminal.type("kk")
    while terminal.model.sheet_card.is_open and not terminal.model.sheet_card.property("large"):
        terminal.take(0)
    terminal.settle()


def missed_is_back(terminal: Terminal) -> None:
    """A late visitor stands at the counter."""
    crowd(terminal)
    terminal.hall.pass_time(20 * MINUTE)
    terminal.press("held")
    terminal.take(1)
    terminal.settle()


def coming_back(terminal: Terminal) -> None:
    """A transfer: does it come back?"""
    colleagues(terminal)
    terminal.press("transfer")
    terminal.type("nurul")
    terminal.take(0)
    terminal.settle()


def why_transfer(terminal: Terminal) -> None:
    """To a service with the longest name, and why."""
    long_name(terminal)
    terminal.press("transfer")
    terminal.type("izin praktik")
    terminal.take(1)
    terminal.settle()
