"""How a backup does, as `/healthz` and `giliran backup status` tell it."""

from __future__ import annotations

import msgspec


class Standing(msgspec.Struct, omit_defaults=False):
    """How the backup does, for `/healthz`."""

    to: str
    """Where this hub's replica lies; what `giliran restore` is given."""
    state: str
    """``starting``, ``running``, ``behind`` (nothing gets through), ``restarting``, ``missing``."""
    seq: int
    """The last entry known to be in the replica."""
    behind_seconds: float
    """How old the oldest entry is that may not be in it; 0 where it has all."""
    restarts: int
    trouble: str = ""
    warning: str = ""
    """What is not well with the place itself, however well the replica does."""
