"""What an app and the process that fetches its files say to each other, in lines of JSON."""

from __future__ import annotations

import msgspec


class Wanted(msgspec.Struct, frozen=True):
    """A file by its content."""

    digest: str
    """SHA-256, hex: its name on the hub and here."""
    size: int


class Stock(msgspec.Struct, tag="stock"):
    """To the process: have these files, in this order, and no others. Takes the place of any
    order before it."""

    folder: str
    files: list[Wanted]
    hub: str = ""
    """Its address, ``http://HOST:PORT``; empty: none is known, keep what is here."""
    token: str = ""
    certificate: str = ""
    """The only ones to believe, in PEM; with none there is no encrypted line."""
    most: int = 0
    """Bytes that all files together may have."""


class Have(msgspec.Struct, tag="have"):
    """From the process: this file is here, and whole."""

    digest: str


class Lack(msgspec.Struct, tag="lack"):
    """From the process: it is not, and why; ``full``: there is no room for it."""

    digest: str
    reason: str
    full: bool = False


StockNews = Have | Lack
