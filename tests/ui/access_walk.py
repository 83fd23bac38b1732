"""Walks a screen of the kiosk with the keys of a keypad alone, and measures what stands there."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from numpy import argsort, frombuffer, uint32, unique
from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest

from kiosk.access.modes import Modes
from kiosk.access.sizes import CAP_RATIO, HIGHEST_MM, cap_height_mm
from kiosk.screens import Ask
from kiosk.shots import Acts, Shots
from tests.ui.kiosk_screen import KioskScreen, Seen
from tests.ui.test_kiosk_layout import collisions, cut, over_the_edge

TARGET_MM = 20
GAP_PX = 16
TEXT_CONTRAST = 7.0
MARK_CONTRAST = 3.0
ROLES = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.StaticText,
}
READ = {"element", "elementLine", "said", "told"}
"""What the keys stop at only to have it read."""
LETTER = "key-"
ROUND = 240
_FOCUS = """
(function () {
    const item = activeFocusItem;
    if (!item || !item.visualFocus)
        return "null";
    function rect(one) {
        const place = one.mapToItem(null, 0, 0);
        return [place.x, place.y, one.width, one.height];
    }
    const ring = Array.from(item.children)
        .find(one => one.objectName === "focusMark" && one.visible);
    const found = ring ? rect(ring) : null;
    return JSON.stringify({ name: item.objectName, box: rect(item), ring: found });
})()
"""


@dataclass(frozen=True)
class Fault:
    """One thing that somebody cannot see, reach, or hear of."""

    screen: str
    check: str
    what: str
    measured: str


@dataclass(frozen=True)
class Stop:
    """Where the keys have stopped: what a screen reader is told of it, and its ring."""

    name: str
    box: tuple[int, int, int, int]
    said: str
    role: QAccessible.Role
    ring: QRectF | None


NOWHERE = Stop("", (0, 0, 0, 0), "", QAccessible.Role.NoRole, None)


def table(faults: list[Fault]) -> str:
    """The faults as lines to read, one below the other."""
    rows = [("screen", "check", "what", "measured")]
    rows += [(f.screen, f.check, f.what, f.measured) for f in faults]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n" + "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )


def lead_in(kiosk: KioskScreen, shot: str, modes: Modes, language: str) -> None:
    """To a screen, with the modes switched on at the start."""
    # Outside of an event loop nobody takes away the screens that are gone.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    kiosk.steady += 120_000
    kiosk.fresh(language)
    kiosk.model.flow.visitor.modes = modes
    kiosk.model.refresh()
    kiosk.settle()
    for act in ways(kiosk, language)[shot]:
        act()
        kiosk.settle()
        # Another visit has begun; where nobody stands any more, no mode is on.
        if kiosk.model.flow.visitor.modes != modes and not kiosk.shows("rest"):
            kiosk.model.flow.visitor.modes = modes
            kiosk.model.refresh()
    kiosk.draw()


def in_other_words(
    kiosk: KioskScreen, shot: str, modes: Modes, language: str, stood: tuple[str, ...]
) -> None:
    """The same in another language, where it still stands as it did when it was led in."""
    kiosk.model.speak(language)
    kiosk.settle()
    kiosk.draw()
    if standing(kiosk) != stood or kiosk.shows("retype"):
        lead_in(kiosk, shot, modes, language)


def standing(kiosk: KioskScreen) -> tuple[str, ...]:
    """What the kiosk shows now."""
    flow = kiosk.model.flow
    return (kiosk.at, flow.ask, flow.visitor.part, "rest" if kiosk.shows("rest") else "")


def ways(kiosk: KioskScreen, language: str) -> dict[str, Acts]:
    """The acts that lead to each screen; with the parts that only the plain ones have."""
    shots = Shots(kiosk, language)
    confirm, family = (shots.choosing()[name] for name in ("07-confirm", "09-confirm-people"))
    part = kiosk.model.access_modes.openPart
    return shots.all() | {
        "80-part-priority": [*confirm, lambda: part("priority")],
        "81-part-assistance": [*confirm, lambda: part("assistance")],
        "82-part-people": [*family, lambda: part("people")],
        "83-find-check": [
            shots.open("find"),
            lambda: kiosk.model.typeTicket("A", False),
            lambda: kiosk.go("lookUp") if kiosk.plain else None,
        ],
    }


def faults_of(kiosk: KioskScreen, shot: str) -> list[Fault]:
    """Everything wrong on all pages of the screen that is shown, and on what its results are."""
    found = _pages_faults(kiosk, shot)
    if kiosk.shows("pick"):
        kiosk.go("pick")
        found += _pages_faults(kiosk, f"{shot} picked")
    return found


def _pages_faults(kiosk: KioskScreen, shot: str) -> list[Fault]:
    choices: set[str] = set()
    found = _each_page(kiosk, shot, choices)
    if kiosk.shows("told"):
        missed = sorted(choices - _arrows_reach(kiosk))
        found += [Fault(shot, "arrows", name, "never reached") for name in missed]
    return found


def _arrows_reach(kiosk: KioskScreen) -> set[str]:
    """What the spoken mode's arrows come to: up and down everything, to the sides the letters."""
    met = {stop.name for stop in walk(kiosk, Qt.Key.Key_Down)}
    if any(name.startswith(LETTER) for name in met):
        while not (stop_of(kiosk) or NOWHERE).name.startswith(LETTER):
            QTest.keyClick(kiosk.window, Qt.Key.Key_Down)
        met |= {stop.name for stop in walk(kiosk, Qt.Key.Key_Right)}
    return met


def _each_page(kiosk: KioskScreen, shot: str, choices: set[str]) -> list[Fault]:
    """Its `choices` come together: in the spoken mode the arrows lead over all pages."""
    found: list[Fault] = []
    for page in range(ROUND):
        label = f"{shot} {page + 1}"
        found += [Fault(label, *each) for each in _page_faults(kiosk)]
        choices |= {one.name for one in kiosk.items() if one.is_target and not _for_hands(one.name)}
        turner = [item for item in kiosk.items() if item.name == "pagerOn"]
        if not kiosk.plain or not turner:
            return found
        kiosk.touch("pagerOn")
        if any(i.text.startswith(f"{1}/") or " 1/" in i.text for i in kiosk.items() if i.text):
            return found
    raise AssertionError(f"{shot}: the pages never end")


def _page_faults(kiosk: KioskScreen) -> list[tuple[str, str, str]]:
    items = kiosk.items()
    targets = [item for item in items if item.is_target and item.name not in READ]
    words = [item for item in items if item.text.strip()]
    found = [*_sizes(kiosk, targets), *_gaps(targets), *_layout(kiosk, words, targets)]
    found += _contrasts(kiosk, words)
    if kiosk.model.flow.visitor.modes.reach and kiosk.plain:
        found += _heights(kiosk, targets)
    if kiosk.model.flow.visitor.modes.large and kiosk.plain:
        found += _letters(kiosk, words)
    return found + _stops(kiosk, [item for item in items if item.is_target and item.enabled])


def _for_hands(name: str) -> bool:
    """Arrows in the spoken mode turn pages by themselves, and what they come to is spoken."""
    return name in ("", "pagerOn", "pagerBack") or name.startswith("hear")


def _layout(
    kiosk: KioskScreen, words: list[Seen], targets: list[Seen]
) -> list[tuple[str, str, str]]:
    over = [f"{one[:30]} | {other[:30]}" for one, other in collisions(words)]
    return [
        *(("cut", text[:50], "") for text in cut(kiosk, words)),
        *(("one over another", pair, "") for pair in over),
        *(("over the edge", text[:50], "") for text in over_the_edge(words, targets)),
    ]


# Measures ------------------------------------------------------------------------------------


def _sizes(kiosk: KioskScreen, targets: list[Seen]) -> list[tuple[str, str, str]]:
    mm = [(t.name, min(t.box.width(), t.box.height()) / kiosk.px_per_mm) for t in targets]
    return [("target", name, f"{size:.1f} mm") for name, size in mm if size < TARGET_MM]


def _gaps(targets: list[Seen]) -> list[tuple[str, str, str]]:
    half = GAP_PX / 2 - 0.5
    grown = [(t.name, t.box.adjusted(-half, -half, half, half)) for t in targets]
    pairs = ((a, b) for i, a in enumerate(grown) for b in grown[i + 1 :])
    return [("gap", f"{a[0]} | {b[0]}", "") for a, b in pairs if a[1].intersects(b[1])]


def _heights(kiosk: KioskScreen, targets: list[Seen]) -> list[tuple[str, str, str]]:
    """Above the floor; the upper edge of a control counts."""
    bottom, height = kiosk.bottom_mm, kiosk.size[1]
    tops = [(t.name, bottom + (height - t.box.top()) / kiosk.px_per_mm) for t in targets]
    return [("reach", name, f"{top:.0f} mm") for name, top in tops if top > HIGHEST_MM + 0.5]


def _letters(kiosk: KioskScreen, words: list[Seen]) -> list[tuple[str, str, str]]:
    least = cap_height_mm(kiosk.distance_mm)
    caps = [(w.text, w.drawn * CAP_RATIO / kiosk.px_per_mm) for w in words]
    return [("letters", text[:40], f"{cap:.2f} mm") for text, cap in caps if cap < least - 0.05]


def _contrasts(kiosk: KioskScreen, words: list[Seen]) -> list[tuple[str, str, str]]:
    picture = kiosk.window.grabWindow().convertToFormat(QImage.Format.Format_RGB32)
    measured = [(w.text, contrast_in(picture, w.letters.toAlignedRect())) for w in words]
    return [
        ("contrast", text[:40].replace("\n", " "), f"{ratio:.1f}:1")
        for text, ratio in measured
        if ratio < TEXT_CONTRAST
    ]


def contrast_in(picture: QImage, room: QRect) -> float:
    """Of the letters in this room against their ground: its two most frequent colours.

    What lies between them is the soft edge of the letters.
    """
    part = picture.copy(room.intersected(picture.rect()))
    colours, counts = unique(frombuffer(part.constBits(), uint32), return_counts=True)
    ground, *others = (int(colour) for colour in colours[argsort(-counts, kind="stable")][:4])
    light = luminance(ground)
    return max((ratio(light, luminance(colour)) for colour in others), default=1.0)


def luminance(colour: int) -> float:
    """WCAG 2.2, relative luminance of 0xRRGGBB."""
    parts = [(colour >> shift & 255) / 255 for shift in (16, 8, 0)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


# The walk ------------------------------------------------------------------------------------


def _stops(kiosk: KioskScreen, targets: list[Seen]) -> list[tuple[str, str, str]]:
    if kiosk.model.flow.ask is Ask.STILL_THERE:
        return _any_key_answers(kiosk)
    if kiosk.shows("wake"):
        return _any_key_wakes(kiosk)
    # Where arrows have another meaning, over all pages or among hubs, it is the other key.
    tabs = kiosk.at == "hubs" or kiosk.model.access_modes.speech.available
    stops = walk(kiosk, Qt.Key.Key_Tab if tabs else Qt.Key.Key_Down)
    found = []
    reached = Counter((stop.name, stop.box) for stop in stops)
    for target in targets:
        if not reached.pop((target.name, _box(target.box)), 0):
            found.append(("keyboard", target.name, "never reached"))
    found += [("keyboard", name, "cannot be seen") for name, _ in reached]
    for stop in stops:
        if not stop.said.strip(" ,·"):
            found.append(("name", stop.name, repr(stop.said)))
        if stop.role not in ROLES:
            found.append(("role", stop.name, str(stop.role)))
        if stop.ring is None:
            found.append(("mark", stop.name, "none"))
    return found + _mark(kiosk, stops)


def _any_key_answers(kiosk: KioskScreen) -> list[tuple[str, str, str]]:
    QTest.keyClick(kiosk.window, Qt.Key.Key_Down)
    still = kiosk.model.flow.ask is Ask.STILL_THERE
    return [("keyboard", "still there?", "not answered")] if still else []


def _any_key_wakes(kiosk: KioskScreen) -> list[tuple[str, str, str]]:
    """Nobody stands there: the first key only wakes, and is followed by the start."""
    QTest.keyClick(kiosk.window, Qt.Key.Key_Down)
    kiosk.draw()
    return [("keyboard", "at rest", "not woken")] if kiosk.shows("wake") else []


def walk(kiosk: KioskScreen, key: Qt.Key) -> list[Stop]:
    """Once round with one key."""
    stops: list[Stop] = []
    for _ in range(ROUND):
        QTest.keyClick(kiosk.window, key)
        stop = stop_of(kiosk)
        if stop is None or (stops and stop == stops[0]):
            return stops
        stops.append(stop)
    raise AssertionError("the walk never comes round")


def stop_of(kiosk: KioskScreen) -> Stop | None:
    """Where the mark stands now; None: nowhere."""
    found = kiosk.ask_qml(_FOCUS)
    if found is None:
        return None
    told = QAccessible.queryAccessibleInterface(kiosk.window).focusChild()
    name, role = told.text(QAccessible.Text.Name), told.role()
    ring = QRectF(*found["ring"]) if found["ring"] else None
    return Stop(found["name"], _box(QRectF(*found["box"])), name, role, ring)


def _mark(kiosk: KioskScreen, stops: list[Stop]) -> list[tuple[str, str, str]]:
    """The ring of the last stop, in the picture: its colour against what is around it."""
    if not stops or stops[-1].ring is None:
        return []
    here = stop_of(kiosk)
    assert here is not None
    assert here.ring is not None
    picture = kiosk.window.grabWindow()
    middle = here.ring.center().y()
    on = picture.pixel(round(here.ring.left()) + 2, round(middle))
    off = picture.pixel(max(0, round(here.ring.left()) - 2), round(middle))
    measured = ratio(luminance(on & 0xFFFFFF), luminance(off & 0xFFFFFF))
    return [("mark", here.name, f"{measured:.1f}:1")] if measured < MARK_CONTRAST else []


def _box(box: QRectF) -> tuple[int, int, int, int]:
    return (
        math.floor(box.x() + 0.5),
        math.floor(box.y() + 0.5),
        math.floor(box.width() + 0.5),
        math.floor(box.height() + 0.5),
    )
