"""Neighbouring versions talk to each other; others are told which end is to be updated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from shared.link.state import LineState
from shared.protocol import messages
from shared.protocol.messages import OLDEST, PROTOCOL, agreed
from tests.integration.app_line import AppLine
from tests.integration.hub_process import HubProcess
from tests.integration.line_app import LineApp
from tests.integration.real_hub import RealHub
from tests.integration.tiny_hub import FUTURE


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with RealHub(tmp_path_factory.mktemp("versions") / "data", "--always-open") as running:
        yield running


def test_a_newer_app_that_knows_the_hubs_version_speaks_it(hub: RealHub) -> None:
    newer: dict[str, Any] = {
        "protocol": PROTOCOL + 1,
        "oldest": PROTOCOL,
        "a_field_of_tomorrow": True,
    }
    with AppLine(hub.url, "counter", "from-tomorrow", **newer) as line:
        assert line.welcome()["protocol"] == PROTOCOL
        answer = line.order("FindTicket", {"ticket": "nobody's"})
        assert answer["problem"]["code"] == "unknown-ticket"


def test_an_app_that_says_no_range_speaks_its_one_version(hub: RealHub) -> None:
    with AppLine(hub.url, "counter", "from-0.1") as line:
        assert line.welcome()["protocol"] == 1


@pytest.mark.parametrize(
    ("app", "spoken", "remedy"),
    [
        ({"protocol": PROTOCOL + 1}, f"version {PROTOCOL + 1} ", "The hub is too old: update it"),
        (
            {"protocol": PROTOCOL + 3, "oldest": PROTOCOL + 2},
            f"versions {PROTOCOL + 2} to {PROTOCOL + 3} ",
            "The hub is too old: update it",
        ),
        ({"protocol": OLDEST - 1}, f"version {OLDEST - 1} ", "The app is too old: update it"),
    ],
)
def test_without_a_common_version_the_technician_is_told_what_to_update(
    hub: RealHub, app: dict[str, Any], spoken: str, remedy: str
) -> None:
    with AppLine(hub.url, "kiosk", "kiosk-9", **app) as line:
        bye = line.await_("bye")
        line.to_the_end()
    assert (bye["code"], bye["retry"]) == ("protocol", False)
    assert spoken in bye["detail"]
    assert "kiosk-9" in bye["detail"]
    assert remedy in bye["detail"]


def test_an_app_does_not_follow_a_hub_of_another_version(qtbot: QtBot, tmp_path: Path) -> None:
    """Such a hub would have refused it; one that does not know of ranges may not."""
    with (
        HubProcess(tmp_path / "journal") as tiny,
        LineApp(
            qtbot, tmp_path / "app", tiny.url, name="from today", until=LineState.REFUSED
        ) as app,
    ):
        assert app.line.bye is not None
        assert app.line.bye.code == "protocol"
        assert f"version {FUTURE}" in app.line.bye.detail
        assert "the app is too old, update it" in app.line.bye.detail
        assert app.welcomes == []


VERSIONS = st.integers(1, 6)


@given(hub=st.tuples(VERSIONS, VERSIONS), app=st.tuples(VERSIONS, VERSIONS))
def test_the_newest_version_that_both_know(hub: tuple[int, int], app: tuple[int, int]) -> None:
    hub_oldest, hub_newest = sorted(hub)
    app_oldest, app_newest = sorted(app)
    common = set(range(hub_oldest, hub_newest + 1)) & set(range(app_oldest, app_newest + 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(messages, "PROTOCOL", hub_newest)
        patch.setattr(messages, "OLDEST", hub_oldest)
        assert agreed(app_newest, app_oldest) == max(common, default=None)
