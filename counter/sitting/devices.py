"""Kiosks and displays of the hall, as the hub tells staff; asked for anew when one may have
changed."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from counter.hall import Hall
from shared.protocol.messages import Answer

LIST = "ListDevices"


@dataclass(frozen=True, slots=True)
class Device:
    """`connected`: it is on the line now."""

    id: str
    role: str
    name: str = ""
    zones: list[str] = field(default_factory=list)
    volume: int = 100
    muted: bool = False
    connected: bool = False


class Devices:
    """What was told last. A hub that does not tell leaves it empty."""

    def __init__(self, hall: Hall, on_change: Callable[[], None]) -> None:
        self._hall = hall
        self._on_change = on_change
        self._asked: object = None
        self.told: tuple[Device, ...] = ()

    def ask(self, about: object, seal: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        """Asks once for each state of the hall, `about`, that may have changed them."""
        if about == self._asked:
            return
        self._asked = about
        self._hall.send(LIST, seal({}), lambda answer: self._take(about, answer), uuid.uuid4().hex)

    def forget(self) -> None:
        """The next time it is asked for again."""
        self._asked = None

    def _take(self, about: object, answer: Answer) -> None:
        if about != self._asked or answer.problem is not None or answer.body is None:
            return
        self.told = tuple(msgspec.convert(answer.body.get("devices", []), list[Device]))
        self._on_change()

    def configured(self, body: Mapping[str, Any]) -> None:
        """The hub has set a display's sound: what is told next must not be older than that."""
        changes = {key: body[key] for key in ("volume", "muted") if key in body}
        self.told = tuple(
            replace(one, **changes) if one.id == body.get("display") else one for one in self.told
        )

    def of(self, role: str) -> list[Device]:
        return [one for one in self.told if one.role == role]
