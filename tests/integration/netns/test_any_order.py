"""Display, counter, kiosk and hub find each other, each on a host of its own, in any order."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.integration.hub_process import HubProcess
from tests.integration.netns.agent_process import AgentProcess
from tests.integration.netns.hall_network import HallNetwork, cannot

APPS = ("display", "counter", "kiosk")
ORDERS = list(itertools.permutations((*APPS, "hub")))
PROMISED = 3.0
"""Seconds from the last start until every line is live."""

NETWORKS = 3
"""Orders tried at the same time, each on a network of its own."""

pytestmark = [pytest.mark.netns, pytest.mark.skipif(bool(cannot()), reason=cannot() or "-")]


class Hall:
    """A network with an app's agent on each host, for one order after the other."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._stack = ExitStack()
        self._tries = itertools.count()

    def __enter__(self) -> Hall:
        self.directory.mkdir(exist_ok=True)
        with ExitStack() as stack:
            self.network = stack.enter_context(HallNetwork(*APPS, "hub", "hub2"))
            self.agents = {
                app: stack.enter_context(AgentProcess(self.network.prefix(app))) for app in APPS
            }
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def give_addresses(self, *hosts: str) -> None:
        for host in hosts or (*APPS, "hub", "hub2"):
            self.network.give_address(host)
        if not hosts:
            self.network.wait_until_forwarding()

    def hub(self, host: str = "hub", name: str = "tinyhub", listen: str = "0.0.0.0") -> HubProcess:
        return HubProcess(
            self.directory / f"{name}-{next(self._tries)}",
            *("--host", listen, "--advertise", "--site", f"Mal {name}"),
            hub=name,
            prefix=self.network.prefix(host),
        )

    def fresh(self, app: str) -> Path:
        """A data directory that remembers nothing."""
        return self.directory / f"{app}-{next(self._tries)}"

    def live_after(self, order: tuple[str, ...]) -> float:
        """Start all four in this order; seconds from the last start until every line is live."""
        hub = self.hub()
        try:
            for who in order:
                last = time.monotonic()
                if who == "hub":
                    hub.start()
                else:
                    last = self.agents[who].start(who, self.fresh(who))
            return max(agent.live() for agent in self.agents.values()) - last
        finally:
            for agent in self.agents.values():
                agent.close()
            hub.end()


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    with Hall(tmp_path) as hall:
        yield hall


@pytest.mark.timeout(180)
def test_every_line_is_live_in_all_24_orders(tmp_path: Path) -> None:
    def try_orders(number: int) -> dict[str, float]:
        halls[number].give_addresses()
        return {" ".join(o): halls[number].live_after(o) for o in ORDERS[number::NETWORKS]}

    took: dict[str, float] = {}
    with ExitStack() as stack:
        # All agents first: nine starts of Qt beside a hub's would measure this machine.
        halls = [stack.enter_context(Hall(tmp_path / str(n))) for n in range(NETWORKS)]
        for part in stack.enter_context(ThreadPoolExecutor(NETWORKS)).map(
            try_orders, range(NETWORKS)
        ):
            took |= part
    print("\n".join(f"{seconds:.2f} s  {order}" for order, seconds in sorted(took.items())))
    assert len(took) == 24
    assert {order: s for order, s in took.items() if s > PROMISED} == {}


@pytest.mark.parametrize("late", ["display", "hub"])
def test_a_network_that_comes_up_after_the_start(hall: Hall, late: str) -> None:
    hall.give_addresses(*({*APPS, "hub"} - {late}))
    with hall.hub():
        for app in APPS:
            hall.agents[app].start(app, hall.fresh(app))
        for app in {*APPS} - {late}:
            if late != "hub":
                hall.agents[app].live()
        up = time.monotonic()
        hall.network.give_address(late)
        waiting = APPS if late == "hub" else ("display",)
        assert max(hall.agents[app].live() for app in waiting) - up < PROMISED


def test_a_switch_that_wakes_up_long_after_everybody_asked(hall: Hall) -> None:
    """With fixed addresses nothing changes on the hosts, and zeroconf has long stopped asking."""
    hall.give_addresses()
    hall.network.cut("hub")
    with hall.hub():
        began = hall.agents["display"].start("display", hall.fresh("display"))
        with pytest.raises(AssertionError):
            hall.agents["display"].live(began + 8 - time.monotonic())
        up = time.monotonic()
        hall.network.join("hub")
        assert hall.agents["display"].live() - up < PROMISED


@pytest.mark.parametrize("same_port", [True, False], ids=["same-port", "other-port"])
def test_a_killed_hub_that_comes_back(hall: Hall, same_port: bool) -> None:
    hall.give_addresses()
    with hall.hub() as hub:
        for app in APPS:
            hall.agents[app].start(app, hall.fresh(app))
        for app in APPS:
            hall.agents[app].live()
        port = hub.port
        hub.kill()
        for app in APPS:
            hall.agents[app].state("away", 1)
        again = time.monotonic()
        hub.start(port if same_port else 0)
        assert (hub.port == port) == same_port
        assert max(agent.live() for agent in hall.agents.values()) - again < PROMISED


def test_a_hub_that_moves_to_another_machine_is_known_by_its_id(hall: Hall) -> None:
    hall.give_addresses()
    data = hall.fresh("display")
    with hall.hub("hub"):
        hall.agents["display"].start("display", data)
        hall.agents["display"].live()
        hall.agents["display"].close()
    hall.network.take_address("hub")
    with hall.hub("hub2"):
        began = hall.agents["display"].start("display", data)
        assert hall.agents["display"].live() - began < PROMISED


def test_of_two_hubs_a_new_app_asks_and_then_remembers(hall: Hall) -> None:
    hall.give_addresses()
    display, data = hall.agents["display"], hall.fresh("display")
    with hall.hub("hub", "one") as one, hall.hub("hub2", "two"):
        display.start("display", data)
        assert display.until(lambda report: "choice" in report)["choice"] == ["one", "two"]
        display.choose("two")
        assert display.state("live")["hub"] == "two"
        display.close()
        display.start("display", data)
        assert display.state("live")["hub"] == "two"
        display.close()
        display.start("display", hall.fresh("display"))
        display.until(lambda report: "choice" in report)
        one.end()
        assert display.state("live")["hub"] == "two"


def test_the_neighbours_hub_is_not_taken_while_ours_is_away(hall: Hall) -> None:
    hall.give_addresses()
    display, data = hall.agents["display"], hall.fresh("display")
    with hall.hub("hub", "ours"):
        display.start("display", data)
        display.live()
    with hall.hub("hub2", "neighbour"):
        display.state("away", 2)
        with pytest.raises(AssertionError):
            display.live(5)


def test_a_hub_on_loopback_is_heard_on_its_own_machine_alone(hall: Hall) -> None:
    hall.give_addresses()
    with hall.hub("display", "local", "127.0.0.1"):
        hall.agents["kiosk"].start("kiosk", hall.fresh("kiosk"))
        hall.agents["display"].start("display", hall.fresh("display"))
        hall.agents["display"].live(PROMISED)
        with pytest.raises(AssertionError):
            hall.agents["kiosk"].state("connecting", 3)
