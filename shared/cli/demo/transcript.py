"""The transcript of a demo: each direction given and each event of the journal, with its time."""

from __future__ import annotations

import datetime as dt
import json
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from shared.cli.demo.cast import DemoFailed


class Transcript:
    """Collects lines, and follows the hub's event stream on a thread of its own."""

    def __init__(self, hub: str) -> None:
        self._lines: list[dict[str, Any]] = []
        self._changed = threading.Condition()
        self._hub = hub
        self._zone = ZoneInfo(_site_of(hub)["timezone"])
        self._thread = threading.Thread(target=self._follow, name="transcript", daemon=True)
        self._thread.start()

    def note(self, kind: str, **facts: Any) -> None:
        """A line of our own: a command given, a picture taken, a text spoken. Its time has the
        site's offset, as those of the journal."""
        now = dt.datetime.now(self._zone).isoformat(timespec="milliseconds")
        with self._changed:
            self._lines.append({"at": now, "kind": kind, **facts})
            self._changed.notify_all()

    def wait_for(self, type_: str, within: float = 30.0) -> dict[str, Any]:
        """The first event of a type; DemoFailed when it does not come."""
        deadline = time.monotonic() + within
        with self._changed:
            while True:
                for line in self._lines:
                    if line["kind"] == "event" and line["type"] == type_:
                        return line
                left = deadline - time.monotonic()
                if left <= 0:
                    raise DemoFailed(f"the journal has no {type_} after {within:.0f} s")
                self._changed.wait(left)

    def write(self, path: Path) -> None:
        """One JSON object a line, in the order of their times."""
        with self._changed:
            lines = sorted(self._lines, key=lambda line: dt.datetime.fromisoformat(line["at"]))
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        path.write_text(text, encoding="utf-8")

    def _follow(self) -> None:
        try:
            with urllib.request.urlopen(f"{self._hub}/api/v1/events?after=0") as stream:
                for line in stream:
                    if line.startswith(b"data: "):
                        self._hear(json.loads(line[6:]))
        except OSError:
            return

    def _hear(self, event: dict[str, Any]) -> None:
        if event["type"] in {"SiteLoaded", "Carried"}:
            event = event | {"body": {"left_out": "the site's document"}}
        with self._changed:
            self._lines.append({"kind": "event", **event})
            self._changed.notify_all()


def _site_of(hub: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{hub}/api/v1/site") as answer:
        site: dict[str, Any] = json.loads(answer.read())["site"]
        return site
