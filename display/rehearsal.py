"""A hall that follows a script: the display's ports without a hub or a sound, for pictures and
tests.

Its clock stands still until `pass_time`; what the display reports is kept for a look afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from display.calls import CallState, HallCall
from display.facts import CallRef, Contact, Facts
from display.hall import Hall
from display.voice.grant import Grant
from display.voice.voice import Fitness, Voice
from shared.domain.ids import Moment
from shared.domain.site import Site
from shared.protocol.views import DeviceView, Trouble


class ScriptedVoice(Voice):
    """A voice that is there, or is not, and says nothing by itself."""

    def __init__(self, *, present: bool = True) -> None:
        super().__init__()
        self._present = present
        self._fitness = Fitness.WELL
        self._volume = 1.0
        self._muted = False

    @property
    def available(self) -> bool:
        return self._present

    @property
    def volume(self) -> float:
        return self._volume

    @volume.setter
    def volume(self, volume: float) -> None:
        self._volume = volume

    @property
    def muted(self) -> bool:
        return self._muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._muted = muted

    @property
    def fitness(self) -> Fitness:
        return self._fitness

    def become(self, fitness: Fitness) -> None:
        """The engine fails, or is well again."""
        self._fitness = fitness
        self.fitnessChanged.emit()

    def announce(self, grant: Grant) -> None:
        self.speaking.emit(grant.lease, grant.items[0])

    def withdraw(self, lease: str) -> None:
        """It is silent already."""

    def close(self) -> None:
        """There is nothing to close."""

    def plug(self, present: bool) -> None:
        """The sound device comes or goes."""
        self._present = present
        self.availableChanged.emit(present)


class ScriptedHall(Hall):
    """One TV's hall. Every method that changes something tells the display at once."""

    def __init__(self, site: Site | None, device: DeviceView, now: Moment) -> None:
        super().__init__()
        self._now = now
        contact = Contact.LIVE if site else Contact.SEARCHING
        self._facts = Facts(contact=contact, site=site, device=device)
        self.shown: list[CallRef] = []
        self.spoken: list[tuple[str, CallRef]] = []
        self.leases: list[tuple[str, str]] = []
        self.able: list[bool] = []
        self.ills: list[str] = []
        """Codes of the troubles told last."""
        self.tests: list[tuple[str, bool, str]] = []
        self.configured: list[tuple[str, ...]] = []
        self.chosen: list[str] = []
        self.pictures: list[tuple[str, bytes]] = []

    # The port -------------------------------------------------------------------------------

    def facts(self) -> Facts:
        return self._facts

    def now(self) -> Moment:
        return self._now

    def report_shown(self, calls: Sequence[CallRef]) -> None:
        self.shown += calls

    def report_spoken(self, lease: str, calls: Sequence[CallRef]) -> None:
        self.spoken += [(lease, call) for call in calls]

    def voice_done(self, lease: str, failed: str = "") -> None:
        self.leases.append((lease, failed))

    def voice_able(self, able: bool) -> None:
        self.able.append(able)

    def troubles(self, troubles: Sequence[Trouble]) -> None:
        self.ills = [trouble.code for trouble in troubles]

    def sound_tested(self, test: str, *, ok: bool, how: str, detail: str) -> None:
        self.tests.append((test, ok, how))

    def show_picture(self, wanted: str, picture: bytes) -> None:
        self.pictures.append((wanted, picture))

    def configure(self, zones: Sequence[str]) -> None:
        self.configured.append(tuple(zones))

    def choose_hub(self, hub: str) -> None:
        self.chosen.append(hub)

    # The script -----------------------------------------------------------------------------

    def know(self, **changes: object) -> None:
        """Replaces some of the facts."""
        self._facts = replace(self._facts, **changes)  # type: ignore[arg-type]
        self.changed.emit()

    def pass_time(self, milliseconds: int) -> None:
        """The clock goes on, and the display looks at it."""
        self._now = Moment(self._now + milliseconds)
        self.changed.emit()

    def call(self, number: str, counter: str, *, zone: str, again: int = 1) -> HallCall:
        """An officer calls; `again` counts the calls of this ticket."""
        called = HallCall(
            ticket=f"t-{number}",
            call=again,
            number=number,
            zone=zone,
            counter=counter,
            label=counter,
            at=self._now,
            state=CallState.CALLED,
        )
        others = [one for one in self._facts.calls if one.ticket != called.ticket]
        self.know(calls=(*others, called))
        return called

    def answer(self, number: str, state: CallState = CallState.SERVING) -> None:
        """What became of a call."""
        self._change(number, state=state)

    def say(self, number: str) -> None:
        """The call was spoken, by whomever."""
        self._change(number, spoken=True)

    def lose_line(self) -> None:
        """The hub is gone."""
        self.know(contact=Contact.AWAY, away_since=self._now)

    def _change(self, number: str, **changes: object) -> None:
        self.know(
            calls=tuple(
                replace(call, **changes) if call.number == number else call  # type: ignore[arg-type]
                for call in self._facts.calls
            )
        )
