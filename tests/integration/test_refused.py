"""What visitors did not get: told by kiosks, counted by the hub, kept over a restart."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from string import ascii_lowercase
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from kiosk.app import steady_ms
from kiosk.model import KioskModel
from shared.domain.ids import HOUR
from shared.hub.refused import SEARCHES
from shared.hub.unknown_words import HIDDEN, OFTEN
from shared.protocol.machine import VARIABLE, Shift, wall_ms
from tests.integration.app_line import AppLine
from tests.integration.line_app import LineApp
from tests.integration.line_hall import KeptHall
from tests.integration.real_hub import RealHub

PATIENCE_MS = 20_000


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RealHub]:
    """In the middle of an hour: it counts by the hour, and none may begin meanwhile."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "clock"))
    Shift(tmp_path / "clock").set(HOUR // 2 - wall_ms() % HOUR)
    with RealHub(tmp_path / "data", "--always-open") as running:
        yield running


def told(hub: RealHub, *tallies: dict[str, Any]) -> None:
    """Tells the hub of them; on return it has counted."""
    with AppLine(hub.url, "kiosk", "kiosk-1") as kiosk:
        kiosk.welcome()
        for tally in tallies:
            assert kiosk.order("RecordTally", tally)["status"] == 200


def refused(hub: RealHub, query: str = "") -> dict[str, Any]:
    found: dict[str, Any] = hub.get(f"/api/v1/refused{query}")
    return found


def counted(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without the hours."""
    return [{name: cell for name, cell in row.items() if name != "hour"} for row in rows]


def counts_suspended(line: str) -> bool:
    return line.startswith("giliran_refusals_total{") and 'code="service-suspended"' in line


def test_refused_over_the_line_and_over_rest_are_counted_alike(hub: RealHub) -> None:
    hub.request("POST", "/api/v1/services/IKD/suspend", {"reason": "sistem-pusat"})
    assert hub.request("POST", "/api/v1/tickets", {"service": "IKD"}).status_code == 409
    with AppLine(hub.url, "kiosk", "kiosk-1") as kiosk:
        kiosk.welcome()
        for _ in range(2):
            assert kiosk.order("IssueTicket", {"service": "IKD"})["status"] == 409
        assert kiosk.order("IssueTicket", {"service": "made-up"})["status"] == 422
        for wrong in ({"people": 999}, {"language": "xx"}, {"priority": "x"}, {"visit": "x"}):
            body = {"service": "KTP-BARU", **wrong}
            assert kiosk.order("IssueTicket", body)["status"] == 422
        assert kiosk.order("FindTicket", {"number": "A-001", "check": "ZZZZ"})["status"] == 404
    touched = {"kind": "refused-at-kiosk", "service": "IKD", "reason": "service-suspended"}
    told(hub, touched, touched | {"reason": "made-up"})
    assert counted(refused(hub)["refusals"]) == [
        {"code": "service-suspended", "service": "IKD", "count": 4},
        {"code": "unknown-service", "service": "", "count": 1},
        {"code": "too-many-people", "service": "KTP-BARU", "count": 1},
        {"code": "unknown-language", "service": "KTP-BARU", "count": 1},
        {"code": "unknown-priority", "service": "KTP-BARU", "count": 1},
        {"code": "unknown-visit", "service": "KTP-BARU", "count": 1},
        {"code": "unknown-ticket", "service": "", "count": 1},
    ]
    page = hub.request("GET", "/metrics").text
    (line,) = (one for one in page.splitlines() if counts_suspended(one))
    assert line.endswith(" 4.0")


def test_searches_are_masked_cut_and_never_a_label(hub: RealHub) -> None:
    typed = ("Cerai  Gugat", "cerai gugat", "nik 3510 1234-5678.9012", "x" * 60)
    told(hub, *({"kind": "search-without-result", "text": text} for text in typed))
    told(hub, {"kind": "search-without-result", "text": "  "})
    assert refused(hub)["searches"] == [
        {"text": "cerai gugat", "count": 2},
        {"text": HIDDEN, "count": 1},
        {"text": "nik #", "count": 1},
    ]
    page = hub.request("GET", "/metrics").text
    assert "cerai" not in page
    assert "giliran_searches_without_result_total{" in page
    assert "3510" not in page + hub.said() + str(hub.entries())


def test_a_name_that_is_searched_for_is_written_nowhere(hub: RealHub) -> None:
    """A word that is none of the site's is kept once some searches had it, and no sooner."""
    search = {"kind": "search-without-result"}
    typed = ("surat Zulaikha Qasmirnova", "Zulaikha", "kartu xylophon", "akta xylophon")
    told(hub, *(search | {"text": text} for text in typed))
    assert {one["text"]: one["count"] for one in refused(hub)["searches"]} == {
        f"surat {HIDDEN}": 1,
        HIDDEN: 1,
        f"kartu {HIDDEN}": 1,
        f"akta {HIDDEN}": 1,
    }
    told(hub, *(search | {"text": "xylophon"} for _ in range(OFTEN - 2)))
    assert "xylophon" in [one["text"] for one in refused(hub)["searches"]]
    assert hub.stop() == 0
    kept = (hub.directory / "refused.json").read_bytes().lower()
    assert b"xylophon" in kept
    assert b"zulaikha" not in kept
    assert b"qasmirnova" not in kept


def test_what_an_older_program_wrote_loses_its_words(hub: RealHub) -> None:
    told(hub, {"kind": "search-without-result", "text": "surat nikah"})
    assert hub.stop() == 0
    file = hub.directory / "refused.json"
    kept = json.loads(file.read_text())
    kept["days"][0]["searches"] = [{"text": "zulaikha", "count": 2}, {"text": "kk", "count": 1}]
    del kept["hidden"]
    file.write_text(json.dumps(kept))
    hub.start()
    assert refused(hub)["searches"] == [{"text": HIDDEN, "count": 3}]
    assert "zulaikha" not in file.read_text()


def test_abandoned_steps_are_counted_and_strangers_make_up_no_labels(hub: RealHub) -> None:
    told(
        hub,
        {"kind": "abandoned", "step": "confirm", "service": "KTP-BARU"},
        {"kind": "abandoned", "step": "confirm", "service": "KTP-BARU"},
        {"kind": "abandoned", "step": "made-up-step", "service": "made-up-service"},
        {"kind": "made-up-kind", "step": "confirm"},
    )
    assert counted(refused(hub)["abandoned"]) == [
        {"step": "confirm", "service": "KTP-BARU", "count": 2},
        {"step": "other", "service": "", "count": 1},
    ]
    page = hub.request("GET", "/metrics").text
    assert "giliran_steps_abandoned_total{" in page
    assert "made-up" not in page


def test_a_kiosk_on_its_line_tells_of_who_walked_away(
    hub: RealHub, qtbot: QtBot, tmp_path: Path
) -> None:
    app = LineApp(qtbot, tmp_path / "kiosk", hub.url, role="kiosk", device="kiosk-1", until=None)
    model = KioskModel(KeptHall(app, tmp_path / "kiosk").hall, "kiosk-1", steady_ms)
    with app:
        app.live()
        qtbot.waitUntil(model.settled, timeout=PATIENCE_MS)
        model.chooseService("KTP-BARU")
        qtbot.waitUntil(model.settled, timeout=PATIENCE_MS)
        model.home()
        qtbot.waitUntil(lambda: bool(refused(hub)["abandoned"]), timeout=PATIENCE_MS)
    assert counted(refused(hub)["abandoned"]) == [
        {"step": "confirm", "service": "KTP-BARU", "count": 1}
    ]


SENSELESS: tuple[tuple[dict[str, Any], str], ...] = (
    ({"kind": 7}, "kind"),
    ({"step": "confirm"}, "kind"),
    ({"kind": "abandoned", "nik": "1"}, "nik"),
    ({"kind": "abandoned", "at": "yesterday"}, "'at'"),
    ({"kind": "abandoned", "at": "2026-11-23T09:12:00"}, "'at'"),
)


def test_a_tally_that_makes_no_sense_is_refused(hub: RealHub) -> None:
    with AppLine(hub.url, "kiosk", "kiosk-1") as kiosk:
        kiosk.welcome()
        for body, word in SENSELESS:
            answer = kiosk.order("RecordTally", body)
            assert (answer["status"], answer["problem"]["code"]) == (422, "bad-command")
            assert word in answer["problem"]["detail"]
    assert refused(hub)["abandoned"] == []


def test_the_same_tally_told_again_is_counted_once_even_after_a_restart(hub: RealHub) -> None:
    tally = {"kind": "abandoned", "step": "confirm", "service": "IKD"}
    for _ in range(2):
        with AppLine(hub.url, "kiosk", "kiosk-1") as kiosk:
            kiosk.welcome()
            for id_ in ("one", "two", "one"):
                assert kiosk.order("RecordTally", tally, id_=id_)["status"] == 200
        assert [row["count"] for row in refused(hub)["abandoned"]] == [2]
        assert hub.stop() == 0
        hub.start()


def test_a_tally_told_late_is_counted_when_it_was(hub: RealHub) -> None:
    now = dt.datetime.now(ZoneInfo("Asia/Jakarta"))
    at = (now - dt.timedelta(days=2)).replace(hour=10)
    tally = {"kind": "abandoned", "step": "confirm", "service": "IKD"}
    long_ago, to_come = now - dt.timedelta(days=40), now + dt.timedelta(days=1)
    told(hub, tally, tally | {"at": at.isoformat()}, tally | {"at": long_ago.isoformat()})
    told(hub, tally | {"at": to_come.isoformat()})
    then = refused(hub, f"?date={at.date().isoformat()}")["abandoned"]
    assert then == [{"step": "confirm", "service": "IKD", "hour": 10, "count": 1}]
    assert sum(row["count"] for row in refused(hub)["abandoned"]) == 3, "what cannot be is now"
    line = 'giliran_steps_abandoned_total{hour="10",service="IKD",step="confirm"}'
    assert line in hub.request("GET", "/metrics").text


def test_only_the_last_two_hundred_searches_are_kept_and_outlive_a_restart(hub: RealHub) -> None:
    often = {"kind": "search-without-result", "text": "surat nikah"}
    words = [f"surat {one}{two}" for one in ascii_lowercase for two in ascii_lowercase]
    many = [often | {"text": word} for word in words[:SEARCHES]]
    told(hub, *many, often, often)
    before = refused(hub)
    assert len(before["searches"]) == SEARCHES
    assert before["searches"][0] == {"text": "surat nikah", "count": 2}
    assert "surat aa" not in [row["text"] for row in before["searches"]]
    assert hub.stop() == 0
    kept = hub.directory / "refused.json"
    assert kept.stat().st_mode & 0o077 == 0
    hub.start()
    assert refused(hub) == before
    assert refused(hub, f"?date={before['date']}") == before
    assert refused(hub, "?date=2001-01-01")["searches"] == []
    told(hub, often | {"text": "surat baru"})
    texts = [row["text"] for row in refused(hub)["searches"]]
    assert "surat baru" in texts
    assert "surat ab" not in texts, "the one met longest ago, also after a restart"


def test_an_unreadable_file_of_counts_is_no_reason_not_to_open(hub: RealHub) -> None:
    told(hub, {"kind": "search-without-result", "text": "x y"})
    assert hub.stop() == 0
    (hub.directory / "refused.json").write_text(json.dumps({"no": "list"}))
    hub.start()
    assert refused(hub)["searches"] == []
    assert "counting begins anew" in hub.said()
