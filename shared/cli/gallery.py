"""`giliran pictures --gallery`: a picture of every screen of the three apps into docs/gallery.

What is drawn, and what each picture shows in a line, stands in docs/gallery/captions.toml; the
page README.md beside it is made from that. Each app draws its own (`python -m kiosk.screenshots`
and its like) over the sample site and a hall at a fixed moment, so that a second run gives the
same bytes.
"""

from __future__ import annotations

import subprocess
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from shared.cli.environment import ROOT, python, without_screen

GALLERY_DIR = ROOT / "docs" / "gallery"
CAPTIONS = "captions.toml"
INDEX = "README.md"
LARGEST_BYTES = 60 * 1024
ALL_BYTES = 12 * 1024 * 1024
"""What the whole gallery may weigh."""
_LONGEST_SIDE = 1366
"""Of an office screen, which is shown as it is; larger ones are shown at half their size."""
_COLOURS = (64, 48, 32)
_TILES = (24, 24)

_TITLES = {
    "kiosk": "The kiosk",
    "counter": "The counter, the information desk, the supervisor",
    "display": "The display",
}
_ABOUT = {
    "kiosk": "Upright and in Indonesian; the second link of each line is the same screen lying"
    " down, in English.",
    "counter": "On an office screen of 1366 × 768; the strip is 400 × 200.",
    "display": "A TV of 55 inches seen from 10 metres, where nothing else is said.",
}


class Batch(NamedTuple):
    """Pictures that an app draws in one go."""

    app: str
    asked: tuple[str, ...]
    files: Mapping[str, str]
    """The file it writes for each picture of the gallery (without its ending)."""


class NotDrawn(Exception):
    """An app did not leave a picture that has a line; the words are fit for people."""


def captions(folder: Path = GALLERY_DIR) -> dict[str, dict[str, str]]:
    """What each picture shows, by app and name, in the order of the page."""
    with (folder / CAPTIONS).open("rb") as file:
        return tomllib.load(file)


def pictures_of(app: str, names: Mapping[str, str]) -> list[str]:
    """The names of an app's files: the kiosk has two of each screen."""
    return [each for name in names for each in ([name, f"{name}-en"] if app == "kiosk" else [name])]


def make(out: Path) -> Iterator[Path]:
    """Draws every picture that has a line into `out`, and the page; NotDrawn."""
    said = captions()
    for app, names in said.items():
        (out / app).mkdir(parents=True, exist_ok=True)
        for old in (out / app).glob("*.png"):
            if old.stem not in pictures_of(app, names):
                old.unlink()
    for batch in batches(said):
        yield from draw(batch, out)
    (out / INDEX).write_text(index(said), encoding="utf-8")


def batches(said: Mapping[str, Mapping[str, str]]) -> Iterator[Batch]:
    """What to ask each app for."""
    kiosk = said["kiosk"]
    forms = ("--form", "portrait-id", "--form", "landscape-en")
    files = {name: f"portrait-id/{name}" for name in kiosk}
    files |= {f"{name}-en": f"landscape-en/{name}" for name in kiosk}
    yield Batch("kiosk", forms, files)
    states = {name: f"{name}-100%-id" for name in said["counter"] if not _in_a_room(name)}
    rooms = {name: name for name in said["counter"] if _in_a_room(name)}
    yield Batch("counter", ("--states", *states.values()), states)
    yield Batch("counter", tuple(rooms), rooms)
    yield Batch("display", tuple(said["display"]), {name: name for name in said["display"]})


def _in_a_room(name: str) -> bool:
    """Whether it is one of the counter's shots, not a state of its desk."""
    return name.startswith(("desk", "view")) or name.endswith("-strip")


def draw(batch: Batch, out: Path) -> Iterator[Path]:
    """Its pictures, shrunk, into their app's folder, which is there; NotDrawn."""
    with tempfile.TemporaryDirectory(prefix="giliran-gallery-") as folder:
        command = python(f"{batch.app}.screenshots", "--out", folder, *batch.asked)
        done = subprocess.run(
            command, capture_output=True, text=True, env=without_screen(), check=False
        )
        for name, file in batch.files.items():
            drawn = Path(folder, f"{file}.png")
            if done.returncode or not drawn.is_file():
                said = done.stderr.strip() or f"it ended with status {done.returncode}"
                raise NotDrawn(f"{batch.app} did not draw {file}: {said}")
            yield shrink(drawn, out / batch.app / f"{name}.png")


def apart(one: Path, other: Path) -> float:
    """How much two pictures differ, from 0 to 255: the mean distance of the colours of that one of
    their tiles which differs most. Another word is a few, another part of a screen a hundred."""
    tiles: list[bytes] = []
    for file in (one, other):
        with Image.open(file) as picture:
            small = picture.convert("RGB").resize(_TILES, Image.Resampling.BOX)
        tiles.append(small.tobytes())
    far: list[int] = [abs(a - b) for a, b in zip(*tiles, strict=True)]
    means = [sum(far[place : place + 3]) / 3 for place in range(0, len(far), 3)]
    return max(means)


def shrink(drawn: Path, small: Path) -> Path:
    """Writes a picture for the gallery, with as many colours as `LARGEST_BYTES` allow; NotDrawn."""
    with Image.open(drawn) as picture:
        flat = picture.convert("RGB")
    if max(flat.size) > _LONGEST_SIDE:
        scale = 2 if max(flat.size) <= 2 * _LONGEST_SIDE else 4
        flat = flat.resize((flat.width // scale, flat.height // scale), Image.Resampling.LANCZOS)
    for colours in _COLOURS:
        # The colour of a small sign has a meaning, however few its dots are.
        chosen = flat.quantize(
            colours, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE
        )
        chosen.save(small, optimize=True)
        if small.stat().st_size <= LARGEST_BYTES:
            return small
    small.unlink()
    raise NotDrawn(f"{drawn.name} does not fit {LARGEST_BYTES // 1024} KiB")


def index(said: Mapping[str, Mapping[str, str]]) -> str:
    """The page: every picture with its line."""
    lines = [
        "# Every screen",
        "",
        "Drawn by the apps themselves over the sample site, whose longest names are in it:"
        " `./giliran pictures --gallery` makes all of it anew from captions.toml.",
    ]
    for app, names in said.items():
        lines += ["", f"## {_TITLES[app]}", "", _ABOUT[app], ""]
        lines += [_line(app, name, words) for name, words in names.items()]
    return "\n".join(lines) + "\n"


def _line(app: str, name: str, words: str) -> str:
    link = f"[{name}]({app}/{name}.png)"
    other = f" ([English, lying]({app}/{name}-en.png))" if app == "kiosk" else ""
    return f"- {link}{other}: {words}"
