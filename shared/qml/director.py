"""Stage directions: a running app is told by lines of JSON what to touch, and shows what it drew.

The headless demo and the scenario tests drive the real apps with it, where there is no screen
and no finger. Only who started the app can do so: the lines come on its standard input.

The first line out says that the window has drawn its first frame. Then one line in, one line out,
in order. What a line names is waited for, up to its ``within`` seconds:

* ``{"tap": NAME}``: press and release in the middle of the item, once the app would heed it;
  with ``"at_once": true`` without waiting for that
* ``{"where": NAME}``: the middle of the item on the screen, for a real pointer
* ``{"keys": "1234"}``, ``{"key": "Return"}``: as a keyboard sends them
* ``{"see": NAME, "text": PART}``: waits until the item shows a text with PART; answers ``text``
* ``{"gone": NAME}``: waits until no such item is to be seen
* ``{"focus": true}``: answers ``name``, the objectName of the item that the keys go to
* ``{"felt": N}``: waits until N presses of a finger or a key have come since the first asking;
  that one only begins to count
* ``{"shot": FILE}``: draws the window into a PNG; answers how many texts were ``drawn``, and which
  stand in the scene but left no ink (``blank``)
* ``{"note": KIND, "nth": N}``: waits for the Nth thing of a kind that the app has noted itself
  (what a display says, for instance); answers what it noted and when
* ``{"pulse": true}``: answers ``longest_ms``, the longest time since the last asking in which the
  app could not have answered a finger; the first one only begins to measure
* ``{"frames": "count"}``, ``"drive"`` (the next frame is drawn at once), then ``"take"``: answers
  how many ``frames`` there were, in how many ``seconds``, and the gaps between them
* ``{"quit": true}``

NAME is an item's objectName, or the beginning of the text that it shows.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

from shared.qml.eyes import Eyes, Thing
from shared.qml.frame_meter import FrameMeter

LOOK_MS = 15
"""How often something that is waited for is looked for."""

BEAT_MS = 10
"""How often the pulse is felt."""

WITHIN = 5.0
"""seconds"""

Doing = Callable[[dict[str, Any]], dict[str, Any] | None]
"""Carries a direction out: its answer, or None while what it names is not there."""


class Pulse(QObject):
    """How evenly the event loop turns: the longest time between two of its beats."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last = 0.0
        self._longest = 0.0
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def longest_ms(self) -> float:
        """Beyond the beat itself, since the last asking. Begins to measure, if it has not."""
        if not self._timer.isActive():
            self._last = time.monotonic()
            self._timer.start()
        self._beat()
        longest, self._longest = self._longest, 0.0
        return longest

    def _beat(self) -> None:
        now = time.monotonic()
        self._longest = max(self._longest, (now - self._last) * 1_000 - BEAT_MS)
        self._last = now


class Touch(QObject):
    """Counts what comes from a pointer or a keyboard of the system's, once it has been dealt with.

    A real pointer's press is on its way for a while: who leads the app with one has to know when
    it has come.
    """

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__(window)
        self.presses = 0
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.MouseButtonRelease, QEvent.Type.KeyPress):
            QTimer.singleShot(0, self._count)
        return False

    def _count(self) -> None:
        self.presses += 1


class Director(QObject):
    """Reads directions from standard input and answers on standard output."""

    def __init__(self, window: QQuickWindow, ready: Callable[[], bool] = lambda: True) -> None:
        """`ready` says whether a finger would be heeded now; taps wait for it."""
        super().__init__(window)
        self._window = window
        self._ready = ready
        self._eyes = Eyes(window)
        self._waiting: deque[dict[str, Any]] = deque()
        self._since = time.monotonic()
        self._rest = b""
        self._doings: dict[str, Doing] = {
            "tap": self._tap,
            "where": self._where,
            "keys": self._keys,
            "key": self._key,
            "see": self._see,
            "gone": self._gone,
            "focus": self._focus,
            "felt": self._feel,
            "shot": self._shot,
            "note": self._noted,
            "pulse": self._take_pulse,
            "frames": self._count_frames,
            "quit": self._quit,
        }
        self._pulse = Pulse(self)
        self._touch: Touch | None = None
        self._meter: FrameMeter | None = None
        self._notes: dict[str, list[dict[str, Any]]] = {}
        self._input = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._input.activated.connect(self._read)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._go_on)
        window.frameSwapped.connect(self._first_frame, Qt.ConnectionType.SingleShotConnection)

    def note(self, kind: str, **facts: object) -> None:
        """The app tells of something that cannot be seen."""
        self._notes.setdefault(kind, []).append({"noted": time.time(), **facts})

    def _first_frame(self) -> None:
        """Said once, by itself: the app stands on the screen."""
        print(json.dumps({"ok": True, "first_frame": time.time()}), flush=True)

    def _read(self) -> None:
        data = os.read(sys.stdin.fileno(), 65_536)
        if not data:
            self._input.setEnabled(False)
            return
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            if line.strip():
                self._waiting.append(json.loads(line))
        if not self._timer.isActive():
            self._since = time.monotonic()
            self._timer.start()

    def _go_on(self) -> None:
        while self._waiting:
            direction = self._waiting[0]
            answer = self._try(direction)
            if answer is None:
                return
            self._waiting.popleft()
            self._since = time.monotonic()
            print(json.dumps(answer), flush=True)
        self._timer.stop()

    def _try(self, direction: dict[str, Any]) -> dict[str, Any] | None:
        doing = next((self._doings[name] for name in direction if name in self._doings), None)
        if doing is None:
            return {"ok": False, "error": f"no direction in {sorted(direction)}"}
        answer = doing(direction)
        if answer is not None:
            return {"ok": True, **answer}
        if time.monotonic() - self._since < direction.get("within", WITHIN):
            return None
        return {"ok": False, "error": f"not there: {direction}", "texts": self._words()}

    # Doing ----------------------------------------------------------------------------------

    def _tap(self, direction: dict[str, Any]) -> dict[str, Any] | None:
        thing = self._touchable(direction["tap"], at_once=direction.get("at_once", False))
        if thing is None:
            return None
        place = thing.middle
        tapped = time.time()
        QTest.mouseClick(self._window, Qt.MouseButton.LeftButton, pos=place)
        return {"at": [place.x(), place.y()], "tapped": tapped}

    def _where(self, direction: dict[str, Any]) -> dict[str, Any] | None:
        thing = self._touchable(direction["where"])
        return {"at": [thing.on_screen.x(), thing.on_screen.y()]} if thing else None

    def _touchable(self, name: str, *, at_once: bool = False) -> Thing | None:
        thing = self._eyes.find(name) if at_once or self._ready() else None
        return thing if thing is not None and thing.enabled else None

    def _keys(self, direction: dict[str, Any]) -> dict[str, Any]:
        for letter in direction["keys"]:
            QTest.keyClick(self._window, letter)
        return {}

    def _key(self, direction: dict[str, Any]) -> dict[str, Any]:
        key = getattr(Qt.Key, f"Key_{direction['key']}", None)
        if key is None:
            return {"ok": False, "error": f"there is no key {direction['key']!r}; see Qt.Key"}
        QTest.keyClick(self._window, key)
        return {}

    def _see(self, direction: dict[str, Any]) -> dict[str, Any] | None:
        thing = self._eyes.find(direction["see"])
        if thing is None:
            return None
        shown = " · ".join(text.words for text in thing.texts)
        return {"text": shown} if direction.get("text", "") in shown else None

    def _gone(self, direction: dict[str, Any]) -> dict[str, Any] | None:
        return {} if self._eyes.find(direction["gone"]) is None else None

    def _focus(self, direction: dict[str, Any]) -> dict[str, Any]:
        return {"name": self._eyes.focus()}

    def _feel(self, direction: dict[str, Any]) -> dict[str, Any] | None:
        if self._touch is None:
            self._touch = Touch(self._window)
        felt = self._touch.presses
        return {"presses": felt} if felt >= direction["felt"] else None

    def _shot(self, direction: dict[str, Any]) -> dict[str, Any]:
        picture = self._window.grabWindow()
        if not picture.save(direction["shot"]):
            return {"ok": False, "error": f"{direction['shot']} cannot be written"}
        texts = self._eyes.texts()
        blank = [text.words for text in texts if not _has_ink(picture, text.room)]
        return {"drawn": len(texts) - len(blank), "blank": blank}

    def _noted(self, direction: dict[str, Any]) -> dict[str, Any] | None:
        notes = self._notes.get(direction["note"], [])
        nth = direction.get("nth", 1)
        return notes[nth - 1] if len(notes) >= nth else None

    def _take_pulse(self, direction: dict[str, Any]) -> dict[str, Any]:
        return {"longest_ms": round(self._pulse.longest_ms(), 1)}

    def _count_frames(self, direction: dict[str, Any]) -> dict[str, Any]:
        if self._meter is None:
            self._meter = FrameMeter(self._window)
        if direction["frames"] == "take":
            return self._meter.take()
        self._meter.begin(driven=direction["frames"] == "drive")
        return {}

    def _quit(self, direction: dict[str, Any]) -> dict[str, Any]:
        QTimer.singleShot(0, QCoreApplication.quit)
        return {}

    def _words(self) -> list[str]:
        return [text.words for text in self._eyes.texts()]


def _has_ink(picture: QImage, room: QRectF) -> bool:
    """Whether more than one colour stands where the text should be; off the picture counts not."""
    scale = picture.devicePixelRatio()
    rect = QRectF(room.topLeft() * scale, room.size() * scale)
    part = picture.copy(rect.toAlignedRect().intersected(picture.rect()))
    small = part.scaled(
        96, 48, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    plain = small.convertToFormat(QImage.Format.Format_RGB32)  # lives while its pixels are read
    return len(set(memoryview(plain.constBits()).cast("I"))) > 1
