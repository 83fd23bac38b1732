"""`giliran voice`: a call into a file, a pack made, checked, and recorded from a microphone."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from display.voice.loudness import loudness, pcm_of, samples_of
from display.voice.packs.manifest import read_pack
from display.voice.packs.script import prompts
from display.voice.packs.writing import keep
from display.voice.sound import TARGET_LUFS, milliseconds, read_wav, silence, write_wav
from shared.cli.environment import ROOT, environment, python
from shared.language.spoken import phrases
from tests.integration.sound_server import SoundServer, missing
from tests.unit.test_voice_packs import made_pack, voiced

SAID = "Nomor antrean, A, nol satu dua. Silakan menuju loket lima."


def voice(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = python("shared.cli", "voice", *map(str, arguments))
    return subprocess.run(
        command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )


def test_a_call_is_said_into_a_file(tmp_path: Path) -> None:
    done = voice("say", "A-012", "--counter", 5, "--language", "id", "--out", tmp_path / "x.wav")
    assert done.returncode == 0, done.stderr
    assert SAID in done.stderr
    pcm = read_wav(tmp_path / "x.wav")
    assert 5_000 < milliseconds(pcm) < 11_000
    assert loudness(samples_of(pcm)) == pytest.approx(TARGET_LUFS, abs=0.5)


def test_a_pack_says_it_and_what_nobody_can_say_is_said_so(tmp_path: Path) -> None:
    made_pack(tmp_path / "ayu", letters="A")
    wav = tmp_path / "x.wav"
    own = ("--engine", "pack:ayu", "--voices", tmp_path, "--no-chime", "--out", wav)
    done = voice("say", "A-012", "--counter", 5, *own)
    assert done.returncode == 0, done.stderr
    assert "pack:ayu" in done.stderr
    assert wav.stat().st_size > 50_000
    failed = voice("say", "Z-012", *own)
    assert failed.returncode == 1
    assert "no clip of" in failed.stderr


def test_a_pack_that_is_not_there_is_said_so_and_is_no_success(tmp_path: Path) -> None:
    wav = tmp_path / "x.wav"
    asked = ("--engine", "pack:ayu", "--engine", "pyttsx3", "--voices", tmp_path, "--out", wav)
    done = voice("say", "A-012", "--no-chime", *asked)
    assert done.returncode == 1
    assert f"pack:ayu: there is no voice pack in {tmp_path / 'ayu'}: copy it there" in done.stderr
    assert done.stderr.endswith("pyttsx3 has spoken instead\n")
    assert "Error" not in done.stderr
    assert wav.stat().st_size > 50_000, "what the hall would hear is there all the same"


def test_a_pack_is_checked(tmp_path: Path) -> None:
    made_pack(tmp_path, letters="A")
    (tmp_path / "digits" / "nol-middle.wav").write_bytes(b"")
    done = voice("check", tmp_path)
    assert done.returncode == 1
    assert "error: digits/nol-middle.wav" in done.stdout
    assert "'be' is in no clip" in done.stdout
    keep(tmp_path / "digits" / "nol-middle.wav", pcm_of(voiced(260)))
    assert voice("check", tmp_path / "nowhere").returncode == 1


@contextmanager
def microphone() -> Iterator[dict[str, str]]:
    """A sound server whose microphone hears its own loudspeaker; what to play there with."""
    with tempfile.TemporaryDirectory(prefix="snd") as short:
        server = SoundServer(Path(short))
        server.start()
        env = {"PULSE_SERVER": server.address, "PULSE_RUNTIME_PATH": f"{short}/run"}
        try:
            for words in (
                ("load-module", "module-remap-source", "master=hall.monitor", "source_name=mic"),
                ("set-default-source", "mic"),
            ):
                subprocess.run(["pactl", *words], env=os.environ | env, check=True)
            yield env
        finally:
            server.stop()


def recorded(folder: Path, env: dict[str, str], word: Path) -> tuple[bytes, int]:
    """What the recorder printed, and how often it asked; the first time nobody says anything."""
    command = python("display.voice.studio", "record", str(folder), "--letters", "A", "--auto")
    said, asked = b"", 0
    with subprocess.Popen(
        command, cwd=ROOT, env=environment() | env, stdout=subprocess.PIPE
    ) as recorder:
        assert recorder.stdout is not None
        while piece := os.read(recorder.stdout.fileno(), 4_096):
            said += piece
            if len(re.findall(rb"\n\d+/\d+ ", said)) > asked:
                asked += 1
                if asked > 1:
                    subprocess.run(["paplay", str(word)], env=os.environ | env, check=True)
        assert recorder.wait() == 0
    return said, asked


@pytest.mark.sound
@pytest.mark.slow
@pytest.mark.skipif(bool(missing()), reason=f"not installed here: {missing()}")
def test_what_is_missing_is_recorded_and_spoken_again_where_it_was_no_good(tmp_path: Path) -> None:
    folder = tmp_path / "ayu"
    made_pack(folder, letters="A")
    gone = [one.file for one in prompts(phrases("id"), "A")][-2:]
    for name in gone:
        (folder / name).unlink()
    write_wav(tmp_path / "word.wav", silence(200) + pcm_of(voiced(300)))
    with microphone() as env:
        said, asked = recorded(folder, env, tmp_path / "word.wav")
    words = said.decode()
    assert asked == 3
    assert "silent" in words
    assert words.count("baik") == 2
    assert all((folder / name).is_file() for name in gone)
    assert read_pack(folder).room == "room.wav"
    assert voice("check", folder, "--letters", "A").returncode == 0
