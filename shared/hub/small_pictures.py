"""What the TVs show, for whoever supervises the hall: asked for when somebody looks, kept in memory
alone, and no longer than it may be of use."""

from __future__ import annotations

import asyncio
import binascii
import secrets
import time
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shared.domain.decide.devices import listed_display
from shared.domain.hall import Hall
from shared.domain.ids import DeviceId
from shared.domain.refusal import Code, Refusal
from shared.hub.orders import BadCommand
from shared.hub.presence import Line, Presence
from shared.hub.roles import Role
from shared.hub.written import Asked
from shared.protocol.messages import Answer, PictureWanted
from shared.protocol.pictures import MOST_BYTES, REPORT, media_type

FRESH_SECONDS = 4.0
"""A picture that is no older is not asked for again, however many look."""

PATIENCE = 2.5
"""Seconds that whoever looks waits for a new one; then they see the last."""

KEPT_SECONDS = 15 * 60.0
"""The last picture of a TV that is gone says nothing any more."""


@dataclass(frozen=True, slots=True)
class SmallPicture:
    """What a display showed; `drawn` is by the hub's own monotonic clock, in seconds."""

    content: bytes
    drawn: float


@dataclass(slots=True)
class Wanted:
    """A picture that a display was asked for; `late`: nobody waits for it any longer."""

    id: str
    arrived: asyncio.Event
    late: bool = False


class SmallPictures:
    """The last picture of each display. All methods belong to the hub's loop."""

    def __init__(
        self,
        hall: Hall,
        presence: Presence,
        *,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._hall = hall
        self._presence = presence
        self._patience = patience
        self._clock = clock
        self._kept: dict[DeviceId, SmallPicture] = {}
        self._wanted: dict[Line, Wanted] = {}
        """What each line was asked for last."""
        presence.watch(self._forget_lines)

    async def see(self, asked: Asked) -> dict[str, Any]:
        """`SeeDisplay {display}`: its picture with its age; a display that is away, or too old to
        draw itself, has its last one or none."""
        asked.require_only("display")
        display = DeviceId(asked.string("display"))
        found = await self.look(display)
        said: dict[str, Any] = {"display": display, "connected": self._line(display) is not None}
        if found is not None:
            picture = b64encode(found.content).decode()
            said |= {"picture": picture, "age": self.age_ms(found)}
        return said

    async def look(self, display: DeviceId) -> SmallPicture | None:
        """What it shows now, or the last that is known. Refusal for a display that is none."""
        known = self._hall.devices.get(display) or listed_display(self._hall, display)
        if known is None or known.role != Role.DISPLAY:
            raise Refusal(
                Code.UNKNOWN_DISPLAY, f"There is no display '{display}'.", display=display
            )
        line = self._line(display)
        if line is not None and line.draws_itself and not self._fresh(display):
            await self._ask(line)
        self._drop_old()
        return self._kept.get(display)

    def age_ms(self, picture: SmallPicture) -> int:
        return round((self._clock() - picture.drawn) * 1_000)

    def report(self, line: Line, id_: str, body: dict[str, Any]) -> Answer:
        """`ReportPicture {id, picture}`: of a line that was asked, and as small as agreed."""
        content = _content(body.get("picture"))
        wanted = self._wanted.get(line)
        if wanted is not None and wanted.id == body.get("id"):
            del self._wanted[line]
            self._kept[line.device] = SmallPicture(content, self._clock())
            wanted.arrived.set()
        return Answer(id=id_, status=200)

    def stop(self) -> None:
        """Nobody waits any longer."""
        for wanted in self._wanted.values():
            wanted.arrived.set()
        self._wanted.clear()

    # ----------------------------------------------------------------------------------------

    async def _ask(self, line: Line) -> None:
        """Asks once, whoever else wants to see it meanwhile."""
        wanted = self._wanted.get(line)
        if wanted is None or wanted.late:
            wanted = self._wanted[line] = Wanted(secrets.token_hex(8), asyncio.Event())
            line.tell(PictureWanted(id=wanted.id))
        try:
            await asyncio.wait_for(wanted.arrived.wait(), self._patience)
        except TimeoutError:
            wanted.late = True  # the next look asks again, unless it comes after all

    def _fresh(self, display: DeviceId) -> bool:
        kept = self._kept.get(display)
        return kept is not None and self._clock() < kept.drawn + FRESH_SECONDS

    def _drop_old(self) -> None:
        """Also of displays that nobody looks at."""
        since = self._clock() - KEPT_SECONDS
        self._kept = {one: kept for one, kept in self._kept.items() if kept.drawn > since}

    def _line(self, display: DeviceId) -> Line | None:
        found = [one for one in self._presence.lines(Role.DISPLAY) if one.device == display]
        return max(found, key=lambda line: line.draws_itself, default=None)

    def _forget_lines(self) -> None:
        """Who is gone answers no more."""
        living = set(self._presence.lines(Role.DISPLAY))
        for line in self._wanted.keys() - living:
            self._wanted.pop(line).arrived.set()


def _content(picture: object) -> bytes:
    """The bytes of a report. `BadCommand` for what is no small picture."""
    try:
        content = b64decode(picture if isinstance(picture, str) else "", validate=True)
    except (binascii.Error, ValueError):
        raise BadCommand(f"{REPORT}: 'picture' is base64.") from None
    if media_type(content) is None:
        raise BadCommand(f"{REPORT}: 'picture' is a JPEG or a PNG.")
    if len(content) > MOST_BYTES:
        raise BadCommand(f"{REPORT}: a picture has at most {MOST_BYTES} bytes.")
    return content
