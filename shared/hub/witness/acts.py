"""Who did what, when, from which device: the journal's entries as rows for people."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from typing import NamedTuple

from shared.domain import events as e
from shared.domain.evolve import evolve
from shared.domain.hall import Hall
from shared.domain.ids import DeviceId
from shared.domain.site import Texts
from shared.hub.codec import moment_text, recorded_of
from shared.hub.journal.port import Entry
from shared.hub.proof.telling import Teller
from shared.hub.senders import Way, way_of
from shared.language.acts import ACTS, act
from shared.language.history import say
from shared.protocol.site_file import kept_site

_WAYS: dict[Way, Texts] = {
    Way.HUB: {"id": "hub sendiri", "en": "the hub itself"},
    Way.LINE: {"id": "aplikasi", "en": "app"},
    Way.REST: {"id": "REST", "en": "REST"},
    Way.TOOL: {"id": "perintah di mesin hub", "en": "command on the hub's machine"},
}


class Act(NamedTuple):
    """One entry."""

    seq: int
    at: str
    """ISO 8601 with the hall's offset."""
    words: str
    ticket: str
    """The number on the paper; empty where it is about none."""
    officer: str
    """The opaque id; empty for a device's or the hub's own doing."""
    device: str
    """Its id."""
    device_name: str
    way: str
    type: str


class Acts:
    """Plays entries in order, and says what each one is. Begin with the opening of a day.

    `discreet`: no priority group is named. `zone`: the hall's, until the entries tell it.
    """

    def __init__(self, language: str, *, discreet: bool = False, zone: str = "UTC") -> None:
        self._hall = Hall()
        self._language = language
        self._zone = zone
        self._teller = Teller(language, discreet=discreet)
        self._playing = True

    def tell(self, entry: Entry) -> Act:
        """An entry in words; one that cannot be played is told by its type. Raises `Foreign`."""
        recorded = recorded_of(entry)
        before = self._number(recorded.event)
        words = self._words(recorded)
        self._play(recorded)
        way, device = way_of(recorded.sender)
        known = self._hall.devices.get(DeviceId(device))
        zone = self._hall.plan.site.timezone if self._hall.plan is not None else self._zone
        return Act(
            seq=entry.seq,
            at=moment_text(entry.at, zone),
            words=words,
            ticket=before or self._number(recorded.event),
            officer=recorded.actor,
            device=device,
            device_name=known.name if known is not None else "",
            way=say(_WAYS[way], self._language),
            type=entry.type,
        )

    def _words(self, recorded: e.Recorded) -> str:
        """A ticket's own history has words of its own, which may need the state before it."""
        name = type(recorded.event).__name__
        if name in ACTS:
            return act(name, self._language, asdict(recorded.event) | self._reason(recorded.event))
        with suppress(KeyError, ValueError):
            return self._teller.words(self._hall, recorded)
        return name

    def _reason(self, event: e.Event) -> dict[str, str]:
        """Why somebody was shown what is known of a person, in the site's words."""
        plan, code = self._hall.plan, getattr(event, "reason", "")
        if plan is None or not isinstance(event, e.PersonalDataRead | e.PersonalDataErased):
            return {}
        found = [one.name for one in plan.site.reasons.personal if one.code == code]
        texts = found[0] if found else {}
        words = texts.get(self._language) or next(iter(texts.values()), "")
        return {"reason": words} if words else {}

    def _play(self, recorded: e.Recorded) -> None:
        if not self._playing:
            return
        try:
            evolve(self._hall, recorded, kept_site)
        except Exception:  # a journal that does not fit is the proof's matter: here it is told
            self._playing = False

    def _number(self, event: e.Event) -> str:
        id_ = getattr(event, "ticket", None)
        ticket = self._hall.tickets.get(id_) if id_ is not None else None
        return ticket.number if ticket is not None else ""
