"""The pictures and arrows that a site may name; assets/icons holds a drawing of each."""

from __future__ import annotations

SITE_ICONS = frozenset(
    {
        "baby",
        "book",
        "briefcase",
        "building",
        "calendar",
        "car",
        "certificate",
        "court",
        "document",
        "electricity",
        "faith",
        "family",
        "fingerprint",
        "food",
        "hands",
        "health",
        "house",
        "id-card",
        "land",
        "leaf",
        "licence",
        "medicine",
        "money",
        "motorcycle",
        "moving",
        "passport",
        "people",
        "phone",
        "ring",
        "scales",
        "school",
        "shield",
        "ship",
        "shop",
        "stamp",
        "talk",
        "tax",
        "tools",
        "umbrella",
        "water",
        "work",
    }
)
"""What agencies and services may have as `icon`."""

ARROWS = ("up", "up-right", "right", "down-right", "down", "down-left", "left", "up-left")
"""The eight directions, clockwise; the drawings are called ``arrow-up`` and so on."""
