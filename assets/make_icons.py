"""Draws assets/icons: ``python -m assets.make_icons``.

Each drawing is there twice: ``NAME.svg`` in dark ink for light surfaces, ``light/NAME.svg`` in
white for dark ones, so that no renderer has to tint. The site's vocabulary, the arrows and the
controls' signs all come from here.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from assets.icon_shapes import ARROW, SITE_SHAPES, UI_SHAPES, Shape
from shared.domain.icons import ARROWS

FOLDER = Path(__file__).parent / "icons"
INKS = {"": "#14181d", "light": "#ffffff"}
"""Folder to colour."""


def drawings() -> Iterator[tuple[str, Shape, int]]:
    """Name, shape and turn in degrees of every icon."""
    for name, shape in sorted((SITE_SHAPES | UI_SHAPES).items()):
        yield name, shape, 0
    for steps, direction in enumerate(ARROWS):
        yield f"arrow-{direction}", ARROW, 45 * steps


def svg(shape: Shape, turn: int, ink: str) -> str:
    """The file of one drawing."""
    parts = [
        f'<path d="{shape.lines}" fill="none" stroke="{ink}" stroke-width="{shape.weight}"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    ]
    if shape.fills:
        parts.append(f'<path d="{shape.fills}" fill="{ink}"/>')
    inside = "".join(parts)
    if turn:
        inside = f'<g transform="rotate({turn} 24 24)">{inside}</g>'
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 48 48">'
    return f"{head}{inside}</svg>\n"


def main() -> int:
    """Write all files; files of drawings that are gone are removed."""
    wanted = {
        FOLDER / folder / f"{name}.svg": svg(shape, turn, ink)
        for folder, ink in INKS.items()
        for name, shape, turn in drawings()
    }
    for old in set(FOLDER.glob("**/*.svg")) - wanted.keys():
        old.unlink()
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    sys.stderr.write(f"{FOLDER.name}: {len(wanted)} files\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
