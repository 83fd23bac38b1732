"""Speech from the real engine in the real worker process, however that process behaves."""

from __future__ import annotations

import os
import shutil
import signal
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from display.voice.loudness import loudness, samples_of
from display.voice.sound import TARGET_LUFS, milliseconds, read_wav
from display.voice.speech import Speech
from shared.language.spoken import phrases
from tests.voice_lengths import FULL_S, SHORT_S

HANGING_MS = 6_000
"""In which a worker also starts, on a busy machine."""
PATIENCE_MS = 20_000
NUMBERS = ["A-012", "F-105", "K-031", "M-240", "BM-077", "R-199"]
COUNTERS = ["5", "12", "23", "31", "8", "40"]


@dataclass
class Heard:
    """What a `Speech` has answered."""

    speech: Speech
    pcm: dict[int, bytes] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.speech.rendered.connect(self._on_rendered)
        self.speech.failed.connect(self._on_failed)

    def _on_rendered(self, request: int, path: str) -> None:
        self.pcm[request] = read_wav(Path(path))

    def _on_failed(self, request: int, reason: str) -> None:
        self.reasons[request] = reason

    def settled(self, *requests: int) -> bool:
        return all(one in self.pcm or one in self.reasons for one in requests)


@pytest.fixture
def heard(qtbot: QtBot) -> Iterator[Heard]:
    speech = Speech(timeout_ms=HANGING_MS)
    yield Heard(speech)
    speech.close()


@pytest.fixture
def folders(heard: Heard) -> list[Path]:
    """Where the phrases lay that were rendered so far."""
    found: list[Path] = []
    heard.speech.rendered.connect(lambda _, path: found.append(Path(path).parent))
    return found


def ask(heard: Heard, text: str, language: str = "id") -> int:
    return heard.speech.render(text, phrases(language).voice, 140)


def test_a_call_in_both_languages(qtbot: QtBot, heard: Heard) -> None:
    requests = [
        ask(heard, phrases(code).call("A-012", "5", "Loket").engine, code) for code in ("id", "en")
    ]
    qtbot.waitUntil(lambda: heard.settled(*requests), timeout=PATIENCE_MS)
    for request in requests:
        pcm = heard.pcm[request]
        assert 4_000 < milliseconds(pcm) < 8_000
        samples = array("h", pcm)
        assert loudness(samples_of(pcm)) == pytest.approx(TARGET_LUFS, abs=0.5)
        assert abs(samples[0]) < 2_000, "begins with a click"


def test_lengths_are_those_the_ladder_was_simulated_with(qtbot: QtBot, heard: Heard) -> None:
    words = phrases("id")
    pairs = list(zip(NUMBERS, COUNTERS, strict=True))
    full = [ask(heard, words.call(n, c, "Loket").engine) for n, c in pairs]
    short = [ask(heard, words.short_call(n, c, "Loket").engine) for n, c in pairs]
    qtbot.waitUntil(lambda: heard.settled(*full, *short), timeout=20_000)

    def mean_s(requests: list[int]) -> float:
        return sum(milliseconds(heard.pcm[one]) for one in requests) / len(requests) / 1_000

    assert mean_s(full) == pytest.approx(FULL_S, rel=0.1)
    assert mean_s(short) == pytest.approx(SHORT_S, rel=0.1)


@pytest.mark.long
def test_fifty_phrases_in_a_row(qtbot: QtBot, heard: Heard) -> None:
    """The engine must be waited for and let go in time: it used to crash after a few phrases."""
    pid = heard.speech.worker_pid
    requests = [
        ask(heard, phrases(code).call(f"A-{n:03d}", str(n + 10), "Loket").engine, code)
        for n in range(25)
        for code in ("id", "en")
    ]
    qtbot.waitUntil(lambda: heard.settled(*requests), timeout=30_000)
    assert heard.reasons == {}
    assert heard.speech.worker_pid == pid


def test_the_same_phrase_is_rendered_once(qtbot: QtBot, heard: Heard) -> None:
    first, second = ask(heard, "satu dua tiga"), ask(heard, "satu dua tiga")
    qtbot.waitUntil(lambda: heard.settled(first, second), timeout=PATIENCE_MS)
    assert heard.pcm[first] == heard.pcm[second]


def test_a_worker_killed_while_it_renders(qtbot: QtBot, heard: Heard) -> None:
    warm = ask(heard, "satu")
    qtbot.waitUntil(lambda: heard.settled(warm), timeout=PATIENCE_MS)
    pid = heard.speech.worker_pid
    os.kill(pid, signal.SIGSTOP)  # so that the kill is sure to come while it renders
    request, following = ask(heard, "dua puluh"), ask(heard, "tiga puluh")
    qtbot.waitUntil(lambda: heard.speech.busy, timeout=1_000)
    os.kill(pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: heard.settled(request, following), timeout=PATIENCE_MS)
    assert heard.reasons == {}
    assert heard.speech.worker_pid not in (0, pid)


def test_a_worker_that_hangs_is_replaced(qtbot: QtBot, heard: Heard) -> None:
    warm = ask(heard, "satu")
    qtbot.waitUntil(lambda: heard.settled(warm), timeout=PATIENCE_MS)
    pid = heard.speech.worker_pid
    os.kill(pid, signal.SIGSTOP)
    request = ask(heard, "empat puluh")
    qtbot.waitUntil(lambda: heard.settled(request), timeout=HANGING_MS + PATIENCE_MS)
    assert request in heard.pcm
    assert heard.speech.worker_pid not in (0, pid)


def test_a_phrase_that_kills_every_worker_is_given_up(qtbot: QtBot, heard: Heard) -> None:
    warm = ask(heard, "satu")
    qtbot.waitUntil(lambda: heard.settled(warm), timeout=PATIENCE_MS)
    request = ask(heard, "lima puluh")
    killed: set[int] = set()

    def kill_each_new_worker() -> bool:
        pid = heard.speech.worker_pid
        if pid and pid not in killed and not heard.settled(request):
            killed.add(pid)
            os.kill(pid, signal.SIGKILL)
        return heard.settled(request)

    qtbot.waitUntil(kill_each_new_worker, timeout=PATIENCE_MS)
    assert "hangs or dies" in heard.reasons[request]
    after = ask(heard, "enam puluh")
    qtbot.waitUntil(lambda: heard.settled(after), timeout=PATIENCE_MS)
    assert after in heard.pcm


def test_a_folder_that_is_cleaned_away_is_made_anew(
    qtbot: QtBot, heard: Heard, folders: list[Path]
) -> None:
    """Systems empty their temporary folders of what is older than some days."""
    request = ask(heard, "satu")
    qtbot.waitUntil(lambda: heard.settled(request), timeout=PATIENCE_MS)
    shutil.rmtree(folders[-1])
    known, fresh = ask(heard, "satu"), ask(heard, "dua")
    qtbot.waitUntil(lambda: heard.settled(known, fresh), timeout=PATIENCE_MS)
    assert heard.reasons == {}
    assert len(heard.pcm[known]) == pytest.approx(len(heard.pcm[request]), rel=0.05)


def test_no_room_for_a_folder_is_said_and_passes(
    qtbot: QtBot, heard: Heard, folders: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    request = ask(heard, "satu")
    qtbot.waitUntil(lambda: heard.settled(request), timeout=PATIENCE_MS)
    shutil.rmtree(folders[-1])
    with monkeypatch.context() as full:
        full.setenv("TMPDIR", "/nowhere")
        lost = ask(heard, "dua")
        qtbot.waitUntil(lambda: heard.settled(lost), timeout=PATIENCE_MS)
    after = ask(heard, "tiga")
    qtbot.waitUntil(lambda: heard.settled(after), timeout=PATIENCE_MS)
    assert lost in heard.reasons
    assert after in heard.pcm


def test_nothing_is_left_of_phrases_that_failed(
    qtbot: QtBot, heard: Heard, folders: list[Path]
) -> None:
    first = ask(heard, "satu")
    qtbot.waitUntil(lambda: heard.settled(first), timeout=PATIENCE_MS)
    failed = [heard.speech.render(" ", "id", 140) for _ in range(5)]
    qtbot.waitUntil(lambda: heard.settled(*failed), timeout=PATIENCE_MS)
    killed = ask(heard, "seratus dua puluh tiga")
    qtbot.waitUntil(lambda: heard.speech.busy, timeout=1_000)
    pid = heard.speech.worker_pid
    assert pid > 0, "there is no worker: 0 would be all of us"
    os.kill(pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: heard.settled(killed), timeout=PATIENCE_MS)
    assert len(list(folders[-1].iterdir())) == 2, "one file for each phrase that is remembered"


def test_what_cannot_be_spoken_is_said(qtbot: QtBot, heard: Heard) -> None:
    nothing = heard.speech.render(" ", "id", 140)
    nobody = heard.speech.render("satu", "no-such-voice", 140)
    after = ask(heard, "satu dua")
    qtbot.waitUntil(lambda: heard.settled(nothing, nobody, after), timeout=PATIENCE_MS)
    assert "silent" in heard.reasons[nothing]
    assert "no voice 'no-such-voice'" in heard.reasons[nobody]
    assert after in heard.pcm
