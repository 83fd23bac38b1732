"""The demo without a screen: a real visit in the real apps, left as pictures, bytes and sound.

Asserts what it leaves: that every picture's texts were really drawn, and that the number is the
same on the kiosk, on the paper, at the counter, on the TV and in what the hall hears.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
import wave
from pathlib import Path
from typing import Any

from shared.cli.demo.cast import Cast, DemoFailed, Player
from shared.cli.demo.transcript import Transcript
from shared.cli.environment import environment, python, without_screen

SERVICE, COUNTER, DISPLAY, KIOSK = "KTP-BARU", "1", "tv-biru", "kiosk-1"
"""Of the sample site: the busiest agency's best known service."""

LOOK_SECONDS = 0.02
"""How often a file that is waited for is looked for."""

LEFT = (
    "kiosk.png",
    "ticket.bin",
    "ticket.png",
    "counter.png",
    "display.png",
    "call.wav",
    "transcript.jsonl",
)


def perform(out: Path) -> None:
    """One visit from the tap to the loudspeaker; DemoFailed says what was not as it should be."""
    began = time.monotonic()
    out.mkdir(parents=True, exist_ok=True)
    for name in LEFT:
        (out / name).unlink(missing_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="giliran-demo-") as directory,
        Cast(Path(directory), without_screen()) as cast,
    ):
        _Visit(cast, out).play()
    for name in LEFT:
        if not (out / name).is_file() or not (out / name).stat().st_size:
            raise DemoFailed(f"{out / name} was not left")
    _tell(f"done in {time.monotonic() - began:.1f} s: {out}/ has {', '.join(LEFT)}")


def _tell(words: str) -> None:
    print(f"giliran demo: {words}", file=sys.stderr, flush=True)


class _Visit:
    def __init__(self, cast: Cast, out: Path) -> None:
        self._cast = cast
        self._out = out
        self._paper = cast.directory / "paper"
        _tell("starting hub, printer, kiosk, counter and display …")
        _, self._hub = cast.hub()
        _, printer = cast.printer(self._paper)
        self._transcript = Transcript(self._hub)
        heard = cast.directory / "call.wav"
        apps = (
            ("kiosk", "--device", KIOSK, "--printer", printer, "--windowed", "1080x1920"),
            ("counter", "--counter", COUNTER, "--windowed", "1366x768"),
            ("display", "--device", DISPLAY, "--windowed", "1920x1080", "--sound-file", heard),
        )
        self._kiosk, self._counter, self._display = (self._start(*app) for app in apps)
        for app in (self._kiosk, self._counter, self._display):
            app.hear()

    def _start(self, name: str, *arguments: object) -> Player:
        data = self._cast.directory / name
        line = ("--hub", self._hub, "--data", data, "--directed")
        return self._cast.start(name, name, *line, *arguments)

    def play(self) -> None:
        number = self._take_ticket()
        self._sign_on()
        self._call(number)
        self._see_and_hear(number)
        self._transcript.write(self._out / "transcript.jsonl")

    def _take_ticket(self) -> str:
        _tell("a visitor takes a ticket …")
        self._direct(self._kiosk, tap=f"service-{SERVICE}", within=20)
        self._direct(self._kiosk, tap="take")
        number = str(self._transcript.wait_for("TicketIssued")["body"]["number"])
        self._direct(self._kiosk, see="number", text=number)
        self._transcript.wait_for("TicketPrinted")
        self._shot(self._kiosk, "kiosk.png")
        # The printer answers before its picture is drawn, and writes the bytes last.
        _await(self._paper / "ticket.bin")
        for name in ("ticket.bin", "ticket.png"):
            shutil.copyfile(self._paper / name, self._out / name)
        printed = _numbers_on(self._out / "ticket.bin")
        if number not in printed:
            raise DemoFailed(f"the kiosk says {number}, the paper {printed}")
        _tell(f"{number} is printed")
        return number

    def _sign_on(self) -> None:
        self._direct(self._counter, see="officer", within=20)
        self._direct(self._counter, keys=f"officer-{COUNTER}")
        self._direct(self._counter, key="Tab")
        self._direct(self._counter, keys="1234")
        self._direct(self._counter, key="Return")
        self._transcript.wait_for("CounterOpened")

    def _call(self, number: str) -> None:
        _tell("an officer presses 'Panggil berikutnya' …")
        self._direct(self._display, see="clock", within=20)
        self._direct(self._counter, tap="primary")
        self._direct(self._counter, see="number", text=number)
        self._transcript.wait_for("TicketCalled")

    def _see_and_hear(self, number: str) -> None:
        self._direct(self._display, see="number", text=number)
        self._transcript.wait_for("CallShown")
        self._shot(self._display, "display.png")
        spoken = self._transcript.wait_for("CallSpoken")
        if spoken["body"]["ticket"] != self._transcript.wait_for("TicketCalled")["body"]["ticket"]:
            raise DemoFailed("another ticket was spoken")
        words = self._direct(self._display, note="sounding")["words"]
        if spelled(number) not in words.replace(",", ""):
            raise DemoFailed(f"{number} was called, but the voice said: {words}")
        self._transcript.note("spoken", number=number, text=words)
        self._direct(self._display, note="silent", within=20)
        self._direct(self._counter, see="delivery", text="disuarakan")
        self._shot(self._counter, "counter.png")
        heard = self._cast.directory / "call.wav"
        seconds = _loud_seconds(heard)
        if seconds < 3:
            raise DemoFailed(f"only {seconds:.1f} s of sound were heard")
        shutil.copyfile(heard, self._out / "call.wav")
        _tell(f"{number} is on the screen, and {seconds:.1f} s of voice were heard")

    def _shot(self, app: Player, name: str) -> None:
        answer = self._direct(app, shot=str((self._out / name).absolute()))
        if answer["blank"] or answer["drawn"] < 5:
            raise DemoFailed(f"{name}: not drawn: {answer['blank'] or 'hardly anything'}")

    def _direct(self, app: Player, within: float = 10.0, **direction: Any) -> dict[str, Any]:
        self._transcript.note("command", app=app.name, do=direction)
        app.say({**direction, "within": within})
        answer = app.hear(within + 20)
        if not answer["ok"]:
            raise DemoFailed(f"{app.name}: {answer['error']} (see {app.log})")
        return answer


def _await(file: Path, within: float = 10.0) -> None:
    deadline = time.monotonic() + within
    while not file.exists():
        if time.monotonic() > deadline:
            raise DemoFailed(f"there is no {file.name} after {within:.0f} s")
        time.sleep(LOOK_SECONDS)


def _numbers_on(ticket: Path) -> list[str]:
    """The numbers that the printer's own reader finds on the paper."""
    command = python("kiosk.printing.virtual", "--read", str(ticket))
    found = subprocess.run(command, capture_output=True, check=True, env=environment())
    numbers: list[str] = json.loads(found.stdout)["numbers"]
    return numbers


_DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")


def spelled(number: str) -> str:
    """A number as it must be heard, said here without the voice's own words: ``A nol satu dua``."""
    prefix, digits = number.split("-")
    return " ".join([prefix, *(_DIGITS[int(digit)] for digit in digits)])


def _loud_seconds(sound: Path) -> float:
    """How much of a sound is not silence: tenths of a second with an amplitude above 1 %."""
    with wave.open(str(sound), "rb") as file:
        samples = memoryview(file.readframes(file.getnframes())).cast("h")
        tenth = file.getframerate() * file.getnchannels() // 10
    parts = (samples[start : start + tenth] for start in range(0, len(samples), tenth))
    return sum(max(map(abs, part)) > 327 for part in parts) / 10
