"""A number that was given at the counter: large, and where its paper comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counter.acts import Act
from counter.information.printing import Printing
from counter.questions import Question, acting
from counter.sitting.devices import Device
from counter.sitting.sight import Sight
from counter.visit import words
from shared.protocol.views import TicketView


def given(sight: Sight, devices: Sequence[Device], ticket: TicketView) -> Question:
    """The nearest kiosk that can print is offered first."""
    name = sight.catalogue.service(ticket.service)
    question = replace(
        Printing(sight, devices).new(ticket),
        title=sight.say(words.GIVEN),
        large=ticket.number,
        detail=f"{name.plain} · {name.agency}\n{sight.say(words.GIVEN_DETAIL)}",
    )
    return acting(question, Act.ISSUE)
