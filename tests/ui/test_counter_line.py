"""The counter's hall behind a line: an answer and what it changed are one thing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from counter.line import LineHall
from shared.link.line import Line
from shared.link.orders import OnAnswer
from shared.protocol.messages import Answer
from shared.qml import application
from tests.ui.display_screen import until

ANSWER = Answer(id="order-1", status=200)


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    """One that is not begun: the test is the hub."""
    application("Giliran tests")
    line = Line("counter", "pc-5", "Loket 5", data_dir=tmp_path)
    yield line
    line.close()


@pytest.fixture
def asked(line: Line, monkeypatch: pytest.MonkeyPatch) -> list[OnAnswer]:
    """Who waits for an answer."""
    asked: list[OnAnswer] = []
    monkeypatch.setattr(line, "send", lambda _name, _body, on_answer, **_: asked.append(on_answer))
    return asked


def test_an_answer_waits_for_its_own_frame(line: Line, asked: list[OnAnswer]) -> None:
    """Or a key that is pressed after it would act on the desk as it was before."""
    hall, told = LineHall(line), list[str]()
    hall.changed.connect(lambda: told.append("changed"))
    hall.send("CallNext", {}, lambda _answer: told.append("answered"), "order-1")
    line.ambiguous.emit([])  # news of something else, read just before it
    asked[0](ANSWER)
    QCoreApplication.processEvents()
    assert told == ["changed"]
    line.ambiguous.emit([])
    QCoreApplication.processEvents()
    assert told == ["changed", "answered", "changed"]


def test_an_answer_that_changed_nothing_is_passed_on_all_the_same(
    line: Line, asked: list[OnAnswer]
) -> None:
    hall, told = LineHall(line), list[Answer]()
    hall.send("WhoAmI", {}, told.append, "order-1")
    asked[0](ANSWER)
    until(lambda: told == [ANSWER])
