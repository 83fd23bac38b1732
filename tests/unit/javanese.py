"""The example of a hall's own language, and a small hall that has it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from shared.domain.site import Site
from shared.domain.tongue import Tongue
from shared.protocol.language_file import read_language_file
from tests.unit.small_site import small_site

EXAMPLE = Path(__file__).parents[2] / "assets" / "tongues" / "jv.toml"


def javanese() -> Tongue:
    return read_language_file(EXAMPLE)


def javanese_site() -> Site:
    """The small hall in three languages."""
    return replace(small_site(), languages=("id", "en", "jv"), tongues=(javanese(),))
