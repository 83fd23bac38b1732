"""Who sits where: signing on, and noticing that the hall has signed us off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from counter import words
from counter.acts import Act
from counter.catalogue import Catalogue
from counter.desk import Desk, Mode
from counter.questions import Draft
from counter.shift.words import TAKEN_OVER
from counter.words import say


@dataclass(slots=True)
class Session:
    """`counter` and `officer` are what was asked for; `signed` says that the hub agrees.

    The PIN is never kept: it goes into the order and nowhere else. The hub's token for this sitting
    lives here alone, and ends with it.
    """

    counter: str = ""
    officer: str = ""
    accepted: bool = False
    """The hub said yes; the copy of the hall may be a moment behind."""
    signed: bool = False
    said: str = ""
    """What stands below the form."""
    refused: bool = False
    _token: str = field(default="", repr=False)

    def ask(self, officer: str, pin: str, number: str, catalogue: Catalogue) -> Draft | None:
        """The order to sign on; None when something is missing, which `said` names."""
        counter = catalogue.by_number(number)
        missing = self._missing(officer.strip(), pin, number.strip(), known=counter is not None)
        self.said = say(missing, catalogue.language, number=number) if missing else ""
        self.refused = missing is not None
        if missing is not None or counter is None:
            return None
        self.counter, self.officer, self._token = str(counter.id), officer.strip(), ""
        self.said = say(words.SIGNING_ON, catalogue.language)
        body = {"counter": self.counter, "officer": self.officer, "pin": pin}
        return Draft(Act.REOPEN, "OpenCounter", body)

    def complete(self, officer: str, pin: str, language: str) -> bool:
        """Whether the form says who signs in without a counter; what is missing is named."""
        missing = words.OFFICER_MISSING if not officer else words.PIN_MISSING if not pin else None
        self.said = say(missing or words.SIGNING_ON, language)
        self.refused = missing is not None
        return missing is None

    def _missing(
        self, officer: str, pin: str, number: str, *, known: bool
    ) -> dict[str, str] | None:
        if not officer:
            return dict(words.OFFICER_MISSING)
        if not number:
            return dict(words.COUNTER_MISSING)
        if not known:
            return dict(words.COUNTER_UNKNOWN)
        return None if pin else dict(words.PIN_MISSING)

    def accept(self) -> None:
        self.accepted, self.said, self.refused = True, "", False

    def refuse(self, said: str) -> None:
        self.said, self.refused = said, True

    def heard(self, draft: Draft, answer: Mapping[str, Any] | None) -> None:
        """Keeps the token that the hub gives to whoever opened a counter."""
        if draft.name == "OpenCounter" and answer and answer.get("session"):
            self._token = str(answer["session"])

    def sealed(self, body: dict[str, Any]) -> dict[str, Any]:
        """An order's body as this officer's own."""
        return {**body, "session": self._token} if self._token else body

    def leave(self) -> None:
        """Back to the form."""
        self.signed = self.accepted = self.refused = False
        self._token = ""

    def reopening(self) -> Draft:
        """Ends one's own pause: the hub asks for no PIN."""
        body = {"counter": self.counter, "officer": self.officer}
        return Draft(Act.REOPEN, "OpenCounter", body)

    def follow(self, desk: Desk, catalogue: Catalogue, other: str = "") -> bool:
        """Takes in what the hub says of the desk; whether that signed us on or off.

        `other` is the name of somebody else who sits there by now.
        """
        at_desk = desk.mode is not Mode.CLOSED
        if self.signed and not at_desk:
            label = catalogue.counter(self.counter)
            self.leave()
            texts = TAKEN_OVER if other else words.SIGNED_OFF
            self.said = say(texts, catalogue.language, counter=label, officer=other)
            return True
        if self.accepted and not self.signed and at_desk:
            self.signed = True
            return True
        return False
