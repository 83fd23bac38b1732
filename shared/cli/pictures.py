"""`giliran pictures`: every screenshot that README.md and docs/ use, made anew from the real apps.

Each app draws its own screens, with the sample site and a hall at a fixed moment
(`python -m kiosk.screenshots` and its like), in a process of its own; here they are chosen, named
and made small.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from PIL import Image

import shared.cli.gallery
from shared.cli.environment import ROOT, python, without_screen
from shared.cli.exits import ExitCode

PICTURES_DIR = ROOT / "docs" / "pictures"
LARGEST_BYTES = 200 * 1024
"""A page with six of them still opens at once on a phone."""

_COLOURS = (256, 128, 64, 32)
"""A palette may lose a colour that only a small sign has, so it comes second; the largest of these
that makes the file small enough is taken."""


class Picture(NamedTuple):
    """One of an app's own screenshots: the file it writes, and what to ask it for."""

    app: str
    file: str
    asked: tuple[str, ...]


def _kiosk(shot: str, folder: str = "portrait-id") -> Picture:
    return Picture("kiosk", f"{folder}/{shot}.png", ("--only", shot))


def _display(shot: str) -> Picture:
    return Picture("display", f"{shot}.png", (shot,))


def _counter(shot: str) -> Picture:
    return Picture("counter", f"{shot}.png", (shot,))


PICTURES = {
    "kiosk-start": _kiosk("01-start"),
    "kiosk-confirm": _kiosk("07-confirm", "landscape-en"),
    "kiosk-no-paper": _kiosk("13-no-paper", "landscape-id"),
    "kiosk-access": _kiosk("26-access"),
    "kiosk-large": _kiosk("71-large-confirm"),
    "kiosk-contrast": _kiosk("72-contrast", "landscape-id"),
    "kiosk-reach": _kiosk("74-reach-confirm"),
    "kiosk-easy": _kiosk("75-easy", "landscape-id"),
    "counter-window": _counter("spoken"),
    "counter-strip": _counter("spoken-strip"),
    "pairing-tv": _display("pairing"),
    "pairing-wrong": _display("pairing-wrong"),
    "pairing-done": _display("paired"),
    "pairing-taken-out": _display("taken-out"),
    "pairing-kiosk": _kiosk("80-pairing"),
    "pairing-counter": _counter("pairing-strip"),
    "display-calls": _display("six"),
    "display-lost": _display("lost"),
}
"""By the name of the file in docs/pictures, without its ending."""

app = typer.Typer(add_completion=False)


class NotDrawn(Exception):
    """An app did not leave the picture that it was asked for; the words are fit for people."""


@app.command("pictures")
def pictures(
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="Where they go; PNGs of that name are replaced.")
    ] = PICTURES_DIR,
    only: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Just this one (repeatable).")
    ] = None,
    gallery: Annotated[
        bool, typer.Option("--gallery", help="Every screen of the three apps, and their page.")
    ] = False,
) -> None:
    """Make every screenshot that README.md and docs/ use."""
    if gallery:
        _make_gallery(shared.cli.gallery.GALLERY_DIR if out == PICTURES_DIR else out)
        return
    for name in only or []:
        if name not in PICTURES:
            raise typer.BadParameter(
                f"there is no picture '{name}'; there are {', '.join(PICTURES)}"
            )
    out.mkdir(parents=True, exist_ok=True)
    try:
        for path in make({name: PICTURES[name] for name in only or PICTURES}, out):
            print(f"{path} {path.stat().st_size // 1024} KiB", flush=True)
    except NotDrawn as error:
        typer.echo(f"giliran pictures: {error}", err=True)
        raise typer.Exit(ExitCode.FAILED) from None


def _make_gallery(out: Path) -> None:
    try:
        sizes = [path.stat().st_size for path in shared.cli.gallery.make(out)]
    except shared.cli.gallery.NotDrawn as error:
        typer.echo(f"giliran pictures: {error}", err=True)
        raise typer.Exit(ExitCode.FAILED) from None
    print(f"{out}: {len(sizes)} pictures, {sum(sizes) // 1024} KiB", flush=True)


def make(chosen: dict[str, Picture], out: Path) -> Iterator[Path]:
    """Draws the chosen pictures into `out`, one after the other; NotDrawn."""
    with tempfile.TemporaryDirectory(prefix="giliran-pictures-") as folder:
        for name, picture in chosen.items():
            drawn = draw(picture, Path(folder))
            yield shrink(drawn, out / f"{name}.png")


def draw(picture: Picture, folder: Path) -> Path:
    """Has the app draw; gives the file in `folder`. NotDrawn."""
    command = python(f"{picture.app}.screenshots", "--out", str(folder), *picture.asked)
    done = subprocess.run(
        command, capture_output=True, text=True, env=without_screen(), check=False
    )
    path = folder / picture.file
    if done.returncode or not path.is_file():
        said = done.stderr.strip() or f"it ended with status {done.returncode}"
        raise NotDrawn(f"{picture.app} did not draw {picture.file}: {said}")
    return path


def shrink(drawn: Path, small: Path) -> Path:
    """Writes the picture in at most `LARGEST_BYTES`, with a palette if need be; NotDrawn."""
    with Image.open(drawn) as picture:
        flat = picture.convert("RGB")
    for version in _versions(flat):
        version.save(small, optimize=True)
        if small.stat().st_size <= LARGEST_BYTES:
            return small
    small.unlink()
    raise NotDrawn(f"{drawn.name} does not fit {LARGEST_BYTES // 1024} KiB")


def _versions(flat: Image.Image) -> Iterator[Image.Image]:
    yield flat
    for colours in _COLOURS:
        yield flat.quantize(colours, dither=Image.Dither.NONE)
