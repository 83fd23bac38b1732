"""What a visitor touches on the way to a number, and what stands there to be read, as drawn."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRectF

from shared.domain.ids import AgencyCode, ServiceCode
from shared.domain.site import Service, text
from tests.pauses import Person, Place, Step
from tests.ui.kiosk_screen import KioskScreen, Seen

PRINTING_MS = 2_500
"""From the answer of the hub until the paper is cut: 80 mm at what receipt printers do."""
LONGEST_SEARCH = 16
LOOK_MS = 500
_FOR_SOME = frozenset({"PriorityPanel", "AssistancePanel", "PeopleRow"})
"""Parts of the confirmation that do not concern everybody."""


class Walker:
    """Goes to a service on the real screens and writes down each touch."""

    def __init__(self, kiosk: KioskScreen, language: str) -> None:
        self.kiosk = kiosk
        self.language = language
        self.steps: list[Step] = []

    def begin(self) -> None:
        self.kiosk.begin()
        self.steps = []
        if self.language != "id":
            self.touch("language")

    def to_popular(self, service: Service) -> list[Step]:
        """From a tile of the first screen."""
        self.begin()
        return self._take(service.code)

    def by_agency(self, service: Service) -> list[Step]:
        """Through the agency, and its group where it has them."""
        self.begin()
        return self._through_agency(service)

    def _through_agency(self, service: Service) -> list[Step]:
        self.touch("agencies")
        self._turn_to(f"agency-{service.agency}")
        catalogue = self.kiosk.model.catalogue()
        if catalogue.is_grouped(service.agency):
            self.touch(f"group-{self._group(service.agency, service.code)}")
        self._turn_to(f"service-{service.code}", touch=False)
        return self._take(service.code)

    def by_search(self, service: Service) -> list[Step]:
        """By the letters of its name, until it stands there; else home and by the agency."""
        self.begin()
        self.touch("search")
        plain = [c for c in text(service.name, self.language).lower() if c.isalpha() or c == " "]
        for letter in plain[:LONGEST_SEARCH]:
            self.touch("key-space" if letter == " " else f"key-{letter}", letter=True)
            if self.kiosk.shows(f"service-{service.code}"):
                return self._take(service.code)
        self.touch("home")
        return self._through_agency(service)

    def touch(self, name: str, *, letter: bool = False) -> None:
        self.steps.append(step_to(self.kiosk, name, letter=letter))
        if letter:
            self.kiosk.touch(name)
        else:
            self.kiosk.go(name)

    def _take(self, code: ServiceCode) -> list[Step]:
        self.touch(f"service-{code}")
        assert self.kiosk.at == "confirm", f"{code} does not lead to its confirmation"
        self.touch("take")
        assert self.kiosk.at == "done"
        return self.steps

    def _group(self, agency: AgencyCode, code: ServiceCode) -> str:
        catalogue = self.kiosk.model.catalogue()
        for group, _ in catalogue.groups(agency):
            if code in {one.code for one in catalogue.services_of(agency, group.code)}:
                return group.code
        raise AssertionError(f"{code} is in no group of {agency}")

    def _turn_to(self, name: str, *, touch: bool = True) -> None:
        while not self.kiosk.shows(name):
            self.touch("pagerOn")
        if touch:
            self.touch(name)


def step_to(kiosk: KioskScreen, name: str, *, letter: bool = False) -> Step:
    """A touch on what stands there now."""
    items = kiosk.items()
    target = next(one for one in items if one.name == name)
    texts = [one for one in items if _is_text(one) and not _within(one, items, {"BottomBar"})]
    if kiosk.at != "confirm":
        before = [one for one in texts if _before(one.box, target.box)]
        return Step(name, 0, _words(before), _place(target.box), letter)
    passed = [one for one in texts if _within(one, items, _FOR_SOME)]
    read = _words(texts) - _words(passed)
    return Step(name, read, _words(passed), _place(target.box), optional=True)


def live(kiosk: KioskScreen, steps: list[Step], person: Person) -> None:
    """The same visit at a person's pace, by the test's clock; "still there?" is answered.

    Nobody stood there for a while, so that the first touch is the beginning.
    """
    _wait(kiosk, kiosk.model.flow.waits.still_there)
    for step, before in zip(steps, [None, *steps[:-1]], strict=True):
        if before is not None:
            _wait(kiosk, person.pause_ms(step, before.place))
        kiosk.touch(step.name)
    _wait(kiosk, PRINTING_MS)
    kiosk.model.paperwork.printed(kiosk.press.jobs[-1].id, False)


def _wait(kiosk: KioskScreen, ms: int) -> None:
    until = kiosk.steady + ms
    while kiosk.steady < until:
        kiosk.steady = min(until, kiosk.steady + LOOK_MS)
        kiosk.model.tick()
        if kiosk.model.property("ask") == "still_there":
            kiosk.draw()
            kiosk.touch("stay")


def _is_text(item: Seen) -> bool:
    return any(letter.isalpha() for letter in item.text)


def _within(item: Seen, items: list[Seen], kinds: Collection[str]) -> bool:
    """Whether it stands in a part of that kind."""
    return any(one.kind in kinds and one.box.contains(item.box.center()) for one in items)


def _before(box: QRectF, target: QRectF) -> bool:
    """In the order of reading: lines from above, each from the left."""
    if box.center().y() < target.top():
        return True
    return box.center().y() <= target.bottom() and box.left() <= target.right()


def _words(items: list[Seen]) -> int:
    return sum(len(one.text.split()) for one in items)


def _place(box: QRectF) -> Place:
    return Place(box.center().x(), box.center().y(), min(box.width(), box.height()))
