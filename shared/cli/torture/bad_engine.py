"""A speech engine that fails on demand: it stands before the real one and spoils what it does.

Put on a worker's import path it is what `import pyttsx3` finds. It reads its mood anew for every
phrase, and passes on to the real engine whatever it does not spoil.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

MOODS = ("hang", "crash", "empty", "endless", "garbage", "silent", "nothing")
"""It never answers, dies, gives no samples, ten minutes, no WAV, silence, or no file."""

_SOURCE = '''\
"""See shared.cli.torture.bad_engine."""

import math
import os
import signal
import struct
import sys
import time
import wave
from pathlib import Path

_HERE = Path(__file__).resolve().parents[1]
sys.path = [one for one in sys.path if one == "" or Path(one).resolve() != _HERE]
del sys.modules["pyttsx3"]

import pyttsx3  # the real one

_init = pyttsx3.init


def init(*names, **more):
    mood = (_HERE / "mood").read_text().strip()
    if mood == "hang":
        time.sleep(3_600)
    if mood == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    engine = _init(*names, **more)
    if mood != "well":
        engine.save_to_file = lambda text, path: spoil(mood, path)
        engine.startLoop = lambda: None
    return engine


def spoil(mood, path):
    if mood == "nothing":
        return
    if mood == "garbage":
        Path(path).write_bytes(os.urandom(4_096))
        return
    second = b"".join(struct.pack("<h", round(9_000 * math.sin(at / 9))) for at in range(22_050))
    with wave.open(path, "wb") as file:
        file.setparams((1, 2, 22_050, 0, "NONE", ""))
        if mood == "endless":
            file.writeframes(second * 600)
        elif mood == "silent":
            file.writeframes(bytes(3 * len(second)))


pyttsx3.init = init
'''


class BadEngine:
    """In a directory of its own; well until it is told otherwise."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        package = directory / "pyttsx3"
        package.mkdir(parents=True)
        (package / "__init__.py").write_text(_SOURCE, encoding="utf-8")
        self.become("well")

    def become(self, mood: str) -> None:
        """One of `MOODS`, or ``well``; from the next phrase on."""
        fresh = self._directory / "mood.new"
        fresh.write_text(mood, encoding="utf-8")
        fresh.replace(self._directory / "mood")

    def path(self, base: Mapping[str, str] | None = None) -> str:
        """What PYTHONPATH has to be for the processes that are to meet it."""
        before = (os.environ if base is None else base).get("PYTHONPATH", "")
        return os.pathsep.join(filter(None, [str(self._directory), before]))
