"""The signs of a pairing picture as a terminal can show them: in words, and as small drawings."""

from __future__ import annotations

from collections.abc import Sequence

from shared.protocol.pairing import SIGN_NAMES

_DRAWN = {
    "baby": (r"   .--.  ", r"  ( oo ) ", r"   \~~/  ", r"  /|  |\ ", r"   d  b  "),
    "book": (r" _______ ", r"|   |   |", r"|~~~|~~~|", r"|~~~|~~~|", r"|___|___|"),
    "car": (r"   ____  ", r" _/_|_ \_", r"|  _   _ |", r"'-(_)-(_)", r"         "),
    "clock": (r"  .---.  ", r" /  |  \ ", r"|   '-- |", r" \     / ", r"  '---'  "),
    "fingerprint": (r"  .---.  ", r" / .-. \ ", r"| / . \ |", r"| | | | |", r" ' | | ' "),
    "globe": (r"  .-|-.  ", r" / .|. \ ", r"|--(+)--|", r" \ '|' / ", r"  '-|-'  "),
    "headphones": (r"  .---.  ", r" /     \ ", r"|       |", r"[|]   [|]", r"         "),
    "house": (r"    /\   ", r"   /  \  ", r"  /____\ ", r"  | [] | ", r"  |____| "),
    "leaf": (r"     .-/ ", r"   .' /| ", r"  /  / | ", r" |  / .' ", r"  \/-'   "),
    "motorcycle": (r"    __   ", r"  __| \_ ", r" /__--- \ ", r"(o)   (o)", r"         "),
    "phone": (r"  .---.  ", r"  |   |  ", r"  |   |  ", r"  |___|  ", r"  '-o-'  "),
    "scales": (r"    |    ", r" ---+--- ", r" /\ | /\ ", r"(__)|(__)", r"  __|__  "),
    "ship": (r"    |\   ", r"    | \  ", r"  __|__\_", r"  \_____/", r" ~~~~~~~ "),
    "star": (r"    .    ", r"   / \   ", r"--'   '--", r"  > . <  ", r" /.' '.\ "),
    "umbrella": (r"   .-.   ", r" .'   '. ", r"/_.._.._\ ", r"    |    ", r"    |_)  "),
    "water": (r"    .    ", r"   / \   ", r"  /   \  ", r" (     ) ", r"  '---'  "),
}
_WIDTH = 14


def in_words(picture: Sequence[str]) -> str:
    """The signs by their names: ``baby, ship, star``."""
    return ", ".join(SIGN_NAMES[sign][1] for sign in picture)


def drawn(picture: Sequence[str]) -> str:
    """The signs side by side, with their names below: Indonesian, then English."""
    rows = [
        "".join(line.ljust(_WIDTH) for line in row) for row in zip(*_lines(picture), strict=True)
    ]
    for language in (0, 1):
        names = [SIGN_NAMES[sign][language] for sign in picture]
        rows.append("".join(name.center(9).ljust(_WIDTH) for name in names))
    return "\n".join(f"   {row}".rstrip() for row in rows)


def _lines(picture: Sequence[str]) -> list[tuple[str, ...]]:
    return [_DRAWN[sign] for sign in picture]
