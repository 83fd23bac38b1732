"""A host's lines: starts and closes one at a time as told on stdin, and tells of it on stdout.

It lives through many tests, because starting Qt takes longer than finding a hub. Each line is a
new one, with sockets and a cache of its own. Commands and reports are JSON, one a line; `at` is
the machine's monotonic clock, which all processes share.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QSocketNotifier

from shared.link.choice import HubChoice
from shared.link.line import Line
from shared.link.trusted import Trusted


class Agent:
    def __init__(self) -> None:
        self._line: Line | None = None
        self._input = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._input.activated.connect(self._on_input)

    def _on_input(self) -> None:
        text = sys.stdin.readline()
        if not text:
            self._close()
            QCoreApplication.quit()
            return
        command = json.loads(text)
        match command["do"]:
            case "start":
                self._start(command)
            case "choose" if self._line is not None:
                self._choice.choose(command["hub"])
            case "close":
                self._close()
                _report(closed=True)

    def _start(self, command: dict[str, Any]) -> None:
        self._close()
        role = command["role"]
        line = self._line = Line(
            role,
            f"{role}-1",
            role,
            data_dir=Path(command["data"]),
            token=command.get("token", ""),
            trusted=Trusted(Path(command["ca"])) if "ca" in command else None,
        )
        line.stateChanged.connect(lambda state: _report(state=state, hub=line.hub))
        line.ambiguous.connect(lambda hubs: _report(choice=sorted(hub.hub for hub in hubs)))
        choice = self._choice = HubChoice(line, line)
        choice.changed.connect(
            lambda: _report(offers=[one.site for one in choice.offers], tried=choice.tried)
        )
        line.start()
        _report(started=role)

    def _close(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None


def _report(**facts: Any) -> None:
    print(json.dumps({"at": time.monotonic(), **facts}), flush=True)


def main() -> int:
    app = QCoreApplication([])
    agent = Agent()
    _report(ready=agent is not None)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
