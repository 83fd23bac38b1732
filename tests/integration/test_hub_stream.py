"""`/api/v1/events`: the journal as server-sent events, as any HTTP client reads them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import httpx
import pytest

from shared.hub.http import streams
from shared.hub.hub import Hub
from shared.hub.journal.port import Journal
from shared.hub.journal.sqlite import SqliteJournal
from shared.hub.open_answers import OpenAnswers
from tests.integration.real_hub import RealHub

KEEP_ALIVE_WITHIN_S = 12


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with RealHub(tmp_path_factory.mktemp("stream") / "data", "--always-open") as running:
        yield running


class Events:
    """Reads one stream, event by event."""

    def __init__(self, answer: httpx.Response) -> None:
        self._lines = answer.iter_lines()
        self.comments: list[str] = []

    def next(self) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for line in self._lines:
            if line.startswith(":"):
                self.comments.append(line)
            elif line:
                name, _, value = line.partition(": ")
                fields[name] = value
            elif fields:
                return {**fields, "data": json.loads(fields["data"]), "id": int(fields["id"])}
        raise EOFError

    def comment(self) -> str:
        """The next line, which must be a comment."""
        line = next(line for line in self._lines if line)
        assert line.startswith(":"), line
        return line


@contextmanager
def stream(hub: RealHub, query: str = "", **headers: str) -> Iterator[Events]:
    with (
        httpx.Client(base_url=hub.url, trust_env=False, timeout=KEEP_ALIVE_WITHIN_S) as client,
        client.stream("GET", f"/api/v1/events{query}", headers=headers) as answer,
    ):
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield Events(answer)


def seq(hub: RealHub) -> int:
    return int(hub.get("/healthz")["journal"]["seq"])


def test_the_whole_journal_from_its_beginning(hub: RealHub) -> None:
    ticket = hub.take()
    with stream(hub) as events:
        found = [events.next() for _ in range(seq(hub))]
    assert [event["id"] for event in found] == list(range(1, seq(hub) + 1))
    assert [event["event"] for event in found[:3]] == ["SiteLoaded", "DayOpened", "Carried"]
    last = found[-1]
    assert last["event"] == last["data"]["type"] == "TicketIssued"
    assert last["data"]["seq"] == last["id"]
    assert last["data"]["at"].endswith("+07:00")
    assert last["data"]["body"]["ticket"] == ticket["id"]
    assert len(last["data"]["hash"]) == 64


def test_what_happens_now_arrives_after_what_was(hub: RealHub) -> None:
    hub.take()
    with stream(hub, f"?after={seq(hub) - 1}") as events:
        assert events.next()["id"] == seq(hub)
        issued = [hub.take()["id"] for _ in range(3)]
        assert [events.next()["data"]["body"]["ticket"] for _ in issued] == issued


def test_a_reader_that_comes_back_goes_on_where_it_was(hub: RealHub) -> None:
    hub.take()
    with stream(hub, "?after=0", **{"last-event-id": str(seq(hub) - 1)}) as events:
        assert events.next()["id"] == seq(hub)


def test_after_the_end_it_waits(hub: RealHub) -> None:
    with stream(hub, f"?after={seq(hub)}") as events:
        assert events.comment() == ": the journal's events"
        ticket = hub.take()
        assert events.next()["data"]["body"]["ticket"] == ticket["id"]


def test_an_idle_stream_is_kept_alive(tmp_path: Path) -> None:
    """A stream of its own, that need not be idle for ten seconds; the next test has a whole hub."""

    class Idle:
        journal: Journal
        answers = OpenAnswers()

    def always() -> bool:
        return True

    async def read() -> list[bytes]:
        hub = Idle()
        hub.journal = await SqliteJournal.open(tmp_path / "journal.db")
        events = streams.stream(cast(Hub, hub), 0, always, always, keep_alive=0.05)
        try:
            return [await asyncio.wait_for(anext(events), 30) for _ in range(3)]
        finally:
            await events.aclose()
            await hub.journal.close()

    greeting, *said = asyncio.run(read())
    assert greeting == b": the journal's events\n\n"
    assert said == [b": still here\n\n"] * 2
    assert streams.KEEP_ALIVE_SECONDS == 10


@pytest.mark.long
def test_an_idle_stream_of_a_hub_is_kept_alive(hub: RealHub) -> None:
    with stream(hub, f"?after={seq(hub)}") as events:
        events.comment()
        assert events.comment() == ": still here"


def test_a_reader_that_leaves_is_forgotten(hub: RealHub) -> None:
    for _ in range(20):
        with stream(hub, f"?after={seq(hub)}") as events:
            events.comment()
    assert hub.take()["state"] == "waiting"
    assert hub.stop() == 0
    assert "Traceback" not in hub.said()
