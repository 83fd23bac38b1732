"""What the hub is told of a visit that came to a number: how long it took, and of whom nothing."""

from __future__ import annotations

from kiosk.catalogue import Catalogue
from kiosk.visitor import Visitor
from shared.protocol.tally import MODES, Tally, TallyKind


def paper_tally(catalogue: Catalogue, visitor: Visitor, ms: int) -> Tally:
    """From the first touch to the first paper it took `ms`. Neither number nor service is told."""
    return Tally(
        kind=TallyKind.PAPER,
        ms=ms,
        language=visitor.language,
        modes="+".join(mode for mode in MODES if getattr(visitor.modes, mode)),
        popular=visitor.tickets[0].service in {one.code for one in catalogue.popular},
    )
