"""Pictures of every screen in both languages and both orientations, with the sample site.

python -m kiosk.screenshots --out DIR [--site FILE] [--diagonal INCHES] [--only PART]
"""

from __future__ import annotations

import argparse
from importlib.resources import files
from pathlib import Path

from kiosk.shots import Shots
from kiosk.studio import Studio
from shared.domain.site import Site
from shared.protocol.site_file import read_site
from shared.qml import draw_into_memory

SIZES = {"landscape": (1920, 1080), "portrait": (1080, 1920)}
LANGUAGES = ("id", "en")


def main() -> int:
    """Writes the pictures; the exit status is always 0."""
    options = _parser().parse_args()
    draw_into_memory()
    sample = files("assets").joinpath("sample_site.json")
    source = options.site.read_text() if options.site else sample.read_text(encoding="utf-8")
    site = read_site(source, toml=False)
    for orientation, size in SIZES.items():
        photograph(site, size, options.diagonal, options.out / orientation, options.only)
    return 0


def photograph(site: Site, size: tuple[int, int], diagonal: float, out: Path, only: str) -> None:
    """All screens of one kiosk whose name has `only`, into OUT-LANGUAGE/NAME.png."""
    studio = Studio(site, size, diagonal)
    for language in LANGUAGES:
        folder = out.with_name(f"{out.name}-{language}")
        folder.mkdir(parents=True, exist_ok=True)
        for name, acts in Shots(studio, language).all().items():
            if only in name:
                studio.steady += 120_000
                studio.fresh(language)
                studio.walk(*acts)
                studio.shoot(folder / f"{name}.png")
    studio.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kiosk.screenshots", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--site", type=Path, default=None, metavar="FILE")
    parser.add_argument("--diagonal", type=float, default=21.5, metavar="INCHES")
    parser.add_argument("--only", default="", metavar="PART", help="screens whose name has PART")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
