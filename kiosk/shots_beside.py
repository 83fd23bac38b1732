"""Screens of the kiosk that a hall has by a file or a device of its own: a third language, a voice.

They stand beside `kiosk.shots`, whose hall is the sample's; whoever photographs them puts the hall
back as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from kiosk.shots import Acts, Shots
from kiosk.speech.scribe import Scribe
from kiosk.studio import Studio
from shared.protocol.language_file import read_language_file

EXAMPLE = Path(__file__).parents[1] / "assets" / "tongues" / "jv.toml"
"""The example of a language by a file: Javanese."""


def beside(studio: Studio, language: str) -> dict[str, Acts]:
    """The acts by the picture's name; some of them in place of those of `Shots`."""
    usual = Shots(studio, language)
    third = [_third_language(studio), lambda: studio.model.speak(language)]
    javanese: Acts = [_third_language(studio), lambda: studio.model.speak("jv")]
    spoken: Acts = [_voice(studio), usual.mode("spoken"), _down(studio), _down(studio)]
    return {
        "26-languages": [*third, usual.ask("language")],
        "75-easy": [_voice(studio), usual.mode("easy")],
        "77-javanese": javanese,
        "77-javanese-confirm": [*javanese, usual.choose(usual.first)],
        "78-spoken": spoken,
        "78-spoken-confirm": [*spoken[:2], usual.choose(usual.first), _down(studio)],
    }


def _third_language(studio: Studio) -> Callable[[], None]:
    def learn() -> None:
        site = studio.hall.site
        assert site is not None
        tongue = read_language_file(EXAMPLE)
        if tongue.code not in site.languages:
            languages = (*site.languages, tongue.code)
            studio.hall.site = replace(site, languages=languages, tongues=(*site.tongues, tongue))
            studio.hall.tell()

    return learn


def _voice(studio: Studio) -> Callable[[], None]:
    """The kiosk has headphones, and can speak."""

    def speak() -> None:
        studio.model.access_modes.speech = Scribe()
        studio.model.refresh()

    return speak


def _down(studio: Studio) -> Callable[[], None]:
    """A key of the keypad: one further."""

    def press() -> None:
        key, plain = Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier
        QCoreApplication.sendEvent(studio.window, QKeyEvent(QEvent.Type.KeyPress, key, plain))

    return press
