"""Sound in memory: 16-bit mono at 22,050 samples a second, which is what eSpeak NG renders.

Everything the voice plays has this one format, so that an utterance is put together by joining
bytes.
"""

from __future__ import annotations

import wave
from array import array
from pathlib import Path

RATE = 22_050
BYTES_PER_SAMPLE = 2
QUIET = 300
"""Below this amplitude a sample counts as silence."""
TARGET_LUFS = -18.0
"""Chime, clips, engines and videos alike. Louder than R 128's −23 of television: a hall has a
murmur to be heard over, and what comes from a loudspeaker of a TV has no room below."""
SHORTEST_MS = 300
LONGEST_MS = 20_000
LONGEST_FILE_MS = 240_000
"""Longer than any utterance: of a file that is longer nothing is read."""


class BadSound(Exception):
    """A rendering that nobody should hear: empty, silent, absurdly long or of another format."""


def milliseconds(pcm: bytes | bytearray) -> int:
    """How long `pcm` plays."""
    return len(pcm) * 1_000 // (RATE * BYTES_PER_SAMPLE)


def silence(ms: int) -> bytes:
    """`ms` milliseconds of silence."""
    return bytes(RATE * ms // 1_000 * BYTES_PER_SAMPLE)


def rendering_of(path: Path) -> Path:
    """Where the engine's own rendering of a phrase lies until it is polished into `path`."""
    return path.with_suffix(".raw.wav")


def read_wav(path: Path, longest_ms: int = LONGEST_FILE_MS) -> bytes:
    """The samples in `path`; BadSound where it is not a WAV of our format, or longer.

    Whatever a broken engine has left there, no more is read than could be played.
    """
    try:
        with wave.open(str(path), "rb") as file:
            form = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            most = RATE * longest_ms // 1_000
            pcm = file.readframes(most + 1)
    except (OSError, EOFError, ValueError, RuntimeError, wave.Error) as error:
        raise BadSound(f"{path.name}: {error}") from error
    if form != (1, BYTES_PER_SAMPLE, RATE):
        raise BadSound(f"{path.name}: channels, bytes and rate are {form}")
    if len(pcm) > most * BYTES_PER_SAMPLE:
        raise BadSound(f"{path.name}: longer than {longest_ms} ms")
    return pcm[: len(pcm) // BYTES_PER_SAMPLE * BYTES_PER_SAMPLE]


def write_wav(path: Path, pcm: bytes) -> None:
    """Writes `pcm` as a WAV file."""
    with wave.open(str(path), "wb") as file:
        set_format(file)
        file.writeframes(pcm)


def set_format(file: wave.Wave_write) -> None:
    """Gives a new WAV file our format."""
    file.setnchannels(1)
    file.setsampwidth(BYTES_PER_SAMPLE)
    file.setframerate(RATE)


def check_speech(pcm: bytes, shortest_ms: int = SHORTEST_MS) -> None:
    """Raises BadSound where `pcm` cannot be a spoken phrase."""
    length = milliseconds(pcm)
    if not shortest_ms <= length <= LONGEST_MS:
        raise BadSound(f"speech of {length} ms")
    samples = array("h", pcm)
    if max(samples) < QUIET:
        raise BadSound("silent speech")
