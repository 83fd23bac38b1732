"""Papers that the hub will never take: staff are told, for there is somebody with each."""

from __future__ import annotations

import msgspec

from kiosk.emergency.notebook import Notebook
from shared.protocol.troubles import TroubleCode
from shared.protocol.views import Trouble

MOST_TOLD = 12
"""A device tells of sixteen troubles at most, and its printers' come first."""

_FACT = "refused"


class Refused(msgspec.Struct, frozen=True):
    """A number on paper. `day`: the business date on which the hub refused it."""

    number: str
    day: str
    seen: bool = False


class RefusedPapers:
    """Kept in the notebook: told of again after a restart, until somebody has seen to the visitor
    or the day of the refusal is over."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._papers = notebook.recall(_FACT, list[Refused]) or []

    def add(self, number: str, day: str) -> None:
        """The hub's last word about a paper was no; it may be asked again, and say so again.

        Those of other days are forgotten.
        """
        today = [one for one in self._papers if one.day == day]
        if all(one.number != number for one in today):
            self._keep([*today, Refused(number, day)])

    def seen(self, number: str) -> None:
        """An officer has taken its visitor by hand."""
        ours = [one for one in self._papers if one.number == number]
        seen = [msgspec.structs.replace(one, seen=True) for one in ours]
        self._keep([*(one for one in self._papers if one.number != number), *seen])

    def troubles(self, day: str) -> list[Trouble]:
        """What staff are told on a business date, the latest first."""
        told = [one for one in reversed(self._papers) if one.day == day and not one.seen]
        return [Trouble(TroubleCode.PAPER_REFUSED, one.number) for one in told[:MOST_TOLD]]

    def _keep(self, papers: list[Refused]) -> None:
        self._papers = papers
        self._notebook.note(_FACT, papers)
