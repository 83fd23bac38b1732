"""A long play says how far it is, and ends in order when it is told to."""

from __future__ import annotations

import os
import signal
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from shared.cli.simulate import app
from shared.cli.simulation import progress
from shared.cli.simulation.outcomes import Result
from shared.cli.simulation.progress import Progress
from shared.cli.simulation.words import days, figure
from shared.cli.simulation.world import Watcher, play
from shared.domain.hall import Hall
from tests.unit.test_simulation_world import small


def test_it_is_asked_after_each_day_whether_to_go_on() -> None:
    asked: list[int] = []

    def twice(result: Result) -> bool:
        asked.append(len(result.outcomes))
        return len(asked) < 2

    result = play(small(days=5), goes_on=twice)
    assert result.days == 2
    assert asked[0] < asked[1] == len(result.outcomes)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_play_with_its_day_and_a_second_one_is_what_it_was(number: int) -> None:
    before = signal.getsignal(number)
    with Progress("en") as told:
        goes_on = told.goes_on(small(days=5))
        assert goes_on(Result(days=1))
        os.kill(os.getpid(), number)
        assert not goes_on(Result(days=2))
        assert told.stopped == number
        assert signal.getsignal(number) is before
    assert signal.getsignal(number) is before


def test_a_signal_that_is_ignored_stays_so() -> None:
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with Progress("en") as told:
            os.kill(os.getpid(), signal.SIGTERM)
            assert told.stopped is None
    finally:
        signal.signal(signal.SIGTERM, before)


def test_what_takes_long_says_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "QUICK_SECONDS", 0.0)
    monkeypatch.setattr(progress, "IN_LOG_SECONDS", 0.0)
    with Progress("id") as told:
        told.goes_on(small(days=4))(Result(days=1))
        result = play(small())
        told.goes_on(replace(small(), tickets=2 * len(result.outcomes)))(result)
    first, second = capsys.readouterr().err.splitlines()
    assert first == "25%: 1 hari, 0 nomor"
    assert second == f"50%: 1 hari, {len(result.outcomes)} nomor"


class _Ends(Watcher):
    """Presses Ctrl-C in the middle of the first day."""

    def __init__(self, seed: int = 0) -> None:
        self.checked = 0

    def on_event(self, hall: Hall, recorded: object) -> None:
        self.checked += 1
        if self.checked == 500:
            os.kill(os.getpid(), signal.SIGINT)


def test_a_stopped_play_tells_what_was_played_and_leaves_the_shells_status(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shared.cli.simulation.asked.Invariants", _Ends)
    ended = CliRunner().invoke(app, ["--days", "50", "--check"])
    assert ended.exit_code == 128 + signal.SIGINT
    assert "1 day," in ended.stdout
    assert "Stopped: only these days were played" in ended.stdout


def test_half_of_a_comparison_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.cli.simulation.asked.Invariants", _Ends)
    question = ["--what-if", "+1 dukcapil 09:00-11:00", "--days", "50", "--check"]
    ended = CliRunner().invoke(app, question)
    assert ended.exit_code == 128 + signal.SIGINT
    assert ended.stdout == ""


def test_figures_are_written_as_they_are_read() -> None:
    assert figure("id", "16,038 → 36.8 %") == "16.038 → 36,8 %"
    assert figure("en", "16,038") == "16,038"
    assert (days("en", 1), days("en", 2), days("id", 2)) == ("1 day", "2 days", "2 hari")
