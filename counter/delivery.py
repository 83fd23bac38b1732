"""What became of a call: shown, waiting for the voice, spoken; or that nobody heard it."""

from __future__ import annotations

from counter import words
from counter.catalogue import Catalogue
from counter.facts import Facts
from counter.queue import unspoken_before
from counter.timing import Mood
from counter.words import say
from shared.protocol.views import TicketView


def delivery(facts: Facts, catalogue: Catalogue, ticket: TicketView) -> tuple[str, Mood]:
    """The words for the counter's zone; a call that was answered needs none."""
    language = catalogue.language
    zone = _zone_of(catalogue, ticket)
    presence = facts.zones.get(zone)
    dark = presence is not None and not presence.displays and not presence.stand_in
    if dark and not ticket.shown:
        return say(words.NO_DISPLAY, language), Mood.BAD
    shown = say(words.ON_SCREEN if ticket.shown else words.NOT_ON_SCREEN, language)
    if ticket.spoken:
        spoken = say(words.SPOKEN, language)
        return spoken if ticket.shown else f"{shown} · {spoken}", Mood.GOOD
    if presence is not None and not presence.voices:
        return f"{shown} · {say(words.NO_VOICE, language)}", Mood.BAD
    return f"{shown} · {_waiting(facts, catalogue, ticket, zone)}", Mood.PLAIN


def _waiting(facts: Facts, catalogue: Catalogue, ticket: TicketView, zone: str) -> str:
    earshot = _earshot(catalogue, zone)
    before = unspoken_before(facts.tickets, ticket, earshot)
    if before:
        return say(words.WAITS_BEHIND, catalogue.language, count=before)
    return say(words.WAITS_FOR_VOICE, catalogue.language)


def _zone_of(catalogue: Catalogue, ticket: TicketView) -> str:
    """The call sounds in the counter's own zone."""
    counter = catalogue.counters.get(ticket.counter)
    return str(counter.zone) if counter else ticket.zone


def _earshot(catalogue: Catalogue, zone: str) -> list[str]:
    """The counters whose calls go through the same voice."""
    own = catalogue.zones.get(zone)
    group = own.voice_group if own else ""
    together = {code for code, each in catalogue.zones.items() if each.voice_group == group}
    return [id_ for id_, counter in catalogue.counters.items() if counter.zone in together]
