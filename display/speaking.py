"""Between the hub, the voice and the screen: what is granted is spoken, shown and reported."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer

from display.facts import CallRef
from display.hall import Hall
from display.in_hand import InHand
from display.model import DisplayModel
from display.playlist.ducking import Ducking
from display.voice.grant import Grant, SpokenCall, SpokenWords
from display.voice.utterance import SECOND_LANGUAGE, VoiceSettings
from display.voice.voice import Voice
from shared.domain.ids import SECOND
from shared.domain.ladder import Style
from shared.domain.site import Site
from shared.domain.voice_hours import FULL, percent_at
from shared.language.numbers import Reading
from shared.language.spoken import is_spoken
from shared.language.tongues import first_language, learn
from shared.protocol import messages

log = logging.getLogger(__name__)

NO_VOICE = "this display has no voice"

AGAIN = "again:"
"""Before the id of a call that is spoken a second time: nobody is to hear of it but the screen."""
_WORDS = "words:"
"""Before the id of an announcement, where else the id of a call stands."""


class Speaker(QObject):
    """One display's voice. Without one every lease is given back at once."""

    def __init__(
        self,
        hall: Hall,
        model: DisplayModel,
        voice: Voice | None,
        ducking: Ducking | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`ducking`: whose sound makes room for the voice."""
        super().__init__(parent)
        self._ducking = ducking
        self._held: list[Grant] = []
        """Granted, and waiting until it is quiet."""
        self._hall = hall
        self._model = model
        self._voice = voice
        self._in_hand = InHand()
        self._site: Site | None = None
        hall.granted.connect(self._on_granted)
        hall.changed.connect(self._follow)
        self._follow()
        if voice is None:
            return
        voice.share = self._share
        hall.revoked.connect(self._on_revoked)
        voice.speaking.connect(self._on_speaking)
        voice.spoken.connect(self._on_spoken)
        voice.finished.connect(self._on_finished)
        voice.failed.connect(self._on_failed)
        voice.availableChanged.connect(self._on_available)

    def _follow(self) -> None:
        """Volume, mute and the site's way of speaking, as they are now."""
        facts = self._hall.facts()
        if self._voice is None:
            return
        if facts.device is not None:
            self._voice.volume = facts.device.volume / 100
            if self._voice.muted != facts.device.muted:
                self._voice.muted = facts.device.muted
        if facts.site is not None and facts.site is not self._site:
            self._site = facts.site
            self._voice.settings = voice_settings(facts.site)

    def _share(self) -> float:
        """Of this TV's volume: what the site wants at this hour."""
        if self._site is None:
            return 1.0
        now = datetime.fromtimestamp(self._hall.now() / SECOND, ZoneInfo(self._site.timezone))
        return percent_at(self._site.voice, now) / FULL

    def _on_granted(self, grant: messages.Grant) -> None:
        if self._voice is None:
            self._hall.voice_done(grant.lease, NO_VOICE)
            return
        new = self._in_hand.take(voice_grant(grant))
        if new is not None:
            self._announce(new)
        self._settle()

    def _announce(self, grant: Grant) -> None:
        """At once, or when the sound of a video has made room for it."""
        wait = self._ducking.begin() if self._ducking is not None else 0
        self._held.append(grant)
        if wait:
            QTimer.singleShot(wait, self._release)
        else:
            self._release()

    def _release(self) -> None:
        held, self._held = self._held, []
        for grant in held:
            assert self._voice is not None
            self._voice.announce(grant)

    def _hush(self) -> None:
        """After the last word."""
        if self._ducking is not None and self._in_hand.silent:
            self._ducking.end()

    def _settle(self) -> None:
        """Gives back the leases of what was in hand already, once that has been spoken."""
        for one in self._in_hand.settled():
            self._report(one.lease, one.calls)
            self._hall.voice_done(one.lease, one.reason)

    def _on_revoked(self, lease: str) -> None:
        if self._voice is not None:
            for behind in self._in_hand.behind(lease):
                self._held = [one for one in self._held if one.lease != behind]
                self._voice.withdraw(behind)
                self._in_hand.ended(behind)
            self._hush()
        self._model.speak(None)

    def _on_speaking(self, _lease: str, call: str) -> None:
        self._model.speak(call_ref(call).ticket if is_call(call) else None)

    def _on_spoken(self, lease: str, calls: list[str]) -> None:
        self._in_hand.spoken(calls)
        self._report(lease, calls)

    def _report(self, lease: str, spoken: Iterable[str]) -> None:
        """Calls alone: that an announcement is over, the end of its lease says."""
        first = [one for one in spoken if is_call(one) and not one.startswith(AGAIN)]
        calls = [call_ref(one) for one in first]
        if calls:
            self._hall.report_spoken(lease, calls)

    def _on_finished(self, lease: str) -> None:
        self._model.speak(None)
        self._hall.voice_done(lease)
        self._in_hand.ended(lease)
        self._hush()
        self._settle()

    def _on_failed(self, lease: str, reason: str) -> None:
        self._model.speak(None)
        self._hall.voice_done(lease, reason or "unknown")
        self._in_hand.ended(lease, reason)
        self._hush()
        self._settle()

    def _on_available(self, available: bool) -> None:
        self._hall.voice_able(available)


def voice_settings(site: Site) -> VoiceSettings:
    """How this site wants to be spoken; its languages are learnt with it."""
    learn(site)
    return VoiceSettings(
        reading=Reading(site.voice.reading),
        rate=site.voice.rate,
        counter_words=site.counter_word,
        zones=[zone.code for zone in site.zones],
        chimes={zone.code: zone.chime for zone in site.zones if zone.chime is not None},
        engines=site.voice.engines,
        languages=_spoken(site),
    )


def _spoken(site: Site) -> list[str]:
    """The hall's languages, and English, which a hall may want with every call."""
    wanted = (first_language(), *site.languages, SECOND_LANGUAGE)
    return [one for one in dict.fromkeys(wanted) if is_spoken(one)]


def voice_grant(grant: messages.Grant) -> Grant:
    """The hub's grant in the voice's terms."""
    calls = tuple(
        SpokenCall(
            ticket=one.ticket,
            call=f"{AGAIN if one.again else ''}{one.ticket}/{one.call}",
            number=one.number,
            counter=one.counter,
            zone=one.zone,
        )
        for one in grant.calls
    )
    second = next(filter(None, map(_second, grant.calls)), "")
    style = Style(grant.style)
    return Grant(
        lease=grant.lease, style=style, calls=calls, second=second, words=_words(grant.words)
    )


def _second(call: messages.GrantedCall) -> str:
    return call.second or (SECOND_LANGUAGE if call.english else "")


def _words(granted: messages.GrantedWords | None) -> SpokenWords | None:
    if granted is None:
        return None
    return SpokenWords(
        id=f"{_WORDS}{granted.id}",
        zone=granted.zone,
        text=granted.text,
        english=granted.english,
    )


def is_call(spoken: str) -> bool:
    """Whether it is a call that was spoken, and no announcement."""
    return not spoken.startswith(_WORDS)


def call_ref(call: str) -> CallRef:
    """The call that an id made by `voice_grant` names."""
    ticket, _, count = call.removeprefix(AGAIN).rpartition("/")
    return CallRef(ticket, int(count))
