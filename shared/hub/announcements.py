"""A supervisor's words to the hall: shown at once, and spoken when nobody is to be called.

The words are in a table of their own (`shared.hub.texts`); the journal has that they were
announced, and in which zones they are over. After a restart what was not spoken yet is taken up
again, unless it is older than `LONGEST_WAIT`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from shared.domain import commands as c
from shared.domain.decide.finding import plan_of
from shared.domain.events import AnnouncementMade, Recorded
from shared.domain.hall import Hall
from shared.domain.ids import Moment, NoteId, ZoneCode
from shared.hub.engine import Unavailable
from shared.hub.notes import Submit, recorded
from shared.hub.officers import Officers
from shared.hub.orders import BadCommand
from shared.hub.presence import Line, Presence
from shared.hub.roles import Role
from shared.hub.texts import ANNOUNCEMENT, Text
from shared.hub.voice import LONGEST_WAIT, STALE, VoiceDesk
from shared.hub.written import Asked, digest_of_text
from shared.protocol.messages import Announcement

log = logging.getLogger(__name__)

ANNOUNCE = "Announce"

SHOWN_SECONDS = 20.0
"""At least so long it stands on the screens, for those who do not hear."""

LOOK_AGAIN_SECONDS = STALE / 1000 + 1.0
"""Then what nobody can speak is over."""


@dataclass(slots=True, kw_only=True)
class _Live:
    """One that stands on the screens."""

    id: str
    text: str
    english: str
    since: float
    groups: dict[ZoneCode, str]
    """The voice group of each zone in which it is not over."""


class Announcements:
    """All methods belong to the hub's loop."""

    def __init__(
        self,
        hall: Hall,
        presence: Presence,
        voice: VoiceDesk,
        officers: Officers,
        *,
        submit: Submit,
        now: Callable[[], Moment],
        shown_seconds: float = SHOWN_SECONDS,
    ) -> None:
        self._now = now
        self._hall = hall
        self._presence = presence
        self._voice = voice
        self._officers = officers
        self._submit = submit
        self._coming: dict[str, Text] = {}
        self._live: dict[str, _Live] = {}
        self._timers: set[asyncio.TimerHandle] = set()
        self._ending: set[asyncio.Task[None]] = set()
        self._shown_seconds = shown_seconds
        voice.on_said = self._said

    async def make(self, asked: Asked) -> dict[str, Any]:
        """`Announce {zones, text, english?}`"""
        asked.require_only("zones", "text", "english")
        zones = asked.body.get("zones")
        if not isinstance(zones, list) or not all(isinstance(zone, str) for zone in zones):
            raise BadCommand(f"{ANNOUNCE}: 'zones' is a list of the site's zones.")
        words = self._words(asked, zones)
        command = c.Announce(
            announcement=NoteId(words.id),
            zones=tuple(map(ZoneCode, zones)),
            digest=digest_of_text(words.text, words.english),
        )
        self._coming[words.id] = words
        try:
            await recorded(self._officers, self._submit, words, asked, command)
        finally:
            self._coming.pop(words.id, None)
        return {"announcement": words.id}

    def _words(self, asked: Asked, zones: list[str]) -> Text:
        text, english = asked.written("text"), asked.written("english")
        if not any(letter.isalnum() for letter in text):
            raise BadCommand(f"{ANNOUNCE}: 'text' is what is to be said.")
        return Text(
            id=asked.text_id,
            kind=ANNOUNCEMENT,
            about=" ".join(zones),
            officer=asked.actor,
            at=self._now(),
            day=self._hall.date,
            text=text,
            english=english,
            after=self._hall.seq,
        )

    def committed(self, recorded: Sequence[Recorded]) -> None:
        """Follows the journal: what is on disk is shown, and waits for the voice."""
        for one in recorded:
            if isinstance(one.event, AnnouncementMade):
                words = self._coming.get(one.event.announcement)
                if words is not None:
                    self._begin(words, one.event.zones)

    async def adopt(self) -> None:
        """After a start: what is to be heard still; what has become too old is over."""
        for id_, made in list(self._hall.announced.items()):
            age = self._now() - made.at
            words = await self._words_of(id_)
            gone = {zone for zone in made.zones if zone not in plan_of(self._hall).zones}
            if words is None or age > LONGEST_WAIT or gone:
                await self._over(id_, made.zones, spoken=False)
            else:
                self._begin(words, made.zones, age)

    async def _words_of(self, id_: NoteId) -> Text | None:
        return await self._officers.text(lambda texts: texts.of(id_))

    def greet(self, line: Line) -> None:
        """A display that was away, or is new, is told what stands on the others."""
        if line.role is Role.DISPLAY and line.announces:
            for live in self._live.values():
                self._tell(line, live)

    def stop(self) -> None:
        for timer in self._timers:
            timer.cancel()
        for task in self._ending:
            task.cancel()

    # ----------------------------------------------------------------------------------------

    def _begin(self, words: Text, zones: tuple[ZoneCode, ...], age: int = 0) -> None:
        plan = self._hall.plan
        assert plan is not None
        live = _Live(
            id=words.id,
            text=words.text,
            english=words.english,
            since=asyncio.get_running_loop().time(),
            groups={zone: plan.zones[zone].voice_group for zone in zones},
        )
        self._live[live.id] = live
        for line in self._presence.lines(Role.DISPLAY):
            if line.announces:
                self._tell(line, live)
        self._voice.announce(live.id, zones, live.text, live.english, age=age)
        self._later(LOOK_AGAIN_SECONDS, self._voice.look)

    def _tell(self, line: Line, live: _Live) -> None:
        """To a display of one of the zones where it is not over."""
        zones = [str(zone) for zone in self._presence.zones_shown(line) if zone in live.groups]
        if zones:
            line.tell(Announcement(id=live.id, zones=zones, text=live.text, english=live.english))

    def _said(self, id_: str, group: str, spoken: bool) -> None:
        """It has been spoken in an earshot, or nobody can."""
        live = self._live.get(id_)
        if live is not None:
            zones = tuple(zone for zone, name in live.groups.items() if name == group)
            task = asyncio.ensure_future(self._over(NoteId(id_), zones, spoken=spoken))
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)
            shown = asyncio.get_running_loop().time() - live.since
            self._later(max(0.0, self._shown_seconds - shown), lambda: self._end(live, group))

    async def _over(self, id_: NoteId, zones: tuple[ZoneCode, ...], *, spoken: bool) -> None:
        """Into the journal, so that a hub that is started anew does not say it again."""
        command = c.EndAnnouncement(announcement=id_, zones=zones, spoken=spoken)
        try:
            await self._submit(c.Order(command=command, sender="hub"))
        except Unavailable as error:
            log.warning("the end of an announcement is not written down: %s", error.detail)

    def _end(self, live: _Live, group: str) -> None:
        over = [zone for zone, name in live.groups.items() if name == group]
        for zone in over:
            del live.groups[zone]
        for line in self._presence.lines(Role.DISPLAY):
            zones = self._presence.zones_shown(line)
            if line.announces and set(zones) & set(over) and not set(zones) & live.groups.keys():
                line.tell(Announcement(id=live.id, zones=list(map(str, over)), over=True))
        if not live.groups:
            self._live.pop(live.id, None)

    def _later(self, seconds: float, work: Any) -> None:
        def run() -> None:
            self._timers.discard(timer)
            work()

        timer = asyncio.get_running_loop().call_later(seconds, run)
        self._timers.add(timer)
