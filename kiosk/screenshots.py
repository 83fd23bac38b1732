"""Pictures of every screen in each of the site's languages and both orientations.

python -m kiosk.screenshots --out DIR [--site FILE] [--diagonal INCHES] [--only PART]
                            [--form portrait-id]
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from kiosk.shots import Acts, Shots
from kiosk.shots_beside import beside
from kiosk.studio import Studio
from shared.language.tongues import learn, offered
from shared.protocol.site_file import read_site, read_site_file
from shared.qml import draw_into_memory

SIZES = {"landscape": (1920, 1080), "portrait": (1080, 1920)}


def main() -> int:
    """Writes the pictures; the exit status is always 0."""
    options = _parser().parse_args()
    draw_into_memory()
    sample = files("assets").joinpath("sample_site.json").read_text(encoding="utf-8")
    site = read_site_file(options.site) if options.site else read_site(sample, toml=False)
    learn(site)
    for orientation, size in SIZES.items():
        known = offered(site.languages)
        wanted = options.form or [f"{orientation}-{one}" for one in known]
        languages = [one for one in known if f"{orientation}-{one}" in wanted]
        if languages:
            out = options.out / orientation
            studio = Studio(site, size, options.diagonal)
            photograph(studio, out, languages, options.only)
            studio.close()
    return 0


def photograph(studio: Studio, out: Path, languages: Sequence[str], only: str) -> None:
    """All screens of one kiosk whose name has `only`, into OUT-LANGUAGE/NAME.png."""
    site, silence = studio.hall.site, studio.model.access_modes.speech
    for language in languages:
        folder = out.with_name(f"{out.name}-{language}")
        folder.mkdir(parents=True, exist_ok=True)
        for name, acts in shots(studio, language).items():
            if only in name:
                studio.steady += 120_000
                studio.hall.forget()
                studio.hall.site, studio.model.access_modes.speech = site, silence
                studio.fresh(language)
                studio.walk(*acts)
                studio.shoot(folder / f"{name}.png")


def shots(studio: Studio, language: str) -> dict[str, Acts]:
    """All screens, those of a hall with a language or a voice of its own among them."""
    return Shots(studio, language).all() | beside(studio, language)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kiosk.screenshots", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--site", type=Path, default=None, metavar="FILE")
    parser.add_argument("--diagonal", type=float, default=21.5, metavar="INCHES")
    parser.add_argument("--only", default="", metavar="PART", help="screens whose name has PART")
    parser.add_argument("--form", action="append", metavar="FORM", help="portrait-id …: it alone")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
