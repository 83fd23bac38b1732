"""The last signature that the hub has made, in a file beside its key and apart from the journal.

Whoever rewrites the journal, and may not write where the key lies, leaves this behind: a hub that
starts on a journal without it knows that it has signed another one.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec

from shared.hub.identity.signing import FOLDER
from shared.hub.witness.book import DayLine
from shared.protocol.secret_file import write_secret

HEAD_FILE = "signed-head.json"

NAME = f"{FOLDER}/{HEAD_FILE}"
"""Within the data directory."""

_decode = msgspec.json.Decoder(DayLine).decode


class Damaged(Exception):
    """There is such a file, and it holds no signature."""


def remembered(directory: Path) -> DayLine | None:
    """None where the hub has signed nothing yet, or a program of before has. Raises `Damaged` and
    OSError."""
    try:
        return _decode((directory / NAME).read_bytes())
    except FileNotFoundError:
        return None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Damaged(f"{NAME} holds no signature.") from error


def remember(directory: Path, line: DayLine) -> None:
    """Raises OSError."""
    write_secret(directory / NAME, msgspec.json.encode(line))


def forget(directory: Path) -> None:
    """The journal was taken back to before that signature, by somebody who may. Raises OSError."""
    with suppress(FileNotFoundError):
        (directory / NAME).unlink()
