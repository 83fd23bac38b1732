"""The colours of the three looks, and how far apart those that are read together must be.

`Theme.qml` has the same ones for drawing; a site may put others in their place (`Site.theme`).
High contrast at the kiosk is nobody's to change.
"""

from __future__ import annotations

from collections.abc import Mapping

KIOSK, TV, DESK = "kiosk", "tv", "desk"

TONES: Mapping[str, Mapping[str, str]] = {
    KIOSK: {
        "background": "#f4f1ea",
        "surface": "#ffffff",
        "raised": "#ffffff",
        "muted": "#e8e4da",
        "line": "#c9c4b8",
        "ink": "#14212b",
        "inkSoft": "#384551",
        "accent": "#0b4a5e",
        "accentInk": "#ffffff",
        "accentSoft": "#dcebee",
        "accentDown": "#073444",
        "warnSoft": "#ffe8b3",
        "warnInk": "#4a2f00",
        "goodSoft": "#d9eedf",
        "goodInk": "#0c4529",
        "badSoft": "#fbe1dd",
        "badInk": "#7a1616",
    },
    TV: {
        "background": "#0a0f14",
        "surface": "#121a22",
        "raised": "#16202a",
        "muted": "#161e26",
        "line": "#3a4855",
        "ink": "#ffffff",
        "inkSoft": "#dbe3ea",
        "accent": "#ffd56b",
        "accentInk": "#0a0f14",
        "accentSoft": "#2a2614",
        "accentDown": "#e0b64a",
        "warnSoft": "#2e2408",
        "warnInk": "#ffe3a1",
        "goodSoft": "#0f2a1c",
        "goodInk": "#c5f2d6",
        "badSoft": "#34130f",
        "badInk": "#ffd9d3",
    },
    DESK: {
        "background": "#eef1f3",
        "surface": "#ffffff",
        "raised": "#ffffff",
        "muted": "#e3e7ea",
        "line": "#c3cad0",
        "ink": "#14212b",
        "inkSoft": "#384551",
        "accent": "#0b4a5e",
        "accentInk": "#ffffff",
        "accentSoft": "#dcebee",
        "accentDown": "#073444",
        "warnSoft": "#ffe8b3",
        "warnInk": "#4a2f00",
        "goodSoft": "#d9eedf",
        "goodInk": "#0c4529",
        "badSoft": "#fbe1dd",
        "badInk": "#7a1616",
    },
}

STARK: Mapping[str, str] = {
    "background": "#000000",
    "surface": "#000000",
    "raised": "#000000",
    "muted": "#262626",
    "line": "#ffffff",
    "ink": "#ffffff",
    "inkSoft": "#ffffff",
    "accent": "#ffe100",
    "accentInk": "#000000",
    "accentSoft": "#2b2700",
    "accentDown": "#ffffff",
    "warnSoft": "#000000",
    "warnInk": "#ffe100",
    "goodSoft": "#000000",
    "goodInk": "#7dffb0",
    "badSoft": "#000000",
    "badInk": "#ffb3ab",
}
"""High contrast at the kiosk."""

BLOCK_LEAST = 3.0
"""Contrast of a block of colour with what it stands on (WCAG 2.2, 1.4.11)."""

LEAST: Mapping[str, float] = {KIOSK: 7.0, TV: 12.0, DESK: 7.0}
"""Contrast of what is read, by look: the TV is read from far away."""

_PLAIN = ("background", "surface", "accentSoft")
PAIRS = (
    *(("ink", ground) for ground in ("background", "surface", "raised", "muted", "accentSoft")),
    *(("inkSoft", ground) for ground in ("background", "surface", "muted")),
    *(("accent", ground) for ground in ("background", "surface")),
    ("accentInk", "accent"),
    ("warnInk", "warnSoft"),
    ("goodInk", "goodSoft"),
    ("badInk", "badSoft"),
)
"""What stands on what."""

_TOUCHED = (
    ("accentInk", "accentDown"),
    ("accent", "accentSoft"),
    ("inkSoft", "accentSoft"),
    *((mood, ground) for mood in ("warnInk", "goodInk", "badInk") for ground in _PLAIN),
)
"""Keys that are pressed, rows that are chosen, and moods in words on plain ground."""

SIGN_INKS = ("#ffffff", "#14212b")
"""An agency's sign on the agency's own colour is drawn in the one that stands out more."""


def pairs(look: str) -> tuple[tuple[str, str], ...]:
    """What stands on what on the screens of a look."""
    return PAIRS if look == TV else (*PAIRS, *_TOUCHED)


def worn(look: str, own: Mapping[str, str]) -> dict[str, str]:
    """All tones of a look with a site's `own` in their place."""
    return {**TONES[look], **own}
