"""A speech engine that fails in every way, a playing process that hangs, a loudspeaker that goes
and comes back: the next call is heard within ten seconds, and staff know of it."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from shared.cli.environment import environment, python
from shared.cli.torture.bad_engine import MOODS, BadEngine
from shared.cli.torture.sound_server import SoundServer
from shared.cli.torture.stage import App, Stage
from shared.cli.torture.trial import Findings, Say, Trial

PROMISED_SECONDS = 10.0
TOLD_SECONDS = 15.0
DISPLAY, ZONE, COUNTER = "tv-biru", "biru", "5"
SHORT_MOOD = "crash"
LONG_ROUNDS = 5
CHIMED_MS, SPOKEN_MS = 1_000, 1_800
"""So much of sound: a call has begun; it is more than its chime."""


class _Tv:
    """A real display with a loudspeaker and an engine that fail, and an officer who calls."""

    def __init__(
        self,
        stage: Stage,
        sound: SoundServer,
        engine: BadEngine,
        findings: Findings,
    ) -> None:
        self._stage = stage
        self._sound = sound
        self._engine = engine
        self._findings = findings
        place = ("--device", DISPLAY, "--zone", ZONE, "--windowed", "1280x720")
        self.app: App = stage.app("display", *place, name="tv")
        self._heard_of = 0
        desk = {"officer": f"officer-{COUNTER}", "pin": "1234"}
        self._at("open", desk)

    def tests_itself(self) -> None:
        """At the start, while there may be calls as well, and when somebody asks."""
        log = self.app.player.log
        first = self._stage.until(lambda: b"the sound test: heard" in log.read_bytes())
        self._findings.require(first is not None, "it did not test its sound at the start")
        found = self._stage.call("POST", f"/displays/{DISPLAY}/test-sound", {})
        heard = found["ok"] and found.get("how") == "heard"
        self._findings.require(heard, f"asked to test its sound it found {found}")

    def call(self, what: str, least_ms: int = CHIMED_MS) -> float:
        """Somebody is called: seconds until the first sound of it leaves."""
        self._sound.listen()
        self._stage.call("POST", "/tickets", {"service": "KTP-BARU"})
        before = self._said()
        began = time.monotonic()
        self._at("call-next")
        self.app.noted("sounding", before + 1)
        took = time.monotonic() - began
        loud = self._stage.until(lambda: self._sound.loud_ms() > least_ms, TOLD_SECONDS)
        self._findings.require(took < PROMISED_SECONDS, f"{what}: spoken after {took:.1f} s")
        self._findings.require(loud is not None, f"{what}: nothing was to be heard")
        self._findings.count("calls")
        self._hush()
        return took

    def engine_fails(self, mood: str) -> None:
        self._engine.become(mood)
        self._findings.most("engine fails: spoken after (s)", round(self.call(mood, SPOKEN_MS), 2))
        self._told("recorded-voice")
        known = self.call(f"{mood}, the next call")
        self._findings.most("engine known to fail: spoken after (s)", round(known, 2))

    def engine_is_well(self, mood: str) -> None:
        self._engine.become("well")
        self._over(mood)

    def loudspeaker_goes(self, seconds: float) -> None:
        """It is gone for so long; somebody is called meanwhile."""
        self._sound.unplug()
        self._stage.call("POST", "/tickets", {"service": "KTP-BARU"})
        self._at("call-next")
        self._told("no-sound")
        time.sleep(seconds)  # gone is gone: this is the fault, not a wait for something
        self._at("finish")
        self._sound.plug_in()
        took = self.call("the loudspeaker is back")  # at once: the display has yet to find it
        self._findings.most("loudspeaker back: spoken after (s)", round(took, 2))

    def stand_still(self, module: str) -> None:
        """One of its two processes hangs."""
        for pid in self._processes(module):
            os.kill(pid, signal.SIGSTOP)
        took = self.call(f"{module} hangs")
        self._findings.most(f"{module} hangs: spoken after (s)", round(took, 2))

    def kill(self, module: str) -> None:
        for pid in self._processes(module):
            os.kill(pid, signal.SIGKILL)
        took = self.call(f"{module} was killed")
        self._findings.most(f"{module} killed: spoken after (s)", round(took, 2))

    # ----------------------------------------------------------------------------------------

    def _at(self, action: str, body: Any = None) -> Any:
        return self._stage.call("POST", f"/counters/{COUNTER}/{action}", body or {})

    def _hush(self) -> None:
        """It was heard; the rest of it would only cost time."""
        path = f"/displays/{DISPLAY}"
        self._at("finish")
        self._stage.call("PUT", path, {"muted": True})
        self._stage.call("PUT", path, {"muted": False})

    def _told(self, code: str) -> None:
        words = f"{DISPLAY} {code}"
        took = self._stage.until(lambda: words in self._stage.troubles(), TOLD_SECONDS)
        self._findings.require(took is not None, f"staff were never told '{words}'")
        self.app.sees("corner")

    def _over(self, what: str) -> None:
        took = self._stage.until(lambda: not self._stage.troubles(), TOLD_SECONDS)
        told = self._stage.troubles()
        self._findings.require(took is not None, f"after {what} staff are still told {told}")

    def _said(self) -> int:
        """How often the display has begun to speak so far."""
        while self.app.look("sounding", self._heard_of + 1) is not None:
            self._heard_of += 1
        return self._heard_of

    def _processes(self, module: str) -> list[int]:
        """The display's children that run a module."""
        listed = Path(f"/proc/{self.app.player.pid}/task/{self.app.player.pid}/children")
        pids = [int(pid) for pid in listed.read_text().split()]
        return [pid for pid in pids if module in Path(f"/proc/{pid}/cmdline").read_text()]


def run(short: bool, directory: Path, findings: Findings, say: Say) -> None:
    """See `Trial.run`."""
    with ExitStack() as stack:
        sound = stack.enter_context(SoundServer())
        engine = BadEngine(directory / "engine")
        recorder = stack.enter_context(_record(directory / "tv" / "voice"))
        env = {**sound.env, "PYTHONPATH": engine.path(environment())}
        stage = stack.enter_context(Stage(directory, env))
        findings.require(recorder.wait() == 0, "the words could not be recorded")
        tv = _Tv(stage, sound, engine, findings)
        tv.call("all is well")
        if short:
            tv.engine_fails(SHORT_MOOD)
        tv.tests_itself()
        if short:
            engine.become("well")
            tv.loudspeaker_goes(0)
            tv.engine_is_well(SHORT_MOOD)
        for number in range(0 if short else LONG_ROUNDS):
            _bad_day(tv, number, say)


def _bad_day(tv: _Tv, number: int, say: Say) -> None:
    for mood in MOODS:
        tv.engine_fails(mood)
        tv.engine_is_well(mood)
        say(f"round {number + 1}: the engine: {mood}")
    for module in ("display.voice.worker", "display.voice.loudspeaker"):
        tv.stand_still(module)
        tv.kill(module)
    tv.loudspeaker_goes(3 * number)
    words = f"round {number + 1}: the loudspeaker went and came back"
    say(words, (number + 1) / LONG_ROUNDS)


@contextmanager
def _record(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The recorded words, as an installation makes them; meanwhile the hub starts."""
    folder.parent.mkdir(parents=True)
    command = python("display.voice.recorder", "--out", str(folder))
    quiet = subprocess.DEVNULL
    recorder = subprocess.Popen(command, env=environment(), stdout=quiet, stderr=quiet)
    try:
        yield recorder
    finally:
        recorder.kill()
        recorder.wait()


TRIALS = (Trial("voice-faults", 5, run, short_seconds=120, long_seconds=3_600),)
