"""The process that speaks for the display: ``python -m display.voice.worker``.

A line of JSON in asks for one phrase, a line of JSON out says what became of it. It is a process
of its own because speech engines get stuck, and then only ending the process helps: pyttsx3 must
live on one thread, with one utterance at a time and a fresh engine for each.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import IO, Any

import msgspec
import pyttsx3
from pyttsx3.drivers import _espeak

from display.voice.messages import Answer, Order
from display.voice.sound import (
    LONGEST_MS,
    BadSound,
    check_speech,
    polish,
    read_wav,
    rendering_of,
    write_wav,
)

LAST_RESORT_SECONDS = 30
"""A worker stuck for so long ends itself, even when the display that started it is gone."""

_checked: set[str] = set()


def main() -> None:
    """Answers orders until its input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = _keep_stdout_clean()
    orders = msgspec.json.Decoder(Order)
    for line in sys.stdin.buffer:
        _say(answers, carry_out(orders.decode(line)))


def carry_out(order: Order) -> Answer:
    """Renders one phrase; whatever goes wrong becomes the answer's reason."""
    signal.alarm(LAST_RESORT_SECONDS)
    try:
        _render(order)
    except (BadSound, OSError, RuntimeError, ValueError, LookupError) as error:
        return Answer(order.id, f"{type(error).__name__}: {error}")
    finally:
        signal.alarm(0)
    return Answer(order.id)


def _render(order: Order) -> None:
    raw = rendering_of(Path(order.path))
    try:
        _speak_into(raw, order)
        # Checked before it is worked on: ten minutes of sound would take minutes to polish.
        speech = polish(read_wav(raw, LONGEST_MS))
        check_speech(speech, order.shortest_ms)
        write_wav(Path(order.path), speech)
    finally:
        raw.unlink(missing_ok=True)


def _speak_into(raw: Path, order: Order) -> None:
    """Renders with a fresh engine, and keeps it until eSpeak's own thread is done with it.

    Not ``runAndWait``: with pyttsx3 2.99 and eSpeak that returns 10 ms after the start, ready or
    not, and an engine let go while eSpeak still renders takes the process down. ``startLoop``
    ends when the last sample has been written.
    """
    engine: Any = pyttsx3.init(driverName="espeak")
    if order.voice not in _checked:
        _check_voice(engine, order.voice)
    engine.setProperty("voice", order.voice)
    engine.setProperty("rate", order.rate)
    engine.save_to_file(order.text, str(raw))
    engine.startLoop()
    _espeak.Synchronize()


def _check_voice(engine: Any, voice: str) -> None:
    """Raises LookupError for a voice the engine lacks: it would speak with another one."""
    known = {str(one.id).rpartition("/")[2] for one in engine.getProperty("voices")}
    if voice not in known:
        raise LookupError(f"the speech engine has no voice {voice!r}")
    _checked.add(voice)


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
    main()
