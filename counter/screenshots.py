"""Draws every state of the counter into pictures: ``python -m counter.screenshots --out DIR``.

With the sample site and a scripted hall; for documentation, and for people who judge by looking.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from counter.facts import HubChoice
from counter.rehearsal import moment_text, refusal
from counter.studio import COUNTER, Terminal, sample_site
from shared.domain.ids import MINUTE, SECOND
from shared.domain.site import Site
from shared.protocol.views import ZonePresence
from shared.qml import application, grab

STRIP = (400, 200)
DEMO = (422, 396)
SMALL = (1024, 720)
FULL = (1366, 768)


Script = Callable[[Terminal], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture: what happened, in which window."""

    name: str
    script: Script
    size: tuple[int, int] = FULL
    counter: str = COUNTER
    language: str = "id"
    met: bool = True
    """Whether the hub has been met."""


# What happened ------------------------------------------------------------------------------


def nothing(_terminal: Terminal) -> None:
    """As it starts."""


def crowd(terminal: Terminal) -> None:
    """A full morning at the civil registration, neighbours at work."""
    hall = terminal.hall
    services = ("KTP-BARU", "KTP-CETAK", "KTP-UBAH", "KTP-HILANG", "KK-BARU", "KIA-BARU")
    known = [code for code in hall.counters["5"].services if code in services] or list(
        hall.counters["5"].services
    )
    for place, minutes in enumerate((34, 29, 27, 22, 20, 17, 13, 9, 6, 5, 3)):
        hall.arrive(f"A-{12 + place:03}", known[place % len(known)], minutes)
    hall.arrive("A-023", known[0], 14, group="lansia", head_start=30, assist=["tidak-mendengar"])
    hall.change("t-A-013", busy=True)
    for counter, state in (("1", "open"), ("2", "open"), ("3", "paused"), ("4", "open")):
        hall.change_counter(counter, state=state, officer=f"officer-{counter}")
    hall.change_counter("3", reason="ibadah")
    neighbour = hall.arrive("A-009", known[0], 40)
    hall.change(neighbour.id, state="serving", counter="1")
    hall.change_counter("1", ticket=neighbour.id)
    hall.arrive("P-101", "SKCK-BARU", 12)
    aside(terminal, known)
    terminal.sign_on()


def aside(terminal: Terminal, known: Sequence[str]) -> None:
    """Somebody on hold, somebody who did not come."""
    hall = terminal.hall
    hall.arrive("A-007", known[0], 50, state="held", counter="5")
    missed = moment_text(hall.now() - 6 * MINUTE)
    hall.arrive("A-004", known[1 % len(known)], 55, state="no-show", counter="5", missed_at=missed)


def called(terminal: Terminal) -> None:
    crowd(terminal)
    terminal.press("call-next")
    terminal.pass_time(12 * SECOND)
    terminal.hall.change("t-A-023", shown=True)


def spoken(terminal: Terminal) -> None:
    called(terminal)
    terminal.hall.change("t-A-023", spoken=True)
    terminal.pass_time(36 * SECOND)


def recalled(terminal: Terminal) -> None:
    spoken(terminal)
    terminal.press("recall")
    terminal.pass_time(19 * SECOND)


def tv_off(terminal: Terminal) -> None:
    crowd(terminal)
    terminal.hall.put(ZonePresence(zone="biru", displays=0, voices=0))
    terminal.press("call-next")


def serving(terminal: Terminal) -> None:
    spoken(terminal)
    terminal.press("start")
    terminal.pass_time(5 * MINUTE + 20 * SECOND)


def serving_long(terminal: Terminal) -> None:
    serving(terminal)
    terminal.pass_time(13 * MINUTE)


def undo(terminal: Terminal) -> None:
    serving(terminal)
    terminal.press("finish")
    terminal.pass_time(900)


def paused(terminal: Terminal) -> None:
    crowd(terminal)
    terminal.press("pause")
    terminal.model.take(3)
    terminal.pass_time(4 * MINUTE)


def quiet(terminal: Terminal) -> None:
    terminal.sign_on()


def away(terminal: Terminal) -> None:
    serving(terminal)
    terminal.hall.lose_line()
    terminal.settle()


def refused(terminal: Terminal) -> None:
    crowd(terminal)
    terminal.hall.refusals["CallNext"] = refusal("nobody-waits")
    terminal.press("call-next")


def busy(terminal: Terminal) -> None:
    crowd(terminal)
    terminal.hall.holding = True
    terminal.press("call-next")


def long_name(terminal: Terminal) -> None:
    """The longest service name of the sample site: 106 characters."""
    hall = terminal.hall
    hall.arrive("D-118", "SIP-NAKES", 26, assist=["kursi-roda", "dibacakan"], people=3)
    hall.arrive("D-119", "SIP-NAKES", 21)
    hall.arrive("D-120", "OSS-NIB", 18)
    terminal.sign_on()
    terminal.press("call-next")
    hall.change("t-D-118", shown=True, spoken=True)
    terminal.press("start")
    terminal.pass_time(2 * MINUTE)


def asking(act: str, after: Script, typed: str = "") -> Script:
    """A question on the screen, perhaps with something typed."""

    def script(terminal: Terminal) -> None:
        after(terminal)
        terminal.press(act)
        terminal.type(typed)

    return script


def asking_why(terminal: Terminal) -> None:
    crowd(terminal)
    terminal.press("call-number")
    terminal.type("15")
    terminal.model.take(0)
    terminal.settle()


def wrong_pin(terminal: Terminal) -> None:
    terminal.hall.refusals["OpenCounter"] = refusal("wrong-pin")
    terminal.hall.change_counter("2", state="open", officer="officer-2")
    terminal.sign_on()


def several_hubs(terminal: Terminal) -> None:
    terminal.hall.meet(
        HubChoice("4f2a9c", "Mal Pelayanan Publik Banyuwangi"), HubChoice("b81e03", "Latihan")
    )


def focused(terminal: Terminal) -> None:
    """The keyboard's focus on a button."""
    spoken(terminal)
    terminal.tab(3)


def _both(name: str, script: Script, **more: object) -> tuple[Shot, ...]:
    return (
        Shot(name=name, script=script, **more),  # type: ignore[arg-type]
        Shot(name=f"{name}-strip", script=script, size=STRIP, **more),  # type: ignore[arg-type]
    )


SHOTS = (
    *_both("searching", nothing, met=False),
    *_both("several-hubs", several_hubs, met=False),
    *_both("sign-on", nothing),
    *_both("wrong-pin", wrong_pin),
    *_both("waiting", crowd),
    *_both("nobody", quiet),
    *_both("called", called),
    *_both("spoken", spoken),
    *_both("recalled", recalled),
    *_both("tv-off", tv_off),
    *_both("serving", serving),
    *_both("serving-long", serving_long),
    *_both("undo", undo),
    *_both("paused", paused),
    *_both("away", away),
    *_both("refused", refused),
    *_both("busy", busy),
    *_both("long-name", long_name, counter="21"),
    *_both("ask-pause", asking("pause", crowd)),
    *_both("ask-number", asking("call-number", crowd, "1")),
    *_both("ask-transfer", asking("transfer", serving, "ktp")),
    *_both("ask-transfer-long", asking("transfer", long_name, "izin praktik"), counter="21"),
    *_both("ask-why", asking_why),
    *_both("ask-no-show", asking("no-show", called)),
    *_both("ask-help", asking("help", crowd)),
    *_both("menu", asking("menu", serving)),
    *_both("english", serving, language="en"),
    *_both("english-idle", crowd, language="en"),
    Shot(name="small", script=serving, size=SMALL),
    Shot(name="small-long", script=long_name, size=SMALL, counter="21"),
    Shot(name="small-waiting", script=crowd, size=SMALL),
    Shot(name="demo", script=spoken, size=DEMO),
    Shot(name="demo-waiting", script=crowd, size=DEMO),
    Shot(name="demo-serving", script=long_name, size=DEMO, counter="21"),
    Shot(name="focus", script=focused),
)


def draw(site: Site, shot: Shot, out: Path) -> Path:
    """Draws one shot into ``out/NAME.png``."""
    terminal = Terminal(
        site if shot.met else None, shot.size, counter=shot.counter, language=shot.language
    )
    terminal.settle()
    shot.script(terminal)
    terminal.settle()
    path = out / f"{shot.name}.png"
    grab(terminal.window).save(str(path))
    terminal.close()
    return path


def main(arguments: Sequence[str] | None = None) -> int:
    """Draws all shots, or those that are named; the exit status."""
    parser = ArgumentParser(prog="counter.screenshots", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("names", nargs="*", metavar="NAME")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    application("Giliran Loket")
    site = sample_site()
    for shot in SHOTS:
        if not options.names or shot.name in options.names:
            sys.stdout.write(f"{draw(site, shot, options.out)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
