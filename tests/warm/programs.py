"""Which programs start warm, and what is imported for them beforehand."""

from __future__ import annotations

PROGRAMS = (
    "kiosk.printing.virtual",
    "shared.cli",
    "tests.integration.tiny_hub",
    "tests.warm.itself",
)
"""Modules that tests start over and over."""

IMPORTED = (
    "kiosk.printing.virtual.__main__",
    "shared.cli.backup",
    "shared.cli.hub",
    "shared.cli.journal",
    "shared.cli.officer",
    "shared.cli.restore",
    "shared.cli.site",
    "shared.hub.advertiser",
    "shared.hub.server",
    "tests.integration.tiny_hub",
)
"""What they are made of. None of it starts a thread, or reads what differs from one program to the
next (`server` tells again what does)."""
