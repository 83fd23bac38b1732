"""The display's port over the real line: facts from the mirror, reports as orders."""

from __future__ import annotations

import logging
from base64 import b64encode
from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QObject, QTimer

from display.calls import HallCall, hall_call
from display.facts import CallRef, Contact, Facts, Words
from display.hall import Hall
from display.kept import Kept, Known
from display.timing import LINE_LOST
from shared.domain.ids import MINUTE, Moment
from shared.link.choice import HubChoice
from shared.link.line import Line
from shared.link.mirror import Mirror
from shared.link.state import LineState
from shared.protocol.messages import Announcement, Answer
from shared.protocol.pairing_file import PairedDevice
from shared.protocol.pictures import REPORT
from shared.protocol.troubles import SOUND_TEST
from shared.protocol.views import DeviceView, Trouble

log = logging.getLogger(__name__)

REPORT_SECONDS = 60.0
"""A report waits so long for the hub to come back; later nobody would care."""

_CONTACT = {
    LineState.SEARCHING: Contact.SEARCHING,
    LineState.CONNECTING: Contact.SEARCHING,
    LineState.LIVE: Contact.LIVE,
    LineState.AWAY: Contact.AWAY,
    LineState.REFUSED: Contact.AWAY,
    LineState.PAIRING: Contact.SEARCHING,
    LineState.CHOOSING: Contact.CHOOSING,
}


_HUBLESS = (LineState.SEARCHING, LineState.CONNECTING)
"""Nobody has to choose a hub, and none has refused this TV."""


class LineHall(Hall):
    """The hall behind a line. Changes that arrive together are told once.

    A TV that starts and does not find its hub for `LINE_LOST` goes on with what it has `kept`.
    """

    def __init__(
        self,
        line: Line,
        device: str,
        parent: QObject | None = None,
        *,
        kept: Kept | None = None,
        patience_ms: int = LINE_LOST,
    ) -> None:
        super().__init__(parent)
        self._kept = kept or Kept(None)
        self._known: Known | None = None
        self._starting = QTimer(self, singleShot=True, interval=patience_ms)
        self._starting.timeout.connect(self._go_on_alone)
        self._starting.start()
        self._line = line
        self._device = device
        self._mirror = Mirror(self)
        self._mirror.follow(line)
        self._own: DeviceView | None = None
        self._away_since: Moment | None = None
        self._facts: Facts | None = None
        self._announced: dict[str, Words] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._keep)
        self._soon.timeout.connect(self.changed)
        for signal in (
            self._mirror.callChanged,
            self._mirror.counterChanged,
            self._mirror.serviceChanged,
            self._mirror.zoneChanged,
            self._mirror.siteChanged,
            self._mirror.dayChanged,
            self._mirror.mediaChanged,
            self._mirror.reset,
        ):
            signal.connect(self._on_news)
        self._mirror.deviceChanged.connect(self._on_device)
        line.stateChanged.connect(self._on_state)
        self._choice = HubChoice(line, self)
        self._choice.changed.connect(self._on_news)
        line.letIn.connect(self._on_let_in)
        line.granted.connect(self.granted)
        line.revoked.connect(self.revoked)
        line.hushed.connect(self.hushed)
        line.testWanted.connect(self._on_test)
        line.pictureWanted.connect(self.pictureWanted)
        line.announced.connect(self._on_announced)

    def _on_let_in(self, paired: PairedDevice) -> None:
        self._device, self._own = paired.device, None
        self._on_news()

    def _on_test(self, test: str) -> None:
        """What was set before it goes before it: a TV whose sound is back on is to be heard."""
        if self._soon.isActive():
            self._soon.stop()
            self.changed.emit()
        self.testWanted.emit(test)

    def facts(self) -> Facts:
        if self._facts is None:
            self._facts = self._look()
        return self._facts

    def now(self) -> Moment:
        return self._line.hub_now()

    def report_shown(self, calls: Sequence[CallRef]) -> None:
        self._report("ReportShown", calls)

    def report_spoken(self, lease: str, calls: Sequence[CallRef]) -> None:
        self._report("ReportSpoken", calls)

    def voice_done(self, lease: str, failed: str = "") -> None:
        self._line.give_back(lease, failed)

    def voice_able(self, able: bool) -> None:
        self._line.tell_voice(able)

    def troubles(self, troubles: Sequence[Trouble]) -> None:
        self._line.tell_troubles(troubles)

    def sound_tested(self, test: str, *, ok: bool, how: str, detail: str) -> None:
        body = {"id": test, "ok": ok, "how": how, "detail": detail}
        self._line.send(SOUND_TEST, body, _log_refusal)

    def show_picture(self, wanted: str, picture: bytes) -> None:
        body = {"id": wanted, "picture": b64encode(picture).decode()}
        self._line.send(REPORT, body, _log_refusal)

    def choose_hub(self, hub: str) -> None:
        self._choice.choose(hub)

    def configure(self, zones: Sequence[str]) -> None:
        body = {"display": self._device, "zones": list(zones)}
        self._line.send("ConfigureDisplay", body, _log_refusal, wait=True)

    def _report(self, order: str, calls: Sequence[CallRef]) -> None:
        body = {
            "display": self._device,
            "calls": [{"ticket": one.ticket, "call": one.call} for one in calls],
        }
        self._line.send(order, body, _log_refusal, wait=True, seconds=REPORT_SECONDS)

    def _keep(self) -> None:
        mirror = self._mirror
        if mirror.site is not None:
            self._kept.keep(mirror.site_version, mirror.site, self._own, mirror.media)

    def _go_on_alone(self) -> None:
        """The hub was not found: the hall as it was known last, of which no call is left."""
        if self._mirror.site is None:
            self._known = self._kept.read()
            self._away_since = Moment(self._line.hub_now() - LINE_LOST)
            self._on_news()

    def _look(self) -> Facts:
        if self._mirror.site is None and self._line.state in _HUBLESS and self._known is not None:
            return self._look_back(self._known)
        return self._look_at(self._mirror)

    def _look_back(self, known: Known) -> Facts:
        return Facts(
            contact=Contact.AWAY,
            away_since=self._away_since,
            site=known.site,
            device=known.device,
            media=known.media,
        )

    def _look_at(self, mirror: Mirror) -> Facts:
        if mirror.site is not None:
            shown_for = mirror.site.rules.missed_minutes * MINUTE
            mirror.forget_missed(Moment(self._line.hub_now() - shown_for))
        return Facts(
            contact=_CONTACT[self._line.state],
            away_since=self._away_since,
            refusal=self._line.bye.detail if self._line.bye else "",
            hubs=tuple(self._choice.offers),
            hub_tried=self._choice.tried,
            site=mirror.site,
            device=self._own,
            calls=tuple(self._calls()),
            waiting={code: service.waiting for code, service in mirror.services.items()},
            expected={
                code: service.wait_expected
                for code, service in mirror.services.items()
                if service.wait_expected is not None
            },
            media=mirror.media,
            counters=dict(mirror.counters),
            open_services=frozenset(
                code for code, service in mirror.services.items() if service.open
            ),
            voices={code: zone.voices for code, zone in mirror.zones.items()},
            announced=tuple(self._announced.values()),
            stands_in=tuple(
                code for code, zone in mirror.zones.items() if zone.stand_in == self._device
            ),
        )

    def _on_announced(self, told: Announcement) -> None:
        if told.over:
            self._announced.pop(told.id, None)
        else:
            self._announced[told.id] = Words(
                id=told.id, zones=frozenset(told.zones), text=told.text, english=told.english
            )
        self._on_news()

    def _calls(self) -> list[HallCall]:
        calls = []
        for view in self._mirror.calls.values():
            try:
                calls.append(hall_call(view))
            except ValueError as error:
                log.error("a call that cannot be shown, %s: %s", view.number, error)
        return calls

    def _on_device(self) -> None:
        """The hub tells of every display that is configured; only one of them is this one."""
        device = self._mirror.device
        if device is not None and device.id == self._device:
            self._own = device
            self._on_news()

    def _on_news(self, *_what: object) -> None:
        self._facts = None
        self._soon.start()

    def _on_state(self, state: str) -> None:
        away = _CONTACT[LineState(state)] is not Contact.LIVE
        if away:
            self._announced.clear()  # the hub tells again what still stands
            self.hushed.emit(False)
        if not away:
            self._away_since = None
        elif self._away_since is None:
            self._away_since = Moment(self._line.hub_now() - self._line.unheard_ms())
        if self._line.bye is not None:
            log.error("the hub refuses this display: %s", self._line.bye.detail)
        self._on_news()


def _log_refusal(answer: Answer) -> None:
    if answer.problem is not None:
        log.warning("%s", msgspec.json.encode(answer.problem).decode())
