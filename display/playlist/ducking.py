"""How loud a video may be: never over a voice, neither this TV's nor another one's in earshot."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, QTimer

from display.playlist.video import Video

DOWN_MS = 250
"""The way down; a call waits for it, so that no chime begins over music."""
UP_MS = 700
LULL_MS = 800
"""After the last word: the next call may follow at once, and music that pumps is a nuisance."""
UNDER = 0.08
"""Of its volume, while this TV speaks itself."""


def amplitude(felt: float) -> float:
    """What a volume means for the samples, both 0 to 1: as Qt has it, and the voice's loudspeaker
    with it, so that a video is as loud as the voice at any volume."""
    return 1.0 if felt > 0.99 else -math.log(1.0 - max(0.0, felt)) / math.log(100)


class Ducking(QObject):
    """Sets the volume of the video by who speaks."""

    def __init__(self, video: Video, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._video = video
        self._usual = 0.0
        self._own = self._others = False
        self._lull = QTimer(self, singleShot=True, interval=LULL_MS)
        self._lull.timeout.connect(lambda: self._apply(UP_MS))

    def usual(self, volume: float) -> None:
        """The amplitude while nobody speaks, 0 to 1."""
        if volume != self._usual:
            self._usual = volume
            if not self._lull.isActive():
                self._apply(0)

    def begin(self) -> int:
        """This TV is about to speak; ms until the way is clear."""
        self._own = True
        return self._down()

    def end(self) -> None:
        """The last word was said."""
        self._own = False
        self._lull.start()

    def others(self, speak: bool) -> None:
        """Another TV in earshot speaks, or has ended."""
        self._others = speak
        if speak:
            self._down()
        else:
            self._lull.start()

    def _down(self) -> int:
        self._lull.stop()
        audible = self._video.audible
        self._apply(DOWN_MS)
        return DOWN_MS if audible else 0

    def _apply(self, within: int) -> None:
        share = 0.0 if self._others else UNDER if self._own else 1.0
        self._video.loud(share * self._usual, within)
