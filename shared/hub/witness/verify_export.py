#!/usr/bin/env python3
"""Checks an export of Giliran's journal: python3 verify.py [--key "FINGERPRINT"]

Memeriksa ekspor jurnal Giliran. It needs Python 3.8 or newer and nothing else: no package, no
network, nothing of Giliran's. It is handed over with every export and reads the folder in which it
lies; the hub's own command runs the same text. Exit status 0: everything fits; 1: something does
not.
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256, sha512
from pathlib import Path
from typing import Any

FIELDS = ("seq", "at", "type", "version", "body", "actor", "command", "digest")


HARMLESS = ("first", "waited", "restored")
"""What the hub says of its past without calling it another."""

LATE_MINUTES = 30
"""A day is signed at once when it is over."""


class Check:
    """One walk through an export; `faults` and `said` are for people."""

    def __init__(self, folder: Path, key: str = "") -> None:
        self.folder = folder
        self.wanted = "".join(key.split()).lower()
        self.faults: list[str] = []
        self.said: list[str] = []
        self.unvouched: list[str] = []
        self.hashes: dict[int, str] = {}
        self.last_signed = 0
        self.closed: dict[str, int] = {}
        self.signed_at: dict[str, int] = {}
        self.excused: set[str] = set()
        self.doubts: dict[int, tuple[str, int, list[str]]] = {}
        self.manifest: dict[str, Any] = {}

    def run(self) -> bool:
        """Whether everything fits."""
        try:
            self.manifest = json.loads((self.folder / "manifest.json").read_bytes())
            self._check_files()
            self._check_chain()
            self._check_doubts()
            self._check_signatures()
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            self.faults.append(f"The export cannot be read to its end: {error!r}.")
        return not self.faults

    # Files ----------------------------------------------------------------------------------

    def _check_files(self) -> None:
        """Every file is the one that the manifest names, and the manifest is signed."""
        raw = (self.folder / "manifest.json").read_bytes()
        for name, digest in self.manifest["files"].items():
            path = self.folder / name
            if not path.is_file() or sha256(path.read_bytes()).hexdigest() != digest:
                self.faults.append(f"{name} is not the file that was exported.")
        key = self.manifest["key"]
        if not key:
            self.said.append("The export itself is not signed; the days in it may be.")
            return
        statement = _lines(
            "giliran signed export 1", f"manifest {sha256(raw).hexdigest()}", f"key {key}"
        )
        signature = (self.folder / "manifest.sig").read_text("ascii").strip()
        if not _signed_by(key, statement, signature):
            self.faults.append("manifest.json does not fit its signature: it was changed.")

    # The chain ------------------------------------------------------------------------------

    def _check_chain(self) -> None:
        """Every entry fits the one before it, from the first to the last that are named."""
        before, seq = self.manifest["before"], self.manifest["first"] - 1
        self.hashes[seq] = before
        with (self.folder / "entries.jsonl").open(encoding="utf-8") as file:
            for line in file:
                entry = json.loads(line)
                if entry["seq"] != seq + 1:
                    self.faults.append(f"After entry {seq} comes entry {entry['seq']}.")
                elif _hash(before, entry) != entry["hash"]:
                    self.faults.append(f"Entry {entry['seq']} does not fit its hash.")
                self._note(entry)
                seq, before = entry["seq"], entry["hash"]
                self.hashes[seq] = before
        if (seq, before) != (self.manifest["last"], self.manifest["head"]):
            self.faults.append(f"The last entry is {seq}, not the one that the manifest names.")
        count = self.manifest["last"] - self.manifest["first"] + 1
        self.said.append(f"{count} entries, from {self.manifest['first']} to {seq}.")

    def _note(self, entry: dict[str, Any]) -> None:
        """When days ended, and what the hub itself has said against its journal."""
        if entry["type"] == "DayClosed":
            self.closed[json.loads(entry["body"])["date"]] = entry["at"]
        elif entry["type"] == "PastDoubted":
            body = json.loads(entry["body"])
            self.doubts[entry["seq"]] = body["reason"], body["seq"], body["dates"]

    def _check_doubts(self) -> None:
        """Those in these days, and those of later that the manifest names."""
        for one in self.manifest.get("doubts", ()):
            self.doubts[one["entry"]] = one["reason"], one["seq"], one["dates"]
        for entry, (reason, seq, dates) in sorted(self.doubts.items()):
            self.excused.update(dates)
            if reason not in (HARMLESS if seq else (*HARMLESS, "book")):
                self.faults.append(
                    f"In entry {entry} the hub itself says that this journal is not the one that"
                    f" it, or an app, remembers ({reason}): have it looked at."
                )

    # Signatures -----------------------------------------------------------------------------

    def _check_signatures(self) -> None:
        """The days that are signed stand as they stood, each by a key that the one before knows."""
        keys: list[str] = []
        days = 0
        for line in (self.folder / "signatures.jsonl").read_text("utf-8").splitlines():
            one = json.loads(line)
            if one["kind"] == "key":
                self._check_change(one, keys)
                continue
            self.signed_at[one["date"]] = one["signed_at"]
            keys = keys or [one["key"]]
            days += self._check_day(one, keys[-1])
        self.faults += self.unvouched
        self.said.append(f"{days} daily signatures fit, up to entry {self.last_signed}.")
        own = self.manifest["key"]
        if own and keys and own not in keys:
            self.faults.append("The export is signed with a key that signed none of its days.")
        keys = keys or ([own] if own else [])
        self._look_for_unsigned()
        self._look_for_late()
        if self.wanted and not any(fingerprint(key).startswith(self.wanted) for key in keys):
            self.faults.append("The key that you gave has signed nothing here.")
        for key in keys:
            self.said.append(f"Key / kunci: {_groups(fingerprint(key))}")

    def _check_change(self, one: dict[str, Any], keys: list[str]) -> None:
        statement = _lines(
            "giliran changed key 1",
            f"journal {one['journal']}",
            f"old {one['old']}",
            f"new {one['new']}",
            f"at {one['changed_at']}",
        )
        vouched = one["journal"] == self.manifest["journal"]
        vouched = vouched and (not keys or keys[-1] == one["old"])
        known = bool(self.wanted) and fingerprint(one["new"]).startswith(self.wanted)
        if known:  # whoever knows this key needs no word of those before it
            self.unvouched = []
        elif not (vouched and _signed_by(one["old"], statement, one["signature"])):
            self.unvouched.append(
                f"Nobody vouches for the key {_groups(fingerprint(one['new']))}; if you know it,"
                " give it with --key."
            )
        keys += [one["new"]] if keys else [one["old"], one["new"]]

    def _check_day(self, one: dict[str, Any], key: str) -> bool:
        """Whether it bears out entries of this export."""
        statement = _lines(
            "giliran signed head 1",
            f"journal {one['journal']}",
            f"seq {one['seq']}",
            f"hash {one['hash']}",
            f"date {one['date']}",
            f"at {one['signed_at']}",
            f"key {one['key']}",
        )
        name = f"The signature of {one['date']}"
        if one["journal"] != self.manifest["journal"]:
            self.faults.append(f"{name} is of another journal.")
        elif one["key"] != key or not _signed_by(key, statement, one["signature"]):
            self.faults.append(f"{name} is not genuine.")
        elif one["seq"] not in self.hashes:
            return False  # a day before or after those that were exported
        elif self.hashes[one["seq"]] != one["hash"]:
            self.faults.append(f"{name} is under another entry {one['seq']}: it was rewritten.")
        else:
            self.last_signed = max(self.last_signed, one["seq"])
            return True
        return False

    def _look_for_unsigned(self) -> None:
        rest = self.manifest["last"] - max(self.last_signed, self.manifest["first"] - 1)
        if rest and self.manifest["key"]:
            self.said.append(
                f"Entries signed by this export alone, as they stood at"
                f" {self.manifest['exported_at']}: the last {rest}."
            )
        elif rest:
            self.faults.append(f"The last {rest} entries carry nobody's signature.")

    def _look_for_late(self) -> None:
        """Whoever had the file between a day's end and its signature may have changed the day."""
        last = max(self.signed_at, default="")
        for date, at in self.closed.items():
            if date in self.excused or date > last:
                continue
            minutes = (self.signed_at.get(date, at) - at) // 60_000
            if date not in self.signed_at:
                self.faults.append(f"{date} has no signature of its own, and no entry says why.")
            elif minutes >= LATE_MINUTES:
                self.faults.append(f"{date} was signed {minutes} min after its end.")


def fingerprint(key: str) -> str:
    """The first 32 hex digits of the SHA-256 of a public key."""
    return sha256(bytes.fromhex(key)).hexdigest()[:32]


def _groups(digits: str) -> str:
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def _hash(before: str, entry: dict[str, Any]) -> str:
    """SHA-256 over nine netstrings: the hash before, and the entry's fields."""
    parts = [before.encode(), *(str(entry[name]).encode() for name in FIELDS)]
    return sha256(b"".join(b"%d:%b," % (len(part), part) for part in parts)).hexdigest()


def _lines(*lines: str) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


# Ed25519 (RFC 8032) -----------------------------------------------------------------------------

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)


def _signed_by(key: str, message: bytes, signature: str) -> bool:
    """Whether the key has made the signature; nothing secret is in here."""
    public, signed = bytes.fromhex(key), bytes.fromhex(signature)
    if len(public) != 32 or len(signed) != 64:
        return False
    point, commitment = _point(public), _point(signed[:32])
    factor = int.from_bytes(signed[32:], "little")
    if point is None or commitment is None or factor >= _L:
        return False
    challenge = int.from_bytes(sha512(signed[:32] + public + message).digest(), "little") % _L
    base = _point((4 * pow(5, _P - 2, _P) % _P).to_bytes(32, "little"))
    assert base is not None
    one, other = _times(factor, base), _sum(commitment, _times(challenge, point))
    across = (one[0] * other[2] - other[0] * one[2]) % _P
    along = (one[1] * other[2] - other[1] * one[2]) % _P
    return not across and not along


def _point(packed: bytes) -> tuple[int, int, int, int] | None:
    """The point that 32 bytes stand for (X, Y, Z, T); None where they stand for none."""
    number = int.from_bytes(packed, "little")
    odd, y = number >> 255, number & (2**255 - 1)
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P or (x == 0 and odd):
        return None
    x = _P - x if x & 1 != odd else x
    return x, y, 1, x * y % _P


def _sum(
    one: tuple[int, int, int, int], other: tuple[int, int, int, int]
) -> tuple[int, int, int, int]:
    a = (one[1] - one[0]) * (other[1] - other[0]) % _P
    b = (one[1] + one[0]) * (other[1] + other[0]) % _P
    c = 2 * one[3] * other[3] * _D % _P
    d = 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(factor: int, point: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    total = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            total = _sum(total, point)
        point = _sum(point, point)
        factor >>= 1
    return total


def main() -> int:
    """Says what was found."""
    key = sys.argv[2] if len(sys.argv) == 3 and sys.argv[1] == "--key" else ""
    check = Check(Path(__file__).resolve().parent, key)
    whole = check.run()
    for words in check.faults:
        print(f"NOT SOUND / TIDAK SAH: {words}")
    print("\n".join(check.said))
    if whole:
        print("Sound: everything fits. Compare the key with the one that was noted elsewhere.")
        print("Sah: semuanya cocok. Bandingkan kunci dengan yang dicatat di tempat lain.")
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main())
