"""A TV whose loudspeaker is taken away in the middle of a call, and comes back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from display import screenshots
from display.screenshots import Shot
from display.voice.announcer import Announcer
from display.voice.player import LoudspeakerPlayer
from display.voice.speech import Speech
from shared.protocol.messages import Grant, GrantedCall
from shared.qml import application
from tests.integration.sound_server import SoundServer, missing
from tests.ui.display_screen import Tv

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(bool(missing()), reason=f"not installed here: {missing()}"),
]

LOOK_AGAIN_MS = 1_000
PATIENCE_MS = 15_000


@pytest.fixture
def tv(qtbot: QtBot, server: SoundServer) -> Iterator[Tv]:
    server.start()
    application("Giliran tests")
    voice = Announcer(Speech(), LoudspeakerPlayer(look_again_ms=LOOK_AGAIN_MS))
    one = Tv(Shot(name="idle", script=screenshots.idle), voice=voice)
    yield one
    voice.close()
    one.close()


def grant(tv: Tv, lease: str, number: str) -> None:
    tv.hall.call(number, "12", zone="hijau")
    call = GrantedCall(ticket=f"t-{number}", call=1, number=number, counter="12", zone="hijau")
    tv.hall.granted.emit(Grant(lease=lease, style="short", calls=[call], seconds=20))


def test_unplugged_in_the_middle_of_a_call(qtbot: QtBot, server: SoundServer, tv: Tv) -> None:
    grant(tv, "v1", "P-101")
    qtbot.waitUntil(lambda: tv.model.scene.panel.number == "P-101", timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: len(tv.items("sign")) == 1, timeout=PATIENCE_MS)
    server.unplug()
    qtbot.waitUntil(lambda: bool(tv.hall.leases), timeout=PATIENCE_MS)
    ((lease, reason),) = tv.hall.leases
    assert (lease, bool(reason)) == ("v1", True)
    assert tv.hall.spoken == []
    assert tv.items("sign") == [], "it claims to speak"
    assert tv.item("corner").isVisible()
    assert tv.hall.able == [False]
    assert tv.model.scene.panel.number == "P-101", "the screen goes on"

    server.plug_in()
    qtbot.waitUntil(lambda: tv.hall.able == [False, True], timeout=PATIENCE_MS)
    assert tv.items("corner") == []
    grant(tv, "v2", "P-102")
    qtbot.waitUntil(lambda: len(tv.hall.leases) == 2, timeout=PATIENCE_MS)
    assert tv.hall.leases[1] == ("v2", "")
    assert [ref.ticket for _, ref in tv.hall.spoken] == ["t-P-102"]


def test_the_folder_of_its_sounds_is_cleaned_away(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: SoundServer
) -> None:
    server.start()
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    player = LoudspeakerPlayer()
    try:
        for _ in range(2):
            with qtbot.waitSignal(player.finished, timeout=PATIENCE_MS):
                player.play(bytes(22_050))
            for folder in tmp_path.glob("giliran-screen-*"):
                shutil.rmtree(folder)
        monkeypatch.setenv("TMPDIR", "/nowhere")
        with qtbot.waitSignal(player.failed, timeout=PATIENCE_MS):
            player.play(bytes(22_050))
        assert player.available, "a disk that is full is no missing loudspeaker"
    finally:
        player.close()
