"""Copies, replicas and restores with real hubs, a real Litestream, and trouble in between."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from shared.cli.environment import environment, python
from shared.cli.exits import ExitCode
from shared.hub.backup.copied import forget_copied
from shared.hub.backup.copies import MANIFEST_FILE, SITE_FILE, copy
from shared.hub.backup.fetch import head_at
from shared.hub.backup.litestream import NoLitestream, program
from shared.hub.backup.restore import restore
from shared.hub.backup.setting import Setting
from shared.hub.backup.whole import Place
from shared.hub.first_pins import FIRST_PINS_FILE, FirstPins
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.people import PEOPLE_FILE
from shared.hub.personal.table import PERSONAL_FILE
from tests.integration.app_line import AppLine
from tests.integration.real_hub import HubDidNotStart, RealHub, problem
from tests.unit.half_written import half_written

DEADLINE_S = 30.0

MEDIA_FILES = {
    f"{shade}.png": b"\x89PNG\r\n\x1a\n" + shade.encode() * 900 for shade in ("red", "blue")
}

LOCAL = shutil.ignore_patterns(".backup", "*-shm", "hub.*")
"""What an image of a machine's disk would not bring back to work."""

try:
    program()
except NoLitestream as missing:
    NO_LITESTREAM = str(missing)
else:
    NO_LITESTREAM = ""

replicated = pytest.mark.skipif(bool(NO_LITESTREAM), reason=NO_LITESTREAM)


def giliran(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = python("shared.cli", *(str(one) for one in arguments))
    return subprocess.run(
        command, capture_output=True, text=True, env=environment(), timeout=60, check=False
    )


def until(holds: Callable[[], bool], what: str, seconds: float = DEADLINE_S) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


def standing(hub: RealHub) -> dict[str, Any]:
    found: dict[str, Any] = hub.get("/healthz")["backup"]
    return found


def whole(hub: RealHub) -> bool:
    """The replica has all there is."""
    now = hub.get("/healthz")
    backup = now["backup"]
    return bool(backup["state"] == "running" and backup["seq"] == now["journal"]["seq"])


def noted(replica: Path) -> int:
    """The sequence number that the replica says the journal had, 0 while it says none."""
    head = head_at(Setting(str(replica)))
    return 0 if head is None else head.seq


def litestream_of(pid: int) -> int:
    """The one Litestream below a hub, among its other children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    words = {int(child): Path(f"/proc/{child}/cmdline").read_bytes() for child in children}
    (found,) = (child for child, command in words.items() if b"litestream.yml" in command)
    return found


def alive(pid: int) -> bool:
    """A zombie is dead."""
    with contextlib.suppress(OSError):
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        return state != "Z"
    return False


def first_pins_of(directory: Path) -> list[str]:
    return list(FirstPins(directory / FIRST_PINS_FILE).read().values())


# Copies ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RealHub, Path]]:
    """A hub at work, and a copy that was made of it meanwhile."""
    room = tmp_path_factory.mktemp("copied")
    with RealHub(room / "data", "--always-open") as hub:
        with AppLine(hub.url, "kiosk", "kiosk-1", grant=None) as kiosk:
            kiosk.welcome()
            assert kiosk.order("IssueTicket", {"service": "KTP-BARU"})["status"] == 201
        ani = {"officers": [{"id": "ani", "name": "Ani"}]}
        assert hub.request("PUT", "/api/v1/officers", ani).status_code == 200
        for name, content in MEDIA_FILES.items():
            put = hub.request("PUT", f"/api/v1/media/{name}", content=content)
            assert put.status_code == 201
        done = giliran("backup", "now", room / "copies", "--data", hub.directory, "--json")
        assert done.returncode == ExitCode.OK, done.stderr
        yield hub, Path(json.loads(done.stdout)["folder"])


def test_a_copy_is_guarded_and_what_opens_a_hub_stays_behind(
    copied: tuple[RealHub, Path], tmp_path: Path
) -> None:
    hub, folder = copied
    assert folder.stat().st_mode & 0o777 == 0o700
    own = {JOURNAL_FILE, PEOPLE_FILE, MANIFEST_FILE, SITE_FILE, "identity"}
    assert {path.name for path in folder.iterdir()} >= own
    for name in (JOURNAL_FILE, PEOPLE_FILE, "identity/sign.key"):
        assert (folder / name).stat().st_mode & 0o777 == 0o600, name
    assert json.loads((folder / SITE_FILE).read_text())["name"]
    (pin,) = first_pins_of(hub.directory)
    secrets = {"a first PIN": pin, "the token": (hub.directory / "token").read_text().strip()}
    for path in (one for one in folder.rglob("*") if one.is_file()):
        kept = path.read_bytes()
        assert [what for what, said in secrets.items() if said.encode() in kept] == [], path
    done = giliran("restore", folder, "--data", tmp_path / "new")
    assert done.returncode == ExitCode.OK, done.stderr
    with RealHub(tmp_path / "new") as restored:
        assert restored.get("/healthz")["restored"]
        assert (restored.directory / "token").read_text().strip() != secrets["the token"]


def test_a_hub_that_was_killed_in_the_middle_of_a_change_is_copied(tmp_path: Path) -> None:
    with RealHub(tmp_path / "data", "--always-open") as hub:
        hub.kill()
        for name in (PEOPLE_FILE, PERSONAL_FILE):
            half_written(hub.directory / name)
        folder, manifest = copy(hub.directory, tmp_path / "copies")
    assert {PEOPLE_FILE, PERSONAL_FILE} <= {one.name for one in manifest.files}
    with closing(sqlite3.connect(folder / PEOPLE_FILE)) as people:
        assert people.execute("SELECT count(*) FROM begun").fetchone() == (0,)


def test_a_copy_of_an_older_program_brings_no_token_and_no_pin(
    copied: tuple[RealHub, Path], tmp_path: Path
) -> None:
    folder = shutil.copytree(copied[1], tmp_path / "copy")
    manifest = json.loads((folder / MANIFEST_FILE).read_text())
    for name, content in (("token", b"known-to-many"), (FIRST_PINS_FILE, b"id,pin\nani,739164\n")):
        (folder / name).write_bytes(content)
        digest = hashlib.sha256(content).hexdigest()
        one = {"name": name, "mode": 0o600, "size": len(content), "sha256": digest}
        manifest["files"].append(one)
    (folder / MANIFEST_FILE).write_text(json.dumps(manifest))
    restore(Setting(str(folder)), tmp_path / "new", lambda _said: None)
    assert not {"token", FIRST_PINS_FILE} & {one.name for one in (tmp_path / "new").iterdir()}


def test_pictures_and_videos_come_along_and_weeks_of_copies_hold_them_once(
    copied: tuple[RealHub, Path], tmp_path: Path
) -> None:
    hub, first = copied
    second, manifest = copy(hub.directory, first.parent)
    try:
        names = sorted(hashlib.sha256(content).hexdigest() for content in MEDIA_FILES.values())
        assert [one.name for one in manifest.media] == names
        assert all((second / "media" / name).samefile(first / "media" / name) for name in names)
        damaged = shutil.copytree(second, tmp_path / "copy") / "media" / names[0]
        damaged.write_bytes(b"rotten")
        said: list[str] = []
        restore(Setting(str(tmp_path / "copy")), tmp_path / "new", said.append)
        assert [path.name for path in (tmp_path / "new" / "media").iterdir()] == names[1:]
        assert "1 of 2 pictures and videos" in said
    finally:
        shutil.rmtree(second)


def test_a_restored_hub_waits_for_the_kiosks_of_its_journal(
    copied: tuple[RealHub, Path], tmp_path: Path
) -> None:
    hub, folder = copied
    lost = hub.take()  # after the copy: nobody but its kiosk knows of it
    data = tmp_path / "new"
    done = giliran("restore", folder, "--data", data)
    assert done.returncode == ExitCode.OK, done.stderr
    assert "Never start the old machine's hub again" in done.stdout
    with RealHub(data, "--always-open") as restored:
        assert restored.get("/healthz")["restored"] == {"missing": ["kiosk-1"]}
        answer = restored.request("POST", "/api/v1/tickets", {"service": "KTP-BARU"})
        assert problem(answer, 503, "restoring")["extra"]["kiosks"] == ["kiosk-1"]
        services = restored.get("/api/v1/services")["services"]
        assert {(one.get("open", False), one["reason"]) for one in services} == {
            (False, "restoring")
        }
        kiosk_knows(restored, lost)
        assert restored.get("/healthz")["restored"] is None
        assert restored.take()["number"] == "A-023"  # 20 may have been given at a desk meanwhile
        mended = restored.get(f"/api/v1/tickets/{lost['id']}")
        assert (mended["number"], mended["state"]) == ("A-002", "waiting")
        assert restored.stop() == 0
    with RealHub(data, "--always-open") as again:
        assert again.take()["number"] == "A-024"  # the waiting does not come again


def kiosk_knows(hub: RealHub, lost: dict[str, Any]) -> None:
    """The kiosk that printed the lost ticket comes back, and fills it in."""
    date = hub.get("/healthz")["date"]
    told = {"grant": None, "printed": {"A": 2}, "printed_date": date}
    with AppLine(hub.url, "kiosk", "kiosk-1", **told) as kiosk:
        assert kiosk.welcome()["restored"]
        body = {name: lost[name] for name in ("number", "service", "visit")}
        body |= {"ticket": lost["id"], "date": date, "age": 5_000, "lost": True}
        for _ in range(2):  # an answer may have been lost
            answer = kiosk.order("HandOver", body, id_=lost["id"])
            assert (answer["status"], answer["ticket"]["number"]) == (200, "A-002")


def test_a_kiosk_that_cannot_say_what_it_printed_is_not_heard_and_a_person_says_go(
    copied: tuple[RealHub, Path], tmp_path: Path
) -> None:
    data = tmp_path / "new"
    assert giliran("restore", copied[1], "--data", data).returncode == ExitCode.OK
    with RealHub(data, "--always-open") as hub:
        with AppLine(hub.url, "kiosk", "kiosk-1") as old_kiosk:
            refused = old_kiosk.order("IssueTicket", {"service": "KTP-BARU"})
            assert (refused["status"], refused["problem"]["code"]) == (503, "restoring")
        done = giliran("restore", "go", "--data", data)
        assert done.returncode == ExitCode.OK, done.stderr
        assert "without a word from kiosk-1" in done.stdout
        assert hub.take()["number"] == "A-022"  # of the 20 before it the lost hub gave one


def test_a_damaged_copy_changes_nothing(copied: tuple[RealHub, Path], tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    subprocess.run(["cp", "-a", str(copied[1]), str(folder)], check=True)
    content = bytearray((folder / JOURNAL_FILE).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / JOURNAL_FILE).write_bytes(content)
    done = giliran("restore", folder, "--data", tmp_path / "new")
    assert done.returncode == ExitCode.DAMAGED
    assert "its checksum differs" in done.stderr
    assert not (tmp_path / "new").exists()


def test_a_copy_that_is_put_in_place_by_hand_is_taken_for_one(
    copied: tuple[RealHub, Path], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / JOURNAL_FILE).write_bytes((copied[1] / JOURNAL_FILE).read_bytes())
    with RealHub(data, "--always-open") as hub:
        assert hub.get("/healthz")["restored"] == {"missing": ["kiosk-1"]}
        assert "is a copy of 20" in hub.said()
        lost = ["media-missing"] * len(MEDIA_FILES)
        assert hub.get("/healthz")["troubles"] == ["no-officers", "restore-waits", *lost]
        assert hub.request("POST", "/api/v1/restore/go", {}).json()["waited"]
        assert hub.take()["number"] == "A-022"
        assert forget_copied(data / JOURNAL_FILE) == ""  # it is no copy any more


def test_nothing_is_written_over(copied: tuple[RealHub, Path]) -> None:
    hub, folder = copied
    assert giliran("restore", folder, "--data", hub.directory).returncode == ExitCode.BUSY
    done = giliran("restore", folder, "--data", folder)
    assert done.returncode == ExitCode.REFUSED
    assert "is not empty" in done.stderr


# The replica ----------------------------------------------------------------------------------


@replicated
def test_litestream_is_watched_and_dies_with_the_hub(tmp_path: Path) -> None:
    data, place = tmp_path / "data", tmp_path / "replica"
    data.mkdir()
    (data / "backup.toml").write_text(f'to = "{place}"\n')
    with RealHub(data, "--always-open") as hub:
        hub.take()
        until(lambda: whole(hub), "the replica is complete")
        assert standing(hub)["behind_seconds"] == 0
        assert standing(hub)["to"] == str(place / hub.ready["hub"])
        metrics = hub.request("GET", "/metrics").text
        assert "giliran_backup_behind_seconds 0.0" in metrics
        assert giliran("backup", "status", "--data", data).returncode == ExitCode.OK
        litestream = litestream_of(hub.ready["pid"])
        os.kill(litestream, signal.SIGKILL)
        assert hub.take()["number"] == "A-002"  # the hall does not notice
        until(lambda: standing(hub)["restarts"] == 1 and whole(hub), "it was started again")
        assert "Litestream has ended with status -9" in hub.said()
        # Written a second after the start, once a day: behind the loss it would make up for it.
        day = place / hub.ready["hub"] / JOURNAL_FILE / "ltx" / "9"
        until(lambda: any(day.glob("*.ltx")), "the day's image is there")
        place.rename(tmp_path / "exchanged")  # the disk; at once, for it is still written to
        assert hub.take()["number"] == "A-003"
        until(lambda: "not whole" in standing(hub)["trouble"], "the loss is noticed")
        until(lambda: whole(hub), "it was begun anew")
        Place(place / hub.ready["hub"] / JOURNAL_FILE).look(1)
        litestream = litestream_of(hub.ready["pid"])
        hub.kill()
        until(lambda: not alive(litestream), "Litestream has died with its hub")
    for path in place.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


@pytest.mark.long
@replicated
def test_an_older_copy_leaves_the_newer_replica_alone(tmp_path: Path) -> None:
    place, copies = tmp_path / "replica", tmp_path / "copies"
    with RealHub(tmp_path / "first", "--always-open", "--backup", str(place)) as hub:
        id_ = hub.ready["hub"]
        until(lambda: whole(hub), "the replica is complete")
        assert giliran("backup", "now", copies, "--data", hub.directory).returncode == ExitCode.OK
        shutil.copytree(hub.directory, tmp_path / "rolled-back", ignore=LOCAL)
        for _ in range(3):
            hub.take()
        newest = hub.get("/healthz")["journal"]["seq"]
        until(lambda: noted(place / id_) >= newest, "the replica notes where the journal stands")
        until(lambda: whole(hub), "the replica is complete")
        hub.kill()
    (copy,) = copies.iterdir()
    assert giliran("restore", copy, "--data", tmp_path / "restored").returncode == ExitCode.OK
    for older in ("restored", "rolled-back"):
        with RealHub(tmp_path / older, "--always-open", "--backup", str(place)) as hub:
            until(partial(whole, hub), "its own replica is complete")
            assert standing(hub)["to"].startswith(f"{place / id_}-")
            hub.kill()
    done = giliran("restore", place, "--data", tmp_path / "new")
    assert done.returncode == ExitCode.REFUSED
    assert "several histories" in done.stderr
    done = giliran("restore", place / id_, "--data", tmp_path / "new")
    assert f"up to entry {newest}" in done.stdout


@pytest.mark.long
@pytest.mark.timeout(180)
@replicated
def test_an_older_disk_in_the_place_is_left_to_whoever_needs_it(tmp_path: Path) -> None:
    place, older = tmp_path / "replica", tmp_path / "older"
    with RealHub(tmp_path / "data", "--always-open", "--backup", str(place)) as hub:
        journal = place / hub.ready["hub"] / JOURNAL_FILE / "ltx"
        until(lambda: any(journal.glob("9/*.ltx")), "the day's image is there")
        shutil.copytree(place, older)
        hub.take()
        until(lambda: whole(hub), "the replica is complete")
        shutil.rmtree(place)
        older.rename(place)
        for _ in range(2):
            hub.take()
        until(lambda: "missing" in standing(hub)["trouble"], "the gap is noticed")
        until(lambda: whole(hub), "it goes on in another folder", seconds=120)
        to = standing(hub)["to"]
        assert to.startswith(f"{place / hub.ready['hub']}-")
        newest = hub.get("/healthz")["journal"]["seq"]
        hub.kill()
    done = giliran("restore", to, "--data", tmp_path / "new")
    assert f"up to entry {newest}" in done.stdout


@pytest.mark.long
@replicated
def test_a_place_that_cannot_be_written_is_told_and_the_hall_goes_on(tmp_path: Path) -> None:
    place = tmp_path / "replica"
    place.write_text("no folder")
    with RealHub(tmp_path / "data", "--always-open", "--backup", str(place)) as hub:
        assert hub.take()["number"] == "A-001"
        until(lambda: standing(hub)["state"] in {"behind", "restarting"}, "it is told")
        assert standing(hub)["behind_seconds"] > 0
        assert standing(hub)["trouble"]
        assert giliran("backup", "status", "--data", hub.directory).returncode == ExitCode.FAILED
        place.unlink()
        until(lambda: whole(hub), "it goes on by itself")
        assert hub.stop() == 0
    done = giliran("restore", place, "--data", tmp_path / "new")
    assert done.returncode == ExitCode.OK, done.stderr
    key = "identity/sign.key"
    assert (tmp_path / "new" / key).read_bytes() == (tmp_path / "data" / key).read_bytes()


def test_a_bad_setting_is_refused_before_the_hub_starts(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "backup.toml").write_text('too = "/somewhere"\n')
    with pytest.raises(HubDidNotStart) as refused:
        RealHub(data).start()
    assert refused.value.status == ExitCode.USAGE
    assert "backup.toml" in refused.value.said
    assert "Traceback" not in refused.value.said
