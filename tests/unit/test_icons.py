"""The drawings: made by the script, complete, and inside their grid."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from assets.icon_shapes import SITE_SHAPES
from assets.make_icons import FOLDER, INKS, drawings, svg
from shared.domain.icons import ARROWS, SITE_ICONS

GRID = 48
NAMES = [name for name, _, _ in drawings()]


def test_the_files_are_what_the_script_draws() -> None:
    drawn = {
        FOLDER / folder / f"{name}.svg": svg(shape, turn, ink)
        for folder, ink in INKS.items()
        for name, shape, turn in drawings()
    }
    assert {path: path.read_text(encoding="utf-8") for path in FOLDER.glob("**/*.svg")} == drawn


def test_the_vocabulary_of_sites_is_drawn_and_nothing_else() -> None:
    assert SITE_SHAPES.keys() == SITE_ICONS
    assert {f"arrow-{direction}" for direction in ARROWS} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_fills_its_grid_and_leaves_its_edge_free(name: str) -> None:
    renderer = QSvgRenderer(str(FOLDER / f"{name}.svg"))
    assert renderer.isValid()
    image = QImage(GRID, GRID, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
    inked = [divmod(n, GRID) for n, ink in enumerate(bytes(alpha.constBits())) if ink > 40]
    assert 0.07 < len(inked) / GRID**2 < 0.6
    ys, xs = zip(*inked, strict=True)
    assert min(*xs, *ys) >= 1
    assert max(*xs, *ys) <= GRID - 2
    assert max(max(xs) - min(xs), max(ys) - min(ys)) >= 28
