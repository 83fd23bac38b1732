"""A hall that can be heard: real hub, real TV, and a sound server of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.cli.environment import without_screen
from tests.integration.sound_server import SoundServer
from tests.scenarios.hall import App, Hall

SERVICE = "KTP-BARU"
TV = ("--device", "tv-biru", "--windowed", "1280x720")


class SoundingHall(Hall):
    """A hall with a sound server, and a TV that plays there."""

    server: SoundServer

    def television(self, *options: str) -> App:
        """A display that is connected and can be heard: the tones of its own test are over."""
        display = self.start("display", *TV, *options)
        display.see("clock", within=20)
        display.noted("tested", within=20)
        return display

    def called(self, counter: str) -> str:
        """A visitor takes a ticket and is called; the number."""
        self.hub.take(SERVICE)
        return self.press(counter)

    def press(self, counter: str) -> str:
        """An officer presses "Panggil berikutnya"; the number."""
        answer = self.hub.at(counter, "call-next")
        assert answer.status_code == 200, answer.text
        return str(answer.json()["number"])


@contextmanager
def sounding_hall(directory: Path, *options: str) -> Iterator[SoundingHall]:
    with tempfile.TemporaryDirectory(prefix="snd") as short:
        server = SoundServer(Path(short))
        server.start()
        plays = {"PULSE_SERVER": server.address, "PULSE_RUNTIME_PATH": f"{short}/run"}
        try:
            with SoundingHall(directory, without_screen(None, **plays), *options) as hall:
                hall.server = server
                yield hall
        finally:
            server.stop()
