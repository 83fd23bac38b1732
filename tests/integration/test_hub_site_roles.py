"""A site that somebody loads in their own name changes no role by what they may not themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.integration.real_hub import RealHub, problem

Site = dict[str, Any]

PEOPLE = [
    {"id": "rani", "name": "Rani", "pin": "739164", "role": "planner"},
    {"id": "bos", "name": "Bos", "pin": "739164", "role": "manager"},
]


def role(code: str, *may: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "name": {"id": code, "en": code}, "may": list(may), **more}


PLANNER = role("planner", "site", "people")
TRAINEE = role("magang", "issue", serves=False)
BOUNDED = role("supervisor", "supervise")
"""The site's own supervisor, who may less than the usual one."""


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    directory = tmp_path_factory.mktemp("site-roles") / "data"
    with RealHub(directory, "--always-open") as running:
        assert put(running, site_of(running) | {"roles": ROLES}).status_code == 200
        assert running.request("PUT", "/api/v1/officers", {"officers": PEOPLE}).status_code == 200
        yield running


ROLES = [PLANNER, TRAINEE, BOUNDED]


def site_of(hub: RealHub) -> Site:
    found: Site = hub.get("/api/v1/site")["site"]
    return found


def put(hub: RealHub, site: Site, officer: str = "") -> Any:
    headers = {}
    if officer:
        signed = hub.request("POST", "/api/v1/sign-in", {"officer": officer, "pin": "739164"})
        headers = {"giliran-session": signed.json()["session"]}
    return hub.request("PUT", "/api/v1/site", site, headers=headers)


@pytest.mark.parametrize(
    ("roles", "whose", "what"),
    [
        ([role("planner", "site", "people", "personal"), TRAINEE, BOUNDED], "planner", "personal"),
        ([*ROLES, role("friend", "personal")], "friend", "personal"),
        ([*ROLES, role("officer", "see-queue", "audit")], "officer", "audit"),
        ([PLANNER, TRAINEE], "supervisor", "media"),  # the usual one holds again
        ([*ROLES, role("manager", "site", "people")], "manager", "devices"),  # taken away
        ([PLANNER, BOUNDED], "magang", "issue"),  # a role that is gone may nothing of it
    ],
)
def test_nobody_gives_a_role_nor_takes_from_it_what_they_lack(
    hub: RealHub, roles: list[Any], whose: str, what: str
) -> None:
    before = hub.get("/api/v1/site")["version"]
    refused = problem(put(hub, site_of(hub) | {"roles": roles}, "rani"), 403, "not-allowed")
    assert refused["extra"]["role"] == whose
    assert what in refused["extra"]["permits"]
    assert f"'{whose}'" in refused["detail"]
    assert what in refused["detail"]
    assert hub.get("/api/v1/site")["version"] == before


def test_all_else_of_the_site_is_theirs(hub: RealHub) -> None:
    """Also roles within what they may, whatever the others may already."""
    site = site_of(hub) | {"name": "Mal Lain", "roles": [*ROLES, role("planner-2", "site")]}
    assert put(hub, site, "rani").status_code == 200
    loaded = [one for one in hub.entries() if one.type == "SiteLoaded"][-1]
    assert loaded.actor.endswith("rani")
    assert put(hub, site | {"roles": ROLES}, "rani").status_code == 200


def more(site: Site) -> Site:
    return site | {"roles": [role("planner", "site", "people", "personal"), TRAINEE, BOUNDED]}


def as_before(site: Site) -> Site:
    return site | {"roles": ROLES}


@pytest.mark.parametrize("officer", ["bos", ""])
@pytest.mark.parametrize("change", [more, as_before])
def test_who_may_all_and_the_hub_s_own_machine_may_all(
    hub: RealHub, change: Callable[[Site], Site], officer: str
) -> None:
    assert put(hub, change(site_of(hub)), officer).status_code == 200
