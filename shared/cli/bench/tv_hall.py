"""The hall of a TV that is measured: its site, and the officers of its zone, who call and call."""

from __future__ import annotations

import json
import re
import time
import urllib.request
from collections.abc import Callable
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from shared.cli.demo.cast import DemoFailed

SERVICE = "KTP-BARU"
COUNTERS = ("1", "2", "3", "4", "5", "6")
"""As many as the TV has rows: each call stands there until the next one at its counter."""
NO_SHOW_EVERY = 20
READY_SECONDS = 30.0
KEPT_SECONDS = 2.0
"""The hub hangs up on a line that asks nothing for five."""
SHOWN_SECONDS = 30.0
"""A call that no frame has for so long is one that was not shown."""
LOOK_SECONDS = 0.02


class Hub:
    """Officers at six counters, over REST."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._line = HTTPConnection(urlsplit(url).netloc, timeout=READY_SECONDS)
        self._used = 0.0
        self._before: dict[str, bool] = {}
        """Counters at which somebody stands."""
        self._shown = 0.0

    def close(self) -> None:
        self._line.close()

    def ask(self, method: str, path: str, **body: Any) -> Any:
        said = json.dumps(body).encode() if method != "GET" else None
        headers = {"Content-Type": "application/json"}
        if time.monotonic() > self._used + KEPT_SECONDS:
            self._line.close()  # the next request opens it again
        self._used = time.monotonic()
        self._line.request(method, f"/api/v1/{path}", said, headers)
        answer = self._line.getresponse()
        found = json.loads(answer.read() or b"null")
        assert answer.status < 300, found
        return found

    def await_display(self) -> None:
        """Until the TV is on the line; opens the counters."""
        ends = time.monotonic() + READY_SECONDS
        while not any(one["connected"] for one in self.ask("GET", "displays")["displays"]):
            assert time.monotonic() < ends, "the display did not come"
            time.sleep(0.1)
        self.open_counters()

    def open_counters(self) -> None:
        for counter in COUNTERS:
            self.ask("POST", f"counters/{counter}/open", officer=f"officer-{counter}", pin="1234")

    def change_site(self, change: Callable[[dict[str, Any]], None]) -> None:
        """Loads another version of the site."""
        site = self.ask("GET", "site")["site"]
        change(site)
        self.ask("PUT", "site", **site)

    def call(self, nth: int, within: float = SHOWN_SECONDS) -> None:
        """One more visitor is called at the next counter; whoever stood there is done. Nobody
        stands up before a frame had the number: DemoFailed where none has it `within` seconds."""
        counter = COUNTERS[nth % len(COUNTERS)]
        self.ask("POST", "tickets", service=SERVICE)
        if self._before.get(counter):
            self.await_shown(nth - len(COUNTERS), within)
            self._stand_up(counter, nth)
        self.ask("POST", f"counters/{counter}/call-next")
        self._before[counter] = True

    def await_shown(self, calls: int, within: float = SHOWN_SECONDS) -> None:
        """Until the TV has reported as drawn as many calls as were made up to this one."""
        ends = time.monotonic() + within
        while self._shown < calls:
            if time.monotonic() > ends:
                raise DemoFailed(f"{calls} calls, and only {self._shown:.0f} of them were drawn")
            time.sleep(LOOK_SECONDS)
            self._shown = self.shown()

    def _stand_up(self, counter: str, nth: int) -> None:
        """Whoever stands there is served, or did not come: either ends the call."""
        missed = nth % NO_SHOW_EVERY == 0
        ended = self.ask("POST", f"counters/{counter}/{'no-show' if missed else 'start'}")
        if not ended.get("shown"):
            raise DemoFailed(f"{ended['number']} was called, and no frame had it")
        if not missed:
            self.ask("POST", f"counters/{counter}/finish")

    def shown(self) -> float:
        """Of how many calls the TV has reported that a frame had them."""
        with urllib.request.urlopen(f"{self.url}/metrics") as answer:
            text = answer.read().decode()
        found = re.search(r'^giliran_events_total\{type="CallShown"\} (\S+)$', text, re.M)
        return float(found[1]) if found else 0.0
