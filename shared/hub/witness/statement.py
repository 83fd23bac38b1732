"""What is signed: a few lines of text, so that other programs can check them as well.

Each line ends with a line feed; hashes and keys are lower-case hex digits, moments ms since the
epoch, UTC.
"""

from __future__ import annotations

from shared.domain.events import DaySigned, SigningKeyChanged


def of_day(journal: str, signed: DaySigned) -> bytes:
    """That the journal stood at this head when the day was over."""
    return _lines(
        "giliran signed head 1",
        f"journal {journal}",
        f"seq {signed.seq}",
        f"hash {signed.hash}",
        f"date {signed.date}",
        f"at {signed.signed_at}",
        f"key {signed.key}",
    )


def of_change(journal: str, changed: SigningKeyChanged) -> bytes:
    """That another key signs from then on; the old key says so."""
    return _lines(
        "giliran changed key 1",
        f"journal {journal}",
        f"old {changed.old}",
        f"new {changed.new}",
        f"at {changed.changed_at}",
    )


def of_export(manifest_digest: str, key: str) -> bytes:
    """That an export's manifest (its SHA-256), and so every file that it names, is the hub's."""
    return _lines("giliran signed export 1", f"manifest {manifest_digest}", f"key {key}")


def _lines(*lines: str) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
