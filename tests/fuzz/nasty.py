"""Values and bytes that programs do not expect, made by chance."""

from __future__ import annotations

import random
from typing import Any

NASTY: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2**31, 2**63, 2**64, -(2**63) - 1, 10**40, 0.5, -0.0, 1e308),
    *("", " ", "\x00", "\n", "a" * 300, "ä" * 70, "😀", "\u202e", "\ud7ff", "%s%n", "{0}", "${x}"),
    *("../../token", "..%2f", "/etc/passwd", "' OR 1=1 --", "<script>", "NaN", "Infinity", "null"),
    *("1234", "A-001", "KTP-BARU", "kiosk-1", "counter", "2026-01-01", "2026-01-01T00:00:00Z"),
    *([], {}, [[]], [None], {"": None}, [0] * 200, {"a": {"b": {"c": []}}}, ["KTP-BARU"], [{}]),
)


LIKELY: dict[str, tuple[Any, ...]] = {
    "service": ("KTP-BARU", "KTP-BARU", "NONE"),
    "counter": ("1", "2", "3", "40", ""),
    "officer": ("officer-1", "officer-2", "supervisor"),
    "pin": ("1234", "1234", "0000"),
    "priority": ("lansia", "disabilitas", None),
    "ticket": ("A-001", "none", ""),
    "visit": (None, "v1"),
    "people": (1, 1, 2, 4),
    "zones": (["A"], [], ["A", "B"]),
    "zone": ("A", "B"),
    "display": ("display-1", "fuzz-display-1"),
    "device": ("display-1", "fuzz-display-1"),
    "number": ("A-001", "B-002"),
    "reason": ("sistem-pusat", "lain", "ditunjukkan", ""),
    "volume": (0, 50, 100),
    "language": ("id", "en"),
    "desk": (True, False),
    "minutes": (1, 10),
}
"""What a field may well have in the sample hall."""


def likely(chance: random.Random, field: str) -> Any:
    """A value that may be right."""
    return chance.choice(LIKELY[field]) if field in LIKELY else value(chance)


def value(chance: random.Random) -> Any:
    """Any JSON value."""
    found = chance.choice(NASTY)
    if isinstance(found, str) and chance.random() < 0.2:
        return found + text(chance)
    return found


def text(chance: random.Random) -> str:
    size = chance.choice((0, 1, 2, 8, 40))
    return "".join(chr(_letter(chance)) for _ in range(size))


def _letter(chance: random.Random) -> int:
    found = chance.choice(
        (chance.randrange(128), chance.randrange(0x3000), chance.randrange(0xFFFF))
    )
    return found if not 0xD800 <= found < 0xE000 else 0x20


def tree(chance: random.Random, document: Any, changes: int = 1) -> Any:
    """A JSON document with some of its parts replaced, removed or doubled; a copy."""
    found = document
    for _ in range(changes):
        found = _changed(chance, found)
    return found


def _changed(chance: random.Random, found: Any) -> Any:
    if isinstance(found, dict) and found and chance.random() < 0.9:
        name = chance.choice(list(found))
        way = chance.random()
        if way < 0.1:
            return {key: part for key, part in found.items() if key != name}
        if way < 0.2:
            return found | {text(chance) or "x": value(chance)}
        return found | {name: _changed(chance, found[name])}
    if isinstance(found, list) and found and chance.random() < 0.9:
        at = chance.randrange(len(found))
        way = chance.random()
        if way < 0.1:
            return [*found, found[at]]
        if way < 0.2:
            return found[:at] + found[at + 1 :]
        return [*found[:at], _changed(chance, found[at]), *found[at + 1 :]]
    return value(chance)


def data(chance: random.Random, original: bytes, changes: int = 3) -> bytes:
    """Bytes with some of them changed, lost, moved, or repeated."""
    found = bytearray(original)
    for _ in range(chance.randint(1, changes)):
        at = chance.randrange(len(found) + 1)
        match chance.randrange(7):
            case 0:
                found[at:at] = chance.randbytes(chance.choice((1, 2, 8)))
            case 1:
                del found[at : at + chance.choice((1, 2, 8, 50))]
            case 2 if at < len(found):
                found[at] ^= 1 << chance.randrange(8)
            case 3:
                found[at:at] = found[at : at + 40] * chance.choice((1, 2, 50))
            case 4:
                del found[at:]
            case 5:
                found[at:at] = chance.choice((b"\r\n", b"\x00", b"\r\n\r\n", b" ", b":", b"%00"))
            case 6:
                found[at : at + 3] = chance.choice((b"-1", b"99999999999999999999", b"0x", b"\xff"))
    return bytes(found)
