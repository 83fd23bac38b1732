"""An app's window: engine, theme, icons and language set up the same way everywhere."""

from __future__ import annotations

import base64
import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QUrl
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QImage
from PySide6.QtQml import QQmlApplicationEngine, QQmlError
from PySide6.QtQuick import QQuickWindow

from shared.domain.site import Theme as SiteTheme
from shared.language.tongues import SOURCE, first_language, tongue
from shared.qml import graphics
from shared.qml.icons import IconProvider
from shared.qml.look import Look
from shared.qml.phrases import TsTranslator

_log = logging.getLogger(__name__)
_HERE = Path(__file__).parent
FAMILIES = ("Inter", "Noto Sans", "DejaVu Sans")
"""The first of them that the machine has."""
USUAL_CAPS = 0.727
_INSTALLED: list[TsTranslator] = []
"""The translators of all stages of this process."""


class QmlFault(Exception):
    """A QML file could not be shown, or complained while it was loaded."""


def import_path() -> str:
    """Where QML finds `Giliran.Controls`."""
    return str(_HERE)


def draw_into_memory() -> None:
    """No screen is needed from now on, unless the environment names one; before `application`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")


def application(name: str) -> QGuiApplication:
    """The one Qt application of this process, with the project's font."""
    app = QCoreApplication.instance()
    if not isinstance(app, QGuiApplication):
        graphics.choose()
        app = QGuiApplication(sys.argv[:1])
    app.setApplicationName(name)
    app.setFont(QFont(family()))
    return app


def family(wanted: str = "") -> str:
    """The font family the machine has: the one that is wanted, Inter, else the nearest to it."""
    present = set(QFontDatabase.families())
    return next((name for name in (wanted, *FAMILIES) if name in present), FAMILIES[-1])


def cap_ratio(name: str) -> float:
    """Height of a font's capitals as a part of its pixel size."""
    if name in FAMILIES:
        return USUAL_CAPS  # sizes are made for it, and the fonts that follow are near enough
    font = QFont(name)
    font.setPixelSize(1_000)
    return QFontMetricsF(font).capHeight() / 1_000 or USUAL_CAPS


def logo_url(logo: str) -> str:
    """A site's logo as QML can show it; empty: none."""
    if not logo.lstrip().startswith("<svg"):
        return "".join(logo.split())
    return "data:image/svg+xml;base64," + base64.b64encode(logo.strip().encode()).decode()


def grab(window: QQuickWindow) -> QImage:
    """A picture of the window as it is now, in its own pixels."""
    return window.grabWindow()


@contextmanager
def _untranslated() -> Iterator[None]:
    """While an engine reads its files: its loading thread asks the translator, which is Python,
    and would wait forever for a main thread that waits for it."""
    installed = list(_INSTALLED)
    for translator in installed:
        QCoreApplication.removeTranslator(translator)
    try:
        yield
    finally:
        for translator in installed:
            QCoreApplication.installTranslator(translator)


class Stage(QObject):
    """One engine with the theme for `look`, and the translations of the app that uses it.

    `translations` are directories with ``NAME_en.ts``; the controls' own come with it.
    """

    def __init__(self, look: Look, translations: Sequence[Path] = ()) -> None:
        super().__init__()
        self._translations = [_HERE / "i18n", *translations]
        self._translator: TsTranslator | None = None
        self._style, self._theme = look.style, SiteTheme()
        self.faults: list[str] = []
        self.engine = QQmlApplicationEngine(self)
        self.engine.addImportPath(import_path())
        self.engine.addImageProvider("icons", IconProvider())
        self.engine.setOutputWarningsToStandardError(False)
        self.engine.warnings.connect(self._complain)
        self.wear(look)

    def wear(self, look: Look) -> None:
        """Changes the look, also while windows are open."""
        theme = self._worn()
        self._style = look.style
        theme.setProperty("look", look.style)
        theme.setProperty("pxPerMm", look.px_per_mm)
        theme.setProperty("unit", look.unit)
        self._put_on(theme)

    def dress(self, theme: SiteTheme) -> None:
        """The site's own colours, logo and font, at once and also while windows are open."""
        if theme != self._theme:
            self._theme = theme
            self._put_on(self._worn())

    def _worn(self) -> QObject:
        with _untranslated():
            theme = self.engine.singletonInstance("Giliran.Controls", "Theme")
        if not isinstance(theme, QObject):
            raise QmlFault("; ".join(self.faults) or "Giliran.Controls has no Theme")
        return theme

    def _put_on(self, theme: QObject) -> None:
        named = family(self._theme.font)
        if self._theme.font not in ("", named):
            _log.warning("the site's font %r is not on this machine: %s", self._theme.font, named)
        theme.setProperty("own", dict(self._theme.colours.get(self._style, {})))
        theme.setProperty("logo", logo_url(self._theme.logo))
        theme.setProperty("family", named)
        theme.setProperty("capRatio", cap_ratio(named))

    def show(self, file: Path, **properties: object) -> QQuickWindow:
        """Opens `file`, whose root is a Window, with its properties set; QmlFault if it objects."""
        self.engine.setInitialProperties(properties)
        with _untranslated():
            self.engine.load(QUrl.fromLocalFile(str(file)))
        if self._translator is not None:
            self.engine.retranslate()
        windows = self.engine.rootObjects()
        if self.faults or not windows or not isinstance(windows[-1], QQuickWindow):
            raise QmlFault("; ".join(self.faults) or f"{file.name} is no window")
        return windows[-1]

    def speak(self, language: str) -> None:
        """Changes the language of everything shown, at once. What one of the hall's own languages
        lacks is shown in the hall's first one."""
        if not shiboken6.isValid(self.engine):
            return  # closed: a model whose time goes on has nobody to speak to
        if self._translator is not None:
            self._take_down(self._translator)
        own = tongue(language)
        if language != SOURCE:
            written = language if own is None else first_language()
            self._translator = TsTranslator(self._sources(written), own)
            QCoreApplication.installTranslator(self._translator)
            _INSTALLED.append(self._translator)
        self.engine.retranslate()

    def close(self) -> None:
        """Takes its windows down at once, while the models they show are still there."""
        if self._translator is not None:
            self._take_down(self._translator)
        if shiboken6.isValid(self.engine):
            shiboken6.delete(self.engine)

    def _take_down(self, translator: TsTranslator) -> None:
        QCoreApplication.removeTranslator(translator)
        _INSTALLED.remove(translator)
        self._translator = None

    def _sources(self, language: str) -> list[Path]:
        return [ts for place in self._translations for ts in sorted(place.glob(f"*_{language}.ts"))]

    def _complain(self, warnings: list[QQmlError]) -> None:
        for warning in warnings:
            self.faults.append(warning.toString())
            _log.error("%s", warning.toString())
