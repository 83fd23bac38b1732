"""The voice and the screen together: what is granted is spoken, shown and reported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from display import screenshots
from display.facts import CallRef
from display.line import LineHall
from display.rehearsal import ScriptedVoice
from display.screenshots import Shot
from display.voice.announcer import Announcer
from display.voice.player import Player
from display.voice.speech import Speech
from display.voice.voice import Fitness
from shared.domain.site import Quiet
from shared.link.line import Line
from shared.protocol.messages import Grant, GrantedCall, GrantedWords
from shared.qml import application
from tests.ui.display_screen import Tv, until

IDLE = Shot(name="idle", script=screenshots.idle)


class HurriedPlayer(Player):
    """A sound device on which everything is over at once; it can be unplugged."""

    def __init__(self) -> None:
        super().__init__()
        self.present = True
        self.heard: list[int] = []
        self.volumes: list[float] = []

    @property
    def available(self) -> bool:
        return self.present

    def play(self, pcm: bytes) -> None:
        self.heard.append(len(pcm))
        QTimer.singleShot(0, self, self.started.emit)
        QTimer.singleShot(0, self, self.finished.emit)

    def stop(self) -> None:
        """It is over already."""

    def set_volume(self, volume: float) -> None:
        self.volumes.append(volume)

    def close(self) -> None:
        """There is nothing to close."""

    def plug(self, present: bool) -> None:
        self.present = present
        self.availableChanged.emit(present)


@pytest.fixture(scope="module", autouse=True)
def app() -> None:
    application("Giliran tests")


@pytest.fixture
def player() -> HurriedPlayer:
    return HurriedPlayer()


@pytest.fixture
def tv(player: HurriedPlayer) -> Iterator[Tv]:
    announcer = Announcer(Speech(), player)
    one = Tv(IDLE, voice=announcer)
    yield one
    announcer.close()
    one.close()


@pytest.fixture
def mute_tv() -> Iterator[Tv]:
    one = Tv(IDLE, voiceless=True)
    yield one
    one.close()


def granted(*numbers: str, style: str = "short") -> Grant:
    calls = [
        GrantedCall(ticket=f"t-{number}", call=1, number=number, counter="12", zone="hijau")
        for number in numbers
    ]
    return Grant(lease="v1", style=style, calls=calls, seconds=20)


def test_what_is_granted_is_spoken_and_reported(tv: Tv, player: HurriedPlayer) -> None:
    numbers = ("P-101", "P-102", "P-103")
    for number in numbers:
        tv.hall.call(number, "12", zone="hijau")
    shown: list[str] = []
    tv.model.changed.connect(lambda: shown.append(tv.model.scene.panel.number))
    tv.hall.granted.emit(granted(*numbers))
    until(lambda: bool(tv.hall.leases))
    assert tv.hall.leases == [("v1", "")]
    assert tv.hall.spoken == [("v1", CallRef(f"t-{number}", 1)) for number in numbers]
    assert len(player.heard) == 1
    # The panel followed the voice through all three, and stays with the last.
    assert list(dict.fromkeys(shown)) == ["P-101", "P-102", "P-103"][shown[0] == "P-102" :]
    assert tv.model.scene.panel.number == "P-103"


def test_without_a_sound_device_the_corner_says_so_and_the_lease_goes_back(
    tv: Tv, player: HurriedPlayer
) -> None:
    player.plug(False)
    assert tv.item("corner").isVisible()
    assert tv.model.property("silenceNote") == "Tanpa suara"
    assert tv.hall.able == [False]
    player.plug(True)
    assert tv.items("corner") == []
    assert tv.hall.able == [False, True]


def test_staff_set_volume_and_mute(tv: Tv, player: HurriedPlayer) -> None:
    device = tv.hall.facts().device
    assert device is not None
    device.volume, device.muted = 40, True
    tv.hall.know(device=device)
    assert player.volumes[-1] == pytest.approx(0.4)
    assert tv.model.property("silenceNote") == "Suara dimatikan"
    tv.hall.call("P-101", "12", zone="hijau")
    tv.hall.granted.emit(granted("P-101"))
    until(lambda: bool(tv.hall.leases))
    assert tv.hall.leases == [("v1", "muted")]
    assert tv.hall.spoken == []
    assert tv.model.scene.panel.number == "P-101"


def test_the_hour_s_volume_goes_into_each_utterance(tv: Tv, player: HurriedPlayer) -> None:
    site, device = tv.hall.facts().site, tv.hall.facts().device
    assert site is not None
    assert device is not None
    device.volume = 80
    softly = Quiet(begins="00:00", ends="00:00", percent=50)
    tv.hall.know(device=device, site=replace(site, voice=replace(site.voice, quiet=(softly,))))
    tv.hall.call("P-101", "12", zone="hijau")
    tv.hall.granted.emit(granted("P-101"))
    until(lambda: bool(tv.hall.leases))
    assert player.volumes[-1] == pytest.approx(0.4)


def test_a_call_spoken_once_more_is_heard_and_not_reported_again(
    tv: Tv, player: HurriedPlayer
) -> None:
    tv.hall.call("P-101", "12", zone="hijau")
    tv.hall.granted.emit(granted("P-101"))
    until(lambda: len(tv.hall.leases) == 1)
    again = [GrantedCall("t-P-101", 1, "P-101", "12", "hijau", again=True)]
    tv.hall.granted.emit(Grant(lease="v2", style="full", calls=again, seconds=20))
    until(lambda: len(tv.hall.leases) == 2)
    assert tv.hall.leases[1] == ("v2", "")
    assert len(player.heard) == 2
    assert tv.hall.spoken == [("v1", CallRef("t-P-101", 1))]
    assert tv.model.scene.panel.number == "P-101"


def test_a_display_without_a_voice_gives_every_lease_back(mute_tv: Tv) -> None:
    mute_tv.hall.granted.emit(granted("P-101"))
    ((lease, reason),) = mute_tv.hall.leases
    assert lease == "v1"
    assert reason


def test_a_revoked_lease_is_silent(tv: Tv, player: HurriedPlayer) -> None:
    tv.hall.call("P-101", "12", zone="hijau")
    tv.hall.granted.emit(granted("P-101"))
    tv.hall.revoked.emit("v1")
    tv.hall.granted.emit(Grant(lease="v2", style="short", calls=granted("P-101").calls, seconds=9))
    until(lambda: bool(tv.hall.leases))
    assert tv.hall.leases == [("v2", "")]
    assert len(player.heard) == 1


def test_what_stands_in_for_the_engine_is_told() -> None:
    voice = ScriptedVoice()
    tv = Tv(IDLE, voice=voice)
    try:
        assert tv.items("corner") == []
        assert tv.hall.ills == []
        for fitness, note, code in (
            (Fitness.RECORDED, "Suara rekaman", "recorded-voice"),
            (Fitness.CHIME, "Hanya bel", "chime-only"),
        ):
            voice.become(fitness)
            assert tv.item("corner").isVisible()
            assert tv.model.property("soundNote") == note
            assert tv.model.property("silenceNote") == "", "it speaks, or chimes"
            assert tv.hall.ills == [code]
        voice.plug(False)
        assert tv.model.property("soundNote") == "Tanpa suara"
        assert tv.hall.ills == ["no-sound", "chime-only"]
        voice.plug(True)
        voice.become(Fitness.WELL)
        assert tv.items("corner") == []
        assert tv.hall.ills == []
    finally:
        tv.close()


def test_what_was_set_goes_before_the_test_that_was_asked_for_after_it(tmp_path: Path) -> None:
    """Or a TV whose sound has just been switched on says that it is muted."""
    line = Line("display", "tv-1", "TV", data_dir=tmp_path)
    hall, order = LineHall(line, "tv-1"), list[str]()
    hall.changed.connect(lambda: order.append("set"))
    hall.testWanted.connect(order.append)
    line.stateChanged.emit(str(line.state))
    line.testWanted.emit("test")
    assert order == ["set", "test"]
    line.close()


def test_an_announcement_is_spoken_and_its_lease_given_back(tv: Tv, player: HurriedPlayer) -> None:
    words = GrantedWords(id="w", zone="hijau", text="Harap tenang.", english="Quiet, please.")
    tv.hall.granted.emit(Grant(lease="v7", style="full", calls=[], seconds=20, words=words))
    until(lambda: bool(tv.hall.leases))
    assert tv.hall.leases == [("v7", "")]
    assert tv.hall.spoken == []
    assert len(player.heard) == 1


@pytest.mark.parametrize("diagonal", [32, 55])
def test_the_longest_announcement_has_room(diagonal: float) -> None:
    """Two hundred letters in each language, beside the list and on the whole width."""
    text = ("Nomor antrean Anda tetap berlaku selama gangguan ini; " * 4)[:200]
    for script in (screenshots.announcement, screenshots.nobody):
        tv = Tv(Shot(name="said", script=script, diagonal=diagonal))
        try:
            said = replace(screenshots.ANNOUNCED, text=text, english=text)
            tv.hall.know(announced=(said,))
            until(partial(_fits, tv))
        finally:
            tv.close()


def _fits(tv: Tv) -> bool:
    """Whether the message stands in its panel, all of it."""
    panel, column = tv.item("messagePanel"), tv.item("message")
    return bool(panel.isVisible() and 0 < column.height() <= panel.height())
