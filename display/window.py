"""The TV's window over its view model."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtQuick import QQuickWindow

from display.model import DisplayModel
from shared.qml import Look, Stage

QML = Path(__file__).parent / "qml"


def look_for(model: DisplayModel) -> Look:
    """The theme's sizes for this TV as it is configured."""
    screen = model.screen
    return Look.for_tv(screen.width, screen.height, screen.diagonal_inches)


def open_window(
    model: DisplayModel, width: int, height: int, *, visible: bool = True
) -> tuple[Stage, QQuickWindow]:
    """Opens the window at a size in pixels; QmlFault when QML objects."""
    model.resize(width, height)
    stage = Stage(look_for(model))
    model.configured.connect(lambda: stage.wear(look_for(model)))
    window = stage.show(QML / "Main.qml", model=model, width=width, height=height, visible=visible)
    resized = partial(_resized, model, window)
    window.widthChanged.connect(resized)
    window.heightChanged.connect(resized)
    return stage, window


def _resized(model: DisplayModel, window: QQuickWindow, _pixels: int) -> None:
    model.resize(window.width(), window.height(), window.devicePixelRatio())
