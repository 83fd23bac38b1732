"""An app with nothing but a line: it tells on stdout what a real app would be told.

For trials with bad networks, and for a technician who wants to know what a device at this place
hears. One JSON object a line; `at` is the machine's monotonic clock, the same for all processes.

It tells ``state``, ``welcome`` (with ``resumed``), ``change``, ``answer`` and ``grant``; what it is
granted it reports as spoken. It reads directions from stdin: ``{"do": "order", "id", "name",
"body", "wait"}`` and ``{"do": "copy"}``, which it answers with a digest of its copy of the hall.
The end of stdin is its own.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import signal
import sys
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QCoreApplication, QSocketNotifier

from shared.link.device import DeviceFileError
from shared.link.line import Line
from shared.link.mirror import Mirror
from shared.link.options import add_line_options, line_from
from shared.protocol.messages import Answer, Change, Grant, Welcome

WAIT_SECONDS = 60.0
"""How long an order waits for the hub that may wait."""


class PlainApp:
    """Tells what its line tells, and gives the orders it is told to."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._mirror = Mirror()
        self._mirror.follow(line)
        self._rest = b""
        line.stateChanged.connect(lambda state: _tell(state=state))
        line.welcomed.connect(self._on_welcome)
        line.changed.connect(self._on_change)
        line.granted.connect(self._on_grant)
        self._input = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._input.activated.connect(self._on_input)

    def _on_welcome(self, welcome: Welcome) -> None:
        _tell(welcome=welcome.head.seq, resumed=welcome.snapshot is None)

    def _on_change(self, change: Change, late: bool) -> None:
        _tell(change=change.seq, event=change.event, late=late)

    def _on_grant(self, grant: Grant) -> None:
        _tell(grant=grant.lease, calls=[[one.number, one.call] for one in grant.calls])
        calls = [{"ticket": one.ticket, "call": one.call} for one in grant.calls]
        self._line.send("ReportSpoken", {"display": self._line.device, "calls": calls}, wait=True)
        self._line.give_back(grant.lease)

    def _on_input(self) -> None:
        data = os.read(sys.stdin.fileno(), 65_536)
        if not data:
            self._input.setEnabled(False)
            QCoreApplication.quit()
            return
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._obey(json.loads(line))

    def _obey(self, direction: dict[str, Any]) -> None:
        if direction["do"] == "copy":
            _tell(copy=_digest(self._mirror), tickets=len(self._mirror.tickets))
            return
        wait = bool(direction.get("wait"))
        self._line.send(
            direction["name"],
            direction["body"],
            _on_answer,
            command=direction["id"],
            wait=wait,
            seconds=WAIT_SECONDS if wait else 0.0,
        )


def _on_answer(answer: Answer) -> None:
    refused = answer.problem
    _tell(
        answer=answer.id,
        status=answer.status,
        code=refused.code if refused is not None else "",
        sent=bool(refused is None or refused.code != "away" or refused.extra.get("sent")),
        ticket=answer.ticket.id if answer.ticket is not None else "",
        body=answer.body or {},
    )


def _digest(mirror: Mirror) -> str:
    """Stands for the tickets, counters and calls of a copy; not for what time alone changes."""
    things = [mirror.date, mirror.site_version, mirror.tickets, mirror.counters, mirror.calls]
    text = json.dumps(msgspec.to_builtins(things), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _tell(**facts: object) -> None:
    print(json.dumps({"at": time.monotonic(), **facts}), flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs until stdin ends; the exit status."""
    parser = ArgumentParser(prog="python -m shared.link", description="A line without an app.")
    parser.add_argument("role", choices=("kiosk", "counter", "display"))
    parser.add_argument("--voice", action="store_true", help="say that it can be heard")
    add_line_options(parser)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    app = QCoreApplication([])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever holds our stdin ends us
    try:
        line = line_from(options, options.role, voice=options.voice)
    except (DeviceFileError, OSError) as error:
        logging.error("%s", error)
        return 1
    plain = PlainApp(line)
    line.start()
    _tell(started=plain is not None)
    status = app.exec()
    line.close()
    return status
