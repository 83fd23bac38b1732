"""Draws every state of the counter into pictures: ``python -m counter.screenshots --out DIR``.

With the sample site and a scripted hall; for documentation, and for people who judge by looking.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt

from counter import scenes
from counter.information import scenes as desk
from counter.states import STATES
from counter.studio import COUNTER, Terminal, sample_site
from counter.supervision import scenes as view
from shared.domain.site import Site
from shared.qml import application, draw_into_memory, grab

STRIP = (400, 200)
DEMO = (422, 396)
NARROW = (301, 300)
"""The demo's on the smallest screens."""
SMALL = (1024, 720)
FULL = (1366, 768)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture: what happened, in which window."""

    name: str
    script: scenes.Script
    size: tuple[int, int] = FULL
    counter: str = COUNTER
    language: str = "id"
    met: bool = True
    """Whether the hub has been met."""
    scale: float = 1.0
    """How much larger than at 96 dpi the officer has set the screen."""


def _both(name: str, script: scenes.Script, **more: object) -> tuple[Shot, ...]:
    return (
        Shot(name=name, script=script, **more),  # type: ignore[arg-type]
        Shot(name=f"{name}-strip", script=script, size=STRIP, **more),  # type: ignore[arg-type]
    )


def _scaled(name: str, script: scenes.Script, **more: object) -> tuple[Shot, ...]:
    """On an office screen of 1366 × 768 at 125, 150 and 200 %."""
    return tuple(
        Shot(name=f"{name}-{scale:.0%}", script=script, scale=scale, **more)  # type: ignore[arg-type]
        for scale in (1.25, 1.5, 2.0)
    )


SHOTS = (
    *_both("searching", scenes.nothing, met=False),
    *_both("several-hubs", scenes.several_hubs, met=False),
    *_both("pairing", scenes.pairing("pairing"), met=False),
    *_both("pairing-wrong", scenes.pairing("pairing-wrong"), met=False),
    *_both("pairing-several", scenes.pairing("pairing-several"), met=False),
    *_both("paired", scenes.pairing("paired"), met=False),
    *_both("taken-out", scenes.pairing("taken-out"), met=False),
    *_both("sign-on", scenes.nothing),
    *_both("known", scenes.known),
    *_both("who", scenes.who),
    *_both("who-typed", scenes.who_typed),
    *_both("wrong-pin", scenes.wrong_pin),
    *_both("pin-waits", scenes.pin_waits),
    *_both("first-pin", scenes.first_pin),
    *_both("weak-pin", scenes.weak_pin),
    *_both("waiting", scenes.crowd),
    *_both("nobody", scenes.quiet),
    *_both("helping", scenes.helping),
    *_both("called", scenes.called),
    *_both("spoken", scenes.spoken),
    *_both("recalled", scenes.recalled),
    *_both("tv-off", scenes.tv_off),
    *_both("serving", scenes.serving),
    *_both("serving-long", scenes.serving_long),
    *_both("undo", scenes.undo),
    *_both("paused", scenes.paused),
    *_both("away", scenes.away),
    *_both("low-paper", scenes.low_paper),
    *_both("troubles", scenes.troubles),
    *_both("message", scenes.message),
    *_both("two-troubles", scenes.two_troubles),
    *_both("ask-troubles", scenes.asking("troubles", scenes.two_troubles)),
    Shot(name="two-troubles-small", script=scenes.two_troubles, size=SMALL, language="en"),
    *_scaled("two-troubles", scenes.two_troubles),
    *_both("cut-off", scenes.cut_off),
    *_both("ask-cut-off", scenes.asking("troubles", scenes.cut_off)),
    Shot(name="narrow", script=scenes.cut_off, size=NARROW),
    Shot(name="narrow-waiting", script=scenes.crowd, size=NARROW),
    *_both("late-papers", scenes.late_papers),
    *_both("ask-first", scenes.asking("why", scenes.late_papers)),
    *_both("why-first", scenes.why_first),
    *_both("ask-paper", scenes.asking("paper", scenes.crowd, "985")),
    *_both("paper-service", scenes.paper_service),
    *_both("paper-place", scenes.paper_place),
    *_both("paper-entered", scenes.paper_entered),
    *_scaled("late-papers", scenes.late_papers),
    *_scaled("why-first", scenes.why_first),
    Shot(name="troubles-small", script=scenes.troubles, size=SMALL, language="en"),
    *_both("refused", scenes.refused),
    *_both("busy", scenes.busy),
    *_both("long-name", scenes.long_name, counter="21"),
    *_both("ask-pause", scenes.asking("pause", scenes.crowd)),
    *_both("ask-number", scenes.asking("call-number", scenes.crowd, "1")),
    *_both("ask-transfer", scenes.asking("transfer", scenes.serving, "ktp")),
    *_both(
        "ask-transfer-long",
        scenes.asking("transfer", scenes.long_name, "izin praktik"),
        counter="21",
    ),
    *_both("ask-why", scenes.asking_why),
    *_both("ask-no-show", scenes.asking("no-show", scenes.called)),
    *_both("ask-help", scenes.asking("help", scenes.crowd)),
    *_both("ask-result", scenes.asking("result", scenes.serving)),
    *_both("ask-next-service", scenes.asking("other-service", scenes.serving)),
    *_both(
        "ask-next-service-long",
        scenes.asking("other-service", scenes.long_name, "izin praktik"),
        counter="21",
    ),
    *_both("ask-hold", scenes.asking("hold", scenes.serving)),
    *_both("ask-note", scenes.asking("note", scenes.serving, "berkas")),
    *_both("ask-back", scenes.asking("held", scenes.crowd)),
    *_both("missed-is-back", scenes.missed_is_back),
    *_both("coming-back", scenes.coming_back),
    *_both("given", scenes.given_number),
    *_both("noted", scenes.noted),
    *_both("histories", scenes.histories),
    *_both("helps", scenes.helps),
    *_both("paused-over", scenes.paused_over),
    *_both("restricted", scenes.restricted),
    *_both("calling-by-itself", scenes.calling_by_itself),
    *_both("counter-taken", scenes.counter_taken),
    *_both("signed-on-elsewhere", scenes.signed_on_elsewhere),
    *_both("was-taken-over", scenes.was_taken_over),
    *_scaled("noted", scenes.noted),
    *_scaled("histories", scenes.histories),
    *_scaled("given", scenes.given_number),
    *_scaled("counter-taken", scenes.counter_taken),
    *_both("menu", scenes.asking("menu", scenes.serving)),
    *_both("english", scenes.serving, language="en"),
    *_both("english-idle", scenes.crowd, language="en"),
    Shot(name="small", script=scenes.serving, size=SMALL),
    Shot(name="small-long", script=scenes.long_name, size=SMALL, counter="21"),
    Shot(name="small-waiting", script=scenes.crowd, size=SMALL),
    Shot(name="demo", script=scenes.spoken, size=DEMO),
    Shot(name="demo-waiting", script=scenes.crowd, size=DEMO),
    Shot(name="demo-serving", script=scenes.long_name, size=DEMO, counter="21"),
    Shot(name="focus", script=scenes.focused),
    *_scaled("sign-on", scenes.nothing),
    *_scaled("who", scenes.who),
    *_scaled("waiting", scenes.crowd),
    *_scaled("recalled", scenes.recalled),
    *_scaled("serving", scenes.serving),
    *_scaled("undo", scenes.undo),
    *_scaled("long", scenes.long_name, counter="21"),
    *_scaled("ask-number", scenes.asking("call-number", scenes.crowd, "1")),
)

STATE_SHOTS = tuple(
    Shot(
        name=f"{state.name}-{scale:.0%}-{language}",
        script=state.script,
        counter=state.counter,
        language=language,
        met=state.met,
        scale=scale,
    )
    for state in STATES
    for scale in (1.0, 1.25, 2.0)
    for language in ("id", "en")
)
"""Every state of the desk on an office screen of 1366 × 768, in both languages."""

K = Qt.Key

ROOM_SHOTS = (
    Shot(name="desk", script=desk.desk),
    Shot(name="desk-empty", script=desk.empty),
    Shot(name="desk-found", script=desk.found),
    Shot(name="desk-nothing", script=desk.typed("jam 3 paspor")),
    Shot(name="desk-armed", script=desk.armed),
    Shot(name="desk-priority", script=desk.priority_card),
    Shot(name="desk-alarms", script=desk.alarms),
    Shot(name="desk-guarded", script=desk.guarded),
    Shot(name="desk-longest", script=desk.longest),
    Shot(name="desk-away", script=desk.away),
    Shot(name="desk-ask-print", script=desk.keys(desk.armed, K.Key_1)),
    Shot(name="desk-ask-back", script=desk.keys(desk.missed, K.Key_2)),
    Shot(name="desk-ask-priority", script=desk.keys(desk.priority_card, K.Key_3)),
    Shot(name="desk-ask-assist", script=desk.keys(desk.priority_card, K.Key_4)),
    Shot(name="desk-why", script=desk.keys(desk.armed, K.Key_5)),
    Shot(name="desk-ask-note", script=desk.keys(desk.armed, K.Key_7, text="kembali jam 10")),
    Shot(name="desk-ask-cancel", script=desk.keys(desk.armed, K.Key_8)),
    Shot(name="desk-new", script=desk.keys(desk.desk, K.Key_F2, text="izin praktik")),
    Shot(name="desk-given", script=desk.given),
    Shot(name="desk-unprinted", script=desk.keys(desk.alarms, K.Key_F9)),
    Shot(name="desk-troubles", script=desk.keys(desk.alarms, K.Key_F4)),
    Shot(name="desk-over", script=desk.over),
    Shot(name="desk-over-why", script=desk.keys(desk.over, K.Key_5, text="a-009")),
    Shot(name="desk-ask-hold", script=desk.keys(desk.on_hold, K.Key_2)),
    Shot(name="desk-tomorrow", script=desk.left_for_tomorrow),
    Shot(name="desk-ask-tomorrow", script=desk.keys(desk.left_for_tomorrow, K.Key_2)),
    Shot(name="desk-emergency", script=desk.emergency),
    Shot(name="desk-emergency-service", script=desk.keys(desk.emergency, K.Key_F2)),
    Shot(name="desk-own-printer", script=desk.own_printer),
    *_scaled("desk-over", desk.over),
    *_scaled("desk-emergency", desk.emergency),
    Shot(name="desk-small", script=desk.alarms, size=SMALL),
    *_scaled("desk", desk.alarms),
    *_scaled("desk-armed", desk.priority_card),
    *_scaled("desk-longest", desk.longest),
    Shot(name="view", script=view.supervisor),
    Shot(name="view-quiet", script=view.quiet),
    Shot(name="view-zone", script=view.looked_at(1)),
    Shot(name="view-outage", script=view.outage),
    Shot(name="view-until", script=view.until),
    Shot(name="view-until-tomorrow", script=view.until_tomorrow),
    Shot(name="view-closed-until-tomorrow", script=view.closed_until_tomorrow),
    Shot(name="view-over", script=view.over),
    Shot(name="view-over-chosen", script=desk.keys(view.over, K.Key_Return)),
    Shot(name="view-from-counter", script=view.from_counter),
    Shot(name="view-counter", script=desk.keys(view.supervisor, K.Key_Return)),
    Shot(name="view-line", script=desk.keys(view.supervisor, K.Key_Tab, K.Key_Return)),
    Shot(name="view-ticket", script=desk.keys(view.supervisor, K.Key_Backtab, K.Key_Return)),
    Shot(name="view-announce", script=desk.keys(view.supervisor, K.Key_1, K.Key_1)),
    Shot(name="view-sound", script=view.sound),
    Shot(name="view-end", script=desk.keys(view.supervisor, K.Key_3)),
    Shot(name="view-find", script=desk.keys(view.supervisor, K.Key_6, text="8.50 ktp")),
    Shot(name="view-screens", script=view.screens),
    Shot(name="view-screens-small", script=view.screens, size=SMALL, language="en"),
    *_scaled("view-screens", view.screens),
    Shot(name="view-small", script=view.outage, size=SMALL),
    *_scaled("view", view.outage),
    *_scaled("view-page", desk.keys(view.outage, K.Key_7)),
    *_scaled("view-lines", desk.keys(view.supervisor, K.Key_Tab)),
    *_scaled("view-end", desk.keys(view.supervisor, K.Key_3, *[K.Key_Down] * 6)),
)
"""The rooms beside the counter: the information desk, and the supervisor's view."""


def draw(site: Site, shot: Shot, out: Path) -> Path:
    """Draws one shot into ``out/NAME.png``."""
    terminal = Terminal(
        site if shot.met else None,
        shot.size,
        counter=shot.counter,
        language=shot.language,
        scale=shot.scale,
    )
    terminal.settle()
    shot.script(terminal)
    terminal.settle()
    grab(terminal.window)  # once its rows stand there, a list knows which of them are whole
    terminal.settle()
    path = out / f"{shot.name}.png"
    grab(terminal.window).save(str(path))
    terminal.close()
    return path


def main(arguments: Sequence[str] | None = None) -> int:
    """Draws all shots, or those that are named; the exit status."""
    parser = ArgumentParser(prog="counter.screenshots", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--language", choices=("id", "en"), help="all in this one")
    parser.add_argument(
        "--states", action="store_true", help="every state of the desk at 100, 125 and 200 %%"
    )
    parser.add_argument("names", nargs="*", metavar="NAME")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    draw_into_memory()
    application("Giliran Loket")
    site = sample_site()
    for shot in STATE_SHOTS if options.states else (*SHOTS, *ROOM_SHOTS):
        if not options.names or shot.name in options.names:
            drawn = replace(shot, language=options.language or shot.language)
            sys.stdout.write(f"{draw(site, drawn, options.out)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
