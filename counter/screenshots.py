"""Draws every state of the counter into pictures: ``python -m counter.screenshots --out DIR``.

With the sample site and a scripted hall; for documentation, and for people who judge by looking.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from counter import scenes
from counter.studio import COUNTER, Terminal, sample_site
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
    *_both("sign-on", scenes.nothing),
    *_both("known", scenes.known),
    *_both("who", scenes.who),
    *_both("who-typed", scenes.who_typed),
    *_both("wrong-pin", scenes.wrong_pin),
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
    path = out / f"{shot.name}.png"
    grab(terminal.window).save(str(path))
    terminal.close()
    return path


def main(arguments: Sequence[str] | None = None) -> int:
    """Draws all shots, or those that are named; the exit status."""
    parser = ArgumentParser(prog="counter.screenshots", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--language", choices=("id", "en"), help="all in this one")
    parser.add_argument("names", nargs="*", metavar="NAME")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    draw_into_memory()
    application("Giliran Loket")
    site = sample_site()
    for shot in SHOTS:
        if not options.names or shot.name in options.names:
            drawn = replace(shot, language=options.language or shot.language)
            sys.stdout.write(f"{draw(site, drawn, options.out)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
