"""The kiosk's window over its model."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtQuick import QQuickWindow

from kiosk.lock import Fence, Lock
from kiosk.model import KioskModel
from kiosk.speech.wiring import wire_keys
from kiosk.staff.keys import StaffKeys
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
    wire_keys(window, model)
    StaffKeys(window, model)
    Fence(window)
    if fullscreen:
        Lock(window)
        window.showFullScreen()
    else:
        window.show()
    return stage, window
