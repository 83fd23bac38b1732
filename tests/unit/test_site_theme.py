"""A site's own colours are read as well as the usual ones, and what is asked for can be done."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from display.agencies import Agencies
from shared.cli import fonts
from shared.domain.colour import contrast, nearest
from shared.domain.site_check import Severity, problems
from shared.domain.tones import BLOCK_LEAST, KIOSK, LEAST, SIGN_INKS, STARK, TONES, pairs
from shared.protocol.site_file import site_from
from tests.unit.small_site import small_document

THEME = Path("shared/qml/Giliran/Controls/Theme.qml").read_text(encoding="utf-8")
QML = {"kiosk": "day", "tv": "night", "desk": "desk"}


def told(theme: dict[str, Any]) -> list[str]:
    document = small_document()
    document["theme"] = theme
    return [
        f"{one.where}: {one.what}; {one.remedy}"
        for one in problems(site_from(document))
        if one.where.startswith("theme") and one.severity is Severity.ERROR
    ]


@pytest.mark.parametrize("look", TONES)
def test_the_check_knows_the_colours_that_are_drawn(look: str) -> None:
    found = re.search(rf"readonly property Tone {QML[look]}: Tone {{(.*?)}}", THEME, re.DOTALL)
    assert found is not None
    assert dict(re.findall(r'(\w+): "(#\w+)"', found[1])) == TONES[look]


@pytest.mark.parametrize("look", TONES)
def test_the_usual_colours_pass(look: str) -> None:
    tones = TONES[look]
    assert all((contrast(tones[a], tones[b]) or 0) >= LEAST[look] for a, b in pairs(look))
    assert told({"colours": {look: dict(tones)}}) == []


def test_high_contrast_is_what_is_drawn_and_keeps_the_distance() -> None:
    found = re.search(r"readonly property Tone stark: Tone {(.*?)}", THEME, re.DOTALL)
    assert found is not None
    assert dict(re.findall(r'(\w+): "(#\w+)"', found[1])) == STARK
    assert all((contrast(STARK[a], STARK[b]) or 0) >= LEAST[KIOSK] for a, b in pairs(KIOSK))


@pytest.mark.parametrize(
    ("look", "own", "weak"),
    [
        ("desk", {"badInk": "#d96a5a", "badSoft": "#000000"}, "badInk #d96a5a on surface #ffffff"),
        ("kiosk", {"accentDown": "#8fa0a8"}, "accentInk #ffffff on accentDown #8fa0a8"),
        ("kiosk", {"accentSoft": "#8fa0a8"}, "accent #0b4a5e on accentSoft #8fa0a8"),
    ],
)
def test_keys_that_are_pressed_and_moods_on_plain_ground_are_read_too(
    look: str, own: dict[str, str], weak: str
) -> None:
    assert weak in "\n".join(told({"colours": {look: own}}))


def test_a_weak_pair_is_refused_with_its_ratio_and_what_would_do() -> None:
    (first, *others) = told({"colours": {"kiosk": {"accent": "#2f80c0"}}})
    assert first.startswith("theme.colours.kiosk.accent: accent #2f80c0 on background #f4f1ea")
    assert "3.7:1, and 7:1 is the least" in first
    better = first.rpartition(" ")[2]
    assert told({"colours": {"kiosk": {"accent": better}}}) == []
    assert len(others) == 3  # on surface and accentSoft, and what stands on it


def test_the_tv_asks_for_more() -> None:
    assert told({"colours": {"desk": {"ink": "#30404d"}}}) == []
    (weak, *_) = told({"colours": {"tv": {"inkSoft": "#9fb0bd"}}})
    assert "12:1 is the least" in weak


def test_where_no_shade_of_a_colour_would_do_the_other_is_named() -> None:
    (first, *_) = told({"colours": {"tv": {"ink": "#ffffff", "surface": "#808080"}}})
    assert "ink #ffffff on surface #808080" in first


@pytest.mark.parametrize(
    ("theme", "part"),
    [
        ({"colours": {"phone": {"ink": "#000000"}}}, "'phone' is no look"),
        ({"colours": {"tv": {"inkk": "#000000"}}}, "is no tone"),
        ({"colours": {"tv": {"ink": "white"}}}, "is no colour"),
        ({"logo": "logo.png"}, "is no picture"),
        ({"logo": "<svg><script>x</script></svg>"}, "has a script"),
        ({"logo": '<svg><image href="http://x/y.png"/></svg>'}, "fetches something"),
    ],
)
def test_what_is_no_theme_is_refused(theme: dict[str, Any], part: str) -> None:
    assert part in "\n".join(told(theme))


def test_a_drawing_and_a_picture_are_logos() -> None:
    assert told({"logo": "<svg viewBox='0 0 1 1'><path d='M0 0h1v1z' fill='url(#a)'/></svg>"}) == []
    assert told({"logo": "data:image/png;base64,iVBORw0KGgo="}) == []


COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOURS, COLOURS, st.floats(1, 7))
def test_the_nearest_colour_meets_what_it_is_for(colour: str, other: str, least: float) -> None:
    found = nearest(colour, [(other, least)])
    if found is None:
        white, black = contrast(other, "#ffffff") or 0, contrast(other, "#000000") or 0
        assert max(white, black) < least
    else:
        assert (contrast(found, other) or 0) >= least
    if (contrast(colour, other) or 0) >= least:
        assert found == colour


def zones_told(background: str, colour: str) -> list[str]:
    document = small_document()
    document["zones"][0]["colour"] = colour
    tones = {"background": background, "surface": background}
    document["theme"] = {"colours": {"tv": tones}}
    found = problems(site_from(document))
    return [one.what for one in found if one.where == "zones[0].colour"]


def test_a_zones_colour_is_held_against_the_sites_own_tv() -> None:
    (weak,) = zones_told("#ffffff", "#ffd23f")
    assert "1.4:1 on the TV's #ffffff" in weak
    assert zones_told("#0a0f14", "#ffd23f") == []
    assert zones_told("#ffffff", "#1d4fa0") == []


def painted(part: str, colour: str, theme: dict[str, Any] | None = None) -> list[str]:
    document = small_document()
    document[part][0]["colour"] = colour
    document["theme"] = {"colours": {"kiosk": theme or {}}}
    found = problems(site_from(document))
    told = [one for one in found if one.where == f"{part}[0].colour" and "kiosk" in one.what]
    return [f"{one.what}; {one.remedy}" for one in told]


def test_an_agencys_colour_is_held_against_the_kiosks_own_tiles() -> None:
    assert painted("agencies", "#14532d") == []
    (weak,) = painted("agencies", "#14532d", {"surface": "#10241a"})
    assert "#14532d has a contrast of only 1.8:1 on the kiosk's tiles (surface #10241a)" in weak
    assert "3:1 is the least" in weak
    assert painted("agencies", weak.rpartition(" ")[2], {"surface": "#10241a"}) == []


@given(COLOURS)
def test_a_sign_stands_out_on_any_agencys_colour(colour: str) -> None:
    assert max(contrast(colour, ink) or 0 for ink in SIGN_INKS) >= BLOCK_LEAST


@pytest.mark.parametrize("ground", ["#ffffff", "#0a0f14"])
def test_a_tv_shows_zones_and_agencies_so_that_they_are_seen(ground: str) -> None:
    document = small_document()
    document["theme"] = {"colours": {"tv": {"background": ground, "surface": ground}}}
    colours = Agencies(site_from(document))
    shown = [colours.on_tv(one) for one in ("#ffd23f", "#1565c0", "#ffffff", "#000000")]
    assert all((contrast(one, ground) or 0) >= 3 for one in shown), shown


@pytest.mark.parametrize(
    ("here", "warned"), [({"Inter"}, True), ({"Poppins"}, False), (None, False)]
)
def test_a_font_that_the_machine_lacks_is_told(
    monkeypatch: pytest.MonkeyPatch, here: set[str] | None, warned: bool
) -> None:
    document = small_document()
    document["theme"] = {"font": "Poppins"}
    monkeypatch.setattr(fonts, "families", lambda: here)
    assert bool(list(fonts.findings(site_from(document)))) == warned
