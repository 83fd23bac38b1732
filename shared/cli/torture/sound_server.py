"""A PulseAudio server of a trial's own, with a loudspeaker that can be heard and taken away."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from array import array
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from shared.cli.torture.trial import Skipped

NEEDED = ("pulseaudio", "pactl", "parec")
UP_SECONDS = 15.0
_SINK = "hall"
_OPTIONS = ["--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes"]
_RATE = 8_000
_LISTENING = ["--format=s16le", "--channels=1", f"--rate={_RATE}", "--latency-msec=20", "--raw"]
_QUIET = 200
"""Below this amplitude, in 16-bit steps, nobody hears anything."""


class SoundServer:
    """Nobody else's server is touched: its socket and settings are in a folder of its own."""

    def __init__(self) -> None:
        missing = [name for name in NEEDED if shutil.which(name) is None]
        if missing:
            raise Skipped(f"not installed here: {', '.join(missing)}")
        # A socket's path is short: not below a trial's own directory.
        self._folder = tempfile.TemporaryDirectory(prefix="snd")
        self._directory = Path(self._folder.name)
        self._server: subprocess.Popen[bytes] | None = None
        self._ear: subprocess.Popen[bytes] | None = None

    @property
    def env(self) -> dict[str, str]:
        """For programs that are to play here."""
        return {
            "PULSE_SERVER": f"unix:{self._directory / 'socket'}",
            "PULSE_RUNTIME_PATH": str(self._directory / "run"),
        }

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.crash()
        self._folder.cleanup()

    def start(self) -> None:
        """Returns when it answers."""
        script = self._directory / "hall.pa"
        script.write_text(
            f"load-module module-null-sink sink_name={_SINK} norewinds=1\n"
            f"load-module module-native-protocol-unix auth-anonymous=1"
            f" socket={self._directory / 'socket'}\n"
        )
        self._server = subprocess.Popen(
            ["pulseaudio", "-n", "-F", str(script), *_OPTIONS],
            env=self._environment() | {"HOME": str(self._directory)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        _until(lambda: self._control("info") == 0, "the sound server did not start")

    def crash(self) -> None:
        """SIGKILL."""
        self._stop_listening()
        server, self._server = self._server, None
        if server is not None:
            server.kill()
            server.wait()

    def unplug(self) -> None:
        """Takes the loudspeaker away."""
        self._stop_listening()
        self._control("unload-module", "module-null-sink")

    def plug_in(self) -> None:
        """Brings it back."""
        self._control("load-module", "module-null-sink", f"sink_name={_SINK}", "norewinds=1")

    def listen(self) -> None:
        """What is played from now on is recorded."""
        self._stop_listening()
        with (self._directory / "heard.raw").open("wb") as out:
            self._ear = subprocess.Popen(
                ["parec", f"--device={_SINK}.monitor", *_LISTENING],
                env=self._environment(),
                stdout=out,
                start_new_session=True,
            )
        _until(lambda: bool(self._heard()), "the loudspeaker's monitor gives nothing")

    def record(self, path: Path, rate: int) -> subprocess.Popen[bytes]:
        """A recorder of its own, in 16-bit samples, until it is killed."""
        form = ["--format=s16le", "--channels=1", f"--rate={rate}", "--latency-msec=20", "--raw"]
        with path.open("wb") as out:
            recorder = subprocess.Popen(
                ["parec", f"--device={_SINK}.monitor", *form],
                env=self._environment(),
                stdout=out,
                start_new_session=True,
            )
        _until(lambda: path.stat().st_size > 0, "the loudspeaker's monitor gives nothing")
        return recorder

    def loud_ms(self) -> int:
        """How much of the time since `listen` something was to be heard."""
        samples = array("h", self._heard())
        step = _RATE // 100
        windows = (samples[at : at + step] for at in range(0, len(samples), step))
        return 10 * sum(max(window) > _QUIET for window in windows if window)

    def _heard(self) -> bytes:
        raw = (self._directory / "heard.raw").read_bytes()
        return raw[: len(raw) // 2 * 2]

    def _stop_listening(self) -> None:
        ear, self._ear = self._ear, None
        if ear is not None:
            ear.kill()
            ear.wait()

    def _control(self, *arguments: str) -> int:
        command = ["pactl", *arguments]
        done = subprocess.run(command, env=self._environment(), capture_output=True, check=False)
        return done.returncode

    def _environment(self) -> dict[str, str]:
        return os.environ | self.env


def _until(true: Callable[[], bool], complaint: str) -> None:
    deadline = time.monotonic() + UP_SECONDS
    while not true():
        if time.monotonic() > deadline:
            raise Skipped(complaint)
        time.sleep(0.02)
