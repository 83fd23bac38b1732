"""Display, counter, kiosk and hub find each other, each on a host of its own, in any order."""

from __future__ import annotations

import itertools
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from shared.cli.torture.network import cannot
from tests.integration.netns.hall import APPS, Hall

ORDERS = list(itertools.permutations((*APPS, "hub")))
ROUND = [one[turn:] + one[:turn] for one in (ORDERS[0], ORDERS[-1]) for turn in range(len(one))]
"""Each is twice the first and twice the last, and each starts before and after each other."""
PROMISED = 3.0
"""Seconds from the last start until every line is live."""
NOTICED_S = 5.0
"""A killed hub is missed at once; its silence alone would be noticed after eight seconds."""

pytestmark = [
    pytest.mark.alone,
    pytest.mark.netns,
    pytest.mark.skipif(bool(cannot()), reason=cannot() or "-"),
]


def verdict(took: dict[str, float], orders: int = len(ORDERS)) -> None:
    """Every order was tried, and each was in time."""
    print("\n".join(f"{seconds:.2f} s  {order}" for order, seconds in sorted(took.items())))
    assert len(took) == orders
    assert {order: s for order, s in took.items() if s > PROMISED} == {}


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "orders",
    [pytest.param(ROUND, id="8"), pytest.param(ORDERS, id="all-24", marks=pytest.mark.long)],
)
def test_every_line_is_live_in_every_order(
    halls: list[Hall], orders: list[tuple[str, ...]]
) -> None:
    def try_orders(number: int) -> dict[str, float]:
        hall = halls[number]
        hall.give_addresses()
        mine = orders[number :: len(halls)]
        took = {" ".join(order): hall.live_after(order, hall.hub()) for order in mine}
        hall.clear()
        return took

    took: dict[str, float] = {}
    with ThreadPoolExecutor(len(halls)) as pool:
        for part in pool.map(try_orders, range(len(halls))):
            took |= part
    verdict(took, len(orders))


@pytest.mark.long
@pytest.mark.timeout(240)
def test_every_line_is_live_in_all_24_orders_with_the_real_hub(hall: Hall) -> None:
    """One order after the other, and no directory's first start, which hashes all the PINs."""
    hall.give_addresses()
    verdict({" ".join(order): hall.live_after(order, hall.real_hub()) for order in ORDERS})


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


@pytest.mark.long
def test_a_switch_that_wakes_up_long_after_everybody_asked(hall: Hall) -> None:
    """With fixed addresses nothing changes on the hosts, and zeroconf has long stopped asking."""
    hall.give_addresses()
    hall.network.cut("hub")
    with hall.hub():
        began = hall.agents["display"].start("display", hall.fresh("display"))
        with pytest.raises(AssertionError):
            hall.agents["display"].live(began + 7 - time.monotonic())
        up = time.monotonic()
        hall.network.join("hub")
        assert hall.agents["display"].live() - up < PROMISED


@pytest.mark.parametrize("kind", ["tiny", pytest.param("real", marks=pytest.mark.long)])
@pytest.mark.parametrize("same_port", [True, False], ids=["same-port", "other-port"])
def test_a_killed_hub_that_comes_back(hall: Hall, same_port: bool, kind: str) -> None:
    hall.give_addresses()
    with hall.hub() if kind == "tiny" else hall.real_hub() as hub:
        for app in APPS:
            hall.agents[app].start(app, hall.fresh(app, hub))
        for app in APPS:
            hall.agents[app].live()
        port = hub.port
        hub.kill()
        for app in APPS:
            hall.agents[app].state("away", NOTICED_S)
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


def test_a_live_line_follows_a_hub_that_moved_without_a_word(hall: Hall) -> None:
    """The old line is half-open, and silence alone would be noticed after eight seconds."""
    hall.give_addresses()
    display = hall.agents["display"]
    with hall.hub("hub") as old:
        display.start("display", hall.fresh("display"))
        display.live()
        hall.network.cut("hub")
        old.kill()
        with hall.hub("hub2"):
            back = time.monotonic()
            assert display.live() - back < 5.0
        hall.network.join("hub")


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
        # Its goodbye was heard: missing it in a whole look would take two seconds or more.
        assert display.live(1.5) > 0
