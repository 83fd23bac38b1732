"""What is kept of a person: as it is written, as it is compared, and as it is shown."""

from __future__ import annotations

import re
import unicodedata

import msgspec

from shared.domain.refusal import Code, Refusal
from shared.hub.orders import BadCommand

CONTACT, BOOKING = "contact", "booking"
KINDS = (CONTACT, BOOKING)

LONGEST_NAME = 80

DIGITS_OF_A_NUMBER = 6
"""So many digits in a name are an identity or telephone number, whatever stands between them."""

NAME, PHONE, NIK = "name", "phone", "nik"
FIELDS = (NAME, PHONE, NIK)
"""By which a person is found, exactly."""

_STARS = "****"
"""However long it is: its length tells too."""


class Person(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A visitor, as far as they wanted to say. Nothing shows it by accident."""

    name: str = ""
    phone: str = ""
    """Digits, with a leading 0 or + and the country's code."""
    nik: str = ""
    """The number of the identity card, 16 digits; only where the hall asks for it."""
    messages: bool = False
    """They agreed to be sent messages about their visit."""

    def __repr__(self) -> str:
        return f"Person({masked_name(self.name)!r})"

    def found_by(self) -> dict[str, str]:
        """What each field is compared by; those that are empty are left out."""
        values = {NAME: self.name, PHONE: self.phone, NIK: self.nik}
        found = {field: compared(field, value) for field, value in values.items()}
        return {field: value for field, value in found.items() if value}


def person_from(body: dict[str, object]) -> Person:
    """Raises `BadCommand` and `Refusal`, whose words never repeat what was written."""
    name = _name(body)
    phone, nik = _text(body, PHONE), _text(body, NIK)
    if phone and not re.fullmatch(r"\+?[0-9]{6,15}", compared(PHONE, phone)):
        raise BadCommand("'phone' is a telephone number: 6 to 15 digits.")
    if nik and not re.fullmatch(r"[0-9]{16}", compared(NIK, nik)):
        raise BadCommand("'nik' has 16 digits.")
    messages = body.get("messages", False)
    if not isinstance(messages, bool):
        raise BadCommand("'messages' is true or false.")
    if not (name or phone or nik):
        raise BadCommand("There is nothing to keep: give a 'name', a 'phone', or both.")
    return Person(
        name=name, phone=compared(PHONE, phone), nik=compared(NIK, nik), messages=messages
    )


def _name(body: dict[str, object]) -> str:
    """Nothing gets in under this name that the hall may not ask for: a card's number is none."""
    name = _text(body, NAME)
    if len(name) > LONGEST_NAME or any(unicodedata.category(one)[0] == "C" for one in name):
        raise BadCommand(f"'name' has at most {LONGEST_NAME} characters, in one line.")
    if sum(one.isdigit() for one in name) >= DIGITS_OF_A_NUMBER:
        raise Refusal(
            Code.PERSONAL_DATA,
            "A name has no identity or telephone number in it: leave it out.",
            field=NAME,
        )
    return name


def _text(body: dict[str, object], field: str) -> str:
    value = body.get(field, "")
    if not isinstance(value, str):
        raise BadCommand(f"'{field}' is a text.")
    return " ".join(value.split())


def compared(field: str, value: str) -> str:
    """The same for whatever means the same: small letters, digits without blanks, 0 for +62."""
    if field == NAME:
        plain = unicodedata.normalize("NFKC", value).casefold()
        return " ".join(re.sub(r"[^\w\s]", " ", plain).split())
    digits = re.sub(r"[^0-9+]", "", unicodedata.normalize("NFKC", value))
    if field == PHONE:
        return re.sub(r"^(\+62|62(?=8)|\+620)", "0", digits)
    return digits


def masked_name(name: str) -> str:
    """``S**** A****``: the first letter of each word."""
    return " ".join(word[0] + _STARS for word in name.split())


def masked_phone(phone: str) -> str:
    """``0812-****-**34``: whose network, and the last two digits; a short one keeps less."""
    if not phone:
        return ""
    head = phone[:4] if len(phone) >= 10 else phone[:1]
    return f"{head}-{_STARS}-**{phone[-2:]}"


def masked_nik(nik: str) -> str:
    """Nothing but the province: all else tells the day of birth, or one of few people."""
    return f"{nik[:2]}{'*' * 14}" if nik else ""


def masked(person: Person) -> dict[str, object]:
    """What everyone may see who works with it."""
    return {
        NAME: masked_name(person.name),
        PHONE: masked_phone(person.phone),
        NIK: masked_nik(person.nik),
        "messages": person.messages,
    }


def whole(person: Person) -> dict[str, object]:
    """What is shown once the reason stands in the journal."""
    return {
        NAME: person.name,
        PHONE: person.phone,
        NIK: person.nik,
        "messages": person.messages,
    }
