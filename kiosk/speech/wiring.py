"""Keys, voice and window of one kiosk, put together."""

from __future__ import annotations

from PySide6.QtQuick import QQuickWindow

from kiosk.access.keypad import Keypad
from kiosk.model import KioskModel
from kiosk.speech.narrator import Narrator
from kiosk.speech.taps import Taps


def wire_keys(window: QQuickWindow, model: KioskModel) -> Narrator:
    """From now on the keypad's keys move the kiosk, and what they do is spoken."""
    access = model.access_modes
    narrator = Narrator(window, access, model.offered_languages)
    keypad = Keypad(
        window,
        scans=model.scanning,
        idle=lambda: bool(model.property("screen") == "hubs"),
        begins=lambda: access.begin_speaking() or model.answer_that_here(),
        speaks=lambda: access.speech.available,
    )
    taps = Taps()

    def letter(digit: str) -> None:
        code = model.property("screen") == "find"
        sign, instead = taps.tap(digit, model.steady_now(), digits_first=code)
        window.keyLetter(sign, instead)  # type: ignore[attr-defined]
        narrator.typed(sign)

    keypad.used.connect(narrator.hush)
    keypad.used.connect(access.keyed)
    keypad.pressed.connect(narrator.act)
    keypad.commanded.connect(narrator.command)
    keypad.digit.connect(letter)
    keypad.typed.connect(model.scan)
    for other in (keypad.walked, keypad.stepped, keypad.pressed, keypad.commanded):
        other.connect(lambda *_: taps.forget())
    return narrator
