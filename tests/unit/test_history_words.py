"""A ticket's history in words: every entry that may stand in it has some, in both languages."""

from __future__ import annotations

from dataclasses import fields
from string import Formatter

import pytest

from shared.domain.events import EVENTS, TicketEvent, TicketIssued
from shared.hub.proof.telling import FOUND
from shared.language.history import ENTRIES, told

OF_A_TICKET = [
    name for name, kind in EVENTS.items() if issubclass(kind, TicketEvent | TicketIssued)
]


@pytest.mark.parametrize("name", [*OF_A_TICKET, "DayClosed", "Carried"])
def test_every_entry_about_a_ticket_has_words(name: str) -> None:
    assert [key for key in ENTRIES if key.partition(".")[0] == name]


@pytest.mark.parametrize("key", ENTRIES)
def test_the_words_ask_only_for_what_their_entry_has(key: str) -> None:
    texts, kind = ENTRIES[key], EVENTS[key.partition(".")[0]]
    known = {*FOUND, *(field.name for field in fields(kind))}
    asked = [_names(texts[language]) for language in ("id", "en")]
    assert asked[0] == asked[1] <= known


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_an_entry_without_words_is_told_by_its_type() -> None:
    assert told("TicketFlown", "id", {}) == "TicketFlown"
