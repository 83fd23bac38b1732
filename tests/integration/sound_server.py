"""A PulseAudio server of the test's own, with a null sink that can be recorded and taken away."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from display.voice.sound import BYTES_PER_SAMPLE, RATE

NEEDED = ("pulseaudio", "pactl", "parec")
_SINK = "hall"
_OPTIONS = ["--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes"]
_FORMAT = ["--format=s16le", "--channels=1", "--latency-msec=20"]


def missing() -> str:
    """Which programs are not here; empty where all are."""
    return ", ".join(name for name in NEEDED if shutil.which(name) is None)


class SoundServer:
    """Nobody else's server is touched: its socket and its settings are in `directory`."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """What PULSE_SERVER has to be for programs that are to play here."""
        return f"unix:{self._directory / 'socket'}"

    def start(self) -> None:
        """Returns when the server answers."""
        script = self._directory / "hall.pa"
        script.write_text(
            f"load-module module-null-sink sink_name={_SINK} norewinds=1\n"
            f"load-module module-native-protocol-unix auth-anonymous=1"
            f" socket={self._directory / 'socket'}\n"
        )
        self._process = subprocess.Popen(
            ["pulseaudio", "-n", "-F", str(script), *_OPTIONS],
            env=self._environment() | {"HOME": str(self._directory)},
            stderr=subprocess.DEVNULL,
        )
        _until(lambda: self._control("info").returncode == 0, "the sound server did not start")

    def stop(self) -> None:
        """Ends the server, as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def unplug(self) -> None:
        """Takes the only sound device away."""
        assert self._control("unload-module", "module-null-sink").returncode == 0

    def plug_in(self) -> None:
        """Brings it back."""
        loaded = self._control(
            "load-module", "module-null-sink", f"sink_name={_SINK}", "norewinds=1"
        )
        assert loaded.returncode == 0

    def mute(self, muted: bool) -> None:
        """Somebody turns the machine's own loudspeaker off, or on."""
        assert self._control("set-sink-mute", _SINK, str(int(muted))).returncode == 0

    @contextmanager
    def recording(self) -> Iterator[Recording]:
        """What is played meanwhile."""
        recording = Recording(self._directory / "heard.raw", self._environment())
        try:
            yield recording
        finally:
            recording.stop()

    def _environment(self) -> dict[str, str]:
        return os.environ | {
            "PULSE_SERVER": self.address,
            "PULSE_RUNTIME_PATH": str(self._directory / "run"),
        }

    def _control(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["pactl", *arguments], env=self._environment(), capture_output=True, check=False
        )


class Recording:
    """The null sink's monitor, written to a file as it sounds."""

    def __init__(self, path: Path, environment: dict[str, str]) -> None:
        self._path = path
        self._process = subprocess.Popen(
            ["parec", f"--device={_SINK}.monitor", f"--rate={RATE}", *_FORMAT, str(path)],
            env=environment,
        )
        _until(lambda: path.exists() and path.stat().st_size > 0, "nothing is recorded")

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait()

    def position(self) -> int:
        """The sample that is being recorded now; some 40 ms behind what sounds, never ahead."""
        return self._path.stat().st_size // BYTES_PER_SAMPLE

    def go_on(self, milliseconds: int) -> None:
        """Returns when so much more is recorded."""
        wanted = self.position() + milliseconds * RATE // 1_000
        _until(lambda: self.position() >= wanted, "the recording stands still")

    def samples(self) -> array[int]:
        """Everything so far."""
        raw = self._path.read_bytes()
        return array("h", raw[: len(raw) // 2 * 2])


def _until(condition: Callable[[], bool], complaint: str) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(complaint)
        time.sleep(0.02)
