"""What staff write, on its way past the journal: checked, and given an id that stays the same when
the order comes twice."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.domain.ids import NoteId
from shared.domain.refusal import Code, Refusal
from shared.hub.orders import BadCommand
from shared.protocol.written import LONGEST_WRITTEN, names_somebody, personal_data, tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An order of staff that the engine alone cannot carry out."""

    id: str
    name: str
    body: Mapping[str, Any]
    """Without the session."""
    sender: str
    actor: str
    """The officer; empty for a tool of the hub's own machine."""

    @property
    def text_id(self) -> NoteId:
        """Of the text that it brings; the same when it comes again."""
        told = f"{self.sender}\0{self.id}".encode()
        return NoteId(hashlib.blake2b(told, digest_size=12).hexdigest())

    def require_only(self, *fields: str) -> None:
        """`BadCommand` for a body with anything else in it."""
        unknown = sorted(self.body.keys() - set(fields))
        if unknown:
            raise BadCommand(f"{self.name} has no field '{unknown[0]}'.")

    def string(self, field: str) -> str:
        """A field that must be a text; empty where it is left out."""
        value = self.body.get(field, "")
        if not isinstance(value, str):
            raise BadCommand(f"{self.name}: '{field}' is a text.")
        return value

    def written(self, field: str) -> str:
        """What somebody wrote, in one line. Refused when it is too long, or holds a number of a
        person or a title with a name: others read it, and some of it stands on TVs."""
        text = tidy(self.string(field))
        if len(text) > LONGEST_WRITTEN:
            raise BadCommand(f"{self.name}: '{field}' has at most {LONGEST_WRITTEN} characters.")
        if personal_data(text):
            raise Refusal(
                Code.PERSONAL_DATA,
                "This looks like an identity number, a telephone number or an e-mail address:"
                " leave it out.",
                field=field,
            )
        if names_somebody(text):
            raise Refusal(
                Code.PERSONAL_DATA,
                "This looks like a person's name: names no person, call by number.",
                field=field,
            )
        return text


def digest_of_text(*parts: str) -> str:
    """SHA-256 of a text, as the journal keeps it."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
