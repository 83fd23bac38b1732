"""Several hubs and none is ours: what a person chooses from, the same in every app."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from shared.link.line import Line
from shared.link.state import LineState


@dataclass(frozen=True, slots=True)
class HubOffer:
    """A hub to choose; its fields are the roles of a row in QML (`HubChooser`)."""

    hub: str
    """Its id."""
    site: str
    """The mall's name."""
    where: str
    """Where it stands, for two of the same name: ``192.168.1.10:8080``."""


class HubChoice(QObject):
    """The question which hub is ours, while it is open."""

    changed = Signal()

    def __init__(self, line: Line, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self._tried = ""
        line.stateChanged.connect(self.changed)
        line.ambiguous.connect(self.changed)

    @property
    def offers(self) -> list[HubOffer]:
        """The hubs to choose from, by the name of their site; none while nobody has to choose."""
        if self._line.state is not LineState.CHOOSING:
            return []
        return [
            HubOffer(seen.hub, seen.site, f"{seen.hosts[0]}:{seen.port}")
            for seen in self._line.hubs_seen
        ]

    @property
    def tried(self) -> str:
        """The site whose hub was chosen and is not ours after all; why, where it said so."""
        site = self.tried_site
        return f"{site} ({self._line.bye.detail})" if site and self._line.bye else site

    @property
    def tried_site(self) -> str:
        """The same without the reason, which is in a technician's words."""
        return self._tried if self._line.state is LineState.CHOOSING else ""

    @Slot(str)
    def choose(self, hub: str) -> None:
        """This one is ours: remembered as soon as it has welcomed us."""
        self._tried = next((one.site for one in self.offers if one.hub == hub), "")
        self._line.choose(hub)
