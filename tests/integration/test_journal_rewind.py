"""`giliran journal rewind`: the days that a wrong clock has written are taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from shared.cli.exits import ExitCode
from shared.cli.journal import app
from shared.domain.ids import DAY
from shared.hub.clock_file import CLOCK_FILE
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.journal.verify import verify
from shared.hub.restored import MARK_FILE
from shared.protocol.machine import VARIABLE, Shift
from tests.integration.real_hub import RealHub, problem


def rewound(directory: Path, before: str) -> Result:
    arguments = ["rewind", "--data", str(directory), "--before", before, "--yes"]
    return CliRunner().invoke(app, arguments)


def test_a_ticket_of_the_day_after_tomorrow_and_the_hall_goes_on_today(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "clock"))
    shift, data = Shift(tmp_path / "clock"), tmp_path / "data"
    with RealHub(data, "--always-open") as hub:
        today = hub.take()
        date = hub.get("/healthz")["date"]
    shift.set(2 * DAY)  # its battery was empty, and somebody has typed the date
    (data / CLOCK_FILE).unlink()  # the machine was off: what has passed is not known
    with RealHub(data, "--always-open") as hub:
        future = hub.take()["issued_at"][:10]
        shift.set(0)
        answer = hub.request("POST", "/api/v1/tickets", {"service": "KTP-BARU"})
        assert "journal rewind" in problem(answer, 503, "clock-behind")["detail"]
        assert hub.get("/healthz")["status"] == "clock-behind"
    done = rewound(data, f"{future}T00:00")
    assert done.exit_code == ExitCode.OK, done.output
    assert verify(data / JOURNAL_FILE).sound
    assert (data / MARK_FILE).exists()
    assert sorted(path.name for path in data.glob("journal.db.*")) == []
    with RealHub(data, "--always-open") as hub:
        assert hub.get("/healthz")["date"] == date
        assert hub.get(f"/api/v1/tickets/{today['id']}")["number"] == today["number"]
        assert hub.take()["number"] > today["number"]
    assert "Nothing to take back" in rewound(data, "2099-01-01").output
    assert rewound(data, "2020-01-01").exit_code == ExitCode.DAMAGED
    assert verify(data / JOURNAL_FILE).sound


def test_a_clock_that_leaps_while_the_hub_runs_waits_for_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "clock"))
    shift = Shift(tmp_path / "clock")
    with RealHub(tmp_path / "data", "--always-open") as hub:
        before = hub.take()
        shift.set(2 * DAY)
        answer = hub.request("POST", "/api/v1/tickets", {"service": "KTP-BARU"})
        assert "clock accept" in problem(answer, 503, "clock-leapt")["detail"]
        shift.set(0)
        after = hub.take()
        assert after["issued_at"][:10] == before["issued_at"][:10]
        shift.set(2 * DAY)
        assert hub.request("POST", "/api/v1/clock/accept", {}).json() == {
            "doubted": "clock-leapt",
            "doubt": "",
        }
        assert hub.take()["issued_at"][:10] > before["issued_at"][:10]
