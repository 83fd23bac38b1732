"""Marked data are planted in a hall's day, and looked for in all that it leaves and says.

Every file of the hub, its log, its events, each answer to each caller, each message of each line,
a copy of its data; in the long form also what the real kiosk, counter and TV keep, show and print.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from shared.cli.environment import without_screen
from shared.hub.backup.copies import copy
from shared.hub.http.app import API, ROUTES
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.personal.keys import KEY_FILE
from shared.hub.personal.table import PERSONAL_FILE
from tests.integration.app_line import AppLine
from tests.integration.real_hub import RealHub
from tests.scenarios.hall import App, Hall
from tests.scenarios.marks import (
    GROUP,
    GROUP_TWIN,
    HELP,
    HELP_TWIN,
    NAME,
    NIK,
    PERSON,
    PHONE,
    PIN,
    files_in,
    forms,
    found_in,
    told_of_health,
)

SERVICE, COUNTER = "KTP-BARU", "1"
FIRST_PIN = "640257"
"""What the manager gives; where others can reach the hub it opens nothing."""

NAMING = (f"Panggilan untuk {NAME}", f"Ibu {NAME}", NAME.upper(), NAME.replace(" ", "-"))
IN_WORDS = (*NAMING, PHONE, NIK, f"hp {PHONE} nik {NIK}")
"""As somebody might write it to others."""
KEPT_BY_THE_HUB = (JOURNAL_FILE, "snapshots/")
"""Whose group and assistance it was: the queue cannot be proven without it. For staff alone."""

OFFICER = "kontrol-petugas"
"""A mark that must be found: it stands in the open, in the table of officers."""


def site_of(hub: RealHub) -> dict[str, Any]:
    site: dict[str, Any] = hub.get(f"{API}/site")["site"]
    groups = [{"code": code, "name": {"id": code}, "minutes": 30} for code in (GROUP, GROUP_TWIN)]
    helps = [{"code": code, "name": {"id": code}} for code in (HELP, HELP_TWIN)]
    return site | {
        "priority": [*site["priority"], *groups],
        "assistance": [*site["assistance"], *helps],
        "rules": site["rules"] | {"ask_nik": True},
    }


@dataclass
class Day:
    """What came to everybody's ears."""

    hub: RealHub
    to_staff: dict[str, bytes] = field(default_factory=dict)
    """Masked, and with what staff must know of a visitor."""
    to_all: dict[str, bytes] = field(default_factory=dict)
    to_one: dict[str, bytes] = field(default_factory=dict)
    """What was told in full, to a person with a reason."""
    ticket: str = ""
    session: str = ""

    def ask(self, into: dict[str, bytes], method: str, path: str, body: Any = None) -> Any:
        """A request, by whoever is signed in where `into` is staff's; its answer is kept."""
        headers = {} if into is self.to_all else {"giliran-session": self.session}
        answer = self.hub.request(method, f"{API}{path}", body, headers=headers)
        name = f"{method} {path} by {'nobody' if into is self.to_all else 'staff'}"
        kept = f"{answer.status_code} {dict(answer.headers)} ".encode() + answer.content
        into[name] = into.get(name, b"") + kept
        return answer.json() if answer.content.startswith(b"{") else {}


def begin(hub: RealHub) -> Day:
    """The site, its staff, and a visitor with a group, a need and a name."""
    day = Day(hub)
    assert hub.request("PUT", f"{API}/site", site_of(hub)).status_code == 200
    people = [
        {"id": "boss", "name": OFFICER, "pin": FIRST_PIN, "role": "manager"},
        {"id": "ani", "name": "Ani", "pin": FIRST_PIN, "role": "officer"},
    ]
    assert hub.request("PUT", f"{API}/officers", {"officers": people}).status_code == 200
    for one in people:
        own = {"officer": one["id"], "pin": FIRST_PIN, "new": PIN}
        assert hub.request("POST", f"{API}/change-pin", own).status_code == 200
    who = {"officer": "boss", "pin": PIN}
    day.session = str(day.ask(day.to_all, "POST", "/sign-in", who)["session"])
    wish = {"service": SERVICE, "priority": GROUP, "assist": [HELP]}
    day.ticket = str(day.ask(day.to_all, "POST", "/tickets", wish)["id"])
    return day


def of_people(day: Day) -> None:
    """A contact and a booking: looked at, read, exported, one erased; a key changed."""
    staff, one = day.to_staff, day.to_one
    person = {"name": NAME, "phone": PHONE, "messages": True}
    kept = day.ask(staff, "PUT", f"/tickets/{day.ticket}/contact", person)
    assert kept["name"] == "Z**** Q****"
    day.ask(staff, "GET", f"/tickets/{day.ticket}/contact")
    booking = {"day": "2099-01-01", "name": NAME, "phone": PHONE, "nik": NIK}
    booked = day.ask(staff, "POST", "/personal/bookings", booking)
    for how in ({"name": NAME}, {"phone": PHONE}, {"nik": NIK}):
        assert day.ask(staff, "POST", "/personal/find", how)["records"]
    meant = {"name": NAME, "reason": "asked"}
    assert len(day.ask(one, "POST", "/personal/read", meant)["records"]) == 2
    day.ask(one, "POST", "/personal/export", meant)
    gone = {"records": [booked["record"]], "reason": "asked"}
    assert day.ask(staff, "POST", "/personal/erase", gone)["erased"]
    assert day.ask(staff, "POST", "/personal/rotate", {})["key"]
    assert day.ask(staff, "POST", "/personal/purge", {})["purged"] == 0
    span = {"from": "2020-01-01T00:00:00Z", "to": "2099-01-01T00:00:00Z"}
    assert day.ask(staff, "POST", "/personal/touched", span)["read"]


def in_the_wrong_places(day: Day) -> None:
    """Data where none belong: all of it is refused, and nothing of it kept."""
    ticket = f"/tickets/{day.ticket}"
    for words in IN_WORDS:
        for path, written in (
            (f"{ticket}/notes", {"text": words}),
            ("/announcements", {"zones": ["biru"], "text": words}),
            ("/announcements", {"zones": ["biru"], "text": "Tenang.", "english": words}),
            (f"/counters/{COUNTER}/message", {"text": words}),
        ):
            assert day.ask(day.to_staff, "POST", path, written)["code"] == "personal-data", path
    for path, body in (
        *((f"{ticket}/cancel", {"reason": mark}) for mark in PERSON),
        *((f"{ticket}/contact", {"name": mark}) for mark in (NIK, PHONE, f"Zulaikha {NIK}")),
        (f"{ticket}/notes", {"code": NIK}),
        (f"/services/{SERVICE}/suspend", {"reason": NAME}),
        (f"{ticket}/contact", {"name": [NAME], "phone": {PHONE: NIK}}),
        ("/personal/find", {"name": [NAME], "nik": NIK}),
        ("/personal/read", {"name": NAME, "reason": f"for {NAME}"}),
        ("/sign-in", {"officer": "boss", "pin": [PIN]}),
        ("/sign-in", {"officer": "ani", "pin": f"{PIN}0"}),
    ):
        method = "PUT" if path.endswith("contact") else "POST"
        assert day.hub.request(method, f"{API}{path}", body).status_code >= 400
    for path in (f"{ticket}/contact?name={NAME}", f"/tickets/{NIK}", f"/personal/{PHONE}"):
        day.hub.request("GET", f"{API}{path}")
    raw = {"content": f'{{"name": "{NAME}", "phone": "{PHONE}'.encode()}
    for headers in ({"content-type": "application/json"}, {"content-type": "text/plain"}):
        broken = day.hub.request("POST", f"{API}/personal/find", headers=headers, **raw)
        assert broken.status_code >= 400


def at_the_counter(day: Day, lines: dict[str, AppLine], key: bytes = b"") -> None:
    """An officer serves the visitor, and everyone who listens hears what they may. `key` is of the
    device ``pc-ani``, where devices are paired."""
    with AppLine(day.hub.url, device="pc-ani", key=key, counter=COUNTER, reads=True) as line:
        line.welcome()
        sign_on = {"counter": COUNTER, "officer": "ani", "pin": PIN}
        mine = {"session": line.order("OpenCounter", sign_on)["body"]["session"]}
        named = {"ticket": day.ticket, **mine}

        def does(name: str, body: dict[str, Any]) -> None:
            answer = line.order(name, body)
            assert answer["status"] < 300, (name, answer)

        does("AddNote", {"text": "berkas kurang satu", **named})
        assert line.order("LookAtContact", named)["body"]["contacts"]
        here = {"counter": COUNTER, **mine}
        does("CallTicket", {"reason": "darurat", **named, **here})
        for name in ("Recall", "StartService"):
            does(name, here)
        for words in IN_WORDS:
            for name, body in (
                ("AddNote", {"text": words, **named}),
                ("HoldTicket", {"reason": words, **here}),
                ("FinishService", {"result": words, **here}),
            ):
                refused = line.order(name, body)
                assert refused["status"] == 422, (name, refused)
        does("HoldTicket", here)
        does("ResumeTicket", {"ticket": day.ticket, **here})
        for change in ({"priority": None, "reason": "tidak-sesuai"}, {"priority": GROUP}):
            does("SetPriority", {"reason": "terlihat", **change, **named})
        for assist in ([], [HELP]):
            does("SetAssistance", {"assist": assist, **named})
        for name in ("CallNext", "StartService", "FinishService", "CloseCounter"):
            does(name, here)
        line.rest(0.1)
        whole = json.dumps(line.heard).encode()
    assert told_of_health({"": whole}), "staff must know it: else this looks for nothing"
    day.to_staff["the officer's line"] = whole
    if not key:
        ended = lines["a counter with nobody"].order("FindEnded", {})["body"]["tickets"]
        assert ended, "somebody has been served"
    for name, other in lines.items():
        other.rest(0.1)
        day.to_all[name] = json.dumps(other.heard).encode()


def at_the_kiosk(day: Day, line: AppLine) -> None:
    wish = {"service": SERVICE, "priority": GROUP, "assist": [HELP], "kiosk": "kiosk-1"}
    mine = line.order("IssueTicket", wish)["ticket"]
    line.order("RecordPrint", {"ticket": mine["id"], "outcome": "printed"})
    assert line.order("FindTicket", {"number": mine["number"], "check": mine["check"]})["ticket"]
    line.order("RequestReprint", {"ticket": mine["id"], "kiosk": "kiosk-1"})
    for words in (NAME, f"surat {NAME}", PHONE, f"nik {NIK}"):
        tally = {"kind": "search-without-result", "text": words}
        assert line.order("RecordTally", tally)["status"] == 200


BESIDE = ("/healthz", "/metrics", "/api/openapi.json")


def pages(day: Day) -> list[str]:
    """All that can be asked for without a change, but the stream of events."""
    paths = [path for method, path, _ in ROUTES if method == "GET" and path != "/events"]
    known = {"ticket": day.ticket, "number": "A-001", "counter": COUNTER, "digest": "0" * 64}
    known |= {"display": "tv-biru", "device": "kiosk-1", "officer": "ani"}
    return [path.format(**known) for path in paths]


def every_page(day: Day) -> None:
    """By nobody, and by the staff."""
    for path in pages(day):
        for into in (day.to_all, day.to_staff):
            day.ask(into, "GET", path)
    for page in BESIDE:
        day.to_all[page] = day.hub.request("GET", page).content
    for into, headers in ((day.to_all, {}), (day.to_staff, {"giliran-session": day.session})):
        into["events"] = _events(day.hub, headers)


def _events(hub: RealHub, headers: dict[str, str]) -> bytes:
    """The whole stream up to now."""
    last, heard = hub.get("/healthz")["journal"]["seq"], b""
    with hub.stream("GET", f"{API}/events?after=0", headers=headers) as answer:
        for part in answer.iter_bytes():
            heard += part
            if f"id: {last}\n".encode() in heard:
                return heard
    raise AssertionError("the stream ended")


def nothing_in(day: Day, places: dict[str, bytes]) -> None:
    """Neither a person nor a PIN."""
    assert found_in(places, (*PERSON, PIN)) == {}
    assert found_in({"shown": day.to_one["POST /personal/read by staff"]}, [NAME, PHONE]), (
        "what is told in full is found: the search works on answers"
    )


def nothing_left(day: Day, *others: Path, apart: tuple[str, ...] = ()) -> None:
    """Looks through the files while the hub runs, through a copy, and once more after its end."""
    directory, log = day.hub.directory, day.hub.log
    copied, _ = copy(directory, directory.with_name("copies"))
    assert (copied / PERSONAL_FILE).exists()
    assert not list(copied.rglob(KEY_FILE)), "a copy that is stolen tells nothing"
    for _ in range(2):
        files = files_in(directory, copied, *others) | {"log": log.read_bytes()}
        assert len(files) > 10
        nothing_in(day, files)
        open_to_others = {
            name: content
            for name, content in files.items()
            if not any(kept in name for kept in (*KEPT_BY_THE_HUB, *apart))
        }
        assert told_of_health(open_to_others) == {}
        assert any(OFFICER.encode() in content for content in files.values()), "files are read"
        if day.hub.process is not None:
            assert day.hub.stop() == 0
    assert b"Traceback" not in log.read_bytes()


# The tests ----------------------------------------------------------------------------------


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with RealHub(tmp_path / "hub", "--always-open", "--log-level", "debug") as hub:
        yield begin(hub)


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    assert all(form == form.lower() for mark in PERSON for form in forms(mark))
    hidden = {
        "case": NAME.upper().encode(),
        "half": b"...qasmirnova...",
        "digits": b"+6281273910586",
        "utf-16": NAME.encode("utf-16-le"),
        "base64": base64.b64encode(b"x" + NAME.encode() + b"y"),
        "digest": hashlib.sha256(b"081273910586").hexdigest().encode(),
    }
    for name, content in hidden.items():
        (tmp_path / name).write_bytes(b"\xff\x00" * 50 + content + b"\x00")
    assert {name.split("/")[1] for name in found_in(files_in(tmp_path), PERSON)} == set(hidden)
    assert found_in({"": b"Zulfikar 0812-7391-0587"}, PERSON) == {}
    site = f"{GROUP} {GROUP_TWIN} {HELP} {HELP_TWIN}"
    assert told_of_health({"site": site.encode()}) == {}
    assert told_of_health({"ticket": f"{site} {GROUP}".encode()}) == {"ticket": [GROUP]}


@pytest.mark.timeout(90)
def test_what_is_known_of_a_visitor_is_nowhere_after_a_day(day: Day) -> None:
    url = day.hub.url
    with (
        AppLine(url, "kiosk", "kiosk-1") as kiosk,
        AppLine(url, "display", "tv-biru", voice=True, announces=True) as screen,
        AppLine(url, device="pc-nobody", counter="2") as unmanned,
    ):
        lines = {"a kiosk": kiosk, "a TV": screen, "a counter with nobody": unmanned}
        for line in lines.values():
            line.welcome()
        of_people(day)
        at_the_kiosk(day, kiosk)
        in_the_wrong_places(day)
        at_the_counter(day, lines)
    every_page(day)
    assert len(day.to_all) > 20
    nothing_in(day, day.to_all | {f"{name} (staff)": one for name, one in day.to_staff.items()})
    assert told_of_health(day.to_all) == {}
    nothing_left(day)


@pytest.mark.long
@pytest.mark.timeout(300)
def test_nor_in_what_the_apps_keep_show_and_print(tmp_path: Path) -> None:
    with Hall(tmp_path, without_screen(), "--log-level", "debug") as hall:
        day = begin(hall.hub)
        paper = hall.printer()
        own = ("--device", "kiosk-1", "--printer", paper.address, "--windowed", "1080x1920")
        kiosk = hall.start("kiosk", *own)
        screen = hall.start(
            "display", "--device", "tv-biru", "--windowed", "1280x720", "--no-voice"
        )
        of_people(day)
        hall.hub.request("POST", f"{API}/tickets/{day.ticket}/reprint", {"kiosk": "kiosk-1"})
        hall.told("TicketPrinted", within=30)
        with AppLine(hall.hub.url, "kiosk", "kiosk-1b") as line:
            line.welcome()
            at_the_kiosk(day, line)
        number = day.hub.get(f"{API}/tickets/{day.ticket}")["number"]
        sign_on = {"officer": "ani", "pin": PIN}
        assert day.hub.at(COUNTER, "open", sign_on).status_code == 200
        call = {"ticket": day.ticket, "reason": "darurat"}
        assert day.hub.at(COUNTER, "call", call).status_code == 200
        screen.see("number", number, within=20)
        at_counter = hall.start("counter", "--windowed", "1280x800", "--no-sound")
        shown = {name: _texts(app) for name, app in (("kiosk", kiosk), ("TV", screen))}
        shown["counter, nobody signed on"] = _texts(at_counter)
        every_page(day)
        places = day.to_all | shown | files_in(paper.papers)
        assert number.encode() in shown["TV"], "texts are read"
        assert len(files_in(paper.papers)) > 0
        nothing_in(day, places)
        assert told_of_health(places) == {}
        # The kiosk keeps a paper's group for some days, lest a hub that is restored forgets it.
        folders = [tmp_path / name for name in ("kiosk", "display", "counter")]
        assert all(files_in(one) for one in folders), "what the apps keep is looked through"
        nothing_left(day, *folders, apart=("kiosk/state.db",))


def _texts(app: App) -> bytes:
    """Every text that stands on an app's screen."""
    app.player.say({"see": "there is no such thing", "within": 0.1})
    answer = app.player.hear(20)
    return json.dumps(answer["texts"], ensure_ascii=False).encode()
