"""Puts a display together and runs it."""

from __future__ import annotations

import logging
import signal
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from display.facts import CallRef
from display.frames import FrameWitness
from display.hall import Hall
from display.kept import Kept
from display.line import LineHall
from display.model import DisplayModel
from display.playlist.folder import Pictures
from display.playlist.turns import Playlist
from display.small_picture import Portrait
from display.sound_report import SoundReport
from display.speaking import Speaker
from display.thrift import Thrift
from display.voice.announcer import Announcer
from display.voice.chain import VOICES, Chain
from display.voice.clips import Clips
from display.voice.player import LoudspeakerPlayer, SoundFilePlayer
from display.voice.recorder import FOLDER
from display.voice.sound_check import SoundCheck
from display.voice.voice import Voice
from display.window import open_window
from display.zones import ZoneKeeper
from shared.link.device import DeviceFileError, data_directory, this_device
from shared.link.files.stock import FOLDER as MEDIA
from shared.link.files.stock import Stock, source_of
from shared.link.options import add_line_options, line_from
from shared.link.pulse import Pulse
from shared.qml import application, grab
from shared.qml.director import Director
from shared.qml.placing import add_window_options
from shared.qml.signals import ENDING, Signals

log = logging.getLogger(__name__)

ROLE = "display"


class Display:
    """One TV over its hall: model, window, voice and reports."""

    def __init__(
        self,
        hall: Hall,
        keeper: ZoneKeeper,
        device_name: str,
        size: tuple[int, int],
        *,
        pictures: Pictures | None = None,
        stock: Stock | None = None,
        voice: Voice | None = None,
        check: SoundCheck | None = None,
        visible: bool = True,
    ) -> None:
        self._hall = hall
        self._shown: Callable[[list[CallRef]], None] = lambda calls: None
        self._keeper = keeper
        self._pictures = pictures or Pictures()
        self.model = DisplayModel(
            hall,
            device_name=device_name,
            keeper=keeper,
            pictures=self._pictures,
            playlist=Playlist(stock),
        )
        self._speaker = Speaker(hall, self.model, voice, self.model.ducking)
        self._sound = SoundReport(hall, self.model, voice, check)
        self.model.playlist.troublesChanged.connect(
            lambda: self._sound.tell(self.model.playlist.troubles)
        )
        self._sound.tell(self.model.playlist.troubles)
        self.stage, self.window = open_window(self.model, *size, visible=visible)
        self._witness = FrameWitness(self.window)
        self._witness.drawn.connect(self._on_witnessed)
        self._portrait = Portrait(hall, self.model, self.window)
        self.model.drawn.connect(self._on_drawn)
        hall.changed.connect(self._keep_zones)
        hall.changed.connect(self._dress)
        self._dress()

    def close(self) -> None:
        """Closes the window; the hall stays."""
        self._hall.changed.disconnect(self._keep_zones)
        self._hall.changed.disconnect(self._dress)
        self._pictures.close()
        self.model.playlist.close()
        self.window.close()
        self.stage.close()

    def directed(self, director: Director, voice: Voice | None, check: SoundCheck | None) -> None:
        """Notes for the director what can be seen from no item: frames drawn, what is heard."""
        self._shown = lambda calls: director.note("shown", calls=len(calls))
        if voice is not None:
            voice.sounding.connect(lambda _, words: director.note("sounding", words=words))
            voice.finished.connect(lambda _: director.note("silent"))
            voice.failed.connect(lambda _, reason: director.note("silent", reason=reason))
        if check is not None:
            check.found.connect(lambda verdict: director.note("tested", ok=verdict.ok))

    def _on_drawn(self, calls: list[CallRef]) -> None:
        self._forget_unseen()
        self._witness.watch(calls)

    def _on_witnessed(self, calls: list[CallRef]) -> None:
        standing = self.model.standing
        seen = [call for call in calls if call in standing]
        self.model.unseen(call for call in calls if call not in standing)
        if seen:
            self._shown(seen)
            self._hall.report_shown(seen)

    def _forget_unseen(self) -> None:
        """What left before any frame had it was not shown; should it come back, it may be."""
        self.model.unseen(self._witness.keep(self.model.standing))

    def _dress(self) -> None:
        """In the site's own colours."""
        site = self._hall.facts().site
        if site is not None:
            self.stage.dress(site.theme)

    def _keep_zones(self) -> None:
        zones = self._keeper.keep(self._hall.facts())
        if zones:
            self._hall.configure(zones)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a display until its window is closed or it is told to stop; the exit status."""
    options = parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    app = application("Giliran Display")
    try:
        return _run(app, options)
    except (DeviceFileError, OSError) as error:
        log.error("%s", error)
        return 1


def parser() -> ArgumentParser:
    """The command line of a display."""
    made = ArgumentParser(prog="display", description="The waiting room's TV and its voice.")
    add_line_options(made)
    made.add_argument(
        "--zone",
        action="append",
        default=[],
        metavar="CODE",
        help="show this zone (repeatable)",
    )
    add_window_options(made)
    made.add_argument(
        "--pictures",
        type=Path,
        metavar="DIR",
        help="pictures for idle times",
    )
    made.add_argument(
        "--sound-file", type=Path, metavar="WAV", help="write what is heard into a file"
    )
    made.add_argument("--pace", type=float, default=1.0, help=SUPPRESS)  # fast motion, for trials
    made.add_argument("--no-voice", action="store_true", help="never speak")
    made.add_argument(
        "--screenshot",
        type=Path,
        metavar="PNG",
        help="draw into this file on SIGUSR1",
    )
    return made


def _run(app: QGuiApplication, options: Namespace) -> int:
    directory = data_directory(ROLE, options.data)
    device = this_device(ROLE, directory, options.device)
    voice = _voice(options, directory)
    check = SoundCheck(voice) if voice is not None else None
    line = line_from(options, ROLE, voice=voice is not None and voice.available)
    display = Display(
        LineHall(line, device.id, kept=Kept(directory)),
        ZoneKeeper(directory, tuple(options.zone)),
        device.name,
        options.windowed.size if options.windowed else _screen_size(app),
        pictures=Pictures(directory / "pictures", options.pictures),
        stock=Stock(directory / MEDIA, lambda: source_of(line)),
        voice=voice,
        check=check,
        visible=options.windowed is not None,
    )
    line.letIn.connect(lambda paired: display.model.become(paired.name))
    display.model.pairing_face.follow(line)
    if options.windowed is None:
        _fill_screen(display.window)
    else:
        options.windowed.apply(display.window)
    if options.directed:
        display.directed(Director(display.window), voice, check)
    signals = _obey_signals(app, display.window, options.screenshot)
    display.model.drawn.connect(Thrift(app).drew)
    line.start()
    pulse = Pulse(line)
    pulse.start()
    status = app.exec()
    pulse.stop()
    line.close()
    if check is not None:
        check.close()
    if voice is not None:
        voice.close()
    display.close()
    signals.close()
    return status


def _voice(options: Namespace, directory: Path) -> Voice | None:
    if options.no_voice:
        return None
    player = SoundFilePlayer(options.sound_file) if options.sound_file else LoudspeakerPlayer()
    chain, clips = Chain(directory / VOICES), Clips(directory / FOLDER)
    return Announcer(chain, player, clips=clips, pace=options.pace)


def _screen_size(app: QGuiApplication) -> tuple[int, int]:
    """The screen in the window's own units: Qt scales them itself on a screen with a scale."""
    size = app.primaryScreen().size()
    return size.width(), size.height()


def _fill_screen(window: QQuickWindow) -> None:
    window.setCursor(Qt.CursorShape.BlankCursor)
    window.showFullScreen()


def _draw(window: QQuickWindow, picture: Path) -> None:
    """Whoever looks for the file finds the whole picture or none."""
    unfinished = picture.with_suffix(".new.png")
    if grab(window).save(str(unfinished)):
        unfinished.replace(picture)


def _obey_signals(app: QGuiApplication, window: QQuickWindow, picture: Path | None) -> Signals:
    """SIGTERM and Ctrl-C end it properly; SIGUSR1 draws the screen into `picture`."""
    actions: dict[int, Callable[[], object]] = dict.fromkeys(ENDING, app.quit)
    if picture is not None:
        actions[signal.SIGUSR1] = lambda: _draw(window, picture)
    return Signals(actions)
