"""Plays one WAV and ends: ``python -m counter.ring FILE``; status 1 where nothing can sound."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QTimer, QUrl
from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

VOLUME = 0.5
LONGEST_MS = 4_000


def main(file: str) -> int:
    """Plays the file to its end; the exit status."""
    app = QCoreApplication(["ring"])
    if QMediaDevices.defaultAudioOutput().isNull():
        return 1
    effect = QSoundEffect()
    effect.setVolume(VOLUME)
    effect.setSource(QUrl.fromLocalFile(file))
    effect.playingChanged.connect(lambda: None if effect.isPlaying() else app.quit())
    effect.statusChanged.connect(
        lambda: app.exit(1) if effect.status() is QSoundEffect.Status.Error else None
    )
    QTimer.singleShot(LONGEST_MS, lambda: app.exit(1))
    QTimer.singleShot(0, effect.play)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
