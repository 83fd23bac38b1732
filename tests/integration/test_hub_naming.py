"""What staff write to others on a real hub: who is known as a visitor is named in none of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from shared.hub.personal.naming import names_in
from tests.integration.app_line import AppLine
from tests.integration.real_hub import RealHub, problem

KNOWN = ("Zubaidah Marklar", "M. Yusuf al-Hakim", "Suharjito", "Bapak", "Ibu Hamil", "Zona Biru")


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with RealHub(tmp_path_factory.mktemp("naming") / "data", "--always-open") as running:
        for name in KNOWN:
            ticket = running.take()["id"]
            put = running.request("PUT", f"/api/v1/tickets/{ticket}/contact", {"name": name})
            assert put.status_code == 200, put.text
        yield running


def announced(hub: RealHub, text: str, **more: Any) -> httpx.Response:
    body = {"zones": ["biru"], "text": text, **more}
    return hub.request("POST", "/api/v1/announcements", body)


@pytest.mark.parametrize(
    "text",
    [
        *("Panggilan untuk Zubaidah Marklar", "ZUBAIDAH  MARKLAR, loket 5", "zubaidah_marklar"),
        *("dicari: m yusuf al hakim segera", "Yang bernama Suharjito ke loket 3"),
        *("Panggilan untuk Bapak Budi", "Ibu Siti ditunggu di loket 2", "Oleh. zubaidah-marklar"),
    ],
)
def test_a_visitor_is_called_by_their_number_alone(hub: RealHub, text: str) -> None:
    said = problem(announced(hub, text), 422, "personal-data")
    assert "call by number" in said["detail"]
    assert text not in said["detail"]
    problem(announced(hub, "Harap tenang.", english=text), 422, "personal-data")
    ticket = hub.take()["id"]
    note = hub.request("POST", f"/api/v1/tickets/{ticket}/notes", {"text": text})
    problem(note, 422, "personal-data")
    with AppLine(hub.url, device="pc-5", counter="5", reads=True) as line:
        line.welcome()
        message = line.order("MessageCounter", {"counter": "5", "text": text})
        assert message["problem"]["code"] == "personal-data"
    kept = [one.type for one in hub.entries() if one.type in {"AnnouncementMade", "TicketNoted"}]
    assert kept == []


def test_what_a_hall_says_all_day_is_said(hub: RealHub) -> None:
    """Though somebody wrote `Bapak`, `Ibu Hamil` or a zone's name where a name was asked for."""
    for text in (
        "Harap Bapak dan Ibu Hamil menunggu di Zona Biru.",
        "Suharjito",
        "Antrean A-012 dipanggil lagi di loket 3",
        "Zubaidah ditunggu, marklar juga",
    ):
        assert announced(hub, text).status_code == 201, text


def test_a_reason_is_no_place_for_a_number(hub: RealHub) -> None:
    ticket = hub.take()["id"]
    for path, body in (
        (f"/api/v1/tickets/{ticket}/cancel", {"reason": "3510123456780001"}),
        (f"/api/v1/tickets/{ticket}/cancel", {"reason": "hp-0812-7391-0586"}),
        (f"/api/v1/tickets/{ticket}/notes", {"code": "081273910586"}),
    ):
        problem(hub.request("POST", path, body), 422, "personal-data")


def test_a_reason_is_no_place_for_a_name(hub: RealHub) -> None:
    """Where no list of the site says what it may be; the journal keeps it for good."""
    ticket = hub.take()["id"]
    with AppLine(hub.url, device="pc-6", counter="6") as line:
        line.welcome()
        for reason in ("zubaidah-marklar", "Zubaidah_Marklar", "m.yusuf-al-hakim"):
            body = {"ticket": ticket, "reason": reason}
            cancel = hub.request("POST", f"/api/v1/tickets/{ticket}/cancel", {"reason": reason})
            problem(cancel, 422, "personal-data")
            assert line.order("CancelTicket", body)["problem"]["code"] == "personal-data"
        done = line.order("CancelTicket", {"ticket": ticket, "reason": "went-home"})
        assert done["status"] == 200, done


def test_what_may_be_a_name() -> None:
    assert names_in("Ke loket Ani") == {"ke loket", "loket ani", "ke loket ani"}
    assert "sulastri" in names_in("Panggilan untuk Sulastri")
    assert "sulastri" not in names_in("Sulastri, ke loket. Sulastri!") | names_in("KE SULASTRI")
    assert len(names_in("a " * 100)) == 9
