"""A false hub that advertises ours gets no paired device, no PIN and no token."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from shared.cli.hub_calls import HUB_FILE, HubRefused, first_in, hub_address
from shared.cli.torture.network import cannot
from shared.protocol.announcement import key_of
from shared.protocol.pairing_file import FILE_NAME
from tests.integration.netns.hall import Hall

pytestmark = [
    pytest.mark.netns,
    pytest.mark.long,
    pytest.mark.skipif(bool(cannot()), reason=cannot() or "-"),
]

PATIENCE_S = 20.0


class FalseHub:
    """The process, and what it has been told so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._reports: queue.Queue[dict[str, Any]] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def next(self) -> dict[str, Any]:
        """The next report; `queue.Empty` where none comes."""
        return self._reports.get(timeout=PATIENCE_S)

    def said(self) -> list[dict[str, Any]]:
        """All messages that nobody has looked at yet."""
        found = []
        while not self._reports.empty():
            found.append(self._reports.get())
        return [one["said"] for one in found if "said" in one]

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        self._reader.join()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._reports.put(json.loads(line))


@contextmanager
def false_hub(hall: Hall, facts: dict[str, str]) -> Iterator[FalseHub]:
    command = [
        *(*hall.network.prefix("hub2"), sys.executable, "-m"),
        *("tests.integration.netns.false_hub", "--data", str(hall.fresh("false"))),
        *(word for name, value in facts.items() for word in (f"--{name}", value)),
    ]
    false = FalseHub(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
    try:
        assert "port" in false.next()
        yield false
    finally:
        false.end()


def facts_of(directory: Path) -> dict[str, str]:
    """What the real hub announces, word by word."""
    facts = json.loads((directory / HUB_FILE).read_text())
    key = key_of(first_in(facts["tls_cert"]))
    return {"hub": facts["hub"], "site": "Mal Pelayanan Publik Banyuwangi", "key": key}


def test_a_false_hub_gets_no_word_of_a_paired_device(hall: Hall) -> None:
    hall.give_addresses()
    real, display = hall.real_hub(), hall.agents["display"]
    with real, false_hub(hall, facts_of(real.journal)) as false:
        display.start("display", hall.fresh("display", real))
        display.live()
        real.kill()
        display.state("away", 5)
        hall.network.take_address("hub")
        with pytest.raises(AssertionError):  # long enough to try the only hub that it sees
            display.live(6)
        assert false.said() == []
        hall.network.give_address("hub")
        back = time.monotonic()
        real.start()
        assert display.live(PATIENCE_S) - back < PATIENCE_S
        assert false.said() == []


def test_a_false_hub_lets_nobody_in(hall: Hall) -> None:
    """It has no digits: nobody types them there. The device has said nothing but its own key."""
    hall.give_addresses()
    kiosk, folder = hall.agents["kiosk"], hall.fresh("kiosk")
    facts = facts_of(hall.real_hub().journal)
    with false_hub(hall, facts) as false:
        kiosk.start("kiosk", folder, new=True)
        deadline = time.monotonic() + PATIENCE_S
        heard: list[dict[str, Any]] = []
        while not heard and time.monotonic() < deadline:
            heard = false.said()
            time.sleep(0.05)
        with pytest.raises(AssertionError):
            kiosk.live(3)
        heard += false.said()
    assert {one["type"] for one in heard} <= {"pair", "ping", "pair-proof"}
    (asked, *_) = (one for one in heard if one["type"] == "pair")
    assert asked.keys() == {"type", "protocol", "role", "device", "name", "key", "start", "proof"}
    assert not (folder / FILE_NAME).exists()


def test_the_directory_s_token_is_worth_nothing_elsewhere(hall: Hall) -> None:
    """Who has copied it from the hub's machine still has to be there; by any of its addresses."""
    hall.give_addresses()
    with hall.real_hub() as real:
        known = hub_address(None, real.journal)
        there = replace(known, url=f"https://{hall.network.address('hub')}:{real.port}")
        asked = partial(there.call, "GET", "/api/v1/devices")
        assert hall.network.on("hub", asked)["devices"]
        with pytest.raises(HubRefused) as refused:
            hall.network.on("display", asked)
        assert refused.value.status == 401
        stranger = replace(there, token=None)
        health = hall.network.on("display", partial(stranger.call, "GET", "/healthz"))
        assert health == {"status": "ok"}
