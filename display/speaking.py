"""Between the hub, the voice and the screen: what is granted is spoken, shown and reported."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject

from display import words
from display.facts import CallRef, Facts
from display.hall import Hall
from display.model import DisplayModel
from display.voice.announcer import Announcer
from display.voice.grant import Grant, SpokenCall
from display.voice.utterance import VoiceSettings
from shared.domain.ladder import Style
from shared.domain.site import Site
from shared.language.numbers import Reading
from shared.protocol import messages

log = logging.getLogger(__name__)

NO_VOICE = "this display has no voice"


class Speaker(QObject):
    """One display's voice. Without an announcer every lease is given back at once."""

    def __init__(
        self,
        hall: Hall,
        model: DisplayModel,
        announcer: Announcer | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._hall = hall
        self._model = model
        self._announcer = announcer
        self._site: Site | None = None
        hall.granted.connect(self._on_granted)
        hall.changed.connect(self._follow)
        if announcer is None:
            return
        hall.revoked.connect(self._on_revoked)
        announcer.speaking.connect(self._on_speaking)
        announcer.spoken.connect(self._on_spoken)
        announcer.finished.connect(self._on_finished)
        announcer.failed.connect(self._on_failed)
        announcer.availableChanged.connect(self._on_available)
        self._follow()

    def _follow(self) -> None:
        """Volume, mute and the site's way of speaking, as they are now."""
        facts = self._hall.facts()
        if self._announcer is None:
            return
        if facts.device is not None:
            self._announcer.volume = facts.device.volume / 100
            if self._announcer.muted != facts.device.muted:
                self._announcer.muted = facts.device.muted
        if facts.site is not None and facts.site is not self._site:
            self._site = facts.site
            self._announcer.settings = voice_settings(facts.site)
        self._model.silence(silence_note(facts, available=self._announcer.available))

    def _on_granted(self, grant: messages.Grant) -> None:
        if self._announcer is None:
            self._hall.voice_done(grant.lease, NO_VOICE)
            return
        self._announcer.announce(voice_grant(grant))

    def _on_revoked(self, lease: str) -> None:
        if self._announcer is not None:
            self._announcer.withdraw(lease)
        self._model.speak(None)

    def _on_speaking(self, _lease: str, call: str) -> None:
        self._model.speak(call_ref(call).ticket)

    def _on_spoken(self, lease: str, calls: list[str]) -> None:
        self._hall.report_spoken(lease, [call_ref(call) for call in calls])

    def _on_finished(self, lease: str) -> None:
        self._model.speak(None)
        self._hall.voice_done(lease)

    def _on_failed(self, lease: str, reason: str) -> None:
        self._model.speak(None)
        self._hall.voice_done(lease, reason or "unknown")

    def _on_available(self, available: bool) -> None:
        self._hall.voice_able(available)
        self._follow()


def silence_note(facts: Facts, *, available: bool) -> str:
    """What the corner says about the sound; empty while there is some."""
    if not available:
        return words.NO_SOUND["id"]
    if facts.device is not None and facts.device.muted:
        return words.MUTED["id"]
    return ""


def voice_settings(site: Site) -> VoiceSettings:
    """How this site wants to be spoken."""
    return VoiceSettings(
        reading=Reading(site.voice.reading),
        rate=site.voice.rate,
        counter_words=site.counter_word,
        zones=[zone.code for zone in site.zones],
    )


def voice_grant(grant: messages.Grant) -> Grant:
    """The hub's grant in the announcer's terms."""
    calls = tuple(
        SpokenCall(
            ticket=one.ticket,
            call=f"{one.ticket}/{one.call}",
            number=one.number,
            counter=one.counter,
            zone=one.zone,
            english=one.english,
        )
        for one in grant.calls
    )
    english = any(one.english for one in grant.calls)
    return Grant(lease=grant.lease, style=Style(grant.style), calls=calls, english=english)


def call_ref(call: str) -> CallRef:
    """The call that an id made by `voice_grant` names."""
    ticket, _, count = call.rpartition("/")
    return CallRef(ticket, int(count))
