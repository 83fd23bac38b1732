"""Every screen of the kiosk, in both languages, upright and across: nothing cut, nothing small."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF

from shared.domain.site import Site
from tests.ui.kiosk_screen import KioskScreen, Seen, sample_site

LEAST_TEXT = 28
TARGET_MM = 20
GAP = 16
SHAPES = {
    "across 21.5": ((1920, 1080), 21.5),
    "upright 21.5": ((1080, 1920), 21.5),
}
PARTS = {
    "AssistancePanel",
    "BottomBar",
    "ErrandKeys",
    "Heading",
    "Keyboard",
    "NoticeLine",
    "PeopleRow",
    "PreparePanel",
    "PriorityPanel",
    "ShutBanner",
    "TicketFace",
    "WaitPanel",
}
"""What stands beside one another, never one in the other."""
FACES = {"TicketFace", "Panel", "BigButton", "Heading", "NoticeLine"}
"""What fills a screen that says one thing."""
SHOTS = [
    "01-start",
    "02-start-shut",
    "03-agencies",
    "04-groups",
    "05-services",
    "06-services-ten",
    "07-confirm",
    "08-confirm-longest",
    "09-confirm-people",
    "10-for-other",
    "11-printing",
    "12-done",
    "13-no-paper",
    "14-closed",
    "15-search",
    "16-search-empty",
    "17-search-near",
    "17-search-nothing",
    "18-search-digits",
    "19-find",
    "20-find-nothing",
    "21-my-ticket",
    "22-my-ticket-missed",
    "22-my-ticket-postponed",
    "23-cancel",
    "24-still-there",
    "25-help",
    "26-access",
    "27-away",
    "28-another",
    "29-pages",
    "30-no-printer",
    "31-agencies-shut",
    "32-hubs",
    "33-hubs-tried",
    "34-refused",
    "35-confirm-full",
    "36-confirm-helped",
    "37-closed-unknown",
    "38-agencies-some-shut",
    "39-hubs-many",
    "43-alone-done",
    "50-confirm-list",
    "51-closed-list",
    "52-standard",
    "53-standard-more",
    "54-map",
    "55-map-upstairs",
    "56-confirm-long",
    "57-events",
    "58-event",
    "59-event-going-on",
    "60-event-done",
]


@pytest.fixture(scope="module", params=SHAPES)
def kiosk(request: pytest.FixtureRequest) -> Iterator[KioskScreen]:
    size, diagonal = SHAPES[request.param]
    screen = KioskScreen(size, diagonal)
    yield screen
    screen.close()


@pytest.fixture(scope="module")
def large() -> Iterator[KioskScreen]:
    screen = KioskScreen((1080, 1920), 32.0)
    yield screen
    screen.close()


@pytest.mark.parametrize("shot", SHOTS)
def test_screen_is_whole(kiosk: KioskScreen, shot: str) -> None:
    kiosk.lead_to(shot, "id")
    assert_whole(kiosk)
    kiosk.in_other_words(shot, "en")
    assert_whole(kiosk)


@pytest.mark.parametrize("shape", SHAPES)
def test_names_that_the_check_warns_of_stay_in_their_room(shape: str) -> None:
    kiosk = KioskScreen(*SHAPES[shape], site=with_long_names(sample_site()))
    for shot in ("04-groups", "07-confirm", "12-done", "35-confirm-full"):
        kiosk.lead_to(shot, "id")
        assert_whole(kiosk)
    kiosk.close()


def with_long_names(site: Site) -> Site:
    """As somebody writes who has never seen the screen."""
    return replace(
        site,
        priority=tuple(replace(one, name=long_name(66)) for one in site.priority),
        assistance=tuple(replace(one, name=long_name(60)) for one in site.assistance),
        services=tuple(
            replace(
                one,
                requirements={
                    language: (long_name(350)["id"],) * len(needs)
                    for language, needs in one.requirements.items()
                },
            )
            for one in site.services
        ),
        agencies=tuple(
            replace(
                agency, groups=tuple(replace(group, name=long_name(105)) for group in agency.groups)
            )
            for agency in site.agencies
        ),
    )


def long_name(letters: int) -> dict[str, str]:
    words = "Pelayanan administrasi terpadu untuk seluruh warga kabupaten Banyuwangi "
    text = (words * 9)[:letters].strip()
    return {"id": text, "en": text}


def assert_whole(kiosk: KioskScreen) -> None:
    """All that can be seen now has its room."""
    items = kiosk.items()
    words = [item for item in items if item.text.strip()]
    targets = [item for item in items if item.is_target]
    assert words
    assert cut(kiosk, words) == []
    assert over_the_edge(words, targets) == []
    assert covered(items) == []
    assert collisions(words) == []
    assert too_small_to_read(words) == []
    assert too_small_to_hit(kiosk, targets) == []
    assert too_close(targets) == []


@pytest.mark.parametrize("shot", ["01-start", "03-agencies", "08-confirm-longest", "15-search"])
def test_large_screen_is_whole(large: KioskScreen, shot: str) -> None:
    large.lead_to(shot, "id")
    items = large.items()
    words = [item for item in items if item.text.strip()]
    assert cut(large, words) == []
    assert collisions(words) == []
    assert too_small_to_hit(large, [item for item in items if item.is_target]) == []


def test_the_parts_of_a_screen_are_known_by_their_names(kiosk: KioskScreen) -> None:
    kiosk.lead_to("35-confirm-full", "id")
    parts = {item.kind for item in kiosk.items()} & PARTS
    assert {"WaitPanel", "PreparePanel", "PriorityPanel", "AssistancePanel", "NoticeLine"} <= parts


@pytest.mark.parametrize("shot", ["05-services", "06-services-ten", "04-groups"])
def test_the_names_of_a_page_stand_in_one_size(kiosk: KioskScreen, shot: str) -> None:
    kiosk.lead_to(shot, "id")
    titles = [item.drawn for item in kiosk.items() if item.name == "tileTitle"]
    assert len(titles) > 1
    assert len(set(titles)) == 1


def test_the_names_of_a_row_begin_at_one_height() -> None:
    screen = KioskScreen((1920, 1080), 21.5)
    screen.lead_to("01-start", "en")
    tops = [round(item.box.top()) for item in screen.items() if item.name == "tileTitle"]
    screen.close()
    assert len(tops) == 12
    assert len(set(tops)) == 3


def test_the_warning_stays_beside_what_has_become_of_a_touch(kiosk: KioskScreen) -> None:
    kiosk.lead_to("35-confirm-full", "id")
    assert kiosk.find("warning").text
    assert "Buka daftar syarat" in kiosk.find("notice").text
    kiosk.touch("allRequirements")
    longest = max(sample_site().services, key=lambda one: len(one.name["id"]))
    assert all(kiosk.reads(need) for need in longest.requirements["id"])


@pytest.mark.parametrize("shot", ["12-done", "13-no-paper", "21-my-ticket", "14-closed"])
def test_no_hole_in_the_middle_of_a_screen(kiosk: KioskScreen, shot: str) -> None:
    kiosk.lead_to(shot, "id")
    height = kiosk.window.height()
    filled = sorted(
        (i.box.top(), i.box.bottom()) for i in kiosk.items() if i.kind in FACES or i.is_target
    )
    assert filled
    reached = filled[0][0]
    for top, bottom in filled:
        assert top - reached < 0.1 * height
        reached = max(reached, bottom)
    assert height - reached < 0.16 * height


def test_a_ticket_does_not_touch_what_stands_below_it(kiosk: KioskScreen) -> None:
    kiosk.lead_to("43-alone-done", "en")
    face = next(item for item in kiosk.items() if item.kind == "TicketFace")
    paper = next(i for i in kiosk.items() if i.kind == "Panel" and i.box.top() > face.box.top())
    assert paper.box.top() - face.box.bottom() >= GAP


def test_all_agencies_keep_their_places_on_one_page(kiosk: KioskScreen) -> None:
    kiosk.lead_to("03-agencies", "id")
    codes = [item.name for item in kiosk.items() if item.name.startswith("agency-")]
    assert codes == [f"agency-{agency.code}" for agency in kiosk.model.catalogue().agencies]
    assert len(codes) == 24


def cut(kiosk: KioskScreen, words: list[Seen]) -> list[str]:
    """Texts whose letters stand outside of their own room, or of the screen."""
    screen = QRectF(0, 0, *kiosk.size)
    return [w.text for w in words if w.is_cut or not screen.contains(w.letters)]


def over_the_edge(words: list[Seen], targets: list[Seen]) -> list[str]:
    """Texts that stand partly on a button or tile and partly outside of it."""
    inner = [target.box.adjusted(2, 2, -2, -2) for target in targets]
    return [
        w.text
        for w in words
        for box in inner
        if box.contains(w.letters.center()) and not box.contains(w.letters)
    ]


def covered(items: list[Seen]) -> list[tuple[str, str]]:
    """Panels, and whole parts of the screen, that lie over one another."""
    parts = [item for item in items if item.kind in PARTS]
    boxes = [(part.kind, part.box.adjusted(1, 1, -1, -1)) for part in parts]
    return [(a, b) for (a, one), (b, two) in combinations(boxes, 2) if one.intersects(two)]


def collisions(words: list[Seen]) -> list[tuple[str, str]]:
    """Texts whose letters lie over one another."""
    boxes = [(w.text, w.letters.adjusted(2, 4, -2, -4)) for w in words]
    return [(a, b) for (a, one), (b, two) in combinations(boxes, 2) if one.intersects(two)]


def too_small_to_read(words: list[Seen]) -> list[tuple[str, int]]:
    """Texts below the least size; a shrunk text has at least its `least`."""
    return [(w.text, w.least) for w in words if w.least < LEAST_TEXT]


def too_small_to_hit(kiosk: KioskScreen, targets: list[Seen]) -> list[str]:
    """Targets below 20 mm on the configured screen."""
    least = TARGET_MM * kiosk.px_per_mm
    return [t.name for t in targets if min(t.box.width(), t.box.height()) < least]


def too_close(targets: list[Seen]) -> list[tuple[str, str]]:
    """Pairs of targets with less than the gap between them."""
    half = GAP / 2 - 0.5
    grown = [(t.name, t.box.adjusted(-half, -half, half, half)) for t in targets]
    return [(a, b) for (a, one), (b, two) in combinations(grown, 2) if one.intersects(two)]
