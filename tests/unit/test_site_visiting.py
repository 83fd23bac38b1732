"""Life events, floors and tiles of a site: what its check finds."""

from __future__ import annotations

from typing import Any

import pytest

from shared.domain.site_check import Severity, problems
from shared.protocol.site_file import site_from
from tests.unit.small_site import small_document, small_site

EVENT = {"code": "lahir", "name": {"id": "Anak lahir", "en": "Birth"}, "services": ["KTP-BARU"]}
FLOOR = {"number": 1, "name": {"id": "Lobi", "en": "Lobby"}}


def found(**changes: Any) -> list[tuple[str, Severity]]:
    site = site_from({**small_document(), **changes})
    return [(one.where, one.severity) for one in problems(site)]


def test_what_is_right_has_no_finding() -> None:
    zones = [{**small_document()["zones"][0], "at": [0.2, 1]}]
    for picture in ("", "media:Lantai 1.png", "plans/floor-1.svg", "<svg xmlns='http://x'/>"):
        floors = [{**FLOOR, "picture": picture}]
        assert found(life_events=[EVENT], floors=floors, zones=zones) == found()


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"life_events": [{**EVENT, "services": []}]}, "life_events[0].services"),
        ({"life_events": [{**EVENT, "services": ["NO"]}]}, "life_events[0].services[0]"),
        ({"life_events": [{**EVENT, "services": ["KTP-BARU"] * 2}]}, "life_events[0].services[1]"),
        ({"life_events": [EVENT, EVENT]}, "life_events[1].code"),
        ({"life_events": [{**EVENT, "name": {}}]}, "life_events[0].name"),
        ({"floors": [FLOOR, FLOOR]}, "floors[1].number"),
        ({"floors": [{**FLOOR, "picture": "https://x/y.svg"}]}, "floors[0].picture"),
        ({"floors": [{**FLOOR, "picture": "media: "}]}, "floors[0].picture"),
        ({"floors": [FLOOR], "kiosks": [{"id": "k", "name": "K", "at": [2, 0]}]}, "kiosks[0].at"),
        ({"floors": [FLOOR], "kiosks": [{"id": "k", "name": "K", "at": [0.5]}]}, "kiosks[0].at"),
        ({"rules": {"popular_by": "luck"}}, "rules.popular_by"),
    ],
)
def test_errors(changes: dict[str, Any], where: str) -> None:
    assert (where, Severity.ERROR) in found(**changes)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"life_events": [{**EVENT, "icon": "unicorn"}]}, "life_events[0].icon"),
        ({"floors": [{**FLOOR, "picture": "/home/kiosk/lantai.png"}]}, "floors[0].picture"),
        ({"kiosks": [{"id": "k", "name": "K", "at": [0.5, 0.5]}]}, "kiosks[0].at"),
        (
            {"life_events": [{**EVENT, "code": f"e{n}"} for n in range(13)]},
            "life_events",
        ),
    ],
)
def test_warnings(changes: dict[str, Any], where: str) -> None:
    assert (where, Severity.WARNING) in found(**changes)


def test_an_older_site_file_loads_and_means_the_same() -> None:
    site = small_site()
    assert site.life_events == ()
    assert site.floors == ()
    assert site.rules.popular_by == "history"
    assert site.services[0].procedure == {}
