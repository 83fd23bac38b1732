"""The real kiosk, counter and display, each on a host of its own, through every fault of a network.

Beside what their lines do, this looks at what people see and hear: the words on the screens while
a line is away, the calls that a display missed, and that nothing is spoken late or twice.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from shared.cli.torture.app_hall import DISPLAY, App, Hall
from shared.cli.torture.cut_off import HUB, NOTICED_SECONDS, PATIENCE_SECONDS, STORM
from shared.cli.torture.network import cannot
from shared.cli.torture.trial import Findings, Say, Skipped, Trial

STALE_SECONDS = 60.0
"""A call that is older when a display learns of it is shown, and not spoken."""


# Faults -----------------------------------------------------------------------------------------


def half_open(hall: Hall) -> None:
    hall.say("every packet of the hub is swallowed")
    hall.mark()
    since = time.monotonic()
    hall.network.cut(HUB)
    hall.all_notice("half-open lines", since)
    hall.mark()
    returned = time.monotonic()
    hall.network.join(HUB)
    hall.all_back("half-open lines", returned)


def storm(hall: Hall) -> None:
    hall.say(f"{STORM.loss:.0%} of the packets lost for 20 s")
    hall.network.spoil(HUB, STORM)
    try:
        tickets = [hall.call(counter) for counter in ("2", "3", "4")]
        spoken = hall.until(lambda: all(hall.events("CallSpoken", t) for t in tickets), 60)
    finally:
        hall.network.mend(HUB)
    hall.findings.require(spoken, "in the storm a call was not spoken within a minute")
    _finish(hall, "2", "3", "4")


def killed(hall: Hall) -> None:
    hall.say("the hub is killed and started again")
    hall.mark()
    hall.hub.kill()
    hall.hub.start()
    hall.all_back("the hub killed", time.monotonic())


def readdressed(hall: Hall) -> None:
    hall.say("the hub's machine gets another address")
    hall.mark()
    hall.network.take_address(HUB)
    hall.network.give_address(HUB, f"10.77.0.{100 + int(time.monotonic()) % 100}")
    hall.all_back("another address", time.monotonic())


def missed_calls(hall: Hall) -> None:
    """A display was away for longer than a call is worth speaking."""
    hall.say("the display's cable is out for more than a minute")
    display = hall.apps[DISPLAY]
    display.mark()
    hall.network.cut(DISPLAY)
    old, answered = hall.call("2"), hall.call("3")
    hall.at("3", "StartService")
    time.sleep(STALE_SECONDS + 2)
    young = hall.call("4")
    returned = time.monotonic()
    hall.network.join(DISPLAY)
    hall.all_back("a minute without a cable", returned, names=(DISPLAY,))
    shown = hall.until(lambda: all(hall.events("CallShown", t) for t in (old, young)), 10)
    hall.findings.require(shown, "a call that was missed does not stand on the display")
    spoken = hall.until(lambda: hall.events("CallSpoken", young) > 0, 30)
    hall.findings.require(spoken, "a call that was missed and still of use was not spoken")
    for ticket, why in ((old, "more than a minute old"), (answered, "answered already")):
        spoken = hall.events("CallSpoken", ticket) > 0
        hall.findings.require(not spoken, f"a call was spoken though it was {why}")
    _finish(hall, "2", "3", "4")


def no_cable_while_speaking(hall: Hall) -> None:
    _lost_while_speaking(
        hall, "cable", lambda: hall.network.cut(DISPLAY), lambda: hall.network.join(DISPLAY)
    )


def no_hub_while_speaking(hall: Hall) -> None:
    _lost_while_speaking(hall, "hub", hall.hub.kill, hall.hub.start)


def _lost_while_speaking(
    hall: Hall, name: str, lose: Callable[[], None], find: Callable[[], None]
) -> None:
    """What the display says to its end without a line is reported later, and not said again."""
    hall.say(f"the {name} is lost while the display speaks")
    display = hall.apps[DISPLAY]
    before = _sounded(display)
    display.mark()
    ticket = hall.call("2")
    heard = display.direct(note="sounding", nth=before + 1, within=15)["ok"]
    hall.findings.require(bool(heard), "a call was not spoken within 15 s")
    lose()
    display.until("away", NOTICED_SECONDS)
    display.mark()
    find()
    hall.all_back(f"a lost {name}", time.monotonic(), names=(DISPLAY,))
    reported = hall.until(lambda: hall.events("CallSpoken", ticket) == 1, 20)
    hall.findings.require(reported, "what was spoken without a line was never reported")
    again = display.direct(note="sounding", nth=before + 2, within=8)["ok"]
    hall.findings.require(not again, f"a call was said twice: the {name} was lost meanwhile")
    hall.staff.until(lambda one: one.get("state") == "live", PATIENCE_SECONDS)
    _finish(hall, "2")


def _sounded(display: App) -> int:
    """How many utterances it has begun."""
    nth = 0
    while display.direct(note="sounding", nth=nth + 1, within=0)["ok"]:
        nth += 1
    return nth


def _finish(hall: Hall, *counters: str) -> None:
    """The visitors there are served, or were already."""
    for counter in counters:
        hall.finish(counter)


# The trial --------------------------------------------------------------------------------------

FAULTS = (
    half_open,
    storm,
    killed,
    no_cable_while_speaking,
    no_hub_while_speaking,
    missed_calls,
    readdressed,
)


def run(short: bool, directory: Path, findings: Findings, say: Say) -> None:
    """See `Trial.run`."""
    if reason := cannot():
        raise Skipped(reason)
    if short:
        raise Skipped("whole apps take minutes: in the long form; 'cut-off' has their lines")
    with ExitStack() as stack:
        hall = Hall(directory, stack, findings, say)
        for number, fault in enumerate(FAULTS, 1):
            fault(hall)
            say(f"{number} of {len(FAULTS)} faults", number / len(FAULTS))


TRIALS = (Trial("apps", 2, run, short_seconds=10, long_seconds=900),)
