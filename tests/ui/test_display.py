"""The TV as it is really drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations, pairwise

import msgspec
import pytest
from PySide6.QtCore import QObject, QPoint, QRectF
from PySide6.QtGui import QColor, QImage
from PySide6.QtQuick import QQuickItem

from display import screenshots
from display.rehearsal import ScriptedVoice
from display.scene import Stage
from display.screenshots import SHOTS, ULTRA_HD, Shot
from display.sizes import CURRENT_SHARE, LIST_SHARE
from shared.qml import application
from tests.ui.display_screen import (
    SITE,
    Tv,
    background,
    cap_height,
    contrast,
    first_ink,
    ink,
    line_room,
    place,
    until,
    value,
)

WHITE = QColor("#ffffff")
CALL = Shot(name="call", script=screenshots.call)
IDLE = Shot(name="idle", script=screenshots.idle)

Open = Callable[..., Tv]


@pytest.fixture(scope="module", autouse=True)
def app() -> None:
    application("Giliran tests")


@pytest.fixture
def tv() -> Iterator[Open]:
    opened: list[Tv] = []

    def open_one(shot: Shot = IDLE, **options: object) -> Tv:
        opened.append(Tv(shot, **options))  # type: ignore[arg-type]
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


def test_a_call_stands_in_the_next_frame(tv: Open) -> None:
    one = tv()
    one.hall.call("P-103", "12", zone="hijau")
    picture = one.picture()
    assert one.item("number").property("text") == "P-103"
    assert one.item("counter").property("text") == "12"
    block, row = place(one.item("block")), place(one.item("rowBlock"))
    assert picture.pixelColor(block.bottomRight().toPoint() - _inside()) == WHITE
    assert picture.pixelColor(row.bottomRight().toPoint() - _inside()) == WHITE
    assert one.item("bar").width() > 0
    assert one.item("rowBar").width() > 0


def test_it_pulses_by_turning_over_and_back(tv: Open) -> None:
    one = tv(CALL)
    one.picture()
    corner = place(one.item("block")).bottomRight().toPoint() - _inside()
    colours = []
    for _ in range(8):
        colours.append(one.picture().pixelColor(corner) == WHITE)
        one.hall.pass_time(500)
    assert colours == [True, False, True, False, True, False, True, True]


def test_what_is_drawn_is_reported_once(tv: Open) -> None:
    one = tv()
    one.hall.call("P-103", "12", zone="hijau")
    until(lambda: bool(one.hall.shown))
    one.hall.pass_time(5_000)
    one.hall.call("P-103", "12", zone="hijau", again=2)
    until(lambda: len(one.hall.shown) == 2)
    assert [(ref.ticket, ref.call) for ref in one.hall.shown] == [("t-P-103", 1), ("t-P-103", 2)]


def test_a_call_that_is_over_after_one_frame_was_in_it(tv: Open) -> None:
    """In a rush no second frame bears witness to it, and the journal has no CallShown; the hall
    has seen it all the same."""
    one = tv()
    for place_ in range(8):
        one.hall.call(f"P-{place_:03}", "12", zone="hijau")
        picture = one.picture()
        assert one.item("rowNumber").property("text") == f"P-{place_:03}"
        letters = ink(_glyphs(one.item("rowNumber")))
        assert first_ink(picture, letters) < letters.center().x()
        one.hall.know(calls=())


def test_a_dark_screen_reports_nothing(tv: Open) -> None:
    dark, bright = tv(visible=False), tv()
    for one in (dark, bright):
        one.hall.call("P-103", "12", zone="hijau")
    until(lambda: bool(bright.hall.shown))
    assert dark.hall.shown == []


def test_a_screen_that_was_dark_reports_only_what_stands_there(tv: Open) -> None:
    one = tv(visible=False)
    for place_ in range(40):
        one.hall.call(f"P-{place_:03}", "12", zone="hijau")
        one.hall.pass_time(20_000)
        one.hall.answer(f"P-{place_:03}")
        one.hall.know(calls=one.hall.facts().calls[-2:])
    one.hall.call("P-103", "12", zone="hijau")
    one.window.setVisible(True)
    until(lambda: bool(one.hall.shown))
    one.picture()
    shown = {ref.ticket for ref in one.hall.shown}
    assert "t-P-103" in shown
    assert shown <= {"t-P-103", "t-P-039"}


def test_what_was_gone_before_a_frame_is_shown_when_it_returns(tv: Open) -> None:
    one = tv(visible=False)
    call = one.hall.call("P-103", "12", zone="hijau")
    one.hall.know(calls=())
    one.hall.pass_time(20_000)
    one.hall.call("P-104", "12", zone="hijau")
    one.hall.know(calls=(*one.hall.facts().calls, call))
    one.window.setVisible(True)
    until(lambda: {ref.ticket for ref in one.hall.shown} == {"t-P-103", "t-P-104"})


def test_many_calls_leave_no_items_behind(tv: Open) -> None:
    one = tv(Shot(name="small", script=screenshots.idle, size=(960, 540)))
    counts = []
    for place_ in range(40):
        one.hall.call(f"P-{place_:03}", "12", zone="hijau")
        one.hall.pass_time(3_000)
        one.hall.know(calls=one.hall.facts().calls[-4:])
        one.picture()
        counts.append(len(one.window.findChildren(QObject)))
    assert len(set(counts[10:])) == 1


def test_six_calls_stand_in_six_rows(tv: Open) -> None:
    one = tv(Shot(name="six", script=screenshots.six))
    one.picture()
    numbers = [row.property("number") for row in one.items("row")]
    assert numbers == ["M-008", "S-042", "P-103", "M-007", "P-102", "S-041"]
    boxes = [place(row) for row in one.items("row")]
    assert all(above.bottom() <= below.top() + 1 for above, below in pairwise(boxes))


@pytest.mark.parametrize(
    ("number", "counter"),
    [
        ("A-111", "1"),
        ("M-007", "4"),
        ("S-041", "7"),
        ("T-077", "20"),
        ("W-7", "9"),
        ("C-012", "33"),
    ],
)
def test_words_and_numbers_stand_on_one_edge(tv: Open, number: str, counter: str) -> None:
    """Measured in the picture: round and pointed forms a little before it, none behind it."""
    one = tv()
    one.hall.call(number, counter, zone="hijau")
    one.hall.pass_time(500)
    picture = one.picture()
    panel = one.item("callPanel")
    labels = [text for text in one.texts_in(panel) if text.property("text") in ("Nomor", "Loket")]
    edges = [first_ink(picture, place(label)) for label in labels]
    assert max(edges) - min(edges) <= 1
    hang = float(str(value(panel, "measures.currentEm"))) * 0.012 + 2
    for figures in (one.item("number"), one.item("counter")):
        edge = first_ink(picture, place(figures).adjusted(-10, 0, 0, 0))
        assert edges[0] - hang <= edge <= edges[0] + 1


@pytest.mark.parametrize("silent", [False, True])
def test_a_tv_without_sound_does_not_claim_to_speak(tv: Open, silent: bool) -> None:
    one = tv(Shot(name="call", script=screenshots.call, silent=silent))
    one.picture()
    for sign in ("sign", "rowSign"):
        assert len(one.items(sign)) == (0 if silent else 1)
    assert len(one.items("corner")) == (1 if silent else 0)
    assert one.item("bar").width() > 0
    assert one.item("rowBar").width() > 0


def test_the_sign_goes_when_the_sound_goes(tv: Open) -> None:
    voice = ScriptedVoice()
    one = tv(CALL, voice=voice)
    voice.plug(False)
    assert one.items("sign") == []
    assert one.hall.able == [False]
    voice.plug(True)
    assert len(one.items("sign")) == 1


def test_a_tv_started_without_a_voice_says_so(tv: Open) -> None:
    one = tv(CALL, voiceless=True)
    assert one.items("sign") == []
    assert one.item("corner").isVisible()


def test_a_tv_tells_its_name_and_takes_the_one_it_is_given(tv: Open) -> None:
    one = tv()
    assert one.item("ownName").property("text") == "TV-7K"
    known = one.hall.facts().device
    assert known is not None
    one.hall.know(device=msgspec.structs.replace(known, name="TV Hijau"))
    assert one.item("ownName").property("text") == "TV Hijau"


def test_its_zone_may_go_with_a_new_site_and_come_back(tv: Open) -> None:
    one = tv(CALL)
    fewer = tuple(zone for zone in SITE.zones if zone.code != "hijau")
    one.hall.know(site=replace(SITE, zones=fewer))
    one.picture()
    assert "hijau" in one.item("setupTitle").property("text")
    assert one.item("command").property("text") == "giliran display set TV-7K --zone biru"
    one.hall.know(site=SITE)
    assert one.item("number").property("text") == "P-103"


@pytest.mark.parametrize("diagonal", [55, 65])
@pytest.mark.parametrize("size", [screenshots.FULL_HD, ULTRA_HD])
def test_numbers_are_as_large_as_the_distance_asks(
    tv: Open, diagonal: float, size: tuple[int, int]
) -> None:
    one = tv(Shot(name="size", script=screenshots.call, diagonal=diagonal, size=size))
    one.hall.pass_time(500)
    picture = one.picture()
    number, listed = (_glyphs(one.items(name)[0]) for name in ("number", "rowNumber"))
    screen = one.model.screen
    for letters, wanted in ((number, CURRENT_SHARE), (listed, LIST_SHARE)):
        pixels = cap_height(picture, letters)
        share = pixels * screen.mm_per_pixel / (screen.distance_metres * 1_000)
        assert wanted * 0.99 <= share <= wanted * 1.8


def test_4k_and_full_hd_are_the_same_in_millimetres(tv: Open) -> None:
    heights = []
    for size in (screenshots.FULL_HD, ULTRA_HD):
        one = tv(Shot(name="size", script=screenshots.call, size=size))
        one.hall.pass_time(500)
        letters = _glyphs(one.item("number"))
        pixels = cap_height(one.picture(), letters)
        heights.append(pixels * one.model.screen.mm_per_pixel)
    assert heights[0] == pytest.approx(heights[1], rel=0.015)


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_no_text_is_cut_covered_or_faint(tv: Open, shot: Shot) -> None:
    one = tv(shot)
    picture = one.picture()
    texts = one.texts()
    said = [text.property("text") for text in texts]
    calling = one.model.scene.stage is Stage.HALL and not one.model.scene.wide
    assert ("Nomor bisa dipanggil tidak berurutan" in said) is calling
    assert bool(one.items("callList")) is calling
    for text in texts:
        said = text.property("text")
        assert not text.property("truncated"), said
        assert _on_screen(picture, ink(text)), said
        if text.property("contentWidth") > line_room(text) + 1:
            pytest.fail(f"{said!r} is wider than its place")
        if text.property("contentHeight") > text.height() + 2:
            pytest.fail(f"{said!r} is higher than its place")
        behind = background(picture, _letters(text), QColor(text.property("color")))
        assert contrast(QColor(text.property("color")), behind) >= 12, said
    for first, second in combinations(texts, 2):
        both = _letters(first).intersected(_letters(second))
        assert min(both.width(), both.height()) <= 1, (
            first.property("text"),
            second.property("text"),
        )


def test_a_number_longer_than_foreseen_is_drawn_smaller(tv: Open) -> None:
    one = tv()
    one.hall.call("M-100888", "17", zone="hijau")
    picture = one.picture()
    panel, row = place(one.item("callPanel")), place(one.item("row"))
    for name, room in (("number", panel), ("rowNumber", row)):
        letters = place(_glyphs(one.item(name)))
        assert room.left() <= letters.left()
        assert letters.right() <= room.right()
        assert letters.width() > room.width() * 0.5
    assert picture.width() == 1920


def test_a_panel_without_a_counter_says_what_to_type(tv: Open) -> None:
    one = tv(Shot(name="door-unset", script=screenshots.idle, door="99"))
    typed = one.item("command").property("text")
    assert typed == "giliran display set TV-7K --door …"
    assert one.items("codes") == []


def test_an_unconfigured_tv_says_what_to_type(tv: Open) -> None:
    one = tv(Shot(name="new", script=screenshots.nobody, configured=False))
    assert one.item("deviceName").property("text") == "TV-7K"
    assert one.item("command").property("text") == "giliran display set TV-7K --zone biru"
    assert "hijau" in one.item("codes").property("text")


def test_its_zone_can_be_set_while_it_runs(tv: Open) -> None:
    one = tv(Shot(name="new", script=screenshots.nobody, configured=False))
    known = one.hall.facts().device
    assert known is not None
    known.zones = ["jingga", "ungu"]
    one.hall.know(device=known)
    assert [item.property("text") for item in one.items("zone")] == ["Zona Jingga", "Zona Ungu"]


def test_another_diagonal_changes_the_rows_while_it_runs(tv: Open) -> None:
    one = tv(Shot(name="small", script=screenshots.six))
    known = one.hall.facts().device
    assert known is not None
    known.settings["diagonal_inches"] = 43
    one.hall.pass_time(1)
    assert len(one.items("row")) == 4
    assert one.item("more").property("text") == "+ 2 lagi bergantian"


def _glyphs(figures: QQuickItem) -> QQuickItem:
    (letters,) = [item for item in figures.childItems() if item.objectName() == "glyphs"]
    return letters


def _letters(text: QQuickItem) -> QRectF:
    """Where the letters can have ink: the line without the empty room above its capitals."""
    box = ink(text)
    lines = max(1, int(text.property("lineCount")))
    spare = box.height() / lines * 0.2
    return box.adjusted(0, spare, 0, -spare * 0.5)


def _on_screen(picture: QImage, box: QRectF) -> bool:
    return QRectF(picture.rect()).adjusted(-1, -1, 1, 1).contains(box)


def _inside() -> QPoint:
    return QPoint(12, 12)
