"""What a display needs of its line to the hub: a small port, so that it can be driven without one.

`display.line` implements it over the real line, `display.rehearsal` with a script.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from display.facts import CallRef, Facts
from shared.domain.ids import Moment
from shared.protocol.views import Trouble


class Hall(QObject):
    """The port."""

    changed = Signal()
    """`facts` gives something new."""
    granted = Signal(object)
    """The voice is ours: a `shared.protocol.messages.Grant`."""
    revoked = Signal(str)
    """The lease is over: fall silent."""
    hushed = Signal(bool)
    """Another display in earshot speaks, or has ended."""
    testWanted = Signal(str)
    """Somebody wants to know whether this display can be heard."""
    pictureWanted = Signal(str)
    """Somebody wants to see what this display shows."""

    def facts(self) -> Facts:
        """What is known now."""
        raise NotImplementedError

    def now(self) -> Moment:
        """The hub's time."""
        raise NotImplementedError

    def report_shown(self, calls: Sequence[CallRef]) -> None:
        """These calls were really drawn."""
        raise NotImplementedError

    def report_spoken(self, lease: str, calls: Sequence[CallRef]) -> None:
        """These calls were really heard."""
        raise NotImplementedError

    def voice_done(self, lease: str, failed: str = "") -> None:
        """The lease is given back; `failed` says why nothing was heard."""
        raise NotImplementedError

    def voice_able(self, able: bool) -> None:
        """The sound of this display came or went."""
        raise NotImplementedError

    def troubles(self, troubles: Sequence[Trouble]) -> None:
        """All that is wrong with this display now."""
        raise NotImplementedError

    def sound_tested(self, test: str, *, ok: bool, how: str, detail: str) -> None:
        """What the test that was wanted has found."""
        raise NotImplementedError

    def show_picture(self, wanted: str, picture: bytes) -> None:
        """What this display shows, for whoever wanted it: a small JPEG."""
        raise NotImplementedError

    def choose_hub(self, hub: str) -> None:
        """A person says that this hub is ours."""
        raise NotImplementedError

    def configure(self, zones: Sequence[str]) -> None:
        """Tells the hub which zones this display was started for."""
        raise NotImplementedError
