"""Every screen of the kiosk, in both languages, upright and across: nothing cut, nothing small."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF

from tests.ui.kiosk_screen import KioskScreen, Seen

LEAST_TEXT = 28
TARGET_MM = 20
GAP = 16
SHAPES = {
    "across 21.5": ((1920, 1080), 21.5),
    "upright 21.5": ((1080, 1920), 21.5),
}
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
    "17-search-nothing",
    "18-search-digits",
    "19-find",
    "20-find-nothing",
    "21-my-ticket",
    "22-my-ticket-missed",
    "23-cancel",
    "24-still-there",
    "25-help",
    "26-access",
    "27-away",
    "28-another",
    "29-pages",
    "30-no-printer",
    "31-agencies-shut",
]


@pytest.fixture(scope="module", params=SHAPES)
def kiosk(request: pytest.FixtureRequest) -> Iterator[KioskScreen]:
    size, diagonal = SHAPES[request.param]
    screen = KioskScreen(size, diagonal)
    yield screen
    screen.close()


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("shot", SHOTS)
def test_screen_is_whole(kiosk: KioskScreen, shot: str, language: str) -> None:
    kiosk.lead_to(shot, language)
    items = kiosk.items()
    words = [item for item in items if item.text.strip()]
    targets = [item for item in items if item.is_target]
    assert words
    assert cut(kiosk, words) == []
    assert over_the_edge(words, targets) == []
    assert collisions(words) == []
    assert too_small_to_read(words) == []
    assert too_small_to_hit(kiosk, targets) == []
    assert too_close(targets) == []


@pytest.mark.parametrize("shot", ["01-start", "03-agencies", "08-confirm-longest", "15-search"])
def test_large_screen_is_whole(shot: str) -> None:
    kiosk = KioskScreen((1080, 1920), 32.0)
    kiosk.lead_to(shot, "id")
    items = kiosk.items()
    kiosk.close()
    words = [item for item in items if item.text.strip()]
    assert cut(kiosk, words) == []
    assert collisions(words) == []
    assert too_small_to_hit(kiosk, [item for item in items if item.is_target]) == []


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
