"""The theme that all three apps wear: contrast, sizes, icons, and windows that fail loudly."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QColor

from shared.domain.colour import contrast as ratio
from shared.domain.icons import ARROWS, SITE_ICONS
from shared.domain.site import Theme
from shared.domain.tones import SIGN_INKS, pairs
from shared.qml import Look, QmlFault, Rows, Stage, application
from shared.qml.icons import draw_icon, icon_source
from shared.qml.look import px_per_mm

LOOKS = {
    "kiosk": (Look.for_kiosk(1080, 1920, 21.5), 7.0),
    "tv": (Look.for_tv(1920, 1080, 55), 12.0),
    "desk": (Look.for_desk(), 7.0),
}


def theme_of(stage: Stage) -> QObject:
    theme = stage.engine.singletonInstance("Giliran.Controls", "Theme")
    assert isinstance(theme, QObject)
    return theme


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, two: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", LOOKS)
def test_contrast_of_all_that_is_read(name: str) -> None:
    application("giliran-test")
    look, least = LOOKS[name]
    stage = Stage(look)
    theme = theme_of(stage)
    weak = {
        pair: round(contrast(theme.property(pair[0]), theme.property(pair[1])), 1)
        for pair in pairs(name)
        if contrast(theme.property(pair[0]), theme.property(pair[1])) < least
    }
    stage.close()
    assert weak == {}


def test_a_sign_on_a_chosen_colour_is_drawn_in_what_stands_out_more(tmp_path: Path) -> None:
    application("giliran-test")
    chosen = ["#1565c0", "#3ccf6e", "#b5653a", "#ffd23f", "#3d4650", "#888888", "#d2691e"]
    file = tmp_path / "Signs.qml"
    file.write_text(
        "import QtQuick\nimport Giliran.Controls\n"
        "Window { property list<string> signs:"
        f" {chosen}.map(one => String(Theme.inkOn(one))) }}\n"
    )
    stage = Stage(Look.for_kiosk(1080, 1920, 21.5))
    signs = stage.show(file).property("signs")
    stage.close()
    best = [max(SIGN_INKS, key=lambda ink: ratio(ink, ground) or 0) for ground in chosen]
    assert list(signs) == best


@pytest.mark.parametrize(
    ("size", "diagonal", "target"), [((1080, 1920), 21.5, 82), ((1080, 1920), 32.0, 80)]
)
def test_target_is_twenty_millimetres_and_never_small(
    size: tuple[int, int], diagonal: float, target: int
) -> None:
    application("giliran-test")
    stage = Stage(Look.for_kiosk(*size, diagonal))
    hit = theme_of(stage).property("target")
    stage.close()
    assert hit == pytest.approx(target, abs=1)
    assert hit >= 20 * px_per_mm(*size, diagonal)


def test_4k_shows_the_same_picture_finer() -> None:
    small, large = Look.for_tv(1920, 1080, 55), Look.for_tv(3840, 2160, 55)
    assert large.unit == 2 * small.unit
    assert large.px_per_mm == pytest.approx(2 * small.px_per_mm)


def test_impossible_screen_is_refused() -> None:
    with pytest.raises(ValueError, match="no screen"):
        Look.for_kiosk(1920, 1080, 0)


@pytest.mark.parametrize("name", sorted(SITE_ICONS) + [f"arrow-{way}" for way in ARROWS])
def test_each_icon_of_a_site_is_drawn_in_the_colour_asked_for(name: str) -> None:
    application("giliran-test")
    assert icon_source(name) is not None
    image = draw_icon(name, QColor("#0b4a5e"), QSize(64, 64))
    seen = [image.pixelColor(x, y) for x in range(64) for y in range(64)]
    solid = [colour for colour in seen if colour.alpha() == 255]
    assert len(solid) > 64
    assert {colour.name() for colour in solid} == {"#0b4a5e"}


def test_icon_that_is_missing_is_the_plain_document() -> None:
    application("giliran-test")
    ink, size = QColor("#000000"), QSize(48, 48)
    assert draw_icon("no-such-icon", ink, size) == draw_icon("document", ink, size)


def test_broken_window_fails_loudly(tmp_path: Path) -> None:
    application("giliran-test")
    file = tmp_path / "Broken.qml"
    file.write_text("import QtQuick\nWindow { width: nonsense }\n")
    stage = Stage(Look.for_desk())
    with pytest.raises(QmlFault, match="nonsense"):
        stage.show(file)
    stage.close()


@dataclass(frozen=True)
class Line:
    name: str
    waiting: int


def test_rows_tell_only_what_changed() -> None:
    application("giliran-test")
    rows = Rows(Line)
    changed: list[int] = []
    resets: list[bool] = []
    rows.dataChanged.connect(lambda first, last: changed.extend([first.row(), last.row()]))
    rows.modelReset.connect(lambda: resets.append(True))
    rows.show([Line("A", 1), Line("B", 2)])
    rows.show([Line("A", 1), Line("B", 3)])
    assert resets == [True]
    assert changed == [1, 1]
    roles = {bytes(name.data()).decode(): role for role, name in rows.roleNames().items()}
    assert rows.data(rows.index(1), roles["waiting"]) == 3
    assert rows.data(rows.index(7), roles["waiting"]) is None


def test_a_site_is_worn_at_once_and_taken_off_again() -> None:
    application("giliran-test")
    stage = Stage(Look.for_desk())
    theme = theme_of(stage)
    usual, family = theme.property("accent").name(), theme.property("family")
    own = Theme(
        colours={"desk": {"accent": "#5b1a6b"}, "tv": {"accent": "#ffffff"}},
        logo="<svg viewBox='0 0 2 1'><path d='M0 0h2v1z'/></svg>",
        font="No such family",
    )
    stage.dress(own)
    assert theme.property("accent").name() == "#5b1a6b"
    assert theme.property("ink").name() == "#14212b"
    assert theme.property("logo").startswith("data:image/svg+xml;base64,")
    assert theme.property("family") == family
    stage.wear(Look.for_tv(1920, 1080, 55))
    assert theme.property("accent").name() == "#ffffff"
    stage.wear(Look.for_desk())
    theme.setProperty("contrast", True)
    assert theme.property("accent").name() == usual, "high contrast is nobody's to change"
    theme.setProperty("contrast", False)
    stage.dress(Theme())
    assert theme.property("accent").name() == usual
    stage.close()
