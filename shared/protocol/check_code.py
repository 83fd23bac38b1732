"""The four characters that stand on a paper beside its number."""

from __future__ import annotations

import hashlib

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No O, I, 0 or 1: they are mistaken for one another on paper."""


def check_code(ticket: str) -> str:
    """They follow from the ticket's random id, so that whoever made it up can print them."""
    digest = hashlib.blake2b(ticket.encode(), digest_size=4).digest()
    return "".join(_LETTERS[byte % 32] for byte in digest)
