"""The typeface of the TV's numbers, and its measures."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from display.sizes import Face
from shared.domain.site import Series, Site

FAMILIES = ("Inter Display", "Inter", "Noto Sans", "DejaVu Sans")
"""The cut for large sizes where the machine has it: narrower, so a larger number fits."""
_EM = 1_000


def number_family() -> str:
    """The family for numbers: the first of FAMILIES that is there."""
    present = set(QFontDatabase.families())
    return next((family for family in FAMILIES if family in present), FAMILIES[-1])


def face(site: Site | None, zones: Iterable[str]) -> Face:
    """The measures of the widest number and counter that the calls of `zones` can have."""
    metrics = QFontMetricsF(_font())
    counters = [str(one.number) for one in site.counters] if site else []
    return Face(
        cap=metrics.capHeight() / _EM,
        number=_widest(metrics, _numbers(site, set(zones)) or ["W-000"]),
        counter=_widest(metrics, ["00", *counters]),
    )


def _font() -> QFont:
    font = QFont(number_family())
    font.setWeight(QFont.Weight.DemiBold)
    font.setPixelSize(_EM)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _numbers(site: Site | None, zones: set[str]) -> list[str]:
    if site is None:
        return []
    used = {service.series for service in site.services if service.zone in zones}
    return [_sample(series) for series in site.series if series.code in used]


def _sample(series: Series) -> str:
    return f"{series.prefix}-{'0' * max(series.width, len(str(series.start)))}"


def _widest(metrics: QFontMetricsF, texts: Iterable[str]) -> float:
    return max(metrics.horizontalAdvance(text) for text in texts) / _EM
