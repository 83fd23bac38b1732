"""The process in which one engine speaks: ``python -m display.voice.worker [ENGINE [VOICES]]``.

A line of JSON in asks for one phrase, a line of JSON out says what became of it. It is a process
of its own because speech engines get stuck, and then only ending the process helps.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import msgspec

from display.voice.engines import CannotSay, Engine, NotThere, named
from display.voice.messages import Answer, Order
from display.voice.sound import BadSound, check_speech, write_wav
from shared.domain.site import PYTTSX3

LAST_RESORT_SECONDS = 30
"""A worker stuck for so long ends itself, even when the display that started it is gone."""

_FAULTS = (BadSound, OSError, RuntimeError, ValueError, LookupError, ImportError)


def main(arguments: Sequence[str]) -> None:
    """Answers orders until its input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = _keep_stdout_clean()
    desk = _Desk(*arguments)
    orders = msgspec.json.Decoder(Order)
    for line in sys.stdin.buffer:
        _say(answers, desk.carry_out(orders.decode(line)))


class _Desk:
    """One engine, made at once and, where that failed, again with each phrase."""

    def __init__(self, name: str = PYTTSX3, voices: str = ".") -> None:
        self._name, self._voices = name, Path(voices)
        self._engine: Engine | None = None
        self._make_early()

    def carry_out(self, order: Order) -> Answer:
        """Renders one phrase; whatever goes wrong becomes the answer's reason."""
        signal.alarm(LAST_RESORT_SECONDS)
        try:
            self._render(order)
        except CannotSay as error:
            return Answer(order.id, str(error), unable=True)
        except NotThere as error:
            return Answer(order.id, str(error))
        except _FAULTS as error:
            return Answer(order.id, f"{type(error).__name__}: {error}")
        finally:
            signal.alarm(0)
        return Answer(order.id)

    def _render(self, order: Order) -> None:
        speech = self._ready().render(order)
        check_speech(speech, order.shortest_ms)
        write_wav(Path(order.path), speech)

    def _ready(self) -> Engine:
        if self._engine is None:
            self._engine = named(self._name, self._voices)
        return self._engine

    def _make_early(self) -> None:
        """Loading takes time that no call should wait for; what fails is told with the phrase."""
        try:
            self._ready()
        except _FAULTS:
            self._engine = None


def _keep_stdout_clean() -> IO[bytes]:
    """Our own way to the display: the engine prints a line for every file, which nobody reads."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return answers


def _say(answers: IO[bytes], answer: Answer) -> None:
    answers.write(msgspec.json.encode(answer) + b"\n")
    answers.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
