"""The rooms beside the counter at a real hub: who works there, and how they sign in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.integration.real_hub import RealHub
from tests.scenarios.terminal import K, Officer

STAFF = (
    {"id": "rina", "name": "Rina Oktaviani", "pin": "246810", "role": "desk"},
    {"id": "hadi", "name": "Hadi Purnomo", "pin": "864200", "role": "supervisor"},
    {"id": "budi", "name": "Budi Santoso", "pin": "135790", "role": "officer"},
)


@contextmanager
def staffed(hub: RealHub) -> Iterator[RealHub]:
    """A hub that is about to be entered, with these people."""
    with hub:
        put_staff(hub)
        yield hub


def put_staff(hub: RealHub) -> None:
    answer = hub.request("PUT", "/api/v1/officers", {"officers": list(STAFF)})
    assert answer.status_code == 200, answer.text


@contextmanager
def seated(hub: RealHub, data: Path, mode: str, *options: str) -> Iterator[Officer]:
    """A terminal that is always this room."""
    sitting = Officer(hub, data, "--windowed", "1366x768", "--mode", mode, *options)
    yield sitting
    sitting.end()


def sign_in(clerk: Officer, officer: str, pin: str, where: str = "meja informasi") -> None:
    clerk.sees("signOnTitle", where)
    clerk.window.requestActivate()
    clerk.until(clerk.window.isActive, "the window is not active")
    clerk.type(officer)
    clerk.press(K.Key_Return)
    clerk.type(pin)
    clerk.press(K.Key_Return)
