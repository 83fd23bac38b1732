"""Signals are obeyed between two events, and none is lost because it came early."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from pytestqt.qtbot import QtBot

from shared.qml.signals import Signals

Obey = Callable[[Callable[[], object]], Signals]
ASKED = signal.SIGUSR2


@pytest.fixture
def obey(qtbot: QtBot) -> Iterator[Obey]:
    before, made = signal.getsignal(ASKED), []

    def obeying(action: Callable[[], object]) -> Signals:
        made.append(Signals({ASKED: action}))
        return made[-1]

    yield obeying
    for one in made:
        one.close()
    signal.signal(ASKED, before)


def test_one_that_comes_before_the_loop_begins_ends_it(obey: Obey) -> None:
    loop, late = QEventLoop(), QTimer(singleShot=True)
    obey(loop.quit)
    late.timeout.connect(lambda: loop.exit(1))
    late.start(10_000)
    signal.raise_signal(ASKED)
    assert loop.exec() == 0


def test_nothing_is_done_in_the_middle_of_something_else(obey: Obey, qtbot: QtBot) -> None:
    done: list[str] = []

    def draw() -> None:
        done.append("begun")
        if len(done) < 3:
            signal.raise_signal(ASKED)
        done.append("done")

    obey(draw)
    for _ in range(3):  # at once: one picture
        signal.raise_signal(ASKED)
    assert not done
    qtbot.waitUntil(lambda: len(done) == 4, timeout=10_000)
    assert done == ["begun", "done"] * 2


def test_another_signal_is_left_to_python(obey: Obey, qtbot: QtBot) -> None:
    done: list[str] = []
    obey(lambda: done.append("ours"))
    before = signal.signal(signal.SIGUSR1, lambda *_: done.append("python's"))
    try:
        signal.raise_signal(signal.SIGUSR1)
        signal.raise_signal(ASKED)
        qtbot.waitUntil(lambda: len(done) == 2, timeout=10_000)
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert done == ["python's", "ours"]
