"""Apps are witnesses too: what they have seen last, and the journal does not hold, is told."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from shared.domain import commands as c
from shared.domain.ids import DeviceId
from shared.hub.restored import Mark, write_mark
from shared.protocol.machine import wall_ms
from shared.protocol.messages import Head
from shared.protocol.pairing import new_key
from tests.integration.app_line import AppLine
from tests.integration.permission_hall import PermissionHall
from tests.integration.real_hub import RealHub
from tests.integration.signed_hall import journal


def head_of(hub: RealHub) -> dict[str, Any]:
    last = hub.entries()[-1]
    known = hub.get("/healthz")["journal"]
    return {"journal": known["id"], "seq": last.seq, "hash": last.hash}


def doubts(hub: RealHub) -> list[dict[str, Any]]:
    return [json.loads(one.body) for one in hub.entries() if one.type == "PastDoubted"]


def test_what_an_app_has_seen_and_the_journal_does_not_hold_is_an_alarm(tmp_path: Path) -> None:
    with RealHub(tmp_path / "hub", "--always-open") as hub:
        hub.take()
        head = head_of(hub)
        assert "past-doubted" not in hub.get("/healthz")["troubles"]
        other = {**head, "hash": "f" * 64}
        for _ in range(2):  # it comes back with the same: that is said once
            with AppLine(hub.url, "counter", "pc-1", head=other) as line:
                assert line.welcome()["snapshot"]
        for n in range(5):  # one app that tells this and that is no flood
            with AppLine(
                hub.url, "counter", "pc-2", head={**head, "seq": 90 + n, "hash": "a" * 64}
            ):
                pass
        assert "past-doubted" in hub.get("/healthz")["troubles"]
        told = doubts(hub)
        assert hub.stop() == 0
    first = {"reason": "app", "device": "pc-1", "seq": head["seq"], "hash": "f" * 64}
    assert first.items() <= told[0].items()
    assert {one["device"] for one in told[1:]} <= {"pc-2"}
    assert len(told) <= 4
    said = journal("verify", "--data", tmp_path / "hub")
    assert said.exit_code == 6
    assert "an app has seen an entry that it does not hold; pc-1; entry" in said.stdout


def test_an_app_that_is_gone_before_its_doubt_stands_there_tells_no_more_than_others(
    tmp_path: Path,
) -> None:
    hall = PermissionHall(tmp_path, loopback=True)
    hub, begun = hall.hub, hall.hub.engine.head

    async def cut_off(n: int) -> None:
        seen = Head(begun.journal, 90 + n, "a" * 64)
        telling = asyncio.create_task(hub.witness.doubts.heard(DeviceId("pc-2"), seen))
        await asyncio.sleep(0)  # it is on its way to the disk
        telling.cancel()
        await asyncio.wait({telling})

    for n in range(5):
        hall.run(cut_off(n))
    hall.run(hub.engine.submit(c.Order(command=c.TurnDay(), sender="test")))
    entered = hall.since(begun)
    told = [one.part for one in hub.witness.doubts.troubles()]
    hall.close()
    assert entered == ["PastDoubted"] * 3
    assert told == ["pc-2"]


def test_a_hub_that_was_restored_does_not_cry_wolf(tmp_path: Path) -> None:
    """What a restore has lost is noted in other words; what it brought back must be as it was."""
    hall = tmp_path / "hub"
    with RealHub(hall, "--always-open") as hub:
        hub.take()
        head = head_of(hub)
        assert hub.stop() == 0
    write_mark(hall, Mark.new("a copy", Head(**head), wall_ms()))
    with RealHub(hall, "--always-open") as hub:
        lost = {**head, "seq": head["seq"] + 1_000, "hash": "f" * 64}
        with AppLine(hub.url, "counter", "pc-1", head=lost) as line:
            line.welcome()
        assert "past-doubted" not in hub.get("/healthz")["troubles"]
        with AppLine(hub.url, "counter", "pc-2", head={**head, "hash": "f" * 64}) as line:
            line.welcome()
        assert "past-doubted" in hub.get("/healthz")["troubles"]
        told = [(one["reason"], one["device"]) for one in doubts(hub)]
    assert told == [("restored", "pc-1"), ("app", "pc-2")]


def test_beyond_loopback_only_a_device_that_was_let_in_is_heard(tmp_path: Path) -> None:
    """Whoever has no key, or the key of another device, enters nothing."""
    with RealHub(tmp_path / "hub", "--listen", "0.0.0.0:0", "--always-open") as hub:
        key = hub.let_in("counter", "pc-1")
        other = {**head_of(hub), "hash": "f" * 64}
        for stranger in ({"key": b""}, {"key": new_key()}):
            with AppLine(hub.url, "counter", "pc-1", head=other, **stranger) as line:
                assert line.hear()["type"] == "bye"
        assert doubts(hub) == []
        with AppLine(hub.url, "counter", "pc-1", head=other, key=key) as line:
            line.welcome()
        assert [(one["reason"], one["device"]) for one in doubts(hub)] == [("app", "pc-1")]
