"""The kiosk's window over its model."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtQuick import QQuickWindow

from kiosk.access.keypad import Keypad
from kiosk.model import KioskModel
from shared.qml import Look, Stage

HERE = Path(__file__).parent


def open_window(
    model: KioskModel, look: Look, size: tuple[int, int], *, fullscreen: bool = False
) -> tuple[Stage, QQuickWindow]:
    """Opens the kiosk's screens; QmlFault when they cannot be shown."""
    stage = Stage(look, [HERE / "i18n"])
    stage.speak(model.flow.visitor.language)
    model.languageChanged.connect(stage.speak)
    window = stage.show(
        HERE / "qml" / "Main.qml", model=model, width=size[0], height=size[1], visible=False
    )
    keypad = Keypad(
        window, scans=model.scanning, idle=lambda: bool(model.property("screen") == "hubs")
    )
    keypad.used.connect(model.access_modes.keyed)
    keypad.typed.connect(model.scan)
    if fullscreen:
        window.showFullScreen()
    else:
        window.show()
    return stage, window
