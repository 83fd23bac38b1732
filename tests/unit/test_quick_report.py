"""From the first touch to the paper: measured once for each visit, kept by day, told as paces."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from kiosk.flow import Flow
from kiosk.screens import Screen
from shared.cli.report import app
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.quick import PaperCount, kept_in, quick_report
from shared.hub.refused import REFUSED_FILE, RefusedDays
from shared.protocol.views import TicketView

MONDAY, TUESDAY = "2026-11-23", "2026-11-24"


def ticket(number: int) -> TicketView:
    return TicketView(
        id=f"ticket-{number}",
        number=f"A-{number:03}",
        state="waiting",
        service="IKD",
        issued_at="2026-11-23T09:12:00+07:00",
        zone="biru",
        visit="visit-1",
        ahead=0,
        counters=[],
    )


def at_confirmation(now: int) -> Flow:
    flow = Flow()
    flow.home(0)
    flow.choose_service("IKD", now, is_open=True)
    return flow


def test_it_runs_from_the_first_touch_to_the_first_paper_and_is_said_once() -> None:
    flow = at_confirmation(5_000)
    flow.touch(9_000)
    assert flow.take(20_000)
    flow.issued(ticket(1), 20_200)
    assert flow.time_to_paper("ticket-1", 23_000) == 18_000
    assert flow.time_to_paper("ticket-1", 24_000) is None


def test_a_second_errand_is_no_second_measure() -> None:
    flow = at_confirmation(5_000)
    flow.take(6_000)
    flow.issued(ticket(1), 6_200)
    assert flow.another_errand(8_000)
    assert flow.time_to_paper("ticket-1", 9_000) == 4_000, "its paper came a little late"
    flow.choose_service("KTP-BARU", 10_000, is_open=True)
    flow.take(11_000)
    flow.issued(ticket(2), 11_200)
    assert flow.time_to_paper("ticket-2", 13_000) is None


def test_who_leant_on_the_start_and_went_is_not_the_next_visitors_beginning() -> None:
    flow = Flow()
    flow.home(0)
    flow.touch(1_000)
    flow.choose_service("IKD", 61_000, is_open=True)
    assert flow.screen is Screen.CONFIRM
    flow.take(70_000)
    flow.issued(ticket(1), 70_200)
    assert flow.time_to_paper("ticket-1", 72_000) == 11_000


def test_the_next_visitor_begins_anew() -> None:
    flow = at_confirmation(5_000)
    flow.home(20_000)
    flow.choose_service("IKD", 21_000, is_open=True)
    flow.take(22_000)
    flow.issued(ticket(1), 22_100)
    assert flow.time_to_paper("ticket-1", 25_000) == 4_000


def test_what_was_told_is_kept_over_a_restart_and_beside_older_files(tmp_path: Path) -> None:
    file = tmp_path / REFUSED_FILE
    file.write_text(json.dumps({"days": [], "told": []}), encoding="utf-8")
    days = RefusedDays(file)
    for seconds in (12, 12, 31):
        days.paper(MONDAY, popular=True, language="id", modes="", seconds=seconds)
    days.save()
    RefusedDays(file).paper(TUESDAY, popular=False, language="en", modes="large", seconds=50)
    again = RefusedDays(file)
    again.paper(MONDAY, popular=True, language="id", modes="", seconds=12)
    again.save()
    assert kept_in(file) == {
        MONDAY: [PaperCount(True, "id", "", 12, 3), PaperCount(True, "id", "", 31, 1)]
    }


def test_the_paces_by_service_language_and_mode(tmp_path: Path) -> None:
    days = RefusedDays(tmp_path / REFUSED_FILE)
    for seconds in range(11, 31):
        days.paper(MONDAY, popular=True, language="id", modes="", seconds=seconds)
    days.paper(TUESDAY, popular=False, language="en", modes="large+spoken", seconds=95)
    days.save()
    told = quick_report(kept_in(tmp_path / REFUSED_FILE))
    first, rest = told.services
    assert (first.median, first.ninetieth, first.kept) == (20, 28, True)
    assert (rest.median, rest.ninetieth, rest.kept) == (95, 95, False)
    assert [(pace.group, pace.visits) for pace in told.languages] == [("en", 1), ("id", 20)]
    assert [pace.group for pace in told.modes] == ["usual", "large+spoken"]
    (monday,) = quick_report(kept_in(tmp_path / REFUSED_FILE), MONDAY, MONDAY).all
    assert monday.visits == 20


@given(st.lists(st.integers(1, 300), min_size=1, max_size=60))
def test_at_least_so_many_of_a_hundred_are_within(seconds: list[int]) -> None:
    counts = [PaperCount(True, "id", "", one, 1) for one in seconds]
    (pace,) = quick_report({MONDAY: counts}).all
    for within, share in ((pace.median, 0.5), (pace.ninetieth, 0.9)):
        assert sum(one <= within for one in seconds) >= share * len(seconds)
        assert sum(one < within for one in seconds) < share * len(seconds)


def test_the_command_says_which_wishes_are_kept(tmp_path: Path) -> None:
    (tmp_path / JOURNAL_FILE).touch()
    runner = CliRunner()
    silent = runner.invoke(app, ["quick", "--data", str(tmp_path)])
    assert "No kiosk has told" in silent.stdout
    days = RefusedDays(tmp_path / REFUSED_FILE)
    days.paper(MONDAY, popular=True, language="id", modes="", seconds=14)
    days.paper(MONDAY, popular=False, language="id", modes="", seconds=60)
    days.save()
    said = runner.invoke(app, ["quick", "--data", str(tmp_path)]).stdout
    words = {line.split("  ")[1]: line.split() for line in said.splitlines() if line[:1] == " "}
    assert words["first screen"][-9:] == ["14", "s", "≤", "20", "14", "s", "≤", "90", "kept"]
    assert words["the rest"][-10:] == ["60", "s", "≤", "45", "60", "s", "≤", "90", "not", "kept"]
    found = json.loads(runner.invoke(app, ["quick", "--data", str(tmp_path), "--json"]).stdout)
    assert [pace["median"] for pace in found["services"]] == [14, 60]
