"""What the check says about halls with one thing wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from shared.domain.colour import contrast
from shared.domain.site_check import Finding, Severity, problems
from shared.domain.site_check.hearing import calls_per_hour
from shared.domain.site_check.width import em_width, lines
from shared.protocol.site_file import site_from
from tests.unit.small_site import small_document, small_site

Change = Callable[[dict[str, Any]], Any]


def found(change: Change) -> list[Finding]:
    document = small_document()
    change(document)
    return problems(site_from(document))


def places(change: Change, severity: Severity) -> list[str]:
    return [finding.where for finding in found(change) if finding.severity is severity]


def again(name: str, **changes: Any) -> Change:
    """A change that adds the first part of a list once more, with other values."""
    return lambda d: d[name].append({**d[name][0], **changes})


def put(path: str, value: Any) -> Change:
    """A change that sets ``a.0.b`` to a value."""

    def change(document: Any) -> None:
        *above, last = path.split(".")
        for key in above:
            document = document[int(key) if key.isdigit() else key]
        document[int(last) if last.isdigit() else last] = value

    return change


def test_the_small_hall_has_no_problems() -> None:
    assert problems(small_site()) == []


DUPLICATES = [
    (again("zones"), "zones[1].code"),
    (again("agencies"), "agencies[1].code"),
    (again("series", prefix="K"), "series[1].code"),
    (again("series", code="B"), "series[1].prefix"),
    (again("services"), "services[1].code"),
    (again("counters", number=2), "counters[1].id"),
    (again("counters", id="2"), "counters[1].number"),
    (again("priority"), "priority[1].code"),
    (again("assistance"), "assistance[1].code"),
    (again("displays"), "displays[1].id"),
    (put("kiosks.0.id", "tv-biru"), "kiosks[0].id"),
    (put("counters.0.services", ["KTP-BARU", "KTP-BARU"]), "counters[0].services[1]"),
    (put("reasons.pause", small_document()["reasons"]["pause"] * 2), "reasons.pause[1].code"),
    (
        put("hours.exceptions", [{"date": "2026-12-24", "reason": {"id": "x", "en": "x"}}] * 2),
        "hours.exceptions[1].date",
    ),
    (
        put("agencies.0.groups", small_document()["agencies"][0]["groups"] * 2),
        "agencies[0].groups[1].code",
    ),
]

DANGLING = [
    (put("services.0.series", "Q"), "services[0].series"),
    (put("services.0.zone", "merah"), "services[0].zone"),
    (put("services.0.agency", "PLN"), "services[0].agency"),
    (put("services.0.group", "akta"), "services[0].group"),
    (put("counters.0.zone", "merah"), "counters[0].zone"),
    (put("counters.0.services", ["KTP-BARU", "SIM"]), "counters[0].services[1]"),
    (put("displays.0.zones", ["biru", "merah"]), "displays[0].zones[1]"),
    (put("displays.0.arrows", {"99": "up"}), "displays[0].arrows.99"),
    (put("kiosks.0.agencies", ["PLN"]), "kiosks[0].agencies[0]"),
    (put("kiosks.0.arrows", {"merah": "up"}), "kiosks[0].arrows.merah"),
]

VALUES = [
    (put("name", " "), "name"),
    (put("timezone", "Asia/Banyuwangi"), "timezone"),
    (put("timezone", "Asia"), "timezone"),
    (put("timezone", "../../etc/passwd"), "timezone"),
    (put("languages.1", "id"), "languages[1]"),
    (put("public_address", "antrean.example"), "public_address"),
    (put("public_address", "http://[::1"), "public_address"),
    (put("zones.0.colour", "blue"), "zones[0].colour"),
    (put("zones.0.name", {"id": "Zona A", "en": "Zone A"}), "zones[0].name"),
    (put("zones.0.voice_group", ""), "zones[0].voice_group"),
    (put("agencies.0.short", ""), "agencies[0].short"),
    (put("agencies.0.name", {}), "agencies[0].name"),
    (put("agencies.0.colour", "#12345"), "agencies[0].colour"),
    (put("series.0.prefix", "I"), "series[0].prefix"),
    (put("series.0.prefix", "AO"), "series[0].prefix"),
    (put("series.0.prefix", "ABCD"), "series[0].prefix"),
    (put("series.0.prefix", ""), "series[0].prefix"),
    (put("series.0.prefix", "A\n"), "series[0].prefix"),
    (put("series.0.start", 1000), "series[0].start"),
    (put("services.0.quota", 0), "services[0].quota"),
    (put("services.0.minutes", 0), "services[0].minutes"),
    (put("services.0.minutes", float("nan")), "services[0].minutes"),
    (put("services.0.people_max", 0), "services[0].people_max"),
    (put("priority.0.minutes", -1), "priority[0].minutes"),
    (put("counters.0.number", 0), "counters[0].number"),
    (put("counters.0.id", "1/close"), "counters[0].id"),
    (put("displays.0.arrows", {"biru": "north"}), "displays[0].arrows.biru"),
    (put("kiosks.0.paper_mm", 70), "kiosks[0].paper_mm"),
    (put("voice", {"reading": "roman"}), "voice.reading"),
    (put("voice", {"rate": 500}), "voice.rate"),
    (put("rules", {"grace_minutes": -1}), "rules.grace_minutes"),
    (put("reasons.no_show", []), "reasons.no_show"),
    (put("desk_name", {"id": "  "}), "desk_name"),
    (put("notices", [{"id": "Wifi"}, {"id": " "}]), "notices[1]"),
]

HOURS = [
    (put("hours.weekly.someday", {"opens": "08:00", "closes": "12:00"}), "hours.weekly.someday"),
    (put("hours.weekly.mon.opens", "8.00"), "hours.weekly.mon"),
    (put("hours.weekly.mon.closes", "08:00"), "hours.weekly.mon"),
    (put("hours.weekly.mon.breaks.0.opens", "07:00"), "hours.weekly.mon.breaks[0]"),
    (put("hours.weekly.mon.breaks.0.closes", "16:00"), "hours.weekly.mon.breaks[0]"),
    (put("hours.weekly.mon.breaks.0.closes", "11:00"), "hours.weekly.mon.breaks[0]"),
    (
        put("hours.weekly.tue.breaks", [{"opens": "12:00", "closes": "13:00"}] * 2),
        "hours.weekly.tue.breaks[1]",
    ),
    (put("hours.numbers_from", -1), "hours.numbers_from"),
    (put("hours.holidays", "XX"), "hours.holidays"),
    (
        put("hours.exceptions", [{"date": "24-12-2026", "reason": {"id": "x", "en": "x"}}]),
        "hours.exceptions[0].date",
    ),
    (
        put("hours.exceptions", [{"date": "20261224", "reason": {"id": "x", "en": "x"}}]),
        "hours.exceptions[0].date",
    ),
]


@pytest.mark.parametrize(("change", "where"), [*DUPLICATES, *DANGLING, *VALUES, *HOURS])
def test_errors(change: Change, where: str) -> None:
    assert where in places(change, Severity.ERROR)


def test_an_error_says_what_and_how_to_mend_it() -> None:
    (finding,) = found(put("services.0.series", "Q"))
    assert finding == Finding(
        Severity.ERROR, "services[0].series", "'Q' is no series", "add the series or name another"
    )


def test_a_service_without_a_counter_is_an_error_unless_the_desk_gives_it_out() -> None:
    assert places(again("services", code="KK"), Severity.ERROR) == ["services[1]"]
    assert found(again("services", code="KK", desk_only=True)) == []


def test_errors_come_before_warnings() -> None:
    def change(document: dict[str, Any]) -> None:
        document["zones"][0]["colour"] = "#000011"
        document["hours"]["holidays"] = "XX"

    kinds = [finding.severity for finding in found(change)]
    assert kinds == [Severity.ERROR, Severity.WARNING]


WARNINGS = [
    (again("agencies", code="PLN"), "agencies[1]"),
    (again("counters", id="2", number=2, services=[]), "counters[1].services"),
    (put("displays.0.zones", []), "zones[0]"),
    (put("services.0.group", None), "services[0].group"),
    (put("services.0.icon", "unicorn"), "services[0].icon"),
    (put("hours.weekly", {}), "hours.weekly"),
    (put("hours.last_tickets", 300), "hours.weekly.sat"),
    (put("name", "Mal Pelayanan Publik " * 3), "name"),
    (put("zones.0.colour", "#101020"), "zones[0].colour"),
    (put("zones.0.name.id", "Zona Merah Muda Tua"), "zones[0].name"),
    (put("agencies.0.short", "DINAS KEPENDUDUKAN"), "agencies[0].short"),
    (
        put("agencies.0.name.id", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu"),
        "agencies[0].name.id",
    ),
    (put("services.0.name.id", "Surat " * 19), "services[0].name.id"),
    (put("services.0.requirements.id", ["KTP"] * 9), "services[0].requirements.id"),
    (put("services.0.name.ind", "KTP"), "services[0].name.ind"),
    (put("services.0.name", {"id": "KTP"}), "services[0].name"),
    (
        put("agencies.0.groups.0.name.id", "Administrasi penduduk " * 5),
        "agencies[0].groups[0].name.id",
    ),
    (put("priority.0.name.id", "Lansia enam puluh tahun ke atas"), "priority[0].name.id"),
    (
        put("assistance.0.name.en", "Cannot hear: please show the number on paper"),
        "assistance[0].name.en",
    ),
    (
        put("services.0.requirements.id", ["KTP", "Surat pernyataan " * 21]),
        "services[0].requirements.id[1]",
    ),
    (put("services.0.fee.id", "Rp 150.000 di bank " * 5), "services[0].fee.id"),
    (put("desk_name", {"id": "Meja Informasi dan Pengaduan Terpadu"}), "desk_name.id"),
    (put("counter_word", {"id": "Meja Pelayanan"}), "counter_word.id"),
    (put("place", "Kabupaten Banyuwangi, Provinsi Jawa Timur, Indonesia"), "place"),
    (put("reasons.suspend.0.name.id", "Gangguan sistem pusat " * 3), "reasons.suspend[0].name.id"),
    (
        put(
            "hours.exceptions", [{"date": "2026-12-24", "reason": {"id": "Cuti " * 10, "en": "x"}}]
        ),
        "hours.exceptions[0].reason.id",
    ),
    (put("notices", [{"id": "Wifi gratis di semua lantai. " * 9, "en": "x"}]), "notices[0].id"),
]


@pytest.mark.parametrize(("change", "where"), WARNINGS)
def test_warnings(change: Change, where: str) -> None:
    assert where in places(change, Severity.WARNING)
    assert places(change, Severity.ERROR) == []


def test_a_tile_name_mends_an_official_name_that_is_too_long() -> None:
    def change(document: dict[str, Any]) -> None:
        agency = document["agencies"][0]
        agency["name"]["id"] = "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu"
        agency["tile"] = {"id": "Penanaman Modal & Izin Terpadu"}

    assert "agencies[0].name.id" not in places(change, Severity.WARNING)


def rhyming(*prefixes: str) -> Change:
    def change(document: dict[str, Any]) -> None:
        for prefix in prefixes:
            document["series"].append({"code": prefix, "prefix": prefix})
            service = {**document["services"][0], "code": f"S-{prefix}", "series": prefix}
            document["services"].append(service)
            document["counters"][0]["services"].append(service["code"])

    return change


def test_two_rhyming_prefixes_in_a_zone_may_be() -> None:
    assert found(rhyming("B", "C", "K", "KD")) == []


def test_three_rhyming_prefixes_in_a_zone_are_named() -> None:
    (finding,) = found(rhyming("B", "C", "DE"))
    assert finding.where == "zones[0]"
    assert "B, C, DE rhyme" in finding.what


def counters(many: int, minutes: float) -> Change:
    def change(document: dict[str, Any]) -> None:
        document["services"][0]["minutes"] = minutes
        first = document["counters"][0]
        document["counters"] = [{**first, "id": str(n), "number": n} for n in range(1, many + 1)]

    return change


def test_a_voice_that_keeps_up() -> None:
    assert found(counters(24, 4)) == []


def test_a_voice_that_must_speak_short_says_its_load() -> None:
    (finding,) = found(counters(24, 3))
    assert "480 calls an hour take 107% of the voice" in finding.what
    assert "(47%)" in finding.what


def test_a_voice_that_drowns_says_its_load() -> None:
    (finding,) = found(counters(40, 3))
    assert "drowns" in finding.what
    assert "178% of the voice in full, 78% even in the short form" in finding.what


def test_calls_an_hour_are_counted_by_the_typical_minutes_of_each_counter() -> None:
    document = small_document()
    document["services"].append({**document["services"][0], "code": "KK", "minutes": 20})
    document["counters"][0]["services"].append("KK")
    assert calls_per_hour(site_from(document)) == {"lantai-1": pytest.approx(60 / 15)}


def many_services(many: int) -> Change:
    def change(document: dict[str, Any]) -> None:
        document["agencies"][0]["groups"] = []
        for number in range(many):
            code = f"S-{number}"
            service = {**document["services"][0], "code": code, "popular": number + 1}
            document["services"].append(service)
            document["counters"][0]["services"].append(code)
        for service in document["services"]:
            service["group"] = None

    return change


def test_more_than_ten_services_want_groups_and_more_than_twelve_are_not_popular() -> None:
    where = [finding.where for finding in found(many_services(13))]
    assert where == ["services.popular", "agencies[0].groups"]
    assert found(many_services(9)) == []


def test_missing_languages_are_counted_together() -> None:
    def change(document: dict[str, Any]) -> None:
        rhyming("K", "L", "M")(document)
        for service in document["services"][1:]:
            service["name"] = {"id": "Hanya Indonesia"}

    (finding,) = found(change)
    assert finding.where == "services[1].name"
    assert finding.what == "3 of 4 services.name are not there in 'en'"


def test_visitors_never_wait_on_a_floor_without_their_counter() -> None:
    def change(document: dict[str, Any]) -> None:
        upstairs = {**document["zones"][0], "code": "ungu", "floor": 2, "colour": "#c77dff"}
        document["zones"].append(upstairs)
        document["displays"][0]["zones"].append("ungu")
        document["services"][0]["zone"] = "ungu"

    assert [finding.where for finding in found(change)] == ["services[0].zone"]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("white", "#000000") is None


def test_lines_wrap_between_words_and_count_what_must_be_cut() -> None:
    assert lines("", 10) == 0
    assert lines("KTP", 10) == 1
    assert lines("Surat Izin Praktik", em_width("Surat Izin")) == 2
    assert lines("W" * 30, em_width("W" * 10)) == 3
