"""The view model of the TV: the scene as QML properties, drawn again when anything changes."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Property, QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement

from display.agencies import AgencyLine
from display.beside import Beside
from display.door import layout
from display.facts import CallRef, Facts
from display.footer import Room
from display.hall import Hall
from display.heading import CAP, zone_lines
from display.lettering import face, number_family
from display.measures import Measures
from display.playlist.ducking import Ducking, amplitude
from display.playlist.folder import Pictures
from display.playlist.turns import Playlist
from display.scene import CallLine, Composer, PanelKind, Scene, Stage, ZoneLine
from display.sizes import Screen, door_sizes, sizes
from display.zones import ZoneKeeper
from shared.domain.ids import SECOND, Moment
from shared.domain.site_check.width import em_width
from shared.domain.voice_hours import FULL, percent_at
from shared.link.choice import HubOffer
from shared.qml import Rows
from shared.qml.pairing_face import PairingFace

log = logging.getLogger(__name__)

QML_IMPORT_NAME = "Giliran.Display"
QML_IMPORT_MAJOR_VERSION = 1

DEFAULT_DIAGONAL = 55.0
DEFAULT_DISTANCE = 10.0
LOOK_AGAIN_MS = 1_000
BOLD, LINE, NEARLY = 1.08, 1.21, 0.95
"""How much wider heavy letters run; the height of a line in ems; how well widths are known."""
LOST_BAND_EM = 5.2
"""Above the playlist, see `HallScreen.qml`."""


@QmlElement
class DisplayModel(QObject):
    """What the screen shows. Times are the hub's; `refresh` may be called as often as one likes."""

    changed = Signal()
    drawn = Signal(list)
    """list[CallRef]: calls that stand on the screen from now on, to be reported once drawn."""
    configured = Signal()
    """The TV's size became known or another one."""

    def __init__(
        self,
        hall: Hall,
        *,
        device_name: str,
        keeper: ZoneKeeper,
        pictures: Pictures,
        playlist: Playlist | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.playlist = playlist or Playlist(parent=self)
        self.ducking = Ducking(self.playlist.video, self)
        self._beside = Beside(self.playlist, self)
        self._followed: object = None
        self.pairing_face = PairingFace(self)
        self._hall = hall
        self._own_name = self._name = device_name
        self._keeper = keeper
        self._pictures = pictures
        self._pixels = (1920, 1080)
        self._measured: object = None
        self._measures = Measures(self)
        self._scene = Scene(stage=Stage.SEARCHING)
        self._picture = ""
        self._scale = 1.0
        self._silence = ""
        self._stand_in = ""
        self._number_family = number_family()
        self._rows = Rows(CallLine, self)
        self._hubs = Rows(HubOffer, self)
        self._tried = ""
        self._zones = Rows(ZoneLine, self)
        self._agencies = Rows(AgencyLine, self)
        self._composer = Composer(rows=6)
        self._reported: set[tuple[str, int]] = set()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.refresh)
        hall.changed.connect(self.refresh)
        pictures.changed.connect(self.refresh)
        self.playlist.changed.connect(self.refresh)
        hall.hushed.connect(self.ducking.others)
        self.refresh()

    @Property(PairingFace, constant=True)
    def pairing(self) -> PairingFace:
        """What stands in place of the screens until a hub has let this device in."""
        return self.pairing_face

    def become(self, name: str) -> None:
        """A hub has let this TV in under that name."""
        self._own_name = name
        self.refresh()

    @property
    def scene(self) -> Scene:
        """The present scene."""
        return self._scene

    @property
    def zone_codes(self) -> tuple[str, ...]:
        """The zones of this TV."""
        return self._keeper.zones(self._hall.facts())

    @property
    def place(self) -> Beside:
        """The place beside the calls."""
        return self._beside

    @property
    def screen(self) -> Screen:
        """The TV as configured, with the pixels of the window."""
        device = self._hall.facts().device
        settings = device.settings if device else {}
        return Screen(
            width=self._pixels[0],
            height=self._pixels[1],
            diagonal_inches=_positive(settings.get("diagonal_inches"), DEFAULT_DIAGONAL),
            distance_metres=_positive(settings.get("distance_metres"), DEFAULT_DISTANCE),
        )

    @property
    def standing(self) -> set[CallRef]:
        """The calls on the screen."""
        return {CallRef(*ref) for ref in self._scene.drawn}

    def unseen(self, calls: Iterable[CallRef]) -> None:
        """These were `drawn` too briefly for any frame; they are told of again when they return."""
        self._reported -= {(call.ticket, call.call) for call in calls}

    def resize(self, width: int, height: int, scale: float = 1.0) -> None:
        """The window has another size now; `scale`: pixels of the TV for each of it."""
        self._pixels, self._scale = (max(width, 1), max(height, 1)), scale
        self.refresh()

    def silence(self, note: str) -> None:
        """Why nothing is heard, for the corner; empty: the voice is there."""
        if note != self._silence:
            self._silence = note
            self.changed.emit()

    def stand_in(self, note: str) -> None:
        """What speaks in the engine's place, for the corner; empty: the engine does."""
        if note != self._stand_in:
            self._stand_in = note
            self.changed.emit()

    def speak(self, ticket: str | None) -> None:
        """The voice is at this ticket's call now."""
        self._composer.board.speak(ticket)
        self.refresh()

    def refresh(self) -> None:
        """Looks at the hall again and shows what is different."""
        self._timer.start(LOOK_AGAIN_MS)  # whatever fails below, the TV does not stand still
        facts, now = self._hall.facts(), self._hall.now()
        self._measure(facts)
        self._choose_pictures(facts)
        name = (facts.device.name if facts.device else "") or self._own_name
        self._offer(facts)
        self._composer.footer_room = self._footer_room()
        scene = self._composer.scene(facts, self.zone_codes, now)
        self._play(facts, scene, now)
        url = self._picture_url(now) if scene.panel_kind is PanelKind.IDLE else self._picture
        if (scene, url, name) != (self._scene, self._picture, self._name):
            self._scene, self._picture, self._name = scene, url, name
            self._rows.show(scene.rows)
            self._zones.show(scene.zones)
            self._agencies.show(scene.agencies)
            self.changed.emit()
        until = min(
            scene.until or now + LOOK_AGAIN_MS,
            self._pictures.until(now),
            self.playlist.until(now) or now + LOOK_AGAIN_MS,
        )
        self._timer.start(max(1, until - now))
        self._report(scene)

    def _play(self, facts: Facts, scene: Scene, now: Moment) -> None:
        """The playlist goes on while nobody is called; without the hub as well."""
        room = (self._measures.sizes.panel_width, self._measures.sizes.panel_height)
        size = round(room[0] * self._scale), round(room[1] * self._scale)
        key = (facts.site, self.zone_codes, facts.media, facts.contact, size, scene.stage)
        if key != self._followed:
            self._followed = key
            site = facts.site
            if site is not None and scene.stage is not Stage.HALL:  # it shows none, and misses none
                site = replace(site, playlist=())
            self.playlist.follow(site, self.zone_codes, facts.media, size)
        self.ducking.usual(_loudness(facts, now))
        idle = scene.stage is Stage.HALL and (scene.panel_kind is PanelKind.IDLE or scene.lost)
        showing = self.playlist.look(now, idle=idle, waiting=scene.waiting > 0)
        self._beside.show(showing, facts, self.zone_codes, self._table_room(lost=scene.lost))

    def _table_room(self, *, lost: bool) -> tuple[float, float]:
        """Of the table of waits, in ems of what the last chair reads; a lost line has a band."""
        room = self._measures.sizes
        em = room.note_cap / CAP
        around = 4 * room.margin
        high = (room.panel_height - around) / em - (LOST_BAND_EM if lost else 0)
        return (room.panel_width - around) / em, high

    def _footer_room(self) -> Room:
        """Between the footer's margin and its corner: this TV's name, and what is wrong with the
        sound (`Footer.qml`)."""
        room, unit = self._measures.sizes, self.screen.short / 1080
        em = room.note_cap / CAP
        corner = em_width(self._name) * room.aside_cap / CAP + room.margin
        note = self._silence or self._stand_in
        if note:
            corner += em_width(note) * em * BOLD + 64 * unit + room.margin
        wide = self.screen.width - corner - 2 * room.margin - 24 * unit
        return Room(NEARLY * wide / em, max(1, int((room.footer - 14 * unit) / (LINE * em))))

    def _offer(self, facts: Facts) -> None:
        if (tuple(self._hubs.rows), self._tried) != (facts.hubs, facts.hub_tried):
            self._hubs.show(facts.hubs)
            self._tried = facts.hub_tried
            self.changed.emit()

    @Slot(str)
    def chooseHub(self, hub: str) -> None:
        self._hall.choose_hub(hub)

    def _picture_url(self, now: Moment) -> str:
        picture = self._pictures.at(now)
        return QUrl.fromLocalFile(str(picture)).toString() if picture else ""

    def _choose_pictures(self, facts: Facts) -> None:
        named = facts.device.settings.get("pictures") if facts.device else ""
        room = self._measures.sizes
        size = round(room.panel_width * self._scale), round(room.panel_height * self._scale)
        self._pictures.configure(str(named or ""), size)

    def _measure(self, facts: Facts) -> None:
        door = layout(facts).counter
        zones = (door.zone,) if door is not None else (*self.zone_codes, *facts.stands_in)
        key = (self.screen, facts.site, zones, facts.stands_in)
        if key == self._measured:
            return
        self._measured = key
        letters = face(facts.site, zones)
        lines = zone_lines(facts.site, zones, self.screen)
        measured = sizes(self.screen, letters, named=bool(facts.stands_in), zone_lines=lines)
        self._composer.board.rows = measured.rows
        self._measures.show(measured, door_sizes(self.screen, letters))
        if measured.reach_metres < 0.99 * self.screen.distance_metres:
            log.warning("this TV can be read to %.1f m", measured.reach_metres)
        self.configured.emit()

    def _report(self, scene: Scene) -> None:
        news = [CallRef(*ref) for ref in scene.drawn if ref not in self._reported]
        self._reported = set(scene.drawn) | (self._reported & self._known_calls())
        if news:
            self.drawn.emit(news)

    def _known_calls(self) -> set[tuple[str, int]]:
        return {(call.ticket, call.call) for call in self._hall.facts().calls}

    # For QML --------------------------------------------------------------------------------

    @Property(Measures, constant=True)
    def measures(self) -> Measures:
        return self._measures

    @Property(str, constant=True)
    def numberFamily(self) -> str:
        return self._number_family

    @Property(str, notify=changed)
    def deviceName(self) -> str:
        """As staff have named it; until then its own."""
        return self._name

    @Property(str, notify=changed)
    def stage(self) -> str:
        return self._scene.stage.value

    @Property(str, notify=changed)
    def mall(self) -> str:
        return self._scene.mall

    @Property(str, notify=changed)
    def clock(self) -> str:
        return self._scene.clock

    @Property(str, notify=changed)
    def date(self) -> str:
        return self._scene.date

    @Property(QObject, constant=True)
    def zones(self) -> QObject:
        return self._zones

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        return self._rows

    @Property(bool, notify=changed)
    def empty(self) -> bool:
        return not self._scene.rows

    @Property(str, notify=changed)
    def panelKind(self) -> str:
        """A lost line is said above what the playlist shows."""
        if self._scene.lost and self._beside.on:
            return PanelKind.IDLE.value
        return self._scene.panel_kind.value

    @Property(bool, notify=changed)
    def lost(self) -> bool:
        return self._scene.lost

    @Property(Beside, constant=True)
    def beside(self) -> Beside:
        return self._beside

    @Property(str, notify=changed)
    def number(self) -> str:
        return self._scene.panel.number

    @Property(str, notify=changed)
    def counter(self) -> str:
        return self._scene.panel.counter

    @Property(int, notify=changed)
    def turn(self) -> int:
        return self._scene.panel.turn

    @Property(str, notify=changed)
    def floor(self) -> str:
        return self._scene.panel.floor

    @Property(bool, notify=changed)
    def fresh(self) -> bool:
        return self._scene.panel.fresh

    @Property(bool, notify=changed)
    def lit(self) -> bool:
        return self._scene.panel.lit

    @Property(bool, notify=changed)
    def wide(self) -> bool:
        """The message has the whole width: nobody is called."""
        return self._scene.wide

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._scene.message.title

    @Property(str, notify=changed)
    def detail(self) -> str:
        return self._scene.message.detail

    @Property(str, notify=changed)
    def titleEnglish(self) -> str:
        return self._scene.message.title_en

    @Property(str, notify=changed)
    def detailEnglish(self) -> str:
        return self._scene.message.detail_en

    @Property(str, notify=changed)
    def more(self) -> str:
        return self._scene.more

    @Property(str, notify=changed)
    def stale(self) -> str:
        return self._scene.stale

    @Property(int, notify=changed)
    def waiting(self) -> int:
        return self._scene.waiting

    @Property(QObject, constant=True)
    def agencies(self) -> QObject:
        """Who is called here: short name, colour, full name."""
        return self._agencies

    @Property(str, notify=changed)
    def door(self) -> str:
        """The number of a door panel's counter."""
        return self._scene.door

    @Property(str, notify=changed)
    def callColour(self) -> str:
        """Of the agency of the current call; empty: none."""
        return self._scene.panel.colour

    @Property(str, notify=changed)
    def callZone(self) -> str:
        """Of a call that is shown for a zone without a TV."""
        return self._scene.panel.zone

    @Property(str, notify=changed)
    def callDot(self) -> str:
        return self._scene.panel.dot

    @Property(list, notify=changed)
    def zoneCodes(self) -> list[str]:
        return list(self._scene.zone_codes)

    @Property(str, notify=changed)
    def setupCommand(self) -> str:
        """What staff type on the hub's machine for this TV; empty: nothing would help."""
        first = next(iter(self._scene.zone_codes), "")
        wanted = "--door …" if self._scene.wants_counter else f"--zone {first}" if first else ""
        return f"giliran display set {self._name} {wanted}" if wanted else ""

    @Property(str, notify=changed)
    def counterWord(self) -> str:
        return self._scene.counter_word

    @Property(str, notify=changed)
    def footerHead(self) -> str:
        return self._scene.footer_head

    @Property(str, notify=changed)
    def footer(self) -> str:
        return self._scene.footer

    @Property(str, notify=changed)
    def picture(self) -> str:
        return self._picture

    @Property(QObject, constant=True)
    def hubs(self) -> QObject:
        """The hubs of which a person must say which one is ours."""
        return self._hubs

    @Property(bool, notify=changed)
    def choosing(self) -> bool:
        return bool(self._hubs.rows)

    @Property(str, notify=changed)
    def hubTried(self) -> str:
        return self._tried

    @Property(str, notify=changed)
    def silenceNote(self) -> str:
        return self._silence

    @Property(str, notify=changed)
    def soundNote(self) -> str:
        """For the corner: nothing is heard, or something stands in for the voice."""
        return self._silence or self._stand_in


def _loudness(facts: Facts, now: Moment) -> float:
    """Of a video, its amplitude: the TV's own volume, as far as the site's hours allow."""
    if facts.device is None or facts.site is None or facts.device.muted:
        return 0.0
    local = datetime.fromtimestamp(now / SECOND, ZoneInfo(facts.site.timezone))
    return amplitude(facts.device.volume / 100 * percent_at(facts.site.voice, local) / FULL)


def _positive(value: object, otherwise: float) -> float:
    """A size from the site, or the usual one where it says nothing of use."""
    return float(value) if isinstance(value, int | float) and value > 0 else otherwise
