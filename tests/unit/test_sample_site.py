"""The sample site is what the halls of the facts look like, and passes its own check."""

from __future__ import annotations

from collections import Counter as Tally
from pathlib import Path
from typing import Any

import pytest

from assets.make_sample_site import RESULT, Sample, sample_document
from shared.domain.icons import SITE_ICONS
from shared.domain.site import Service, Site
from shared.domain.site_check import problems
from shared.protocol.site_file import read_site_file

FOLDER = RESULT.parent / "sample"


@pytest.fixture(scope="module")
def site() -> Site:
    return read_site_file(RESULT)


def test_it_passes_its_own_check(site: Site) -> None:
    assert problems(site) == []


def test_it_is_as_large_as_a_real_mall(site: Site) -> None:
    assert len(site.agencies) == 24
    assert len(site.services) == 252
    assert {zone.floor for zone in site.zones} == {1, 2, 3}
    assert 38 <= len(site.counters) <= 42
    assert len(site.kiosks) == 2


def test_it_has_a_service_with_eight_counters(site: Site) -> None:
    served = Tally[str](code for counter in site.counters for code in counter.services)
    assert served["KTP-BARU"] >= 8


def test_beside_the_calls_it_needs_no_files(site: Site) -> None:
    assert {entry.kind for entry in site.playlist} == {"notice", "waits", "running"}
    assert all(set(entry.text) == {"id", "en"} for entry in site.playlist if entry.text)


def test_counters_are_called_by_their_number(site: Site) -> None:
    assert [counter.id for counter in site.counters] == [str(c.number) for c in site.counters]


def test_the_start_has_twelve_popular_services_with_plain_names(site: Site) -> None:
    popular = [service for service in site.services if service.popular is not None]
    assert sorted(service.popular or 0 for service in popular) == list(range(1, 13))
    assert all(set(service.plain) == {"id", "en"} for service in popular)


def test_every_agency_has_its_own_prefix(site: Site) -> None:
    prefixes = {service.agency: service.series for service in site.services}
    assert len(set(prefixes.values())) == len(site.agencies)


def test_the_longest_name_is_kept(site: Site) -> None:
    assert max(len(service.name["id"]) for service in site.services) == 106


def test_some_services_are_discreet_or_for_several_people_or_limited(site: Site) -> None:
    services: dict[str, Service] = {service.code: service for service in site.services}
    assert services["GUGAT"].discreet
    assert services["KK-BARU"].people_max > 1
    quotas = Tally[str]()
    for service in site.services:
        quotas[service.agency] += service.quota or 0
    assert +quotas == {"DUKCAPIL": 250, "POLRESTA": 130}


def test_each_zone_has_a_display_with_arrows_to_all_its_counters(site: Site) -> None:
    for zone in site.zones:
        (display,) = [each for each in site.displays if zone.code in each.zones]
        here = {counter.id for counter in site.counters if counter.zone == zone.code}
        assert here <= display.arrows.keys()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("e-ktp", "KTP-BARU"),
        ("kartu tanda penduduk", "KTP-CETAK"),
        ("akte kelahiran", "AKTA-LAHIR"),
        ("imb", "PBG"),
        ("stnk", "PKB-TAHUN"),
        ("npwp", "NPWP-DAFTAR"),
        ("sim", "SIM-C-P"),
        ("paspor", "PASPOR-GANTI"),
        ("kartu kuning", "AK1"),
    ],
)
def test_what_people_say_leads_to_the_service(site: Site, said: str, code: str) -> None:
    (service,) = [each for each in site.services if each.code == code]
    assert said in service.aliases


def test_all_drawings_exist(site: Site) -> None:
    icons = RESULT.parent / "icons"
    for name in SITE_ICONS:
        assert (icons / f"{name}.svg").is_file()
        assert (icons / "light" / f"{name}.svg").is_file()


def small_catalogue(**changes: Any) -> dict[str, Any]:
    service = {
        "code": "CEK-SEHAT",
        "name": "Pemeriksaan kesehatan",
        "name_en": "Health check",
        "requirements": ["KTP-el"],
        "minutes": 10,
        "cost": "Gratis",
        "priority_allowed": False,
        **changes,
    }
    agency = {
        "agency_code": "DINKES",
        "agency_name": "Dinas Kesehatan",
        "agency_name_en": "Health Office",
        "in_core_24": True,
        "services": [service],
    }
    return {"agencies": [agency, {**agency, "agency_code": "LAIN", "in_core_24": False}]}


def sample_of_one() -> Sample:
    sample = Sample(FOLDER)
    sample.services = {"CEK-SEHAT": sample.services["CEK-SEHAT"]}
    sample.agencies = {"DINKES": sample.agencies["DINKES"]}
    sample.spoken = {"CEK-SEHAT": sample.spoken["CEK-SEHAT"]}
    return sample


def test_only_the_core_is_taken_and_completed() -> None:
    document = sample_document(small_catalogue(), sample_of_one())
    assert [agency["code"] for agency in document["agencies"]] == ["DINKES"]
    (service,) = document["services"]
    assert service["requirements"] == {"id": ["KTP-el"], "en": ["ID card"]}
    assert service["fee"] == {"id": "Gratis", "en": "Free"}
    assert service["plain"] == {"id": "Cek kesehatan", "en": "Health check"}
    assert service["priority_allowed"] is False
    assert "quota" not in service


def test_a_requirement_without_english_is_an_error() -> None:
    with pytest.raises(KeyError, match="Surat baru"):
        sample_document(small_catalogue(requirements=["Surat baru"]), sample_of_one())


def test_a_service_that_the_catalogue_lacks_is_an_error() -> None:
    with pytest.raises(KeyError, match="not in the catalogue"):
        sample_document(small_catalogue(), Sample(Path(FOLDER)))
