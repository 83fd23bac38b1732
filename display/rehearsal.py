"""A hall that follows a script: the display's port without a hub, for pictures and tests.

Its clock stands still until `pass_time`; what the display reports is kept for a look afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from display.calls import CallState, HallCall
from display.facts import CallRef, Contact, Facts
from display.hall import Hall
from shared.domain.ids import Moment
from shared.domain.site import Site
from shared.protocol.views import DeviceView


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
        self.configured: list[tuple[str, ...]] = []

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

    def configure(self, zones: Sequence[str]) -> None:
        self.configured.append(tuple(zones))

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
