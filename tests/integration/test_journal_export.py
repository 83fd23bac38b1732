"""What an auditor is given proves itself, with Python alone or with openssl, and shows later what
of the journal is not what it was."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.domain.ids import Moment
from shared.hub.identity.signing import fingerprint, key_path, read_key
from shared.hub.witness.verify_export import Check
from tests.integration.signed_hall import (
    Alive,
    Forger,
    entries_of,
    journal,
    lived,
    signed_in,
    some_days,
)
from tests.unit.rule_day import full_day, write_day
from tests.unit.running_engine import SetClock

SOUND = "The export is sound."


@pytest.fixture(scope="module")
def signed_days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("signed")
    lived(directory, SetClock(), some_days)
    return directory


@pytest.fixture(scope="module")
def exported(signed_days: Path) -> Path:
    """Two of its three days, as a folder."""
    return write(signed_days, "export", "--from", "2026-11-24", "--to", "2026-11-25")


@pytest.fixture
def copy(exported: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(exported, tmp_path / "copy"))


def write(hall: Path, name: str, *arguments: str) -> Path:
    out = hall.with_name(f"{hall.name}-{name}")
    done = journal("export", "--data", hall, "--out", out, *arguments)
    assert done.exit_code == 0, done.output
    assert SOUND in done.output
    return out


def alone(folder: Path, *arguments: str) -> tuple[int, str]:
    """The program that it brings along, without any package and outside this tree."""
    command = [sys.executable, "-I", "-S", str(folder / "verify.py"), *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=30, check=False, cwd=folder
    )
    return done.returncode, done.stdout + done.stderr


def test_an_export_proves_itself_with_python_alone(exported: Path, signed_days: Path) -> None:
    known = fingerprint(read_key(signed_days).public)
    status, said = alone(exported, "--key", known)
    assert status == 0, said
    assert "3 daily signatures fit, up to entry" in said
    assert known in said
    assert "Sah: semuanya cocok." in said
    status, said = alone(exported, "--key", "0" * 16)
    assert status == 1
    assert "The key that you gave has signed nothing here." in said


def test_it_holds_the_days_that_were_asked_for_and_no_more(
    exported: Path, signed_days: Path
) -> None:
    signed = signed_in(signed_days)
    manifest = json.loads((exported / "manifest.json").read_bytes())
    assert (manifest["from"], manifest["to"]) == ("2026-11-24", "2026-11-25")
    assert manifest["last"] == signed[2][1].seq  # as far as the signature under the last day goes
    lines = [json.loads(line) for line in (exported / "entries.jsonl").read_text().splitlines()]
    assert [one["seq"] for one in lines] == list(range(manifest["first"], manifest["last"] + 1))
    kept = {entry.seq: entry for entry in entries_of(signed_days)}
    assert all(one["hash"] == kept[one["seq"]].hash for one in lines)
    words = (exported / "README.txt").read_text()
    assert "BAHASA INDONESIA" in words
    assert "ENGLISH" in words
    assert known_command(words) != ""


def known_command(words: str) -> str:
    """The line with which openssl checks a day."""
    (first, second) = words[words.index("openssl pkeyutl") :].splitlines()[:2]
    return f"{first.rstrip(chr(92))} {second.strip()}"


def test_openssl_checks_a_day_as_the_text_says(exported: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed on this machine")
    command = known_command((exported / "README.txt").read_text()).split()
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=30, check=False, cwd=exported
    )
    assert done.returncode == 0, done.stderr
    assert "Signature Verified Successfully" in done.stdout


def test_the_table_says_who_did_what_when_and_from_which_device(tmp_path: Path) -> None:
    write_day(tmp_path / "hall", full_day())
    lived(tmp_path / "hall", SetClock(entries_at_end(tmp_path / "hall")), nothing)
    out = write(tmp_path / "hall", "export", "--to", "2026-11-23")
    with (out / "who-what-when.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file, delimiter=";"))
    taken_over = next(row for row in table if row["jenis/type"] == "CounterTakenOver")
    assert taken_over["petugas/officer"] == "officer-3"
    assert taken_over["waktu/time"] == "2026-11-23T09:53:00.000+07:00"
    assert taken_over["what"].startswith("Counter 2 was taken over from officer-2")
    assert taken_over["apa"].startswith("Loket 2 diambil alih dari officer-2")
    paper = next(row for row in table if row["perangkat/device"] == "kiosk-1")
    assert paper["nomor/number"].startswith("A-")
    assert paper["lewat/way"] == "aplikasi / app"
    whole = (out / "who-what-when.csv").read_text()
    assert "prioritas" in whole
    assert "Lansia" not in whole  # a group can be health data


def entries_at_end(hall: Path) -> Moment:
    return Moment(entries_of(hall)[-1].at + 1_000)


async def nothing(hall: Alive) -> None:
    pass


def test_a_zip_is_the_same_in_one_file(signed_days: Path, tmp_path: Path) -> None:
    out = tmp_path / "audit.zip"
    assert journal("export", "--data", signed_days, "--out", out).exit_code == 0
    said = journal("verify", "--export", out)
    assert said.exit_code == 0
    assert SOUND in said.stdout
    assert journal("export", "--data", signed_days, "--out", out).exit_code == 1  # nothing is lost
    with zipfile.ZipFile(out) as packed:
        packed.extractall(tmp_path / "unpacked")
    assert alone(tmp_path / "unpacked")[0] == 0


def test_the_hubs_command_does_not_run_what_an_export_brings_along(copy: Path) -> None:
    (copy / "verify.py").write_text("raise SystemExit(0)")
    said = journal("verify", "--export", copy)
    assert said.exit_code == 6
    assert "verify.py is not the file that was exported" in said.stdout


def test_a_journal_that_was_rewritten_is_held_against_an_export(
    exported: Path, signed_days: Path, tmp_path: Path
) -> None:
    """And the very entry is named, with what it was and is."""
    hall = Path(shutil.copytree(signed_days, tmp_path / "hall"))
    assert journal("verify", "--export", exported, "--data", hall).exit_code == 0
    forger = Forger(hall)
    first = json.loads((exported / "manifest.json").read_bytes())["first"]
    drafts = forger.drafts
    place = next(n for n, one in enumerate(drafts) if n >= first and b'"people":1' in one.body)
    body = drafts[place].body.replace(b'"people":1', b'"people":3')
    drafts[place] = msgspec.structs.replace(drafts[place], body=body)
    forger.chain(drafts)
    said = journal("verify", "--export", exported, "--data", hall)
    assert said.exit_code == 6
    words = f"REWRITTEN Entry {place + 1} (TicketIssued) was changed: people was 1, is 3."
    assert said.stdout.count("REWRITTEN") == 1
    assert words in said.stdout


def test_an_export_without_a_signature_is_not_called_sound(
    signed_days: Path, tmp_path: Path
) -> None:
    """As of a journal that no hub has signed; or somebody took the signatures out."""
    hall = tmp_path / "hall"
    write_day(hall, full_day())
    done = journal("export", "--data", hall, "--out", tmp_path / "out")
    assert done.exit_code == 6
    assert "carry nobody's signature" in done.stdout
    key = key_path(hall)
    key.parent.mkdir()
    shutil.copy(key_path(signed_days), key)
    signed = journal("export", "--data", hall, "--out", tmp_path / "signed")
    assert "signed by this export alone" in signed.stdout
    assert signed.exit_code == 0


def test_a_day_that_is_not_there_and_a_file_that_is_no_export(
    signed_days: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    arguments = ("--data", signed_days, "--out", out)
    assert journal("export", *arguments, "--from", "2027-01-01").exit_code == 1
    assert not out.exists()
    (tmp_path / "no.zip").write_text("nothing")
    assert journal("verify", "--export", tmp_path / "no.zip").exit_code == 6
    assert journal("verify", "--export", tmp_path).exit_code == 6


@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_no_byte_of_an_export_can_be_changed(
    exported: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    names = sorted(path for path in exported.rglob("*") if path.is_file())
    path = data.draw(st.sampled_from(names))
    content = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    room = tmp_path_factory.mktemp("touched") / "export"
    shutil.copytree(exported, room)
    (room / path.relative_to(exported)).write_bytes(bytes(content))
    check = Check(room)
    assert not check.run() or _same_signature(path, bytes(content))
    shutil.rmtree(room)


def _same_signature(path: Path, content: bytes) -> bool:
    """A signature in other letters, or with another blank at its end, is the same one."""
    if path.name != "manifest.sig":
        return False
    with suppress(ValueError):
        return bytes.fromhex(content.decode().strip()) == bytes.fromhex(path.read_text().strip())
    return False
