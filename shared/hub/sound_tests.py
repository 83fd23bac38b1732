"""Asking a display to listen to itself, and waiting for what it heard."""

from __future__ import annotations

import asyncio
import secrets
from typing import Any

import msgspec

from shared.hub.orders import BadCommand
from shared.hub.presence import Line, Presence
from shared.hub.roles import Role
from shared.protocol.messages import Answer, TestSound
from shared.protocol.views import SoundTest

PATIENCE = 25.0
"""Seconds: the display may be speaking, tries twice, and listens for some seconds."""


class NoTest(Exception):
    """The display cannot be asked, or did not answer; `code` says which."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


class SoundTests:
    """Tests that are under way. All methods belong to the hub's loop."""

    def __init__(self, presence: Presence, patience: float = PATIENCE) -> None:
        self._presence = presence
        self._patience = patience
        self._waiting: dict[tuple[str, str], asyncio.Future[SoundTest]] = {}

    async def test(self, display: str) -> SoundTest:
        """What a display heard of itself. Raises `NoTest`."""
        line = self._line(display)
        id_ = secrets.token_hex(8)
        heard: asyncio.Future[SoundTest] = asyncio.get_running_loop().create_future()
        self._waiting[line.device, id_] = heard
        line.tell(TestSound(id=id_))
        try:
            return await asyncio.wait_for(heard, self._patience)
        except TimeoutError:
            words = f"{display} did not say what it heard within {self._patience:.0f} s."
            raise NoTest("no-answer", words) from None
        finally:
            del self._waiting[line.device, id_]

    def report(self, line: Line, id_: str, body: dict[str, Any]) -> Answer:
        """`ReportSoundTest {id, ok, how, detail}`"""
        test = str(body.get("id", ""))
        try:
            found = msgspec.convert({**body, "display": line.device}, SoundTest, strict=True)
        except msgspec.ValidationError as error:
            raise BadCommand(f"ReportSoundTest: {error}") from None
        waiting = self._waiting.get((line.device, test))
        if waiting is not None and not waiting.done():
            waiting.set_result(found)
        return Answer(id=id_, status=200)

    def _line(self, display: str) -> Line:
        for line in self._presence.lines(Role.DISPLAY):
            if line.device == display:
                if not line.tests_sound:
                    words = f"{display} was started without a voice, or is too old to test it."
                    raise NoTest("no-voice", words)
                return line
        raise NoTest("display-away", f"There is no display '{display}' on the line now.")
