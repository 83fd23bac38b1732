"""Rush hour and power cuts: what was acknowledged stays, and nobody is called twice."""

from __future__ import annotations

import json
import random
import threading
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from shared.hub.journal.port import Entry
from shared.hub.journal.verify import verify
from tests.integration.real_hub import RealHub

COUNTERS = [str(number) for number in range(1, 9)]
SERVICE = "KTP-BARU"


@dataclass
class Client:
    """A kiosk and an officer in one, who writes down what the hub has acknowledged."""

    url: str
    counter: str
    issued: dict[str, str] = field(default_factory=dict)
    """Ticket id to number."""
    called: list[tuple[str, int]] = field(default_factory=list)
    """Ticket id and which call it was."""
    unsure: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    """Orders without an answer: key, path, body."""

    def work(self, stop: threading.Event) -> None:
        chance = random.Random(self.counter)
        with httpx.Client(base_url=self.url, trust_env=False, timeout=10) as client:
            while not stop.is_set():
                act = chance.choice(["take", "take", "call", "finish"])
                if act == "take":
                    answered = self.post(client, "/api/v1/tickets", {"service": SERVICE})
                    self.note_ticket(answered)
                else:
                    action = "call-next" if act == "call" else "finish"
                    path = f"/api/v1/counters/{self.counter}/{action}"
                    self.note_call(action, self.post(client, path, {}))

    def post(
        self, client: httpx.Client, path: str, body: dict[str, Any], key: str = ""
    ) -> httpx.Response | None:
        key = key or uuid.uuid4().hex
        try:
            return client.post(path, json=body, headers={"idempotency-key": key})
        except httpx.TransportError:  # the hub is dead
            self.unsure.append((key, path, body))
            return None

    def note_ticket(self, answer: httpx.Response | None) -> None:
        if answer is not None and answer.status_code == 201:
            self.issued[answer.json()["id"]] = answer.json()["number"]

    def note_call(self, action: str, answer: httpx.Response | None) -> None:
        if answer is not None and answer.status_code == 200 and action == "call-next":
            self.called.append((answer.json()["id"], answer.json()["calls"]))


def work_until_killed(hub: RealHub, clients: list[Client], acknowledged: int) -> None:
    """All at once, until so much was acknowledged; then the hub is killed in mid-work."""
    stop = threading.Event()
    before = sum(len(client.issued) for client in clients)
    with ThreadPoolExecutor(len(clients)) as pool:
        working = [pool.submit(client.work, stop) for client in clients]
        while sum(len(client.issued) for client in clients) < before + acknowledged:
            assert not any(future.done() for future in working)
            stop.wait(0.005)
        assert hub.process is not None
        hub.process.kill()
        stop.set()
    for future in working:
        future.result()
    hub.kill()


def bodies(entries: list[Entry], type_: str) -> list[dict[str, Any]]:
    return [json.loads(entry.body) for entry in entries if entry.type == type_]


@pytest.mark.parametrize("acknowledged", [40, pytest.param(160, marks=pytest.mark.long)])
def test_every_acknowledged_ticket_and_call_survives_kill_after_kill(
    tmp_path: Path, acknowledged: int
) -> None:
    with RealHub(tmp_path / "data", "--always-open") as hub:
        hub.open(*COUNTERS)
        clients = [Client(hub.url, counter) for counter in COUNTERS]
        for _ in range(2):
            work_until_killed(hub, clients, acknowledged)
            assert verify(hub.directory / "journal.db").sound
            hub.start()
            retry_what_had_no_answer(hub, clients)
            for client in clients:
                client.url = hub.url
            assert_all_there(hub, clients)
        assert "Traceback" not in hub.said()


def retry_what_had_no_answer(hub: RealHub, clients: list[Client]) -> None:
    """As an app does: the same key again. Done before the kill or now, but once."""
    for client in clients:
        unsure, client.unsure = client.unsure, []
        for key, path, body in unsure:
            answer = hub.request("POST", path, body, headers={"idempotency-key": key})
            again = hub.request("POST", path, body, headers={"idempotency-key": key})
            assert again.status_code == answer.status_code
            if path.endswith("/tickets"):
                assert answer.json() == again.json()
                client.note_ticket(answer)
            else:
                client.note_call(path.rpartition("/")[2], answer)


def assert_all_there(hub: RealHub, clients: list[Client]) -> None:
    entries = hub.entries()
    written = bodies(entries, "TicketIssued")
    numbers = [one["number"] for one in written]
    assert [n for n, count in Counter(numbers).items() if count > 1] == []
    by_id = {one["ticket"]: one["number"] for one in written}
    calls = {(one["ticket"], one["call"]) for one in bodies(entries, "TicketCalled")}
    for client in clients:
        assert client.issued.items() <= by_id.items()
        assert set(client.called) <= calls
    some, number = next(one for client in clients for one in client.issued.items())
    assert hub.get(f"/api/v1/tickets/{some}")["number"] == number


@pytest.mark.parametrize("many", [100, pytest.param(200, marks=pytest.mark.long)])
def test_every_ticket_is_called_once_by_eight_counters(tmp_path: Path, many: int) -> None:
    """Taken in a rush by 32 visitors at once, pulled by 8 officers at once."""
    with RealHub(tmp_path / "data", "--always-open") as hub:
        with ThreadPoolExecutor(32) as visitors:
            taken = list(visitors.map(lambda _: hub.take(SERVICE), range(many)))
        assert sorted(one["number"] for one in taken) == [f"A-{n:03}" for n in range(1, many + 1)]
        hub.open(*COUNTERS)
        with ThreadPoolExecutor(len(COUNTERS)) as officers:
            start = threading.Barrier(len(COUNTERS))
            pulled = list(officers.map(lambda counter: pull(hub, counter, start), COUNTERS))
        assert sorted(n for mine in pulled for n in mine) == sorted(one["number"] for one in taken)
        assert min(len(mine) for mine in pulled) > 0
        issued = [one["ticket"] for one in bodies(hub.entries(), "TicketIssued")]
        called = [one["ticket"] for one in bodies(hub.entries(), "TicketCalled")]
        assert called == issued  # nobody was passed
        assert hub.get("/api/v1/queue") == {"waiting": 0, "tickets": []}


def pull(hub: RealHub, counter: str, start: threading.Barrier) -> list[str]:
    """Calls and finishes until nobody waits; the numbers it got."""
    mine: list[str] = []
    start.wait()
    while (answer := hub.at(counter, "call-next")).status_code == 200:
        mine.append(answer.json()["number"])
        assert hub.at(counter, "finish").status_code == 200
    assert answer.status_code == 204
    return mine
