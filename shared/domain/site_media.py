"""Which of the hub's files a site names, and where."""

from __future__ import annotations

from shared.domain.site import Site

MEDIA = "media:"
"""Before the name of one of the hub's files, where another picture could stand as well."""

OWN_PLANS = "plans/"
"""Before the name of a floor's plan that comes with the program."""


def medium_named(picture: str) -> str:
    """The name of the file that a picture's text means; empty: it means something else."""
    said = picture.strip()
    return said.removeprefix(MEDIA).strip() if said.startswith(MEDIA) else ""


def plan_media(site: Site) -> tuple[str, ...]:
    """The files of the floors' plans, which kiosks show; each once."""
    named = (medium_named(floor.picture) for floor in site.floors)
    return tuple(dict.fromkeys(name for name in named if name))
