"""What a TV shows, as the hub asks for it and hands it on."""

from __future__ import annotations

import asyncio
import json
from base64 import b64decode, b64encode
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from shared.domain import commands as c
from shared.domain.ids import DeviceId
from shared.domain.refusal import Refusal
from shared.hub.orders import BadCommand
from shared.hub.presence import Line, Presence
from shared.hub.roles import Role
from shared.hub.small_pictures import FRESH_SECONDS, KEPT_SECONDS, SmallPictures
from shared.hub.written import Asked
from shared.protocol.pictures import JPEG, MOST_BYTES
from tests.unit.played_hall import PlayedHall, two_agency_site
from tests.unit.voice_stage import Paper

TV = "tv-one"
FIRST, SECOND = JPEG + b"first", JPEG + b"second"


class Desk:
    """One TV on the line; `seconds` moves with the test."""

    def __init__(self) -> None:
        self.play = PlayedHall(two_agency_site(), always_open=True)
        self.play.do(c.TurnDay())
        self.play.do(c.EnrolDevice(device=DeviceId(TV), role="display", name="TV", zones=()))
        self.presence = Presence(self.play.hall)
        self.seconds = 100.0
        self.pictures = SmallPictures(
            self.play.hall, self.presence, patience=0.01, clock=lambda: self.seconds
        )
        self.paper = Paper()
        self.line = Line(Role.DISPLAY, DeviceId(TV), self.paper, draws_itself=True)
        self.presence.join(self.line)

    def asked(self) -> list[str]:
        """The ids of what the TV was asked for."""
        told = [json.loads(packet[packet.index(b"{") :]) for packet in self.paper.packets]
        return [one["id"] for one in told if one["type"] == "picture-wanted"]

    def report(self, picture: bytes, nth: int = -1) -> None:
        body = {"id": self.asked()[nth], "picture": b64encode(picture).decode()}
        assert self.pictures.report(self.line, "r", body).status == 200

    async def see(self, display: str = TV) -> dict[str, Any]:
        body = {"display": display}
        return await self.pictures.see(
            Asked(id="s", name="SeeDisplay", body=body, sender="", actor="")
        )

    async def look(self, picture: bytes) -> bytes:
        """Somebody looks, and the TV answers in time."""
        looking = asyncio.ensure_future(self.see())
        await asyncio.sleep(0)
        self.report(picture)
        return b64decode((await looking)["picture"])


def played(script: Callable[[Desk], Awaitable[None]]) -> None:
    async def play() -> None:
        await script(Desk())

    asyncio.run(play())


def test_who_looks_sees_what_stands_there_now() -> None:
    async def script(desk: Desk) -> None:
        assert desk.asked() == [], "nobody looks, and nothing is asked for"
        assert await desk.look(FIRST) == FIRST
        desk.seconds += FRESH_SECONDS - 1
        assert (await desk.see())["age"] == (FRESH_SECONDS - 1) * 1_000
        assert len(desk.asked()) == 1
        desk.seconds += 2
        assert await desk.look(SECOND) == SECOND

    played(script)


def test_two_who_look_are_one_question() -> None:
    async def script(desk: Desk) -> None:
        looking = asyncio.gather(desk.see(), desk.see())
        await asyncio.sleep(0)
        assert len(desk.asked()) == 1
        desk.report(FIRST)
        assert [b64decode(one["picture"]) for one in await looking] == [FIRST, FIRST]

    played(script)


def test_one_that_is_slow_or_gone_has_its_last_picture_with_its_age() -> None:
    async def script(desk: Desk) -> None:
        await desk.look(FIRST)
        desk.seconds += 60
        said = await desk.see()
        assert (said["connected"], said["age"], b64decode(said["picture"])) == (True, 60_000, FIRST)
        desk.report(SECOND)  # late, and worth something all the same
        assert b64decode((await desk.see())["picture"]) == SECOND
        desk.presence.leave(desk.line)
        desk.seconds += 60
        said = await desk.see()
        assert (said["connected"], said["age"]) == (False, 60_000)
        desk.seconds += KEPT_SECONDS
        assert await desk.see() == {"display": TV, "connected": False}

    played(script)


def test_nobody_waits_for_a_tv_that_goes() -> None:
    async def script(desk: Desk) -> None:
        desk.pictures._patience = 60
        looking = asyncio.ensure_future(desk.see())
        await asyncio.sleep(0)
        desk.presence.leave(desk.line)
        assert await asyncio.wait_for(looking, 5) == {"display": TV, "connected": False}

    played(script)


def test_what_nobody_asked_for_is_not_kept() -> None:
    async def script(desk: Desk) -> None:
        body = {"id": "made-up", "picture": b64encode(FIRST).decode()}
        assert desk.pictures.report(desk.line, "r", body).status == 200
        assert "picture" not in await desk.see()

    played(script)


@pytest.mark.parametrize(
    "picture",
    [
        "no base64!",
        b64encode(b"<svg/>").decode(),
        b64encode(JPEG + bytes(MOST_BYTES)).decode(),
        None,
        7,
    ],
)
def test_what_is_no_small_picture_is_refused(picture: object) -> None:
    desk = Desk()
    with pytest.raises(BadCommand):
        desk.pictures.report(desk.line, "r", {"id": "x", "picture": picture})


def test_what_is_no_display_is_refused_and_an_old_one_has_no_picture() -> None:
    async def script(desk: Desk) -> None:
        with pytest.raises(Refusal):
            await desk.see("nowhere")
        desk.line.draws_itself = False
        assert await desk.see() == {"display": TV, "connected": True}
        assert desk.asked() == []

    played(script)
