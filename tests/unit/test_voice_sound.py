"""Sound in memory: reading it with suspicion, trimming it, making it as loud as the rest."""

from __future__ import annotations

import math
import wave
from array import array
from pathlib import Path

import pytest

from display.voice.sound import (
    RATE,
    BadSound,
    check_speech,
    read_wav,
    silence,
    write_wav,
)


def tone(ms: int, amplitude: int = 8_000) -> bytes:
    count = RATE * ms // 1_000
    return array("h", (round(amplitude * math.sin(n * 0.2)) for n in range(count))).tobytes()


def test_a_file_comes_back_as_it_was(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", tone(200))
    assert read_wav(tmp_path / "a.wav") == tone(200)


@pytest.mark.parametrize(
    ("channels", "width", "rate"), [(2, 2, RATE), (1, 1, RATE), (1, 2, 44_100)]
)
def test_another_format_is_refused(tmp_path: Path, channels: int, width: int, rate: int) -> None:
    path = tmp_path / "a.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(bytes(4_000))
    with pytest.raises(BadSound, match="channels, bytes and rate"):
        read_wav(path)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"no sound at all" * 10])
def test_what_is_no_wav_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.wav").write_bytes(content)
    with pytest.raises(BadSound, match=r"a\.wav"):
        read_wav(tmp_path / "a.wav")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSound, match="No such file"):
        read_wav(tmp_path / "a.wav")


@pytest.mark.parametrize(
    ("pcm", "why"),
    [(b"", "0 ms"), (tone(200), "200 ms"), (tone(21_000), "21000 ms"), (silence(900), "silent")],
    ids=["empty", "short", "long", "silent"],
)
def test_absurd_speech_is_refused(pcm: bytes, why: str) -> None:
    with pytest.raises(BadSound, match=why):
        check_speech(pcm)


def test_plausible_speech_is_not() -> None:
    check_speech(tone(300))
    check_speech(tone(20_000))
