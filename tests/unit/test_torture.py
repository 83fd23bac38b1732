"""The frame of `giliran torture`: times end, findings count, and the judge does find faults."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from shared.cli import torture
from shared.cli.exits import ExitCode
from shared.cli.torture import registry
from shared.cli.torture.asking import Reply
from shared.cli.torture.ledger import Asked, Ledger
from shared.cli.torture.running import Outcome, hold, speaker
from shared.cli.torture.trial import Findings, Run, Say, Skipped, Trial, dice
from shared.hub.journal.port import Draft
from tests.unit.journal_samples import filled


def held(run: Run, directory: Path, seconds: float = 20) -> Outcome:
    trial = Trial("one", 1, run, short_seconds=seconds, long_seconds=seconds)
    return hold(trial, short=True, directory=directory / "one")


def test_a_kept_promise_leaves_nothing_behind(tmp_path: Path) -> None:
    def run(short: bool, directory: Path, findings: Findings, say: Say) -> None:
        (directory / "file").touch()
        say("half-way")
        findings.count("tickets", 7)

    outcome = held(run, tmp_path)
    assert outcome.kept
    assert outcome.document()["figures"] == {"tickets": 7}
    assert list(tmp_path.iterdir()) == []


def test_a_broken_promise_keeps_what_it_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(short: bool, directory: Path, findings: Findings, say: Say) -> None:
        (directory / "journal.db").touch()
        findings.require(False, "a ticket was lost")

    outcome = held(run, tmp_path)
    assert not outcome.kept
    assert outcome.word == "BROKEN"
    assert (tmp_path / "one" / "journal.db").exists()
    assert "BROKEN: a ticket was lost" in capsys.readouterr().err


def test_a_trial_that_does_not_end_is_ended_and_tidies_up(tmp_path: Path) -> None:
    tidied = []

    def run(short: bool, directory: Path, findings: Findings, say: Say) -> None:
        findings.count("tickets", 7)
        try:
            while True:
                time.sleep(0.05)
        finally:
            tidied.append(True)

    outcome = held(run, tmp_path, seconds=1)
    assert outcome.findings.broken == ["not done within 1 s"]
    assert outcome.findings.figures == {"tickets": 7}
    assert tidied == [True]
    assert outcome.seconds < 10


def test_a_trial_that_fails_is_a_broken_promise(tmp_path: Path) -> None:
    def run(short: bool, directory: Path, findings: Findings, say: Say) -> None:
        raise RuntimeError("no hub")

    assert held(run, tmp_path).findings.broken == [
        "the trial itself ended with RuntimeError: no hub"
    ]


def test_what_a_machine_cannot_hold_says_why(tmp_path: Path) -> None:
    def run(short: bool, directory: Path, findings: Findings, say: Say) -> None:
        raise Skipped("needs root")

    outcome = held(run, tmp_path)
    assert (outcome.word, outcome.kept, outcome.skipped) == ("skipped", True, "needs root")


@pytest.mark.parametrize(
    ("passed", "done", "left"),
    [(60.0, 0.25, "(3 min left)"), (10.0, 0.5, "(10 s left)"), (10.0, 0.0, ""), (9.0, 1.0, "")],
)
def test_progress_tells_how_long_the_rest_takes(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    passed: float,
    done: float,
    left: str,
) -> None:
    now = 1_000.0
    monkeypatch.setattr("shared.cli.torture.running.time.monotonic", lambda: now)
    say = speaker("kills")
    now += passed
    say("some kills", done)
    assert capsys.readouterr().err.rstrip().endswith(f"some kills {left}".rstrip())


# The command -----------------------------------------------------------------------------------


def keeps(short: bool, directory: Path, findings: Findings, say: Say) -> None:
    findings.figures |= {"form": "short" if short else "long", "chance": dice("x").random()}


def breaks(short: bool, directory: Path, findings: Findings, say: Say) -> None:
    findings.broken.append("a number twice")


def is_stopped(short: bool, directory: Path, findings: Findings, say: Say) -> None:
    findings.count("kills", 417)
    signal.raise_signal(signal.SIGINT)
    time.sleep(20)


@pytest.fixture
def two_trials(monkeypatch: pytest.MonkeyPatch) -> None:
    trials = [Trial("keeps", 1, keeps), Trial("breaks", 4, breaks)]
    monkeypatch.setattr(registry, "trials", lambda: trials)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(torture.app, [str(word) for word in words])


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the command takes out of the environment is there again for the next test."""
    for name, value in os.environ.items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("two_trials")
def test_the_status_and_the_record_say_what_was_broken(tmp_path: Path) -> None:
    out = tmp_path / "record.json"
    result = run("--dir", tmp_path, "--out", out, "--seed", "7")
    assert result.exit_code == ExitCode.FAILED
    assert "BROKEN" in result.stdout
    record = json.loads(out.read_text())
    assert (record["form"], record["seed"]) == ("short", 7)
    assert record["machine"]["cores"] >= 1
    assert [(one["name"], one["outcome"]) for one in record["trials"]] == [
        ("keeps", "kept"),
        ("breaks", "broken"),
    ]


@pytest.mark.usefixtures("two_trials")
def test_one_trial_or_one_promise_can_be_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "record.md"
    assert run("--only", "keeps", "--long", "--dir", tmp_path, "--out", out).exit_code == 0
    assert "| keeps | kept |" in out.read_text()
    assert "form: long" in out.read_text()
    assert run("--only", "4", "--dir", tmp_path).exit_code == ExitCode.FAILED
    assert run("--only", "nobody").exit_code == ExitCode.USAGE
    assert run("--list").stdout == "1 keeps\n4 breaks\n"


def test_a_run_that_is_stopped_keeps_what_it_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    trials = [Trial("keeps", 1, keeps), Trial("kills", 1, is_stopped), Trial("breaks", 4, breaks)]
    monkeypatch.setattr(registry, "trials", lambda: trials)
    out = tmp_path / "record.json"
    assert run("--dir", tmp_path, "--out", out).exit_code != 0
    found = json.loads(out.read_text())["trials"]
    assert [(one["name"], one["outcome"]) for one in found] == [
        ("keeps", "kept"),
        ("kills", "stopped"),
    ]
    assert found[1]["figures"] == {"kills": 417}


@pytest.mark.usefixtures("two_trials")
def test_the_same_seed_gives_the_same_chance(tmp_path: Path) -> None:
    def chance(seed: str) -> float:
        out = tmp_path / "one.json"
        run("--only", "keeps", "--dir", tmp_path, "--out", out, "--seed", seed)
        drawn: float = json.loads(out.read_text())["trials"][0]["figures"]["chance"]
        return drawn

    assert chance("1") == chance("1")
    assert chance("1") != chance("2")


def test_every_trial_has_a_promise_and_a_name_of_its_own() -> None:
    found = registry.trials()
    assert found
    assert len({trial.name for trial in found}) == len(found)
    assert {trial.promise for trial in found} <= registry.PROMISES.keys()


# The judge -------------------------------------------------------------------------------------


def issued(number: int, command: str) -> Draft:
    body = f'{{"ticket":"t-{command}","number":"A-{number:03}"}}'
    return Draft(number, "TicketIssued", 1, body.encode(), "kiosk-1", command)


def judged(directory: Path, drafts: list[Draft], *asked: Asked, retry: Reply | None = None) -> str:
    path, _, _ = filled(directory, 0, lambda _: drafts)
    ledger, findings = Ledger(list(asked)), Findings()
    if retry is not None:
        ledger.compare(asked[0], retry)
    ledger.judge(path, findings)
    return "\n".join(words for words in findings.broken if "foreign" not in words)


def acknowledged(command: str, number: str = "A-001") -> Asked:
    ticket = {"id": f"t-{command}", "number": number, "state": "waiting"}
    return Asked("kiosk-1", command, "IssueTicket", {}, Reply(201, ticket))


def test_the_judge_is_content_where_all_is_well(tmp_path: Path) -> None:
    drafts = [issued(1, "one"), issued(2, "two")]
    both = (acknowledged("one"), acknowledged("two", "A-002"))
    assert judged(tmp_path, drafts, *both, retry=both[0].reply) == ""


def test_the_judge_finds_what_was_acknowledged_and_lost(tmp_path: Path) -> None:
    lost = acknowledged("lost")
    assert "acknowledged and lost: IssueTicket lost" in judged(tmp_path, [issued(1, "one")], lost)


def test_the_judge_is_not_content_with_nothing(tmp_path: Path) -> None:
    assert "nothing was acknowledged" in judged(tmp_path, [issued(1, "one")])


def test_the_judge_finds_what_was_applied_twice(tmp_path: Path) -> None:
    drafts = [issued(1, "one"), issued(2, "two"), issued(3, "one")]
    assert "applied twice: one of kiosk-1" in judged(tmp_path, drafts, acknowledged("one"))


def test_the_judge_finds_a_number_given_twice(tmp_path: Path) -> None:
    drafts = [issued(1, "one"), issued(1, "two")]
    assert "number A-001 twice" in judged(tmp_path, drafts, acknowledged("one"))


def test_the_judge_finds_a_retry_answered_otherwise(tmp_path: Path) -> None:
    another = acknowledged("one", "A-002").reply
    found = judged(tmp_path, [issued(1, "one")], acknowledged("one"), retry=another)
    assert "a retry was answered otherwise: IssueTicket one" in found
