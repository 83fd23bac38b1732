"""A hall adds a language by one file: its kiosk, its paper and its voice have it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from display.speaking import voice_grant, voice_settings
from display.voice.utterance import lines
from kiosk.printing.virtual.reading import lines_on
from shared.language.tongues import learn
from shared.protocol import messages
from shared.protocol.site_file import kept_site, read_site_file, site_document
from tests.integration.app_line import AppLine
from tests.integration.real_hub import RealHub
from tests.scenarios.test_kiosk_day import FIRST, Printer, RunningKiosk, events
from tests.unit.javanese import EXAMPLE
from tests.unit.small_site import small_site

SAMPLE = EXAMPLE.parents[1] / "sample_site.json"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RealHub]:
    """The sample hall, loaded anew with the example's file beside it."""
    folder = tmp_path / "site"
    (folder / "languages").mkdir(parents=True)
    (folder / "site.json").write_bytes(SAMPLE.read_bytes())
    (folder / "languages" / "jv.toml").write_bytes(EXAMPLE.read_bytes())
    document = site_document(read_site_file(folder / "site.json"))
    with RealHub(tmp_path / "hub", "--always-open") as running:
        assert running.request("PUT", "/api/v1/site", document).status_code == 200
        yield running
    learn(small_site())


def test_from_the_choice_of_the_language_to_the_call(hub: RealHub, tmp_path: Path) -> None:
    printer = Printer(tmp_path / "paper")
    kiosk = RunningKiosk(hub.url, tmp_path / "kiosk", printer.address)
    try:
        kiosk.until(lambda: kiosk.at == "start", "the hub was not found")
        kiosk.touch("language")
        kiosk.until(lambda: kiosk.reads("Basa Jawa"), "the third language is not offered")
        kiosk.touch("language-jv")
        kiosk.until(lambda: kiosk.reads("Layanan menapa"), "the screen did not change")
        kiosk.go(FIRST, "confirm")
        assert kiosk.reads("MUNDHUT NOMER")
        kiosk.go("take", "done")
        number = kiosk.find("number").text
        kiosk.until(lambda: kiosk.reads("Mangga mundhut tiket"), "no paper came")
        kiosk.until(lambda: printer.numbers() == [number], "the paper does not bear the number")
    finally:
        kiosk.end()
        printer.end()
    (taken,) = events(hub, "TicketIssued")
    assert taken["language"] == "jv"
    (paper,) = (tmp_path / "paper").glob("ticket-*.bin")
    printed = lines_on(paper.read_bytes())
    assert "NOMER ANTREAN" in printed
    assert "NGENTOSI ING" in printed
    assert any("Kelangkungan?" in line for line in printed)
    assert said_when_called(hub, number) == [
        "id",
        f"Nomor antrean, A, {words(number, 'nol satu dua tiga')}. Silakan menuju loket satu.",
        "jv",
        f"Nomer antrean, A, {words(number, 'nol setunggal kalih tiga')}."
        " Mangga tindak dhateng loket setunggal.",
    ]


def said_when_called(hub: RealHub, number: str) -> list[str]:
    """What a TV of the zone would say, by the site and the grant that the hub gives it."""
    with AppLine(hub.url, "display", "tv-biru", voice=True) as tv:
        site = kept_site(tv.welcome()["snapshot"]["site"])
        hub.open("1")
        hub.at("1", "call-next")
        grant = msgspec.convert(tv.await_("grant"), messages.Grant)
        assert [call.number for call in grant.calls] == [number]
        spoken = lines(voice_grant(grant), voice_settings(site))
    return [part for line in spoken for part in (line.language, line.said.text)]


def words(number: str, digits: str) -> str:
    """The digits of a number one by one; only those below four are needed."""
    names = digits.split()
    return " ".join(names[int(one)] for one in number.partition("-")[2])
