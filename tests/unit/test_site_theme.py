"""A site's own colours are read as well as the usual ones, and what is asked for can be done."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.colour import contrast, nearest
from shared.domain.site_check import Severity, problems
from shared.domain.tones import LEAST, PAIRS, TONES
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
    assert all((contrast(tones[a], tones[b]) or 0) >= LEAST[look] for a, b in PAIRS)
    assert told({"colours": {look: dict(tones)}}) == []


def test_a_weak_pair_is_refused_with_its_ratio_and_what_would_do() -> None:
    (first, *others) = told({"colours": {"kiosk": {"accent": "#2f80c0"}}})
    assert first.startswith("theme.colours.kiosk.accent: accent #2f80c0 on background #f4f1ea")
    assert "3.7:1, and 7:1 is the least" in first
    better = first.rpartition(" ")[2]
    assert told({"colours": {"kiosk": {"accent": better}}}) == []
    assert len(others) == 2  # on surface, and what stands on it


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
