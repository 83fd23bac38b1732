"""The same marks on a hub that everybody can reach: whichever device, program or stranger asks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest

from shared.hub.http.app import API
from tests.integration.app_line import AppLine, anybody
from tests.integration.real_hub import RealHub
from tests.scenarios.marks import GROUP, NIK, PIN, told_of_health
from tests.scenarios.test_planted_marks import (
    BESIDE,
    Day,
    at_the_counter,
    at_the_kiosk,
    begin,
    every_page,
    in_the_wrong_places,
    nothing_in,
    nothing_left,
    of_people,
    pages,
)

DEVICES = (("kiosk", "kiosk-1"), ("display", "tv-biru"), ("counter", "pc-nobody"))


@contextmanager
def let_in(hub: RealHub) -> Iterator[dict[str, AppLine]]:
    """A line of each kind of app, whose device is paired; nobody has signed on at the counter."""
    with ExitStack() as open_:
        lines = {}
        for role, device in DEVICES:
            more = {"voice": True, "announces": True} if role == "display" else {}
            line = AppLine(hub.url, role, device, key=hub.let_in(role, device), **more)
            lines[role] = open_.enter_context(line)
            line.welcome()
        yield lines


def token_of(line: AppLine) -> str:
    return next(str(one["token"]) for one in line.heard if "token" in one)


def asked_by(day: Day, who: str, bearer: str) -> set[int]:
    """Each page, and each wrong place, as somebody with this token or none asks for it; how it was
    answered."""
    headers = {"authorization": f"Bearer {bearer}"} if bearer else {}
    found = set()
    with httpx.Client(
        base_url=day.hub.url, headers=headers, verify=anybody(), trust_env=False, timeout=30
    ) as here:
        for page in (*(f"{API}{path}" for path in pages(day)), *BESIDE):
            answer = here.get(page)
            found.add(answer.status_code)
            kept = f"{answer.status_code} {dict(answer.headers)} ".encode() + answer.content
            day.to_all[f"{page} by {who}"] = kept
        for path, body in (
            (f"/tickets/{day.ticket}/cancel", {"reason": NIK}),
            ("/sign-in", {"officer": "boss", "pin": f"{PIN}0"}),
            ("/personal/find", {"nik": NIK}),
        ):
            answer = here.post(f"{API}{path}", json=body)
            assert answer.status_code >= 400, (who, path)
            day.to_all[f"{path} by {who}"] = answer.content
    return found


@pytest.mark.timeout(90)
def test_nobody_on_the_network_is_told_of_a_visitor(tmp_path: Path) -> None:
    log = ("--log-level", "debug")
    with RealHub(tmp_path / "hub", "--listen", "0.0.0.0:0", "--always-open", *log) as hub:
        day = begin(hub)
        with let_in(hub) as lines:
            of_people(day)
            at_the_kiosk(day, lines["kiosk"])
            in_the_wrong_places(day)
            answers = {role: asked_by(day, role, token_of(line)) for role, line in lines.items()}
            answers["a stranger"] = asked_by(day, "a stranger", "")
            at_the_counter(day, lines, hub.let_in("counter", "pc-ani"))
        every_page(day)
        assert all(200 in one for one in answers.values()), "each of them is told something"
        assert answers["a stranger"] == {200, 401}, "and no more than that it must sign on"
        heard = {name: json.dumps(line.heard).encode() for name, line in lines.items()}
        assert GROUP.encode() in heard["counter"], "the site is told: the search works on frames"
        assert told_of_health(heard) == {}
        nothing_in(day, day.to_all | heard)
        nothing_in(day, {f"{name} (staff)": one for name, one in day.to_staff.items()})
        assert told_of_health(day.to_all) == {}
        nothing_left(day)
