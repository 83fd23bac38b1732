"""What is known of visitors on a real hub: kept, masked, read with a reason, exported, deleted."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from typer.testing import CliRunner, Result

from shared.cli.exits import ExitCode
from shared.cli.personal import app
from shared.hub.people import PEOPLE_FILE
from shared.hub.personal.table import PERSONAL_FILE
from tests.integration.app_line import AppLine
from tests.integration.real_hub import RealHub, problem

PIN = "739105"
SITI = {"name": "Siti Aminah", "phone": "+62 812-3456-7834", "messages": True}
EVER = {"from": "2020-01-01T00:00:00+07:00", "to": "2099-01-01T00:00:00+07:00"}
PEOPLE = (("boss", "manager"), ("ani", "officer"), ("watch", "supervisor"))


def begin(hub: RealHub) -> None:
    rows = [{"id": id_, "name": id_, "pin": PIN, "role": role} for id_, role in PEOPLE]
    put = hub.request("PUT", "/api/v1/officers", {"officers": rows})
    assert put.status_code == 200, put.text


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with RealHub(tmp_path_factory.mktemp("personal") / "data", "--always-open") as running:
        begin(running)
        yield running


def session(hub: RealHub, officer: str = "boss") -> dict[str, str]:
    answer = hub.request("POST", "/api/v1/sign-in", {"officer": officer, "pin": PIN})
    assert answer.status_code == 200, answer.text
    return {"session": answer.json()["session"]}


def ask(hub: RealHub, action: str, **body: Any) -> httpx.Response:
    return hub.request("POST", f"/api/v1/personal/{action}", body)


def told(hub: RealHub, action: str, **body: Any) -> dict[str, Any]:
    answer = ask(hub, action, **body)
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    found: dict[str, Any] = answer.json()
    return found


def known(hub: RealHub, **person: Any) -> tuple[str, dict[str, Any]]:
    """A ticket whose visitor is known."""
    ticket = hub.take()["id"]
    put = hub.request("PUT", f"/api/v1/tickets/{ticket}/contact", person or SITI)
    assert put.status_code == 200, put.text
    return ticket, put.json()


def entries(hub: RealHub, type_: str) -> list[dict[str, Any]]:
    found = [one for one in hub.entries() if one.type == type_]
    return [{"actor": one.actor, **msgspec.json.decode(one.body)} for one in found]


def test_a_contact_is_kept_masked_and_never_leaves_its_table(hub: RealHub) -> None:
    ticket, kept = known(hub)
    assert (kept["name"], kept["phone"], kept["messages"]) == (
        "S**** A****",
        "0812-****-**34",
        True,
    )
    look = hub.get(f"/api/v1/tickets/{ticket}/contact")["contacts"]
    assert look == [kept]
    again = hub.request("PUT", f"/api/v1/tickets/{ticket}/contact", {"name": "Sari"}).json()
    assert (again["record"], again["name"], again["phone"]) == (kept["record"], "S****", "")
    changed = entries(hub, "PersonalDataKept")[-1]
    assert (changed["record"], changed["kind"], changed["changed"]) == (
        *(kept["record"], "contact", True),
    )
    assert "Aminah" not in str([one.body for one in hub.entries()])
    problem(hub.request("PUT", "/api/v1/tickets/nope/contact", SITI), 404, "unknown-ticket")


def test_the_whole_is_shown_to_a_person_with_a_reason_that_stands_before(hub: RealHub) -> None:
    ticket, kept = known(hub, name="Rina Wati", phone="0813 1111 2222")
    record = [kept["record"]]
    for who, code in (({}, "no-session"), (session(hub, "watch"), "not-allowed")):
        status = 401 if code == "no-session" else 403
        problem(ask(hub, "read", records=record, reason="asked", **who), status, code)
    mine = session(hub)
    problem(ask(hub, "read", records=record, **mine), 422, "reason-needed")
    problem(ask(hub, "read", records=record, reason="curious", **mine), 422, "unknown-reason")
    problem(ask(hub, "read", records=record, reason="He asked", **mine), 422, "bad-command")
    problem(ask(hub, "read", records=["nobody"], reason="asked", **mine), 404, "unknown-record")
    assert not [one for one in entries(hub, "PersonalDataRead") if one["act"] == "read"]
    (found,) = told(hub, "read", records=record, reason="contact", **mine)["records"]
    assert (found["name"], found["phone"]) == ("Rina Wati", "081311112222")
    read = entries(hub, "PersonalDataRead")[-1]
    assert (read["records"], read["act"], read["reason"]) == (record, "read", "contact")
    assert read["actor"].endswith("/boss")
    told(hub, "read", ticket=ticket, reason="contact", **mine)
    assert len([one for one in entries(hub, "PersonalDataRead") if one["act"] == "read"]) == 2


def test_a_person_is_found_by_exactly_what_they_left(hub: RealHub) -> None:
    _, kept = known(hub, name="Dewi Lestari", phone="0815-9999-0001")
    for how in ({"phone": "+62 815 9999 0001"}, {"name": "dewi  LESTARI"}):
        (found,) = told(hub, "find", **how)["records"]
        assert (found["record"], found["name"]) == (kept["record"], "D**** L****")
    assert told(hub, "find", name="Dewi")["records"] == []
    problem(ask(hub, "find"), 422, "bad-command")
    problem(ask(hub, "find", name="a", phone="b"), 422, "bad-command")
    problem(ask(hub, "find", name="!?"), 422, "bad-command")
    problem(ask(hub, "find", records=[7]), 422, "bad-command")
    for time_ in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "soon"):
        span = {"from": time_, "to": EVER["to"]}
        problem(ask(hub, "touched", **span), 422, "bad-command")
    looked = entries(hub, "PersonalDataRead")[-1]
    assert (looked["act"], looked["records"]) == ("found", [kept["record"]])


def test_a_booking_brings_the_identity_number_only_where_the_site_asks(hub: RealHub) -> None:
    booking = {"day": "2099-01-05", "name": "Budi", "nik": "3510011203980001"}
    problem(ask(hub, "bookings", **booking), 409, "nik-off")
    site = hub.get("/api/v1/site")["site"]
    asks = site | {"rules": site["rules"] | {"ask_nik": True}}
    assert hub.request("PUT", "/api/v1/site", asks).status_code == 200
    kept = ask(hub, "bookings", **booking)
    assert (kept.status_code, kept.json()["nik"]) == (201, "35**************")
    (found,) = told(hub, "find", nik="3510 0112 0398 0001")["records"]
    assert (found["kind"], found["day"], found["until"]) == ("booking", "2099-01-05", "2099-01-13")
    days = ("soon", "0000-00-00", "9999-12-31", "20990105", "٢٠٩٩-٠١-٠٥", "2099-02-30")
    wrongs = [*({"day": day} for day in days), {"booking": "x"}, {"nik": "12"}]
    for wrong in wrongs:
        problem(ask(hub, "bookings", **(booking | wrong)), 422, "bad-command")
    assert hub.request("PUT", "/api/v1/site", site).status_code == 200


def test_at_a_counter_it_is_masked_and_at_a_tv_nothing(hub: RealHub) -> None:
    ticket, kept = known(hub)
    with AppLine(hub.url, device="pc-desk") as line:
        line.welcome()
        body = {"counter": "1", "officer": "ani", "pin": PIN}
        mine = {"session": line.order("OpenCounter", body)["body"]["session"]}
        (seen,) = line.order("LookAtContact", {"ticket": ticket, **mine})["body"]["contacts"]
        assert seen == kept
        for name in ("FindPersonal", "ReadPersonal", "ExportPersonal", "ErasePersonal"):
            body = {"ticket": ticket, "reason": "asked", **mine}
            no = line.order(name, body if name != "FindPersonal" else {"ticket": ticket, **mine})
            assert no["problem"]["code"] == "not-allowed", name
        line.order("CloseCounter", {"counter": "1", **mine})
    for role in ("kiosk", "display"):
        with AppLine(hub.url, role, f"{role}-x") as other:
            other.welcome()
            for name in ("PutContact", "LookAtContact", "ReadPersonal", "FindPersonal"):
                no = other.order(name, {"ticket": ticket, **mine})
                assert no["problem"]["code"] == "not-allowed", name


def test_a_person_s_data_goes_everywhere_at_once(hub: RealHub) -> None:
    other, path = hub.take()["id"], "/api/v1/tickets/{}/notes"
    titipan = {"text": "titipan joko widodo santoso"}  # before anybody of that name is known
    assert hub.request("POST", path.format(other), titipan).status_code == 201
    ticket, kept = known(hub, name="Joko Widodo Santoso", phone="0817 4444 5555")
    problem(hub.request("POST", path.format(other), titipan), 422, "personal-data")
    booked = ask(hub, "bookings", day="2099-02-01", name="joko widodo santoso").json()
    hub.request("POST", path.format(ticket), {"text": "bawa berkas asli"})
    hub.request("POST", path.format(other), {"text": "berkas lengkap"})
    problem(ask(hub, "erase", name="Joko Widodo Santoso"), 422, "reason-needed")
    gone = told(hub, "erase", name="Joko Widodo Santoso", reason="asked")
    assert set(gone["erased"]) == {kept["record"], booked["record"]}
    assert gone["notes"] == 2
    assert hub.get(path.format(ticket))["notes"] == []
    assert [one["text"] for one in hub.get(path.format(other))["notes"]] == ["berkas lengkap"]
    assert told(hub, "find", phone="081744445555")["records"] == []
    erased = entries(hub, "PersonalDataErased")[-1]
    assert (set(erased["records"]), erased["reason"]) == (set(gone["erased"]), "asked")
    assert hub.get(f"/api/v1/tickets/{ticket}")["state"] == "waiting", "the number stays"


def test_whose_data_were_read_and_whose_could_have_been(hub: RealHub) -> None:
    _, read = known(hub, name="Tuti", phone="0818 0000 0001")
    _, gone = known(hub, name="Wawan", phone="0818 0000 0002")
    told(hub, "read", records=[read["record"]], reason="complaint", **session(hub))
    told(hub, "erase", records=[gone["record"]], reason="asked")
    found = told(hub, "touched", **EVER)
    (reading,) = [one for one in found["readings"] if read["record"] in one["records"]]
    assert (reading["officer"], reading["reason"], reading["act"]) == ("boss", "complaint", "read")
    assert reading["reason_text"]["en"] == "A complaint"
    there = {one["record"]: one for one in found["there"]}
    assert there[read["record"]]["name"] == "T****"
    assert there[read["record"]]["erased_at"] == ""
    assert there[gone["record"]]["erased_at"]
    assert "name" not in there[gone["record"]]
    past = told(hub, "touched", **{"from": "2020-01-01T00:00:00Z", "to": "2020-01-02T00:00:00Z"})
    assert (past["readings"], past["there"]) == ([], [])


def test_an_export_is_what_a_person_can_read(hub: RealHub) -> None:
    ticket, _ = known(hub, name="Yanti Yulia", phone="0819 7777 0000")
    hub.request("POST", f"/api/v1/tickets/{ticket}/notes", {"text": "menunggu suami"})
    found = told(hub, "export", phone="081977770000", reason="asked", **session(hub))
    (record,) = found["records"]
    assert (record["name"], record["phone"]) == ("Yanti Yulia", "081977770000")
    assert record["visit"]["number"].startswith("A-")
    assert [one["text"] for one in found["notes"]] == ["menunggu suami"]
    assert [one["act"] for one in found["shown_to"]] == ["exported"], "this time too"
    assert set(found["about"]) == {"id", "en"}


def test_a_new_key_for_everything_while_the_hub_runs(hub: RealHub) -> None:
    ticket, kept = known(hub, name="Eka Putri")
    hub.request("POST", f"/api/v1/tickets/{ticket}/notes", {"text": "ambil besok"})
    before = {one["id"] for one in hub.get("/api/v1/personal/keys")["keys"]}
    done = told(hub, "rotate")
    assert (set(done["forgotten"]), done["unreadable"]) == (before, 0)
    (only,) = hub.get("/api/v1/personal/keys")["keys"]
    assert only["id"] == done["key"]
    assert only["sealed"] > 1
    assert told(hub, "find", name="eka putri")["records"][0]["record"] == kept["record"]
    assert hub.get(f"/api/v1/tickets/{ticket}/notes")["notes"][0]["text"] == "ambil besok"
    assert entries(hub, "PersonalKeyChanged")[-1]["key"] == done["key"]
    secret = json.loads((hub.directory / "identity" / "personal.key").read_text())
    assert secret["keys"][0]["secret"] not in str([one.body for one in hub.entries()])


def test_what_is_kept_long_enough_goes_by_itself_at_the_day_s_turn(tmp_path: Path) -> None:
    with RealHub(tmp_path / "data", "--always-open") as hub:
        begin(hub)
        old = ask(hub, "bookings", day="2026-01-05", name="Lama Sekali").json()["record"]
        new = ask(hub, "bookings", day="2099-01-05", name="Baru Saja").json()["record"]
        assert told(hub, "find", records=[old, new])["records"][0]["record"] == old
        hub.kill()
        hub.start()  # a day begins for it: it may have been off at midnight
        deadline = time.monotonic() + 30
        while not entries(hub, "PersonalDataErased") and time.monotonic() < deadline:
            time.sleep(0.02)
        (gone,) = entries(hub, "PersonalDataErased")
        assert (gone["records"], gone["reason"], gone["actor"]) == ([old], "purged", "hub")
        assert [one["record"] for one in told(hub, "find", records=[old, new])["records"]] == [new]
        assert told(hub, "purge")["purged"] == 0


def test_a_hall_goes_on_with_a_damaged_file_of_keys(tmp_path: Path) -> None:
    with RealHub(tmp_path / "data", "--always-open") as hub:
        ticket, _ = known(hub)
        hub.kill()
        (hub.directory / "identity" / "personal.key").write_text("broken")
        hub.start()
        problem(hub.request("PUT", f"/api/v1/tickets/{ticket}/contact", SITI), 503, "personal-key")
        note = hub.request("POST", f"/api/v1/tickets/{ticket}/notes", {"text": "satu"})
        problem(note, 503, "personal-key")
        assert hub.take()["state"] == "waiting"
        assert "Traceback" not in hub.said()


def test_nor_does_a_damaged_table_keep_a_hall_closed(tmp_path: Path) -> None:
    with RealHub(tmp_path / "data", "--always-open") as hub:
        known(hub)
        hub.kill()
        (hub.directory / PERSONAL_FILE).write_bytes(b"no database at all" * 300)
        hub.start()
        ticket, _ = known(hub)
        assert len(hub.get(f"/api/v1/tickets/{ticket}/contact")["contacts"]) == 1
        assert (hub.directory / f"{PERSONAL_FILE}.damaged").exists()
        assert "is damaged" in hub.said()


# The commands -------------------------------------------------------------------------------


def giliran(hub: RealHub, *words: str, said: str = "") -> Result:
    return CliRunner().invoke(app, [*words, "--data", str(hub.directory)], input=said)


def test_the_commands_take_names_and_pins_from_the_keyboard_alone(
    hub: RealHub, tmp_path: Path
) -> None:
    _, kept = known(hub, name="Zainal Abidin", phone="0821 0000 9999")
    found = giliran(hub, "find", "--by", "phone", said="0821-0000-9999\n")
    assert (found.exit_code, kept["record"] in found.stdout) == (0, True), found.stderr
    assert "Z**** A****" in found.stdout
    assert "Zainal" not in found.stdout
    none = giliran(hub, "find", "--by", "name", said="Nobody At All\n")
    assert none.exit_code == ExitCode.FAILED
    who = ("--officer", "boss", "--record", kept["record"])
    shown = giliran(hub, "show", "--reason", "asked", *who, said=f"{PIN}\n")
    assert "Zainal Abidin" in shown.stdout, shown.stderr
    no = giliran(hub, "show", "--reason", "curious", *who, said=f"{PIN}\n")
    assert (no.exit_code, no.stdout) == (ExitCode.REFUSED, "")
    out = tmp_path / "zainal.json"
    exported = giliran(hub, "export", "--out", str(out), *who, said=f"{PIN}\n")
    assert exported.exit_code == 0, exported.stderr
    assert out.stat().st_mode & 0o777 == 0o600
    assert json.loads(out.read_text())["records"][0]["name"] == "Zainal Abidin"
    touched = giliran(hub, "touched", "--from", "2020-01-01", "--to", "2099-01-01")
    assert "boss from" in touched.stdout, touched.stderr
    gone = giliran(hub, "delete", "--yes", "--by", "name", said="zainal abidin\n")
    assert "1 record(s)" in gone.stdout, gone.stderr


def test_keys_are_saved_apart_and_brought_back(hub: RealHub, tmp_path: Path) -> None:
    known(hub)
    safe = tmp_path / "safe.key"
    assert giliran(hub, "keys", "--save", str(safe)).exit_code == 0
    assert safe.stat().st_mode & 0o777 == 0o600
    assert giliran(hub, "keys", "--bring", str(safe)).stdout.startswith("0 key(s)")
    assert giliran(hub, "rotate").exit_code == 0
    assert giliran(hub, "keys", "--bring", str(safe)).stdout.startswith("1 key(s)")
    assert giliran(hub, "rotate").exit_code == 0
    assert len(giliran(hub, "keys").stdout.splitlines()) == 1
    assert "0 record(s)" in giliran(hub, "purge").stdout


def test_nothing_of_this_was_a_fault_nor_is_in_a_file(hub: RealHub) -> None:
    assert "Traceback" not in hub.said()
    for name in (PERSONAL_FILE, PEOPLE_FILE, "journal.db", "journal.db-wal", "reports.db"):
        kept = (hub.directory / name).read_bytes()
        for word in (b"Aminah", b"Rina Wati", b"081311112222", b"berkas asli", b"Eka Putri"):
            assert word not in kept, (name, word)
