"""What people type, and what they must find."""

from __future__ import annotations

from importlib.resources import files

import pytest

from kiosk.catalogue import Catalogue
from kiosk.search import ROWS, Search
from shared.domain.site import Site
from shared.protocol.site_file import read_site

SOME = 8
"""Of all aliases each eighth is tried; of all 2,880 the search misses 17."""


@pytest.fixture(scope="module")
def site() -> Site:
    source = files("assets").joinpath("sample_site.json").read_text(encoding="utf-8")
    return read_site(source, toml=False)


@pytest.fixture(scope="module")
def search(site: Site) -> Search:
    return Search(Catalogue(site, "kiosk-1"))


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


def found(search: Search, typed: str) -> set[str]:
    """What is called found; nothing where it is only near."""
    findings = search.find(typed)
    return set() if findings.near else {s.code for s in findings.services}


def test_the_thing_it_is_about_must_be_met_even_if_it_is_short(search: Search) -> None:
    """Two letters are a whole word here, and none that has just been begun."""
    assert found(search, "ganti nama kk") in ({"KK-UBAH"}, {"KK-UBAH", "KK-KEPALA"})


@pytest.mark.parametrize("typed", ["atm bri", "rekening bri", "kartu bca"])
def test_a_name_of_something_else_is_no_word_just_begun(search: Search, typed: str) -> None:
    assert not found(search, typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("ka ka", "kk"), ("ka te pe", "ktp"), ("es ka ce ka", "skck"), ("es i em a", "sim a")],
)
def test_letters_said_one_by_one(search: Search, typed: str, meant: str) -> None:
    assert found(search, typed)
    assert search.find(typed).services[0] == search.find(meant).services[0]


@pytest.mark.parametrize(
    "typed",
    ["bengkel", "salon", "laundry", "buka bengkel las", "buka warung kopi", "usaha laundry"],
)
def test_a_business_is_found_by_its_name_alone_and_by_any_kind_of_it(
    search: Search, typed: str
) -> None:
    assert "OSS-UMK" in found(search, typed)


@pytest.mark.parametrize("typed", ["dokter gigi", "dokter spesialis", "bidan terdekat"])
def test_who_looks_for_help_is_shown_no_licence_as_found(search: Search, typed: str) -> None:
    assert not found(search, typed)


def test_who_wants_the_licence_of_a_helper_finds_it(search: Search) -> None:
    assert "SIP-DOKTER" in found(search, "praktek dokter gigi")
    assert "SIP-DOKTER" in found(search, "izin dokter spesialis")


def test_an_alias_typed_whole_is_found(search: Search, site: Site) -> None:
    """But for a few that say too little alone: ordinary words, and people whose help is sought."""
    owners: dict[str, set[str]] = {}
    for service in site.services:
        for alias in service.aliases:
            owners.setdefault(alias, set()).add(service.code)
    some = list(owners)[::SOME]
    missed = [alias for alias in some if not found(search, alias) & owners[alias]]
    assert len(missed) <= 0.015 * len(some), missed
