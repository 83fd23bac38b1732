"""The whole apps and the real hub, started in any order, each on a host of its own."""

from __future__ import annotations

import itertools
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from shared.cli.torture.network import HallNetwork, cannot
from shared.protocol.pairing_file import FILE_NAME
from tests.integration.netns.app_process import AppProcess
from tests.integration.netns.hall import APPS
from tests.integration.netns.lan_hub import LanHub

PROMISED = 3.0
ALL = [" ".join(order) for order in itertools.permutations((*APPS, "hub"))]
EACH_LAST = [
    "counter kiosk hub display",
    "hub display kiosk counter",
    "display hub counter kiosk",
    "kiosk display counter hub",
]
EVERY_ORDER = "GILIRAN_EVERY_ORDER"
"""Set in the environment: all 24 orders, some three minutes; else one for each that is last."""

pytestmark = [
    pytest.mark.netns,
    pytest.mark.long,
    pytest.mark.skipif(bool(cannot()), reason=cannot() or "-"),
]


@pytest.fixture(scope="module")
def network() -> Iterator[HallNetwork]:
    with HallNetwork(*APPS, "hub") as network:
        for host in (*APPS, "hub"):
            network.give_address(host)
        network.wait_until_forwarding()
        yield network


@pytest.fixture(scope="module")
def hub(network: HallNetwork, tmp_path_factory: pytest.TempPathFactory) -> LanHub:
    """Not running. Hub and apps have been started once: a first start hashes PINs and compiles."""
    folder = tmp_path_factory.mktemp("hall")
    hub = LanHub(folder / "data", network.prefix("hub"))
    with hub:
        for who in APPS:
            hub.enrol(who, f"{who}-1", folder / who)
    for who in APPS:
        app = AppProcess(network.prefix(who), who, folder / who)
        try:
            app.wait_until_looking()
        finally:
            app.end()
    return hub


@pytest.mark.parametrize("order", ALL if os.environ.get(EVERY_ORDER) else EACH_LAST)
def test_whole_apps_find_the_hub(
    network: HallNetwork, hub: LanHub, tmp_path: Path, order: str
) -> None:
    """Each is up before the next starts: they share this machine's cores, not so in a hall."""
    apps: dict[str, AppProcess] = {}
    with ExitStack() as stack:
        stack.callback(hub.end)
        last = 0.0
        for who in order.split():
            last = time.monotonic()
            if who == "hub":
                hub.start()
                continue
            (tmp_path / who).mkdir()
            shutil.copy2(hub.journal.parent / who / FILE_NAME, tmp_path / who / FILE_NAME)
            apps[who] = AppProcess(network.prefix(who), who, tmp_path / who)
            stack.callback(apps[who].end)
            apps[who].wait_until_looking()
        took = max(app.live() for app in apps.values()) - last
        print(f"{took:.2f} s  {order}")
        assert took < PROMISED
