"""What people type, and what they must find."""

from __future__ import annotations

from importlib.resources import files

import pytest

from kiosk.catalogue import Catalogue
from kiosk.search import ROWS, Search
from shared.protocol.site_file import read_site


@pytest.fixture(scope="module")
def search() -> Search:
    source = files("assets").joinpath("sample_site.json").read_text(encoding="utf-8")
    return Search(Catalogue(read_site(source, toml=False), "kiosk-1"))


@pytest.mark.parametrize(
    ("typed", "service"),
    [
        ("ktp", "KTP-BARU"),
        ("e-ktp", "KTP-BARU"),
        ("KTP elektronik baru", "KTP-BARU"),
        ("kartu tanda penduduk", "KTP-BARU"),
        ("ktp hilang", "KTP-CETAK"),
        ("ktp ilang", "KTP-CETAK"),
        ("akta lahir", "AKTA-LAHIR"),
        ("akte lahir", "AKTA-LAHIR"),
        ("akte kelahiran", "AKTA-LAHIR"),
        ("akta kelahrian", "AKTA-LAHIR"),
        ("lahir akta", "AKTA-LAHIR"),
        ("akte mati", "AKTA-MATI"),
        ("skck", "SKCK-BARU"),
        ("saya mau bikin skck", "SKCK-BARU"),
        ("birth certificate", "AKTA-LAHIR"),
        ("lost id card", "KTP-CETAK"),
    ],
)
def test_found_among_the_first_rows(search: Search, typed: str, service: str) -> None:
    found = search.find(typed)
    assert not found.near
    assert service in [s.code for s in found.services]
    assert len(found.services) <= ROWS


@pytest.mark.parametrize("typed", ["paspor", "pasport", "passport", "paspro", "pas"])
def test_passport_however_it_is_spelled(search: Search, typed: str) -> None:
    found = search.find(typed)
    assert not found.near
    assert found.services[0].agency == "IMIGRASI"


@pytest.mark.parametrize("typed", ["", "k", " ", "-", "  k "])
def test_nothing_before_the_second_letter(search: Search, typed: str) -> None:
    assert search.find(typed).services == ()


def test_agency_alone_finds_a_service_of_it(search: Search) -> None:
    found = search.find("bpjs")
    assert found.services[0].agency in ("BPJSKES", "BPJSTK")


@pytest.mark.parametrize("typed", ["xylophon", "qqqqqq", "🙂🙂🙂"])
def test_nothing_fits_and_the_three_nearest_are_said_to_be_only_that(
    search: Search, typed: str
) -> None:
    found = search.find(typed)
    assert found.near or not found.services
    assert len(found.services) <= 3
