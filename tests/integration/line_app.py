"""The least app: a line with its mirror, and a record of what they told."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pytestqt.qtbot import QtBot

from shared.link.line import Line
from shared.link.mirror import Mirror
from shared.link.state import LineState
from shared.link.timing import Timing
from shared.link.trusted import Trusted
from shared.protocol.messages import Answer, Change, Welcome
from shared.protocol.views import CallView

FAST = Timing(connect=2.0, retry=0.3, stable=0.5, settle=0.2, refused=0.4, save=0.05)

PATIENCE_S = 20.0
"""A hub is another process, and the machine is busy."""


class LineApp:
    """Starts its line on entering, waits for the state `until`, and closes it on leaving."""

    def __init__(
        self,
        qtbot: QtBot,
        directory: Path,
        hub_url: str = "",
        *,
        role: str = "display",
        name: str = "TV-7K",
        device: str = "",
        voice: bool = False,
        timing: Timing = FAST,
        trusted: Trusted | None = None,
        until: LineState | None = LineState.LIVE,
    ) -> None:
        self._qtbot = qtbot
        self._until = until
        self.line = Line(
            role,
            device or f"{role}-1",
            name,
            data_dir=directory,
            hub_url=hub_url,
            voice=voice,
            timing=timing,
            trusted=trusted,
        )
        self.mirror = Mirror()
        self.mirror.follow(self.line)
        self.states: list[str] = []
        self.welcomes: list[Welcome] = []
        self.changes: list[tuple[Change, bool]] = []
        self.calls: list[tuple[CallView, bool]] = []
        self.line.stateChanged.connect(self.states.append)
        self.line.welcomed.connect(self.welcomes.append)
        self.line.changed.connect(lambda change, late: self.changes.append((change, late)))
        self.mirror.callChanged.connect(lambda call, late: self.calls.append((call, late)))

    def __enter__(self) -> Self:
        self.line.start()
        if self._until is not None:
            try:
                self.reach(self._until)
            except BaseException:
                self.line.close()
                raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.line.close()

    def live(self, seconds: float = PATIENCE_S) -> Self:
        return self.reach(LineState.LIVE, seconds)

    def reach(self, state: LineState, seconds: float = PATIENCE_S) -> Self:
        """Wait for a state."""
        self._qtbot.waitUntil(lambda: self.line.state is state, timeout=round(seconds * 1000))
        return self

    def order(self, name: str, seconds: float = PATIENCE_S, **body: Any) -> Answer:
        """Give an order and wait for what became of it."""
        answers: list[Answer] = []
        self.line.send(name, body, answers.append, wait=True, seconds=seconds)
        self._qtbot.waitUntil(lambda: bool(answers), timeout=round((seconds + PATIENCE_S) * 1000))
        return answers[0]

    def fault(self, kind: str) -> None:
        """Have the hub misbehave."""
        self.line.send("Fault", {"kind": kind}, None)

    def up_to(self, seq: int, seconds: float = PATIENCE_S) -> Self:
        """Wait until a change of this sequence, or a snapshot past it, has arrived."""

        def arrived() -> bool:
            seen = [change.seq for change, _ in self.changes]
            seen += [welcome.head.seq for welcome in self.welcomes if welcome.snapshot]
            return max(seen, default=0) >= seq

        self._qtbot.waitUntil(arrived, timeout=round(seconds * 1000))
        return self
