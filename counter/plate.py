"""What stands at the head of a desk: which counter, in which zone, who sits there, what time."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from counter.catalogue import Catalogue
from counter.troubles import Alarm, alarm_of
from shared.domain.ids import Moment
from shared.domain.site import Zone
from shared.language.dates import clock_time
from shared.protocol.views import CounterView, DeviceTrouble

QML_IMPORT_NAME = "Giliran.Counter"
QML_IMPORT_MAJOR_VERSION = 1

NO_COLOUR = "#c3cad0"
"""Of a zone that the site does not have any more."""


@QmlElement
class Plate(QObject):
    """The plate on the desk."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view: CounterView | None = None
        self._catalogue: Catalogue | None = None
        self._officer = ""
        self._clock = ""
        self._alarm = Alarm()

    def show(
        self,
        view: CounterView | None,
        officer: str,
        catalogue: Catalogue,
        now: Moment,
        troubles: Sequence[DeviceTrouble] = (),
    ) -> None:
        """`view` is None while nobody is signed on."""
        self._alarm = alarm_of(troubles, catalogue, view.zone if view is not None else "")
        zone, english = ZoneInfo(catalogue.site.timezone), catalogue.language == "en"
        self._view, self._officer, self._catalogue = view, officer, catalogue
        self._clock = clock_time(now, zone, "en" if english else "id")
        self.changed.emit()

    @property
    def _zone(self) -> Zone | None:
        if self._view is None or self._catalogue is None:
            return None
        return self._catalogue.zones.get(self._view.zone)

    @Property(str, notify=changed)
    def counter(self) -> str:
        """``Loket 5``"""
        view, catalogue = self._view, self._catalogue
        return catalogue.counter(view.id) if catalogue and view else ""

    @Property(str, notify=changed)
    def zone(self) -> str:
        view, catalogue = self._view, self._catalogue
        return catalogue.zone(view.zone) if catalogue and view else ""

    @Property(str, notify=changed)
    def colour(self) -> str:
        return self._zone.colour if self._zone else NO_COLOUR

    @Property(int, notify=changed)
    def floor(self) -> int:
        return self._zone.floor if self._zone else 0

    @Property(str, notify=changed)
    def officer(self) -> str:
        """The officer's name; the code where the hub told none."""
        return self._officer

    @Property(str, notify=changed)
    def clock(self) -> str:
        return self._clock

    @Property(str, notify=changed)
    def trouble(self) -> str:
        """What is wrong with the hall's devices, the most urgent; empty while all is well."""
        return self._alarm.words

    @Property(int, notify=changed)
    def troublesMore(self) -> int:
        """How many troubles there are beside it."""
        return self._alarm.more

    @Property(str, notify=changed)
    def troubleMood(self) -> str:
        return self._alarm.mood
