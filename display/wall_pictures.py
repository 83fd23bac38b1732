"""The small pictures of the sample hall's TVs, as they are sent to a supervisor.

python -m display.wall_pictures [--out DIR]

The supervisor's view is photographed and tried with them; they lie in assets/wall.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from display.rehearsal import ScriptedHall
from display.screenshots import Script, Shot, picture, sample_site
from display.small_picture import small
from shared.domain.ids import SECOND
from shared.domain.site import Site
from shared.qml import application, draw_into_memory

WALL = Path(__file__).parents[1] / "assets" / "wall"
_CALLS = {
    "tv-biru": (("A-012", "2"), ("B-031", "7"), ("A-013", "4")),
    "tv-hijau": (("S-041", "17"), ("P-102", "11"), ("M-007", "14"), ("P-103", "12")),
    "tv-kuning": (("N-061", "19"), ("N-062", "18")),
    "tv-jingga": (("K-018", "21"), ("L-004", "24"), ("K-019", "22"), ("K-020", "26")),
    "tv-ungu": (),
    "tv-toska": (("U-027", "33"), ("W-009", "37")),
    "tv-merah": (("V-015", "36"), ("W-008", "38")),
}
"""The latest last. Teal stands in for red, whose TV was seen a little before."""
_JUST_NOW = ("tv-hijau", "tv-jingga")


def pictures(app: QGuiApplication, site: Site) -> Iterator[tuple[str, bytes]]:
    """Each TV's name, and what it sends."""
    own = {str(tv.id): tuple(map(str, tv.zones)) for tv in site.displays}
    for tv in _CALLS:
        yield tv, small(picture(app, site, Shot(name=tv, script=_called(tv), zones=own[tv])))


def _called(tv: str) -> Script:
    def script(hall: ScriptedHall) -> None:
        zone = tv.removeprefix("tv-")
        hall.know(voices={zone: 1}, stands_in=("merah",) if tv == "tv-toska" else ())
        for number, counter in _CALLS[tv]:
            hall.pass_time(20 * SECOND)
            hall.call(number, counter, zone="merah" if number == "W-009" else zone)
            if (number, counter) != _CALLS[tv][-1] or tv not in _JUST_NOW:
                hall.pass_time(9 * SECOND)
                hall.say(number)
        if tv not in _JUST_NOW:
            hall.pass_time(40 * SECOND)

    return script


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes them; the exit status."""
    parser = ArgumentParser(prog="display.wall_pictures", description=__doc__)
    parser.add_argument("--out", type=Path, default=WALL, metavar="DIR")
    out: Path = parser.parse_args(arguments).out
    out.mkdir(parents=True, exist_ok=True)
    draw_into_memory()
    for tv, drawn in pictures(application("Giliran Display"), sample_site()):
        (out / f"{tv}.jpg").write_bytes(drawn)
    return 0


if __name__ == "__main__":
    sys.exit(main())
