"""The counter's windows: strip and full, both languages, every size, nothing cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt

from counter import scenes as shots
from counter.screenshots import DEMO, FULL, NARROW, SMALL, STRIP
from counter.states import LINE, SHIFT, STATES, TROUBLE, VISIT, State
from counter.studio import sample_site
from shared.qml import grab
from tests.ui.counter_screen import Open, Screen, opening

K = Qt.Key


@pytest.fixture
def screen() -> Iterator[Open]:
    yield from opening()


def test_the_strip_stays_on_top_and_the_window_does_not(screen: Open) -> None:
    one = screen(shots.crowd, STRIP)
    on_top = Qt.WindowType.WindowStaysOnTopHint
    assert one.window.flags() & on_top
    one.key(K.Key_6)
    assert not one.window.flags() & on_top
    assert one.window.width() > STRIP[0]


def test_the_strip_makes_room_for_a_question_and_shrinks_again(screen: Open) -> None:
    one = screen(shots.crowd, STRIP)
    one.key(K.Key_7)
    assert one.window.height() > STRIP[1]
    one.key(K.Key_Escape)
    assert (one.window.width(), one.window.height()) == STRIP


@pytest.mark.parametrize("top", [40, 500])
def test_a_strip_that_made_room_stands_where_it_stood(screen: Open, top: int) -> None:
    one = screen(shots.crowd, STRIP)
    one.window.setPosition(30, top)
    one.key(K.Key_7)
    one.key(K.Key_Escape)
    assert (one.window.x(), one.window.y(), one.window.height()) == (30, top, STRIP[1])


def test_a_strip_that_is_moved_while_it_asks_stays_there(screen: Open) -> None:
    one = screen(shots.crowd, STRIP)
    one.window.setPosition(30, 300)
    one.key(K.Key_7)
    one.window.setPosition(200, 100)
    bottom = one.window.y() + one.window.height()
    one.key(K.Key_Escape)
    assert one.window.x() == 200
    assert one.window.y() + one.window.height() == bottom


def test_the_other_language_comes_at_once(screen: Open) -> None:
    one = screen(shots.serving)
    one.key(K.Key_F8)
    assert one.text("primary").startswith("Finish & call")
    assert "Other counters here" in one.words()
    one.key(K.Key_F8)
    assert one.text("primary").startswith("Selesai & panggil")


def test_several_hubs_are_a_choice(screen: Open) -> None:
    one = screen(shots.several_hubs, STRIP, met=False)
    one.key(K.Key_2)
    assert one.hall.chosen_hub == "b81e03"


def test_a_refused_terminal_says_why(screen: Open) -> None:
    one = screen(met=False)
    one.hall.refuse_us("This hub speaks version 2 of the protocol.")
    assert one.text("hallWords") == "Pusat antrean menolak loket ini."
    assert "This hub speaks version 2 of the protocol." in one.words()


IDLE = (shots.nothing, shots.helping, shots.crowd, shots.undo, shots.paused, shots.refused)
BUSY = (shots.called, shots.recalled, shots.tv_off, shots.serving_long, shots.away, shots.long_name)
BEHIND = (shots.noted, shots.histories, shots.helps, shots.paused_over, shots.calling_by_itself)
"""What stands behind a ticket, and what the terminal does by itself."""
TIGHT = (shots.crowd, shots.recalled, shots.serving_long, shots.long_name)
"""Where most words stand."""


@pytest.mark.parametrize(
    ("size", "scale", "scripts"),
    [
        (STRIP, 1.0, IDLE + BUSY + BEHIND),
        (DEMO, 1.0, (shots.crowd, shots.recalled, shots.long_name)),
        (SMALL, 1.0, (shots.paused, *TIGHT)),
        (FULL, 1.25, TIGHT),
        pytest.param(SMALL, 1.0, IDLE + BUSY, marks=pytest.mark.long),
        pytest.param(FULL, 1.0, BEHIND, marks=pytest.mark.long),
        pytest.param(FULL, 1.25, IDLE + BUSY + BEHIND, marks=pytest.mark.long),
        pytest.param(FULL, 1.5, IDLE + BUSY + BEHIND, marks=pytest.mark.long),
    ],
)
def test_no_text_is_cut_outside_or_on_another(
    screen: Open, size: tuple[int, int], scale: float, scripts: tuple[shots.Script, ...]
) -> None:
    for script in scripts:
        counter = "21" if script is shots.long_name else "5"
        one = screen(script, size, counter=counter, scale=scale)
        all_stands_well(one, script.__name__)
        if one.model.property("screen") == "desk":
            one.key(K.Key_F8)
            all_stands_well(one, f"{script.__name__} in English")


@pytest.mark.parametrize(
    "part", [SHIFT, LINE, VISIT, TROUBLE], ids=["shift", "line", "visit", "trouble"]
)
def test_no_state_is_cut_on_a_small_office_screen_at_200_percent(
    screen: Open, part: tuple[State, ...]
) -> None:
    """Each state in one of the languages; questions one after the other, where they are asked. The
    next test has them all in both, each in a window of its own."""
    for place, states in enumerate(by_stand(part)):
        language = ("id", "en")[place % 2]
        asked_on: Screen | None = None
        for state in states:
            if asked_on is not None and isinstance(state.script, shots.Asking):
                give_up_the_question(asked_on)
                state.script.ask(asked_on)
                assert asked_on.model.sheet_card.is_open, state.name
                all_stands_well(asked_on, f"{state.name} in {language} at 200%")
            else:
                asked_on = drawn_well(screen, state, language, 2.0)


def by_stand(part: tuple[State, ...]) -> Iterable[list[State]]:
    """The states by what stands behind their questions, which comes first."""
    found: dict[tuple[object, ...], list[State]] = {}
    for state in sorted(part, key=lambda one: isinstance(one.script, shots.Asking)):
        script = state.script
        behind = script.after if isinstance(script, shots.Asking) else script
        found.setdefault((behind, state.counter, state.met), []).append(state)
    return found.values()


def give_up_the_question(one: Screen) -> None:
    while one.model.sheet_card.is_open:
        one.key(K.Key_Escape)


@pytest.mark.long
@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
@pytest.mark.parametrize("language", ["id", "en"])
def test_no_state_is_cut_in_any_language_at_any_scale(
    screen: Open, language: str, scale: float
) -> None:
    for state in STATES:
        drawn_well(screen, state, language, scale)


def drawn_well(screen: Open, state: State, language: str, scale: float) -> Screen:
    one = screen(
        state.script,
        FULL,
        counter=state.counter,
        met=state.met,
        language=language,
        scale=scale,
    )
    all_stands_well(one, f"{state.name} in {language} at {scale:.0%}")
    return one


def all_stands_well(one: Screen, what: str) -> None:
    whole = one.window.contentItem().boundingRect()
    seen = one.letters()
    for letters in seen:
        assert letters.fits, f"{what}: {letters}"
        inside = letters.room.adjusted(2, 2, -2, -2)
        assert letters.scrolls or whole.contains(inside), f"{what}: {letters}"
    assert one.overlaps(seen) == [], what


@pytest.mark.parametrize("width", [280, 301, 340, 430])
def test_a_narrow_strip_names_its_counter_and_keeps_words_and_keys_in_their_buttons(
    screen: Open, width: int
) -> None:
    one = screen(shots.crowd, (width, NARROW[1]))
    all_stands_well(one, "crowd")
    assert spilt(one, "primary", "act-call-number", "act-pause") == []
    one.press("call-next")
    shots.report_cut_off(one)
    all_stands_well(one, "called, a kiosk cut off")
    assert one.text("plate").startswith("Loket 5")
    assert one.text("state") == "Dipanggil"
    assert one.text("trouble").endswith("kertas darurat? F2")
    assert spilt(one, "primary", "act-recall", "act-no-show") == []


def spilt(one: Screen, *buttons: str) -> list[str]:
    """What a button draws beyond its edges."""
    drawn = {(each.text, each.room.topLeft().toTuple()): each.drawn for each in one.letters()}
    return [
        f"{button}: {text.words}"
        for button in buttons
        for text in one.find(button).texts
        if not one.find(button).room.contains(
            drawn[text.words, text.room.topLeft().toTuple()].adjusted(-2, -1, 2, 1)
        )
    ]


@pytest.mark.parametrize("scale", [1.25, 1.5, 2.0])
def test_a_full_window_shows_the_waiting_list_however_large_the_letters(
    screen: Open, scale: float
) -> None:
    one = screen(shots.crowd, scale=scale)
    listed = [each for each in one.letters() if each.scrolls and each.text.startswith("A-0")]
    assert len(listed) >= 5


@pytest.mark.parametrize(
    "size", [STRIP, SMALL, *(pytest.param(one, marks=pytest.mark.long) for one in (DEMO, FULL))]
)
def test_the_keys_of_a_state_are_of_one_type_size(screen: Open, size: tuple[int, int]) -> None:
    for script in (shots.crowd, shots.quiet, shots.called, shots.recalled, shots.serving):
        one = screen(script, size)
        in_indonesian = sizes_of_keys(one)
        one.key(K.Key_F8)
        in_english = sizes_of_keys(one)
        assert in_indonesian.keys() != in_english.keys()
        for sizes in (in_indonesian, in_english):
            assert len(sizes) >= 2
            assert len(set(sizes.values())) == 1, f"{script.__name__}: {sizes}"


def sizes_of_keys(one: Screen) -> dict[str, float]:
    """The type sizes on the smaller buttons, by their words."""
    names = {row.label for row in one.model.shelf_rows.buttons[1:]}
    return {each.text: each.size for each in one.letters() if each.text in names}


def test_the_longest_service_name_stands_there_in_full(screen: Open) -> None:
    name = next(each for each in sample_site().services if each.code == "SIP-NAKES")
    longest = name.name["id"]
    assert len(longest) == 106
    for size in (STRIP, SMALL):
        one = screen(shots.long_name, size, counter="21")
        assert longest in one.text("service")
        one.key(K.Key_F9)
        one.type("gizi")
        assert any(each.text == longest and not each.cut for each in one.letters())


def test_the_keys_end_where_the_lists_end(screen: Open) -> None:
    for script in (shots.crowd, shots.called, shots.serving, shots.quiet):
        one = screen(script)
        keys = [
            one.find(f"act-{row.act}").room.bottom() for row in one.model.shelf_rows.buttons[1:]
        ]
        assert max(keys) == pytest.approx(one.find("asides").room.bottom(), abs=1), script.__name__


def test_what_has_no_room_in_the_list_leaves_the_cards_corners_round(screen: Open) -> None:
    one = screen(shots.crowd)
    assert one.shows("moreWaiting")
    card, picture = one.find("waitingCard").room.toRect(), grab(one.window)
    for corner in (card.bottomLeft() + QPoint(1, -1), card.bottomRight() - QPoint(1, 1)):
        assert picture.pixelColor(corner) != picture.pixelColor(card.center())


def test_the_number_is_the_largest_thing(screen: Open) -> None:
    for size, least in ((STRIP, 48), (SMALL, 76)):
        one = screen(shots.spoken, size)
        heights = {letters.text: letters.high for letters in one.letters()}
        number = heights.pop("A-023")
        assert number >= least
        assert number > max(heights.values()) or size == SMALL
