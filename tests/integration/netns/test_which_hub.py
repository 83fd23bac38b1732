"""Which of several hubs an app belongs to: the one that was chosen, and is worth it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from shared.cli.torture.network import cannot
from tests.integration.netns.hall import Hall

pytestmark = [pytest.mark.netns, pytest.mark.skipif(bool(cannot()), reason=cannot() or "-")]


def test_a_hub_that_was_chosen_in_vain_is_not_remembered(hall: Hall) -> None:
    hall.give_addresses()
    display, data = hall.agents["display"], hall.fresh("display")
    with hall.hub("hub", "one"), hall.hub("hub2", "two") as two:
        display.start("display", data)
        display.until(lambda report: "choice" in report)
        two.kill()  # its announcement outlives it
        display.choose("two")
        again = display.until(lambda report: bool(report.get("tried")))
        assert (again["tried"], again["offers"]) == ("Mal two", ["Mal one", "Mal two"])
        display.choose("one")
        assert display.state("live")["hub"] == "one"
        display.close()
        display.start("display", data)
        assert display.state("live")["hub"] == "one"


def test_a_hub_that_refuses_whoever_chose_it_says_why(hall: Hall) -> None:
    hall.give_addresses()
    display = hall.agents["display"]
    with hall.real_hub(), hall.hub("hub2", "neighbour"):
        display.start("display", hall.fresh("display"), token="of another hall")
        (strict,) = {*display.until(lambda report: "choice" in report)["choice"]} - {"neighbour"}
        display.choose(strict)
        again = display.until(lambda report: bool(report.get("tried")))
        assert "tidak dipercaya" in again["tried"]
        display.choose("neighbour")
        assert display.state("live")["hub"] == "neighbour"


def test_hubs_that_are_not_for_us_are_left_alone(halls: list[Hall]) -> None:
    """Both wait for what must not happen, so they do it at the same time."""

    def on(hall: Hall, what: Callable[[Hall], None]) -> None:
        hall.give_addresses()
        try:
            what(hall)
        finally:
            hall.clear()

    cases = (the_neighbours_while_ours_is_away, one_on_loopback_of_another_machine)
    with ThreadPoolExecutor(len(cases)) as pool:
        for done in [pool.submit(on, *case) for case in zip(halls, cases, strict=False)]:
            done.result()


def the_neighbours_while_ours_is_away(hall: Hall) -> None:
    display, data = hall.agents["display"], hall.fresh("display")
    with hall.hub("hub", "ours"):
        display.start("display", data)
        display.live()
    with hall.hub("hub2", "neighbour"):
        display.state("away", 5)
        with pytest.raises(AssertionError):
            display.live(4)


def one_on_loopback_of_another_machine(hall: Hall) -> None:
    with hall.hub("display", "local", "127.0.0.1"):
        hall.agents["kiosk"].start("kiosk", hall.fresh("kiosk"))
        hall.agents["display"].start("display", hall.fresh("display"))
        hall.agents["display"].live()
        with pytest.raises(AssertionError):
            hall.agents["kiosk"].state("connecting", 3)
